//! A URI taken apart as it was written.
//!
//! A client is identified by the characters of its URL, and a WHATWG parser hides what the rules look
//! for: it drops dot segments, default ports, empty user names, tabs and letter case. So the rules
//! look at these parts, and only ask the parser for hosts and canonical forms.

use memchr::{memchr, memrchr};
use percent_encoding::percent_decode_str;

use super::host::Host;

/// A URI reference split at the delimiters of RFC 3986 appendix B; nothing is decoded, checked or
/// normalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uri<'a> {
    /// The whole string.
    pub raw: &'a str,
    /// What precedes the first colon, if it has the form of a scheme.
    pub scheme: Option<&'a str>,
    /// What follows `//`.
    pub authority: Option<Authority<'a>>,
    /// The path, possibly empty.
    pub path: &'a str,
    /// What follows the first `?`; an empty query is one.
    pub query: Option<&'a str>,
    /// What follows the first `#`; an empty fragment is one.
    pub fragment: Option<&'a str>,
    /// Which kinds of characters there are.
    pub characters: Characters,
}

/// Which kinds of characters a text has, found out in one pass: rules that look for one of a kind need not read most
/// texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Characters(u8);

impl Characters {
    /// Characters of a URI that mean something in another place, or to a parser: quotes, brackets, `#`, `;`, ...
    const OTHER: u8 = 1;
    /// Characters of ASCII that no URI has.
    const ILLEGAL: u8 = 2;
    /// `%`
    const PERCENT: u8 = 4;
    /// Characters outside ASCII.
    const NON_ASCII: u8 = 8;
    /// `*`, `{` and `}`, which patterns have.
    const PATTERN: u8 = 16;

    /// The kinds that each byte is of.
    const KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            kinds[byte] = Characters::kinds_of(byte as u8);
            byte += 1;
        }
        kinds
    };

    const fn kinds_of(byte: u8) -> u8 {
        match byte {
            b'{' | b'}' => Characters::ILLEGAL | Characters::PATTERN,
            b'*' => Characters::OTHER | Characters::PATTERN,
            b'%' => Characters::PERCENT,
            _ if is_illegal(byte) => Characters::ILLEGAL,
            0x80.. => Characters::NON_ASCII,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => 0,
            b'-' | b'.' | b'_' | b'~' | b'/' | b'?' | b'=' | b'&' | b':' | b'@' | b'+' => 0,
            _ => Characters::OTHER,
        }
    }

    fn of(text: &str) -> Characters {
        Characters(text.bytes().fold(0, |kinds, byte| kinds | Characters::KINDS[usize::from(byte)]))
    }

    /// Whether there are only letters, digits, and the delimiters of plain URLs.
    pub fn are_plain(self) -> bool {
        self.0 == 0
    }

    /// Whether there is a character of ASCII that no URI has; [`illegal_character`] finds it.
    pub fn have_illegal(self) -> bool {
        self.0 & Characters::ILLEGAL != 0
    }

    /// Whether there is a `%`.
    pub fn have_percent(self) -> bool {
        self.0 & Characters::PERCENT != 0
    }

    /// Whether there is a character outside ASCII.
    pub fn have_non_ascii(self) -> bool {
        self.0 & Characters::NON_ASCII != 0
    }

    /// Whether there is a `*`, `{` or `}`.
    pub fn have_pattern(self) -> bool {
        self.0 & Characters::PATTERN != 0
    }
}

/// The authority of a URI, RFC 3986 section 3.2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authority<'a> {
    /// What precedes the last `@`; an empty one is one.
    pub userinfo: Option<&'a str>,
    /// The host, an IPv6 literal with its brackets.
    pub host: &'a str,
    /// What follows the host's colon; an empty port is one.
    pub port: Option<&'a str>,
}

impl<'a> Uri<'a> {
    /// Splits a string. Every string can be split.
    pub fn split(raw: &'a str) -> Uri<'a> {
        let (rest, fragment) = cut(raw, b'#');
        let (rest, query) = cut(rest, b'?');
        let (scheme, rest) = match cut(rest, b':') {
            (scheme, Some(rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(memchr(b'/', rest.as_bytes()).unwrap_or(rest.len()));
                (Some(Authority::split(authority)), path)
            }
            None => (None, rest),
        };
        Uri { raw, scheme, authority, path, query, fragment, characters: Characters::of(raw) }
    }

    /// Whether the scheme is this one; schemes are compared ignoring case, RFC 3986 section 3.1.
    pub fn has_scheme(&self, scheme: &str) -> bool {
        self.scheme.is_some_and(|own| own.eq_ignore_ascii_case(scheme))
    }

    /// The first character of ASCII that no URI has, with its byte offset; see [`illegal_character`].
    pub fn illegal_character(&self) -> Option<(usize, char)> {
        if self.characters.have_illegal() { illegal_character(self.raw) } else { None }
    }

    /// Byte offset of the first `%` that two hexadecimal digits do not follow; see [`bad_escape`].
    pub fn bad_escape(&self) -> Option<usize> {
        if self.characters.have_percent() { bad_escape(self.raw) } else { None }
    }

    /// The user name and password before the host, which may be empty.
    pub fn userinfo(&self) -> Option<&'a str> {
        self.authority?.userinfo
    }

    /// The host, empty where there is none.
    pub fn host(&self) -> &'a str {
        self.authority.map_or(&self.raw[..0], |authority| authority.host)
    }

    /// The segments of the path, RFC 3986 section 3.3.
    pub fn segments(&self) -> impl Iterator<Item = &'a str> {
        self.path.split('/')
    }

    /// Where a part of this URI begins in it, in bytes. The part must be one of its own slices.
    pub fn offset_of(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.raw.as_ptr() as usize)
    }
}

impl<'a> Authority<'a> {
    fn split(raw: &'a str) -> Authority<'a> {
        let (userinfo, rest) = match memrchr(b'@', raw.as_bytes()) {
            Some(at) => (Some(&raw[..at]), &raw[at + 1..]),
            None => (None, raw),
        };
        // The colons of an IPv6 literal do not introduce a port.
        let literal =
            if rest.starts_with('[') { rest.find(']').map_or(rest.len(), |end| end + 1) } else { 0 };
        let (host, port) = match memchr(b':', &rest.as_bytes()[literal..]) {
            Some(colon) => (&rest[..literal + colon], Some(&rest[literal + colon + 1..])),
            None => (rest, None),
        };
        Authority { userinfo, host, port }
    }
}

/// What precedes and what follows the first delimiter, a character of ASCII.
fn cut(text: &str, delimiter: u8) -> (&str, Option<&str>) {
    match memchr(delimiter, text.as_bytes()) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Whether a scheme, in lower case, runs, reads or shows something instead of leading somewhere.
pub fn is_dangerous_scheme(scheme: &str) -> bool {
    const DANGEROUS: [&str; 14] = [
        "about",
        "blob",
        "data",
        "file",
        "filesystem",
        "ftp",
        "intent",
        "javascript",
        "mailto",
        "tel",
        "vbscript",
        "view-source",
        "ws",
        "wss",
    ];
    DANGEROUS.contains(&scheme) || scheme.starts_with("chrome") || scheme.starts_with("ms-")
}

/// The first character that no URI has, RFC 3986 section 2, with its byte offset: white space,
/// controls, the backslash and ``" < > ^ { } | ` ``. Characters outside ASCII are not counted here.
pub fn illegal_character(text: &str) -> Option<(usize, char)> {
    text.bytes().position(is_illegal).map(|at| (at, char::from(text.as_bytes()[at])))
}

const fn is_illegal(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0x7f)
}

/// Whether a text that has white space around it "begins" or "ends" with it, or both.
pub fn white_space_side(text: &str) -> &'static str {
    match (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace)) {
        (true, true) => "begins and ends",
        (true, false) => "begins",
        (false, _) => "ends",
    }
}

/// How a URL parser writes a URL with that host: `None` where it writes it as it stands, or does not take it at all.
pub fn rewritten(uri: &Uri<'_>, host: &Host<'_>) -> Option<String> {
    if is_plain_url(uri, host) {
        return None;
    }
    url::Url::parse(uri.raw).ok().map(String::from).filter(|parsed| parsed != uri.raw)
}

/// Whether a URL is so plain that a parser need not be asked: it certainly writes it as it stands.
fn is_plain_url(uri: &Uri<'_>, host: &Host<'_>) -> bool {
    let is_plain_port = |port: &str| port.len() == 4 && !port.starts_with('0') && port_number(port).is_some();
    matches!(uri.scheme, Some("https" | "http"))
        && uri
            .authority
            .is_some_and(|authority| authority.userinfo.is_none() && authority.port.is_none_or(is_plain_port))
        && host.is_plain_name()
        && uri.path.starts_with('/')
        && !uri.path.contains("/.")
        && uri.characters.are_plain()
}

/// Names the way in which two URLs differ: the first of these that, taken away, leaves no difference.
pub fn difference(own: &str, published: &str) -> &'static str {
    let (a, b) = (Uri::split(own), Uri::split(published));
    let host_and_after = |uri: &Uri<'_>| uri.raw[uri.offset_of(uri.host())..].to_owned();
    let same_scheme = a.has_scheme(b.scheme.unwrap_or_default()) || a.scheme == b.scheme;

    if own.trim() == published.trim() {
        "white space"
    } else if own.eq_ignore_ascii_case(published) {
        "letter case"
    } else if !same_scheme && host_and_after(&a) == host_and_after(&b) {
        "scheme"
    } else if without_port(&a) == without_port(&b) {
        "port"
    } else if own.trim_end_matches('/') == published.trim_end_matches('/') {
        "trailing slash"
    } else if own.replacen("://www.", "://", 1) == published.replacen("://www.", "://", 1) {
        "www"
    } else if percent_decode_str(own).eq(percent_decode_str(published)) {
        "percent-encoding"
    } else if a.host() != b.host() {
        "host"
    } else if a.path != b.path {
        "path"
    } else if a.query != b.query {
        "query"
    } else if a.fragment != b.fragment {
        "fragment"
    } else if a.authority.map(|own| own.userinfo) != b.authority.map(|own| own.userinfo) {
        "user information"
    } else {
        "spelling"
    }
}

fn without_port(uri: &Uri<'_>) -> String {
    match uri.authority.and_then(|authority| authority.port) {
        // The colon goes with the port.
        Some(port) => {
            let start = uri.offset_of(port);
            format!("{}{}", &uri.raw[..start - 1], &uri.raw[start + port.len()..])
        }
        None => uri.raw.to_owned(),
    }
}

/// Byte offset of the first `%` that two hexadecimal digits do not follow, RFC 3986 section 2.1.
pub fn bad_escape(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&at| bytes[at] == b'%' && escaped(bytes, at).is_none())
}

/// The escapes of a text: byte offset and the byte that each stands for.
pub fn escapes(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter_map(|at| escaped(bytes, at).map(|byte| (at, byte)))
}

fn escaped(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |offset: usize| bytes.get(at + offset).and_then(|&b| char::from(b).to_digit(16));
    match bytes[at] {
        // Two hexadecimal digits fit a byte.
        b'%' => Some((digit(1)? * 16 + digit(2)?) as u8),
        _ => None,
    }
}

/// The number of a port, which is digits and nothing else, RFC 3986 section 3.2.3: a sign is none of them.
pub fn port_number(port: &str) -> Option<u16> {
    port.parse().ok().filter(|_| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What keeps an http or https URL from being one.
pub fn web_url_fault(uri: &Uri<'_>) -> Option<&'static str> {
    if let Some((_, character)) = uri.illegal_character() {
        return Some(match character {
            ' ' => "it contains a space",
            '\\' => "it contains a backslash",
            '{' | '}' | '<' | '>' => "it contains a placeholder that was not filled in",
            _ => "it contains a character that no URL may contain",
        });
    }
    if uri.host().is_empty() {
        return Some("it has no host after `//`");
    }
    let port = uri.authority.and_then(|authority| authority.port).filter(|port| !port.is_empty());
    if port.is_some_and(|port| port_number(port).is_none()) {
        return Some("its port is not a port");
    }
    let is_plain = is_plain_url(uri, &Host::read(uri.host()));
    (!is_plain && url::Url::parse(uri.raw).is_err()).then_some("its host is refused")
}

/// What keeps a string from being an https URL that something can be fetched from.
pub fn https_url_fault(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("it is empty");
    }
    let uri = Uri::split(text);
    if uri.scheme.is_none() {
        return Some("it is not an absolute URL: it has no scheme");
    }
    if !uri.has_scheme("https") {
        return Some("it must be https");
    }
    if let Some(fault) = web_url_fault(&uri) {
        return Some(fault);
    }
    if uri.bad_escape().is_some() {
        return Some("two hexadecimal digits must follow a `%`");
    }
    if uri.fragment.is_some() {
        return Some("a fragment never reaches the server");
    }
    None
}

/// Whether something can be fetched from a URL: it is an https URL without a user name.
pub fn can_be_fetched(text: &str) -> bool {
    https_url_fault(text).is_none() && Uri::split(text).userinfo().is_none()
}

/// How a path segment is a dot segment, RFC 3986 section 3.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DotSegment {
    /// `.` or `..` as such.
    Plain,
    /// With a dot written as `%2e`.
    Encoded,
}

/// Whether a path segment is `.` or `..`, also when its dots are escaped.
pub fn dot_segment(segment: &str) -> Option<DotSegment> {
    match segment {
        "." | ".." => Some(DotSegment::Plain),
        // No longer segment can be one: `%2e%2e` has six characters.
        _ if segment.len() <= 6 && segment.contains('%') => {
            let decoded = segment.replace("%2e", ".").replace("%2E", ".");
            matches!(decoded.as_str(), "." | "..").then_some(DotSegment::Encoded)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_hidden() {
        let uri = Uri::split("HTTPS://@Example.net:/a/../b?#");
        assert_eq!(uri.scheme, Some("HTTPS"));
        let authority = uri.authority.expect("it has one");
        assert_eq!((authority.userinfo, authority.host, authority.port), (Some(""), "Example.net", Some("")));
        assert_eq!((uri.path, uri.query, uri.fragment), ("/a/../b", Some(""), Some("")));
        assert_eq!(uri.offset_of(uri.path), 21);
    }

    #[test]
    fn an_address_keeps_its_colons() {
        let uri = Uri::split("http://[::1]:8123/cb");
        let authority = uri.authority.expect("it has one");
        assert_eq!((authority.host, authority.port), ("[::1]", Some("8123")));
    }

    #[test]
    fn a_port_is_digits() {
        assert_eq!(port_number("08443"), Some(8443));
        assert_eq!(port_number("00"), Some(0));
        for port in ["", "+80", "-1", "65536", "80a", "８０"] {
            assert_eq!(port_number(port), None, "{port}");
        }
    }

    #[test]
    fn odd_shapes_are_told_apart() {
        assert_eq!(Uri::split("https:///c").authority.map(|a| a.host), Some(""));
        assert_eq!(Uri::split("https:/c").authority, None);
        assert_eq!(Uri::split("//example.net/c").scheme, None);
        assert_eq!(Uri::split("com.example.app:/cb").scheme, Some("com.example.app"));
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(bad_escape("/a%zz"), Some(2));
        assert_eq!(bad_escape("/a%2"), Some(2));
        assert_eq!(bad_escape("/%7Euser"), None);
        assert_eq!(escapes("/%7Euser%2F").collect::<Vec<_>>(), [(1, b'~'), (8, b'/')]);
        assert_eq!(dot_segment(".%2E"), Some(DotSegment::Encoded));
        assert_eq!(dot_segment("..."), None);
        assert_eq!(illegal_character("/a b"), Some((2, ' ')));
    }

    #[test]
    fn each_kind_of_difference_is_named() {
        let url = "https://app.example.net/oauth/client.json";
        for (own, kind) in [
            ("https://App.example.net/oauth/client.json", "letter case"),
            ("https://app.example.net/OAuth/client.json", "letter case"),
            ("https://app.example.net:443/oauth/client.json", "port"),
            ("https://app.example.net/oauth/client.json/", "trailing slash"),
            ("http://app.example.net/oauth/client.json", "scheme"),
            ("https://www.app.example.net/oauth/client.json", "www"),
            ("https://app.example.net/oauth/client%2Ejson", "percent-encoding"),
            ("https://staging.example.net/oauth/client.json", "host"),
            ("https://app.example.net/client.json", "path"),
            ("https://app.example.net/oauth/client.json?v=2", "query"),
            (" https://app.example.net/oauth/client.json", "white space"),
        ] {
            assert_eq!(difference(own, url), kind, "{own}");
        }
    }
}
