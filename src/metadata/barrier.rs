//! What stands between a server and a document that is published: logins and filters, by what their answers have.

/// Kinds of barriers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// Only people who have logged in, or who know a password, get through.
    Login,
    /// Only browsers get through.
    Filter,
}

/// Header fields, in lower case, by a part of their values.
const FIELDS: [(&str, &str, Barrier); 6] = [
    ("set-cookie", "_vercel_sso_nonce", Barrier::Login),
    ("set-cookie", "cf_authorization", Barrier::Login),
    ("cf-mitigated", "challenge", Barrier::Filter),
    ("x-vercel-mitigated", "challenge", Barrier::Filter),
    ("x-amzn-waf-action", "challenge", Barrier::Filter),
    ("x-amzn-waf-action", "captcha", Barrier::Filter),
];

/// Hosts that do nothing but log people in: these, and the names under them.
const LOGIN_HOSTS: [&str; 4] =
    ["cloudflareaccess.com", "login.microsoftonline.com", "accounts.google.com", "okta.com"];

/// Segments of a path, and first labels of a host, where people log in.
const LOGIN_NAMES: [&str; 11] =
    ["accounts", "auth", "authorize", "idp", "log-in", "login", "oauth2", "saml", "sign-in", "signin", "sso"];

/// The barrier that the header fields of an answer speak of.
pub fn of_fields<'f>(mut fields: impl Iterator<Item = (&'f str, &'f str)>) -> Option<Barrier> {
    fields.find_map(|(name, value)| {
        let value = value.to_ascii_lowercase();
        let fits = |(own, part, _): &&(&str, &str, Barrier)| *own == name && value.contains(part);
        FIELDS.iter().find(fits).map(|&(_, _, barrier)| barrier)
    })
}

/// Whether a redirect from a path to that host and path leads to a login.
pub fn is_login(from: &str, host: &str, path: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_under = |domain: &&str| {
        host.strip_suffix(*domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    if LOGIN_HOSTS.iter().any(is_under) || host == "vercel.com" && path.starts_with("/sso-api") {
        return true;
    }
    // A document that has moved keeps its name.
    let name =
        |path: &str| path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let is_login_name = |name: &str| {
        let name = name.split('.').next().unwrap_or_default();
        LOGIN_NAMES.iter().any(|login| name.eq_ignore_ascii_case(login))
    };
    name(from) != name(path)
        && (host.split('.').next().is_some_and(is_login_name) || path.split('/').any(is_login_name))
}
