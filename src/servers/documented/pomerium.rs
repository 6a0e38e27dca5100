//! pomerium of August 2026: `internal/mcp/client_id_metadata.go`, `internal/oauth21/validate_client.go`.

use crate::client::redirect::Comparison;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};

use super::checks::{
    Wildcard, client_id, entries, fetched, guard, holds_host, object, redirect_uris, shared_secret,
};
use super::{comparisons, golang};

const NAME: &str = "pomerium";

const BODY_LIMIT: usize = 5_120;

const DOMAINS: Policy = Policy {
    name: "allowed-domains",
    values: &[],
    default: "",
    about: "the hosts that identifiers may have; *.d is what is below d, none refuses all (mcp_allowed_client_id_domains)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "pomerium",
    package: "pomerium source",
    version: "c8ace109",
    evidence: Mark::Source,
    policies: &[DOMAINS],
    comparison: Comparison::Own(comparisons::pomerium),
    comparison_source: "internal/oauth21/validate_client.go",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let Some(url) = golang::parse(asked.identifier).filter(|url| url.scheme == "https") else {
        return answer.unknown_client(Rule::ClientIdUrlNotHttps, "it is not an https URL");
    };
    answer.refuse_identifier([
        (url.hostname.is_empty(), Rule::ClientIdUrlNoHost, "has no host"),
        (matches!(&*url.path, "" | "/"), Rule::ClientIdUrlNoPath, "has no path, or only `/`"),
        (
            url.fragment.is_some_and(|fragment| !fragment.is_empty()),
            Rule::ClientIdUrlFragment,
            "has a fragment",
        ),
    ]);
    golang::refuse_parts(&url, answer);
    answer.rests_on(DOMAINS.name);
    if !holds_host(&entries(asked, NAME, &DOMAINS), url.hostname, Wildcard::Below) {
        answer.refuse(None, format!("`allowed-domains` does not hold the host `{}`", url.hostname));
    }
    guard(url.hostname, answer);
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    let document =
        golang::members(document, &["client_id", "token_endpoint_auth_method"], &["redirect_uris"], answer);
    client_id(document, asked, answer);
    redirect_uris(document, answer);
    answer.method = Some("none".to_owned());
    if !shared_secret(document, answer)
        && let Some(value) = document.get("token_endpoint_auth_method")
        && value.as_str().is_some_and(|method| method != "none")
    {
        answer.refuse_at(
            Rule::AuthMethodUnsupported,
            value,
            format!(
                "the method {} is taken with the document, and refused at authorization",
                described(value)
            ),
        );
    }
}
