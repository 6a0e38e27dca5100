//! What of a report is kept after linting.

use super::arguments::{Format, RunArguments};
use super::settings::Settings;
use crate::finding::Report;

/// What of a report is needed after linting, beside what every format shows.
#[derive(Debug, Clone, Copy)]
pub struct Keeps {
    /// The texts that findings point into: the format for people shows excerpts of them.
    texts: bool,
    /// What gathered findings were gathered from: each can be accepted by itself.
    parts: bool,
}

impl Keeps {
    /// What the formats and the accepted findings of a run need.
    pub fn of(arguments: &RunArguments, settings: &Settings) -> Keeps {
        let formats = &arguments.format;
        Keeps {
            texts: formats.is_empty() || formats.iter().any(|target| target.format == Format::Human),
            parts: arguments.accepting.baseline.is_some() || settings.has_ignores(),
        }
    }

    /// Drops the rest.
    pub fn apply(self, report: &mut Report) {
        if !self.texts {
            report.sources.iter_mut().for_each(|source| source.bytes = Vec::new());
        }
        if !self.parts {
            report.findings.iter_mut().for_each(|finding| finding.parts = Vec::new());
        }
    }
}
