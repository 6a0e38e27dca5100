//! A bound on what the answers of one run take.

use crate::finding::{Failure, FailureKind, Input};

/// Most memory that the answers of a run take, roughly, in bytes.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// That the answers of a run take too much memory for one more.
pub fn beyond_bound(input: &Input) -> Failure {
    let message = format!(
        "{} has no answer: those of one run take no more than {} MiB",
        input.label(),
        MAX_BYTES >> 20
    );
    Failure::new(FailureKind::Unreadable, message).with_help("name the inputs in several runs")
}
