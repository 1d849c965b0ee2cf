//! The work under way: the open store, files understood but not written, the documents drawn last.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use intake::Received;
use scorebook::Scorebook;
use scorebook::plan::{CataloguePlan, ImportPlan};
use scorebook::rollover::RollOver;

use crate::drawn::{DrawnDocuments, no_pages};
use crate::failure::Failure;
use crate::figures_cache::FiguresCache;
use crate::kept::{Kept, Waiting};
use crate::pending::{GivenCorrection, Pending, PlanContext};
use crate::recent;

/// Everything that changes from command to command.
#[derive(Default)]
pub(crate) struct Session {
    /// Where stores and settings of this machine go.
    pub(crate) folder: PathBuf,
    book: Option<Scorebook>,
    /// The figures of the open store as last read.
    figures: Option<Arc<FiguresCache>>,
    /// The store that could not be opened when none was open, and why.
    trouble: Option<(PathBuf, Failure)>,
    /// Files that waited when the store was last closed, not read again yet.
    left_waiting: Vec<Waiting>,
    /// A bộ tiêu chí that was read and not yet made into a store.
    pub(crate) catalogue: Option<CataloguePlan>,
    /// The next year's bộ tiêu chí, and what was shown of it.
    pub(crate) next_year: Option<(CataloguePlan, RollOver)>,
    /// Files waiting for confirmation.
    pub(crate) pending: Vec<Pending>,
    /// Files that were written, in case that is undone.
    written: Vec<Pending>,
    last_id: u32,
    /// The documents drawn last.
    drawn: Option<DrawnDocuments>,
    /// How often documents were drawn.
    drawings: u32,
}

impl Session {
    /// The open store.
    pub(crate) fn book(&mut self) -> Result<&mut Scorebook, Failure> {
        self.book.as_mut().ok_or_else(no_store)
    }

    /// The open store, to read from.
    pub(crate) fn read_book(&self) -> Result<&Scorebook, Failure> {
        self.book.as_ref().ok_or_else(no_store)
    }

    /// The open store, if any.
    pub(crate) fn open_book(&self) -> Option<&Scorebook> {
        self.book.as_ref()
    }

    /// The figures of the open store, computed again only after a change.
    pub(crate) fn figures(&mut self) -> Result<Arc<FiguresCache>, Failure> {
        let book = self.book.as_ref().ok_or_else(no_store)?;
        FiguresCache::of(book, &mut self.figures)
    }

    /// Opens a store in place of the present one. On an error the present one stays open.
    pub(crate) fn open(&mut self, path: &Path) -> Result<(), Failure> {
        let already = self.book.as_ref().is_some_and(|b| same_file(b.path(), path));
        if already {
            return Ok(());
        }
        match Scorebook::open(path) {
            Ok(book) => self.take(book),
            Err(error) => {
                let failure = Failure::from(error);
                if self.book.is_none() {
                    self.trouble = Some((path.to_owned(), failure.clone()));
                }
                return Err(failure);
            }
        }
        Ok(())
    }

    /// Closes the open store, if any; the next start opens it again.
    pub(crate) fn close(&mut self) -> Result<(), Failure> {
        let Some(book) = self.book.take() else { return Ok(()) };
        self.forget();
        Ok(book.close()?)
    }

    /// What is under way of a store goes with it.
    fn forget(&mut self) {
        self.trouble = None;
        self.figures = None;
        self.pending.clear();
        self.left_waiting.clear();
        self.written.clear();
        self.drawn = None;
        self.catalogue = None;
        self.next_year = None;
    }

    /// The store that could not be opened, and why.
    pub(crate) fn trouble(&self) -> Option<&(PathBuf, Failure)> {
        self.trouble.as_ref()
    }

    /// What this machine keeps of the open store outside it.
    pub(crate) fn kept(&self) -> Result<Kept, Failure> {
        Ok(Kept::of(&self.folder, self.read_book()?.path()))
    }

    /// How many files wait, read again or not.
    pub(crate) fn waiting_count(&self) -> usize {
        self.pending.len() + self.left_waiting.len()
    }

    /// Files that waited when the store was last closed: to be read again, once.
    pub(crate) fn take_left_waiting(&mut self) -> Vec<Waiting> {
        std::mem::take(&mut self.left_waiting)
    }

    /// A file that waited when the store was last closed, read again.
    pub(crate) fn put_back(
        &mut self,
        received: Received,
        corrections: Vec<GivenCorrection>,
    ) -> Result<(), Failure> {
        let context = PlanContext::of(self.read_book()?)?;
        let plan = context.understand(&context.known(), &received, &corrections);
        self.put_pending(received, corrections, plan)
    }

    /// Makes a store the open one.
    pub(crate) fn take(&mut self, book: Scorebook) {
        recent::write(&self.folder, book.path());
        self.forget();
        self.left_waiting = Kept::of(&self.folder, book.path()).waiting();
        self.book = Some(book);
    }

    /// Another year was selected: what is under way is of that year.
    pub(crate) fn year_selected(&mut self) -> Result<(), Failure> {
        self.written.clear();
        self.drawn = None;
        self.next_year = None;
        self.understand_all()
    }

    /// Understands files, which wait then for confirmation. Nothing is written.
    pub(crate) fn understand(&mut self, files: Vec<Received>) -> Result<(), Failure> {
        let context = PlanContext::of(self.read_book()?)?;
        let known = context.known();
        for received in files {
            // the same file picked once more must not take the officer's corrections with it
            let corrections = self.corrections_of(&received.file.sha256);
            let plan = context.understand(&known, &received, &corrections);
            self.put_pending(received, corrections, plan)?;
        }
        Ok(())
    }

    /// Understands every waiting file anew: what is remembered or known has changed.
    pub(crate) fn understand_all(&mut self) -> Result<(), Failure> {
        let Some(book) = &self.book else { return Ok(()) };
        let context = PlanContext::of(book)?;
        let known = context.known();
        for pending in &mut self.pending {
            pending.plan = context.understand(&known, &pending.received, &pending.corrections);
        }
        Ok(())
    }

    /// Understands one waiting file anew after a change to its corrections.
    pub(crate) fn correct(
        &mut self,
        at: usize,
        change: impl FnOnce(&mut Vec<GivenCorrection>),
    ) -> Result<(), Failure> {
        let context = PlanContext::of(self.read_book()?)?;
        let pending = &mut self.pending[at];
        let mut corrections = pending.corrections.clone();
        change(&mut corrections);
        pending.plan = context.understand(&context.known(), &pending.received, &corrections);
        pending.corrections = corrections;
        self.kept()?.put_waiting(&self.pending[at])
    }

    /// The place of a waiting file in the list.
    pub(crate) fn position(&self, id: u32) -> Result<usize, Failure> {
        self.pending
            .iter()
            .position(|p| p.id == id)
            .ok_or_else(|| Failure::new("no_such_file", "Tệp này không còn trong danh sách chờ."))
    }

    /// Puts a waiting file away.
    pub(crate) fn discard(&mut self, id: u32) {
        if let Ok(at) = self.position(id) {
            let pending = self.pending.remove(at);
            self.no_longer_waits(&pending.plan.file.sha256);
        }
    }

    fn no_longer_waits(&self, sha256: &str) {
        if let Ok(kept) = self.kept() {
            kept.drop_waiting(sha256);
        }
    }

    /// What was corrected in the waiting file of these bytes.
    fn corrections_of(&self, sha256: &str) -> Vec<GivenCorrection> {
        let waiting = self.pending.iter().find(|p| p.plan.file.sha256 == sha256);
        waiting.map(|p| p.corrections.clone()).unwrap_or_default()
    }

    /// Files a plan under a fresh number, in place of one for the same bytes.
    fn put_pending(
        &mut self,
        received: Received,
        corrections: Vec<GivenCorrection>,
        plan: ImportPlan,
    ) -> Result<(), Failure> {
        self.pending.retain(|p| p.plan.file.sha256 != plan.file.sha256);
        self.last_id += 1;
        let pending = Pending { id: self.last_id, received, corrections, plan, undone: false };
        self.kept()?.put_waiting(&pending)?;
        self.pending.push(pending);
        Ok(())
    }

    /// The waiting file at that place was written into the store.
    pub(crate) fn was_written(&mut self, at: usize) {
        let pending = self.pending.remove(at);
        self.no_longer_waits(&pending.plan.file.sha256);
        self.written.push(pending);
    }

    /// What was withdrawn by hand does not wait again when something else is undone.
    pub(crate) fn forget_written(&mut self) {
        self.written.clear();
    }

    /// After an undo or a redo: a file whose writing was undone waits again, and waits no more when it is made again.
    pub(crate) fn follow_undo(&mut self) -> Result<(), Failure> {
        let submissions = self.read_book()?.submissions()?;
        let counts = |pending: &Pending| {
            let sha256 = &pending.plan.file.sha256;
            submissions.iter().any(|s| !s.withdrawn && s.sha256 == *sha256)
        };
        let again = std::mem::take(&mut self.pending).into_iter();
        let (made_again, waiting): (Vec<_>, Vec<_>) =
            again.partition(|pending| pending.undone && counts(pending));
        let (written, undone): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.written).into_iter().partition(counts);
        self.pending = waiting;
        self.pending.extend(undone.into_iter().map(|pending| Pending { undone: true, ..pending }));
        self.pending.sort_by_key(|pending| pending.id);
        self.written = written;
        self.written.extend(made_again);
        // what is remembered may have changed with it
        self.understand_all()
    }

    /// Keeps documents that were drawn, under the number that is put into them.
    pub(crate) fn put_drawn(&mut self, draw: impl FnOnce(u32) -> DrawnDocuments) -> u32 {
        self.drawings += 1;
        self.drawn = Some(draw(self.drawings));
        self.drawings
    }

    /// What was drawn, if it is that drawing still.
    pub(crate) fn drawn(&self, drawing: u32) -> Result<&DrawnDocuments, Failure> {
        match &self.drawn {
            Some(drawn) if drawn.drawing == drawing => Ok(drawn),
            Some(_) => Err(Failure::new(
                "drawn_anew",
                "Văn bản vừa được dựng lại. Hãy xem lại các trang rồi làm lại.",
            )),
            None => Err(no_pages()),
        }
    }
}

fn no_store() -> Failure {
    Failure::new("no_store", "Chưa mở sổ điểm nào. Hãy mở hoặc lập một sổ.")
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
