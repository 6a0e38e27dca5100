//! The reports of one run, which every format writes.

use crate::finding::{Applicability, Fix, Level, Report};
use crate::profile::Profile;

/// The reports of one run, in input order, and what they were measured against.
#[derive(Debug)]
#[non_exhaustive]
pub struct Run<'p> {
    /// The profile of the run.
    pub profile: &'p Profile,
    /// One report an input.
    pub reports: Vec<Report>,
    /// Which fixes are shown to people, and offered.
    pub offer: Offer,
}

/// Which fixes a run offers to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Offer {
    /// None: the command makes none, or has made all.
    #[default]
    Nothing,
    /// The safe ones with `--fix`, the others with `--unsafe-fixes`; the safe ones are shown.
    Safe,
    /// The same; all are shown.
    All,
    /// With `--unsafe-fixes` those that are left: the safe ones were made, but for those that would have changed what a server
    /// takes or stores.
    Rest,
}

/// How many of what a run found. Findings that are hidden or ignored count for no level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Inputs, those that could not be read included, and the configuration file not.
    pub documents: usize,
    /// Findings at level violation.
    pub violations: usize,
    /// Findings at level warning.
    pub warnings: usize,
    /// Findings at level hint.
    pub hints: usize,
    /// Inputs that could not be read.
    pub errors: usize,
    /// Findings that the configuration or the baseline accepts.
    pub ignored: usize,
}

impl<'p> Run<'p> {
    /// A run that was measured against a profile.
    pub fn new(profile: &'p Profile, reports: Vec<Report>) -> Run<'p> {
        Run { profile, reports, offer: Offer::Nothing }
    }

    /// The same run, which offers fixes.
    pub fn offering(mut self, offer: Offer) -> Run<'p> {
        self.offer = offer;
        self
    }

    /// How many findings have a fix that is offered: a safe one, and only one that is not.
    pub fn fixable(&self) -> [usize; 2] {
        let mut counts = [0; 2];
        for finding in self.reports.iter().flat_map(Report::shown).filter(|finding| finding.source == 0) {
            let is_safe = |fix: &Fix| fix.applicability == Applicability::Safe && self.offer != Offer::Rest;
            if self.offer != Offer::Nothing && !finding.fixes.is_empty() {
                counts[usize::from(!finding.fixes.iter().any(is_safe))] += 1;
            }
        }
        counts
    }

    /// Counts what was found.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for report in &self.reports {
            summary.documents += usize::from(report.is_document());
            summary.errors += usize::from(report.failure.is_some());
            summary.ignored += report.ignored();
            for finding in report.shown() {
                match finding.level {
                    Level::Violation => summary.violations += 1,
                    Level::Warning => summary.warnings += 1,
                    Level::Hint => summary.hints += 1,
                }
            }
        }
        summary
    }

    /// The heaviest level of any finding that counts.
    pub fn worst(&self) -> Option<Level> {
        self.reports.iter().flat_map(Report::shown).map(|finding| finding.level).max()
    }
}
