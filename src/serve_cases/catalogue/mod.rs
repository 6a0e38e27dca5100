//! The cases, a file for each family.

mod addresses;
mod bodies;
mod caching;
mod controls;
mod identifiers;
mod json;
mod keys;
mod members;
mod methods;
mod place;
mod redirects;
mod statuses;
mod transport;

use super::case::Case;
use super::site::Site;
use place::Place;

/// A family of cases, and those that it has.
pub type Family = (&'static str, Vec<Case>);

/// All cases at a site.
pub fn cases(site: &Site) -> Vec<Family> {
    let place = Place { site };
    vec![
        ("controls", controls::cases(&place)),
        ("redirects", redirects::cases(&place)),
        ("statuses", statuses::cases(&place)),
        ("caching", caching::cases(&place)),
        ("bodies", bodies::cases(&place)),
        ("json", json::cases(&place)),
        ("identifiers", identifiers::cases(&place)),
        ("members", members::cases(&place)),
        ("methods", methods::cases(&place)),
        ("keys", keys::cases(&place)),
        ("addresses", addresses::cases(&place)),
        ("transport", transport::cases(&place)),
    ]
}
