//! A bound on what the reports of one run take, so that a repository of a stranger cannot exhaust memory.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::arguments::{Format, FormatTarget};
use crate::finding::{Failure, FailureKind, Input, Report};

/// Most memory that the reports of a run take, roughly, in bytes.
const MAX_BYTES: usize = 33 * 1024 * 1024;

/// The same where JUnit is written: its library needs twice as much beside the reports.
const MAX_BYTES_WITH_JUNIT: usize = MAX_BYTES / 3;

/// The same where SARIF is written, which is made as a whole beside the reports, with the fixes.
const MAX_BYTES_WITH_SARIF: usize = MAX_BYTES / 3 * 2;

/// What the reports of one run take.
pub struct Bound {
    most: usize,
    kept: AtomicUsize,
    left_out: AtomicUsize,
}

impl Bound {
    /// The bound of a run that writes these formats.
    pub fn of(formats: &[FormatTarget]) -> Bound {
        let has = |format: Format| formats.iter().any(|target| target.format == format);
        let most = match () {
            () if has(Format::Junit) => MAX_BYTES_WITH_JUNIT,
            () if has(Format::Sarif) => MAX_BYTES_WITH_SARIF,
            () => MAX_BYTES,
        };
        Bound { most, kept: AtomicUsize::new(0), left_out: AtomicUsize::new(0) }
    }

    /// The report, unless the bound is reached: then it and all later ones are left out, and counted.
    pub fn keep(&self, mut report: Report) -> Option<Box<Report>> {
        report.findings.shrink_to_fit();
        let size = report.size();
        let before = self.kept.fetch_add(size, Ordering::Relaxed);
        if before.saturating_add(size) <= self.most {
            return Some(Box::new(report));
        }
        self.left_out.fetch_add(1, Ordering::Relaxed);
        None
    }

    /// Says that documents were left out, if any were.
    pub fn failure(self) -> Option<Box<Report>> {
        let (count, most) = (self.left_out.into_inner(), self.most / (1024 * 1024));
        let documents = if count == 1 { "1 document has" } else { &format!("{count} documents have") };
        let message =
            format!("{documents} no report: the reports of one run take no more than {most} MiB of memory");
        let failure =
            Failure::new(FailureKind::Unreadable, message).with_help("lint the inputs in several runs");
        (count > 0).then(|| Box::new(Report::failed(Input::named("(more documents)"), failure)))
    }
}
