//! The client identifier URL as a whole: its characters, scheme, query and fragment.

use super::super::escape::completed;
use super::super::faults::Faults;
use super::super::view::{ClientIdUrl, ClientIdUrlView, HostedUrl, SplitUrl, WebUrl};
use crate::finding::{Fault, Words, quoted, quoted_whole};
use crate::metadata::host::{Host, has_punycode};
use crate::metadata::spelling::in_ascii;
use crate::metadata::uri;
use crate::rule::Rule;

/// What keeps a string from being a URL.
enum Invalid<'c> {
    Empty,
    NoScheme,
    OwnId,
    Character(char),
    BadEscape(String),
    Host(&'c str, url::ParseError),
}

/// `client-id-url-invalid`: the string is not a URL (RFC 3986).
fn client_id_url_invalid<'c>(url: &ClientIdUrl<'c>) -> Vec<Fault<'c, Invalid<'c>>> {
    let raw = url.uri.raw;
    if raw.is_empty() {
        return vec![Fault::at(url.whole()).fact("empty").with(Invalid::Empty)];
    }
    let character = url.uri.illegal_character().map(|(at, character)| {
        Fault::at(url.stretch(at, character.len_utf8())).fact("character").with(Invalid::Character(character))
    });
    let escape = url.uri.bad_escape().map(|at| {
        let found: String = raw[at..].chars().take(3).collect();
        Fault::at(url.stretch(at, found.len())).fact("bad-escape").with(Invalid::BadEscape(found))
    });
    // A character that no URL has keeps the string from having a scheme, too.
    let is_bare = url.uri.scheme.is_none() && character.is_none() && escape.is_none();
    let is_own = url.profile.identifiers.is_own(raw);
    let kind = if is_own { Invalid::OwnId } else { Invalid::NoScheme };
    let bare = is_bare.then(|| Fault::at(url.part(raw)).fact("no-scheme").with(kind));
    let host = url.hosted().and_then(|hosted| match hosted.host {
        Some(Host::Unparsable(error)) if !has_punycode(hosted.authority.host) => {
            let raw = hosted.authority.host;
            Some(Fault::at(url.part(raw)).fact("host").with(Invalid::Host(raw, error)))
        }
        _ => None,
    });
    character.into_iter().chain(escape).chain(bare).chain(host).collect()
}

fn client_id_url_invalid_words(url: &ClientIdUrl<'_>, seen: &Invalid<'_>) -> Words {
    let quote = quoted(url.uri.raw);
    match seen {
        Invalid::Empty => Words::new(
            "the client identifier URL is empty",
            "write the https URL at which the document is published",
        ),
        Invalid::NoScheme => Words::new(
            format!("the client identifier {quote} is not a URL: it has no scheme"),
            "write the whole URL at which the document is published: `https://`, host and path",
        ),
        Invalid::OwnId => Words::new(
            format!(
                "the client identifier {quote} is an id that {} itself gives to a client, and not the URL of a document",
                url.profile.title
            ),
            "write the https URL at which the document is published: the client sends that URL",
        ),
        Invalid::Host(host, error) => Words::new(
            format!(
                "the client identifier URL {quote} does not parse: its host {} is refused ({error})",
                quoted(host)
            ),
            "write the host name at which the document is published",
        ),
        Invalid::BadEscape(found) => Words::new(
            format!(
                "the client identifier URL {quote} contains {}: two hexadecimal digits must follow a `%`",
                quoted(found)
            ),
            completed(url.uri.raw),
        ),
        Invalid::Character(character) => {
            let (name, help) = character_words(*character);
            Words::new(
                format!("the client identifier URL {quote} contains {name}, which no URL may contain"),
                help,
            )
        }
    }
}

fn character_words(character: char) -> (String, &'static str) {
    match character {
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
        _ => (format!("`{character}`"), "escape it with `%` and two hexadecimal digits, or leave it out"),
    }
}

/// `client-id-url-surrounding-whitespace`: white space stands before or after the URL.
fn client_id_url_surrounding_whitespace<'c>(url: &ClientIdUrl<'c>) -> Option<Fault<'c>> {
    // What is only white space is empty.
    let is_padded = url.given.len() != url.uri.raw.len() && !url.uri.raw.is_empty();
    let fault = Fault::at(url.whole());
    let (before, after) = url.given.split_once(url.uri.raw)?;
    let is_ascii = before.is_ascii() && after.is_ascii();
    is_padded.then(|| if is_ascii { fault } else { fault.fact("non-ascii") })
}

fn client_id_url_surrounding_whitespace_words(url: &ClientIdUrl<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the client identifier URL {} {} with white space",
            quoted(url.given),
            uri::white_space_side(url.given)
        ),
        "remove it; it often comes from copying, or from the last line of an environment file",
    )
}

/// `client-id-url-too-long`: the URL has more bytes than the profile takes.
fn client_id_url_too_long<'c>(url: &ClientIdUrl<'c>) -> Option<Fault<'c, usize>> {
    let limit = url.profile.limits.client_id_url_bytes?;
    (url.given.len() > limit).then(|| Fault::at(url.whole()).with(limit))
}

fn client_id_url_too_long_words(url: &ClientIdUrl<'_>, &limit: &usize) -> Words {
    let (quote, bytes) = (quoted(url.given), url.given.len());
    Words::new(
        format!(
            "the client identifier URL {quote} has {bytes} bytes, {} more than the {limit} that {} takes",
            bytes - limit,
            url.profile.title
        ),
        "publish the document at a shorter URL",
    )
}

/// `client-id-url-not-https`: the scheme is not https.
fn client_id_url_not_https<'c>(url: &SplitUrl<'c>) -> Option<Fault<'c>> {
    (!url.uri.has_scheme("https")).then(|| Fault::at(url.part(url.scheme)))
}

fn client_id_url_not_https_words(url: &SplitUrl<'_>, _: &()) -> Words {
    let help = if url.uri.has_scheme("http") {
        "publish the document over https, and write `https://` here"
    } else {
        "a client identifier is the https URL at which the document is published"
    };
    let (quote, scheme) = (quoted(url.uri.raw), url.scheme);
    Words::new(format!("the client identifier URL {quote} has the scheme `{scheme}`; it must be https"), help)
}

/// `client-id-url-scheme-case`: the scheme has upper-case letters.
fn client_id_url_scheme_case<'c>(url: &WebUrl<'c>) -> Option<Fault<'c>> {
    let has_upper_case = url.scheme.bytes().any(|byte| byte.is_ascii_uppercase());
    has_upper_case.then(|| Fault::at(url.part(url.scheme)))
}

fn client_id_url_scheme_case_words(url: &WebUrl<'_>, _: &()) -> Words {
    let scheme = url.scheme;
    Words::new(
        format!(
            "the scheme is written `{scheme}`, and client identifiers are compared character by character"
        ),
        format!("write `{}` in lower case", scheme.to_ascii_lowercase()),
    )
}

/// `client-id-url-non-ascii`: the URL has a character outside ASCII after the host.
fn client_id_url_non_ascii<'c>(url: &WebUrl<'c>) -> Option<Fault<'c, char>> {
    let rest = &url.uri.raw[url.uri.offset_of(url.uri.path)..];
    let character = rest.chars().find(|character| !character.is_ascii())?;
    Some(Fault::at(url.part(rest)).with(character))
}

fn client_id_url_non_ascii_words(url: &WebUrl<'_>, character: &char) -> Words {
    // A host that is not in ASCII has a rule of its own, which is shown beside this one.
    let help = match in_ascii(&url.uri).as_deref().and_then(quoted_whole) {
        Some(ascii) => format!("write {ascii}"),
        None => "escape it with `%` and two hexadecimal digits for each of its bytes".to_owned(),
    };
    Words::new(
        format!(
            "the client identifier URL {} contains {}, which is not ASCII: programs escape it, and the identifier changes",
            quoted(url.uri.raw),
            quoted(&character.to_string())
        ),
        help,
    )
}

/// `client-id-url-not-canonical`: programs that parse the URL write it in another way.
fn client_id_url_not_canonical<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, String>> {
    // A host that no parser takes has no canonical form.
    let host = url.host.as_ref().filter(|host| !matches!(host, Host::Unparsable(_)))?;
    let canonical = uri::rewritten(&url.uri, host)?;
    Some(Fault::at(url.part(url.uri.raw)).with(canonical))
}

fn client_id_url_not_canonical_words(url: &HostedUrl<'_>, canonical: &String) -> Words {
    let help = match quoted_whole(canonical) {
        Some(canonical) => format!("write {canonical}"),
        None => "write the URL as programs do".to_owned(),
    };
    Words::new(
        format!(
            "programs write the client identifier URL {} as {}, which is another identifier",
            quoted(url.uri.raw),
            quoted(canonical)
        ),
        help,
    )
}

/// `client-id-url-query`: the URL has a query.
fn client_id_url_query<'c>(url: &SplitUrl<'c>) -> Option<Fault<'c, &'static str>> {
    let query = url.uri.query?;
    Some(delimited(url, query, "a query", "a `?`, and an empty query is a query"))
}

fn client_id_url_query_words(url: &SplitUrl<'_>, what: &&str) -> Words {
    let quote = quoted(url.uri.raw);
    Words::new(
        format!("the client identifier URL {quote} has {what}; the identifier should not depend on one"),
        "publish the document at a URL without `?`",
    )
}

/// `client-id-url-fragment`: the URL has a fragment.
fn client_id_url_fragment<'c>(url: &SplitUrl<'c>) -> Option<Fault<'c, &'static str>> {
    let fragment = url.uri.fragment?;
    Some(delimited(url, fragment, "a fragment", "a `#`, and an empty fragment is a fragment"))
}

fn client_id_url_fragment_words(url: &SplitUrl<'_>, what: &&str) -> Words {
    let quote = quoted(url.uri.raw);
    Words::new(
        format!("the client identifier URL {quote} has {what}; a fragment never reaches the server"),
        "remove the `#` and what follows it",
    )
}

/// A fault of a part of the URL with the delimiter before it; an empty part has words and a fact of its own.
fn delimited<'c>(
    url: &SplitUrl<'c>,
    part: &str,
    what: &'static str,
    empty: &'static str,
) -> Fault<'c, &'static str> {
    let fault = Fault::at(url.with_delimiter(part));
    if part.is_empty() { fault.fact("empty").with(empty) } else { fault.with(what) }
}

include!(concat!(env!("OUT_DIR"), "/client_id_url_syntax.rs"));
