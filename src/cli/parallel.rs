//! The same work on many inputs at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Threads where URLs are fetched: most of the time they wait.
const FETCHING_JOBS: usize = 16;

/// How many documents are read at the same time: as many as were asked for, or else as the work suggests.
pub fn jobs(asked: Option<NonZero<usize>>, fetches: bool) -> usize {
    match asked {
        Some(jobs) => jobs.get(),
        None if fetches => FETCHING_JOBS,
        None => thread::available_parallelism().map_or(1, NonZero::get),
    }
}

/// Applies `work` to all items on up to `jobs` threads, this one among them, and on fewer where they cannot be had. The
/// results are in the order of the items.
pub fn map<T: Send, R: Send>(items: Vec<T>, jobs: usize, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let jobs = jobs.min(items.len());
    if jobs <= 1 {
        return items.into_iter().map(work).collect();
    }
    let queue = Mutex::new(items.into_iter().enumerate());
    // A queue is whole whatever its last user died of.
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work_through_queue = || {
        let mut done = Vec::new();
        while let Some((index, item)) = next() {
            done.push((index, work(item)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let start = |_| thread::Builder::new().spawn_scoped(scope, work_through_queue).ok();
        let threads: Vec<_> = (1..jobs).map_while(start).collect();
        let mut done = work_through_queue();
        for thread in threads {
            done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|&(index, _)| index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_keep_the_order_of_the_items() {
        for (length, jobs) in [(0, 2), (1, 2), (5, 7), (1_000, 1), (1_000, 7)] {
            let items: Vec<usize> = (0..length).collect();
            let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
            assert_eq!(super::map(items, jobs, |item| item * 2), doubled, "{length} {jobs}");
        }
    }
}
