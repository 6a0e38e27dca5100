//! What a server is asked.

use crate::json::Tree;
use crate::subject::{Response, Subject};

use super::policy::Policies;

/// A client identifier, and what is published there.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The client identifier URL, as a request would have it.
    pub identifier: &'a str,
    /// The facts of the response; without them it is taken for a right one: status 200, `application/json`.
    pub response: Option<&'a Response>,
    /// What is asked about, as it would be linted.
    pub subject: Option<&'a Subject>,
    /// The document; `None` where fetching gave none.
    pub tree: Option<&'a Tree>,
    /// The size of the document in bytes.
    pub size: usize,
    /// What operators set.
    pub policies: &'a Policies,
}

impl<'a> Asked<'a> {
    /// The question for a subject; `None` where nothing says where the document is published.
    pub fn of(subject: &'a Subject, policies: &'a Policies) -> Option<Asked<'a>> {
        let body = subject.document.as_deref();
        Some(Asked {
            identifier: subject.client_id_url()?,
            subject: Some(subject),
            response: subject.retrieval.as_deref(),
            tree: body.map(|body| &body.tree),
            size: body.map_or(0, |body| body.size),
            policies,
        })
    }

    /// The status of the response.
    pub(super) fn status(&self) -> u16 {
        self.response.map_or(200, |response| response.status)
    }

    /// The media type of the response, without parameters, in lower case.
    pub(super) fn media_type(&self) -> Option<String> {
        match self.response {
            Some(response) => response.media_type(),
            None => Some("application/json".to_owned()),
        }
    }
}
