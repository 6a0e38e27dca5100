//! Secrets that must not be in a public document.

use crate::finding::quoted;
use crate::json::{Kind, Member, Tree, Value};
use crate::rule::Rule;

use super::{Complaint, Findings, Place};

/// Names of members that hold a secret, without separators and in lower case.
const SECRET_NAMES: [&str; 22] = [
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

/// The first letters of those tokens.
const FIRST_LETTERS: [u8; 6] = *b"gxsrAn";

const HELP: &str = "remove it and take it out of use: whoever fetched this document has it";

/// Looks for secrets at the top level by name, and anywhere by name and by form.
pub fn check(root: Value<'_>, tree: &Tree, findings: &mut Findings<'_>) {
    for member in root.members() {
        match &*member.name {
            "client_secret" => findings.raise(Rule::SecretClientSecret, || {
                Complaint::new(
                    name_of(&member),
                    "the document publishes `client_secret`: a secret that everybody can read",
                    "remove it, whatever its value, and take the secret out of use; clients with a document have no secret",
                )
            }),
            "client_secret_expires_at" => findings.raise(Rule::SecretClientSecretExpiresAt, || {
                Complaint::new(
                    name_of(&member),
                    "`client_secret_expires_at` belongs to a client secret, and clients with a document have none",
                    "remove it; it often comes from copying the answer to a registration",
                )
            }),
            "registration_access_token" => findings.raise(Rule::SecretRegistrationToken, || {
                Complaint::new(
                    name_of(&member),
                    "the document publishes `registration_access_token`: whoever reads it can change the registration it came from",
                    "remove it, and have the registration it came from deleted",
                )
            }),
            _ => named(&member, findings),
        }
    }
    for value in tree.descendants() {
        match value.kind() {
            Kind::Object if value.parent().is_some() => {
                value.members().for_each(|member| named(&member, findings))
            }
            Kind::String => formed(value, findings),
            _ => {}
        }
    }
}

fn name_of<'t>(member: &Member<'t>) -> Place<'t> {
    Place::Name(member.name_span, member.value)
}

/// A member whose name says that its value is secret.
fn named(member: &Member<'_>, findings: &mut Findings<'_>) {
    if !is_secret_name(&member.name) {
        return;
    }
    let Some(text) = member.value.as_str() else { return };
    // The address of a token is not the token; a token itself is reported by its form.
    if text.is_empty() || text.starts_with("http://") || text.starts_with("https://") || form(&text).is_some()
    {
        return;
    }
    findings.raise(Rule::SecretSuspicious, || {
        let name = quoted(&member.name);
        Complaint::new(
            name_of(member),
            format!("the document publishes {name}, which by its name is a secret"),
            HELP,
        )
    });
}

/// Whether a name is one of a secret, whatever its case and separators: `privateKey` and `private_key` are one.
fn is_secret_name(name: &str) -> bool {
    let mut letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let (first, last) = (letters.clone().next(), letters.next_back());
    let (Some(first @ b'a'..=b'z'), Some(last @ b'a'..=b'z')) = (first, last) else { return false };
    // Most names begin and end like none of these words.
    if LAST_LETTERS[usize::from(first - b'a')] & 1 << (last - b'a') == 0 {
        return false;
    }
    let letters = letters.chain([last]);
    SECRET_NAMES.iter().any(|secret| letters.clone().eq(secret.bytes()))
}

/// With which letters the names of secrets end that begin with each letter, a bit a letter.
const LAST_LETTERS: [u32; 26] = {
    let mut endings = [0; 26];
    let mut at = 0;
    while at < SECRET_NAMES.len() {
        let name = SECRET_NAMES[at].as_bytes();
        endings[(name[0] - b'a') as usize] |= 1 << (name[name.len() - 1] - b'a');
        at += 1;
    }
    endings
};

/// A string that looks like a secret, wherever it stands.
fn formed(value: Value<'_>, findings: &mut Findings<'_>) {
    // Most strings are URLs, or short and begin like no token.
    let raw = value.raw();
    if raw.len() < 20
        || raw[1..].starts_with(b"http")
        || (raw.len() < MIN_PEM_BYTES && !FIRST_LETTERS.contains(&raw[1]))
    {
        return;
    }
    let Some(what) = value.as_str().and_then(|text| form(&text)) else { return };
    findings.raise(Rule::SecretSuspicious, || {
        // The secret itself is not repeated: logs are read by many.
        Complaint::new(Place::Value(value), format!("the document publishes {what}"), HELP)
    });
}

fn form(text: &str) -> Option<&'static str> {
    if text.len() >= MIN_PEM_BYTES && text.contains("PRIVATE KEY-----") {
        return Some("a private key in PEM form");
    }
    if !text.bytes().next().is_some_and(|first| FIRST_LETTERS.contains(&first)) {
        return None;
    }
    TOKENS
        .iter()
        .find(|(start, length, _)| {
            text.len() >= *length && text.starts_with(start) && text.bytes().all(|b| b.is_ascii_graphic())
        })
        .map(|&(_, _, what)| what)
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
}
