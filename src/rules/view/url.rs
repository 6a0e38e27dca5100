//! The other URLs of a document: the logo, the pages about the client, the key set.

use super::sees::{Sees, extends, sees_deepest};
use super::stretch::stretch;
use crate::finding::{Place, quoted};
use crate::json::Value;
use crate::metadata::members::URL_LISTS;
use crate::metadata::strings::is_single_uri;
use crate::metadata::uri::Uri;

/// One URL of the document, at the deepest depth to which it can be read.
#[derive(Debug, Clone)]
pub enum UrlView<'c> {
    Url(Url<'c>),
    Other(OtherUrl<'c>),
    Absolute(AbsoluteUrl<'c>),
}

sees_deepest!(UrlView { Url: Url, Other: OtherUrl, Absolute: AbsoluteUrl });

/// A string that is a URL: the value of a member, or an entry of its list.
#[derive(Debug, Clone, Copy)]
pub struct Url<'c> {
    /// The name of the member.
    pub member: &'static str,
    /// Where it stands in the member's list, from 0, if that is one.
    index: Option<usize>,
    pub value: Value<'c>,
    /// As it is written.
    pub given: &'c str,
    /// Without the white space around it, split.
    pub uri: Uri<'c>,
}

/// The value of a member that is shown to people or fetched for them. The URL of the key set has rules of its own.
#[derive(Debug, Clone, Copy)]
pub struct OtherUrl<'c> {
    url: Url<'c>,
}

/// Such a URL with a scheme.
#[derive(Debug, Clone)]
pub struct AbsoluteUrl<'c> {
    url: OtherUrl<'c>,
    /// The scheme in lower case.
    pub scheme: String,
}

extends!(OtherUrl { url: Url }, AbsoluteUrl { url: OtherUrl });

impl<'c> UrlView<'c> {
    /// Reads the URL of a member.
    pub fn new(member: &'static str, value: Value<'c>) -> Option<UrlView<'c>> {
        UrlView::read(member, None, value)
    }

    /// Reads the URLs of a member that is a list of them.
    pub fn list(member: &'static str, list: Value<'c>) -> impl Iterator<Item = UrlView<'c>> {
        let entries = list.elements().enumerate().map(|(index, value)| (Some(index), value));
        // A string in the place of the list is judged as its one entry.
        let only = list.as_str().is_some_and(is_single_uri).then_some((None, list));
        entries.chain(only).filter_map(move |(index, value)| UrlView::read(member, index, value))
    }

    fn read(member: &'static str, index: Option<usize>, value: Value<'c>) -> Option<UrlView<'c>> {
        let given = value.as_str()?;
        let url = Url { member, index, value, given, uri: Uri::split(given.trim()) };
        if url.is_key_set() {
            return Some(UrlView::Url(url));
        }
        let other = OtherUrl { url };
        Some(match other.uri.scheme.map(str::to_ascii_lowercase) {
            Some(scheme) => UrlView::Absolute(AbsoluteUrl { url: other, scheme }),
            None => UrlView::Other(other),
        })
    }
}

impl<'c> Url<'c> {
    /// The place of the value.
    pub fn place(&self) -> Place<'c> {
        Place::Value(self.value)
    }

    /// The place of some bytes of the URL.
    pub fn stretch(&self, start: usize, length: usize) -> Place<'c> {
        stretch(self.value, self.given, start, length)
    }

    /// What a message says of the value: "logo_uri is `...`".
    pub fn is(&self) -> String {
        let index = self.index.map_or(String::new(), |index| format!("[{index}]"));
        format!("{}{index} is {}", self.member, quoted(self.given))
    }

    /// Whether it is an entry of a list: users are sent there, and some are on their own machine.
    pub fn is_listed(&self) -> bool {
        URL_LISTS.contains(&self.member)
    }

    /// Whether it is the URL of the key set.
    pub fn is_key_set(&self) -> bool {
        self.member == "jwks_uri"
    }

    /// Whether it is the URL of the client's logo.
    pub fn is_logo(&self) -> bool {
        self.member == "logo_uri"
    }
}
