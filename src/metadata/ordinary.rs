//! URLs so ordinary that a parser would change nothing and no character is out of place. Most URLs are, and
//! telling so is much quicker than taking them apart.

use super::uri::{bad_escape, escapes};

/// An ordinary URL: http or https, a plain host, at most a port of four digits, a path without dot segments, no
/// fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinary<'a> {
    /// Scheme, host and port.
    pub origin: Origin<'a>,
    /// The path, which begins with a slash.
    pub path: &'a str,
    /// What follows the first `?`; an empty query is one.
    pub query: Option<&'a str>,
}

/// The beginning of an ordinary URL, up to its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// As it is written.
    pub raw: &'a str,
    /// Whether the scheme is https.
    pub https: bool,
    /// The host: lower-case letters, digits, dots and single hyphens (punycode has two), and a last label that
    /// does not begin with a digit.
    pub host: &'a str,
}

impl<'a> Ordinary<'a> {
    /// Recognises an ordinary URL. `None` says nothing: the text may be any other URL, or none.
    pub fn recognise(raw: &'a str) -> Option<Ordinary<'a>> {
        Origin::recognise(raw)?.followed_by(raw)
    }
}

impl<'a> Origin<'a> {
    /// Recognises the origin that a URL begins with.
    pub fn recognise(raw: &'a str) -> Option<Origin<'a>> {
        let (https, rest) = match raw.strip_prefix("https://") {
            Some(rest) => (true, rest),
            None => (false, raw.strip_prefix("http://")?),
        };
        let (host, rest) = rest.split_at(plain_name(rest)?);
        let path = match rest.strip_prefix(':') {
            Some(rest) => rest.get(4..).filter(|_| has_ordinary_port(rest))?,
            None => rest,
        };
        Some(Origin { raw: &raw[..raw.len() - path.len()], https, host })
    }

    /// Whether a URL is an ordinary one of this origin whose path is of letters, digits, `/`, `-` and `_`: most are.
    pub fn is_plainly_of(&self, raw: &str) -> bool {
        raw.strip_prefix(self.raw).is_some_and(|path| path.starts_with('/') && all(path, is_usual_in_path))
    }

    /// Recognises an ordinary URL of this origin.
    pub fn followed_by(self, raw: &'a str) -> Option<Ordinary<'a>> {
        let path = raw.strip_prefix(self.raw).filter(|rest| rest.starts_with('/'))?;
        // The path of a file.
        if all(path, |byte| is_usual_in_path(byte) | (byte == b'.')) {
            return (!has_dot_segment(path)).then_some(Ordinary { origin: self, path, query: None });
        }
        let (path, query) = match path.bytes().position(|byte| byte == b'?') {
            Some(at) => (&path[..at], Some(&path[at + 1..])),
            None => (path, None),
        };
        let is_ordinary = is_left_alone(path) && query.is_none_or(is_left_alone) && !has_dot_segment(path);
        is_ordinary.then_some(Ordinary { origin: self, path, query })
    }
}

/// How a URL parser writes a URL: `None` where it writes it as it stands, or does not take it at all.
pub fn rewritten(raw: &str) -> Option<String> {
    if Ordinary::recognise(raw).is_some() {
        return None;
    }
    url::Url::parse(raw).ok().map(String::from).filter(|parsed| parsed != raw)
}

/// Whether all bytes of a text have a property, which is best told without branches: then the compiler looks
/// at sixteen of them at a time.
pub fn all(text: &str, has_property: impl Fn(u8) -> bool) -> bool {
    let all_of = |chunk: &[u8; 16]| chunk.iter().fold(true, |all, &byte| all & has_property(byte));
    let (chunks, rest) = text.as_bytes().as_chunks();
    chunks.iter().all(all_of)
        && match text.as_bytes().last_chunk() {
            // Some of the last are looked at for the second time; that is quicker than one by one.
            Some(last) => all_of(last),
            None => rest.iter().all(|&byte| has_property(byte)),
        }
}

/// Whether a byte is one of most paths: a letter, a digit, or one of `/ - _`.
fn is_usual_in_path(byte: u8) -> bool {
    // The slash and the digits are neighbours in ASCII.
    (byte.wrapping_sub(b'/') <= b'9' - b'/')
        | ((byte | 0x20).wrapping_sub(b'a') <= b'z' - b'a')
        | (byte == b'-')
        | (byte == b'_')
}

/// Whether a byte is one about which no rule about characters has anything to say.
fn is_plain_byte(byte: u8) -> bool {
    // From the question mark to `Z`, from the hyphen to the colon, and all letters.
    (byte.wrapping_sub(b'?') <= b'Z' - b'?')
        | (byte.wrapping_sub(b'-') <= b':' - b'-')
        | (byte.wrapping_sub(b'a') <= b'z' - b'a')
        | (byte == b'_')
        | (byte == b'=')
        | (byte == b'&')
        | (byte == b'+')
        | (byte == b'~')
}

/// Whether no rule about characters has anything to say of a text.
pub fn is_plain(text: &str) -> bool {
    all(text, is_plain_byte)
}

/// Whether a text has only characters that a parser leaves as they are, and no escape that stands for a dot.
fn is_left_alone(text: &str) -> bool {
    is_plain(text)
        || all(text, |byte| is_plain_byte(byte) | (byte == b'%'))
            && bad_escape(text).is_none()
            && escapes(text).all(|(_, byte)| byte != b'.')
}

fn has_dot_segment(path: &str) -> bool {
    let bytes = path.as_bytes();
    // Whether any segment begins with a dot is told of many bytes at a time.
    let begins = |any, (&one, &next)| any | ((one == b'/') & (next == b'.'));
    bytes.iter().zip(bytes.iter().skip(1)).fold(false, begins)
        && bytes.split(|&byte| byte == b'/').any(|segment| matches!(segment, b"." | b".."))
}

/// Whether a text begins with a port of four digits, which is no scheme's own.
fn has_ordinary_port(text: &str) -> bool {
    text.as_bytes()
        .first_chunk::<4>()
        .is_some_and(|port| port[0] != b'0' && port.iter().all(u8::is_ascii_digit))
}

/// How many bytes of a text are an ordinary host, see [`Origin::host`].
fn plain_name(text: &str) -> Option<usize> {
    let length = text.bytes().position(|byte| matches!(byte, b'/' | b':')).unwrap_or(text.len());
    let host = &text[..length];
    let is_usual = |byte: u8| {
        (byte.wrapping_sub(b'a') <= b'z' - b'a') | (byte.wrapping_sub(b'0') <= b'9' - b'0') | (byte == b'.')
    };
    let has_plain_letters =
        all(host, is_usual) || all(host, |byte| is_usual(byte) | (byte == b'-')) && !host.contains("--");
    let last = host.bytes().rposition(|byte| byte == b'.').map_or(0, |dot| dot + 1);
    let has_plain_end = host.as_bytes().get(last).is_some_and(u8::is_ascii_lowercase);
    (has_plain_letters && has_plain_end).then_some(length)
}

/// Whether a host is ordinary: then no parser needs to be asked what it is.
pub(super) fn is_plain_name(host: &str) -> bool {
    plain_name(host) == Some(host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ordinary_is_written_alike_by_a_parser() {
        for raw in [
            "https://app.example.com/callback",
            "https://app.example.com/.well-known/client.json",
            "http://app.example.com:8080/a.b/c?d=e&f",
            "https://app.example.com/%41/~a+b?c=%2F..&d",
            "https://a-1.example.com/a-path-of-more-than-sixteen-characters/And_Others:1@2",
        ] {
            assert!(Ordinary::recognise(raw).is_some(), "{raw}");
            assert_eq!(url::Url::parse(raw).map(String::from).as_deref(), Ok(raw));
        }
        for raw in [
            "https://app.example.com",
            "https://App.example.com/",
            "https://app.example.com:443/",
            "https://app.example.com/../a",
            "https://app.example.com/a/.",
            "https://app.example.com/a#",
            "https://127.1/",
            "https://xn--a.example.com/",
            "https://u@app.example.com/",
            "https://app.example.com/%2e/a",
            "https://app.example.com/%4",
            "https://app.example.com/a b",
            "ftp://app.example.com/",
        ] {
            assert!(Ordinary::recognise(raw).is_none(), "{raw}");
        }
    }
}
