//! How much a run has looked at: only then does it mean something that an entry matched nothing.

use std::path::{Path, PathBuf};

use super::config::Config;
use super::place::absolute;
use crate::finding::{InputKind, Report};
use crate::rule::{Part, Rule};

/// What a run has checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Checked {
    /// Documents.
    #[default]
    Documents,
    /// Resources of infrastructure code.
    Resources,
}

/// What a run has looked at beside the inputs that it reports on.
#[derive(Debug, Clone, Default)]
pub struct Coverage<'c> {
    /// The directories that were searched, absolute.
    searched: Vec<PathBuf>,
    /// The configuration, which may exclude some of what is in them.
    config: Option<&'c Config>,
    /// Whether what documents link to was fetched; where the user did not say, it was for URLs.
    online: Option<bool>,
    checked: Checked,
}

impl<'c> Coverage<'c> {
    /// The coverage of a run that searched these directories under that configuration.
    pub fn new<'p>(
        directories: impl IntoIterator<Item = &'p Path>,
        config: Option<&'c Config>,
        online: Option<bool>,
    ) -> Coverage<'c> {
        let searched = directories.into_iter().map(absolute).collect();
        Coverage { searched, config, online, checked: Checked::Documents }
    }

    /// The same of a run that has checked something else.
    pub fn of(self, checked: Checked) -> Coverage<'c> {
        Coverage { checked, ..self }
    }

    /// Whether all that lies at that absolute path would have been linted. A file that is there and was not linted,
    /// which is what is asked here, has been left out for some reason; one that is gone has no findings.
    pub fn searched(&self, path: &Path) -> bool {
        self.includes(path) && !path.is_file()
    }

    /// Whether that absolute path lies in a folder that was searched, and the configuration does not exclude it.
    pub fn includes(&self, path: &Path) -> bool {
        self.searched.iter().any(|directory| path.starts_with(directory))
            && !self.config.is_some_and(|config| config.excludes(path))
    }

    /// Whether the run fetched what the rule is about, for an input of that kind.
    pub fn follows(&self, rule: Rule, kind: InputKind) -> bool {
        let is_url = kind == InputKind::Url;
        match rule.page().part {
            Part::Resource => self.checked == Checked::Resources,
            // What is said of documents is not known from their resources.
            _ if self.checked == Checked::Resources => false,
            Part::Response => is_url || self.online == Some(true),
            Part::Keys => self.online.unwrap_or(is_url),
            Part::Url | Part::Document | Part::Config => true,
        }
    }
}

/// Whether every rule could look at the whole document: a broken one lacks findings that it would have.
pub fn is_whole(report: &Report) -> bool {
    let broken = [Rule::DocNotJson, Rule::DocNotUtf8, Rule::DocNotObject, Rule::DocTooDeep];
    report.failure.is_none()
        && report.omitted == 0
        && !report.findings.iter().any(|finding| broken.contains(&finding.rule))
}
