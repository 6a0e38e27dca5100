//! The entries of `redirect_uris`.

use std::collections::HashMap;

use super::sees::{Sees, extends, sees_deepest, sees_itself};
use super::stretch::stretch;
use crate::finding::Place;
use crate::json::{Kind, Value};
use crate::metadata::host::{Host, loopback_host};
use crate::metadata::strings::is_single_uri;
use crate::metadata::uri::{self, Authority, Uri};
use crate::profile::{PortComparison, Profile, RedirectClass};

sees_itself!(RedirectUriView);

/// One entry of `redirect_uris`, at the deepest depth to which it can be read.
#[derive(Debug, Clone)]
pub enum RedirectUriView<'c> {
    Entry(RedirectEntry<'c>),
    Uri(RedirectUri<'c>),
    Absolute(AbsoluteRedirect<'c>),
    Web(WebRedirect<'c>),
    Loopback(LoopbackRedirect<'c>),
}

sees_deepest!(RedirectUriView {
    Entry: RedirectEntry,
    Uri: RedirectUri,
    Absolute: AbsoluteRedirect,
    Web: WebRedirect,
    Loopback: LoopbackRedirect,
});

/// An entry of any JSON type.
#[derive(Debug, Clone, Copy)]
pub struct RedirectEntry<'c> {
    pub profile: &'c Profile,
    /// Where it stands in the list, from 0; `None` for a string in the place of the list.
    pub index: Option<usize>,
    pub value: Value<'c>,
    /// The first entry with the same text.
    pub first: Option<Value<'c>>,
}

/// An entry that is a string.
#[derive(Debug, Clone, Copy)]
pub struct RedirectUri<'c> {
    entry: RedirectEntry<'c>,
    /// As it is written.
    pub given: &'c str,
    /// Without the white space around it, split.
    pub uri: Uri<'c>,
}

/// What a scheme means in a redirect URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Http,
    Https,
    /// A browser runs, reads or shows something instead of answering the client.
    Dangerous,
    /// A scheme of the client's own.
    PrivateUse,
}

/// An entry with a scheme.
#[derive(Debug, Clone, Copy)]
pub struct AbsoluteRedirect<'c> {
    redirect: RedirectUri<'c>,
    /// As it is written.
    pub scheme_name: &'c str,
    pub scheme: Scheme,
}

/// An `https` or `http` URL with a host whose characters allow to say where it begins and ends.
#[derive(Debug, Clone)]
pub struct WebRedirect<'c> {
    redirect: AbsoluteRedirect<'c>,
    pub authority: Authority<'c>,
    pub host: Host<'c>,
}

/// An `https` or `http` URL that leads to the user's own machine.
#[derive(Debug, Clone)]
pub struct LoopbackRedirect<'c> {
    redirect: WebRedirect<'c>,
}

extends!(
    RedirectUri { entry: RedirectEntry },
    AbsoluteRedirect { redirect: RedirectUri },
    WebRedirect { redirect: AbsoluteRedirect },
    LoopbackRedirect { redirect: WebRedirect },
);

impl<'c> RedirectUriView<'c> {
    /// Reads every entry of the list.
    pub fn list(list: Value<'c>, profile: &'c Profile) -> Vec<RedirectUriView<'c>> {
        // A string in the place of the list is judged as its one entry.
        if list.as_str().is_some_and(is_single_uri) {
            return vec![RedirectUriView::new(RedirectEntry {
                profile,
                index: None,
                value: list,
                first: None,
            })];
        }
        if list.kind() != Kind::Array {
            return Vec::new();
        }
        let count = list.elements().count();
        let (mut views, mut seen) = (Vec::with_capacity(count), HashMap::with_capacity(count));
        for (index, value) in list.elements().enumerate() {
            let first = value.as_str().and_then(|text| match *seen.entry(text).or_insert(value) {
                first if first.span() == value.span() => None,
                first => Some(first),
            });
            views.push(RedirectUriView::new(RedirectEntry { profile, index: Some(index), value, first }));
        }
        views
    }

    /// Reads one entry, without regard to the others.
    pub fn one(value: Value<'c>, profile: &'c Profile) -> RedirectUriView<'c> {
        RedirectUriView::new(RedirectEntry { profile, index: None, value, first: None })
    }

    fn new(entry: RedirectEntry<'c>) -> RedirectUriView<'c> {
        let Some(given) = entry.value.as_str() else { return RedirectUriView::Entry(entry) };
        let uri = RedirectUri { entry, given, uri: Uri::split(given.trim()) };
        let Some(absolute) = AbsoluteRedirect::of(uri) else { return RedirectUriView::Uri(uri) };
        let Some(web) = WebRedirect::of(absolute) else { return RedirectUriView::Absolute(absolute) };
        match loopback_host(&web.host) {
            Some(_) => RedirectUriView::Loopback(LoopbackRedirect { redirect: web }),
            None => RedirectUriView::Web(web),
        }
    }

    /// The kind of redirect URI that it is, in the terms of profiles; `None` for what is not one of any kind.
    pub fn class(&self) -> Option<RedirectClass> {
        let absolute = self.absolute()?;
        match absolute.scheme {
            Scheme::Https => self.web().map(|_| RedirectClass::Https),
            Scheme::Http => matches!(self, RedirectUriView::Loopback(_)).then_some(RedirectClass::Loopback),
            Scheme::PrivateUse => Some(absolute.private_use_class()),
            Scheme::Dangerous => None,
        }
    }

    /// The entry as a string.
    pub fn uri(&self) -> Option<&RedirectUri<'c>> {
        self.view()
    }

    /// The entry with its scheme.
    pub fn absolute(&self) -> Option<&AbsoluteRedirect<'c>> {
        self.view()
    }

    /// The entry with its host.
    pub fn web(&self) -> Option<&WebRedirect<'c>> {
        self.view()
    }

    /// The entry with its loopback host.
    pub fn loopback(&self) -> Option<&LoopbackRedirect<'c>> {
        self.view()
    }

    /// The entry as a value of the document.
    pub fn value(&self) -> Option<Value<'c>> {
        let entry: &RedirectEntry<'_> = self.view()?;
        Some(entry.value)
    }
}

impl<'c> RedirectEntry<'c> {
    /// What a message calls the entry: "redirect_uris[1]".
    pub fn name(&self) -> String {
        self.index.map_or("redirect_uris".to_owned(), |index| format!("redirect_uris[{index}]"))
    }

    /// The place of the entry.
    pub fn place(&self) -> Place<'c> {
        Place::Value(self.value)
    }
}

impl<'c> RedirectUri<'c> {
    /// The place of some bytes of the URI.
    pub fn stretch(&self, start: usize, length: usize) -> Place<'c> {
        stretch(self.value, self.given, start, length)
    }

    /// The place of one of the URI's own slices.
    pub fn part(&self, part: &str) -> Place<'c> {
        self.stretch(self.uri.offset_of(part), part.len())
    }

    /// Whether that very string is an entry of the list.
    pub fn is_registered(&self, text: &str) -> bool {
        self.value.parent().is_some_and(|list| list.elements().any(|entry| entry.as_str() == Some(text)))
    }

    /// The loopback host to recommend for this entry, where the document can declare itself native: its other entries are
    /// taken then as well.
    pub fn recommended_loopback_host(&self) -> Option<&'c str> {
        let takes_https = self.profile.redirect_uris.takes(RedirectClass::Https, true);
        let is_https = |other: Value<'_>| {
            other.span() != self.value.span()
                && other.as_str().is_some_and(|text| Uri::split(text.trim()).has_scheme("https"))
        };
        let can_be_native =
            takes_https || !self.value.parent().is_some_and(|list| list.elements().any(is_https));
        self.profile.recommended_loopback_host().filter(|_| can_be_native)
    }

    /// What a message says of the entry: "redirect_uris[1] is `...`".
    pub fn is(&self) -> String {
        format!("{} is {}", self.name(), crate::finding::quoted(self.given))
    }
}

impl<'c> AbsoluteRedirect<'c> {
    fn of(redirect: RedirectUri<'c>) -> Option<AbsoluteRedirect<'c>> {
        let scheme_name = redirect.uri.scheme.filter(|_| !has_port_for_path(&redirect.uri))?;
        let scheme = if redirect.uri.has_scheme("https") {
            Scheme::Https
        } else if redirect.uri.has_scheme("http") {
            Scheme::Http
        } else if uri::is_dangerous_scheme(&scheme_name.to_ascii_lowercase()) {
            Scheme::Dangerous
        } else {
            Scheme::PrivateUse
        };
        Some(AbsoluteRedirect { redirect, scheme_name, scheme })
    }

    /// What kind of private-use scheme it is.
    pub fn private_use_class(&self) -> RedirectClass {
        // RFC 8252, section 7.1: a domain name in reverse order has a dot at least.
        if self.scheme_name.contains('.') {
            RedirectClass::PrivateUseReverseDomain
        } else {
            RedirectClass::PrivateUse
        }
    }

    /// Whether it is the out-of-band value of early OAuth 2.0 clients.
    pub fn is_out_of_band(&self) -> bool {
        const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";
        self.uri.raw.get(..OUT_OF_BAND.len()).is_some_and(|start| start.eq_ignore_ascii_case(OUT_OF_BAND))
    }
}

/// Whether what looks like a scheme is a host, and the path its port: `localhost:3000/cb`, `example.net:443/cb`.
fn has_port_for_path(uri: &Uri<'_>) -> bool {
    let is_port = |first: &str| !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit());
    uri.authority.is_none()
        && uri.segments().next().is_some_and(is_port)
        && uri.scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("localhost") || scheme.contains('.'))
}

impl<'c> WebRedirect<'c> {
    fn of(redirect: AbsoluteRedirect<'c>) -> Option<WebRedirect<'c>> {
        let uri = &redirect.uri;
        let is_web = matches!(redirect.scheme, Scheme::Http | Scheme::Https);
        let authority = uri.authority.filter(|authority| is_web && !authority.host.is_empty())?;
        let before_path = &uri.raw[..uri.offset_of(uri.path)];
        let is_split = !uri.characters.have_illegal()
            || !uri.raw.contains('\\') && uri::illegal_character(before_path).is_none();
        is_split.then(|| WebRedirect { redirect, authority, host: Host::read(authority.host) })
    }

    /// The same on the user's own machine: plain http to that host, at a port that can be listened at.
    pub fn on_loopback(&self, host: &str) -> String {
        let rest = &self.uri.raw[self.uri.offset_of(self.uri.path)..];
        let compares_port = self.profile.redirect_uris.loopback_port == Some(PortComparison::Exact);
        match self.authority.port.filter(|port| !port.is_empty()) {
            // The port of https is not one that an application listens at for http.
            None | Some("443") if self.is_https() => format!("http://{host}:33418{rest}"),
            None if compares_port => format!("http://{host}:33418{rest}"),
            None => format!("http://{host}{rest}"),
            Some(port) => format!("http://{host}:{port}{rest}"),
        }
    }

    /// Whether the scheme is `https`.
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::Https
    }
}
