//! The host of the client identifier URL.

use std::net::IpAddr;

use super::super::faults::Faults;
use super::super::view::{AddressHost, ClientIdUrlView, HostedUrl, NamedHost};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::address::special_use;
use crate::metadata::host::{Host, Loopback, has_punycode, is_documentation_name, name_fault, special_name};
use crate::metadata::hosting::HostedFile;
use crate::metadata::scripts::are_mixed;
use crate::metadata::{hosting, uri};
use crate::profile::first_words;
use crate::rule::Rule;

/// `client-id-url-loopback`: the host is the user's own machine.
fn client_id_url_loopback<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c, Option<IpAddr>>> {
    let raw = url.authority.host;
    let fault = Fault::at(url.part(raw));
    match url.loopback? {
        Loopback::Localhost => Some(fault.fact("name").with(None)),
        Loopback::Address(address) if is_usual_spelling(raw, address) => {
            Some(fault.fact("address").with(None))
        }
        Loopback::Address(address) => Some(fault.fact("other-spelling").with(Some(address))),
        Loopback::Other(_) => None,
    }
}

fn client_id_url_loopback_words(url: &HostedUrl<'_>, address: &Option<IpAddr>) -> Words {
    let what = address.map_or(String::new(), |address| format!(", another spelling of {address}"));
    Words::new(
        format!(
            "the host is {}{what}: a server cannot fetch a document from your own machine",
            quoted(url.authority.host)
        ),
        "publish the document at a public host; for development, publish a second document under a host of its own",
    )
}

/// Whether an address is written as programs write it.
fn is_usual_spelling(raw: &str, address: IpAddr) -> bool {
    raw.trim_matches(['[', ']']) == address.to_string()
}

/// `client-id-url-host-bad-punycode`: a label begins with `xn--` and stands for no name.
fn client_id_url_host_bad_punycode<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    let is_punycode = matches!(url.host, Some(Host::Unparsable(_))) && has_punycode(url.authority.host);
    is_punycode.then(|| Fault::at(url.part(url.authority.host)))
}

fn client_id_url_host_bad_punycode_words(url: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the host {} has a label that begins with `xn--` and does not stand for a name",
            quoted(url.authority.host)
        ),
        "write the host as your domain's registrar shows it in its `xn--` form",
    )
}

/// `client-id-url-ip-alias`: the host is an IPv4 address in a spelling about which programs disagree.
fn client_id_url_ip_alias<'c>(host: &AddressHost<'c>) -> Option<Fault<'c>> {
    let is_alias = host.address.is_ipv4() && !is_usual_spelling(host.raw, host.address);
    is_alias.then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_ip_alias_words(host: &AddressHost<'_>, _: &()) -> Words {
    let what = special_use(host.address).map_or(String::new(), |purpose| format!(" ({purpose})"));
    Words::new(
        format!(
            "the host {} is another spelling of the address {}{what}; programs disagree about such spellings",
            quoted(host.raw),
            host.address
        ),
        "publish the document at a host name",
    )
}

/// `client-id-url-special-ip`: the host is an address that is set aside for a special use (RFC 6890).
fn client_id_url_special_ip<'c>(host: &AddressHost<'c>) -> Option<Fault<'c, &'static str>> {
    let purpose = special_use(host.address)?;
    Some(Fault::at(host.part(host.raw)).with(purpose))
}

fn client_id_url_special_ip_words(host: &AddressHost<'_>, purpose: &&str) -> Words {
    Words::new(
        format!(
            "the host {} is a special-use address ({purpose}): servers refuse to fetch from it",
            quoted(host.raw)
        ),
        "publish the document at a public host name",
    )
}

/// `client-id-url-ip-host`: the host is an address.
fn client_id_url_ip_host<'c>(host: &AddressHost<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(host.part(host.raw)))
}

fn client_id_url_ip_host_words(host: &AddressHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the host {} is an address and not a name: it does not show who runs the client",
            quoted(host.raw)
        ),
        "publish the document at a host name of your own domain",
    )
}

/// `client-id-url-host-percent-encoded`: the host has an escape.
fn client_id_url_host_percent_encoded<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    let host = url.authority.host;
    // An escape that is not one makes the URL invalid.
    let is_escaped = host.contains('%') && uri::bad_escape(host).is_none();
    is_escaped.then(|| Fault::at(url.part(host)))
}

fn client_id_url_host_percent_encoded_words(url: &HostedUrl<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the host {} contains an escape: some programs decode it and others look for that very name",
            quoted(url.authority.host)
        ),
        "write the host without escapes",
    )
}

/// `client-id-url-host-invalid`: the host cannot exist in the DNS (RFC 1035, RFC 1123).
fn client_id_url_host_invalid<'c>(host: &NamedHost<'c>) -> Option<Fault<'c, &'static str>> {
    let fault = name_fault(&host.ascii)?;
    Some(Fault::at(host.part(host.raw)).with(fault))
}

fn client_id_url_host_invalid_words(host: &NamedHost<'_>, fault: &&str) -> Words {
    Words::new(
        format!("{} cannot be the name of a host: {fault}", quoted(host.raw)),
        "write the host name at which the document is published",
    )
}

/// `client-id-url-host-non-ascii`: the host has characters outside ASCII.
fn client_id_url_host_non_ascii<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    (!host.raw.is_ascii()).then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_host_non_ascii_words(host: &NamedHost<'_>, _: &()) -> Words {
    let ascii = quoted(&host.ascii);
    Words::new(
        format!(
            "the host {} is not written in ASCII; the URL that is really requested has {ascii}",
            quoted(host.raw)
        ),
        format!("write the host as {ascii}"),
    )
}

/// `client-id-url-special-name`: the host is not in the public DNS.
fn client_id_url_special_name<'c>(host: &NamedHost<'c>) -> Option<Fault<'c, &'static str>> {
    let reason = special_name(&host.ascii)?;
    Some(Fault::at(host.part(host.raw)).with(reason))
}

fn client_id_url_special_name_words(host: &NamedHost<'_>, reason: &&str) -> Words {
    Words::new(
        format!("the host {} is not in the public DNS: {reason}", quoted(host.raw)),
        "publish the document at a public host",
    )
}

/// `client-id-url-documentation-name`: the host is set aside for examples (RFC 2606, section 3).
fn client_id_url_documentation_name<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    is_documentation_name(&host.ascii).then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_documentation_name_words(host: &NamedHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the host {} is set aside for examples: nobody can publish a document there",
            quoted(host.raw)
        ),
        "write the URL at which the document is published",
    )
}

/// `client-id-url-host-case`: the host has upper-case letters.
fn client_id_url_host_case<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    // The two digits of an escape are not letters of the host.
    let mut parts = host.raw.split('%').enumerate();
    let has_upper_case = parts.any(|(index, part)| {
        part.bytes().skip(if index == 0 { 0 } else { 2 }).any(|byte| byte.is_ascii_uppercase())
    });
    has_upper_case.then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_host_case_words(host: &NamedHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the host {} has upper-case letters: programs lower them, and the identifiers no longer match",
            quoted(host.raw)
        ),
        format!("write {}", quoted(&host.raw.to_ascii_lowercase())),
    )
}

/// `client-id-url-host-trailing-dot`: the host ends with the dot of the root.
fn client_id_url_host_trailing_dot<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    host.raw.ends_with('.').then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_host_trailing_dot_words(host: &NamedHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "the host {} ends with a dot: with it and without it are two different identifiers",
            quoted(host.raw)
        ),
        "leave the last dot out",
    )
}

/// `client-id-url-shortener`: the host is a URL shortener.
fn client_id_url_shortener<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    hosting::is_shortener(&host.ascii).then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_shortener_words(host: &NamedHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} is a URL shortener: it answers with a redirect, and servers do not follow redirects here",
            quoted(host.raw)
        ),
        "use the URL that the short one leads to",
    )
}

/// `client-id-url-repository-file`: the URL is that of a file in a repository.
fn client_id_url_repository_file<'c>(host: &NamedHost<'c>) -> Option<Fault<'c, HostedFile>> {
    let file = hosting::hosted_file(&host.ascii, host.uri.path)?;
    Some(Fault::at(host.part(host.raw)).with(file))
}

fn client_id_url_repository_file_words(host: &NamedHost<'_>, file: &HostedFile) -> Words {
    let what = match file {
        HostedFile::Raw => "serves every file as `text/plain`",
        HostedFile::Page => "shows the file in an HTML page",
        HostedFile::Redirect => "answers with a redirect here",
    };
    Words::new(
        format!("{} {what}", quoted(host.raw)),
        "publish it with a host that serves it as `application/json`, such as the service's pages",
    )
}

/// `client-id-url-unstable`: the host belongs to a tunnel or a preview.
fn client_id_url_unstable<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    hosting::is_unstable(&host.ascii).then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_unstable_words(host: &NamedHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} is a host of a tunnel or preview: it goes away, and the client's identity with it",
            quoted(host.raw)
        ),
        "publish the document at a host that stays",
    )
}

/// `client-id-url-shared-host`: the host is a name under the domain of a service at which everybody can publish.
fn client_id_url_shared_host<'c>(host: &NamedHost<'c>) -> Option<Fault<'c, &'static str>> {
    Some(Fault::at(host.part(host.raw)).with(hosting::shared_domain(&host.ascii)?))
}

fn client_id_url_shared_host_words(host: &NamedHost<'_>, domain: &&'static str) -> Words {
    Words::new(
        format!(
            "{} is under `{domain}`, where everybody can publish: people cannot tell the client from others there",
            quoted(host.raw)
        ),
        "publish the document at a domain of your own before you register the client: a new URL is a new client",
    )
}

/// `client-id-url-host-underscore`: a label of the host has an underscore (RFC 1123, section 2.1).
fn client_id_url_host_underscore<'c>(host: &NamedHost<'c>) -> Option<Fault<'c>> {
    host.raw.contains('_').then(|| Fault::at(host.part(host.raw)))
}

fn client_id_url_host_underscore_words(host: &NamedHost<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} has a `_`: certificate authorities do not issue certificates for such names",
            quoted(host.raw)
        ),
        "publish the document at a host without `_`",
    )
}

/// `client-id-url-host-punycode`: a label of the host stands for other characters than letters, digits and hyphens.
fn client_id_url_host_punycode<'c>(host: &NamedHost<'c>) -> Option<Fault<'c, String>> {
    if !has_punycode(host.raw) {
        return None;
    }
    let (shown, _) = idna::domain_to_unicode(&host.ascii);
    (shown != *host.ascii).then(|| Fault::at(host.part(host.raw)).with(shown))
}

fn client_id_url_host_punycode_words(host: &NamedHost<'_>, shown: &String) -> Words {
    Words::new(
        format!(
            "{} is shown as {}: check that it cannot be taken for another name",
            quoted(host.raw),
            quoted(shown)
        ),
        "keep it if that is the name of the client; servers may show either form",
    )
}

/// `client-id-url-host-mixed-script`: a label stands for letters of scripts that are not written together.
fn client_id_url_host_mixed_script<'c>(host: &NamedHost<'c>) -> Option<Fault<'c, String>> {
    if !has_punycode(host.raw) {
        return None;
    }
    let (shown, _) = idna::domain_to_unicode(&host.ascii);
    shown.split('.').any(are_mixed).then(|| Fault::at(host.part(host.raw)).with(shown))
}

fn client_id_url_host_mixed_script_words(host: &NamedHost<'_>, shown: &String) -> Words {
    Words::new(
        format!(
            "{} is shown as {}, which mixes letters of different scripts: people may take it for another name",
            quoted(host.raw),
            quoted(shown)
        ),
        "use a host whose labels have letters of one script each",
    )
}

/// `client-id-url-host-not-listed`: the host is not one of those at which the profile takes documents.
fn client_id_url_host_not_listed<'c>(url: &HostedUrl<'c>) -> Option<Fault<'c>> {
    let identifiers = &url.profile.identifiers;
    let is_taken = match &url.host {
        Some(host) => identifiers.takes_host(host),
        None => identifiers.hosts.is_none(),
    };
    (!is_taken).then(|| Fault::at(url.part(url.authority.host)))
}

fn client_id_url_host_not_listed_words(url: &HostedUrl<'_>, _: &()) -> Words {
    let hosts = url.profile.identifiers.hosts.as_deref().unwrap_or_default();
    let message = format!(
        "the host {} is not one at which {} takes documents",
        quoted(url.authority.host),
        url.profile.title
    );
    let help = match hosts {
        [] => "no host is listed: ask the operator of the server for one".to_owned(),
        hosts => format!("publish the document at a host that is listed: {}", first_words(hosts, "or")),
    };
    Words::new(message, help)
}

include!(concat!(env!("OUT_DIR"), "/client_id_url_host.rs"));
