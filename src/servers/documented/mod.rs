//! Servers whose code was not run: models of what their source or documentation says, in the order of their checks.
//!
//! What is not published, or was not read, makes the verdict unknown. Servers that take no document before an operator
//! switches the feature on are asked as if it were on; lists of trusted hosts have the server's own default, which is
//! empty for most.

mod checks;
mod comparisons;
mod golang;
mod java;
mod published;

pub(super) mod clerk;
pub(super) mod cognito;
pub(super) mod directus;
pub(super) mod gram;
pub(super) mod gravitee;
pub(super) mod home_assistant;
pub(super) mod hosted;
pub(super) mod janssen;
pub(super) mod keycloak;
pub(super) mod logto;
pub(super) mod mediawiki;
pub(super) mod pingfederate;
pub(super) mod pomerium;
pub(super) mod rauthy;
pub(super) mod toolhive;
pub(super) mod zeroid;
pub(super) mod zitadel;
