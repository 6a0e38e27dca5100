//! Redirect URIs on the user's own machine, looked at together: what is said of one holds for all of a document.

use std::collections::{BTreeSet, HashMap};

use super::super::faults::Faults;
use super::super::view::{LoopbackRedirect, MetadataView};
use crate::finding::{Fault, Words, quoted, quoted_whole};
use crate::json::Span;
use crate::metadata::host::{Loopback, loopback, loopback_host};
use crate::metadata::uri;
use crate::profile::{PortComparison, RedirectClass};
use crate::rule::Rule;

/// Most ports that a message names.
const MAX_PORTS: usize = 3;

/// The first entry of a kind, and the others.
struct Alike<'c> {
    first: &'c LoopbackRedirect<'c>,
    others: Vec<Span>,
}

impl<'c> Alike<'c> {
    fn of(mut entries: impl Iterator<Item = &'c LoopbackRedirect<'c>>) -> Option<Alike<'c>> {
        let first = entries.next()?;
        Some(Alike { first, others: entries.map(|entry| entry.value.span()).collect() })
    }

    fn fault(self) -> Fault<'c, Alike<'c>> {
        Fault::at(self.first.place()).with(self)
    }

    /// What a message says of them: "redirect_uris[1] is `...` (and one more)".
    fn are(&self) -> String {
        match self.others.len() {
            0 => self.first.is(),
            1 => format!("{} (and one more)", self.first.is()),
            more => format!("{} (and {more} more)", self.first.is()),
        }
    }
}

/// The loopback redirect URIs with plain http.
fn plain<'c>(metadata: &MetadataView<'c>) -> impl Iterator<Item = &'c LoopbackRedirect<'c>> + use<'c> {
    metadata.0.redirect_uris.iter().filter_map(|entry| entry.loopback()).filter(|uri| !uri.is_https())
}

/// The same, where the profile takes them for such a client: else another rule says that they are refused.
fn taken<'c>(metadata: &MetadataView<'c>) -> impl Iterator<Item = &'c LoopbackRedirect<'c>> + use<'c> {
    let is_taken = metadata.profile.redirect_uris.takes(RedirectClass::Loopback, metadata.is_native());
    plain(metadata).filter(move |_| is_taken)
}

fn compares_port(metadata: &MetadataView<'_>) -> bool {
    metadata.profile.redirect_uris.loopback_port == Some(PortComparison::Exact)
}

/// The port that is written, if one can listen there.
fn port(uri: &LoopbackRedirect<'_>) -> Option<u16> {
    uri.authority.port.and_then(uri::port_number).filter(|&port| port != 0)
}

/// Whether it is a URI that a client can send: a pattern or a port that no client listens at is a fault of its own.
fn can_be_sent(uri: &LoopbackRedirect<'_>) -> bool {
    !uri.uri.characters.have_pattern()
        && (uri.authority.port.is_none_or(str::is_empty) || port(uri).is_some())
}

/// What is compared of these: the host differs only where there are several.
fn compared<'c>(entries: impl Iterator<Item = &'c LoopbackRedirect<'c>>) -> &'static str {
    let hosts: BTreeSet<&str> = entries.map(|uri| uri.authority.host).collect();
    if hosts.len() > 1 { "host and port" } else { "the port" }
}

/// `redirect-uri-loopback-no-port`: loopback redirect URIs without a port, where the port is compared exactly.
fn redirect_uri_loopback_no_port<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Alike<'c>>> {
    let portless = plain(metadata).filter(|uri| uri.authority.port.is_none());
    Some(Alike::of(portless.filter(|_| compares_port(metadata)))?.fault())
}

fn redirect_uri_loopback_no_port_words(metadata: &MetadataView<'_>, seen: &Alike<'_>) -> Words {
    let uri = seen.first;
    let (before, after) =
        uri.uri.raw.split_at(uri.uri.offset_of(uri.authority.host) + uri.authority.host.len());
    let fixed = quoted_whole(&format!("{before}:33418{after}")).filter(|_| {
        seen.others.is_empty() && metadata.profile.redirect_uris.is_loopback_host(uri.authority.host)
    });
    let help = if plain(metadata).any(|uri| port(uri).is_some()) {
        "remove what has no port, and listen at one of the fixed ports of the list".to_owned()
    } else if let Some(fixed) = fixed {
        format!("list a fixed port, such as {fixed}, or register it by hand")
    } else {
        "list a fixed port at which the client listens, or register it by hand".to_owned()
    };
    let title = &metadata.profile.title;
    let compared = compared(plain(metadata));
    Words::new(format!("{title} compares {compared}: without a port, only 80 fits"), help)
}

/// What there is to say of the ports of loopback redirect URIs.
enum Ports<'c> {
    /// The port is compared, so that the client listens at one of these.
    Fixed(BTreeSet<u16>),
    /// The port is ignored, and these differ in nothing else.
    Ignored(Alike<'c>),
}

/// `redirect-uri-loopback-port`: loopback redirect URIs with fixed ports, where the port is compared exactly; several that
/// differ in the port alone, where it is ignored.
fn redirect_uri_loopback_port<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Ports<'c>>> {
    match metadata.profile.redirect_uris.loopback_port? {
        PortComparison::Exact => {
            // Where one has no port, it is said of that one how ports are compared.
            let has_portless = taken(metadata).any(|uri| uri.authority.port.is_none());
            let first = taken(metadata).find(|uri| port(uri).is_some()).filter(|_| !has_portless)?;
            Some(Fault::at(first.place()).with(Ports::Fixed(taken(metadata).filter_map(port).collect())))
        }
        PortComparison::Any => {
            let alike = Alike::of(differing_in_port(metadata).into_iter())?;
            Some(Fault::at(alike.first.place()).with(Ports::Ignored(alike)))
        }
    }
}

/// The first of those that differ in the port alone, and what follows from it.
fn differing_in_port<'c>(metadata: &MetadataView<'c>) -> Vec<&'c LoopbackRedirect<'c>> {
    let is_listed = |host| metadata.profile.redirect_uris.is_loopback_host(host);
    let candidates = || {
        let listed = taken(metadata).filter(move |uri| is_listed(uri.authority.host));
        listed.filter(|uri| can_be_sent(uri))
    };
    let mut ports: HashMap<(&str, &str), BTreeSet<Option<u16>>> = HashMap::new();
    for uri in candidates() {
        ports.entry(without_port(uri)).or_default().insert(port(uri));
    }
    candidates().filter(|uri| ports.get(&without_port(uri)).is_some_and(|ports| ports.len() > 1)).collect()
}

fn without_port<'c>(uri: &LoopbackRedirect<'c>) -> (&'c str, &'c str) {
    (uri.authority.host, &uri.uri.raw[uri.uri.offset_of(uri.uri.path)..])
}

fn redirect_uri_loopback_port_words(metadata: &MetadataView<'_>, seen: &Ports<'_>) -> Words {
    let title = &metadata.profile.title;
    match seen {
        Ports::Fixed(ports) => {
            let compared = compared(taken(metadata));
            match ports.first() {
                Some(port) if ports.len() == 1 => Words::new(
                    format!("{title} compares {compared}: the client must listen at exactly {port}"),
                    "no other will do when that is busy: list more ports, and listen at one that is free",
                ),
                _ => Words::new(
                    format!("{title} compares {compared}: listen at {}", in_words(ports)),
                    "when all of them are busy no other will do; send the redirect URI as it is listed",
                ),
            }
        }
        Ports::Ignored(alike) => Words::new(
            format!(
                "{}: they differ in the port alone, which {title} ignores on loopback hosts",
                alike.are()
            ),
            "one of them is enough there, and is best without a port; only servers that compare the port need each",
        ),
    }
}

fn in_words(ports: &BTreeSet<u16>) -> String {
    let mut named: Vec<String> = ports.iter().take(MAX_PORTS).map(u16::to_string).collect();
    match ports.len() {
        0..=MAX_PORTS => {
            let last = named.pop().unwrap_or_default();
            format!("{} or {last}", named.join(", "))
        }
        many => {
            named.truncate(MAX_PORTS - 1);
            format!("{} or {} others", named.join(", "), many - named.len())
        }
    }
}

/// The name `localhost` where a literal address is recommended.
struct Named<'c> {
    alike: Alike<'c>,
    /// What to write for the first one.
    literal: String,
}

/// `redirect-uri-localhost`: a loopback redirect URI with the name `localhost`, and without its literal.
///
/// Beside its literal it is reported only where nothing else says that the strings are compared.
fn redirect_uri_localhost<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Named<'c>>> {
    let redirects = &metadata.profile.redirect_uris;
    let literals: &[_] = redirects.loopback_hosts.as_deref().unwrap_or_default();
    let recommended = match redirects.loopback_hosts {
        None => "127.0.0.1",
        Some(_) => literals.iter().find(|host| loopback(host) != Some(Loopback::Localhost))?,
    };
    // What each of them is without its host.
    let rest = |uri: &LoopbackRedirect<'c>| {
        &uri.uri.raw[uri.uri.offset_of(uri.authority.host) + uri.authority.host.len()..]
    };
    let by_address: BTreeSet<&str> = taken(metadata).filter(|uri| !is_name(uri)).map(rest).collect();
    let is_meant = |uri: &&LoopbackRedirect<'_>| {
        is_name(uri) && can_be_sent(uri) && redirects.is_loopback_host(uri.authority.host)
    };
    let named = || taken(metadata).filter(is_meant);
    let alone = named().filter(|uri| !by_address.contains(rest(uri)));
    let alike = Alike::of(alone).or_else(|| Alike::of(named().filter(|_| !compares_port(metadata))))?;
    let literal = format!("http://{recommended}{}", rest(alike.first));
    Some(Fault::at(alike.first.place()).with(Named { alike, literal }))
}

fn is_name(uri: &LoopbackRedirect<'_>) -> bool {
    loopback_host(&uri.host) == Some(Loopback::Localhost)
}

fn redirect_uri_localhost_words(_: &MetadataView<'_>, Named { alike, literal }: &Named<'_>) -> Words {
    let help = match quoted_whole(literal) {
        _ if alike.first.is_registered(literal) => {
            "have the client listen at the literal address and send that, and remove the name".to_owned()
        }
        Some(literal) if alike.others.is_empty() => {
            format!("write {literal}, listen there, and send that very string")
        }
        _ => "list them with a literal address, listen there, and send these very strings".to_owned(),
    };
    let name = alike.first.authority.host;
    let message = if alike.first.is_registered(literal) {
        format!(
            "{}: to servers {} and the literal address beside it are two strings, and the name may lead to another interface than the client's",
            alike.are(),
            quoted(name)
        )
    } else {
        format!("{} may lead to another interface than the client's", quoted(name))
    };
    Words::new(message, help)
}

/// `redirect-uri-loopback-https`: https on the user's own machine.
fn redirect_uri_loopback_https<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Alike<'c>>> {
    let entries = metadata.0.redirect_uris.iter().filter_map(|entry| entry.loopback());
    Some(Alike::of(entries.filter(|uri| uri.is_https()))?.fault())
}

fn redirect_uri_loopback_https_words(metadata: &MetadataView<'_>, seen: &Alike<'_>) -> Words {
    let uri = seen.first;
    let is_public = |class| class == Some(RedirectClass::Https);
    let public = metadata.redirect_uris.iter().filter(|entry| entry.loopback().is_none());
    let is_development = !metadata.is_native() && public.clone().any(|entry| is_public(entry.class()));
    let mut helps = Vec::new();
    if is_development {
        helps.push("if it is for development, remove it and publish a second document for that".to_owned());
    }
    if let Some(recommended) = uri.recommended_loopback_host() {
        let is_kept = !is_name(uri) && metadata.profile.redirect_uris.is_loopback_host(uri.authority.host);
        let plain = uri.on_loopback(if is_kept { uri.authority.host } else { recommended });
        let is_registered = uri.is_registered(&plain);
        helps.push(match quoted_whole(&plain) {
            _ if is_registered => {
                "remove it: it is in the list already, with plain http".to_owned()
            }
            Some(plain) if seen.others.is_empty() => format!(
                "{}use {plain} with `\"application_type\": \"native\"`; nothing leaves the machine",
                if is_development { "for an application on the user's own machine, " } else { "" }
            ),
            _ => "for an application on the user's own machine, list them with plain http and declare the client native; nothing leaves the machine".to_owned(),
        });
    }
    if helps.is_empty() {
        helps.push("use an https URI at a public host that the application claims".to_owned());
    }
    let message = format!(
        "{}: no certificate authority certifies a loopback host, so https fails there for most users",
        seen.are()
    );
    let words = Words::new(message, helps.join("; "));
    seen.others.iter().take(10).fold(words, |words, &other| words.related(other, "the same here"))
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_loopback.rs"));
