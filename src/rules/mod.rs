//! The checks, by subject. Each is a pure function of a subject and a profile.

mod authentication;
mod client_id;
mod display;
mod findings;
mod grants;
mod keys;
mod properties;
mod redirect_uris;
mod secrets;
mod size;
mod syntax;
mod url;

pub use findings::{Complaint, Findings, Place};

use crate::profile::Profile;
use crate::subject::Subject;

/// Runs every check.
pub fn check(subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    if let Some(published) = &subject.published {
        url::check(published, client_id::place_of(published, subject), profile, findings);
    }
    size::check(subject, profile, findings);
    syntax::check(subject, findings);
    let Some(root) = subject.document.root() else { return };
    if !syntax::is_object(root, findings) {
        return;
    }
    client_id::check(subject, profile, findings);
    properties::check(root, subject, profile, findings);
    display::check(subject, profile, findings);
    grants::check(root, subject, profile, findings);
    redirect_uris::check(root, subject, profile, findings);
    authentication::check(root, subject, profile, findings);
    keys::check(subject, profile, findings);
    secrets::check(subject, findings);
}
