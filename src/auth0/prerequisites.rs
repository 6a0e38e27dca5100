//! What it takes, beside a document that Auth0 imports, until a user of the client can log in. All of it is documented.

use super::preview::Preview;
use super::profile;
use super::tenant::Tenant;
use crate::finding::enumerated;
use crate::metadata::authentication::PRIVATE_KEY_JWT;
use crate::profile::contains;

/// Something that must be so before the first login.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prerequisite {
    /// Whether it is so.
    pub state: State,
    /// What must be so.
    pub what: String,
    /// Why, or what happens without it.
    pub why: &'static str,
    /// What was found, where the state is known.
    pub found: Option<String>,
}

/// Whether a prerequisite is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// It is.
    Met,
    /// It is not.
    Missing,
    /// Nothing that was given says so.
    Unknown,
}

/// What the client of a previewed document needs in that tenant; `client_id` is its id in Auth0, where it is registered.
pub fn prerequisites(preview: &Preview, tenant: &Tenant, client_id: Option<&str>) -> Vec<Prerequisite> {
    let mut needed = vec![connection(tenant), grant(tenant, client_id), discovery(tenant), resource(tenant)];
    if preview.mapped_fields.token_endpoint_auth_method == Some(PRIVATE_KEY_JWT) {
        needed.push(unknown("an Enterprise plan", "`private_key_jwt` is part of that plan only"));
    }
    needed.push(scopes(preview));
    needed.push(unknown("PKCE in every login", "third-party clients cannot log in without it"));
    needed.push(unknown("no active Rules in the tenant", "with one, every login of the client fails"));
    needed
}

fn unknown(what: &str, why: &'static str) -> Prerequisite {
    Prerequisite { state: State::Unknown, what: what.to_owned(), why, found: None }
}

/// One whose state follows from what was found.
fn known(what: &str, why: &'static str, is_met: bool, found: String) -> Prerequisite {
    let state = if is_met { State::Met } else { State::Missing };
    Prerequisite { state, found: Some(found), ..unknown(what, why) }
}

fn connection(tenant: &Tenant) -> Prerequisite {
    let what = "a connection on domain level";
    let why = "third-party clients use no others";
    let Some(connections) = &tenant.connections else { return unknown(what, why) };
    let promoted: Vec<String> = connections
        .iter()
        .filter(|connection| connection.is_on_domain_level)
        .map(|connection| format!("`{}`", connection.name))
        .collect();
    let found = match (promoted.len(), connections.len()) {
        (0, 0) => "there is no connection".to_owned(),
        (0, 1) => "the one connection is not on domain level".to_owned(),
        (0, count) => format!("none of the {count} connections is"),
        (1..=3, _) => enumerated(&promoted, "and"),
        (count, _) => format!("{} and {} more", promoted[0], count - 1),
    };
    known(what, why, !promoted.is_empty(), found)
}

fn grant(tenant: &Tenant, client_id: Option<&str>) -> Prerequisite {
    let what = "a client grant for the client, or a default one for third-party clients";
    let why = "no API takes its tokens without one, also where the API allows all applications";
    let Some(grants) = &tenant.grants else { return unknown(what, why) };
    let mut audiences: Vec<String> = grants
        .iter()
        .filter(|grant| grant.is_for(client_id))
        .filter_map(|grant| Some(format!("`{}`", grant.audience.as_ref()?)))
        .collect();
    audiences.sort();
    audiences.dedup();
    let found = match audiences.len() {
        0 if client_id.is_none() => {
            "there is no default one; give the id of a registered client with --client-id".to_owned()
        }
        0 => "there is neither".to_owned(),
        1..=3 => format!("for {}", enumerated(&audiences, "and")),
        count => format!("for {} and {} more", audiences[0], count - 1),
    };
    known(what, why, !audiences.is_empty(), found)
}

fn discovery(tenant: &Tenant) -> Prerequisite {
    let what = "the tenant setting Client ID Metadata Document Registration";
    let why = "clients look for it in the tenant's metadata before they use their URL";
    let Some(settings) = &tenant.settings else { return unknown(what, why) };
    let found = if settings.supports_documents { "it is on" } else { "it is off" };
    known(what, why, settings.supports_documents, found.to_owned())
}

fn resource(tenant: &Tenant) -> Prerequisite {
    let what = "the resource parameter profile `compatibility`, for MCP clients";
    let why = "they name the API in `resource`, and not in `audience`";
    let Some(settings) = &tenant.settings else { return unknown(what, why) };
    let profile = settings.resource_parameter_profile.as_deref().unwrap_or("audience");
    known(what, why, profile == "compatibility", format!("it is `{profile}`"))
}

fn scopes(preview: &Preview) -> Prerequisite {
    let what = "no scopes of OpenID Connect, and no ID token";
    let why = "third-party clients get neither";
    let refused = profile().scopes.refused.as_deref().unwrap_or_default();
    let asked: Vec<String> = preview
        .scope
        .as_deref()
        .unwrap_or_default()
        .split_whitespace()
        .filter(|scope| contains(refused, scope))
        .map(|scope| format!("`{scope}`"))
        .collect();
    if asked.is_empty() {
        return unknown(what, why);
    }
    known(what, why, false, format!("the document asks for {}", enumerated(&asked, "and")))
}
