//! Redirect URIs that have another use.

use std::collections::HashMap;

use super::super::faults::Faults;
use super::super::view::{MetadataView, RedirectUri};
use super::removal::removal_beside_taken;
use crate::finding::{Fault, Words};
use crate::json::Value;
use crate::metadata::host::Host;
use crate::metadata::uri::{Uri, port_number};
use crate::rule::Rule;

/// Members whose URL holds something that is read, not a page that takes an answer, and what that is. A page about the
/// client may be its callback as well.
const READ: [(&str, &str); 5] = [
    ("jwks_uri", "the key set"),
    ("signed_jwks_uri", "the signed key set"),
    ("logo_uri", "an image"),
    ("sector_identifier_uri", "a list of redirect URIs"),
    ("software_statements_uri", "software statements"),
];

/// What follows `.well-known` in paths of metadata, and what is there.
const WELL_KNOWN: [(&str, &str); 15] = [
    ("apple-app-site-association", "the association with an app"),
    ("assetlinks.json", "the association with an app"),
    ("client-metadata.json", DOCUMENT),
    ("did.json", "a DID document"),
    ("jwks", "a key set"),
    ("jwks.json", "a key set"),
    ("oauth-authorization-server", "the metadata of an authorization server"),
    ("oauth-client", DOCUMENT),
    ("oauth-client-metadata", DOCUMENT),
    ("oauth-client-metadata.json", DOCUMENT),
    ("oauth-protected-resource", "the metadata of a protected resource"),
    ("openid-configuration", "the configuration of a provider"),
    ("openid-federation", "a statement of a federation"),
    ("security.txt", "how to report a weakness"),
    ("webfinger", "the answer of WebFinger"),
];

/// Usual names of files with metadata, and what is in them.
const FILES: [(&str, &str); 10] = [
    ("client-id.json", DOCUMENT),
    ("client-metadata.json", DOCUMENT),
    ("client.json", DOCUMENT),
    ("client_id.json", DOCUMENT),
    ("client_metadata.json", DOCUMENT),
    ("clientid.json", DOCUMENT),
    ("clientid.jsonld", DOCUMENT),
    ("jwks.json", "a key set"),
    ("oauth-client-metadata.json", DOCUMENT),
    ("oauth-client.json", DOCUMENT),
];

const DOCUMENT: &str = "a client's metadata document";

/// The other use of a redirect URI.
enum Use {
    /// It is the client identifier URL.
    ClientId,
    /// It is the value of that member, and holds this.
    Member(&'static str, &'static str),
    /// Its path is the usual one of this.
    Path(&'static str),
}

/// An address without query and fragment, in which spellings of host and port are one.
#[derive(PartialEq, Eq, Hash)]
struct Address<'c> {
    is_https: bool,
    host: String,
    port: u16,
    path: &'c str,
    query: Option<&'c str>,
}

impl<'c> Address<'c> {
    /// The address of a web URL; `None` for what is not one.
    fn of(uri: &Uri<'c>) -> Option<Address<'c>> {
        let is_https = uri.has_scheme("https");
        let authority = uri.authority.filter(|_| is_https || uri.has_scheme("http"))?;
        let host = match Host::read(authority.host) {
            Host::Name(name) => name.into_owned(),
            Host::Address(address) => address.to_string(),
            Host::Unparsable(_) => return None,
        };
        let default = if is_https { 443 } else { 80 };
        let port = match authority.port {
            None | Some("") => default,
            Some(port) => port_number(port)?,
        };
        let path = if uri.path.is_empty() { "/" } else { uri.path };
        // A file is the same one with any query, but a program may do another thing with each.
        let query = uri.query.filter(|_| !is_file(path));
        Some(Address { is_https, host, port, path, query })
    }
}

fn is_file(path: &str) -> bool {
    const ENDINGS: [&str; 8] = [".json", ".jsonld", ".png", ".svg", ".jpg", ".jpeg", ".ico", ".webp"];
    ENDINGS.iter().any(|ending| path.ends_with(ending)) || path.contains("/.well-known/")
}

/// What is at a usual path of metadata.
fn at_path(path: &str) -> Option<&'static str> {
    let find = |table: &[(&str, &'static str)], name: &str| {
        table.iter().find(|(known, _)| *known == name).map(|(_, what)| *what)
    };
    let mut segments = path.split('/').skip(1);
    let well_known = segments.find(|segment| *segment == ".well-known").and_then(|_| segments.next());
    let file = path.rsplit('/').next().unwrap_or_default();
    well_known.and_then(|name| find(&WELL_KNOWN, name)).or_else(|| find(&FILES, file))
}

/// `redirect-uri-not-callback`: a redirect URI is the address of something that is read.
fn redirect_uri_not_callback<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, (RedirectUri<'c>, Use)>> {
    let mut uses: HashMap<Address<'c>, Use> = HashMap::new();
    let mut add = |text: &'c str, what: Use| {
        if let Some(address) = Address::of(&Uri::split(text.trim())) {
            uses.entry(address).or_insert(what);
        }
    };
    let ids = [metadata.0.client_id_url(), metadata.0.text("client_id")];
    ids.into_iter().flatten().for_each(|id| add(id, Use::ClientId));
    for (member, what) in READ {
        if let Some(text) = metadata.0.text(member) {
            add(text, Use::Member(member, what));
        }
    }
    let requests = metadata.0.get("request_uris").into_iter().flat_map(Value::elements);
    for text in requests.filter_map(|request| request.as_str()) {
        add(text, Use::Member("request_uris", "a request object"));
    }
    let web = metadata.0.redirect_uris.iter().filter_map(|entry| entry.web());
    let found = web.filter_map(|web| {
        let address = Address::of(&web.uri)?;
        let what = match uses.get(&address) {
            Some(Use::ClientId) => Use::ClientId,
            Some(Use::Member(member, what)) => Use::Member(member, what),
            Some(Use::Path(_)) | None => Use::Path(at_path(address.path)?),
        };
        let uri: &RedirectUri<'c> = web;
        let uri = *uri;
        Some(Fault::at(uri.place()).with((uri, what)))
    });
    found.collect()
}

fn redirect_uri_not_callback_words(_: &MetadataView<'_>, (uri, other): &(RedirectUri<'_>, Use)) -> Words {
    let message = match other {
        Use::ClientId => format!(
            "{}, which is the URL of this document: a browser that is sent there gets JSON, and the client no answer",
            uri.is()
        ),
        Use::Member(member, what) => format!(
            "{}, which is `{member}`: a browser that is sent there gets {what}, and the client no answer",
            uri.is()
        ),
        Use::Path(what) => format!(
            "{}, the usual path of {what}: a browser that is sent there gets that, and the client no answer",
            uri.is()
        ),
    };
    Words::new(
        message,
        "write the URL of the page or route of the client that takes the answer of the server",
    )
    .fix(removal_beside_taken(uri))
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_not_callback.rs"));
