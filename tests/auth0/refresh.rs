//! Registered clients of our own in the recorded shape, and what a refresh would change in them.

use cimd::auth0::refresh::{Cause, EarlierKeys, FieldValue, Rotation, Verdict};
use cimd::auth0::{Refresh, Registered};
use cimd::json::Tree;
use cimd::{Rule, Subject};

use super::{changed, document, key_set, testdata};

fn registered(name: &str) -> Registered {
    Registered::read(&Tree::parse(testdata(&format!("registered/{name}")))).expect("it is a client")
}

fn refresh(client: &str, subject: Subject) -> Refresh {
    Refresh::of(&registered(client), None, subject)
}

/// The changes as `field: -old +new`, and what is lost after a `!`.
fn changes(refresh: &Refresh) -> Vec<String> {
    let show = |change: &cimd::auth0::refresh::Change| {
        let old = change.registered.as_ref().map_or(String::new(), |value| value.lines().join(" "));
        let mut line = format!("{}: {old} > {}", change.field, change.document.lines().join(" "));
        if !change.lost.is_empty() {
            line += &format!(" ! {}", change.lost.join(" "));
        }
        format!("{line} ({})", change.known.name())
    };
    refresh.changes.iter().map(show).collect()
}

#[test]
fn what_is_as_the_document_says_stays() {
    for name in ["regular-web.json", "guide-public.json"] {
        let refresh = refresh(name, document(name));
        assert_eq!((refresh.verdict, changes(&refresh).len()), (Verdict::Unchanged, 0), "{name}");
        assert!(refresh.kept.is_empty() && refresh.refusals.is_empty());
    }
}

/// A grant that was added by hand, as the recordings show, goes with the next refresh.
#[test]
fn a_grant_added_by_hand_is_lost() {
    let refresh = refresh("tinywiki.json", document("tinywiki.json"));
    assert_eq!(refresh.verdict, Verdict::Changed);
    assert_eq!(
        changes(&refresh),
        ["grant_types: authorization_code refresh_token > authorization_code ! refresh_token (documented)"]
    );
}

#[test]
fn a_changed_document_names_exactly_what_is_overwritten() {
    let tinywiki = changed(
        "tinywiki.json",
        &[
            ("\"TinyWiki\"", "\"TinyWiki 2\""),
            ("\"native\"", "\"web\""),
            ("[\"authorization_code\"]", "[\"refresh_token\", \"authorization_code\"]"),
            ("\"https://tinywiki.xyz/\"]", "\"https://tinywiki.xyz/\", \"https://tinywiki.xyz/2\"]"),
        ],
    );
    assert_eq!(
        changes(&refresh("tinywiki.json", tinywiki)),
        [
            "name: TinyWiki > TinyWiki 2 (inferred)",
            "callbacks: https://tinywiki.xyz/ > https://tinywiki.xyz/ https://tinywiki.xyz/2 (inferred)",
            "app_type: native > regular_web ! native (documented)",
        ]
    );

    let web = changed("regular-web.json", &[("\"Showcase\",", "\"Showcase\", \"description\": \"Shows.\",")]);
    assert_eq!(changes(&refresh("regular-web.json", web)), ["description:  > Shows. (inferred)"]);

    let guide = changed(
        "guide-public.json",
        &[("A client that connects", "An app that connects"), ("\"refresh_token\"", "\"urn:x\"")],
    );
    assert_eq!(
        changes(&refresh("guide-public.json", guide)),
        [
            "description: A client that connects an assistant to your tools. > An app that connects an assistant to your tools. ! A client that connects an assistant to your tools. (inferred)",
            "grant_types: authorization_code refresh_token > authorization_code ! refresh_token (documented)",
        ]
    );

    let confidential = changed(
        "confidential.json",
        &[
            ("\"private_key_jwt\",", "\"none\""),
            ("  \"jwks_uri\": \"https://backend.example.net/oauth/jwks.json\"\n", ""),
        ],
    );
    let refresh = refresh("confidential.json", confidential);
    assert_eq!(changes(&refresh), ["token_endpoint_auth_method: private_key_jwt > none (inferred)"]);
    assert_eq!(refresh.kept.iter().map(|kept| kept.field).collect::<Vec<_>>(), ["jwks_uri"]);
}

#[test]
fn what_the_document_lost_is_kept() {
    let guide = changed(
        "guide-public.json",
        &[("  \"description\": \"A client that connects an assistant to your tools.\",\n", "")],
    );
    let refresh = refresh("guide-public.json", guide);
    assert_eq!((refresh.verdict, refresh.kept.len()), (Verdict::Unchanged, 1));
    let text = "A client that connects an assistant to your tools.".to_owned();
    assert_eq!(
        (refresh.kept[0].field, &refresh.kept[0].registered),
        ("description", &FieldValue::Text(text))
    );
}

#[test]
fn a_document_that_would_be_refused_refuses_the_refresh() {
    let refresh = refresh("tinywiki.json", changed("tinywiki.json", &[("\"TinyWiki\"", "\"\"")]));
    assert_eq!(refresh.verdict, Verdict::Refused);
    assert_eq!(refresh.refusals.iter().map(|refusal| refusal.cause).collect::<Vec<_>>(), [Cause::Document]);
    assert!(refresh.kept.is_empty(), "a property at fault is not one that is missing");
}

#[test]
fn another_client_id_is_another_client() {
    let moved = changed("tinywiki.json", &[("xyz/client.json", "xyz/client-2.json")]);
    let refresh = refresh("tinywiki.json", moved);
    assert_eq!(refresh.verdict, Verdict::Refused);
    assert_eq!(refresh.refusals[0].cause, Cause::ClientId);
    assert!(refresh.changes.is_empty());
    let said = &refresh.refusals[0].message;
    assert!(
        said.contains("https://tinywiki.xyz/client-2.json")
            && said.contains("https://tinywiki.xyz/client.json")
    );
}

#[test]
fn both_identifiers_are_explained() {
    let refresh = refresh("tinywiki.json", document("tinywiki.json"));
    let note = &refresh.notes[0].message;
    assert!(note.contains("tpc_1nKv8Rw2YpTq5sXe9ZcLhD") && note.contains("https://tinywiki.xyz/client.json"));
}

fn rotation(earlier: &str, now: &str) -> (Verdict, Rotation) {
    let keys = |name: &str| key_set(testdata(&format!("key-sets/{name}")));
    let earlier = EarlierKeys::read(&keys(earlier)).expect("it is a key set");
    let subject = Subject { key_set: Some(Box::new(keys(now))), ..document("confidential.json") };
    let refresh = Refresh::of(&registered("confidential.json"), Some(&earlier), subject);
    (refresh.verdict, refresh.keys.expect("the keys were compared"))
}

#[test]
fn keys_are_compared_by_kid_and_thumbprint() {
    const OLD: &str = "backend-2026-01";
    const NEW: &str = "pUtMrDmxxXqey5vq2gTzGjNlV4Jom6wefuJfd9uzjvQ";
    let keys = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect::<Vec<String>>();
    let expected = |change: &dyn Fn(&mut Rotation)| {
        let mut rotation = Rotation::default();
        change(&mut rotation);
        rotation
    };

    let same = expected(&|rotation| rotation.unchanged = keys(&[OLD]));
    assert_eq!(rotation("backend-2026-01.json", "backend-2026-01.json"), (Verdict::Unchanged, same));
    let more = expected(&|rotation| (rotation.unchanged, rotation.added) = (keys(&[OLD]), keys(&[NEW])));
    assert_eq!(rotation("backend-2026-01.json", "backend-2026-07.json"), (Verdict::Changed, more));
    let fewer = expected(&|rotation| (rotation.unchanged, rotation.removed) = (keys(&[OLD]), keys(&[NEW])));
    assert_eq!(rotation("backend-2026-07.json", "backend-2026-01.json"), (Verdict::Changed, fewer));
    let replaced = expected(&|rotation| rotation.replaced = keys(&[OLD]));
    assert_eq!(rotation("backend-2026-01.json", "backend-same-kid.json"), (Verdict::Refused, replaced));
}

/// The documents behind the registered clients are good ones: only `refresh` tells them apart.
#[test]
fn the_documents_behind_the_clients_raise_no_violation() {
    for name in ["tinywiki.json", "regular-web.json", "guide-public.json", "confidential.json"] {
        let preview = cimd::auth0::Preview::of(document(name));
        assert!(preview.is_valid(), "{name}");
        assert!(preview.report.findings.iter().all(|finding| finding.rule != Rule::ClientIdMismatch));
    }
}
