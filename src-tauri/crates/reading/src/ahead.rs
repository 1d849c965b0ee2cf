//! Reading the next file while the one before is understood: a batch takes as long as the longer of the two.

use std::sync::mpsc::sync_channel;
use std::thread;

/// How many may wait, read: small files come faster than a thread that was put to sleep wakes up, and more would only
/// hold memory.
const WAITING: usize = 3;

/// Reads things one after the other and hands each to `then`, in order, while the next is being read. An error of
/// `then` ends it, and nothing more is begun.
///
/// # Errors
/// Those of `then`.
pub fn ahead<I: Send, R: Send, E>(
    items: impl IntoIterator<Item = I, IntoIter: Send>,
    mut read: impl FnMut(&I) -> R + Send,
    mut then: impl FnMut(I, R) -> Result<(), E>,
) -> Result<(), E> {
    let items = items.into_iter();
    thread::scope(|scope| {
        let (tell, told) = sync_channel(WAITING);
        scope.spawn(move || {
            for item in items {
                let result = read(&item);
                if tell.send((item, result)).is_err() {
                    break;
                }
            }
        });
        told.into_iter().try_for_each(|(item, result)| then(item, result))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn what_is_read_arrives_in_order() {
        let mut seen = Vec::new();
        let done: Result<(), ()> = ahead(
            0..50,
            |n| n * 2,
            |n, double| {
                seen.push((n, double));
                Ok(())
            },
        );
        assert_eq!(done, Ok(()), "nothing failed");
        assert_eq!(seen, (0..50).map(|n| (n, n * 2)).collect::<Vec<_>>(), "each with its own");
    }

    #[test]
    fn after_an_error_no_more_is_begun() {
        let begun = AtomicUsize::new(0);
        let read = |_: &usize| begun.fetch_add(1, Ordering::SeqCst);
        let ended = ahead(0..1_000, read, |n, _| if n == 3 { Err(n) } else { Ok(()) });
        assert_eq!(ended, Err(3), "the error comes back");
        // four were taken, as many wait as may, one is held out, and one is being read
        assert!(begun.load(Ordering::SeqCst) <= 4 + WAITING + 2, "no more than were under way");
    }
}
