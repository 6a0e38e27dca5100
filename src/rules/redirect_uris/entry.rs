//! One redirect URI, character by character.

use crate::finding::quoted;
use crate::json::Value;
use crate::metadata::host::{Host, Loopback, loopback};
use crate::metadata::ordinary;
use crate::metadata::uri::{self, Uri};
use crate::profile::Profile;
use crate::rule::Rule;

use super::super::{Complaint, Findings, Place};
use super::doubtful::reserved_parameter;

const ESCAPE_HELP: &str = "correct it, or escape such characters with `%` and two hexadecimal digits; the client must send the very same string";

/// What no URI has, and patterns have.
const PATTERN: [char; 3] = ['*', '{', '}'];

/// Where a redirect URI leads, as far as the application type cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To the user's own machine over plain http: only native clients may.
    HttpLoopback,
    /// The same, in a spelling that servers may not know.
    HttpLoopbackAlias,
    Elsewhere,
}

/// One entry of the list.
pub struct Entry<'u, 't> {
    /// Where it stands in the list, from 0.
    pub index: usize,
    pub value: Value<'t>,
    pub uri: Uri<'u>,
}

impl Entry<'_, '_> {
    /// Reports this entry under a rule; the message says "redirect_uris[1] is `...`" and goes on.
    fn report(&self, rule: Rule, findings: &mut Findings<'_>, wrong: &str, help: &str) {
        findings.raise(rule, || {
            let message = format!("redirect_uris[{}] is {}: {wrong}", self.index, quoted(self.uri.raw));
            Complaint::new(Place::Value(self.value), message, help)
        });
    }

    /// Checks the entry. What cannot be read as a URI gets one finding, and no more is asked of it.
    pub fn check(&self, profile: &Profile, findings: &mut Findings<'_>) -> Reach {
        let raw = self.uri.raw;
        if let Some(side) = uri::white_space_around(raw) {
            self.report(
                Rule::RedirectUriInvalid,
                findings,
                &format!("it {side} with white space"),
                "remove it; the client must send the very same string",
            );
            return Reach::Elsewhere;
        }
        let Some(scheme) = self.scheme() else {
            self.report(
                Rule::RedirectUriNotAbsolute,
                findings,
                if raw.is_empty() {
                    "it is empty"
                } else {
                    "it has no scheme, so it leads nowhere by itself"
                },
                if raw.starts_with("localhost") || raw.starts_with("127.0.0.1") {
                    "write `http://` before it, and `\"application_type\": \"native\"` for an app on the user's own machine"
                } else {
                    "write the whole URI, with `https://` and the host"
                },
            );
            return Reach::Elsewhere;
        };
        if uri::is_dangerous_scheme(&scheme) {
            self.report(
                Rule::RedirectUriDangerousScheme,
                findings,
                &format!("a browser that is sent to a `{scheme}:` URI runs, reads or shows something instead of answering the client"),
                "use an https URI of the client",
            );
            return Reach::Elsewhere;
        }
        if raw.contains(PATTERN) {
            let of_port = self
                .uri
                .authority
                .and_then(|authority| authority.port)
                .is_some_and(|port| port.contains(PATTERN));
            self.report(
                Rule::RedirectUriWildcard,
                findings,
                "redirect URIs are compared character by character, and this looks like a pattern",
                if of_port && loopback(self.uri.host()).is_some() {
                    "there is no wildcard for ports: list the fixed ports that the app tries"
                } else {
                    "list every redirect URI in full"
                },
            );
            return Reach::Elsewhere;
        }
        if raw.to_ascii_lowercase().starts_with("urn:ietf:wg:oauth:2.0:oob") {
            self.report(
                Rule::RedirectUriOob,
                findings,
                "the out-of-band flow, in which a person copies the code, was never standard and is no longer served",
                "use a loopback redirect such as `http://127.0.0.1/callback` and `\"application_type\": \"native\"`",
            );
            return Reach::Elsewhere;
        }
        if let Some((fault, help)) = self.fault(&scheme) {
            self.report(Rule::RedirectUriInvalid, findings, &fault, help);
            return Reach::Elsewhere;
        }
        if self.uri.fragment.is_some() {
            self.report(
                Rule::RedirectUriFragment,
                findings,
                "a redirect URI has no fragment (`#`)",
                "remove the `#` and what follows it",
            );
        }
        if !matches!(&*scheme, "http" | "https") {
            self.report(
                Rule::RedirectUriCustomScheme,
                findings,
                &format!("{} takes https, and for native clients http on a loopback address, but not the scheme `{scheme}`", profile.title),
                "use an https URI that the app claims, or a loopback redirect such as `http://127.0.0.1/callback`",
            );
            return Reach::Elsewhere;
        }
        let reach = self.host(&scheme, findings);
        self.unwise(reach, findings);
        reach
    }

    /// The scheme in lower case; `localhost:3000/cb` and `example.com:443/cb` have none, though they look so.
    fn scheme(&self) -> Option<String> {
        let scheme = self.uri.scheme?.to_ascii_lowercase();
        let is_port = self.uri.authority.is_none()
            && self
                .uri
                .path
                .split('/')
                .next()
                .is_some_and(|first| !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()))
            && (scheme == "localhost" || scheme.contains('.'));
        (!is_port).then_some(scheme)
    }

    /// What keeps the entry from being a URI at all, and what to do about it.
    fn fault(&self, scheme: &str) -> Option<(String, &'static str)> {
        let raw = self.uri.raw;
        if !ordinary::is_plain(raw)
            && let Some(fault) = self.unusual_character()
        {
            return Some((fault, ESCAPE_HELP));
        }
        if !matches!(scheme, "http" | "https") {
            return None;
        }
        let Some(authority) = self.uri.authority.filter(|authority| !authority.host.is_empty()) else {
            return Some(("it has no host".to_owned(), "write the scheme, `://`, the host and the path"));
        };
        let port_help = "leave the port out, or write the one at which the client listens";
        match authority.port {
            None | Some("") => {}
            Some(port) => match uri::port_number(port) {
                Some(0) => return Some(("no client listens at port 0".to_owned(), port_help)),
                Some(_) => {}
                None => return Some((format!("its port is `{port}`, which is no port"), port_help)),
            },
        }
        match Host::read(authority.host) {
            Host::Unparsable(error) => Some((
                format!("its host `{}` is refused ({error})", authority.host),
                "write the host at which the client gets its answers",
            )),
            _ => None,
        }
    }

    /// What is wrong with the characters of the entry.
    fn unusual_character(&self) -> Option<String> {
        let raw = self.uri.raw;
        if let Some((_, character)) = uri::illegal_character(raw) {
            return Some(match character {
                ' ' => "it contains a space".to_owned(),
                control if control.is_control() => {
                    format!("it contains the control character U+{:04X}", u32::from(control))
                }
                _ => format!("it contains `{character}`, which no URI may"),
            });
        }
        if uri::bad_escape(raw).is_some() {
            return Some("two hexadecimal digits must follow a `%`".to_owned());
        }
        let character = raw.chars().find(|c| !c.is_ascii())?;
        Some(format!("it contains `{character}`, and a URI is ASCII"))
    }

    fn host(&self, scheme: &str, findings: &mut Findings<'_>) -> Reach {
        let host = self.uri.host();
        let Some(own_machine) = loopback(host) else {
            if scheme == "http" {
                self.report(
                    Rule::RedirectUriHttp,
                    findings,
                    "plain http is only accepted for loopback addresses",
                    "publish the callback over https, or, for an app on the user's own machine, register `http://127.0.0.1/callback` and `\"application_type\": \"native\"`",
                );
            }
            return Reach::Elsewhere;
        };
        if scheme == "https" {
            self.report(
                Rule::RedirectUriLoopbackHttps,
                findings,
                "no certificate authority certifies a loopback host, so https fails there for most users",
                "use `http://127.0.0.1/...` with `\"application_type\": \"native\"`; nothing leaves the machine",
            );
            return Reach::Elsewhere;
        }
        let usual = match own_machine {
            Loopback::Localhost => !host.ends_with('.'),
            Loopback::Address(_) => matches!(host, "127.0.0.1" | "[::1]"),
            Loopback::Other(_) => false,
        };
        if !usual {
            self.report(
                Rule::RedirectUriLoopbackAlias,
                findings,
                "it is a loopback address, but servers name only `localhost`, `127.0.0.1` and `[::1]` as such",
                "write `127.0.0.1` or `[::1]`",
            );
        }
        if self.uri.authority.is_some_and(|authority| authority.port.is_none()) {
            self.report(
                Rule::RedirectUriLoopbackNoPort,
                findings,
                "it names no port; where the server compares the port exactly, an app that listens at a port of the moment is refused",
                "use one fixed port, or add the port to the registered client by hand",
            );
        }
        if usual { Reach::HttpLoopback } else { Reach::HttpLoopbackAlias }
    }

    /// What is accepted and breaks later.
    fn unwise(&self, reach: Reach, findings: &mut Findings<'_>) {
        let uri = &self.uri;
        if uri.authority.is_some_and(|authority| authority.userinfo.is_some()) {
            self.report(
                Rule::RedirectUriUserinfo,
                findings,
                "browsers hide or drop the user name before the `@`",
                "remove everything between `//` and the host",
            );
        }
        if uri.segments().any(|segment| uri::dot_segment(segment).is_some()) {
            self.report(
                Rule::RedirectUriDotSegment,
                findings,
                "its path has a dot segment, which browsers resolve and servers compare as it stands",
                "write the path without it",
            );
        } else if uri.authority.is_none_or(|authority| authority.userinfo.is_none())
            && reach != Reach::HttpLoopbackAlias
            && let Some(parsed) = ordinary::rewritten(uri.raw)
        {
            self.report(
                Rule::RedirectUriNotCanonical,
                findings,
                &format!(
                    "many libraries send it as {}, and servers compare character by character",
                    quoted(&parsed)
                ),
                &format!(
                    "write {}, or make sure that the client sends it as it stands here",
                    quoted(&parsed)
                ),
            );
        }
        if let Some(name) = uri.query.and_then(reserved_parameter) {
            self.report(
                Rule::RedirectUriReservedParam,
                findings,
                &format!("its query holds `{name}`, which the server adds itself"),
                "call the parameter something else",
            );
        }
    }
}
