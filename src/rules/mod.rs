//! The checks, by subject. Each is a pure function of a subject and a profile.

mod application_type;
mod authentication;
mod client_id;
mod display;
mod findings;
mod grants;
mod key_set;
mod keys;
mod properties;
mod redirect_uris;
mod response;
mod secrets;
mod size;
mod syntax;
mod url;

pub use findings::{Complaint, Findings, Found, Place};

use crate::finding::{Failure, Level, quoted};
use crate::metadata::names;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Subject;

/// Runs every check that what is there allows.
pub fn check(subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    if let Some(published) = &subject.published {
        url::check(published, client_id::place_of(published, subject), profile, findings);
    }
    if let Some(retrieval) = &subject.retrieval {
        response::check(retrieval, subject.document.as_deref(), profile, findings);
    }
    let Some(body) = &subject.document else { return };
    size::check(body, profile, findings);
    let duplicates = body.tree.duplicates();
    syntax::check(body, &duplicates, findings);
    let Some(root) = body.tree.root().filter(|&root| syntax::is_object(root, findings)) else { return };

    client_id::check(subject, profile, findings);
    properties::check(root, &duplicates, subject, profile, findings);
    display::check(subject, profile, findings);
    grants::check(root, subject, profile, findings);
    redirect_uris::check(root, subject, profile, findings);
    authentication::check(root, subject, profile, findings);
    keys::check(&body.tree, subject, profile, findings);
    secrets::check(root, &body.tree, findings);
    if let Some(key_set) = &subject.key_set {
        key_set::check(key_set, profile, findings);
    }
}

/// What to do about a missing property whose value stands under a name that nobody reads.
fn misspelt(property: &str, subject: &Subject) -> Option<String> {
    // A name among hundreds is nobody's slip.
    let mut members = subject.root()?.members().take(100);
    let member = members.find(|member| names::meant(&member.name) == Some(property))?;
    Some(format!("the document has {}: rename it to `{property}`", quoted(&member.name)))
}

/// Whether the rules have refused a URL for what kept it from being fetched.
pub fn has_refused(failure: &Failure, found: &Found) -> bool {
    let refused = |rules: &[Rule]| {
        found
            .list
            .iter()
            .any(|finding| finding.verdict == Some(Level::Violation) && rules.contains(&finding.rule))
    };
    match failure.kind {
        "url-not-fetchable" => refused(&[
            Rule::ClientIdUrlInvalid,
            Rule::ClientIdUrlNotHttps,
            Rule::ClientIdUrlNoHost,
            Rule::ClientIdUrlBadPort,
            Rule::ClientIdUrlHostBadPunycode,
        ]),
        "blocked-address" => {
            refused(&[Rule::ClientIdUrlLoopback, Rule::ClientIdUrlSpecialIp, Rule::ClientIdUrlIpAlias])
        }
        _ => false,
    }
}
