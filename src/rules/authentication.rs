//! How the client proves who it is at the token endpoint.

use std::borrow::Cow;

use super::faults::Faults;
use super::mending::{removal, removals, spelling};
use super::method_fix::{KEY_SOURCES, has_other_use, names_taken_key, stating};
use super::view::MetadataView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::Value;
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT, SHARED_SECRET, meant};
use crate::profile::{AbsentMethod, contains, words};
use crate::rule::Rule;

/// The method and its value, if it is a string.
fn method<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, &'c str)> {
    let value = metadata.get("token_endpoint_auth_method")?;
    Some((value, value.as_str()?))
}

/// `auth-method-absent`: there is no `token_endpoint_auth_method`.
fn auth_method_absent<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let is_absent = metadata.get("token_endpoint_auth_method").is_none();
    is_absent.then(|| Fault::absent_from(metadata.place()))
}

fn auth_method_absent_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let title = &metadata.profile.title;
    let reading = match metadata.profile.authentication.absent {
        AbsentMethod::None => format!("; {title} reads that as `none`, other servers do not"),
        AbsentMethod::ClientSecretBasic => format!("; {title} reads it so"),
        AbsentMethod::Refused => format!("; {title} refuses the document then"),
        AbsentMethod::Unspecified => ", and servers disagree what to do then".to_owned(),
    };
    let takes = |name: &&str| {
        metadata.profile.authentication.methods.as_deref().is_none_or(|list| contains(list, name))
    };
    let state = |method: &str| format!("state it: `\"token_endpoint_auth_method\": \"{method}\"`");
    let has_keys =
        KEY_SOURCES.iter().any(|name| metadata.profile.supports(name) && metadata.get(name).is_some());
    const ALGORITHM: &str = "token_endpoint_auth_signing_alg";
    let says_algorithm = metadata.profile.supports(ALGORITHM) && metadata.get(ALGORITHM).is_none();
    let fix = match listed_method(metadata) {
        Some(listed) => stating(metadata, listed),
        // With a key, its algorithm is to be stated as well, which the document may not show.
        None if has_keys && says_algorithm => None,
        None => stating(metadata, if has_keys { PRIVATE_KEY_JWT } else { NONE }),
    };
    let help = match (takes(&NONE), takes(&PRIVATE_KEY_JWT)) {
        (_, true) if has_keys && says_algorithm => format!(
            "{}, with `\"{ALGORITHM}\": \"ES256\"`, or the algorithm that its key has",
            state(PRIVATE_KEY_JWT)
        ),
        (_, true) if has_keys => state(PRIVATE_KEY_JWT),
        (true, true) => format!(
            "{}; a client that keeps a key states `private_key_jwt` and publishes its public keys",
            state(NONE)
        ),
        (true, false) => state(NONE),
        (false, true) => "state `private_key_jwt`, and publish the public keys of the client".to_owned(),
        (false, false) => format!("state it: {}", accepted(metadata)),
    };
    Words::new(
        format!(
            "`token_endpoint_auth_method` is missing: its registered default is `client_secret_basic`, which a published document cannot use{reading}"
        ),
        help,
    )
    .fix(fix)
}

/// The first method of the list of methods, if there is one.
fn listed_method<'c>(metadata: &MetadataView<'c>) -> Option<&'c str> {
    metadata.get("token_endpoint_auth_methods_supported")?.elements().find_map(Value::as_str)
}

/// The methods that the profile takes, for a sentence.
fn accepted(metadata: &MetadataView<'_>) -> String {
    words(metadata.profile.authentication.methods.as_deref().unwrap_or_default(), "or")
}

/// `auth-method-shared-secret`: the method needs a secret that both sides know.
fn auth_method_shared_secret<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, method) = method(metadata)?;
    SHARED_SECRET.contains(&method).then(|| Fault::at(Place::Value(value)).with(method))
}

fn auth_method_shared_secret_words(metadata: &MetadataView<'_>, method: &&str) -> Words {
    let methods = metadata.profile.authentication.methods.as_deref();
    let takes = |name: &str| methods.is_none_or(|list| contains(list, name));
    let help = match (takes(NONE), takes(PRIVATE_KEY_JWT)) {
        (true, true) => {
            "use `none` (with PKCE), or `private_key_jwt` for a client that keeps a key".to_owned()
        }
        (true, false) => "use `none`, with PKCE".to_owned(),
        (false, true) => "use `private_key_jwt`, with a key that the client keeps".to_owned(),
        (false, false) => format!("use {}", accepted(metadata)),
    };
    Words::new(
        format!(
            "token_endpoint_auth_method is {}: it needs a secret that only client and server know, and this document is public",
            quoted(method)
        ),
        help,
    )
    .fix(stating(metadata, NONE).or_else(|| stating(metadata, PRIVATE_KEY_JWT)))
}

/// `auth-method-restricted`: not every customer of the server can use the method.
fn auth_method_restricted<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let restricted = metadata.profile.authentication.restricted.as_deref()?;
    let (value, method) = method(metadata)?;
    contains(restricted, method).then(|| Fault::at(Place::Value(value)).with(method))
}

fn auth_method_restricted_words(metadata: &MetadataView<'_>, method: &&str) -> Words {
    let title = &metadata.profile.title;
    Words::new(
        format!("{} is part of some plans of {title} only", quoted(method)),
        format!("ask those who run {title} for you, before others depend on it"),
    )
}

/// `auth-methods-shared-secret`: methods of the list need a secret that both sides know.
fn auth_methods_shared_secret<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Listed<'c>>> {
    let list = metadata.get("token_endpoint_auth_methods_supported")?;
    // A single string in the place of the list is its one entry.
    let methods = list.elements().chain([list]).filter_map(Value::as_str);
    let (secret, others): (Vec<&str>, Vec<&str>) = methods.partition(|method| SHARED_SECRET.contains(method));
    let listed = Listed { has_others: !others.is_empty(), secret };
    (!listed.secret.is_empty()).then(|| Fault::at(Place::Value(list)).with(listed))
}

/// The methods of a list that need a shared secret, and whether there are others.
struct Listed<'c> {
    secret: Vec<&'c str>,
    has_others: bool,
}

fn auth_methods_shared_secret_words(metadata: &MetadataView<'_>, listed: &Listed<'_>) -> Words {
    let stated = metadata.text("token_endpoint_auth_method");
    let is_stated = stated.is_some_and(|stated| !SHARED_SECRET.contains(&stated));
    let secret: Vec<Cow<'_, str>> =
        listed.secret.iter().take(SHARED_SECRET.len()).map(|&name| name.into()).collect();
    let fix = without_shared_secrets(metadata, is_stated);
    let (needs, them) = if secret.len() == 1 { ("it needs", "it") } else { ("they need", "them") };
    Words::new(
        format!(
            "token_endpoint_auth_methods_supported has {}: {needs} a secret that only client and server know, and this document is public",
            words(&secret, "and")
        ),
        match (listed.has_others, is_stated) {
            (true, _) => format!("remove {them} from the list"),
            (false, true) => "remove the list: `token_endpoint_auth_method` states the method".to_owned(),
            (false, false) => "list methods without a shared secret".to_owned(),
        },
    )
    .fix(fix)
}

/// Removes the methods with a shared secret from the list, or the list where it has no others.
fn without_shared_secrets(metadata: &MetadataView<'_>, is_stated: bool) -> Option<SpannedFix> {
    let list = metadata.get("token_endpoint_auth_methods_supported")?;
    let is_secret = |method: &Value<'_>| method.as_str().is_some_and(|text| SHARED_SECRET.contains(&text));
    let secret: Vec<Value<'_>> = list.elements().filter(is_secret).collect();
    match removals(&secret) {
        Some(changes) => {
            let names: Vec<Cow<'_, str>> =
                secret.iter().filter_map(|method| method.as_str()).map(Cow::from).collect();
            Some(SpannedFix::undecided(format!("remove {}", words(&names, "and")), changes))
        }
        None => is_stated.then(|| removal(list)),
    }
}

/// `auth-method-unsupported`: the method is not one that the profile takes.
fn auth_method_unsupported<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let supported = metadata.profile.authentication.methods.as_deref()?;
    let (value, method) = method(metadata)?;
    (!contains(supported, method)).then(|| Fault::at(Place::Value(value)).with(method))
}

fn auth_method_unsupported_words(metadata: &MetadataView<'_>, method: &&str) -> Words {
    let supported = metadata.profile.authentication.methods.as_deref().unwrap_or_default();
    let help = match meant(method).filter(|meant| contains(supported, meant)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("use {}", words(supported, "or")),
    };
    Words::new(
        format!(
            "token_endpoint_auth_method is {}; {} supports {}",
            quoted(method),
            metadata.profile.title,
            words(supported, "and")
        ),
        help,
    )
    .fix(meant(method).and_then(|meant| stating(metadata, meant)))
}

/// `auth-key-missing`: the client signs with a key, and the document names none.
fn auth_key_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, _) = method(metadata).filter(|&(_, method)| method == PRIVATE_KEY_JWT)?;
    (!names_taken_key(metadata)).then(|| Fault::absent_from(Place::Value(value)))
}

fn auth_key_missing_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let supports = |name: &&str| metadata.profile.supports(name);
    let names: Vec<String> =
        KEY_SOURCES.into_iter().filter(|name| supports(name)).map(|name| format!("`{name}`")).collect();
    let title = &metadata.profile.title;
    if names.is_empty() {
        return Words::new(
            format!(
                "token_endpoint_auth_method is `private_key_jwt`, but {title} reads no member that names the client's keys"
            ),
            "use another method",
        )
        .fix(stating(metadata, NONE));
    }
    let help = if supports(&"jwks_uri") {
        "publish the public keys on the same origin as this document, and add `\"jwks_uri\"` with their https URL".to_owned()
    } else {
        format!("add the public keys of the client: {}", names.join(" or "))
    };
    let missing = match &names[..] {
        [] => String::new(),
        [only] => format!(": {only} is missing"),
        names => format!(": it has none of {}", names.join(", ")),
    };
    Words::new(
        format!("token_endpoint_auth_method is `private_key_jwt`, but the document names no key{missing}"),
        help,
    )
    .fix(stating(metadata, NONE))
}

/// `auth-keys-unused`: the client publishes keys, and authenticates with none.
fn auth_keys_unused<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, bool>> {
    let method = metadata.get("token_endpoint_auth_method");
    let is_none = match method {
        Some(value) => value.as_str() == Some(NONE),
        None => metadata.profile.authentication.absent == AbsentMethod::None,
    };
    let keys = metadata.get("jwks_uri").filter(|_| is_none)?;
    keys.as_str().filter(|uri| !uri.is_empty())?;
    Some(Fault { absent: method.is_none(), ..Fault::at(Place::Value(keys)).with(method.is_some()) })
}

fn auth_keys_unused_words(metadata: &MetadataView<'_>, &is_stated: &bool) -> Words {
    let takes =
        metadata.profile.authentication.methods.as_deref().is_none_or(|list| contains(list, PRIVATE_KEY_JWT));
    let method = if is_stated {
        "its token_endpoint_auth_method is `none`".to_owned()
    } else {
        format!("{} reads its absent token_endpoint_auth_method as `none`", metadata.profile.title)
    };
    Words::new(
        format!("the client publishes keys, but {method}: nothing is signed with them"),
        if takes {
            "use `private_key_jwt` if the client keeps the private key, else remove `jwks_uri`"
        } else {
            "remove `jwks_uri`"
        },
    )
    .fix(metadata.get("jwks_uri").filter(|_| !has_other_use(metadata)).map(removal))
}

/// `auth-signing-alg-unsupported`: the client signs its assertions with an algorithm that the profile does not take.
fn auth_signing_alg_unsupported<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let taken = metadata.profile.keys.algorithms.as_deref().filter(|_| metadata.has_private_key())?;
    let value = metadata.get("token_endpoint_auth_signing_alg")?;
    let algorithm = value.as_str().filter(|algorithm| !contains(taken, algorithm))?;
    Some(Fault::at(Place::Value(value)).with(algorithm))
}

fn auth_signing_alg_unsupported_words(metadata: &MetadataView<'_>, algorithm: &&str) -> Words {
    let taken = metadata.profile.keys.algorithms.as_deref().unwrap_or_default();
    Words::new(
        format!(
            "the client signs with {}; {} verifies signatures with {}",
            quoted(algorithm),
            metadata.profile.title,
            words(taken, "and")
        ),
        format!("sign with {}, publish a key for it, and state it here", words(taken, "or")),
    )
    .fix(in_right_case(metadata, algorithm, taken))
}

/// Writes the name of an algorithm in the letter case that the profile takes it in.
fn in_right_case(
    metadata: &MetadataView<'_>,
    algorithm: &str,
    taken: &[Cow<'static, str>],
) -> Option<SpannedFix> {
    let meant = taken.iter().find(|name| name.eq_ignore_ascii_case(algorithm))?;
    Some(spelling(metadata.get("token_endpoint_auth_signing_alg")?, algorithm, meant))
}

include!(concat!(env!("OUT_DIR"), "/authentication.rs"));
