//! URLs of OpenID Connect that lead users or servers to the client: logins, logouts, sectors, request objects.

use std::collections::HashSet;

use super::faults::Faults;
use super::mending::{over_https, text, without_fragment};
use super::view::{AbsoluteUrl, MetadataView, RedirectUriView, UrlView, WebRedirect};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::metadata::authentication::NONE;
use crate::metadata::host::loopback;
use crate::metadata::origin::origin;
use crate::rule::Rule;

/// `sector-uri`: the sector identifier is not https (OpenID Connect Dynamic Client Registration, section 5).
fn sector_uri<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    (url.member == "sector_identifier_uri" && url.scheme != "https").then(|| Fault::at(url.place()))
}

fn sector_uri_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: the list of redirect URIs that it leads to must come over https", url.is()),
        "publish the list over https",
    )
    .fix(secured(url))
}

/// `initiate-login-https`: the URL at which others start a login is not https (OpenID Connect Dynamic Client Registration,
/// section 2).
fn initiate_login_https<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    (url.member == "initiate_login_uri" && url.scheme != "https").then(|| Fault::at(url.place()))
}

fn initiate_login_https_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    Words::new(format!("{}: a login must start at an https URL", url.is()), "serve the page over https")
        .fix(secured(url))
}

/// Writes the URL with https.
fn secured(url: &AbsoluteUrl<'_>) -> Option<SpannedFix> {
    over_https(&url.uri).map(|secure| text(url.value, &secure))
}

/// `backchannel-logout-fragment`: the URL that servers post logouts to has a fragment (OpenID Connect Back-Channel Logout,
/// section 2.2).
fn backchannel_logout_fragment<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c, &'c str>> {
    let fragment = url.uri.fragment.filter(|_| url.member == "backchannel_logout_uri")?;
    let start = url.uri.offset_of(fragment) - 1;
    Some(Fault::at(url.stretch(start, fragment.len() + 1)).with(fragment))
}

fn backchannel_logout_fragment_words(url: &AbsoluteUrl<'_>, _: &&str) -> Words {
    Words::new(
        format!("{}: a server cannot send what follows the `#`", url.is()),
        "remove the `#` and everything after it",
    )
    .fix(text(url.value, without_fragment(&url.uri)))
}

/// The absolute URLs of the document.
fn absolute<'m, 'c>(metadata: &MetadataView<'c>) -> impl Iterator<Item = &'c AbsoluteUrl<'c>> + use<'m, 'c> {
    metadata.0.urls.iter().filter_map(|url| match url {
        UrlView::Absolute(url) => Some(url),
        UrlView::Url(_) | UrlView::Other(_) => None,
    })
}

/// Whether a URL is http, and not to the user's own machine.
fn is_plain(url: &AbsoluteUrl<'_>) -> bool {
    url.scheme == "http" && loopback(url.uri.host()).is_none()
}

/// `post-logout-redirect`: users are sent to plain http after the logout, by a client that does not authenticate (OpenID
/// Connect RP-Initiated Logout, section 3.1).
fn post_logout_redirect<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c AbsoluteUrl<'c>>> {
    if metadata.text("token_endpoint_auth_method").is_some_and(|method| method != NONE) {
        return Vec::new();
    }
    let plain = absolute(metadata).filter(|url| url.member == "post_logout_redirect_uris" && is_plain(url));
    plain.map(|url| Fault::at(url.place()).with(url)).collect()
}

fn post_logout_redirect_words(_: &MetadataView<'_>, url: &&AbsoluteUrl<'_>) -> Words {
    Words::new(
        format!(
            "{}: after the logout, users of a client that does not authenticate are sent to https alone",
            url.is()
        ),
        "serve the page over https",
    )
    .fix(secured(url))
}

/// `request-uris`: servers fetch request objects over plain http, and these need not be signed (OpenID Connect Dynamic
/// Client Registration, section 2).
fn request_uris<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c AbsoluteUrl<'c>>> {
    let is_signed = |text: &str| text != "none";
    if metadata.text("request_object_signing_alg").is_some_and(is_signed) {
        return Vec::new();
    }
    let plain = absolute(metadata).filter(|url| url.member == "request_uris" && url.scheme == "http");
    plain.map(|url| Fault::at(url.place()).with(url)).collect()
}

fn request_uris_words(_: &MetadataView<'_>, url: &&AbsoluteUrl<'_>) -> Words {
    Words::new(
        format!(
            "{}: a request object that comes over http must be signed, and no algorithm for that is named",
            url.is()
        ),
        "serve it over https, or name the algorithm in `request_object_signing_alg`",
    )
    .fix(secured(url))
}

/// `frontchannel-logout-origin`: the logout page is on none of the origins of the redirect URIs (OpenID Connect
/// Front-Channel Logout, section 2).
fn frontchannel_logout_origin<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, String>> {
    let url = absolute(metadata).find(|url| url.member == "frontchannel_logout_uri")?;
    let own = origin(url.uri.raw)?;
    let mut origins =
        metadata.redirect_uris.iter().filter_map(|entry| origin(entry.web()?.uri.raw)).peekable();
    let is_elsewhere = origins.peek().is_some() && !origins.any(|other| other == own);
    is_elsewhere.then(|| Fault::at(url.place()).with(url.is()))
}

fn frontchannel_logout_origin_words(_: &MetadataView<'_>, is: &String) -> Words {
    Words::new(
        format!("{is}: it must have the scheme, host and port of a redirect URI, and has those of none"),
        "serve the page where a redirect URI is, or remove the member",
    )
}

/// `pairwise-sector`: redirect URIs on several hosts, and nothing says that they are one sector (OpenID Connect Core,
/// section 8.1).
fn pairwise_sector<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, usize>> {
    let value = metadata.supported("subject_type").filter(|value| value.as_str() == Some("pairwise"))?;
    let web = metadata
        .redirect_uris
        .iter()
        .filter_map(RedirectUriView::web)
        .filter(|uri| WebRedirect::is_https(uri));
    let hosts: HashSet<String> = web.map(|uri| uri.uri.host().to_ascii_lowercase()).collect();
    let is_open = hosts.len() > 1 && metadata.get("sector_identifier_uri").is_none();
    is_open.then(|| Fault::at(Place::Value(value)).with(hosts.len()))
}

fn pairwise_sector_words(_: &MetadataView<'_>, hosts: &usize) -> Words {
    Words::new(
        format!(
            "`subject_type` is {}, and the redirect URIs are on {hosts} hosts: a server cannot know for which of them the identifiers of users are calculated",
            quoted("pairwise")
        ),
        "add `sector_identifier_uri`, the https URL of a list of all redirect URIs, or keep to one host",
    )
}

include!(concat!(env!("OUT_DIR"), "/openid.rs"));
