//! Clerk (beta), `docs/guides/configure/auth-strategies/oauth/client-id-metadata-documents.mdx` of August 2026.

use crate::client::redirect::Comparison;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, Shape};

use super::checks::{client_id, is_on, redirect_uris, shared_secret, switch};
use super::published::{self, ordinary, ordinary_identifier};

const NAME: &str = "clerk";

const SWITCH: Policy = switch(
    "whether the feature is enabled and unknown clients are admitted; the service's own default is off",
);

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Clerk",
    package: "clerk-docs, client-id-metadata-documents.mdx",
    version: "a7cebf58",
    evidence: Mark::Documented,
    policies: &[SWITCH],
    comparison: Comparison::Exact,
    comparison_source: "clerk-docs, client-id-metadata-documents.mdx",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    let (_, path) = crate::servers::whatwg::raw_parts(asked.identifier);
    if !crate::servers::whatwg::has_scheme(asked.identifier, &["https"]) || path.is_empty() {
        answer.refuse(Rule::ClientIdUrlNoPath, "the identifier must be an https URL with a path");
    }
    ordinary_identifier(asked, answer);
    let Some(text) = ordinary(asked, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    client_id(document, asked, answer);
    match document.get("client_name") {
        Some(value) => {
            answer.shape("client_name", value, Shape::NonEmptyString);
        }
        None => answer.refuse_document(Rule::ClientNameMissing, "`client_name` is required"),
    }
    redirect_uris(document, answer);
    if let Some(value) = document.get("client_secret") {
        answer.refuse_at(Rule::SecretClientSecret, value, "`client_secret` must not be in a document");
    }
    if !shared_secret(document, answer) {
        published::public_method(document, answer);
    }
    published::key_sets(document, &["jwks", "jwks_uri"], answer);
    published::grants(document, &["authorization_code", "refresh_token"], answer);
}
