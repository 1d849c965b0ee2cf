//! The parent's side: a child that reads, watched.

use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use intake::Received;
use intake::container::SetAside;
use intake::workbook::limits;
use scorebook::Finding;
use scorebook::plan::SourceFile;

use crate::child::ASKED;
use crate::wire::{Answer, Task, ask};

/// How often a wait looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Most bytes of a child's complaint that are kept.
const COMPLAINT: u64 = 64 * 1024;

/// Stops a reading under way, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Stops it.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Was it stopped?
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Why a file gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// It is a container that cannot be opened; the reason.
    Refused(Finding),
    /// Somebody stopped it.
    Cancelled,
}

/// What a file held.
#[derive(Debug, Default)]
pub struct Taken {
    /// Its files, read: itself when it is no container.
    pub files: Vec<Received>,
    /// What else lay in the container.
    pub set_aside: Vec<SetAside>,
}

/// Reads files one after the other in a child that is kept while it behaves and replaced when it does not.
#[derive(Debug)]
pub struct Reader {
    program: PathBuf,
    time: Duration,
    running: Option<Running>,
    /// What was read so far, where the whole run has bounds.
    run: Option<Run>,
}

/// What a run has read so far: small files may be many, and each of them just within the limits of one.
#[derive(Debug, Default)]
struct Run {
    files: usize,
    bytes: usize,
    cells: usize,
    time: Duration,
}

impl Run {
    /// Which bound is reached, in words for people.
    fn full(&self) -> Option<String> {
        let bound = if self.files >= limits::RUN_FILES {
            format!("{} tệp", limits::RUN_FILES)
        } else if self.bytes >= limits::RUN_BYTES {
            format!("{} MB", limits::RUN_BYTES / (1024 * 1024))
        } else if self.cells >= limits::RUN_CELLS {
            format!("{} triệu ô", limits::RUN_CELLS / 1_000_000)
        } else if self.time >= limits::RUN_TIME {
            format!("{} phút", limits::RUN_TIME.as_secs() / 60)
        } else {
            return None;
        };
        Some(format!("lần nhập này đã đọc {bound}; hãy nhập các tệp còn lại ở lần sau"))
    }
}

#[derive(Debug)]
struct Running {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<io::Result<Answer>>,
    complaint: JoinHandle<String>,
}

/// How a request ended without an answer.
#[derive(Clone, Copy)]
enum End {
    Died,
    Late,
    Cancelled,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// With this very program as the child.
    pub fn new() -> Self {
        // on Linux the file may have been replaced by a newer program since it was started
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe().unwrap_or_default()
        };
        Self::with(program, limits::TIME)
    }

    /// As [`Reader::new`], with bounds for all files together (`RUN_…` of the limits): for what a person drops or names
    /// at once.
    pub fn for_a_run() -> Self {
        let mut reader = Self::new();
        reader.run = Some(Run::default());
        reader
    }

    /// With another program that calls [`crate::serve_if_asked`], and that much time for each file.
    pub fn with(program: PathBuf, time: Duration) -> Self {
        Self { program, time, running: None, run: None }
    }

    /// The child's process number, while there is a child.
    pub fn process_id(&self) -> Option<u32> {
        self.running.as_ref().map(|r| r.child.id())
    }

    /// Takes a file as it came: opens it if it is a container, and reads what is to be read. A file that
    /// cannot be read is among the files, with its finding.
    ///
    /// # Errors
    /// When it is a container that cannot be opened, or the reading was cancelled.
    pub fn take(&mut self, name: &str, bytes: Vec<u8>, cancel: &Cancel) -> Result<Taken, Stopped> {
        let own = |bytes, workbook| {
            let file = SourceFile::new(name, bytes);
            Ok(Taken { files: vec![Received { file, workbook }], set_aside: Vec::new() })
        };
        if let Some(received) = self.beyond_the_run(name) {
            return Ok(Taken { files: vec![received], set_aside: Vec::new() });
        }
        match self.ask(Task::Take, name, &bytes, cancel)? {
            Answer::Cells(workbook) => own(bytes, Ok(workbook)),
            Answer::Refused(finding) => own(bytes, Err(finding)),
            Answer::Sealed(finding) => Err(Stopped::Refused(finding)),
            Answer::Contents(opened) => {
                let files = opened.files.into_iter().map(|f| self.read(f.into(), cancel));
                Ok(Taken { files: files.collect::<Result<_, _>>()?, set_aside: opened.set_aside })
            }
        }
    }

    /// Reads the cells of one file.
    ///
    /// # Errors
    /// When the reading was cancelled.
    pub fn read(&mut self, file: SourceFile, cancel: &Cancel) -> Result<Received, Stopped> {
        if let Some(received) = self.beyond_the_run(&file.name) {
            return Ok(received);
        }
        let workbook = match self.ask(Task::Read, &file.name, &file.bytes, cancel)? {
            Answer::Cells(workbook) => Ok(workbook),
            Answer::Refused(finding) | Answer::Sealed(finding) => Err(finding),
            Answer::Contents(_) => Err(unfinished("trình đọc trả lời sai")),
        };
        Ok(Received { file, workbook })
    }

    /// A file that is not read because the run is full; not even its bytes are kept.
    fn beyond_the_run(&self, name: &str) -> Option<Received> {
        let detail = self.run.as_ref()?.full()?;
        let file = SourceFile::new(name, Vec::new());
        Some(Received { file, workbook: Err(Finding::TooLarge { detail }) })
    }

    /// An answer in any case, unless it was cancelled.
    fn ask(
        &mut self,
        task: Task,
        name: &str,
        bytes: &[u8],
        cancel: &Cancel,
    ) -> Result<Answer, Stopped> {
        if cancel.is_cancelled() {
            return Err(Stopped::Cancelled);
        }
        if bytes.len() > limits::FILE_BYTES {
            return Ok(Answer::Sealed(Finding::TooLarge {
                detail: "dung lượng tệp lớn hơn 64 MB".into(),
            }));
        }
        let mut running = match self.running.take().map_or_else(|| Running::start(self), Ok) {
            Ok(running) => running,
            Err(error) => {
                return Ok(Answer::Refused(unfinished(&format!(
                    "không khởi động được trình đọc: {error}"
                ))));
            }
        };
        let begun = Instant::now();
        let answer = running.ask(task, name, bytes, self.time, cancel);
        if let Some(run) = &mut self.run {
            run.files += 1;
            run.time += begun.elapsed();
            match &answer {
                Ok(Answer::Cells(workbook)) => {
                    run.cells += workbook.sheets.iter().map(|s| s.cells.len()).sum::<usize>();
                    run.bytes += bytes.len();
                }
                // its files count as they are read
                Ok(Answer::Contents(_)) => run.files -= 1,
                _ => run.bytes += bytes.len(),
            }
        }
        match answer {
            Ok(answer) => {
                self.running = Some(running);
                Ok(answer)
            }
            Err(End::Cancelled) => {
                running.end();
                Err(Stopped::Cancelled)
            }
            Err(end) => Ok(Answer::Refused(why(end, &running.end(), self.time))),
        }
    }
}

impl Running {
    fn start(reader: &Reader) -> io::Result<Self> {
        let mut command = Command::new(&reader.program);
        command.arg(ASKED).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// No console flashes up beside the window.
            const CREATE_NO_WINDOW: u32 = 0x0800_0000;
            command.creation_flags(CREATE_NO_WINDOW);
        }
        let mut child = command.spawn()?;
        let missing = || io::Error::other("no pipe");
        let stdin = child.stdin.take().ok_or_else(missing)?;
        let mut stdout = child.stdout.take().ok_or_else(missing)?;
        let stderr = child.stderr.take().ok_or_else(missing)?;
        let (tell, answers) = channel();
        thread::spawn(move || {
            while let Some(answer) = Answer::receive(&mut stdout).transpose() {
                let last = answer.is_err();
                if tell.send(answer).is_err() || last {
                    break;
                }
            }
        });
        let complaint = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = stderr.take(COMPLAINT).read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Ok(Self { child, stdin, answers, complaint })
    }

    fn ask(
        &mut self,
        task: Task,
        name: &str,
        bytes: &[u8],
        time: Duration,
        cancel: &Cancel,
    ) -> Result<Answer, End> {
        let late = Instant::now() + time;
        let Self { child, stdin, answers, .. } = self;
        thread::scope(|scope| {
            // a child that does not even listen must not hold us up; its end ends the writing
            scope.spawn(|| ask(stdin, task, name, bytes));
            let ended = loop {
                match answers.recv_timeout(LOOK) {
                    Ok(Ok(answer)) => return Ok(answer),
                    Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => break End::Died,
                    Err(RecvTimeoutError::Timeout) if cancel.is_cancelled() => {
                        break End::Cancelled;
                    }
                    Err(RecvTimeoutError::Timeout) if Instant::now() > late => break End::Late,
                    Err(RecvTimeoutError::Timeout) => {}
                }
            };
            let _ = child.kill();
            Err(ended)
        })
    }

    /// Ends it; what it complained of.
    fn end(mut self) -> String {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.complaint.join().unwrap_or_default()
    }
}

/// Which limit it was, in words for people.
fn why(end: End, complaint: &str, time: Duration) -> Finding {
    let limit = |detail: String| Finding::TooLarge { detail };
    match end {
        End::Late => limit(format!("đọc quá {} giây vẫn chưa xong", time.as_secs())),
        // the words of Rust's own library when an allocation fails
        _ if complaint.contains("memory allocation of") => {
            limit(format!("cần hơn {} MB bộ nhớ để đọc", limits::MEMORY_BYTES / (1024 * 1024)))
        }
        _ if complaint.contains("overflowed its stack") => {
            limit("các phần bên trong lồng nhau quá sâu".into())
        }
        _ => Finding::DamagedFile { detail: "trình đọc dừng giữa chừng".into() },
    }
}

/// Not the file's fault, as far as one can tell.
fn unfinished(detail: &str) -> Finding {
    Finding::NotRead { detail: detail.to_owned() }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            // it has nothing to put away
            running.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_has_read_enough_reads_no_more_and_keeps_no_bytes() {
        for run in [
            Run { files: limits::RUN_FILES, ..Run::default() },
            Run { bytes: limits::RUN_BYTES, ..Run::default() },
            Run { cells: limits::RUN_CELLS, ..Run::default() },
            Run { time: limits::RUN_TIME, ..Run::default() },
        ] {
            let mut reader = Reader::with(PathBuf::from("khong-co"), limits::TIME);
            reader.run = Some(run);
            let taken =
                reader.take("a.csv", b"1;2".to_vec(), &Cancel::default()).expect("an answer");
            let [file] = taken.files.as_slice() else { panic!("the file itself") };
            assert!(file.file.bytes.is_empty(), "its bytes are not kept");
            assert!(
                matches!(&file.workbook, Err(Finding::TooLarge { detail }) if detail.contains("lần sau")),
                "it says what to do: {:?}",
                file.workbook
            );
        }
        let reader = Reader::for_a_run();
        assert!(reader.beyond_the_run("a").is_none(), "a new run is not full");
    }
}
