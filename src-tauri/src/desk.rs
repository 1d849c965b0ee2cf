//! What lies on the officer's desk: the open store, files understood but not written, the pages drawn last.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use intake::{CatalogueIndex, Received};
use reading::Cancel;
use scorebook::memory::Remembered;
use scorebook::plan::{CataloguePlan, ImportPlan};
use scorebook::rollover::RollOver;
use scorebook::{vi, Agency, Catalogue, Correction, Scorebook};

use crate::at_hand::AtHand;
use crate::commands::Paper;
use crate::dialogs::Dialogs;
use crate::originals::Originals;
use crate::recent;
use crate::view::Failure;

/// Shared by all commands.
pub(crate) struct Desk {
    /// Asks for files.
    pub(crate) dialogs: Box<dyn Dialogs>,
    papers: Mutex<Papers>,
    /// Kept files that were read again.
    pub(crate) originals: Originals,
    /// Stops the reading of files under way.
    cancel: Mutex<Cancel>,
}

/// A file waiting for confirmation.
pub(crate) struct Pending {
    pub(crate) id: u32,
    pub(crate) received: Received,
    /// What the officer changed, in order.
    pub(crate) corrections: Vec<Given>,
    pub(crate) plan: ImportPlan,
}

/// A correction of a waiting file.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) correction: Correction,
    /// To be remembered for the body and the layout.
    pub(crate) remember: bool,
}

/// What files are understood by: read from the store once for all that wait.
pub(crate) struct Basis {
    catalogue: Catalogue,
    agencies: Vec<Agency>,
    memory: Vec<Remembered>,
}

impl Basis {
    pub(crate) fn of(book: &Scorebook) -> Result<Self, Failure> {
        let (catalogue, agencies) = (book.catalogue()?, book.agencies()?);
        Ok(Self { catalogue, agencies, memory: book.memory()? })
    }

    /// Prepared for any number of files.
    pub(crate) fn known(&self) -> CatalogueIndex<'_> {
        CatalogueIndex::new(&self.catalogue, &self.agencies)
    }

    /// Understands a file from the start, with these corrections.
    pub(crate) fn understand(
        &self,
        known: &CatalogueIndex<'_>,
        received: &Received,
        given: &[Given],
    ) -> ImportPlan {
        let corrections: Vec<Correction> = given.iter().map(|g| g.correction.clone()).collect();
        let kept = given.iter().filter(|g| g.remember).map(|g| g.correction.clone());
        let mut plan = known.plan_with_memory(received, None, &corrections, &self.memory);
        plan.keep(&kept.collect::<Vec<_>>());
        plan
    }
}

/// Everything that changes.
#[derive(Default)]
pub(crate) struct Papers {
    /// Where stores and settings of this machine go.
    pub(crate) folder: PathBuf,
    book: Option<Scorebook>,
    /// The figures of the open store as last read.
    at_hand: Option<Arc<AtHand>>,
    /// Why the store named at start, or the last one, could not be opened; told once.
    pub(crate) trouble: Option<Failure>,
    /// A bộ tiêu chí that was read and not yet made into a store.
    pub(crate) catalogue: Option<CataloguePlan>,
    /// The next year's bộ tiêu chí, and what was shown of it.
    pub(crate) next_year: Option<(CataloguePlan, RollOver)>,
    /// Files waiting for confirmation.
    pub(crate) pending: Vec<Pending>,
    last_id: u32,
    /// The documents drawn last.
    pub(crate) paper: Option<Paper>,
    /// How often documents were drawn.
    pub(crate) drawings: u32,
}

impl Desk {
    pub(crate) fn new(dialogs: Box<dyn Dialogs>) -> Self {
        Self {
            dialogs,
            papers: Mutex::default(),
            originals: Originals::default(),
            cancel: Mutex::default(),
        }
    }

    /// Opens the store named on the command line, else the last one.
    pub(crate) fn settle(&self, folder: PathBuf, named: Option<PathBuf>) {
        let _ = self.with(|papers| {
            let store = named.or_else(|| recent::read(&folder));
            crate::original_file::clear(&crate::original_file::folder(&folder));
            papers.folder = folder;
            if let Some(store) = store {
                papers.trouble = papers.open(&store).err();
            }
            Ok(())
        });
    }

    /// What stops a reading that begins now.
    pub(crate) fn cancel(&self) -> Cancel {
        self.cancel.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stops every reading that has begun.
    pub(crate) fn cancel_reading(&self) {
        let mut cancel = self.cancel.lock().unwrap_or_else(PoisonError::into_inner);
        cancel.cancel();
        *cancel = Cancel::default();
    }

    /// Runs a command's work. A panic in it becomes an ordinary failure: the window never waits for an
    /// answer that does not come.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Papers) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        // a panic rolled its transaction back, so what the lock guards is sound
        let mut papers = self.papers.lock().unwrap_or_else(PoisonError::into_inner);
        std::panic::catch_unwind(AssertUnwindSafe(|| work(&mut papers)))
            .unwrap_or_else(|_| Err(unexpected()))
    }
}

/// What the window is told of a panic.
pub(crate) fn unexpected() -> Failure {
    Failure {
        code: "internal".into(),
        message: "Chương trình gặp lỗi bất ngờ ở thao tác này. Dữ liệu đã ghi vẫn còn nguyên; hãy thử lại, \
                  nếu vẫn lỗi hãy gửi tệp nhật ký cho bộ phận hỗ trợ."
            .into(),
    }
}

impl Papers {
    /// The open store.
    pub(crate) fn book(&mut self) -> Result<&mut Scorebook, Failure> {
        self.book.as_mut().ok_or_else(|| Failure {
            code: "no_store".into(),
            message: "Chưa mở sổ điểm nào. Hãy mở hoặc lập một sổ.".into(),
        })
    }

    /// The figures of the open store, computed again only after a change.
    pub(crate) fn at_hand(&mut self) -> Result<Arc<AtHand>, Failure> {
        self.book()?;
        match &self.book {
            Some(book) => AtHand::of(book, &mut self.at_hand),
            None => Err(unexpected()),
        }
    }

    /// The open store, if any.
    pub(crate) fn open_book(&self) -> Option<&Scorebook> {
        self.book.as_ref()
    }

    /// Opens a store in place of the present one. On an error the present one stays open.
    pub(crate) fn open(&mut self, path: &Path) -> Result<(), Failure> {
        let already = self.book.as_ref().is_some_and(|b| same_file(b.path(), path));
        if !already {
            self.take(Scorebook::open(path)?);
        }
        Ok(())
    }

    /// Puts a store on the desk.
    pub(crate) fn take(&mut self, book: Scorebook) {
        recent::write(&self.folder, book.path());
        self.book = Some(book);
        self.at_hand = None;
        self.pending.clear();
        self.paper = None;
        self.catalogue = None;
        self.next_year = None;
    }

    /// What was corrected in the waiting file of these bytes.
    pub(crate) fn corrections_of(&self, sha256: &str) -> Vec<Given> {
        let waiting = self.pending.iter().find(|p| p.plan.file.sha256 == sha256);
        waiting.map(|p| p.corrections.clone()).unwrap_or_default()
    }

    /// Files a plan under a fresh number, in place of one for the same bytes.
    pub(crate) fn put_pending(
        &mut self,
        received: Received,
        corrections: Vec<Given>,
        plan: ImportPlan,
    ) {
        self.pending.retain(|p| p.plan.file.sha256 != plan.file.sha256);
        self.last_id += 1;
        self.pending.push(Pending { id: self.last_id, received, corrections, plan });
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

impl From<scorebook::Error> for Failure {
    fn from(error: scorebook::Error) -> Self {
        tracing::warn!(%error, "refused");
        Self { code: error.code().to_owned(), message: vi::error(&error) }
    }
}

impl From<briefing::Error> for Failure {
    fn from(error: briefing::Error) -> Self {
        tracing::error!(%error, "the briefing could not be drawn");
        Self {
            code: "briefing_failed".into(),
            message: "Không dựng được văn bản. Dữ liệu vẫn còn nguyên; hãy gửi tệp nhật ký cho bộ phận hỗ trợ.".into(),
        }
    }
}
