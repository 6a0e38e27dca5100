//! URIs as `java.net.URI` takes them apart.

use crate::metadata::uri::Uri;

/// The parts, where the class takes the text.
pub(super) fn parse(text: &str) -> Option<Uri<'_>> {
    let uri = Uri::split(text);
    let is_bad =
        |character: char| character.is_control() || !character.is_ascii() && character.is_whitespace();
    let is_taken = uri.illegal_character().is_none()
        && uri.bad_escape().is_none()
        && !text.chars().any(is_bad)
        && !uri.path.contains(['[', ']'])
        && !uri.fragment.is_some_and(|fragment| fragment.contains('#'));
    let has_content = match uri.authority {
        Some(authority) => !authority.host.is_empty() || !uri.path.is_empty(),
        None => uri.scheme.is_none() || !uri.path.is_empty(),
    };
    (is_taken && has_content).then_some(uri)
}

/// What `getHost` gives: nothing for a host with an underscore, or another that is neither a name nor an address.
pub(super) fn host<'a>(uri: &Uri<'a>) -> Option<&'a str> {
    let authority = uri.authority?;
    let host = authority.host;
    let port_is_right = authority.port.is_none_or(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    let is_literal = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|inside| {
        inside.split('%').next().is_some_and(|inside| inside.parse::<std::net::Ipv6Addr>().is_ok())
    });
    (port_is_right && (is_literal || host.parse::<std::net::Ipv4Addr>().is_ok() || is_name(host)))
        .then_some(host)
}

fn is_name(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    name.split('.').all(is_label) && last.starts_with(|first: char| first.is_ascii_alphabetic())
}
