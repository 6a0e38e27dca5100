//! What to do with a document that was just written.

use std::fmt::Write;
use std::path::Path;

use super::complete::Complete;
use super::writing::Files;
use crate::config::Config;
use crate::finding::enumerated;
use crate::format::sanitised;
use crate::key_pair::KeyPair;
use crate::profile::PortComparison;
use crate::template::key_set_url;

/// What was made.
pub struct Made<'m> {
    /// The answers.
    pub complete: &'m Complete,
    /// Where it is.
    pub files: &'m Files,
    /// The key, if there is one.
    pub key: Option<&'m KeyPair>,
    /// Whether the document went to standard output.
    pub prints: bool,
}

/// What was written, and what to do with it: where to publish it, as what, and how to check it there.
pub fn text(made: &Made<'_>, config: Option<&Config>, is_default_redirect: bool) -> String {
    let mut text = String::new();
    if !made.prints {
        text += &format!("wrote {}\n\n", written(made));
    }
    let Complete { answers, profile_name, .. } = made.complete;
    let url = &answers.url;
    step(
        &mut text,
        "Publish the document, with status 200 and without a redirect, at",
        &[url.clone(), "Content-Type: application/json".to_owned()],
    );
    if answers.kind.has_key() {
        key_steps(&mut text, made);
    }
    if is_default_redirect {
        step(&mut text, listening(made.complete), &answers.redirect_uris);
    }
    let word = shell_word(url);
    let profile =
        profile_name.as_ref().map_or(String::new(), |name| format!(" --profile {}", shell_word(name)));
    step(&mut text, "Check it there", &[format!("cimd lint{profile} {word}"), format!("cimd compat {word}")]);
    if !made.prints && !is_configured(config, &made.files.document, url) {
        let path = config.and_then(|config| config.relative(&made.files.document));
        let path = path.unwrap_or_else(|| made.files.document.clone());
        step(
            &mut text,
            "Say in cimd.toml where it is published, so that cimd lint knows",
            &[
                "[[documents]]".to_owned(),
                format!("path = {}", toml_string(&path.to_string_lossy().replace('\\', "/"))),
                format!("url = {}", toml_string(url)),
            ],
        );
    }
    text
}

fn written(made: &Made<'_>) -> String {
    let mut names = vec![made.files.document.display().to_string()];
    if made.key.is_some() {
        names.extend([&made.files.key_set, &made.files.private_key].map(|path| path.display().to_string()));
    }
    sanitised(&enumerated(&names, "and")).into_owned()
}

/// What to do with the keys.
fn key_steps(text: &mut String, made: &Made<'_>) {
    let url = key_set_url(&made.complete.answers.url);
    let algorithm = made.complete.answers.algorithm.name();
    let media_type = "Content-Type: application/json".to_owned();
    match made.key {
        Some(key) => {
            step(
                text,
                "Publish the key set",
                &[format!("{} at {url}", made.files.key_set.display()), media_type],
            );
            step(
                text,
                "Keep the private key where only the client reads it, and never publish or commit it",
                &[
                    format!("{} (PKCS#8 in PEM)", made.files.private_key.display()),
                    format!(
                        "sign assertions with alg {}, and name the key in their header: kid {}",
                        key.algorithm.name(),
                        key.kid
                    ),
                ],
            );
        }
        None => step(
            text,
            "Publish the key set of the client, with a public key for signatures",
            &[format!("{url}, with a key for {algorithm}"), media_type],
        ),
    }
}

/// How the client listens at a loopback address.
fn listening(complete: &Complete) -> &'static str {
    match complete.profile.redirect_uris.loopback_port {
        Some(PortComparison::Exact) => "Have the client listen at exactly this address: its port is compared",
        _ => "Have the client listen at this address, with any free port, which its request names",
    }
}

/// Whether the configuration says already where the document is published.
fn is_configured(config: Option<&Config>, document: &Path, url: &str) -> bool {
    let known = config.and_then(|config| config.file.url_of(&config.relative(document)?));
    known.is_some_and(|known| known == url)
}

fn step(text: &mut String, what: &str, lines: &[String]) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{what}:");
    for line in lines {
        let _ = writeln!(text, "  {}", sanitised(line));
    }
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A word as a shell reads it.
fn shell_word(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/._~-%+,=@".contains(&byte);
    if text.bytes().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
