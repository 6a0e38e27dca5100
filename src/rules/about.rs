//! Who stands behind the client: its pages, the people to ask, its software.

use super::faults::Faults;
use super::mending::{removal, text};
use super::view::{AbsoluteUrl, MetadataView, RedirectUriView, UrlView, WebRedirect};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::Value;
use crate::metadata::contacts::is_email;
use crate::metadata::display::other_host;
use crate::metadata::origin::origin;
use crate::metadata::uri::{Uri, web_url_fault};
use crate::rule::Rule;

/// A member that is an https URL with a host.
fn https<'c>(metadata: &MetadataView<'c>, member: &str) -> Option<&'c AbsoluteUrl<'c>> {
    let mut urls = metadata.0.urls.iter().filter_map(|url| match url {
        UrlView::Absolute(url) => Some(url),
        UrlView::Url(_) | UrlView::Other(_) => None,
    });
    urls.find(|url| url.member == member && url.scheme == "https" && !url.uri.host().is_empty())
}

/// Where the document and the home page of the client are, if both are at https URLs.
fn home<'c>(metadata: &MetadataView<'c>) -> Option<(&'c AbsoluteUrl<'c>, &'c str)> {
    let document = metadata.client_id_url().filter(|url| Uri::split(url).has_scheme("https"))?;
    Some((https(metadata, "client_uri")?, document))
}

/// `client-uri-cross-origin`: the home page of the client is on another origin than the document.
fn client_uri_cross_origin<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, String>> {
    let (url, document) = home(metadata)?;
    let (own, wanted) = (origin(url.uri.raw)?, origin(document)?);
    (own != wanted).then(|| Fault::at(url.place()).with(wanted.ascii_serialization()))
}

fn client_uri_cross_origin_words(metadata: &MetadataView<'_>, wanted: &String) -> Words {
    let given = quoted(metadata.text("client_uri").unwrap_or_default());
    Words::new(
        format!(
            "client_uri is {given}, and the document is on {}: some servers take only a page of the same origin",
            quoted(wanted)
        ),
        format!("name a page under {}, or remove the member", quoted(&format!("{wanted}/"))),
    )
}

/// `client-uri-not-parent`: the home page of the client is on the origin of the document, and not in a folder around it.
fn client_uri_not_parent<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (url, document) = home(metadata)?;
    let is_same = origin(url.uri.raw)? == origin(document)?;
    let (page, document) = (url.uri.path, Uri::split(document).path);
    let is_folder = page.is_empty() || page.ends_with('/');
    let is_parent = document == page
        || document.strip_prefix(page).is_some_and(|rest| is_folder || rest.starts_with('/'));
    (is_same && !is_parent).then(|| Fault::at(url.place()))
}

fn client_uri_not_parent_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let given = quoted(metadata.text("client_uri").unwrap_or_default());
    let document = metadata.client_id_url().map(quoted).unwrap_or_default();
    Words::new(
        format!(
            "client_uri is {given}, which is not a folder around the document at {document}: some servers take no other page"
        ),
        "name the start page of the site, or remove the member",
    )
}

/// Pages that servers may compare with the redirect URIs (RFC 7591, section 5). The home page has a rule of its own.
const SHOWN: [&str; 3] = ["logo_uri", "tos_uri", "policy_uri"];

/// `uri-cross-origin-redirect`: what people see is on a host that the redirect URIs do not lead to.
fn uri_cross_origin_redirect<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c AbsoluteUrl<'c>>> {
    let web = metadata
        .redirect_uris
        .iter()
        .filter_map(RedirectUriView::web)
        .filter(|uri| WebRedirect::is_https(uri));
    let hosts: Vec<&str> = web.map(|uri| uri.uri.host()).collect();
    let is_known = |url: &AbsoluteUrl<'_>| hosts.iter().any(|host| host.eq_ignore_ascii_case(url.uri.host()));
    let mut shown = SHOWN.iter().filter_map(|member| https(metadata, member));
    // A host that cannot be split off surely is judged elsewhere.
    let is_plain = |url: &AbsoluteUrl<'_>| web_url_fault(&url.uri).is_none() && url.uri.userinfo().is_none();
    let url = shown.find(|url| !hosts.is_empty() && is_plain(url) && !is_known(url))?;
    Some(Fault::at(url.place()).with(url))
}

fn uri_cross_origin_redirect_words(_: &MetadataView<'_>, url: &&AbsoluteUrl<'_>) -> Words {
    Words::new(
        format!(
            "{}: no redirect URI is on that host, and servers may check that people are sent to the site that they see",
            url.is()
        ),
        "publish it on the host of a redirect URI, or leave it: few servers compare them",
    )
}

/// The people to ask.
fn contacts<'c>(metadata: &MetadataView<'c>) -> impl Iterator<Item = (Value<'c>, &'c str)> + use<'c> {
    let list = metadata.supported("contacts");
    let texts = list.into_iter().flat_map(Value::elements).filter_map(|value| Some((value, value.as_str()?)));
    texts.filter(|(_, text)| !text.is_empty())
}

/// `contacts-format`: a contact is neither an email address nor a URL (RFC 7591, section 2).
fn contacts_format<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let is_other = |text: &str| !is_email(text) && Uri::split(text).scheme.is_none();
    let others = contacts(metadata).filter(|(_, text)| is_other(text));
    others.map(|(value, text)| Fault::at(Place::Value(value)).with(text)).collect()
}

fn contacts_format_words(_: &MetadataView<'_>, text: &&str) -> Words {
    Words::new(
        format!("`contacts` has {}, which is neither an email address nor a URL", quoted(text)),
        "write an email address at which the people responsible can be reached",
    )
}

/// `contacts-not-email`: a contact is a URL, and not an email address.
fn contacts_not_email<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, &'c str>> {
    let others = contacts(metadata).filter(|(_, text)| !is_email(text));
    others.map(|(value, text)| Fault::at(Place::Value(value)).with(text)).collect()
}

fn contacts_not_email_words(metadata: &MetadataView<'_>, written: &&str) -> Words {
    Words::new(
        format!("`contacts` has {}; {} takes email addresses alone", quoted(written), metadata.profile.title),
        "write an email address at which the people responsible can be reached",
    )
    .fix(as_address(metadata, written))
}

/// Writes the address that a `mailto:` URL holds.
fn as_address(metadata: &MetadataView<'_>, written: &str) -> Option<SpannedFix> {
    let (value, _) = contacts(metadata).find(|(_, text)| *text == written)?;
    let uri = Uri::split(written);
    let address = uri.has_scheme("mailto").then_some(uri.path).filter(|path| is_email(path))?;
    Some(text(value, address))
}

/// `software-id-form`: a version of software that is not named (RFC 7591, section 2).
fn software_id_form<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let version = metadata.supported("software_version")?;
    metadata.get("software_id").is_none().then(|| Fault::absent_from(Place::Value(version)))
}

fn software_id_form_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "the document has `software_version`, and not `software_id`, whose version it would be",
        "add `software_id`, the same for every version of the software, or remove `software_version`",
    )
    .fix(metadata.get("software_version").map(removal))
}

/// `client-name-names-host`: the name has a host in it that is not the client's.
fn client_name_names_host<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, [&'c str; 2]>> {
    let value = metadata.get("client_name")?;
    let own = Uri::split(metadata.client_id_url()?).host();
    let host = other_host(value.as_str()?, own)?;
    Some(Fault::at(Place::Value(value)).with([host, own]))
}

fn client_name_names_host_words(metadata: &MetadataView<'_>, [host, own]: &[&str; 2]) -> Words {
    let name = quoted(metadata.text("client_name").unwrap_or_default());
    Words::new(
        format!(
            "client_name is {name}: it names {}, and the client is published at {}; who reads it at the login takes it for the other",
            quoted(host),
            quoted(own)
        ),
        "leave the host out of the name: servers show the true one",
    )
}

include!(concat!(env!("OUT_DIR"), "/about.rs"));
