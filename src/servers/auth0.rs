//! Auth0, as it is documented: the verdict of the profile `auth0`, and what it drops.

use crate::client::redirect::Comparison;
use crate::profile::Profile;
use crate::rule::Mark;

use super::answer::Answer;
use super::asked::Asked;
use super::linted;
use super::server::{Server, refuses_none};

pub(super) const SERVER: Server = Server {
    name: "auth0",
    title: "Auth0",
    package: "auth0.com/docs",
    version: "2026-11",
    evidence: Mark::Documented,
    policies: &[],
    comparison: Comparison::Exact,
    comparison_source: "auth0.com/docs; that the port is compared is a report of April 2026",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if let Some(profile) = Profile::named("auth0") {
        linted::check(profile, asked, answer);
    }
}
