//! The URLs of the document that are shown to people, or fetched for them.

use super::escape::completed;
use super::faults::Faults;
use super::mending::{over_https, removal, removal_beside_others, text, without_userinfo};
use super::view::{AbsoluteUrl, OtherUrl, Url, UrlView};
use crate::finding::{Fault, SpannedFix, Words, quoted};
use crate::metadata::host::unreachable;
use crate::metadata::uri;
use crate::rule::Rule;

/// `uri-surrounding-whitespace`: white space stands before or after the URL.
fn uri_surrounding_whitespace<'c>(url: &Url<'c>) -> Option<Fault<'c>> {
    // What is only white space is empty.
    let is_padded = url.given.len() != url.uri.raw.len() && !url.uri.raw.is_empty();
    is_padded.then(|| Fault::at(url.place()))
}

fn uri_surrounding_whitespace_words(url: &Url<'_>, _: &()) -> Words {
    let side = uri::white_space_side(url.given);
    Words::new(format!("{}: it {side} with white space", url.is()), "remove it")
        .fix(text(url.value, url.uri.raw))
}

/// `uri-bad-escape`: two hexadecimal digits do not follow a `%` (RFC 3986, section 2.1).
fn uri_bad_escape<'c>(url: &Url<'c>) -> Option<Fault<'c, usize>> {
    // That of the key set is told with what else keeps servers from fetching it; what a `data:` URL holds is not a path.
    let is_data = url.uri.has_scheme("data") || url.uri.has_scheme("javascript");
    let at = url.uri.bad_escape().filter(|_| !url.is_key_set() && !is_data)?;
    Some(Fault::at(url.stretch(at, 1)).with(at))
}

fn uri_bad_escape_words(url: &Url<'_>, &at: &usize) -> Words {
    let found: String = url.uri.raw[at..].chars().take(3).collect();
    Words::new(
        format!("{}: it contains {}, and two hexadecimal digits must follow a `%`", url.is(), quoted(&found)),
        completed(url.uri.raw),
    )
}

/// `uri-userinfo`: a user name or password stands before the host.
fn uri_userinfo<'c>(url: &Url<'c>) -> Option<Fault<'c>> {
    // What another scheme says of hosts is not known.
    let is_web = url.uri.has_scheme("https") || url.uri.has_scheme("http");
    let userinfo = url.uri.userinfo().filter(|_| is_web && !url.is_key_set())?;
    Some(Fault::at(url.stretch(url.uri.offset_of(userinfo), userinfo.len() + 1)))
}

fn uri_userinfo_words(url: &Url<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: browsers hide or drop the user name before the `@`", url.is()),
        "remove everything between `//` and the host, the `@` too",
    )
    .fix(without_userinfo(&url.uri).map(|plain| text(url.value, &plain)))
}

/// What to write instead.
fn help(url: &Url<'_>) -> String {
    let what = if url.is_logo() { "an image" } else { "the page" };
    format!("write the https URL of {what}")
}

/// What keeps a value from being an absolute URL.
enum NotAbsolute {
    Empty,
    NoScheme,
    Fault(&'static str),
}

/// `uri-not-absolute`: the value is not an absolute URL.
fn uri_not_absolute<'c>(url: &OtherUrl<'c>) -> Option<Fault<'c, NotAbsolute>> {
    let uri = &url.uri;
    let fault = if uri.raw.is_empty() {
        NotAbsolute::Empty
    } else if uri.scheme.is_none() {
        NotAbsolute::NoScheme
    } else if uri.has_scheme("https") || uri.has_scheme("http") {
        NotAbsolute::Fault(uri::web_url_fault(uri)?)
    } else {
        return None;
    };
    Some(Fault::at(url.place()).with(fault))
}

fn uri_not_absolute_words(url: &OtherUrl<'_>, fault: &NotAbsolute) -> Words {
    let words = match fault {
        NotAbsolute::Empty => {
            Words::new(format!("{} is empty", url.member), format!("remove it, or {}", help(url)))
        }
        NotAbsolute::NoScheme => {
            Words::new(format!("{}, which is not an absolute URL: it has no scheme", url.is()), help(url))
        }
        NotAbsolute::Fault(fault) => Words::new(format!("{}: {fault}", url.is()), help(url)),
    };
    words.fix(without(url))
}

/// Removes the member, which no profile requires, or the entry of its list, where others stay.
fn without(url: &Url<'_>) -> Option<SpannedFix> {
    if url.value.name().is_some() { Some(removal(url.value)) } else { removal_beside_others(url.value) }
}

/// `uri-not-https`: the scheme is http.
fn uri_not_https<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    (url.scheme == "http" && !url.is_listed()).then(|| Fault::at(url.place()))
}

fn uri_not_https_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    let (why, help) = if url.is_logo() {
        ("a page served over https may not show it, and servers may refuse it", "serve the logo over https")
    } else {
        (
            "anyone on the network can change what it shows, and servers may refuse it",
            "serve the page over https",
        )
    };
    Words::new(format!("{}: {why}", url.is()), help)
        .fix(over_https(&url.uri).map(|secure| text(url.value, &secure)))
}

/// `uri-special-ip`: the URL leads to a special-use address, or to the machine that asks.
fn uri_special_ip<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c, String>> {
    // Users are sent to those of a list, some on their own machine, except where servers fetch them.
    let is_asked = !url.is_listed() || url.member == "request_uris";
    let is_web = matches!(&*url.scheme, "http" | "https");
    let reason = unreachable(url.uri.host()).filter(|_| is_asked && is_web)?;
    Some(Fault::at(url.place()).with(reason))
}

fn uri_special_ip_words(url: &AbsoluteUrl<'_>, reason: &String) -> Words {
    Words::new(
        format!("{}: {reason}, which servers and other people do not reach", url.is()),
        "publish it at a public host, over https",
    )
}

/// `logo-svg`: the logo is an SVG image, which can hold scripts.
fn logo_svg<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    let is_web = matches!(&*url.scheme, "http" | "https");
    let is_svg = url.uri.path.to_ascii_lowercase().ends_with(".svg");
    (url.is_logo() && is_web && is_svg).then(|| Fault::at(url.place()))
}

fn logo_svg_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: an SVG image can hold scripts, and some servers do not show it", url.is()),
        "publish the logo as PNG or WebP",
    )
}

/// `uri-dangerous-scheme`: the URL runs or reads something where it is shown.
fn uri_dangerous_scheme<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    // The image itself in the place of its URL is another mistake, and what `ftp` leads to is only fetched.
    let is_image = url.is_logo() && url.scheme == "data";
    let is_dangerous = uri::is_dangerous_scheme(&url.scheme) && url.scheme != "ftp" && !is_image;
    is_dangerous.then(|| Fault::at(url.place()))
}

fn uri_dangerous_scheme_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: a `{}:` URL runs or reads something where it is shown", url.is(), url.scheme),
        help(url),
    )
    .fix(without(url))
}

/// `logo-data-uri`: the logo is the image itself.
fn logo_data_uri<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    (url.is_logo() && url.scheme == "data").then(|| Fault::at(url.place()))
}

fn logo_data_uri_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: the image itself, where the URL of an image is wanted", url.is()),
        "publish the image and write its https URL",
    )
}

/// `logo-uri-scheme`: the URL of the logo has another scheme than http and https.
fn logo_uri_scheme<'c>(url: &AbsoluteUrl<'c>) -> Option<Fault<'c>> {
    let is_web = matches!(&*url.scheme, "http" | "https");
    (url.is_logo() && !is_web).then(|| Fault::at(url.place()))
}

fn logo_uri_scheme_words(url: &AbsoluteUrl<'_>, _: &()) -> Words {
    Words::new(format!("{}: only http and https are taken", url.is()), help(url))
}

include!(concat!(env!("OUT_DIR"), "/urls.rs"));
