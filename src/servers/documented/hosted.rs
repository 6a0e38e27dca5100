//! Services of whose rules little is published: Microsoft Entra ID, Oracle IAM, WorkOS, Stytch.

use crate::client::redirect::Comparison;
use crate::metadata::uri::Uri;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::Document;
use crate::servers::whatwg;

use super::checks::{client_id, entries, is_on, redirect_uris, switch};
use super::comparisons;
use super::published::{self, ordinary, ordinary_identifier};

const SWITCH: Policy = switch("whether the operator has enabled documents; the service's own default is off");
const LOCATIONS: Policy = Policy {
    name: "trusted-locations",
    values: &[],
    default: "",
    about: "the identifiers that the domain trusts, separated by commas; * stands for any",
};

const ENTRA: &str = "entra";
const ORACLE: &str = "oracle-iam";
const WORKOS: &str = "workos";
const STYTCH: &str = "stytch";

pub(in crate::servers) const ENTRA_ID: Server = Server {
    name: ENTRA,
    title: "Microsoft Entra ID (preview)",
    package: "learn.microsoft.com/entra/agent-id, client-id-metadata-documents",
    version: "2026-11",
    evidence: Mark::Documented,
    policies: &[],
    comparison: Comparison::Unpublished,
    comparison_source: "not published",
    refuses_redirect: refuses_none,
    check: entra,
};

pub(in crate::servers) const ORACLE_IAM: Server = Server {
    name: ORACLE,
    title: "Oracle IAM",
    package: "Oracle Content/Identity/applications/client-id-metadata-documents",
    version: "2026-09-23",
    policies: &[LOCATIONS],
    comparison: comparisons::LITERALS,
    comparison_source: "the same page: approved loopback with a port at run time",
    check: oracle,
    ..ENTRA_ID
};

pub(in crate::servers) const WORK_OS: Server = Server {
    name: WORKOS,
    title: "WorkOS",
    package: "WorkOS changelog",
    version: "2025-11-30",
    policies: &[SWITCH],
    check: workos,
    ..ENTRA_ID
};

pub(in crate::servers) const STYTCH_APPS: Server = Server {
    name: STYTCH,
    title: "Stytch Connected Apps",
    package: "Stytch changelog",
    version: "2025-10-17",
    policies: &[SWITCH],
    check: stytch,
    ..ENTRA_ID
};

fn https(asked: &Asked<'_>, answer: &mut Answer) {
    if !whatwg::has_scheme(asked.identifier, &["https"]) {
        answer.refuse(Rule::ClientIdUrlNotHttps, "the identifier must be an https URL");
    }
}

fn entra(asked: &Asked<'_>, answer: &mut Answer) {
    https(asked, answer);
    answer.unknown(
        None,
        "an administrator adds the client, or users consent where they may; which rules documents are held to is not published",
    );
    let Some(root) = asked.tree.and_then(crate::json::Tree::root).and_then(Document::of) else { return };
    if let Some(value) =
        root.get("grant_types").filter(|_| root.strings("grant_types") == ["client_credentials"])
    {
        answer.refuse_at(
            Rule::GrantClientCredentialsPublic,
            value,
            "clients are public ones, without client_credentials",
        );
    }
}

fn workos(asked: &Asked<'_>, answer: &mut Answer) {
    if is_on(asked, WORKOS, &SWITCH, answer) {
        https(asked, answer);
        answer.unknown(None, "which rules documents are held to is not published");
    }
}

fn stytch(asked: &Asked<'_>, answer: &mut Answer) {
    if is_on(asked, STYTCH, &SWITCH, answer) {
        answer.unknown(None, "which rules documents are held to is not published");
    }
}

fn oracle(asked: &Asked<'_>, answer: &mut Answer) {
    https(asked, answer);
    answer.rests_on(LOCATIONS.name);
    let locations = entries(asked, ORACLE, &LOCATIONS);
    if !locations.iter().any(|location| *location == "*" || *location == asked.identifier) {
        answer.refuse(None, "`trusted-locations` does not hold the identifier");
    }
    ordinary_identifier(asked, answer);
    let Some(text) = ordinary(asked, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    client_id(document, asked, answer);
    published::key_sets(document, &["jwks"], answer);
    if document.text("token_endpoint_auth_method") == Some("private_key_jwt") {
        return confidential(document, answer);
    }
    published::public_method(document, answer);
    published::grants(document, &["authorization_code", "refresh_token"], answer);
    if document.get("redirect_uris").is_none() {
        return answer.unknown(Rule::RedirectUrisMissing, "which members are required is not published");
    }
    for (value, text) in redirect_uris(document, answer) {
        let uri = Uri::split(text);
        let is_literal = uri.has_scheme("http") && matches!(uri.host(), "127.0.0.1" | "[::1]");
        if !uri.has_scheme("https") && !is_literal {
            answer.unknown_at(
                Rule::RedirectUriCustomScheme,
                value,
                format!("redirect URIs are restricted; whether `{text}` is taken is not published"),
            );
        }
    }
}

/// A client with `private_key_jwt`, of which client_credentials with a key set at a URL is documented.
fn confidential(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("private_key_jwt".to_owned());
    if document.get("jwks").is_none() && document.get("jwks_uri").is_none() {
        answer.refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks_uri`");
    }
    if document.strings("grant_types") != ["client_credentials"] {
        answer.unknown(
            Rule::GrantUnsupported,
            "whether `private_key_jwt` is taken with other grants than client_credentials is not published",
        );
    }
}
