//! What changed between two versions of a client's metadata, and how much that matters.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::metadata::ClientMetadata;
use super::methods::Reader;
use crate::json::Tree;
use crate::metadata::thumbprint;

/// How much a change matters to those who let the client in before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// Nobody has to be told: contacts, the version of the software, members that no server reads.
    Other,
    /// What people are shown: ask for consent anew where they rely on it.
    Display,
    /// What the client may do becomes less: grants or scopes that go, redirect URIs that are removed.
    Narrowed,
    /// What the client may do becomes more: a redirect URI, a grant or a scope is added. Consent that was given does
    /// not cover it.
    Widened,
    /// Who can act as the client changes: its keys, where they come from, or how it authenticates. Sessions and refresh
    /// tokens that rest on the old ones are in question (draft -02, section 8.3).
    Identity,
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A redirect URI was added.
    RedirectUriAdded(String),
    /// A redirect URI was removed.
    RedirectUriRemoved(String),
    /// A grant type was added.
    GrantAdded(String),
    /// A grant type was removed.
    GrantRemoved(String),
    /// A scope was added.
    ScopeAdded(String),
    /// A scope was removed.
    ScopeRemoved(String),
    /// The client authenticated, and need not any longer: it offers `none` now.
    BecamePublic,
    /// The client has to authenticate now.
    BecameConfidential,
    /// The methods that it offers changed in another way.
    MethodsChanged {
        /// The methods before, the preferred one first.
        before: Vec<String>,
        /// The methods after.
        after: Vec<String>,
    },
    /// A key was added to `jwks`: its thumbprint (RFC 7638), or the key itself where it has none.
    KeyAdded(String),
    /// A key was removed from `jwks`.
    KeyRemoved(String),
    /// The keys are published somewhere else.
    KeySetMoved {
        /// `jwks_uri` before.
        before: Option<String>,
        /// `jwks_uri` after.
        after: Option<String>,
    },
    /// Another member that people are shown changed: `client_name`, `logo_uri`, ...
    DisplayChanged(&'static str),
    /// Another member on which security rests changed: `dpop_bound_access_tokens`, ...
    ConstraintChanged(&'static str),
    /// A member changed of which nothing is known here.
    MemberChanged(String),
}

impl Change {
    /// How much it matters.
    pub fn kind(&self) -> ChangeKind {
        match self {
            Change::RedirectUriAdded(_) | Change::GrantAdded(_) | Change::ScopeAdded(_) => {
                ChangeKind::Widened
            }
            Change::RedirectUriRemoved(_) | Change::GrantRemoved(_) | Change::ScopeRemoved(_) => {
                ChangeKind::Narrowed
            }
            Change::BecamePublic
            | Change::BecameConfidential
            | Change::MethodsChanged { .. }
            | Change::KeyAdded(_)
            | Change::KeyRemoved(_)
            | Change::KeySetMoved { .. }
            | Change::ConstraintChanged(_) => ChangeKind::Identity,
            Change::DisplayChanged(_) => ChangeKind::Display,
            Change::MemberChanged(_) => ChangeKind::Other,
        }
    }
}

/// What changed from one version to the next, what matters most first. Absent lists have the defaults of RFC 7591,
/// section 2, and the order of their items says nothing.
pub fn changes(before: &ClientMetadata, after: &ClientMetadata) -> Vec<Change> {
    let mut changes = Vec::new();
    compare_sets(
        list(&before.redirect_uris),
        list(&after.redirect_uris),
        Change::RedirectUriAdded,
        Change::RedirectUriRemoved,
        &mut changes,
    );
    compare_sets(grants(before), grants(after), Change::GrantAdded, Change::GrantRemoved, &mut changes);
    compare_sets(scopes(before), scopes(after), Change::ScopeAdded, Change::ScopeRemoved, &mut changes);
    compare_sets(keys(before), keys(after), Change::KeyAdded, Change::KeyRemoved, &mut changes);
    if before.jwks_uri != after.jwks_uri {
        changes.push(Change::KeySetMoved { before: before.jwks_uri.clone(), after: after.jwks_uri.clone() });
    }
    changes.extend(methods(before, after));
    changes.extend(shown(before, after).into_iter().map(Change::DisplayChanged));
    changes.extend(constraints(before, after).into_iter().map(Change::ConstraintChanged));
    changes.extend(others(before, after));
    changes.sort_by_key(|change| std::cmp::Reverse(change.kind()));
    changes
}

fn compare_sets(
    before: BTreeSet<String>,
    after: BTreeSet<String>,
    added: fn(String) -> Change,
    removed: fn(String) -> Change,
    changes: &mut Vec<Change>,
) {
    changes.extend(after.difference(&before).cloned().map(added));
    changes.extend(before.difference(&after).cloned().map(removed));
}

fn list(items: &Option<Vec<String>>) -> BTreeSet<String> {
    items.iter().flatten().cloned().collect()
}

fn grants(metadata: &ClientMetadata) -> BTreeSet<String> {
    match &metadata.grant_types {
        Some(grants) => grants.iter().cloned().collect(),
        None => BTreeSet::from(["authorization_code".to_owned()]),
    }
}

fn scopes(metadata: &ClientMetadata) -> BTreeSet<String> {
    let scope = metadata.scope.as_deref().unwrap_or_default();
    scope.split(' ').filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
}

/// The embedded keys by their thumbprints: a key that is only described anew is the same key.
fn keys(metadata: &ClientMetadata) -> BTreeSet<String> {
    let keys = metadata.jwks.as_ref().and_then(|jwks| jwks.get("keys")).and_then(Json::as_array);
    let name = |key: &Json| {
        let text = key.to_string();
        let tree = Tree::parse(text.clone().into_bytes());
        tree.root().and_then(thumbprint::sha256).unwrap_or(text)
    };
    keys.into_iter().flatten().map(name).collect()
}

fn methods(before: &ClientMetadata, after: &ClientMetadata) -> Option<Change> {
    let [before, after] = [before, after].map(|metadata| metadata.offered_methods(Reader::MetadataChoices));
    let (was_public, is_public) = (before.contains(&"none"), after.contains(&"none"));
    let owned = |methods: &[&str]| methods.iter().map(ToString::to_string).collect();
    match (was_public, is_public) {
        (false, true) => Some(Change::BecamePublic),
        (true, false) => Some(Change::BecameConfidential),
        _ if before != after => Some(Change::MethodsChanged { before: owned(&before), after: owned(&after) }),
        _ => None,
    }
}

/// The names of the fields that differ.
macro_rules! differing {
    ($before:ident, $after:ident: $($field:ident),* $(,)?) => {
        [$(($before.$field != $after.$field).then_some(stringify!($field))),*].into_iter().flatten().collect()
    };
}

fn shown(before: &ClientMetadata, after: &ClientMetadata) -> Vec<&'static str> {
    differing!(before, after: client_name, client_uri, description, display_name, logo_uri, organization_name,
        organization_uri, policy_uri, tos_uri)
}

fn constraints(before: &ClientMetadata, after: &ClientMetadata) -> Vec<&'static str> {
    differing!(before, after: application_type, dpop_bound_access_tokens, post_logout_redirect_uris,
        require_pushed_authorization_requests, require_signed_request_object, response_types, sector_identifier_uri,
        signed_jwks_uri, software_statement, subject_type, tls_client_auth_san_dns, tls_client_auth_san_email,
        tls_client_auth_san_ip, tls_client_auth_san_uri, tls_client_auth_subject_dn,
        tls_client_certificate_bound_access_tokens, token_endpoint_auth_signing_alg,
        token_endpoint_auth_signing_alg_values_supported)
}

/// Members that are not known, and a few that are, of which nobody needs to be told.
fn others(before: &ClientMetadata, after: &ClientMetadata) -> Vec<Change> {
    let known: Vec<&str> = differing!(before, after: contacts, software_id, software_version);
    let names: BTreeSet<&String> = before.other.keys().chain(after.other.keys()).collect();
    let unknown = names.into_iter().filter(|name| before.other.get(*name) != after.other.get(*name));
    known.into_iter().map(str::to_owned).chain(unknown.cloned()).map(Change::MemberChanged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = r#"{"client_name": "A", "redirect_uris": ["https://a.example/cb"], "scope": "a b", "x": 1,
        "token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": [
            {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}}"#;

    fn read(text: &str) -> ClientMetadata {
        ClientMetadata::read(Tree::parse(text.into()).root().expect("it is JSON")).expect("it is metadata")
    }

    fn from_before(replaced: &str, by: &str) -> Vec<Change> {
        assert!(BEFORE.contains(replaced), "{replaced}");
        changes(&read(BEFORE), &read(&BEFORE.replace(replaced, by)))
    }

    #[test]
    fn each_change_is_told() {
        let uri = |uri: &str| uri.to_owned();
        for (replaced, by, expected) in [
            ("\"A\"", "\"A\"", vec![]),
            (
                "a.example/cb\"",
                "a.example/cb\", \"https://b.example/cb\"",
                vec![Change::RedirectUriAdded(uri("https://b.example/cb"))],
            ),
            (
                "[\"https://a.example/cb\"]",
                "[]",
                vec![Change::RedirectUriRemoved(uri("https://a.example/cb"))],
            ),
            ("a b", "b a", vec![]),
            ("a b", "b c", vec![Change::ScopeAdded("c".into()), Change::ScopeRemoved("a".into())]),
            ("private_key_jwt", "none", vec![Change::BecamePublic]),
            ("\"A\"", "\"B\"", vec![Change::DisplayChanged("client_name")]),
            ("\"x\": 1", "\"x\": 2", vec![Change::MemberChanged("x".into())]),
            ("\"x\": 1", "\"x\": 1, \"grant_types\": [\"authorization_code\"]", vec![]),
            (
                "\"x\": 1",
                "\"x\": 1, \"dpop_bound_access_tokens\": true",
                vec![Change::ConstraintChanged("dpop_bound_access_tokens")],
            ),
            ("\"crv\"", "\"kid\": \"new\", \"crv\"", vec![]),
        ] {
            assert_eq!(from_before(replaced, by), expected, "{by}");
        }
    }

    #[test]
    fn a_new_key_is_another_identity() {
        let changes = from_before("11qY", "22qY");
        assert!(matches!(&changes[..], [Change::KeyAdded(_), Change::KeyRemoved(_)]), "{changes:?}");
        assert!(changes.iter().all(|change| change.kind() == ChangeKind::Identity));
        let moved = changes_of_uri();
        assert!(matches!(&moved[..], [Change::KeySetMoved { before: None, after: Some(_) }]), "{moved:?}");
    }

    fn changes_of_uri() -> Vec<Change> {
        from_before("\"x\": 1", "\"x\": 1, \"jwks_uri\": \"https://a.example/keys\"")
    }

    #[test]
    fn what_matters_most_comes_first() {
        let after =
            BEFORE.replace("\"A\"", "\"B\"").replace("private_key_jwt", "none").replace("a b", "a b c");
        let kinds: Vec<_> = changes(&read(BEFORE), &read(&after)).iter().map(Change::kind).collect();
        assert_eq!(kinds, [ChangeKind::Identity, ChangeKind::Widened, ChangeKind::Display]);
    }
}
