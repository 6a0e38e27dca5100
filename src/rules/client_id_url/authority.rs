//! What stands between `//` and the path of the client identifier URL.

use super::super::faults::Faults;
use super::super::view::{ClientIdUrlView, HostedUrl, WebUrl};
use crate::finding::{Fault, Words, quoted, quoted_whole};
use crate::metadata::secrets::{SecretUrl, secret_url};
use crate::metadata::uri::{self, port_number};
use crate::rule::Rule;

/// `client-id-url-no-host`: the URL has no host.
fn client_id_url_no_host<'c>(url: &WebUrl<'c>) -> Option<Fault<'c>> {
    let has_host = url.uri.authority.is_some_and(|authority| !authority.host.is_empty());
    (!has_host).then(|| Fault::at(url.part(url.uri.raw)))
}

fn client_id_url_no_host_words(url: &WebUrl<'_>, _: &()) -> Words {
    let rest = url.uri.raw.split_once("//").map_or("", |(_, rest)| rest);
    let address = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if address.parse::<std::net::Ipv6Addr>().is_ok() {
        return Words::new(
            format!(
                "the client identifier URL {} has no host: an IPv6 address stands in brackets, `[{address}]`",
                quoted(url.uri.raw)
            ),
            "write the name of the host at which the document is published: servers refuse addresses",
        );
    }
    let after_scheme = url.uri.raw.split_once(':').map_or("", |(_, rest)| rest);
    let reason = match after_scheme.bytes().take_while(|&byte| byte == b'/').count() {
        2 => "nothing stands between `//` and the path",
        0 => "`//` is missing after the scheme",
        1 => "there is one slash after the scheme, and there must be two",
        _ => "there are more than two slashes after the scheme",
    };
    Words::new(
        format!("the client identifier URL {} has no host: {reason}", quoted(url.uri.raw)),
        "write `https://`, the host, and the path",
    )
}

/// `client-id-url-userinfo`: a user name or password stands before the host.
fn client_id_url_userinfo<'c>(url: &WebUrl<'c>) -> Option<Fault<'c, Option<SecretUrl>>> {
    let userinfo = url.uri.authority?.userinfo?;
    Some(Fault::at(url.part(userinfo)).with(secret_url(url.uri.raw)))
}

fn client_id_url_userinfo_words(url: &WebUrl<'_>, secret: &Option<SecretUrl>) -> Words {
    let is_empty = url.uri.authority.and_then(|authority| authority.userinfo).is_some_and(str::is_empty);
    let help = "remove everything between `//` and the host, the `@` too";
    match secret {
        // A secret is not repeated: logs are read by many.
        Some(SecretUrl { masked, what }) => Words::new(
            format!("the client identifier URL {} publishes {what} before the `@`", quoted(masked)),
            format!("{help}, and take the secret out of use"),
        ),
        None if is_empty => Words::new(
            format!(
                "the client identifier URL {} has an `@` before its host, and no user name before that",
                quoted(url.uri.raw)
            ),
            help,
        ),
        None => Words::new(
            format!("the client identifier URL {} has a user name before the `@`", quoted(url.uri.raw)),
            help,
        ),
    }
}

/// What is wrong with a port.
enum BadPort {
    NotANumber,
    Zero,
    TooLarge,
}

/// `client-id-url-bad-port`: the port is not a number from 1 to 65535.
fn client_id_url_bad_port<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, BadPort>> {
    let port = url.authority.port.filter(|port| !port.is_empty())?;
    let (fact, bad) = match uri::port_number(port) {
        Some(0) => ("zero", BadPort::Zero),
        Some(_) => return None,
        None if port.bytes().all(|byte| byte.is_ascii_digit()) => ("too-large", BadPort::TooLarge),
        None => ("not-a-number", BadPort::NotANumber),
    };
    Some(Fault::at(url.with_delimiter(port)).fact(fact).with(bad))
}

fn client_id_url_bad_port_words(url: &HostedUrl<'_>, bad: &BadPort) -> Words {
    let reason = match bad {
        BadPort::NotANumber => "a port is a number",
        BadPort::Zero => "nothing is served at port 0",
        BadPort::TooLarge => "the highest port is 65535",
    };
    let port = url.authority.port.unwrap_or_default();
    Words::new(
        format!("the client identifier URL {} has the port {}: {reason}", quoted(url.uri.raw), quoted(port)),
        "leave the port out, or write the one at which the document is served",
    )
}

/// `client-id-url-empty-port`: a colon follows the host, and no port.
fn client_id_url_empty_port<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    let port = url.authority.port.filter(|port| port.is_empty())?;
    Some(Fault::at(url.with_delimiter(port)))
}

fn client_id_url_empty_port_words(url: &HostedUrl<'_>, _: &()) -> Words {
    // What looks like the host is a scheme again, and has no reading as a host.
    if url.host.is_none() && url.authority.host.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Words::new(
            format!(
                "the scheme stands twice in the client identifier URL {}: programs take the second for the host",
                quoted(url.uri.raw)
            ),
            match quoted_whole(&format!("https:{}", url.uri.path)).filter(|_| url.uri.path.starts_with("//"))
            {
                Some(once) => format!("write {once}"),
                None => "write the scheme once".to_owned(),
            },
        );
    }
    Words::new(
        "a colon follows the host, but no port: programs drop it, and the identifier changes",
        "remove the colon",
    )
}

/// `client-id-url-default-port`: the port of https is written out.
fn client_id_url_default_port<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    let port = url.authority.port.filter(|&port| port == "443" && url.uri.has_scheme("https"))?;
    Some(Fault::at(url.with_delimiter(port)))
}

fn client_id_url_default_port_words(_: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        "`:443` is the port https has anyway: with it and without it are two different identifiers, and many programs drop it",
        "leave `:443` out",
    )
}

/// `client-id-url-explicit-port`: the URL has another port than 443. One with a leading zero is first of
/// all another spelling.
fn client_id_url_explicit_port<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, u16>> {
    let port = url.authority.port.filter(|port| !port.starts_with('0'))?;
    let number = port_number(port).filter(|number| !matches!(number, 80 | 443))?;
    Some(Fault::at(url.with_delimiter(port)).with(number))
}

fn client_id_url_explicit_port_words(_: &HostedUrl<'_>, port: &u16) -> Words {
    Words::new(
        format!("the client identifier URL has the port {port}: some servers fetch from port 443 alone"),
        "publish the document at port 443, and leave the port out",
    )
}

include!(concat!(env!("OUT_DIR"), "/client_id_url_authority.rs"));
