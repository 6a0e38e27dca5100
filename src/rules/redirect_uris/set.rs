//! How the redirect URIs of a document go together, and where they lead.

use std::collections::HashMap;

use super::super::faults::Faults;
use super::super::view::{MetadataView, RedirectUri, RedirectUriView, WebRedirect};
use crate::finding::{Fault, Place, Words, quoted};
use crate::metadata::address::special_use;
use crate::metadata::host::{Host, is_unspecified, loopback_host, special_name};
use crate::metadata::origin::origin;
use crate::metadata::uri::Uri;
use crate::rule::Rule;

/// The redirect URIs that lead to web servers: https, and not to the user's own machine.
fn on_web_servers<'m, 'c>(metadata: &'m MetadataView<'c>) -> impl Iterator<Item = &'m WebRedirect<'c>> {
    let entries = metadata.0.redirect_uris.iter().filter(|entry| entry.loopback().is_none());
    entries.filter_map(RedirectUriView::web).filter(|uri| uri.is_https())
}

/// Some entries of the list: the first of them, and how many there are.
type Several<'c> = (RedirectUri<'c>, usize);

fn first_of<'c>(mut entries: impl Iterator<Item = RedirectUri<'c>>) -> Option<Several<'c>> {
    let first = entries.next()?;
    Some((first, 1 + entries.count()))
}

/// What a message says of them: "redirect_uris[1] is `...` (and 3 more)".
fn are((first, count): &Several<'_>) -> String {
    match count {
        1 => first.is(),
        2 => format!("{} (and one more)", first.is()),
        _ => format!("{} (and {} more)", first.is(), count - 1),
    }
}

/// `redirect-uri-cross-origin`: redirect URIs lead to another origin than that of the document.
fn redirect_uri_cross_origin<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Several<'c>>> {
    let own = metadata.client_id_url().filter(|url| Uri::split(url).has_scheme("https")).and_then(origin)?;
    let elsewhere = on_web_servers(metadata)
        .filter(|uri| uri.uri.userinfo().is_none() && origin(uri.uri.raw).is_some_and(|other| other != own));
    let found = first_of(elsewhere.map(|uri| ***uri))?;
    Some(Fault::at(found.0.place()).with(found))
}

fn redirect_uri_cross_origin_words(metadata: &MetadataView<'_>, found: &Several<'_>) -> Words {
    let own = metadata.client_id_url().and_then(origin).map(|own| own.ascii_serialization());
    Words::new(
        format!(
            "{}: that is another origin than {}, where the document is; some servers refuse it",
            are(found),
            quoted(&own.unwrap_or_default())
        ),
        "keep it if the client is at home there; else move the callback or the document, so that both have one origin",
    )
}

/// `redirect-uri-special-ip`: an https redirect URI leads into a private network.
fn redirect_uri_special_ip<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c, String>> {
    if !uri.is_https() || is_unspecified(&uri.host) || loopback_host(&uri.host).is_some() {
        return None;
    }
    let reason = match &uri.host {
        Host::Address(address) => format!("the host is a special-use address ({})", special_use(*address)?),
        Host::Name(name) => special_name(name)?.to_owned(),
        Host::Unparsable(_) => return None,
    };
    Some(Fault::at(uri.place()).with(reason))
}

fn redirect_uri_special_ip_words(uri: &WebRedirect<'_>, reason: &String) -> Words {
    Words::new(
        format!("{}: {reason}, and only users in that network reach it", uri.is()),
        "keep it in a document that only that network uses; else publish the callback at a public host",
    )
}

/// Most entries of which nothing is said.
const MANY: usize = 10;

/// `redirect-uri-many`: there are more redirect URIs than a person looks through.
fn redirect_uri_many<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, usize>> {
    let list = metadata.get("redirect_uris")?;
    let count = metadata.redirect_uris.len();
    (count > MANY).then(|| Fault::at(Place::Value(list)).with(count))
}

fn redirect_uri_many_words(_: &MetadataView<'_>, count: &usize) -> Words {
    Words::new(
        format!("there are {count} redirect URIs: each is one more place to which a code may be sent"),
        "keep those in use; different applications have documents of their own",
    )
}

/// How many entries that differ in the port alone are too many.
const PORTS: usize = 3;

/// A URI that several entries are, but for the port, and how often it is there.
struct Ports<'c> {
    first: RedirectUri<'c>,
    count: usize,
}

/// `redirect-uri-ports`: loopback redirect URIs differ in the port alone.
fn redirect_uri_ports<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, Ports<'c>>> {
    let mut order: Vec<String> = Vec::new();
    let mut found: HashMap<String, Ports<'c>> = HashMap::new();
    for uri in
        metadata.0.redirect_uris.iter().filter_map(RedirectUriView::loopback).filter(|uri| !uri.is_https())
    {
        let path = &uri.uri.raw[uri.uri.offset_of(uri.uri.path)..];
        let key = format!("{}{path}", uri.authority.host.to_ascii_lowercase());
        let entry = found.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            Ports { first: ****uri, count: 0 }
        });
        entry.count += 1;
    }
    let lists = order.into_iter().filter_map(|key| found.remove(&key)).filter(|ports| ports.count >= PORTS);
    lists.map(|ports| Fault::at(ports.first.place()).with(ports)).collect()
}

fn redirect_uri_ports_words(_: &MetadataView<'_>, Ports { first, count }: &Ports<'_>) -> Words {
    Words::new(
        format!("{count} redirect URIs, {} the first of them, differ in the port alone", quoted(first.given)),
        "keep one without a port for servers that pass over the port (RFC 8252, section 7.3), and beside it only the ports that the application really listens at",
    )
}

/// `redirect-uri-mixed-types`: redirect URIs of a web server and of an application on the user's own machine.
fn redirect_uri_mixed_types<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let list = metadata.get("redirect_uris")?;
    let has_web = on_web_servers(metadata).next().is_some();
    let is_local = |entry: &RedirectUriView<'_>| {
        entry.loopback().is_some()
            || entry.absolute().is_some_and(|_| entry.web().is_none() && entry.class().is_some())
    };
    let has_local = metadata.redirect_uris.iter().any(is_local);
    (has_web && has_local).then(|| Fault::at(Place::Value(list)))
}

fn redirect_uri_mixed_types_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "some redirect URIs lead to web servers, and some to the user's own machine: one client identifier then stands for two kinds of clients",
        "publish a document for each, if they are two applications",
    )
}

/// `redirect-uri-loopback-only`: every redirect URI leads to the user's own machine.
fn redirect_uri_loopback_only<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let list = metadata.get("redirect_uris")?;
    let entries = &metadata.redirect_uris;
    let is_only = !entries.is_empty() && entries.iter().all(|entry| entry.loopback().is_some());
    is_only.then(|| Fault::at(Place::Value(list)))
}

fn redirect_uri_loopback_only_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "every redirect URI leads to the user's own machine, where any program can pretend to be this client: servers warn people of it",
        "nothing can be done about it in the document; a client with a web server can take the answer at an https URL",
    )
}

/// `redirect-uri-loopback-ipv4-only`: a loopback redirect URI with 127.0.0.1, and none with `[::1]`.
fn redirect_uri_loopback_ipv4_only<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, RedirectUri<'c>>> {
    let hosts = || {
        metadata.0.redirect_uris.iter().filter_map(RedirectUriView::loopback).filter(|uri| !uri.is_https())
    };
    let has_v6 = hosts().any(|uri| uri.authority.host == "[::1]");
    let v4 = hosts().find(|uri| uri.authority.host == "127.0.0.1").filter(|_| !has_v6)?;
    Some(Fault::at(v4.place()).with(****v4))
}

fn redirect_uri_loopback_ipv4_only_words(_: &MetadataView<'_>, uri: &RedirectUri<'_>) -> Words {
    Words::new(
        format!(
            "{}, and there is no entry with `[::1]`: on a machine without IPv4 the client cannot listen",
            uri.is()
        ),
        "list the same URI with the host `[::1]` as well, if the client tries both",
    )
}

/// Names of parameters with which sites send people on.
const ONWARD: [&str; 10] = [
    "continue",
    "dest",
    "destination",
    "next",
    "redirect",
    "redirect_to",
    "return",
    "return_to",
    "returnto",
    "url",
];

/// `redirect-uri-open-redirect-hint`: the query looks as if it sent people on to another page.
fn redirect_uri_open_redirect_hint<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c, &'c str>> {
    let pairs = uri.uri.query?.split('&');
    let mut names = pairs.map(|pair| pair.split('=').next().unwrap_or_default());
    let name = names.find(|name| ONWARD.contains(&&*name.to_ascii_lowercase()))?;
    Some(Fault::at(uri.part(name)).with(name))
}

fn redirect_uri_open_redirect_hint_words(uri: &WebRedirect<'_>, name: &&str) -> Words {
    Words::new(
        format!("{}: the parameter {} often sends people on, and a code with them", uri.is(), quoted(name)),
        "take the answer at a page that does not redirect, and keep what follows in the `state`",
    )
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_set.rs"));
