//! The same work on many inputs at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Batches that each thread has to do at least, where there are enough items: the last to end should not be late.
const BATCHES_OF_A_JOB: usize = 4;

/// Applies `work`, which gives a result for each of some items, to all items on up to `jobs` threads: to `batch` of
/// them at a time, or fewer where threads would have nothing to do. The results are in the order of the items. One
/// item, or one job, makes no thread.
pub fn map<T: Sync, R: Send + Sync>(
    items: &[T],
    jobs: usize,
    batch: usize,
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let jobs = jobs.min(items.len());
    let mut results = Vec::with_capacity(items.len());
    if jobs <= 1 {
        items.chunks(batch).for_each(|items| results.extend(work(items)));
        return results;
    }
    let batches: Vec<&[T]> = items.chunks(batch.min(items.len().div_ceil(jobs * BATCHES_OF_A_JOB))).collect();
    let slots: Vec<OnceLock<Vec<R>>> = batches.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some(index) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&index| index < batches.len())
                {
                    // Each index is taken once, so each slot is empty.
                    let _ = slots[index].set(work(batches[index]));
                }
            });
        }
    });
    results.extend(slots.into_iter().filter_map(OnceLock::into_inner).flatten());
    results
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_items() {
        let doubled = |items: &[usize]| items.iter().map(|item| item * 2).collect::<Vec<_>>();
        for (length, jobs, batch) in
            [(0, 2, 4), (1, 2, 4), (5, 7, 4), (1_000, 1, 32), (1_000, 7, 1), (1_000, 7, 32)]
        {
            let items: Vec<usize> = (0..length).collect();
            assert_eq!(super::map(&items, jobs, batch, doubled), doubled(&items), "{length} {jobs} {batch}");
        }
    }
}
