//! The port of the client identifier URL.

use crate::finding::quoted;
use crate::metadata::uri;
use crate::rule::Rule;

use super::super::{Complaint, Findings};
use super::ClientIdUrl;

/// Reports that what looks like the host is a scheme again, `https://https://app.example.com/`: only its colon is
/// told from a port.
pub fn after_second_scheme(url: &ClientIdUrl<'_, '_>, port: &str, findings: &mut Findings<'_>) {
    findings.raise(Rule::ClientIdUrlEmptyPort, || {
        Complaint::new(
            url.with_delimiter(port),
            format!(
                "the scheme stands twice in the client identifier URL {}: programs take the second for the host",
                quoted(url.uri.raw)
            ),
            "write `https://` once",
        )
    });
}

/// Checks what follows the host's colon.
pub fn check(url: &ClientIdUrl<'_, '_>, port: &str, findings: &mut Findings<'_>) {
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
        match uri::port_number(port) {
            Some(0) => bad(findings, "nothing is served at port 0"),
            Some(_) if port == "443" => findings.raise(Rule::ClientIdUrlDefaultPort, || {
                Complaint::new(
                    url.with_delimiter(port),
                    "`:443` is the port https has anyway: with it and without it are two different identifiers, and many programs drop it",
                    "leave `:443` out",
                )
            }),
            Some(_) => {}
            None => bad(findings, "the highest port is 65535"),
        }
    }
}
