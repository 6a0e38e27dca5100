//! The address guard: without the switch nothing special-use is ever connected to, however it is named.

use crate::certificates::HOST;
use crate::document::{document, document_with_keys};
use crate::lint::{Lint, failed, refused, rules};
use crate::witness::Witness;

/// Spellings of 127.0.0.1, ::1 and of the name that means them.
const OWN_MACHINE: [&str; 24] = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0x7F.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "127.0.0.%31",
    "１２７.0.0.1",
    "127。0。0。1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:FFFF:7F00:0001]",
    "localhost",
    "LOCALHOST",
    "LocalHost",
    "local%68ost",
    "ｌocalhost",
    "①②⑦.0.0.1",
];

#[test]
fn the_own_machine_is_not_connected_to() {
    let witness = Witness::new();
    for host in OWN_MACHINE {
        let linted = Lint::guarded().run_on(&format!("https://{host}:{}/client.json", witness.port));
        assert_eq!(linted.ran.code, 1, "{host}: {}", linted.ran.out);
        let document = linted.document();
        assert_eq!(
            (&document["valid"], &document["error"]),
            (&false.into(), &serde_json::Value::Null),
            "{host}"
        );
        let found = rules(&document);
        assert!(found.iter().any(|rule| rule == "client-id-url-loopback"), "{host}: {found:?}");
    }
    witness.saw_nothing();
}

#[test]
fn other_special_addresses_are_not_connected_to() {
    let witness = Witness::new();
    for host in [
        "127.0.0.2",
        "127.2",
        "0.0.0.0",
        "0",
        "[::]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[::ffff:127.0.0.2]",
    ] {
        let linted = Lint::guarded().run_on(&format!("https://{host}:{}/client.json", witness.port));
        let document = linted.document();
        assert_eq!(linted.ran.code, 2, "{host}: {}", linted.ran.out);
        assert_eq!(
            (&document["valid"], &document["error"]["kind"]),
            (&serde_json::Value::Null, &"blocked-address".into())
        );
    }
    witness.saw_nothing();
}

#[test]
fn a_name_that_leads_to_a_special_address_is_not_connected_to() {
    let witness = Witness::new();
    let url = format!("https://{HOST}:{}/client.json", witness.port);
    for addresses in [
        "127.0.0.1",
        "127.0.0.1,8.8.8.8",
        "8.8.8.8,127.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "8.8.8.8,8.8.4.4,::1",
    ] {
        let resolve = format!("{HOST}:{}:{addresses}", witness.port);
        let linted = Lint::guarded().within(2).with(&["--resolve", &resolve]).run_on(&url);
        linted.gives(&failed("blocked-address", &[]));
        assert!(linted.ran.err.contains("--allow-private-network"), "{}", linted.ran.err);
    }
    witness.saw_nothing();
}

#[test]
fn a_key_set_at_a_special_address_is_not_connected_to() {
    let witness = Witness::new();
    for host in OWN_MACHINE {
        let key_set = format!("https://{host}:{}/keys.json", witness.port);
        let document = document_with_keys(&format!("https://{HOST}/client.json"), &key_set);
        let lint = Lint::guarded().with_file("client.json", document).with(&["--online"]);
        let linted = lint.run_on("client.json");
        let expected = failed("blocked-address", &["jwks-uri-cross-origin", "jwks-uri-special-ip"]);
        // A host that is written with escapes or beyond ASCII is judged like any other.
        linted.gives(&expected.though_refused());
    }
    witness.saw_nothing();
}

#[test]
fn a_key_set_whose_name_leads_to_a_special_address_is_not_connected_to() {
    let witness = Witness::new();
    let url = |path: &str| format!("https://{HOST}:{}/{path}", witness.port);
    let document = document_with_keys(&url("client.json"), &url("keys.json"));
    let resolve = format!("{HOST}:{}:127.0.0.1", witness.port);
    let lint = Lint::guarded().with_file("client.json", document).with(&["--online", "--resolve", &resolve]);
    lint.run_on("client.json").gives(&failed("blocked-address", &[]));
    witness.saw_nothing();
}

#[test]
fn http_is_linted_and_not_fetched() {
    let witness = Witness::new();
    for host in [HOST, "127.0.0.1"] {
        let resolve = format!("{HOST}:{}:127.0.0.1", witness.port);
        let lint = Lint::unguarded().with(&["--resolve", &resolve]);
        let linted = lint.run_on(&format!("http://{host}:{}/client.json", witness.port));
        assert_eq!((linted.ran.code, linted.document()["valid"].as_bool()), (1, Some(false)));
        let rules = rules(&linted.document());
        assert!(rules.iter().any(|rule| rule == "client-id-url-not-https"), "{rules:?}");
    }
    let key_set = format!("http://{HOST}:{}/keys.json", witness.port);
    let document = document_with_keys(&format!("https://{HOST}/client.json"), &key_set);
    let lint = Lint::unguarded().with_file("client.json", document).with(&["--online"]);
    lint.run_on("client.json").gives(&refused(&["jwks-uri-invalid"]));
    witness.saw_nothing();
}

#[test]
fn other_schemes_are_linted_and_not_fetched() {
    let witness = Witness::new();
    for scheme in ["ftp", "ws", "wss", "gopher", "HTTP"] {
        let linted = Lint::unguarded().run_on(&format!("{scheme}://127.0.0.1:{}/client.json", witness.port));
        assert_eq!((linted.ran.code, linted.document()["valid"].as_bool()), (1, Some(false)), "{scheme}");
    }
    witness.saw_nothing();
}

#[test]
fn files_are_linted_without_any_connection() {
    let witness = Witness::new();
    let url = |path: &str| format!("https://localhost:{}/{path}", witness.port);
    let logo = format!("\"client_name\": \"Example\",\n  \"logo_uri\": \"{}\"", url("logo.png"));
    let document = document(&url("client.json")).replace("\"client_name\": \"Example\"", &logo);
    let keys = document_with_keys(&url("client.json"), &url("keys.json"));
    let lint = Lint::unguarded().with_file("a.json", document).with_file("b.json", keys);
    assert_eq!(lint.with(&["a.json", "b.json"]).run().ran.code, 1);
    witness.saw_nothing();
}
