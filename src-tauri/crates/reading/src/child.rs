//! The child's side.

use std::io::{stdin, stdout};
use std::process::exit;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use intake::workbook::limits;
use intake::{container, workbook};

use crate::memory;
use crate::wire::{Answer, Request, Task};

/// The argument that makes a program the reading child.
pub(crate) const ASKED: &str = "--read-untrusted";

/// Bytes of stack for the readers, whatever a system gives a program's first thread.
const STACK: usize = 8 * 1024 * 1024;

/// Reads files for the parent and ends, if that is what this process was started for. To be called before
/// anything else.
pub fn serve_if_asked() {
    if std::env::args_os().nth(1).is_none_or(|argument| argument != ASKED) {
        return;
    }
    // what a thread has for itself is not taken from the readers' share
    let asked = requests();
    memory::limit(limits::MEMORY_BYTES);
    // a reader's panic is caught and becomes a finding; nobody reads its words
    std::panic::set_hook(Box::new(|_| ()));
    let (tell, told) = channel();
    let Ok(work) = thread::Builder::new().stack_size(STACK).spawn(move || serve(&asked, &tell))
    else {
        exit(1)
    };
    // the parent ends a child that is late; when the parent itself was ended, the child does so
    let late = limits::TIME + Duration::from_secs(5);
    let mut wait = Duration::MAX;
    loop {
        match told.recv_timeout(wait) {
            Ok(Begun::Reading) => wait = late,
            Ok(Begun::Waiting) => wait = Duration::MAX,
            Err(RecvTimeoutError::Timeout) => exit(1),
            Err(RecvTimeoutError::Disconnected) => {
                exit(i32::from(!matches!(work.join(), Ok(Some(())))))
            }
        }
    }
}

/// What the child began to do.
enum Begun {
    Reading,
    Waiting,
}

/// Answers until the parent closes its end.
fn serve(asked: &Receiver<Request>, tell: &Sender<Begun>) -> Option<()> {
    let mut to = stdout().lock();
    for request in asked {
        tell.send(Begun::Reading).ok()?;
        answer(request).send(&mut to).ok()?;
        tell.send(Begun::Waiting).ok()?;
    }
    Some(())
}

/// What the parent asks, listened for while an answer is being made, too: the end of a parent closes its end of the
/// pipe, and then nobody waits for the answer.
fn requests() -> Receiver<Request> {
    let (ask, asked) = channel();
    let (begin, begun) = channel();
    thread::spawn(move || {
        let mut from = stdin().lock();
        // allocates, and so lays claim to its part of memory
        let _ = begin.send(Box::new(()));
        loop {
            match Request::receive(&mut from) {
                Ok(Some(request)) => {
                    if ask.send(request).is_err() {
                        return;
                    }
                }
                Ok(None) => exit(0),
                Err(_) => exit(1),
            }
        }
    });
    let _ = begun.recv();
    asked
}

fn answer(request: Request) -> Answer {
    let Request { task, name, mut bytes } = request;
    if task == Task::Take {
        match container::open(&name, bytes) {
            Err(finding) => return Answer::Sealed(finding),
            Ok(mut opened) => match opened.files.pop() {
                Some(own) if own.origin.is_none() => bytes = own.bytes,
                last => {
                    opened.files.extend(last);
                    return Answer::Contents(opened);
                }
            },
        }
    }
    workbook::read(&name, &bytes).map_or_else(Answer::Refused, Answer::Cells)
}
