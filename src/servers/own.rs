//! A server that a user's profile describes.

use std::path::PathBuf;

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::finding::Finding;
use crate::profile::{PortComparison, Profile};
use crate::rule::{Mark, Rule};

use super::answer::{Answer, Prediction};
use super::asked::Asked;
use super::linted;

/// A server that a user's profile describes.
#[derive(Debug)]
#[non_exhaustive]
pub struct OwnServer {
    /// What the user calls it.
    pub name: String,
    /// The file that its profile was read from.
    pub file: PathBuf,
    /// Its profile.
    pub profile: Profile,
}

impl OwnServer {
    /// The server of a profile that was read from a file, under the name that the user gave.
    pub fn new(name: impl Into<String>, file: impl Into<PathBuf>, profile: Profile) -> OwnServer {
        OwnServer { name: name.into(), file: file.into(), profile }
    }

    /// The weakest mark of the rules that the profile's verdict is made of.
    pub(super) fn evidence(&self) -> Mark {
        let settings = Rule::ALL.iter().filter_map(|&rule| self.profile.setting(rule));
        weakest(settings.filter(|setting| !setting.advice).map(|setting| setting.mark))
    }

    /// The verdict of its profile. A refusal rests on the rules that refuse; that nothing refuses rests on all of them.
    pub(super) fn predict(&self, asked: &Asked<'_>) -> Prediction {
        let mut answer = Answer::default();
        let refusing = linted::check(&self.profile, asked, &mut answer);
        let evidence = match refusing.as_slice() {
            [] => self.evidence(),
            refusing => weakest(refusing.iter().map(|finding: &Finding| finding.mark)),
        };
        answer.finish(evidence, asked.tree.is_some())
    }

    /// How it compares the redirect URI of a request, as far as the profile says.
    pub(super) fn comparison(&self) -> Comparison {
        match self.profile.redirect_uris.loopback_port {
            Some(PortComparison::Exact) => Comparison::Exact,
            Some(PortComparison::Any) => {
                let takes_name = self.profile.redirect_uris.is_loopback_host("localhost");
                let hosts = if takes_name { LoopbackHosts::LocalhostToo } else { LoopbackHosts::Literals };
                Comparison::AnyPort { hosts, native_only: false, entries: Entries::All }
            }
            None => Comparison::Unpublished,
        }
    }
}

/// The weakest of several marks. What has none has not been observed.
fn weakest(marks: impl Iterator<Item = Option<Mark>>) -> Mark {
    let strength = |mark: &Mark| match mark {
        Mark::Inferred => 0,
        Mark::Documented => 1,
        Mark::Source => 2,
        Mark::Recorded => 3,
        Mark::Tested => 4,
    };
    marks.map(|mark| mark.unwrap_or(Mark::Inferred)).min_by_key(strength).unwrap_or(Mark::Inferred)
}
