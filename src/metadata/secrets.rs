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
    // Most texts begin like no token.
    let first = text.as_bytes().first();
    let mut tokens = TOKENS.iter().filter(|(start, _, _)| start.as_bytes().first() == first);
    let is_token = |&&(start, length, _): &&(&str, usize, &str)| {
        text.len() >= length && text.starts_with(start) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    tokens.find(is_token).map(|&(_, _, what)| what)
}

/// A URL that has a secret before its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretUrl {
    /// The URL with `…` in place of the secret.
    pub masked: String,
    /// What the secret is.
    pub what: &'static str,
}

/// The first URL in a text that has a password, or a well-known token, before its host.
pub fn secret_url(text: &str) -> Option<SecretUrl> {
    // Most texts have no `@`.
    if !text.contains('@') {
        return None;
    }
    text.split_whitespace().find_map(|word| {
        // A URL may stand in brackets or quotes.
        let is_relative = word.starts_with("//");
        let url =
            if is_relative { word } else { word.trim_start_matches(|c: char| !c.is_ascii_alphabetic()) };
        let uri = Uri::split(url);
        let userinfo = uri.authority.filter(|_| is_relative || uri.scheme.is_some())?.userinfo?;
        let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
        let (secret, what) = if let Some(token) = secret_form(user) {
            (user, token)
        } else if password.is_empty() || is_placeholder(password) {
            return None;
        } else {
            (password, secret_form(password).unwrap_or("a password"))
        };
        let start = uri.offset_of(secret);
        let masked = format!("{}…{}", &url[..start], &url[start + secret.len()..]);
        Some(SecretUrl { masked, what })
    })
}

/// Whether a password is one that has still to be filled in.
fn is_placeholder(password: &str) -> bool {
    password.contains(['<', '>', '{', '}', '$'])
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
    fn urls_with_secrets_are_known_wherever_they_stand() {
        let token = format!("ghp_{}", "a".repeat(36));
        let masked = |text: &str| secret_url(text).map(|url| url.masked);
        for (text, expected) in [
            ("https://user:pw@app.example.net/logo.png", "https://user:…@app.example.net/logo.png"),
            ("https://:pw@app.example.net/", "https://:…@app.example.net/"),
            ("//user:pw@app.example.net/", "//user:…@app.example.net/"),
            ("see (postgres://user:p:w@db.example.net/x", "postgres://user:…@db.example.net/x"),
            (&format!("https://{token}@git.example.net/x"), "https://…@git.example.net/x"),
            (&format!("https://oauth2:{token}@git.example.net/x"), "https://oauth2:…@git.example.net/x"),
        ] {
            assert_eq!(masked(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "https://user@app.example.net/",
            "https://user:@app.example.net/",
            "https://user:<password>@app.example.net/",
            "https://app.example.net/a:b@c",
            "mailto:user@app.example.net",
            "me: you@app.example.net",
        ] {
            assert_eq!(masked(text), None, "{text}");
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
