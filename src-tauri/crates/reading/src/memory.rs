//! The child's share of memory, set by the child on itself before it reads anything. An allocation beyond it
//! fails, and with it the child.

/// From here on, this process holds that many bytes at most.
#[cfg(unix)]
pub(crate) fn limit(bytes: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let at_most = |n| Rlimit { current: Some(n), maximum: Some(n) };
    // the limit is one of addresses, and the window's program has half a gigabyte of libraries mapped, of
    // which little is in memory: every program's child is to read the same files
    let begun = |what| in_status(what).unwrap_or(0);
    let addresses = begun("VmSize:").saturating_add(bytes).saturating_sub(begun("VmRSS:"));
    // it fails only where a smaller limit is in force already
    let _ = setrlimit(Resource::As, at_most(addresses));
    // a child that is ended so leaves no image of a gigabyte behind
    let _ = setrlimit(Resource::Core, at_most(0));
}

/// A figure of what Linux says about this process, in bytes.
#[cfg(unix)]
fn in_status(what: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let figure = status.lines().find_map(|line| line.strip_prefix(what))?;
    Some(figure.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

/// Job objects have no safe wrapper that limits memory; there our own allocator counts.
#[cfg(windows)]
pub(crate) fn limit(bytes: u64) {
    let _ = ALLOCATOR.set_limit(usize::try_from(bytes).unwrap_or(usize::MAX));
}

#[cfg(windows)]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);
