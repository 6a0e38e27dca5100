//! Profiles whose verdict is that of models: one server's, or that of all which count in `everywhere`.
//!
//! The reasons of the servers become findings, one for each cause, which name the servers. What the IETF draft says of the document
//! stands beside them as advice; where both see the same cause, the finding has the words of the rule.

mod finding;
mod merge;
mod ruling;
mod words;

use super::answer::{Prediction, Verdict};
use super::asked::Asked;
use super::everywhere::counted;
use super::list::{SERVERS, named};
use super::policy::Policies;
use super::raises::raised;
use super::server::Server;
use crate::lint::{Judge, Linter};
use crate::profile::Profile;
use crate::rules::{Found, Levels};
use crate::subject::Subject;

/// The profile in which all general-purpose servers count.
pub const EVERYWHERE: &str = "everywhere";

/// The profile from which advice is taken.
const ADVICE: &str = "ietf@02";

/// A profile whose verdict is that of models of servers.
#[derive(Clone, Debug)]
pub struct ServerProfile {
    profile: Profile,
    advice: Profile,
    servers: Vec<&'static Server>,
    policies: Policies,
}

impl ServerProfile {
    /// The profile of that name: `everywhere`, or a server.
    pub fn named(name: &str) -> Option<ServerProfile> {
        if name == EVERYWHERE {
            return ServerProfile::of(EVERYWHERE, "the profile everywhere", counted());
        }
        let server = named(name)?;
        ServerProfile::of(server.name, server.title, vec![server])
    }

    /// The profile `everywhere`, in which these servers count.
    pub fn everywhere(servers: Vec<&'static Server>) -> Option<ServerProfile> {
        ServerProfile::of(EVERYWHERE, "the profile everywhere", servers)
    }

    fn of(name: &'static str, title: &'static str, servers: Vec<&'static Server>) -> Option<ServerProfile> {
        let advice = Profile::named(ADVICE)?.as_advice();
        let profile = advice.with_servers(name, title, |rule| {
            servers.iter().filter_map(|server| raised(server, rule)).collect()
        });
        Some(ServerProfile { profile, advice, servers, policies: Policies::default() })
    }

    /// The same where operators have set something.
    pub fn with_policies(self, policies: Policies) -> ServerProfile {
        ServerProfile { policies, ..self }
    }

    /// What it says of each rule: which servers refuse a document for it, and how that is known.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The servers whose models give the verdict.
    pub fn servers(&self) -> &[&'static Server] {
        &self.servers
    }

    /// A linter that gives their verdict.
    pub fn linter(&self) -> Linter<'_> {
        Linter::judged(&self.profile, &self.advice, self)
    }

    /// What each server is predicted to answer.
    fn predictions(&self, subject: &Subject) -> Vec<(&'static Server, Prediction)> {
        let asked = Asked::of(subject, &self.policies);
        let predict = |server: &&'static Server| match &asked {
            Some(asked) => (*server, server.predict(asked)),
            None => (*server, Prediction::without_identifier(server.evidence)),
        };
        self.servers.iter().map(predict).collect()
    }
}

impl Judge for ServerProfile {
    fn takes(&self, subject: &Subject) -> bool {
        let is_refused = |(_, prediction): &(_, Prediction)| prediction.verdict == Verdict::Refuse;
        subject.resources.is_some() || !self.predictions(subject).iter().any(is_refused)
    }

    fn judge(&self, subject: &Subject, levels: &Levels, found: &mut Found) {
        if subject.resources.is_some() {
            return;
        }
        let predictions = self.predictions(subject);
        found.valid = !predictions.iter().any(|(_, prediction)| prediction.verdict == Verdict::Refuse);
        let rulings = ruling::rulings(&predictions, subject);
        // The title of one server's profile names it.
        let is_named = self.profile.name == EVERYWHERE;
        let unknown = finding::unknown(&predictions, subject, levels, is_named);
        let mut omitted = 0;
        found.change(|list| {
            let places = finding::Maker::new(subject, levels, is_named);
            let mut list = merge::merge(list, rulings, &places);
            list.extend(unknown);
            omitted = list.len().saturating_sub(crate::rules::MAX_IN_ALL);
            merge::bounded(list)
        });
        found.omitted += omitted;
    }
}

/// The names of all profiles that are made of models.
pub fn server_profiles() -> impl Iterator<Item = &'static str> {
    std::iter::once(EVERYWHERE).chain(SERVERS.iter().map(|server| server.name))
}
