//! The same work on many inputs at once.

use std::collections::BTreeMap;
use std::iter;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// Batches that each thread has to do at least, where there are enough items: the last to end should not be late.
const BATCHES_OF_A_JOB: usize = 4;

/// Applies `work`, which gives a result for each of some items, to all items on up to `jobs` threads: to `batch` of
/// them at a time, or fewer where threads would have nothing to do. The results are in the order of the items. One
/// item, or one job, makes no thread.
pub fn map<T: Send, R: Send>(
    items: Vec<T>,
    jobs: usize,
    batch: usize,
    work: impl Fn(Vec<T>) -> Vec<R> + Sync,
) -> Vec<R> {
    let jobs = jobs.min(items.len());
    let mut results = Vec::with_capacity(items.len());
    if jobs <= 1 {
        batches(items, batch).for_each(|items| results.extend(work(items)));
        return results;
    }
    let batch = batch.min(items.len().div_ceil(jobs * BATCHES_OF_A_JOB));
    let queue = Mutex::new(batches(items, batch).enumerate());
    let done = Mutex::new(BTreeMap::new());
    let next = || lock(&queue).next();
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((index, items)) = next() {
                    let worked = work(items);
                    lock(&done).insert(index, worked);
                }
            });
        }
    });
    results.extend(done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().flatten());
    results
}

/// The items in batches of that size.
fn batches<T>(items: Vec<T>, size: usize) -> impl Iterator<Item = Vec<T>> {
    let mut items = items.into_iter();
    iter::from_fn(move || {
        Some(items.by_ref().take(size).collect()).filter(|batch: &Vec<T>| !batch.is_empty())
    })
}

/// What a thread that panics has held, it leaves as it should be.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_items() {
        let doubled = |items: Vec<usize>| items.into_iter().map(|item| item * 2).collect::<Vec<_>>();
        for (length, jobs, batch) in
            [(0, 2, 4), (1, 2, 4), (5, 7, 4), (1_000, 1, 32), (1_000, 7, 1), (1_000, 7, 32)]
        {
            let items: Vec<usize> = (0..length).collect();
            assert_eq!(
                super::map(items.clone(), jobs, batch, doubled),
                doubled(items),
                "{length} {jobs} {batch}"
            );
        }
    }
}
