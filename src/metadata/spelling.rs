//! How a URL is rightly spelt that is nearly one.

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::host::Host;
use super::uri::{Uri, bad_escape, rewritten};

/// What is outside ASCII is always escaped, and nothing else is to be.
const NOTHING_ELSE: AsciiSet = AsciiSet::EMPTY;

/// The URL with its host in Punycode, and with escapes in its other parts: they stand for the same. `None` where it
/// cannot be known where the host begins and ends, or what it is in ASCII.
pub fn in_ascii(uri: &Uri<'_>) -> Option<String> {
    let host = uri.host();
    let ascii = match Host::read(host) {
        _ if host.is_ascii() => host.to_owned(),
        Host::Name(ascii) => ascii.into_owned(),
        // Digits of other scripts, too, make an address.
        Host::Address(address) => address.to_string(),
        Host::Unparsable(_) => return None,
    };
    let start = uri.offset_of(host);
    let (before, after) = (&uri.raw[..start], &uri.raw[start + host.len()..]);
    Some(as_parsed(format!("{}{ascii}{}", escaped(before), escaped(after))))
}

/// The URL as a parser writes it: who writes it anew writes it so. What stands for another host is left as it is.
fn as_parsed(url: String) -> String {
    let uri = Uri::split(&url);
    let host = Host::read(uri.host());
    let is_name = !uri.host().is_empty() && matches!(host, Host::Name(_));
    rewritten(&uri, &host).filter(|_| is_name).unwrap_or(url)
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, &NOTHING_ELSE).to_string()
}

/// The URL with each `%` that is not the beginning of an escape written as one.
pub fn with_percent_signs(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len() + 2);
    let mut rest = text;
    while let Some(at) = bad_escape(rest) {
        spelt.push_str(&rest[..at]);
        spelt.push_str("%25");
        rest = &rest[at + 1..];
    }
    as_parsed(spelt + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_punycode_and_the_rest_is_escaped() {
        for (written, ascii) in [
            ("https://münchen.dev/cb", "https://xn--mnchen-3ya.dev/cb"),
            (
                "https://münchen.dev:8443/café?q=ü#ß",
                "https://xn--mnchen-3ya.dev:8443/caf%C3%A9?q=%C3%BC#%C3%9F",
            ),
            ("https://ü@app.example.net/a b", "https://%C3%BC@app.example.net/a%20b"),
            ("myapp://münchen/cb", "myapp://xn--mnchen-3ya/cb"),
            ("com.example:/é", "com.example:/%C3%A9"),
            ("HTTPS://App.example.net:443/é", "https://app.example.net/%C3%A9"),
            ("https:///é/x", "https:///%C3%A9/x"),
            ("https://127.1/é", "https://127.1/%C3%A9"),
        ] {
            assert_eq!(in_ascii(&Uri::split(written)).as_deref(), Some(ascii), "{written}");
        }
        assert_eq!(with_percent_signs("/100%/%zz%2F%"), "/100%25/%25zz%2F%25");
        assert_eq!(in_ascii(&Uri::split("https://mün chen.dev/")), None);
    }
}
