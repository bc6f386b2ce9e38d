//! Work on several threads at once, whose results come in the order of the items.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of a thread: tables inherit from one another as deep as their author
/// likes. What is not used of it costs nothing.
const STACK: usize = 64 << 20;

/// Does the same for each item on at most so many threads, as far as the system
/// gives them; a thread that is done with one takes the next.
pub(crate) fn each<'a, I: Sync, T: Send>(
    items: &'a [I],
    threads: usize,
    run: impl Fn(&'a I) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return done;
            };
            done.push((at, run(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let started: Vec<_> = (0..threads.min(items.len()))
            .map_while(|_| {
                let thread = thread::Builder::new().stack_size(STACK);
                thread.spawn_scoped(scope, work).ok()
            })
            .collect();
        if started.is_empty() {
            return work();
        }
        let results = started.into_iter().flat_map(|one| match one.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.collect()
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Does one thing here and another on a thread beside, as far as the system gives one.
pub(crate) fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl Fn() -> B + Sync) -> (A, B) {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let started = thread.spawn_scoped(scope, &beside);
        let here = here();
        let beside = match started.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(beside)) => beside,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => beside(),
        };
        (here, beside)
    })
}

#[cfg(test)]
mod tests {
    use super::{both, each};

    #[test]
    fn both_are_done() {
        let mut seen = 0;
        assert_eq!(both(|| seen += 1, || 2), ((), 2));
        assert_eq!(seen, 1);
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..1000).collect();
        let squares: Vec<u64> = items.iter().map(|one| one * one).collect();
        for threads in [0, 1, 3, 2000] {
            assert_eq!(each(&items, threads, |one| one * one), squares);
        }
    }
}
