//! Many reports at once, on as many cores as there are.

use std::{
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// How many items a thread takes at a time: few enough that all end together, many enough not to wait for each other.
const BATCH: usize = 16;

/// The cores of this machine that the process may use.
pub fn cores() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// What `work` makes of each of `items`, in their order, worked out by at most `threads` threads.
///
/// The calling thread waits, so that `work` may borrow: a [`Linter`](crate::Linter) lints a whole history this way.
pub fn map<T, R>(items: &[T], threads: NonZeroUsize, work: impl Fn(&T) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let batches: Vec<&[T]> = items.chunks(BATCH).collect();
    let threads = threads.get().min(batches.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(batch) = batches.get(index) else {
                return done;
            };
            done.push((index, batch.iter().map(&work).collect::<Vec<R>>()));
        }
    };
    let mut done: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for worker in workers {
            match worker.join() {
                Ok(part) => done.extend(part),
                // What went wrong there goes on here.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, sync::Barrier};

    use super::*;

    #[test]
    fn the_results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let expected: Vec<usize> = items.iter().map(|item| item * 2).collect();
        for threads in [1, 2, 7, 200] {
            let threads = NonZeroUsize::new(threads).unwrap();
            assert_eq!(map(&items, threads, |item| item * 2), expected);
        }
        assert!(map(&[], NonZeroUsize::MIN, |item: &usize| *item).is_empty());
    }

    #[test]
    fn the_threads_work_at_the_same_time() {
        let items = [0; 2 * BATCH];
        let both = Barrier::new(2);
        let first = AtomicUsize::new(0);
        let threads = map(&items, NonZeroUsize::new(2).unwrap(), |_| {
            // The first item of either thread waits for the other.
            if first.fetch_add(1, Ordering::SeqCst) < 2 {
                both.wait();
            }
            thread::current().id()
        });
        assert_eq!(threads.into_iter().collect::<HashSet<_>>().len(), 2);
    }
}
