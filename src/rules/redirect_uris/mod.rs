//! The redirect URIs.

mod list;
mod loopback;
mod not_callback;
mod removal;
mod scheme;
mod set;
mod uri;
mod web;

use super::faults::Faults;
use super::view::{MetadataView, RedirectUriView};

/// Holds the rules about the list as a whole against it.
pub fn check_metadata<'c>(metadata: &MetadataView<'c>, faults: &mut Faults<'c>) {
    list::check_metadata(metadata, faults);
    loopback::check_metadata(metadata, faults);
    not_callback::check_metadata(metadata, faults);
    scheme::check_metadata(metadata, faults);
    set::check_metadata(metadata, faults);
}

/// Holds the rules of all depths against one entry.
pub fn check_redirect_uri<'c>(entry: &RedirectUriView<'c>, faults: &mut Faults<'c>) {
    list::check_redirect_uri(entry, faults);
    uri::check_redirect_uri(entry, faults);
    web::check_redirect_uri(entry, faults);
    scheme::check_redirect_uri(entry, faults);
    set::check_redirect_uri(entry, faults);
}
