//! Who is asked about a document: a server with a model, or a user's own profile.

use std::sync::Arc;

use super::answer::Prediction;
use super::asked::Asked;
use super::own::OwnServer;
use super::policy::Policy;
use super::server::Server;
use crate::client::redirect::Comparison;
use crate::rule::Mark;

/// A server that is asked about a document.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Respondent {
    /// One that has a model.
    Model(&'static Server),
    /// One that a user's profile describes.
    Own(Arc<OwnServer>),
}

impl Respondent {
    /// What to call it: the name of its model, or what the user calls the profile.
    pub fn name(&self) -> &str {
        match self {
            Respondent::Model(server) => server.name,
            Respondent::Own(own) => &own.name,
        }
    }

    /// Its model, if it has one.
    pub fn model(&self) -> Option<&'static Server> {
        match self {
            Respondent::Model(server) => Some(server),
            Respondent::Own(_) => None,
        }
    }

    /// The package that was run, or the documentation that was read; the title of a profile.
    pub fn package(&self) -> &str {
        match self {
            Respondent::Model(server) => server.package,
            Respondent::Own(own) => &own.profile.title,
        }
    }

    /// The version that was run, or the day its documentation was read; a profile has none.
    pub fn version(&self) -> Option<&'static str> {
        match self {
            Respondent::Model(server) => Some(server.version),
            Respondent::Own(_) => None,
        }
    }

    /// How its checks are known.
    pub fn evidence(&self) -> Mark {
        match self {
            Respondent::Model(server) => server.evidence,
            Respondent::Own(own) => own.evidence(),
        }
    }

    /// Whether it has a model that was not held against answers of its own code.
    pub fn is_untested(&self) -> bool {
        matches!(self, Respondent::Model(server) if !server.is_tested())
    }

    /// What an operator may set.
    pub fn policies(&self) -> &'static [Policy] {
        match self {
            Respondent::Model(server) => server.policies,
            Respondent::Own(_) => &[],
        }
    }

    /// What it would answer.
    pub fn predict(&self, asked: &Asked<'_>) -> Prediction {
        match self {
            Respondent::Model(server) => server.predict(asked),
            Respondent::Own(own) => own.predict(asked),
        }
    }

    pub(super) fn comparison(&self) -> Comparison {
        match self {
            Respondent::Model(server) => server.comparison,
            Respondent::Own(own) => own.comparison(),
        }
    }

    /// Why a request with that redirect URI is refused, whatever is registered.
    pub(super) fn refuses_redirect(&self, uri: &str) -> Option<&'static str> {
        match self {
            Respondent::Model(server) => (server.refuses_redirect)(uri),
            Respondent::Own(_) => None,
        }
    }
}

impl From<&'static Server> for Respondent {
    fn from(server: &'static Server) -> Respondent {
        Respondent::Model(server)
    }
}
