//! The client identifier URL, character by character.

mod authority;
mod host;
mod path;
mod syntax;

use super::faults::Faults;
use super::view::ClientIdUrlView;

/// Holds the rules of all parts of the URL against it.
pub fn check<'c>(url: &ClientIdUrlView<'c>, faults: &mut Faults<'c>) {
    syntax::check_client_id_url(url, faults);
    authority::check_client_id_url(url, faults);
    host::check_client_id_url(url, faults);
    path::check_client_id_url(url, faults);
}
