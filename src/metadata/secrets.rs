//! What secrets are called, and what they look like.

use super::uri::Uri;

/// Names of members that hold a secret, without separators and in lower case.
const NAMES: [&str; 22] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "apisecret",
    "apitoken",
    "appsecret",
    "authtoken",
    "bearertoken",
    "clientassertion",
    "clientsecret",
    "idtoken",
    "initialaccesstoken",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "privatekeypem",
    "refreshtoken",
    "registrationaccesstoken",
    "secret",
    "secretkey",
    "sharedsecret",
];

/// Beginnings of well-known tokens, and how long such a token is at least.
const TOKENS: [(&str, usize, &str); 14] = [
    ("ghp_", 36, "a GitHub token"),
    ("gho_", 36, "a GitHub token"),
    ("ghs_", 36, "a GitHub token"),
    ("ghu_", 36, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 24, "a Slack token"),
    ("xoxp-", 24, "a Slack token"),
    ("sk_live_", 24, "a Stripe key"),
    ("rk_live_", 24, "a Stripe key"),
    ("sk-ant-", 24, "an Anthropic key"),
    ("sk-proj-", 24, "an OpenAI key"),
    ("AKIA", 20, "an AWS access key"),
    ("npm_", 36, "an npm token"),
];

/// The two marker lines of a private key in PEM form have more bytes than this.
const MIN_PEM_BYTES: usize = 50;

/// What [`secret_form`] says of a URL with a password in it.
pub const PASSWORD: &str = "a password in a URL";

/// Whether a name is one of a secret, whatever its case and separators: `privateKey` and `private_key` are one.
pub fn is_secret_name(name: &str) -> bool {
    let letters = || name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    NAMES.iter().any(|secret| letters().eq(secret.bytes()))
}

/// What secret a text looks like.
pub fn secret_form(text: &str) -> Option<&'static str> {
    if text.len() >= MIN_PEM_BYTES && text.contains("PRIVATE KEY-----") {
        return Some("a private key in PEM form");
    }
    if has_password(text) {
        return Some(PASSWORD);
    }
    // Most texts begin like no token.
    let first = text.as_bytes().first();
    let mut tokens = TOKENS.iter().filter(|(start, _, _)| start.as_bytes().first() == first);
    let is_token = |&&(start, length, _): &&(&str, usize, &str)| {
        text.len() >= length && text.starts_with(start) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    tokens.find(is_token).map(|&(_, _, what)| what)
}

/// Whether a URL has a password before its host (RFC 3986, section 3.2.1): `https://user:password@example.com/`.
fn has_password(text: &str) -> bool {
    if !text.contains('@') || !text.contains("://") {
        return false;
    }
    let userinfo = Uri::split(text).authority.and_then(|authority| authority.userinfo);
    userinfo.and_then(|userinfo| userinfo.split_once(':')).is_some_and(|(_, password)| !password.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_name_in_any_spelling() {
        for name in ["privateKey", "private_key", "API-KEY", "registration_access_token", "secret"] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["", "client_name", "secrets", "a_registration_access_token", "tokens"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn a_password_is_known_by_its_place() {
        assert_eq!(secret_form("https://user:pass@example.com/logo.png"), Some(PASSWORD));
        for text in ["https://user@example.com/", "https://example.com/a:b@c", "https://u:@h/", "a:b@c://d"] {
            assert_eq!(secret_form(text), None, "{text}");
        }
    }

    #[test]
    fn every_token_is_known_by_its_beginning() {
        for (start, length, what) in TOKENS {
            let token = format!("{start}{}", "a".repeat(length - start.len()));
            assert_eq!(secret_form(&token), Some(what));
            assert_eq!(secret_form(&token[1..]), None);
        }
    }
}
