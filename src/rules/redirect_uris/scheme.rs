//! Redirect URIs with a scheme of the client's own (RFC 8252, section 7.1).

use super::super::faults::Faults;
use super::super::view::{AbsoluteRedirect, MetadataView, RedirectUriView, Scheme};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::host::Host;
use crate::metadata::uri::Uri;
use crate::profile::{RedirectClass, first_words};
use crate::rule::Rule;

/// Whether the scheme is the client's own, and the profile takes such a scheme from any client.
fn is_taken(uri: &AbsoluteRedirect<'_>) -> bool {
    let is_name = uri.scheme_name.eq_ignore_ascii_case("urn");
    uri.scheme == Scheme::PrivateUse
        && !is_name
        && uri.profile.redirect_uris.takes_at_all(uri.private_use_class())
}

fn has_domain(uri: &AbsoluteRedirect<'_>) -> bool {
    uri.private_use_class() == RedirectClass::PrivateUseReverseDomain
}

/// `redirect-uri-private-scheme-no-dot`: the scheme is not a domain name in reverse order.
fn redirect_uri_private_scheme_no_dot<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    (is_taken(uri) && !has_domain(uri)).then(|| Fault::at(uri.part(uri.scheme_name)))
}

fn redirect_uri_private_scheme_no_dot_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{}: the scheme {} is not a domain name in reverse order; any application can claim it, and some servers refuse it",
            uri.is(),
            quoted(uri.scheme_name)
        ),
        "use a scheme made of a domain name of your own in reverse order, such as `com.example.app:/callback`",
    )
}

/// `redirect-uri-private-scheme-slashes`: two slashes follow the scheme, so that the first part of the path is a host.
fn redirect_uri_private_scheme_slashes<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    let has_authority = uri.uri.authority.is_some();
    (is_taken(uri) && has_domain(uri) && has_authority).then(|| Fault::at(uri.place()))
}

fn redirect_uri_private_scheme_slashes_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: after `//`, the first part is read as a host, and some servers refuse that", uri.is()),
        format!("write one slash after `{}:`, here and in the application", uri.scheme_name),
    )
}

/// `redirect-uri-scheme-not-listed`: the scheme is not one of the private-use schemes that the profile names.
fn redirect_uri_scheme_not_listed<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    let redirects = &uri.profile.redirect_uris;
    let is_kind_taken = uri.scheme == Scheme::PrivateUse && redirects.takes_at_all(uri.private_use_class());
    let is_other = is_kind_taken && !redirects.takes_scheme(uri.scheme_name);
    is_other.then(|| Fault::at(uri.part(uri.scheme_name)))
}

fn redirect_uri_scheme_not_listed_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    let schemes = uri.profile.redirect_uris.schemes.as_deref().unwrap_or_default();
    let message = format!(
        "{}: the scheme {} is not one that {} takes",
        uri.is(),
        quoted(uri.scheme_name),
        uri.profile.title
    );
    let help = match schemes {
        [] => "remove the entry: no scheme of an application's own is taken".to_owned(),
        schemes => format!("use {}, or remove the entry", first_words(schemes, "or")),
    };
    Words::new(message, help)
}

/// The host of the client, in lower case, if it is a name.
fn own_host(metadata: &MetadataView<'_>) -> Option<String> {
    match Host::read(Uri::split(metadata.client_id_url()?).host()) {
        Host::Name(name) if !name.is_empty() => Some(name.trim_end_matches('.').to_owned()),
        _ => None,
    }
}

/// A domain name in reverse order.
fn reversed(name: &str) -> String {
    name.rsplit('.').collect::<Vec<_>>().join(".")
}

/// The redirect URIs whose scheme is a domain name in reverse order, each with that name.
fn with_domain<'m, 'c>(
    metadata: &'m MetadataView<'c>,
) -> impl Iterator<Item = (&'m AbsoluteRedirect<'c>, String)> {
    let absolute = metadata.0.redirect_uris.iter().filter_map(RedirectUriView::absolute);
    absolute
        .filter(|uri| is_taken(uri) && has_domain(uri))
        .map(|uri| (uri, reversed(&uri.scheme_name.to_ascii_lowercase())))
}

/// A scheme that does not fit the client, and the one that would.
type Unfitting<'c> = (AbsoluteRedirect<'c>, String);

/// `redirect-uri-private-scheme-unrelated`: the scheme is made of a domain name that has nothing to do with the client's.
fn redirect_uri_private_scheme_unrelated<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, Unfitting<'c>>> {
    let Some(host) = own_host(metadata) else { return Vec::new() };
    let is_under = |one: &str, other: &str| one == other || one.ends_with(&format!(".{other}"));
    // A shared top-level domain alone is no relation.
    let is_related = |domain: &str| {
        let labels = host.rsplit('.').take(2).map(|label| label.len() + 1).sum::<usize>() - 1;
        is_under(domain, &host[host.len() - labels..]) || is_under(&host, domain)
    };
    let unrelated = with_domain(metadata).filter(|(_, domain)| !is_related(domain));
    unrelated.map(|(uri, _)| Fault::at(uri.part(uri.scheme_name)).with((*uri, reversed(&host)))).collect()
}

fn redirect_uri_private_scheme_unrelated_words(_: &MetadataView<'_>, (uri, wanted): &Unfitting<'_>) -> Words {
    Words::new(
        format!(
            "{}: the scheme is made of another domain name than that of the client, so that nothing shows whose it is",
            uri.is()
        ),
        format!(
            "use a scheme that begins with the domain name of the client in reverse order, as `{wanted}` does"
        ),
    )
}

/// `redirect-uri-private-scheme-not-host`: the scheme is not the whole host of the client in reverse order.
fn redirect_uri_private_scheme_not_host<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, Unfitting<'c>>> {
    let Some(host) = own_host(metadata) else { return Vec::new() };
    let others = with_domain(metadata).filter(|(_, domain)| *domain != host);
    others.map(|(uri, _)| Fault::at(uri.part(uri.scheme_name)).with((*uri, reversed(&host)))).collect()
}

fn redirect_uri_private_scheme_not_host_words(
    metadata: &MetadataView<'_>,
    (uri, wanted): &Unfitting<'_>,
) -> Words {
    Words::new(
        format!(
            "{}: {} takes only the host of the client identifier URL in reverse order as the scheme",
            uri.is(),
            metadata.profile.title
        ),
        format!("use the scheme `{wanted}`, here and in the application"),
    )
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_scheme.rs"));
