//! How much a finding weighs.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a finding weighs. The order is that of severity: `Hint < Warning < Violation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Worth knowing.
    Hint,
    /// Accepted, but something is ignored or unwise.
    Warning,
    /// Refused, or dangerous enough to stop.
    Violation,
}

impl Level {
    /// The three levels, the lightest first.
    pub const ALL: [Level; 3] = [Level::Hint, Level::Warning, Level::Violation];

    /// The word that stands for the level in every format, in profiles and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Hint => "hint",
            Level::Warning => "warning",
            Level::Violation => "violation",
        }
    }

    /// The level of that name.
    pub fn from_name(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
