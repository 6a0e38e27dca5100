//! The servers that have a model.

use crate::client::redirect::Comparison;
use crate::rule::{Mark, Rule};

use super::answer::{Answer, Prediction};
use super::asked::Asked;
use super::policy::Policy;

/// A server, as one version of it in one configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct Server {
    /// Its name, as in the tables of verdicts.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The package and where it is published; for a service, its documentation.
    pub package: &'static str,
    /// The version that was run, or the day its documentation was read.
    pub version: &'static str,
    /// How its checks are known.
    pub evidence: Mark,
    /// What an operator may set.
    pub policies: &'static [Policy],
    /// How it compares the redirect URI of a request with those of the document.
    pub comparison: Comparison,
    /// How that comparison is known.
    pub comparison_source: &'static str,
    /// Why a request with that redirect URI is refused, whatever is registered.
    pub(super) refuses_redirect: fn(&str) -> Option<&'static str>,
    pub(super) check: fn(&Asked<'_>, &mut Answer),
}

/// That of a server which judges no redirect URI by itself.
pub(super) fn refuses_none(_: &str) -> Option<&'static str> {
    None
}

impl Server {
    /// Whether its own code was run; others are known from source or documentation.
    pub fn is_tested(&self) -> bool {
        self.evidence == Mark::Tested
    }

    /// What it would answer.
    pub fn predict(&self, asked: &Asked<'_>) -> Prediction {
        let mut answer = Answer::default();
        (self.check)(asked, &mut answer);
        answer.finish(self.evidence, asked.tree.is_some())
    }
}

impl Answer {
    /// Refuses an identifier that the server does not take for the URL of a document: it looks for a registered client of
    /// that name, and says that the client is unknown.
    pub(super) fn unknown_client(&mut self, rule: impl Into<Option<Rule>>, why: &str) {
        self.refuse(
            rule,
            format!(
                "{why}: the identifier is not taken for the URL of a document, and the client is unknown"
            ),
        );
    }
}
