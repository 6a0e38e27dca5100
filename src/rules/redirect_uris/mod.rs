//! The redirect URIs.

mod list;
mod uri;
mod web;

use super::faults::Faults;
use super::view::RedirectUriView;

pub(super) use list::check_metadata;

/// Holds the rules of all depths against one entry.
pub fn check_redirect_uri<'c>(entry: &RedirectUriView<'c>, faults: &mut Faults<'c>) {
    list::check_redirect_uri(entry, faults);
    uri::check_redirect_uri(entry, faults);
    web::check_redirect_uri(entry, faults);
}
