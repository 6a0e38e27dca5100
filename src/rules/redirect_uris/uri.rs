//! One redirect URI, character by character, whatever its scheme.

use super::super::escape::completed;
use super::super::faults::Faults;
use super::super::mending::{text_once, without_fragment};
use super::super::view::{AbsoluteRedirect, RedirectUri, RedirectUriView, Scheme};
use super::removal::removal_beside_taken;
use crate::finding::{Fault, SpannedFix, Words, quoted, quoted_whole};
use crate::metadata::host::{Host, is_unspecified, loopback};
use crate::metadata::spelling::in_ascii;
use crate::metadata::uri::{self, Uri};
use crate::profile::RedirectClass;
use crate::rule::Rule;

/// `redirect-uri-surrounding-whitespace`: white space stands before or after the URI.
fn redirect_uri_surrounding_whitespace<'c>(uri: &RedirectUri<'c>) -> Option<Fault<'c>> {
    // What is only white space is empty.
    let is_padded = uri.given.len() != uri.uri.raw.len() && !uri.uri.raw.is_empty();
    is_padded.then(|| Fault::at(uri.place()))
}

fn redirect_uri_surrounding_whitespace_words(uri: &RedirectUri<'_>, _: &()) -> Words {
    let side = uri::white_space_side(uri.given);
    Words::new(
        format!("{}: it {side} with white space", uri.is()),
        "remove it; the client must send the very same string",
    )
    .fix(text_once(uri.value, uri.uri.raw))
}

/// `redirect-uri-not-absolute`: the entry has no scheme (RFC 6749, section 3.1.2).
fn redirect_uri_not_absolute<'c>(entry: &RedirectUriView<'c>) -> Option<Fault<'c, RedirectUri<'c>>> {
    let uri = entry.uri().filter(|_| entry.absolute().is_none())?;
    Some(Fault::at(uri.place()).with(*uri))
}

fn redirect_uri_not_absolute_words(_: &RedirectUriView<'_>, uri: &RedirectUri<'_>) -> Words {
    let raw = uri.uri.raw;
    let what = if raw.is_empty() { "it is empty" } else { "it has no scheme, so it leads nowhere by itself" };
    let help =
        whole_uri(uri).unwrap_or_else(|| "write the whole URI, with `https://` and the host".to_owned());
    Words::new(format!("{}: {what}", uri.is()), help)
        .fix(completion(uri).or_else(|| removal_beside_taken(uri)))
}

/// Writes the scheme in front of the name of a host.
fn completion(uri: &RedirectUri<'_>) -> Option<SpannedFix> {
    with_https(uri.uri.raw).map(|whole| text_once(uri.value, &whole))
}

/// The URI with `https://` in front, where it begins with the name of a host.
fn with_https(raw: &str) -> Option<String> {
    const FILES: [&str; 8] = [".asp", ".aspx", ".htm", ".html", ".js", ".json", ".jsp", ".php"];
    let rest = raw.strip_prefix("//").unwrap_or(raw);
    let host = host_of(rest);
    // A name without a dot may be the beginning of a path, and one with the ending of a file its end.
    let is_name = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let is_file = FILES.iter().any(|ending| host.ends_with(ending));
    let is_local = loopback(host).is_some() || is_unspecified(&Host::read(host));
    let whole = format!("https://{rest}");
    (is_name && !is_file && !is_local).then(|| in_ascii(&Uri::split(&whole))).flatten()
}

/// What stands where the host would, without its port.
fn host_of(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

/// What to write for a URI that lacks its scheme only.
fn whole_uri(uri: &RedirectUri<'_>) -> Option<String> {
    let raw = uri.uri.raw;
    let rest = raw.strip_prefix("//").unwrap_or(raw);
    let host = host_of(rest);
    let redirects = &uri.profile.redirect_uris;
    if loopback(host).is_some() {
        let is_taken = uri.recommended_loopback_host().is_some() && redirects.is_loopback_host(host);
        let plain = format!("http://{rest}");
        let plain = quoted_whole(&in_ascii(&Uri::split(&plain))?).filter(|_| is_taken)?;
        return Some(format!(
            "write {plain}, and `\"application_type\": \"native\"` for an application on the user's own machine"
        ));
    }
    if host.contains(['.', ':']) && is_unspecified(&Host::read(host)) {
        // One listens at such an address and is redirected to another.
        let plain = format!("http://{}{}", uri.recommended_loopback_host()?, &rest[host.len()..]);
        let plain = quoted_whole(&plain).filter(|_| !uri.is_registered(&plain))?;
        return Some(format!(
            "write {plain}, and `\"application_type\": \"native\"` for an application on the user's own machine"
        ));
    }
    Some(format!("write {}", quoted_whole(&with_https(raw)?)?))
}

/// What keeps an entry from being a URI.
enum Invalid<'c> {
    Character(char),
    NonAscii(char),
    NonAsciiHost,
    BadEscape,
    NoHost,
    Port(&'c str),
    PortZero,
    Host(&'c str, url::ParseError),
}

/// `redirect-uri-invalid`: the entry is not a URI (RFC 3986).
fn redirect_uri_invalid<'c>(entry: &RedirectUriView<'c>) -> Vec<Fault<'c, (RedirectUri<'c>, Invalid<'c>)>> {
    let Some(&uri) = entry.uri() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some((at, character)) = uri.uri.illegal_character() {
        found.push((uri.stretch(at, character.len_utf8()), Invalid::Character(character)));
    }
    if let Some(at) = uri.uri.bad_escape() {
        found.push((uri.stretch(at, 1), Invalid::BadEscape));
    }
    if uri.uri.characters.have_non_ascii()
        && let Some((at, character)) = uri.uri.raw.char_indices().find(|(_, character)| !character.is_ascii())
    {
        let host = uri.uri.host();
        found.push(match host.is_ascii() {
            false => (uri.part(host), Invalid::NonAsciiHost),
            true => (uri.stretch(at, character.len_utf8()), Invalid::NonAscii(character)),
        });
    }
    // A host is only looked for where it is known where it would begin and end.
    if found.is_empty() {
        found.extend(authority_fault(entry).map(|invalid| match invalid {
            Invalid::Port(part) | Invalid::Host(part, _) => (uri.part(part), invalid),
            _ => (uri.place(), invalid),
        }));
    }
    found.into_iter().map(|(place, invalid)| Fault::at(place).with((uri, invalid))).collect()
}

/// What is wrong with the host and port of a web URL.
fn authority_fault<'c>(entry: &RedirectUriView<'c>) -> Option<Invalid<'c>> {
    let is_web = |redirect: &&AbsoluteRedirect<'_>| matches!(redirect.scheme, Scheme::Http | Scheme::Https);
    entry.absolute().filter(is_web)?;
    let Some(web) = entry.web() else { return Some(Invalid::NoHost) };
    match web.authority.port.filter(|port| !port.is_empty()).map(|port| (port, uri::port_number(port))) {
        Some((_, Some(0))) => return Some(Invalid::PortZero),
        Some((port, None)) => return Some(Invalid::Port(port)),
        _ => {}
    }
    match web.host {
        Host::Unparsable(error) => Some(Invalid::Host(web.authority.host, error)),
        _ => None,
    }
}

fn redirect_uri_invalid_words(
    _: &RedirectUriView<'_>,
    (uri, invalid): &(RedirectUri<'_>, Invalid<'_>),
) -> Words {
    const ESCAPE: &str = "correct it, or escape such characters with `%` and two hexadecimal digits; the client must send the very same string";
    const IN_ASCII: &str = "write the host in Punycode (`xn--`), as your domain's registrar shows it, and escape other such characters with `%` and two hexadecimal digits; the client must send the very same string";
    // Without a scheme it is not known where the host is.
    let ascii = in_ascii(&uri.uri).filter(|_| uri.uri.scheme.is_some());
    let in_ascii = || match ascii.as_deref().and_then(quoted_whole) {
        None if uri.uri.scheme.is_none() => whole_uri(uri).unwrap_or_else(|| IN_ASCII.to_owned()),
        Some(ascii) => format!("write {ascii}; the client must send the very same string"),
        None => IN_ASCII.to_owned(),
    };
    const PORT: &str = "leave the port out, or write the one at which the client listens";
    let (fault, help) = match invalid {
        Invalid::Character(' ') => ("it contains a space".to_owned(), ESCAPE.to_owned()),
        Invalid::Character(control) if control.is_control() => {
            (format!("it contains the control character U+{:04X}", u32::from(*control)), ESCAPE.to_owned())
        }
        Invalid::Character(character) => {
            (format!("it contains `{character}`, which no URI may contain"), ESCAPE.to_owned())
        }
        Invalid::NonAscii(character) => {
            (format!("it contains `{character}`, and a URI is ASCII"), in_ascii())
        }
        Invalid::NonAsciiHost => {
            (format!("its host {} is not written in ASCII", quoted(uri.uri.host())), in_ascii())
        }
        Invalid::BadEscape => ("two hexadecimal digits must follow a `%`".to_owned(), completed(uri.uri.raw)),
        Invalid::NoHost => {
            ("it has no host".to_owned(), "write the scheme, `://`, the host and the path".to_owned())
        }
        Invalid::Port(port) => (format!("its port is `{port}`, which is not a port"), PORT.to_owned()),
        Invalid::PortZero => ("no client listens at port 0".to_owned(), PORT.to_owned()),
        Invalid::Host(host, error) => (
            format!("its host `{host}` is refused ({error})"),
            "write the host at which the client gets its answers".to_owned(),
        ),
    };
    let fix = ascii.as_deref().filter(|_| matches!(invalid, Invalid::NonAscii(_) | Invalid::NonAsciiHost));
    let fix = fix.map(|ascii| text_once(uri.value, ascii)).or_else(|| removal_beside_taken(uri));
    Words::new(format!("{}: {fault}", uri.is()), help).fix(fix)
}

/// `redirect-uri-fragment`: the URI has a fragment (RFC 6749, section 3.1.2).
fn redirect_uri_fragment<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    let fragment = uri.uri.fragment?;
    Some(Fault::at(uri.stretch(uri.uri.offset_of(fragment) - 1, fragment.len() + 1)))
}

fn redirect_uri_fragment_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: a redirect URI must not have a fragment (`#`)", uri.is()),
        "remove the `#` and what follows it",
    )
    .fix(text_once(uri.value, without_fragment(&uri.uri)))
}

/// What no redirect URI has, and patterns have.
const PATTERN: [char; 3] = ['*', '{', '}'];

/// `redirect-uri-wildcard`: the entry contains `*` or a template in braces.
///
/// Servers compare redirect URIs character by character (RFC 9700, section 2.1), so a pattern matches only itself.
fn redirect_uri_wildcard<'c>(uri: &RedirectUri<'c>) -> Option<Fault<'c, bool>> {
    let at = uri.uri.raw.find(PATTERN).filter(|_| uri.uri.characters.have_pattern())?;
    let port = uri.uri.authority.and_then(|authority| authority.port);
    let is_loopback_port =
        port.is_some_and(|port| port.contains(PATTERN)) && loopback(uri.uri.host()).is_some();
    Some(Fault::at(uri.stretch(at, 1)).with(is_loopback_port))
}

fn redirect_uri_wildcard_words(uri: &RedirectUri<'_>, &is_loopback_port: &bool) -> Words {
    Words::new(
        format!(
            "{}: redirect URIs are compared character by character, and this looks like a pattern",
            uri.is()
        ),
        if is_loopback_port {
            "there is no wildcard for ports: list the fixed ports that the application tries"
        } else {
            "list every redirect URI in full"
        },
    )
    .fix(removal_beside_taken(uri))
}

/// `redirect-uri-dangerous-scheme`: a browser that is sent to the URI runs, reads or shows something.
fn redirect_uri_dangerous_scheme<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    (uri.scheme == Scheme::Dangerous).then(|| Fault::at(uri.place()))
}

fn redirect_uri_dangerous_scheme_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    let scheme = uri.scheme_name.to_ascii_lowercase();
    Words::new(
        format!(
            "{}: a browser that is sent to a `{scheme}:` URI runs, reads or shows something instead of answering the client",
            uri.is()
        ),
        "use an https URI of the client",
    )
    .fix(removal_beside_taken(uri))
}

/// `redirect-uri-oob`: the entry asks for the out-of-band flow.
fn redirect_uri_oob<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    uri.is_out_of_band().then(|| Fault::at(uri.place()))
}

fn redirect_uri_oob_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{}: the out-of-band flow, in which a person copies the code, was never standard and is no longer served",
            uri.is()
        ),
        own_uri(uri),
    )
    .fix(removal_beside_taken(uri))
}

/// `redirect-uri-custom-scheme`: no list of the profile has private-use schemes, or none of this form.
fn redirect_uri_custom_scheme<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c>> {
    let is_refused = matches!(uri.scheme, Scheme::PrivateUse | Scheme::Dangerous)
        && !uri.profile.redirect_uris.takes_at_all(uri.private_use_class());
    is_refused.then(|| Fault::at(uri.place()))
}

fn redirect_uri_custom_scheme_words(uri: &AbsoluteRedirect<'_>, _: &()) -> Words {
    let scheme = uri.scheme_name.to_ascii_lowercase();
    let title = &uri.profile.title;
    let takes = |class| uri.profile.redirect_uris.takes_at_all(class);
    if takes(RedirectClass::PrivateUseReverseDomain) {
        let for_native = !uri.profile.redirect_uris.takes(RedirectClass::PrivateUseReverseDomain, false)
            && uri.profile.takes_native();
        let native = if for_native { " with `\"application_type\": \"native\"`" } else { "" };
        return Words::new(
            format!(
                "{}: {title} takes a private-use scheme only in the form of a domain name in reverse order, and `{scheme}` has no dot",
                uri.is()
            ),
            format!(
                "use a scheme made of a domain name of your own in reverse order, such as `com.example.app:/callback`{native}"
            ),
        )
        .fix(removal_beside_taken(uri));
    }
    let loopback =
        if takes(RedirectClass::Loopback) { ", and http on a loopback host for native clients" } else { "" };
    Words::new(
        format!("{}: {title} takes https{loopback}, but not the scheme `{scheme}`", uri.is()),
        own_uri(uri),
    )
    .fix(removal_beside_taken(uri))
}

/// Advice for an application on the user's own device, as far as the profile takes it.
fn own_uri(uri: &AbsoluteRedirect<'_>) -> String {
    match uri.recommended_loopback_host() {
        Some(host) => format!(
            "use an https URI that the application claims, or a loopback redirect such as `http://{host}:33418/callback` with `\"application_type\": \"native\"`"
        ),
        None => "use an https URI that the application claims".to_owned(),
    }
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_uri.rs"));
