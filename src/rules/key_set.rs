//! The key set behind `jwks_uri`: how it was served, and each key in it.

use std::collections::HashMap;

use crate::finding::quoted;
use crate::json::{Kind, ProblemKind, Value};
use crate::metadata::jwk::{self, PRIVATE_MEMBERS, is_symmetric};
use crate::profile::{Profile, contains};
use crate::rule::Rule;
use crate::subject::KeySet;
use crate::subject::is_json_type;

use super::{Complaint, Findings, Place};

/// Shortest RSA modulus, in bits: RFC 7518 sections 3.3 and 3.5.
const MIN_RSA_BITS: usize = 2048;

/// Checks a fetched key set.
pub fn check(key_set: &KeySet, profile: &Profile, findings: &mut Findings<'_>) {
    if !served(key_set, profile, findings) {
        return;
    }
    let tree = &key_set.body.tree;
    let size = key_set.body.size;
    if let Some(limit) = profile.limits.key_set_bytes.filter(|&limit| size > limit) {
        findings.raise(Rule::JwksTooLarge, || {
            let (size, server) = (at_least(key_set), &profile.title);
            Complaint::new(
                Place::Outside,
                format!("the key set at {} has {size}; {server} reads at most {limit}", url(key_set)),
                "publish only the keys in use, without certificates",
            )
            .in_key_set()
        });
    }
    if key_set.body.cut {
        return;
    }
    for problem in tree.problems().iter().filter(|problem| problem.kind.breaks_grammar()) {
        findings.raise(Rule::JwksNotJson, || {
            Complaint::new(
                Place::Text(problem.span),
                format!("the key set is not JSON: {}", problem.message()),
                problem.help(),
            )
            .in_key_set()
        });
    }
    if !tree.duplicates().is_empty() {
        findings.distrust_key_set_pointers();
    }
    if let Some(root) = tree.root().filter(|_| tree.is_json()) {
        keys(root, profile, findings);
    }
}

fn url(key_set: &KeySet) -> String {
    quoted(&key_set.retrieval.url)
}

fn at_least(key_set: &KeySet) -> String {
    let size = key_set.body.size;
    if key_set.body.cut { format!("{size} bytes or more") } else { format!("{size} bytes") }
}

/// Whether the key set was served at all.
fn served(key_set: &KeySet, profile: &Profile, findings: &mut Findings<'_>) -> bool {
    let retrieval = &key_set.retrieval;
    if retrieval.status != 200 {
        findings.raise(Rule::JwksUriFetch, || {
            let (status, server, url) = (retrieval.status, &profile.title, url(key_set));
            let message = match retrieval.header("location").filter(|_| retrieval.is_redirect()) {
                Some(location) => format!("jwks_uri {url} answers with status {status}, a redirect to {}; {server} does not follow redirects", quoted(location)),
                None => format!("jwks_uri {url} answers with status {status}; only status 200 gives keys"),
            };
            Complaint::new(Place::Outside, message, "serve the key set itself at this URL, with status 200").in_key_set()
        });
        return false;
    }
    let media_type = retrieval.media_type().unwrap_or_default();
    // A page in place of the keys is one fault, and has a finding of its own.
    let is_page =
        key_set.body.tree.problems().iter().any(|problem| matches!(problem.kind, ProblemKind::Html));
    if !is_page && !is_json_type(&media_type) {
        findings.raise(Rule::JwksContentType, || {
            let what = if media_type.is_empty() {
                "without a Content-Type".to_owned()
            } else {
                format!("as {}", quoted(&media_type))
            };
            Complaint::new(
                Place::Outside,
                format!("the key set at {} is served {what}", url(key_set)),
                "serve it as `application/jwk-set+json` or `application/json`",
            )
            .in_key_set()
        });
    }
    true
}

fn keys(root: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let keys = root.get("keys").filter(|keys| keys.kind() == Kind::Array);
    let Some(keys) = keys.filter(|keys| keys.elements().all(|key| key.kind() == Kind::Object)) else {
        findings.raise(Rule::JwksType, || {
            let what = match root.kind() {
                Kind::Array => "it is an array; the array of keys belongs into an object",
                Kind::Object if root.get("kty").is_some() => "it is a single key",
                Kind::Object if root.get("keys").is_none() => "it has no member `keys`",
                Kind::Object => "`keys` is no array of objects",
                _ => "it is no object",
            };
            Complaint::new(
                Place::Value(root),
                format!("what jwks_uri gives is no key set: {what}"),
                "publish `{ \"keys\": [ ... ] }` with the public keys inside",
            )
            .in_key_set()
        });
        return;
    };
    if keys.elements().next().is_none() {
        findings.raise(Rule::JwksEmpty, || {
            Complaint::new(
                Place::Value(keys),
                "the key set is empty",
                "publish the public key that the client signs with",
            )
            .in_key_set()
        });
        return;
    }
    for key in keys.elements() {
        key_itself(key, profile, findings);
    }
    together(keys, profile, findings);
}

/// What is wrong with the keys as a set.
fn together(keys: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let mut seen: HashMap<_, Value<'_>> = HashMap::new();
    for kid in keys.elements().filter_map(|key| key.get("kid")) {
        let Some(text) = kid.as_str() else { continue };
        match seen.get(&text) {
            Some(first) => findings.raise(Rule::JwkKidDuplicate, || {
                Complaint::new(
                    Place::Value(kid),
                    format!("the kid {} stands in the key set already: which of the two keys is meant cannot be told", quoted(&text)),
                    "give every key a kid of its own",
                )
                .related(first.span(), "the first one")
                .in_key_set()
            }),
            None => {
                seen.insert(text, kid);
            }
        }
    }
    let usable = keys.elements().filter(|&key| !jwk::is_for_encryption(key)).count();
    if usable == 0 {
        findings.raise(Rule::JwkUseEncAuth, || {
            Complaint::new(
                Place::Value(keys),
                "every key is for encryption (`\"use\": \"enc\"`): none can verify the client's signature",
                "publish the public key that the client signs with, with `\"use\": \"sig\"`",
            )
            .in_key_set()
        });
    } else if let Some(most) = profile.limits.keys.filter(|&most| usable > most) {
        findings.raise(Rule::JwksTooMany, || {
            Complaint::new(
                Place::Value(keys),
                format!("the key set has {usable} keys for signatures; {} documents at most {most} for an application", profile.title),
                "publish the key in use, and the next one while it is being introduced",
            )
            .in_key_set()
        });
    }
}

fn key_itself(key: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    if let Some((place, what)) = secret_part(key) {
        let rule = if is_symmetric(key) { Rule::JwkSymmetric } else { Rule::JwkPrivate };
        findings.raise(rule, || {
            Complaint::new(
                place,
                format!("the key set publishes {what}"),
                "take the key out of use and make a new one: whoever fetched the key set has it; publish public keys only",
            )
            .in_key_set()
        });
        return;
    }
    let Some(kty) = key.get("kty").and_then(|kty| kty.as_str()) else {
        findings.raise(Rule::JwkKtyMissing, || {
            Complaint::new(
                Place::Value(key),
                "the key does not say of which type it is: `kty` is missing, or no string",
                "add `\"kty\": \"RSA\"`, or the type it has",
            )
            .in_key_set()
        });
        return;
    };
    for &name in jwk::required_members(&kty) {
        member(key, name, &kty, findings);
    }
    kid(key, profile, findings);
    algorithm(key, &kty, profile, findings);
    if kty == "RSA" {
        modulus(key, profile, findings);
    }
}

fn member(key: Value<'_>, name: &str, kty: &str, findings: &mut Findings<'_>) {
    let Some(value) = key.get(name) else {
        findings.raise(Rule::JwkMemberMissing, || {
            Complaint::new(
                Place::Value(key),
                format!("the {kty} key has no `{name}`, and is no key without it"),
                "export the public key again, with all its members",
            )
            .in_key_set()
        });
        return;
    };
    if name != "crv" && !value.as_str().is_some_and(|text| jwk::is_base64url(&text)) {
        findings.raise(Rule::JwkBadBase64url, || {
            Complaint::new(
                Place::Value(value),
                format!("`{name}` is no base64url text: letters, digits, `-` and `_`, without padding"),
                "replace `+` by `-` and `/` by `_`, and remove `=` and white space",
            )
            .in_key_set()
        });
    }
}

fn kid(key: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(value) = key.get("kid") else {
        findings.raise(Rule::JwkKidMissing, || {
            Complaint::new(
                Place::Value(key),
                format!("the key has no `kid`: {} calculates a thumbprint in its place", profile.title),
                "add a `kid` that is new with every key; the client names it in its assertions",
            )
            .in_key_set()
        });
        return;
    };
    let Some(text) = value.as_str() else { return };
    let fits = (10..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !fits {
        findings.raise(Rule::JwkKidPattern, || {
            Complaint::new(
                Place::Value(value),
                format!("the kid is {}; {} documents 10 to 64 letters, digits, `-` and `_` for keys entered by hand, and nothing for imported ones", quoted(&text), profile.title),
                "choose such a kid with the next key",
            )
            .in_key_set()
        });
    }
}

fn algorithm(key: Value<'_>, kty: &str, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(algorithms) = profile.values.key_algorithms.as_deref() else { return };
    let alg = key.get("alg").and_then(|alg| alg.as_str());
    let supported = kty == "RSA" && alg.as_deref().is_none_or(|alg| contains(algorithms, alg));
    if !supported {
        findings.raise(Rule::JwkAlgUnsupported, || {
            let what = alg.as_deref().map_or_else(
                || format!("the key type {}", quoted(kty)),
                |alg| format!("the algorithm {}", quoted(alg)),
            );
            Complaint::new(
                Place::Value(key.get("alg").or(key.get("kty")).unwrap_or(key)),
                format!(
                    "{} documents {} for client keys, and not {what}",
                    profile.title,
                    algorithms.join(", ")
                ),
                "publish an RSA key for RS256",
            )
            .in_key_set()
        });
    } else if alg.is_none() {
        findings.raise(Rule::JwkAlgMissing, || {
            Complaint::new(
                Place::Value(key),
                "the key has no `alg`: it is taken to be for RS256",
                "add `\"alg\": \"RS256\"`, or the algorithm that the client signs with",
            )
            .in_key_set()
        });
    }
}

fn modulus(key: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(value) = key.get("n") else { return };
    let Some(bits) = value.as_str().and_then(|text| jwk::bits(&text)) else { return };
    let (rule, bound) = match profile.limits.rsa_modulus_bits {
        _ if bits < MIN_RSA_BITS => (Rule::JwkRsaSmall, format!("at least {MIN_RSA_BITS}")),
        Some(most) if bits > most => (Rule::JwkRsaLarge, format!("at most {most}")),
        _ => return,
    };
    findings.raise(rule, || {
        Complaint::new(
            Place::Value(value),
            format!("the RSA modulus has {bits} bits; {} documents {bound}", profile.title),
            "make a key of 2048 to 4096 bits",
        )
        .in_key_set()
    });
}

/// What in a key must not be published, and where it stands.
pub fn secret_part(key: Value<'_>) -> Option<(Place<'_>, String)> {
    if is_symmetric(key) {
        let place = key.get("k").map_or(Place::Value(key), Place::Value);
        return Some((place, "a symmetric key, which is a secret".to_owned()));
    }
    let private: Vec<_> = key.members().filter(|member| PRIVATE_MEMBERS.contains(&&*member.name)).collect();
    let first = private.first()?;
    let names: Vec<String> = private.iter().map(|member| format!("`{}`", member.name)).collect();
    let kid =
        key.get("kid").and_then(|kid| kid.as_str()).map_or(String::new(), |kid| format!(" {}", quoted(&kid)));
    let place = Place::Name(first.name_span, first.value);
    Some((place, format!("the private part of the key{kid}: {}", names.join(", "))))
}
