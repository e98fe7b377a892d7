//! The threads that work side by side.

use std::hint::black_box;

/// How much a thread's heap grows at once, in bytes. Only what is used of it takes memory.
const HEAP: usize = 24 << 20;

/// Starts them: one for each core, this one among them.
pub(crate) fn start() {
    let threads = rayon::ThreadPoolBuilder::new().use_current_thread().start_handler(|_| grow_heap());
    // Where they cannot be started, rayon's own are started when they are needed.
    let _ = threads.build_global();
}

/// glibc grows the heap of a thread page by page, with a system call for each page, but never shrinks one by less than
/// the largest allocation that it has seen come and go: the first one here says how large that is, the second one
/// makes the heap as large.
fn grow_heap() {
    for _ in 0..2 {
        drop(black_box(Vec::<u8>::with_capacity(HEAP)));
    }
}
