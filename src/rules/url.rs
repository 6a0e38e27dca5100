//! The client identifier URL, character by character.

use std::net::IpAddr;

use crate::json::{Span, Value};
use crate::metadata::address::special_use;
use crate::metadata::host::{Host, Loopback, loopback, name_fault, special_name};
use crate::metadata::uri::{self, DotSegment, Uri};
use crate::profile::Profile;
use crate::report::quoted;
use crate::rule::Rule;

use super::{Complaint, Findings, Place};

/// Hosts that answer with a redirect to somewhere else.
const SHORTENERS: [&str; 12] = [
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "short.io",
    "t.co",
    "t.ly",
    "tinyurl.com",
];

/// Domains of tunnels and previews: a name under one of them lives as long as a session or a branch.
const UNSTABLE: [&str; 14] = [
    "ngrok.io",
    "ngrok.app",
    "ngrok.dev",
    "ngrok-free.app",
    "ngrok-free.dev",
    "trycloudflare.com",
    "loca.lt",
    "localtunnel.me",
    "serveo.net",
    "lhr.life",
    "devtunnels.ms",
    "tunnelmole.net",
    "gitpod.io",
    "app.github.dev",
];

const LOOPBACK_HELP: &str = "publish the document at a public host; for development, publish a second document under a host of its own";

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
    path(&url, findings);
    after_path(&url, server, findings);
    if characters_fit && host_stands {
        canonical(&url, findings);
    }
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
                    _ => "there are three slashes after the scheme, and there must be two",
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
        self::port(url, port, findings);
    }
    host(url, authority.host, findings)
}

fn port(url: &ClientIdUrl<'_, '_>, port: &str, findings: &mut Findings<'_>) {
    let bad = |findings: &mut Findings<'_>, reason: &str| {
        findings.raise(Rule::ClientIdUrlBadPort, || {
            Complaint::new(
                url.with_delimiter(port),
                format!(
                    "the client identifier URL {} has the port {}: {reason}",
                    quoted(url.uri.raw),
                    quoted(port)
                ),
                "leave the port out, or write the one at which the document is served",
            )
        });
    };
    if port.is_empty() {
        findings.raise(Rule::ClientIdUrlEmptyPort, || {
            Complaint::new(
                url.with_delimiter(port),
                "a colon follows the host, but no port: programs drop it, and the identifier changes",
                "remove the colon",
            )
        });
    } else if !port.bytes().all(|b| b.is_ascii_digit()) {
        bad(findings, "a port is a number");
    } else {
        match port.parse::<u32>() {
            Ok(0) => bad(findings, "nothing is served at port 0"),
            Ok(1..=65_535) if port == "443" => findings.raise(Rule::ClientIdUrlDefaultPort, || {
                Complaint::new(
                    url.with_delimiter(port),
                    "`:443` is the port https has anyway: with it and without it are two different identifiers, and many programs drop it",
                    "leave `:443` out",
                )
            }),
            Ok(1..=65_535) => {}
            _ => bad(findings, "the highest port is 65535"),
        }
    }
}

/// Checks the host; false where no parser takes it.
fn host(url: &ClientIdUrl<'_, '_>, raw: &str, findings: &mut Findings<'_>) -> bool {
    let place = || url.part(raw);
    let quote = || quoted(raw);
    match loopback(raw) {
        Some(Loopback::Localhost) => {
            findings.raise(Rule::ClientIdUrlLoopback, || {
                Complaint::new(
                    place(),
                    format!(
                        "the host is {}: a server cannot fetch a document from your own machine",
                        quote()
                    ),
                    LOOPBACK_HELP,
                )
            });
            return true;
        }
        Some(Loopback::Address(address)) => {
            findings.raise(Rule::ClientIdUrlLoopback, || {
                let what = if raw.trim_matches(['[', ']']) == address.to_string() {
                    String::new()
                } else {
                    format!(", another spelling of {address}")
                };
                Complaint::new(
                    place(),
                    format!(
                        "the host is {}{what}: a server cannot fetch a document from your own machine",
                        quote()
                    ),
                    LOOPBACK_HELP,
                )
            });
            return true;
        }
        Some(Loopback::Other(_)) | None => {}
    }
    match Host::read(raw) {
        Host::Address(address) => self::address(url, raw, address, findings),
        Host::Name(_) => name(url, raw, findings),
        Host::Unparsable(error) => {
            let punycode = raw
                .split('.')
                .any(|label| label.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("xn--")));
            if punycode {
                findings.raise(Rule::ClientIdUrlHostBadPunycode, || {
                    Complaint::new(
                        place(),
                        format!(
                            "the host {} has a label that begins with `xn--` and stands for no name",
                            quote()
                        ),
                        "write the host as your domain's registrar shows it in its `xn--` form",
                    )
                });
            } else if uri::illegal_character(raw).is_none() && uri::bad_escape(raw).is_none() {
                findings.raise(Rule::ClientIdUrlInvalid, || {
                    Complaint::new(
                        place(),
                        format!(
                            "the client identifier URL {} does not parse: its host {} is refused ({error})",
                            quoted(url.uri.raw),
                            quote()
                        ),
                        "write the host name at which the document is published",
                    )
                });
            }
            return false;
        }
    }
    true
}

fn address(url: &ClientIdUrl<'_, '_>, raw: &str, address: IpAddr, findings: &mut Findings<'_>) {
    let plain = raw.trim_matches(['[', ']']) == address.to_string();
    let use_ = special_use(address);
    if address.is_ipv4() && !plain {
        findings.raise(Rule::ClientIdUrlIpAlias, || {
            let what = use_.map_or(String::new(), |use_| format!(" ({use_})"));
            Complaint::new(
                url.part(raw),
                format!("the host {} is another spelling of the address {address}{what}; programs disagree about such spellings", quoted(raw)),
                "publish the document at a host name",
            )
        });
    } else if let Some(use_) = use_ {
        findings.raise(Rule::ClientIdUrlSpecialIp, || {
            Complaint::new(
                url.part(raw),
                format!(
                    "the host {} is a special-use address ({use_}): servers refuse to fetch from it",
                    quoted(raw)
                ),
                "publish the document at a public host name",
            )
        });
    } else {
        findings.raise(Rule::ClientIdUrlIpHost, || {
            Complaint::new(
                url.part(raw),
                format!(
                    "the host {} is an address and no name: nobody can tell from it who runs the client",
                    quoted(raw)
                ),
                "publish the document at a host name of your own domain",
            )
        });
    }
}

fn name(url: &ClientIdUrl<'_, '_>, raw: &str, findings: &mut Findings<'_>) {
    let place = || url.part(raw);
    if raw.contains('%') {
        findings.raise(Rule::ClientIdUrlHostPercentEncoded, || {
            Complaint::new(
                place(),
                format!("the host {} contains an escape: some programs decode it and others look for that very name", quoted(raw)),
                "write the host without escapes",
            )
        });
    } else if let Some(fault) = name_fault(raw) {
        findings.raise(Rule::ClientIdUrlHostInvalid, || {
            Complaint::new(
                place(),
                format!("no host has the name {}: {fault}", quoted(raw)),
                "write the host name at which the document is published",
            )
        });
    } else if !raw.is_ascii() {
        findings.raise(Rule::ClientIdUrlHostNonAscii, || {
            let ascii = url::Host::parse(raw).map_or_else(|_| String::new(), |host| host.to_string());
            Complaint::new(
                place(),
                format!(
                    "the host {} is not written in ASCII; the URL that is really requested has {}",
                    quoted(raw),
                    quoted(&ascii)
                ),
                format!("write the host as {}", quoted(&ascii)),
            )
        });
    } else if let Some(reason) = special_name(raw) {
        findings.raise(Rule::ClientIdUrlSpecialName, || {
            Complaint::new(
                place(),
                format!("the host {} is not in the public DNS: {reason}", quoted(raw)),
                "publish the document at a public host",
            )
        });
    }
    if raw.bytes().any(|b| b.is_ascii_uppercase()) {
        findings.raise(Rule::ClientIdUrlHostCase, || {
            Complaint::new(
                place(),
                format!("the host {} has upper-case letters: programs lower them, and the identifiers no longer match", quoted(raw)),
                format!("write {}", quoted(&raw.to_ascii_lowercase())),
            )
        });
    }
    if raw.ends_with('.') {
        findings.raise(Rule::ClientIdUrlHostTrailingDot, || {
            Complaint::new(
                place(),
                format!(
                    "the host {} ends with a dot: with it and without it are two different identifiers",
                    quoted(raw)
                ),
                "leave the last dot out",
            )
        });
    }
    let host = raw.trim_end_matches('.');
    if SHORTENERS.iter().any(|shortener| host.eq_ignore_ascii_case(shortener)) {
        findings.raise(Rule::ClientIdUrlShortener, || {
            Complaint::new(
                place(),
                format!("{} is a URL shortener: it answers with a redirect, and servers do not follow redirects here", quoted(raw)),
                "use the URL that the short one leads to",
            )
        });
    }
    if UNSTABLE.iter().any(|domain| is_under(host, domain)) {
        findings.raise(Rule::ClientIdUrlUnstable, || {
            Complaint::new(
                place(),
                format!(
                    "{} is a host of a tunnel or preview: it goes away, and the client's identity with it",
                    quoted(raw)
                ),
                "publish the document at a host that stays",
            )
        });
    }
}

fn is_under(host: &str, domain: &str) -> bool {
    let host = host.as_bytes();
    let (Some(start), domain) = (host.len().checked_sub(domain.len()), domain.as_bytes()) else {
        return false;
    };
    host[start..].eq_ignore_ascii_case(domain) && (start == 0 || host[start - 1] == b'.')
}

fn path(url: &ClientIdUrl<'_, '_>, findings: &mut Findings<'_>) {
    let uri = &url.uri;
    if uri.authority.is_none_or(|authority| authority.host.is_empty()) {
        return;
    }
    match uri.path {
        "" => findings.raise(Rule::ClientIdUrlNoPath, || {
            Complaint::new(
                url.part(uri.raw),
                format!("the client identifier URL {} has no path", quoted(uri.raw)),
                "publish the document at a path of its own, such as `/client.json`, and write the whole URL",
            )
        }),
        "/" => findings.raise(Rule::ClientIdUrlRootPath, || {
            Complaint::new(
                url.part(uri.path),
                format!("the path of the client identifier URL {} is only `/`", quoted(uri.raw)),
                "publish the document at a path of its own, such as `/client.json`",
            )
        }),
        _ => {}
    }
    for segment in uri.segments() {
        let rule = match uri::dot_segment(segment) {
            None => {
                escapes(url, segment, findings);
                continue;
            }
            Some(DotSegment::Plain) => Rule::ClientIdUrlDotSegment,
            Some(DotSegment::Encoded) => Rule::ClientIdUrlEncodedDotSegment,
        };
        findings.raise(rule, || {
            Complaint::new(
                url.part(segment),
                format!(
                    "the path of the client identifier URL {} has the dot segment {}",
                    quoted(uri.raw),
                    quoted(segment)
                ),
                "write the path without it, as a browser shows it",
            )
        });
    }
}

fn escapes(url: &ClientIdUrl<'_, '_>, segment: &str, findings: &mut Findings<'_>) {
    for (at, byte) in uri::escapes(segment) {
        let escape = &segment[at..at + 3];
        if matches!(byte, b'/' | b'\\') {
            findings.raise(Rule::ClientIdUrlEncodedSlash, || {
                Complaint::new(
                    url.part(escape),
                    format!("the path contains `{escape}`, an escaped slash: servers and proxies disagree whether it separates"),
                    "choose a path without it",
                )
            });
        } else if is_unreserved(byte) {
            findings.raise(Rule::ClientIdUrlEncodedUnreserved, || {
                let plain = char::from(byte);
                Complaint::new(
                    url.part(escape),
                    format!("`{escape}` stands for `{plain}`, which needs no escape: the two spellings are two different identifiers"),
                    format!("write `{plain}`"),
                )
            });
        }
    }
}

/// Unreserved characters, RFC 3986 section 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
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
    let Ok(parsed) = url::Url::parse(raw) else {
        findings.raise(Rule::ClientIdUrlInvalid, || {
            Complaint::new(
                url.part(raw),
                format!("the client identifier URL {} does not parse", quoted(raw)),
                "write the URL at which the document is published",
            )
        });
        return;
    };
    if parsed.as_str() != raw {
        findings.raise(Rule::ClientIdUrlNotCanonical, || {
            Complaint::new(
                url.part(raw),
                format!(
                    "programs write the client identifier URL {} as {}, which is another identifier",
                    quoted(raw),
                    quoted(parsed.as_str())
                ),
                format!("write {}", quoted(parsed.as_str())),
            )
        });
    }
}
