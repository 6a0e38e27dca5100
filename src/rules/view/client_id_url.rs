//! The client identifier URL.

use std::borrow::Cow;
use std::net::IpAddr;

use super::sees::{Sees, extends, sees};
use crate::finding::Place;
use crate::json::{Span, Value};
use crate::metadata::host::{Host, Loopback, loopback};
use crate::metadata::uri::{self, Authority, Uri};
use crate::profile::Profile;
use crate::resource::Node;

/// The client identifier URL, at each depth to which it can be read.
#[derive(Debug, Clone)]
pub struct ClientIdUrlView<'c> {
    url: Option<ClientIdUrl<'c>>,
    split: Option<SplitUrl<'c>>,
    web: Option<WebUrl<'c>>,
    hosted: Option<HostedUrl<'c>>,
    name: Option<NamedHost<'c>>,
    address: Option<AddressHost<'c>>,
}

sees!(ClientIdUrlView {
    url: ClientIdUrl,
    split: SplitUrl,
    web: WebUrl,
    hosted: HostedUrl,
    name: NamedHost,
    address: AddressHost,
});

/// A client identifier URL as a string.
#[derive(Debug, Clone, Copy)]
pub struct ClientIdUrl<'c> {
    pub profile: &'c Profile,
    /// As it was given.
    pub given: &'c str,
    /// Without the white space around it, split.
    pub uri: Uri<'c>,
    /// What holds it: findings point into it.
    origin: UrlOrigin<'c>,
}

/// What holds a client identifier URL.
#[derive(Debug, Clone, Copy)]
pub enum UrlOrigin<'c> {
    /// Nothing that can be shown: the user has named it.
    Given,
    /// A string of the document.
    Document(Value<'c>),
    /// A string of a resource.
    Resource(&'c Node),
}

/// One whose characters allow to say where its parts begin and end: no backslash stands for a slash, and there is no
/// character before the path that no URL has.
#[derive(Debug, Clone, Copy)]
pub struct SplitUrl<'c> {
    url: ClientIdUrl<'c>,
    /// The scheme, as it is written.
    pub scheme: &'c str,
}

/// One with the scheme `https` or `http`, in any letter case.
#[derive(Debug, Clone, Copy)]
pub struct WebUrl<'c> {
    url: SplitUrl<'c>,
}

/// One that has a host.
#[derive(Debug, Clone)]
pub struct HostedUrl<'c> {
    url: WebUrl<'c>,
    pub authority: Authority<'c>,
    /// What the host is; `None` where what stands there is a scheme again, as in `https://https://a.example/`.
    pub host: Option<Host<'c>>,
    /// Whether it is the user's own machine.
    pub loopback: Option<Loopback>,
}

/// One whose host is a name.
#[derive(Debug, Clone)]
pub struct NamedHost<'c> {
    url: WebUrl<'c>,
    /// The host as it is written.
    pub raw: &'c str,
    /// In ASCII and lower case.
    pub ascii: Cow<'c, str>,
}

/// One whose host is an address.
#[derive(Debug, Clone, Copy)]
pub struct AddressHost<'c> {
    url: WebUrl<'c>,
    /// The host as it is written.
    pub raw: &'c str,
    pub address: IpAddr,
}

extends!(
    SplitUrl { url: ClientIdUrl },
    WebUrl { url: SplitUrl },
    HostedUrl { url: WebUrl },
    NamedHost { url: WebUrl },
    AddressHost { url: WebUrl },
);

impl<'c> ClientIdUrlView<'c> {
    /// Reads a client identifier URL.
    pub fn new(given: &'c str, origin: UrlOrigin<'c>, profile: &'c Profile) -> ClientIdUrlView<'c> {
        let url = ClientIdUrl { profile, given, uri: Uri::split(given.trim()), origin };
        let split = SplitUrl::of(url);
        let web = split.and_then(WebUrl::of);
        let hosted = web.and_then(HostedUrl::of);
        let raw = |hosted: &HostedUrl<'c>| hosted.authority.host;
        ClientIdUrlView {
            url: Some(url),
            split,
            web,
            name: hosted.as_ref().and_then(|hosted| match &hosted.host {
                Some(Host::Name(ascii)) => {
                    Some(NamedHost { url: hosted.url, raw: raw(hosted), ascii: ascii.clone() })
                }
                _ => None,
            }),
            address: hosted.as_ref().and_then(|hosted| match hosted.host {
                Some(Host::Address(address)) => {
                    Some(AddressHost { url: hosted.url, raw: raw(hosted), address })
                }
                _ => None,
            }),
            hosted,
        }
    }
}

impl<'c> ClientIdUrl<'c> {
    /// The URL with its host, where it has one.
    pub fn hosted(self) -> Option<HostedUrl<'c>> {
        SplitUrl::of(self).and_then(WebUrl::of).and_then(HostedUrl::of)
    }

    /// Bytes of white space before it.
    fn lead(&self) -> usize {
        self.given.len() - self.given.trim_start().len()
    }

    /// The place of the whole string, white space included.
    pub fn whole(&self) -> Place<'c> {
        self.bytes(0, self.given.len())
    }

    /// The place of one of the URL's own slices.
    pub fn part(&self, part: &str) -> Place<'c> {
        let start = self.lead() + self.uri.offset_of(part);
        self.bytes(start, start + part.len())
    }

    /// The place of a slice together with the delimiter before it.
    pub fn with_delimiter(&self, part: &str) -> Place<'c> {
        let start = self.lead() + self.uri.offset_of(part);
        self.bytes(start - 1, start + part.len())
    }

    /// The place of some bytes of the URL.
    pub fn stretch(&self, start: usize, length: usize) -> Place<'c> {
        self.bytes(self.lead() + start, self.lead() + start + length)
    }

    fn bytes(&self, start: usize, end: usize) -> Place<'c> {
        match self.origin {
            UrlOrigin::Document(value) => Place::Within(value, Span { start, end }),
            UrlOrigin::Resource(node) => node.stretch(start, end),
            UrlOrigin::Given => Place::Outside,
        }
    }
}

impl<'c> SplitUrl<'c> {
    fn of(url: ClientIdUrl<'c>) -> Option<SplitUrl<'c>> {
        let scheme = url.uri.scheme?;
        let before_path = &url.uri.raw[..url.uri.offset_of(url.uri.path)];
        let is_split = !url.uri.raw.contains('\\') && uri::illegal_character(before_path).is_none();
        is_split.then_some(SplitUrl { url, scheme })
    }
}

impl<'c> WebUrl<'c> {
    fn of(url: SplitUrl<'c>) -> Option<WebUrl<'c>> {
        (url.uri.has_scheme("https") || url.uri.has_scheme("http")).then_some(WebUrl { url })
    }
}

impl<'c> HostedUrl<'c> {
    fn of(url: WebUrl<'c>) -> Option<HostedUrl<'c>> {
        let authority = url.uri.authority.filter(|authority| !authority.host.is_empty())?;
        let is_scheme = authority.port == Some("")
            && (authority.host.eq_ignore_ascii_case("https") || authority.host.eq_ignore_ascii_case("http"));
        // A bad escape in the host is reported as one.
        let is_readable = !is_scheme && uri::bad_escape(authority.host).is_none();
        Some(HostedUrl {
            url,
            authority,
            host: is_readable.then(|| Host::read(authority.host)),
            loopback: loopback(authority.host).filter(|_| is_readable),
        })
    }
}
