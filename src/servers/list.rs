//! The list of servers, and settings by their names.

use std::fmt;

use super::documented::{
    clerk, cognito, directus, gram, gravitee, home_assistant, hosted, janssen, keycloak, logto, mediawiki,
    pingfederate, pomerium, rauthy, toolhive, zeroid, zitadel,
};
use super::policy::Policies;
use super::server::Server;
use super::{
    atproto, auth0, authhero, better_auth, cloudflare, django_allauth, django_oauth_toolkit, fastmcp,
    oauth_as, oidc_provider, turbomcp_auth,
};
use crate::metadata::nearest;

/// All of them: those whose code was run, by name, then those whose source or documentation was read.
pub static SERVERS: &[Server] = &[
    atproto::SERVER,
    authhero::SERVER,
    better_auth::SERVER,
    better_auth::SERVER_MCP,
    cloudflare::SERVER,
    django_allauth::SERVER,
    django_oauth_toolkit::SERVER,
    fastmcp::SERVER,
    oauth_as::SERVER,
    oauth_as::SERVER_CROSS_ORIGIN,
    oidc_provider::SERVER,
    turbomcp_auth::SERVER,
    auth0::SERVER,
    clerk::SERVER,
    cognito::SERVER,
    directus::SERVER,
    hosted::ENTRA_ID,
    gram::SERVER,
    gravitee::SERVER,
    home_assistant::SERVER,
    janssen::SERVER,
    keycloak::SERVER,
    logto::SERVER,
    mediawiki::SERVER,
    hosted::ORACLE_IAM,
    pingfederate::SERVER,
    pomerium::SERVER,
    rauthy::SERVER,
    hosted::STYTCH_APPS,
    toolhive::SERVER,
    hosted::WORK_OS,
    zeroid::SERVER,
    zitadel::SERVER,
];

/// The server of that name.
pub fn named(name: &str) -> Option<&'static Server> {
    SERVERS.iter().find(|server| server.name == name)
}

/// Why a setting was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyError(String);

impl fmt::Display for PolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for PolicyError {}

/// Sets what is written as `SERVER.POLICY=VALUE`.
///
/// # Errors
///
/// There is no such server or policy, or it cannot have that value; the error says which there are.
pub fn set_policy(policies: &mut Policies, text: &str) -> Result<(), PolicyError> {
    let error = |message: String| Err(PolicyError(message));
    let Some((name, value)) = text.split_once('=') else {
        return error(format!("`{text}` has no `=`; write SERVER.POLICY=VALUE"));
    };
    let Some((server, policy)) = name.split_once('.') else {
        return error(format!("`{name}` has no `.`; write SERVER.POLICY=VALUE"));
    };
    let known = match named(server) {
        Some(known) => known,
        None => return error(unknown_server(server)),
    };
    let Some(found) = known.policies.iter().find(|known| known.name == policy) else {
        let names: Vec<&str> = known.policies.iter().map(|policy| policy.name).collect();
        let those = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return error(format!("`{server}` has no policy `{policy}`; it has {those}"));
    };
    if !found.values.is_empty() && !found.values.contains(&value) {
        return error(format!("`{name}` cannot be `{value}`; it can be {}", found.values.join(" or ")));
    }
    if found.default.parse::<usize>().is_ok() && value.parse::<usize>().is_err() {
        return error(format!("`{name}` is a number, and `{value}` is not one"));
    }
    policies.set(known.name, found, value);
    Ok(())
}

/// That there is no such server, with the nearest name or those that there are.
pub fn unknown_server(name: &str) -> String {
    let names = || SERVERS.iter().map(|server| server.name);
    match nearest(name, names()) {
        Some(near) => format!("there is no server `{name}`; did you mean `{near}`?"),
        None => format!("there is no server `{name}`; there are {}", names().collect::<Vec<_>>().join(", ")),
    }
}
