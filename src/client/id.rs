//! The client identifier URL, once it has been found to be one.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::metadata::host::Host;
use crate::metadata::uri::{Uri, dot_segment, https_url_fault};

/// The longest client identifier URL that is looked at, in bytes.
const MAX_BYTES: usize = 2048;

/// How much of a text that is none is shown, in Unicode scalar values.
const MAX_SHOWN: usize = 200;

/// A client identifier URL: what every revision of the draft (section 3) demands of one holds of it, and a URL parser
/// leaves it as it is, so that the URL which is fetched is the identifier, character by character.
///
/// There is no other way to make one than [`parse`](ClientIdUrl::parse), and so no `Deserialize`: whoever has one has
/// one that was checked. It is compared as a string, and never normalised.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientIdUrl {
    text: String,
    host: String,
}

/// Why a text is not a client identifier URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientIdUrlError {
    /// The text, or its beginning.
    shown: String,
    fault: &'static str,
}

impl ClientIdUrl {
    /// Reads a client identifier URL.
    ///
    /// # Errors
    ///
    /// It is not an https URL with a host and a path; it has a fragment, a user name, a dot segment, white space or a
    /// character that no URI has; its host is written in a way that a URL parser changes; or it is longer than 2,048
    /// bytes.
    ///
    /// ```
    /// use cimd::client::ClientIdUrl;
    ///
    /// assert!(ClientIdUrl::parse("https://app.example.net/client.json").is_ok());
    /// for no in ["https:/app.example.net/c", "http://app.example.net/c", "https://app.example.net", "https://127.1/c"] {
    ///     assert!(ClientIdUrl::parse(no).is_err(), "{no}");
    /// }
    /// ```
    pub fn parse(text: &str) -> Result<ClientIdUrl, ClientIdUrlError> {
        match fault(text) {
            Some(fault) => Err(ClientIdUrlError { shown: text.chars().take(MAX_SHOWN).collect(), fault }),
            None => Ok(ClientIdUrl { text: text.to_owned(), host: Uri::split(text).host().to_owned() }),
        }
    }

    /// The URL, as it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host: a name in lower case and ASCII, or an address as a URL has it. Without the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the host is an IP address and no name.
    pub fn is_address(&self) -> bool {
        matches!(Host::read(&self.host), Host::Address(_))
    }
}

/// What keeps a text from being a client identifier URL.
fn fault(text: &str) -> Option<&'static str> {
    if text.len() > MAX_BYTES {
        return Some("it is longer than 2048 bytes");
    }
    if let Some(fault) = https_url_fault(text) {
        return Some(fault);
    }
    let uri = Uri::split(text);
    if uri.userinfo().is_some() {
        return Some("it has a user name before `@`");
    }
    if uri.path.is_empty() {
        return Some("it has no path: a client is one document, and not a whole site");
    }
    if uri.segments().any(|segment| dot_segment(segment).is_some()) {
        return Some("it has a dot segment (`.` or `..`) in its path");
    }
    let is_as_fetched = Url::parse(text).is_ok_and(|url| url.as_str() == text);
    (!is_as_fetched).then_some(
        "a URL parser changes it, so that it would be fetched as another URL than it is compared as",
    )
}

impl FromStr for ClientIdUrl {
    type Err = ClientIdUrlError;

    fn from_str(text: &str) -> Result<ClientIdUrl, ClientIdUrlError> {
        ClientIdUrl::parse(text)
    }
}

impl fmt::Display for ClientIdUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl AsRef<str> for ClientIdUrl {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ClientIdUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a client identifier URL: {}", self.shown, self.fault)
    }
}

impl std::error::Error for ClientIdUrlError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_draft_allows_is_taken_as_it_is() {
        for text in [
            "https://app.example.net/client.json",
            "https://app.example.net/",
            "https://app.example.net:8443/c?v=2",
            "https://xn--bcher-kva.example/%7Ec",
            "https://8.8.8.8/c",
        ] {
            assert_eq!(ClientIdUrl::parse(text).map(|id| id.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(
            ClientIdUrl::parse("https://[2606:4700::1111]:1/c").expect("a URL").host(),
            "[2606:4700::1111]"
        );
    }

    #[test]
    fn everything_else_is_refused() {
        for text in [
            "",
            "client",
            "http://app.example.net/c",
            "https:/app.example.net/c",
            "https:app.example.net/c",
            "https:///app.example.net/c",
            "//app.example.net/c",
            "https://app.example.net",
            "https://app.example.net?c",
            "https://app.example.net/c#",
            "https://@app.example.net/c",
            "https://u:p@app.example.net/c",
            "https://app.example.net/a/../c",
            "https://app.example.net/a/%2e%2E/c",
            "https://app.example.net/./c",
            " https://app.example.net/c",
            "https://app.example.net/c\n",
            "https://app.example.net\\c",
            "https://App.example.net/c",
            "HTTPS://app.example.net/c",
            "https://app.example.net:443/c",
            "https://app.example.net:/c",
            "https://app.example.net:99999/c",
            "https://127.1/c",
            "https://0x7f.0.0.1/c",
            "https://[::ffff:127.0.0.1]/c",
            "https://bücher.example/c",
            "https://app%2eexample.net/c",
            "https://app.example.net/%zz",
            "https://app.example.net/{id}",
        ] {
            assert!(ClientIdUrl::parse(text).is_err(), "{text}");
        }
        assert!(ClientIdUrl::parse(&format!("https://app.example.net/{}", "a".repeat(2048))).is_err());
    }
}
