//! What an operator sets so that a server takes one document: a file for each server of which that is known.
//!
//! Every statement has its mark and its source. Names of settings are those of the sources; where none is published, there is no
//! snippet with one.

mod auth0;
mod clerk;
mod cognito;
mod django_allauth;
mod keycloak;
mod oracle;
mod plan;

use plan::{Document, Plan};
pub use plan::{Snippet, Statement};

use super::answer::{Prediction, Reason};
use super::asked::Asked;
use super::list::{named, set_policy};
use super::policy::Policies;
use super::server::Server;
use crate::finding::{Failure, Input};
use crate::subject::Subject;

/// What an operator sets for one document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Setup {
    /// The server.
    pub server: &'static Server,
    /// What to set and to know, a sentence each.
    pub statements: Vec<Statement>,
    /// Pieces of the server's own configuration.
    pub snippets: Vec<Snippet>,
    /// What the server is predicted to answer then; `None` where the settings are not among those of its model.
    pub then: Option<Prediction>,
}

/// What operators set for one document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Setups {
    /// What the user named.
    pub input: Input,
    /// Where the document is published, if that is known.
    pub url: Option<String>,
    /// The document's own `client_id`.
    pub client_id: Option<String>,
    /// Why there is nothing to set.
    pub failure: Option<Failure>,
    /// A setup for each server.
    pub setups: Vec<Setup>,
}

/// Makes what one server's operator sets.
type Make = fn(&Document<'_>) -> Plan;

/// The servers of which it is known what to set.
const HELPERS: [(&str, Make); 6] = [
    ("auth0", auth0::plan),
    ("clerk", clerk::plan),
    ("cognito", cognito::plan),
    ("django-allauth", django_allauth::plan),
    ("keycloak", keycloak::plan),
    ("oracle-iam", oracle::plan),
];

/// The names of the servers that have a helper.
pub fn with_setup() -> impl Iterator<Item = &'static str> {
    HELPERS.iter().map(|(name, _)| *name)
}

impl Setups {
    /// What the operators of those servers set for a document; nothing of a server without a helper.
    pub fn of(subject: &Subject, servers: &[&'static Server]) -> Setups {
        let setups = match subject.client_id_url() {
            Some(identifier) => {
                let document = Document { subject, identifier };
                servers.iter().filter_map(|server| setup(server, &document)).collect()
            }
            None => Vec::new(),
        };
        let unpublished = || {
            Failure::new(
                crate::finding::FailureKind::Unreadable,
                format!("{} has no client_id, and nothing says where it is published", subject.input.label()),
            )
            .with_help("say where, with --url")
        };
        let failure = subject.failure.as_deref().cloned();
        Setups {
            input: subject.input.clone(),
            url: subject.published.clone(),
            client_id: subject.client_id().map(str::to_owned),
            failure: failure.or_else(|| subject.client_id_url().is_none().then(unpublished)),
            setups,
        }
    }

    /// How much memory it takes, roughly, in bytes.
    pub fn size(&self) -> usize {
        let of = |setup: &Setup| {
            let statements = setup.statements.iter().map(|one| size_of::<Statement>() + one.text.len());
            let snippets =
                setup.snippets.iter().map(|one| size_of::<Snippet>() + one.title.len() + one.text.len());
            let reasons = setup.then.iter().flat_map(|then| &then.reasons);
            let reasons = reasons.map(|reason| size_of::<Reason>() + reason.message.len());
            size_of::<Setup>() + statements.chain(snippets).chain(reasons).sum::<usize>()
        };
        size_of::<Setups>() + self.setups.iter().map(of).sum::<usize>()
    }

    /// That of an input that could not be read.
    pub fn failed(input: Input, failure: Failure) -> Setups {
        Setups { input, url: None, client_id: None, failure: Some(failure), setups: Vec::new() }
    }
}

fn setup(server: &&'static Server, document: &Document<'_>) -> Option<Setup> {
    let (_, make) = HELPERS.iter().find(|(name, _)| *name == server.name)?;
    let plan = make(document);
    let then = predicted(server, document, &plan.policies);
    Some(Setup { server, statements: plan.statements, snippets: plan.snippets, then })
}

/// What the model answers where the operator has set all of it.
fn predicted(
    server: &'static Server,
    document: &Document<'_>,
    settings: &[(&str, String)],
) -> Option<Prediction> {
    let mut policies = Policies::default();
    for (policy, value) in settings {
        // A list is separated by commas: a value that has one cannot be told to the model.
        let text = format!("{}.{policy}={value}", server.name);
        set_policy(&mut policies, &text).ok()?;
    }
    let asked = Asked::of(document.subject, &policies)?;
    Some(named(server.name)?.predict(&asked))
}
