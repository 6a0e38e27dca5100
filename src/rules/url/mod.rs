//! The client identifier URL, character by character.

mod host;
mod path;
mod port;

use crate::finding::quoted;
use crate::json::{Span, Value};
use crate::metadata::ordinary::{self, Ordinary};
use crate::metadata::uri::{self, Uri};
use crate::profile::Profile;
use crate::rule::Rule;

use super::{Complaint, Findings, Place};

/// Rules whose fault a parser mends: where one has spoken, the canonical form says nothing new.
const SAYS_WHY: [Rule; 15] = [
    Rule::ClientIdUrlInvalid,
    Rule::ClientIdUrlLoopback,
    Rule::ClientIdUrlNoPath,
    Rule::ClientIdUrlUserinfo,
    Rule::ClientIdUrlBadPort,
    Rule::ClientIdUrlEmptyPort,
    Rule::ClientIdUrlDefaultPort,
    Rule::ClientIdUrlDotSegment,
    Rule::ClientIdUrlEncodedDotSegment,
    Rule::ClientIdUrlIpAlias,
    Rule::ClientIdUrlHostPercentEncoded,
    Rule::ClientIdUrlHostNonAscii,
    Rule::ClientIdUrlNonAscii,
    Rule::ClientIdUrlSchemeCase,
    Rule::ClientIdUrlHostCase,
];

/// Checks a client identifier URL. `value` is the string of the document that holds the same URL, if one
/// does: findings then point into it.
pub fn check<'t>(raw: &str, value: Option<Value<'t>>, profile: &Profile, findings: &mut Findings<'_>) {
    if !is_faultless(raw, profile) {
        check_each(raw, value, profile, findings);
    }
}

/// Checks a URL by every rule.
fn check_each<'t>(raw: &str, value: Option<Value<'t>>, profile: &Profile, findings: &mut Findings<'_>) {
    let url = ClientIdUrl { uri: Uri::split(raw.trim()), lead: raw.len() - raw.trim_start().len(), value };
    let server = &profile.title;

    if let Some(limit) = profile.limits.client_id_url_bytes
        && raw.len() > limit
    {
        findings.raise(Rule::ClientIdUrlTooLong, || {
            let (bytes, quote) = (raw.len(), quoted(raw));
            Complaint::new(
                url.whole(raw),
                format!("the client identifier URL {quote} has {bytes} bytes, {} more than the {limit} that {server} takes", bytes - limit),
                "publish the document at a shorter URL",
            )
        });
    }
    if url.uri.raw.is_empty() {
        findings.raise(Rule::ClientIdUrlInvalid, || {
            Complaint::new(
                url.whole(raw),
                "the client identifier URL is empty",
                "name the https URL at which the document is published",
            )
        });
        return;
    }
    if raw.len() != url.uri.raw.len() {
        findings.raise(Rule::ClientIdUrlSurroundingWhitespace, || {
            let side = if url.lead > 0 { "begins" } else { "ends" };
            Complaint::new(
                url.whole(raw),
                format!("the client identifier URL {} {side} with white space", quoted(raw)),
                "remove it; it often comes from copying, or from the last line of an environment file",
            )
        });
    }
    let characters_fit = characters(&url, findings);
    if !scheme(&url, characters_fit, findings) {
        return;
    }
    let host_stands = authority(&url, characters_fit, findings);
    path::check(&url, findings);
    after_path(&url, server, findings);
    if characters_fit && host_stands {
        canonical(&url, findings);
    }
}

/// Whether a URL is like most, about which no rule has anything to say. Telling so is much quicker than
/// asking each of them.
fn is_faultless(raw: &str, profile: &Profile) -> bool {
    profile.limits.client_id_url_bytes.is_none_or(|limit| raw.len() <= limit)
        && Ordinary::recognise(raw).is_some_and(|url| {
            let has_port = url.origin.raw.len() > "https://".len() + url.origin.host.len();
            let has_usual_path = url.path.len() > 1 && !url.path.contains('%') && url.query.is_none();
            url.origin.https && !has_port && has_usual_path && host::is_faultless(url.origin.host)
        })
}

/// The URL without white space around it, and where it stands.
struct ClientIdUrl<'r, 't> {
    uri: Uri<'r>,
    /// Bytes of white space before it.
    lead: usize,
    value: Option<Value<'t>>,
}

impl<'r, 't> ClientIdUrl<'r, 't> {
    fn whole(&self, raw: &str) -> Place<'t> {
        self.bytes(0, raw.len())
    }

    /// The place of one of the URL's own slices.
    fn part(&self, part: &str) -> Place<'t> {
        let start = self.lead + self.uri.offset_of(part);
        self.bytes(start, start + part.len())
    }

    /// The place of a slice together with the delimiter before it.
    fn with_delimiter(&self, part: &str) -> Place<'t> {
        let end = self.lead + self.uri.offset_of(part) + part.len();
        self.bytes(end - part.len() - 1, end)
    }

    /// The place of some bytes of the untrimmed URL.
    fn bytes(&self, start: usize, end: usize) -> Place<'t> {
        match self.value {
            Some(value) => Place::Within(value, Span { start, end }),
            None => Place::Outside,
        }
    }
}

/// Whether all characters may stand in a URL; reports those that may not.
fn characters(url: &ClientIdUrl<'_, '_>, findings: &mut Findings<'_>) -> bool {
    let raw = url.uri.raw;
    if ordinary::is_plain(raw) {
        return true;
    }
    let illegal = uri::illegal_character(raw);
    if let Some((at, character)) = illegal {
        findings.raise(Rule::ClientIdUrlInvalid, || {
            let (name, help) = match character {
                ' ' => ("a space".to_owned(), "write it as `%20`, or better, choose a URL without it"),
                '\\' => ("a backslash".to_owned(), "the parts of a URL are separated by `/`"),
                '\n' | '\r' => ("a line break".to_owned(), "remove it"),
                '\t' => ("a tab".to_owned(), "remove it"),
                control if control.is_control() => {
                    (format!("the control character U+{:04X}", u32::from(control)), "remove it")
                }
                '{' | '}' | '<' | '>' => (
                    format!("`{character}`"),
                    "it looks like a placeholder that was not filled in: write the URL that is really published",
                ),
                _ => (
                    format!("`{character}`"),
                    "escape it with `%` and two hexadecimal digits, or leave it out",
                ),
            };
            Complaint::new(
                url.bytes(url.lead + at, url.lead + at + character.len_utf8()),
                format!("the client identifier URL {} contains {name}, which no URL may", quoted(raw)),
                help,
            )
        });
    }
    let bad_escape = uri::bad_escape(raw);
    if let Some(at) = bad_escape {
        findings.raise(Rule::ClientIdUrlInvalid, || {
            let found: String = raw[at..].chars().take(3).collect();
            Complaint::new(
                url.bytes(url.lead + at, url.lead + at + found.len()),
                format!(
                    "the client identifier URL {} contains {}: two hexadecimal digits must follow a `%`",
                    quoted(raw),
                    quoted(&found)
                ),
                "complete the escape, or write `%25` for a percent sign",
            )
        });
    }
    illegal.is_none() && bad_escape.is_none()
}

/// Checks the scheme; false where the rest of the URL means nothing to these rules.
fn scheme(url: &ClientIdUrl<'_, '_>, characters_fit: bool, findings: &mut Findings<'_>) -> bool {
    let uri = &url.uri;
    let Some(scheme) = uri.scheme else {
        // What holds characters of no URL has been called none.
        if !characters_fit {
            return false;
        }
        findings.raise(Rule::ClientIdUrlInvalid, || {
            Complaint::new(
                url.part(uri.raw),
                format!("the client identifier {} is no URL: it has no scheme", quoted(uri.raw)),
                "write the whole URL at which the document is published: `https://`, host and path",
            )
        });
        return false;
    };
    if !uri.has_scheme("https") {
        findings.raise(Rule::ClientIdUrlNotHttps, || {
            let help = if uri.has_scheme("http") {
                "publish the document over https, and write `https://` here"
            } else {
                "a client identifier is the https URL at which the document is published"
            };
            Complaint::new(
                url.part(scheme),
                format!(
                    "the client identifier URL {} has the scheme `{scheme}`; it must be https",
                    quoted(uri.raw)
                ),
                help,
            )
        });
    } else if scheme != "https" {
        findings.raise(Rule::ClientIdUrlSchemeCase, || {
            Complaint::new(
                url.part(scheme),
                format!("the scheme is written `{scheme}`, and client identifiers are compared character by character"),
                "write `https` in lower case",
            )
        });
    }
    // What follows other schemes is not built like a web address.
    uri.has_scheme("https") || uri.has_scheme("http")
}

/// Checks user name, host and port; false where a more precise form of the URL cannot be asked for.
fn authority(url: &ClientIdUrl<'_, '_>, characters_fit: bool, findings: &mut Findings<'_>) -> bool {
    let uri = &url.uri;
    let Some(authority) = uri.authority.filter(|authority| !authority.host.is_empty()) else {
        // Where a backslash stands for a slash, that has been said.
        if characters_fit {
            findings.raise(Rule::ClientIdUrlNoHost, || {
                let slashes =
                    uri.raw.split(':').nth(1).unwrap_or_default().bytes().take_while(|&b| b == b'/').count();
                let reason = match slashes {
                    2 => "nothing stands between `//` and the path",
                    0 => "`//` is missing after the scheme",
                    1 => "there is one slash after the scheme, and there must be two",
                    _ => "there are more than two slashes after the scheme",
                };
                Complaint::new(
                    url.part(uri.raw),
                    format!("the client identifier URL {} has no host: {reason}", quoted(uri.raw)),
                    "write `https://`, the host, and the path",
                )
            });
        }
        return false;
    };
    if let Some(userinfo) = authority.userinfo {
        findings.raise(Rule::ClientIdUrlUserinfo, || {
            Complaint::new(
                url.part(userinfo),
                format!(
                    "the client identifier URL {} has a user name or password before the `@`",
                    quoted(uri.raw)
                ),
                "remove everything between `//` and the host, the `@` too; the URL is public",
            )
        });
    }
    if let Some(port) = authority.port {
        if port.is_empty() && matches!(&*authority.host.to_ascii_lowercase(), "https" | "http") {
            port::after_second_scheme(url, port, findings);
            return false;
        }
        port::check(url, port, findings);
    }
    host::check(url, authority.host, findings)
}

fn after_path(url: &ClientIdUrl<'_, '_>, server: &str, findings: &mut Findings<'_>) {
    let uri = &url.uri;
    if let Some(query) = uri.query {
        findings.raise(Rule::ClientIdUrlQuery, || {
            let what = if query.is_empty() { "a `?`, and an empty query is a query" } else { "a query" };
            Complaint::new(
                url.with_delimiter(query),
                format!("the client identifier URL {} has {what}; {server} takes none", quoted(uri.raw)),
                "publish the document at a URL without `?`",
            )
        });
    }
    if let Some(fragment) = uri.fragment {
        findings.raise(Rule::ClientIdUrlFragment, || {
            let what =
                if fragment.is_empty() { "a `#`, and an empty fragment is a fragment" } else { "a fragment" };
            Complaint::new(
                url.with_delimiter(fragment),
                format!(
                    "the client identifier URL {} has {what}; a fragment never reaches the server",
                    quoted(uri.raw)
                ),
                "remove the `#` and what follows it",
            )
        });
    }
    let rest = &uri.raw[uri.offset_of(uri.path)..];
    if let Some(character) = rest.chars().find(|c| !c.is_ascii()) {
        findings.raise(Rule::ClientIdUrlNonAscii, || {
            let escaped: String = character.to_string().bytes().map(|b| format!("%{b:02X}")).collect();
            Complaint::new(
                url.part(rest),
                format!("the client identifier URL {} contains {}, which is not ASCII: programs escape it, and the identifier changes", quoted(uri.raw), quoted(&character.to_string())),
                format!("write `{escaped}`"),
            )
        });
    }
}

/// The catch-all: the URL is not written as programs would write it, and no other rule has said why.
fn canonical(url: &ClientIdUrl<'_, '_>, findings: &mut Findings<'_>) {
    let raw = url.uri.raw;
    if findings.has_any(&SAYS_WHY) {
        return;
    }
    if let Some(parsed) = ordinary::rewritten(raw) {
        findings.raise(Rule::ClientIdUrlNotCanonical, || {
            Complaint::new(
                url.part(raw),
                format!(
                    "programs write the client identifier URL {} as {}, which is another identifier",
                    quoted(raw),
                    quoted(&parsed)
                ),
                format!("write {}", quoted(&parsed)),
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::subject::Subject;

    fn found(url: &str) -> usize {
        let profile = Profile::named("auth0").expect("it is built in");
        let subject = Subject::without_document("test");
        let mut findings = Findings::new(&subject, profile, &[]);
        check_each(url, None, profile, &mut findings);
        findings.finish().list.len()
    }

    fn is_faultless(url: &str) -> bool {
        super::is_faultless(url, Profile::named("auth0").expect("it is built in"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn no_rule_objects_to_a_faultless_url(
            scheme in "https://|http://|HTTPS://|https:/|https:///",
            host in "[a-c]{1,3}(\\.[a-c0-9-]{1,3}){0,3}\\.(com|test|local|ly|io|COM|x1|1)|bit\\.ly|a\\.ngrok\\.io|localhost|127\\.1|\\[::1\\]|u@a\\.com|a%2eb",
            port in "(:[0-9]{0,5})?",
            path in "(/[a-zA-Z0-9._~%@:+=-]{0,5}|/\\.|/\\.\\.|/%2[eEfF]){0,4}/?",
            rest in "|\\?|\\?[a-z=&%/?]{0,6}|#| |#a",
        ) {
            let url = format!("{scheme}{host}{port}{path}{rest}");
            prop_assert!(!is_faultless(&url) || found(&url) == 0, "{url}");
        }
    }

    #[test]
    fn most_urls_are_faultless() {
        for url in ["https://app.example.com/client.json", "https://a-b.io/.well-known/oauth/client_1.json"] {
            assert!(is_faultless(url), "{url}");
        }
    }
}
