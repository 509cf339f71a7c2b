//! The memory of this process: how much is used, and that no more is given.

/// Has the operating system refuse this process more than `bytes` of memory for its data
/// (on Linux that is `RLIMIT_DATA`: the heap and every private mapping that can be written,
/// the stacks of threads included, whether touched or not), and keeps crashes from leaving
/// core files. A limit that cannot be set is no error: the process is also watched.
#[cfg(unix)]
pub(super) fn confine(bytes: u64) {
    use rlimit::Resource;

    for (resource, limit) in [(Resource::DATA, bytes), (Resource::CORE, 0)] {
        if let Ok((_, hard)) = resource.get() {
            let limit = limit.min(hard);
            let _ = resource.set(limit, limit);
        }
    }
}

#[cfg(not(unix))]
pub(super) fn confine(_bytes: u64) {}

/// Bytes of memory in use (resident), where the operating system tells.
pub(super) fn used() -> Option<u64> {
    memory_stats::memory_stats()?.physical_mem.try_into().ok()
}
