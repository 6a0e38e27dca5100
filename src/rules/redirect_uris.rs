//! Redirect URIs, and the application type that decides which of them are taken.

use std::borrow::Cow;
use std::collections::{HashMap, hash_map};

use crate::json::{Kind, Value};
use crate::metadata::grants::{AUTHORIZATION_CODE, IMPLICIT};
use crate::metadata::host::{Host, Loopback, loopback};
use crate::metadata::ordinary::{self, Origin};
use crate::metadata::uri::{self, Uri};
use crate::profile::Profile;
use crate::report::quoted;
use crate::rule::Rule;
use crate::subject::Subject;

use super::application_type::ApplicationType;
use super::{Complaint, Findings, Place, misspelt};

/// Parameters that the authorization server itself adds to a redirect URI, RFC 6749 section 4.1.2, RFC 9207.
const RESPONSE_PARAMETERS: [&str; 6] = ["code", "state", "error", "iss", "id_token", "access_token"];

const ESCAPE_HELP: &str = "correct it, or escape such characters with `%` and two hexadecimal digits; the client must send the very same string";

/// What no URI has, and patterns have.
const PATTERN: [char; 3] = ['*', '{', '}'];

/// Checks `redirect_uris` and `application_type`.
pub fn check(root: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let application_type = ApplicationType::read(subject, profile, findings);
    let Some(list) = subject.property("redirect_uris") else {
        missing(Place::Value(root), subject, findings);
        return;
    };
    if list.kind() != Kind::Array {
        shape(list, findings);
        return;
    }
    if list.elements().next().is_none() {
        missing(Place::Value(list), subject, findings);
    }
    let (doubtful, length) = doubtful(list);
    let mut loopbacks = Vec::new();
    for Doubtful { index, value, first } in doubtful {
        let text = value.as_str();
        let Some(text) = text else {
            findings.raise(Rule::RedirectUriType, || {
                let what = value.kind().with_article();
                Complaint::new(
                    Place::Value(value),
                    format!("redirect_uris[{index}] is {what}; a redirect URI is a string"),
                    "write the URI in double quotes, or remove the entry",
                )
            });
            continue;
        };
        if let Some(first) = first {
            findings.raise(Rule::RedirectUriDuplicate, || {
                Complaint::new(
                    Place::Value(value),
                    format!("redirect_uris[{index}] is {}, which stands in the list already", quoted(&text)),
                    "remove one of them",
                )
                .related(first.span(), "the first one")
            });
            continue;
        }
        let entry = Entry { index, value, uri: Uri::split(&text) };
        if entry.check(profile, findings) != Reach::Elsewhere {
            loopbacks.push(value);
        }
    }
    if !loopbacks.is_empty() {
        let all_are = loopbacks.len() == length;
        application_type.with_loopback(&loopbacks, all_are, profile, findings);
    }
}

/// An entry about which a rule may have something to say.
struct Doubtful<'t> {
    index: usize,
    value: Value<'t>,
    /// The entry that this one repeats.
    first: Option<Value<'t>>,
}

/// The doubtful entries of a list, and how many entries it has. Most lists have no doubtful ones, and telling so is
/// much quicker than asking every rule.
fn doubtful(list: Value<'_>) -> (Vec<Doubtful<'_>>, usize) {
    let mut doubtful = Vec::new();
    let mut seen = Seen::default();
    let mut origin = None;
    let mut length = 0;
    for (index, value) in list.elements().enumerate() {
        length += 1;
        let text = value.as_str();
        let is_faultless = matches!(text, Some(Cow::Borrowed(text)) if is_faultless(text, &mut origin));
        let first = text.and_then(|text| seen.first(list, index, text, value));
        if first.is_some() || !is_faultless {
            doubtful.push(Doubtful { index, value, first });
        }
    }
    (doubtful, length)
}

/// Whether an entry is an https URL like most, about which no rule has anything to say. Its origin is likely to be
/// that of the entry before.
fn is_faultless<'u>(text: &'u str, origin: &mut Option<Origin<'u>>) -> bool {
    if origin.is_some_and(|origin| origin.is_followed_by_words(text)) {
        return true;
    }
    *origin = Origin::recognise(text).filter(|origin| origin.https && origin.host != "localhost");
    let ordinary = origin.and_then(|origin| origin.followed_by(text));
    ordinary.is_some_and(|ordinary| ordinary.query.is_none_or(|query| reserved_parameter(query).is_none()))
}

/// The first parameter of a query that the server would add itself.
fn reserved_parameter(query: &str) -> Option<&str> {
    let mut names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    names.find(|name| RESPONSE_PARAMETERS.contains(name))
}

/// Up to this many entries, comparing those that look alike beats a map.
const FEW: usize = 32;

/// A number less than 512 that differs for most URIs that differ.
fn digest(text: &str) -> usize {
    let eight_from = |at: usize| {
        text.as_bytes()
            .get(at..)
            .and_then(|rest| rest.first_chunk())
            .map_or(0, |eight| u64::from_le_bytes(*eight))
    };
    // Some of the host, and some of the path.
    let (host, path) = (eight_from("https://".len()), eight_from(text.len() / 2));
    let some = host ^ path.rotate_left(23) ^ eight_from(text.len() / 4 * 3).rotate_left(47);
    // The highest bits of a product are made of all bits of its factors.
    ((some ^ text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

/// The entries that were seen before.
#[derive(Default)]
struct Seen<'t> {
    /// A bit for each digest that the first entries have.
    digests: [u64; 8],
    /// All entries, where there are more.
    all: HashMap<Cow<'t, str>, Value<'t>>,
}

impl<'t> Seen<'t> {
    /// The first entry of the same text, if there was one before.
    fn first(
        &mut self,
        list: Value<'t>,
        index: usize,
        text: Cow<'t, str>,
        value: Value<'t>,
    ) -> Option<Value<'t>> {
        if index < FEW {
            let digest = digest(&text);
            let (word, bit) = (&mut self.digests[digest / 64], 1 << (digest % 64));
            let mut before = list.elements().take(if *word & bit == 0 { 0 } else { index });
            *word |= bit;
            return before.find(|earlier| earlier.as_str().as_ref() == Some(&text));
        }
        if self.all.is_empty() {
            for earlier in list.elements().take(FEW) {
                earlier.as_str().map(|text| self.all.entry(text).or_insert(earlier));
            }
        }
        match self.all.entry(text) {
            hash_map::Entry::Occupied(first) => Some(*first.get()),
            hash_map::Entry::Vacant(place) => {
                place.insert(value);
                None
            }
        }
    }
}

fn missing(place: Place<'_>, subject: &Subject, findings: &mut Findings<'_>) {
    let grant = subject.property("grant_types").and_then(|grants| {
        grants.elements().find_map(|grant| {
            grant.as_str().filter(|grant| matches!(&**grant, AUTHORIZATION_CODE | IMPLICIT))
        })
    });
    let Some(grant) = grant else { return };
    findings.raise_missing(Rule::RedirectUrisMissing, || {
        let what = if matches!(place, Place::Value(value) if value.kind() == Kind::Array) {
            "empty"
        } else {
            "missing"
        };
        let help = match misspelt("redirect_uris", subject) {
            Some(help) => format!("{help}, and let it hold an array"),
            None if what == "empty" => "list every URI that the client wants answers at".to_owned(),
            None => "add `\"redirect_uris\"` with every URI that the client wants answers at".to_owned(),
        };
        Complaint::new(
            place,
            format!("`redirect_uris` is {what}, and the grant type `{grant}` needs one"),
            help,
        )
    });
}

fn shape(list: Value<'_>, findings: &mut Findings<'_>) {
    findings.raise(Rule::RedirectUrisShape, || {
        let help = match list.as_str() {
            Some(text) => format!("write `\"redirect_uris\": [{}]`", quoted(&text).replace('`', "\"")),
            None => "write an array of strings".to_owned(),
        };
        Complaint::new(
            Place::Value(list),
            format!("`redirect_uris` is {}; it must be an array of strings", list.kind().with_article()),
            help,
        )
    });
}

/// Where a redirect URI leads, as far as the application type cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the user's own machine over plain http: only native clients may.
    HttpLoopback,
    /// The same, in a spelling that servers may not know.
    HttpLoopbackAlias,
    Elsewhere,
}

/// One entry of the list.
struct Entry<'u, 't> {
    index: usize,
    value: Value<'t>,
    uri: Uri<'u>,
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
    fn check(&self, profile: &Profile, findings: &mut Findings<'_>) -> Reach {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::Tree;

    fn found(list: &str) -> usize {
        let document = format!(r#"{{"redirect_uris": {list}}}"#);
        let profile = Profile::named("auth0").expect("it is built in");
        let subject = Subject::from_bytes("test", document.into_bytes());
        let mut findings = Findings::new(&subject, profile, &[]);
        for (index, value) in
            subject.property("redirect_uris").into_iter().flat_map(Value::elements).enumerate()
        {
            let text = value.as_str().expect("it is a string");
            Entry { index, value, uri: Uri::split(&text) }.check(profile, &mut findings);
        }
        findings.finish().list.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn no_rule_objects_to_a_faultless_entry(
            scheme in "https://|http://|HTTPS://|https:/|https:///|app:/",
            host in "[a-c]{1,3}(\\.[a-c0-9-]{1,3}){0,3}\\.(com|test|COM|x1|1)|localhost|127\\.1|\\[::1\\]|u@a\\.com|a%2eb",
            port in "(:[0-9]{0,5})?",
            path in "(/[a-zA-Z0-9._~%@:+*{=-]{0,5}|/\\.|/\\.\\.|/%2[eEfF]){0,4}/?",
            rest in "|\\?|\\?[a-z=&%/?]{0,6}|\\?(a=b&)?(code|state|iss)=|#| |#a",
        ) {
            let uri = format!("{scheme}{host}{port}{path}{rest}");
            let is_faultless = is_faultless(&uri, &mut None);
            prop_assert!(!is_faultless || found(&format!("[\"{uri}\"]")) == 0, "{uri}");
        }
    }

    #[test]
    fn the_origin_before_vouches_for_no_other() {
        let mut origin = None;
        assert!(is_faultless("https://app.example.com/cb", &mut origin));
        for (uri, expected) in [
            ("https://app.example.com/other", true),
            ("https://app.example.com.evil.example:443/cb", false),
            ("https://app.example.com:8443/cb", true),
            ("https://app.example.com:844/cb", false),
            ("https://app.example.com", false),
            ("https://app.example.com@a.example/cb", false),
        ] {
            assert_eq!(is_faultless(uri, &mut origin), expected, "{uri}");
        }
    }

    #[test]
    fn repeated_entries_are_found_in_short_and_long_lists() {
        for length in [3, FEW, FEW + 1, 100] {
            let mut uris: Vec<String> =
                (0..length).map(|n| format!("https://app.example.com/{n}/cb")).collect();
            uris[length - 1] = uris[1].clone();
            // It is the text that counts, and not how it is spelled.
            let list = format!("{uris:?}").replacen("/1/cb", "\\u002f1/cb", 1);
            let tree = Tree::parse(list.into_bytes());
            let doubtful = doubtful(tree.root().expect("it is JSON")).0;
            let repeated: Vec<usize> =
                doubtful.iter().filter(|d| d.first.is_some()).map(|d| d.index).collect();
            assert_eq!(repeated, [length - 1], "{length}");
        }
    }
}
