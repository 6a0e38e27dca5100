//! The removal of an entry of the list of redirect URIs.

use super::super::mending;
use super::super::view::{RedirectEntry, RedirectUriView};
use crate::finding::SpannedFix;
use crate::json::Kind;

/// How many other entries are looked through for one that the profile takes.
const LOOKED_THROUGH: usize = 100;

/// Removes an entry, where another one stays that the profile takes: no client is left without a redirect URI.
pub fn removal_beside_taken(entry: &RedirectEntry<'_>) -> Option<SpannedFix> {
    let list = entry.value.parent().filter(|list| list.kind() == Kind::Array)?;
    let redirects = &entry.profile.redirect_uris;
    let is_taken = |other: RedirectUriView<'_>| {
        let is_whole = other.uri().is_some_and(|uri| {
            uri.uri.illegal_character().is_none()
                && uri.uri.fragment.is_none()
                && !uri.uri.characters.have_pattern()
        });
        let has_host = other
            .loopback()
            .is_none_or(|uri| uri.is_https() || redirects.is_loopback_host(uri.authority.host));
        is_whole && has_host && other.class().is_some_and(|class| redirects.takes_at_all(class))
    };
    let others = list.elements().take(LOOKED_THROUGH).filter(|other| other.span() != entry.value.span());
    let stays = others.map(|other| RedirectUriView::one(other, entry.profile)).any(is_taken);
    stays.then(|| mending::removal(entry.value))
}
