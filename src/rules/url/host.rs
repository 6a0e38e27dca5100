//! The host of the client identifier URL.

use std::net::IpAddr;

use crate::finding::quoted;
use crate::metadata::address::special_use;
use crate::metadata::host::{Host, Loopback, loopback, name_fault, special_name};
use crate::metadata::uri;
use crate::rule::Rule;

use super::super::{Complaint, Findings};
use super::ClientIdUrl;

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

/// Whether no rule has anything to say of an ordinary host.
pub fn is_faultless(host: &str) -> bool {
    name_fault(host).is_none() && special_name(host).is_none() && !is_shortener(host) && !is_unstable(host)
}

fn is_shortener(host: &str) -> bool {
    SHORTENERS.iter().any(|shortener| host.eq_ignore_ascii_case(shortener))
}

fn is_unstable(host: &str) -> bool {
    UNSTABLE.iter().any(|domain| is_under(host, domain))
}

const LOOPBACK_HELP: &str = "publish the document at a public host; for development, publish a second document under a host of its own";

/// Checks the host; false where no parser takes it.
pub fn check(url: &ClientIdUrl<'_, '_>, raw: &str, findings: &mut Findings<'_>) -> bool {
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
    // Of a placeholder and the like it has been said that it is no host.
    if uri::illegal_character(raw).is_some() || uri::bad_escape(raw).is_some() {
        return false;
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
            } else {
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
    if is_shortener(host) {
        findings.raise(Rule::ClientIdUrlShortener, || {
            Complaint::new(
                place(),
                format!("{} is a URL shortener: it answers with a redirect, and servers do not follow redirects here", quoted(raw)),
                "use the URL that the short one leads to",
            )
        });
    }
    if is_unstable(host) {
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
    (start == 0 || host[start - 1] == b'.') && host[start..].eq_ignore_ascii_case(domain)
}
