//! Redirect URIs with the scheme http or https.

use std::borrow::Cow;

use super::super::faults::Faults;
use super::super::mending::{over_https, text_once, without_userinfo};
use super::super::view::{AbsoluteRedirect, LoopbackRedirect, RedirectUriView, WebRedirect};
use super::removal::removal_beside_taken;
use crate::finding::{Fault, Words, quoted, quoted_whole};
use crate::metadata::host::{Host, Loopback, is_unspecified, loopback, loopback_host};
use crate::metadata::uri;
use crate::profile::{RedirectClass, first_words, words};
use crate::rule::Rule;

/// `redirect-uri-http`: plain http to a host that is not loopback, or to a loopback host where the profile takes
/// none.
fn redirect_uri_http<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c, bool>> {
    if uri.is_https() {
        return None;
    }
    let is_loopback = loopback_host(&uri.host).is_some();
    let is_refused = !is_loopback || !uri.profile.redirect_uris.takes_at_all(RedirectClass::Loopback);
    is_refused.then(|| Fault::at(uri.place()).with(is_loopback))
}

fn redirect_uri_http_words(uri: &WebRedirect<'_>, &is_loopback: &bool) -> Words {
    if is_unspecified(&uri.host) {
        return listen_address_words(uri);
    }
    let title = &uri.profile.title;
    let takes_loopback = uri.profile.redirect_uris.takes(RedirectClass::Loopback, true);
    let message = if is_loopback {
        format!("{}: {title} does not take plain http, not even to the user's own machine", uri.is())
    } else if takes_loopback {
        format!("{}: plain http is only accepted for loopback hosts", uri.is())
    } else {
        format!("{}: plain http is not accepted", uri.is())
    };
    let help = match uri.recommended_loopback_host() {
        Some(host) => format!(
            "publish the callback over https, or, for an application on the user's own machine, register `http://{host}:33418/callback` and `\"application_type\": \"native\"`"
        ),
        None => "publish the callback over https".to_owned(),
    };
    let secure = over_https(&uri.uri).map(|secure| text_once(uri.value, &secure));
    Words::new(message, help).fix(secure.or_else(|| removal_beside_taken(uri)))
}

/// `redirect-uri-listen-address`: the host is the address at which programs listen on every interface.
fn redirect_uri_listen_address<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c>> {
    is_unspecified(&uri.host).then(|| Fault::at(uri.place()))
}

fn redirect_uri_listen_address_words(uri: &WebRedirect<'_>, _: &()) -> Words {
    listen_address_words(uri)
}

fn listen_address_words(uri: &WebRedirect<'_>) -> Words {
    const PUBLISH: &str = "publish the callback over https, at the public name of the host";
    let loopback = uri.recommended_loopback_host().map(|host| uri.on_loopback(host));
    let help = match loopback {
        Some(loopback) if uri.is_registered(&loopback) => {
            "remove it: it is in the list already, with a loopback host".to_owned()
        }
        Some(loopback) => match quoted_whole(&loopback) {
            Some(loopback) => format!(
                "for an application on the user's own machine, write {loopback} and `\"application_type\": \"native\"`; else {PUBLISH}"
            ),
            None => PUBLISH.to_owned(),
        },
        None => PUBLISH.to_owned(),
    };
    Words::new(
        format!(
            "{}: {} is an address to listen at, on every interface of a machine, and not one to be redirected to",
            uri.is(),
            quoted(uri.authority.host)
        ),
        help,
    )
    .fix(removal_beside_taken(uri))
}

/// `redirect-uri-userinfo`: a user name stands before the host.
fn redirect_uri_userinfo<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c>> {
    let userinfo = uri.uri.userinfo()?;
    Some(Fault::at(uri.stretch(uri.uri.offset_of(userinfo), userinfo.len() + 1)))
}

fn redirect_uri_userinfo_words(uri: &WebRedirect<'_>, _: &()) -> Words {
    Words::new(
        format!("{}: browsers hide or drop the user name before the `@`", uri.is()),
        "remove everything between `//` and the host",
    )
    .fix(without_userinfo(&uri.uri).map(|plain| text_once(uri.value, &plain)))
}

/// `redirect-uri-dot-segment`: the path has a segment `.` or `..`.
fn redirect_uri_dot_segment<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c>> {
    let has_dots = uri.uri.segments().any(|segment| uri::dot_segment(segment).is_some());
    has_dots.then(|| Fault::at(uri.place()))
}

fn redirect_uri_dot_segment_words(uri: &WebRedirect<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{}: its path has a dot segment, which browsers resolve and servers compare as it stands",
            uri.is()
        ),
        "write the path without it",
    )
    .fix(uri::rewritten(&uri.uri, &uri.host).map(|plain| text_once(uri.value, &plain)))
}

/// Parameters that the authorization server itself adds to a redirect URI: RFC 6749, section 4.1.2; RFC 9207.
const RESPONSE_PARAMETERS: [&str; 6] = ["code", "state", "error", "iss", "id_token", "access_token"];

/// `redirect-uri-reserved-param`: the query has a parameter that the server adds itself.
fn redirect_uri_reserved_param<'c>(uri: &AbsoluteRedirect<'c>) -> Option<Fault<'c, &'c str>> {
    let mut names = uri.uri.query?.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    let name = names.find(|name| RESPONSE_PARAMETERS.contains(name))?;
    Some(Fault::at(uri.place()).with(name))
}

fn redirect_uri_reserved_param_words(uri: &AbsoluteRedirect<'_>, name: &&str) -> Words {
    Words::new(
        format!("{}: its query has `{name}`, which the server adds itself", uri.is()),
        "give the parameter another name",
    )
}

/// `redirect-uri-loopback-alias`: a loopback host in a spelling that the profile does not list.
fn redirect_uri_loopback_alias<'c>(uri: &LoopbackRedirect<'c>) -> Option<Fault<'c>> {
    let is_listed = uri.profile.redirect_uris.is_loopback_host(uri.authority.host);
    (!uri.is_https() && !is_listed).then(|| Fault::at(uri.place()))
}

fn redirect_uri_loopback_alias_words(uri: &LoopbackRedirect<'_>, _: &()) -> Words {
    let hosts = uri.profile.redirect_uris.loopback_hosts.as_deref().unwrap_or_default();
    let list = words(hosts, "and");
    let start = uri.uri.offset_of(uri.authority.host);
    let (before, after) = (&uri.uri.raw[..start], &uri.uri.raw[start + uri.authority.host.len()..]);
    // A literal is recommended, RFC 8252 section 8.3; the name is offered where the profile takes no other.
    let is_literal = |host: &&Cow<'_, str>| !matches!(loopback(host), Some(Loopback::Localhost));
    let has_literal = hosts.iter().any(|host| is_literal(&host));
    let offered = hosts.iter().filter(|host| !has_literal || is_literal(host));
    let spellings = offered.take(3).map(|host| {
        let spelt = format!("{before}{host}{after}");
        uri::rewritten(&uri::Uri::split(&spelt), &Host::read(host)).unwrap_or(spelt)
    });
    let (registered, new): (Vec<String>, Vec<String>) = spellings.partition(|spelt| uri.is_registered(spelt));
    let fix = new.iter().chain(&registered).next().map(|spelt| text_once(uri.value, spelt));
    let new: Vec<String> = new.iter().filter_map(|spelt| quoted_whole(spelt)).collect();
    let help = match (&new[..], &registered[..]) {
        ([], []) => "use an https URI at a public host that the application claims".to_owned(),
        ([], _) => "remove it: it is in the list already, with another host of the same machine".to_owned(),
        (new, _) => format!("write {}", new.join(" or ")),
    };
    Words::new(
        format!(
            "{}: {} is the user's own machine, but only {list} count as such",
            uri.is(),
            quoted(uri.authority.host)
        ),
        help,
    )
    .fix(fix)
}

/// `redirect-uri-host-not-listed`: the host is not one to which the profile sends answers.
fn redirect_uri_host_not_listed<'c>(uri: &WebRedirect<'c>) -> Option<Fault<'c>> {
    let is_loopback = !uri.is_https() && loopback_host(&uri.host).is_some();
    let is_taken = is_loopback || uri.profile.redirect_uris.takes_host(&uri.host);
    (!is_taken).then(|| Fault::at(uri.part(uri.authority.host)))
}

fn redirect_uri_host_not_listed_words(uri: &WebRedirect<'_>, _: &()) -> Words {
    let hosts = uri.profile.redirect_uris.hosts.as_deref().unwrap_or_default();
    let message = format!(
        "{}: {} sends no answers to the host {}",
        uri.is(),
        uri.profile.title,
        quoted(uri.authority.host)
    );
    let help = match hosts {
        [] => "remove the entry: no host is listed".to_owned(),
        hosts => format!(
            "move the callback to a host that is listed, {}; or remove the entry",
            first_words(hosts, "or")
        ),
    };
    Words::new(message, help)
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_web.rs"));
