//! A bound on what the reports of one run take, so that a repository of a stranger cannot exhaust memory.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::finding::{Failure, FailureKind, Input, Report};

/// Most memory that the reports of a run take, roughly, in bytes.
const MAX_BYTES: usize = 40 * 1024 * 1024;

/// What the reports of one run take.
#[derive(Default)]
pub struct Bound {
    kept: AtomicUsize,
    left_out: AtomicUsize,
}

impl Bound {
    /// The report, unless the bound is reached: then it and all later ones are left out, and counted.
    pub fn keep(&self, report: Report) -> Option<Box<Report>> {
        let size = report.size();
        let before = self.kept.fetch_add(size, Ordering::Relaxed);
        if before.saturating_add(size) <= MAX_BYTES {
            return Some(Box::new(report));
        }
        self.left_out.fetch_add(1, Ordering::Relaxed);
        None
    }

    /// Says that documents were left out, if any were.
    pub fn failure(self) -> Option<Box<Report>> {
        let count = self.left_out.into_inner();
        let documents = if count == 1 { "1 document has" } else { &format!("{count} documents have") };
        let message = format!(
            "{documents} no report: the reports of one run take no more than {} MiB of memory",
            MAX_BYTES / (1024 * 1024)
        );
        let failure =
            Failure::new(FailureKind::Unreadable, message).with_help("lint the inputs in several runs");
        (count > 0).then(|| Box::new(Report::failed(Input::named("(more documents)"), failure)))
    }
}
