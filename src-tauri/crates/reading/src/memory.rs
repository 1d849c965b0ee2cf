//! The child's share of memory, set by the child on itself before it reads anything. An allocation beyond it
//! fails, and with it the child.

/// From here on, this process has that many bytes at most.
#[cfg(unix)]
pub(crate) fn limit(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let at_most = |n| Rlimit { current: Some(n), maximum: Some(n) };
    // it fails only where a smaller limit is in force already
    let _ = setrlimit(Resource::As, at_most(bytes));
    // a child that is ended so leaves no image of a gigabyte behind
    let _ = setrlimit(Resource::Core, at_most(0));
}

/// Job objects have no safe wrapper that limits memory; there our own allocator counts.
#[cfg(windows)]
pub(crate) fn limit(bytes: u64) {
    let _ = ALLOCATOR.set_limit(usize::try_from(bytes).unwrap_or(usize::MAX));
}

#[cfg(windows)]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);
