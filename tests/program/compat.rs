//! `cimd compat`: which servers take a document, and whether a redirect will work there.

use serde_json::{Value, json};

use crate::runner::{BAD, Folder, GOOD, Ran};

/// A client on the user's machine whose entries have no port, which asks with an ephemeral one.
const PORTLESS: &str = r#"{
  "client_id": "https://cli.example.net/oauth/client.json",
  "client_name": "Example CLI",
  "redirect_uris": ["http://localhost/callback", "http://127.0.0.1/callback"],
  "grant_types": ["authorization_code", "refresh_token"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "none"
}
"#;

/// An editor with a fixed port, an https page of its own, and the device grant.
const EDITOR: &str = r#"{
  "client_id": "https://editor.example.net/oauth/client-metadata.json",
  "client_name": "Example Editor",
  "redirect_uris": ["http://127.0.0.1:33418/", "https://editor.example.net/redirect"],
  "grant_types": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "none",
  "application_type": "native"
}
"#;

/// Keys, and a plural member beside the singular one.
const KEYED: &str = r#"{
  "client_id": "https://chat.example.net/oauth/client.json",
  "client_name": "Example Chat",
  "redirect_uris": ["https://chat.example.net/connector/oauth_redirect"],
  "grant_types": ["authorization_code", "refresh_token"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "private_key_jwt",
  "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
  "token_endpoint_auth_signing_alg": "RS256",
  "jwks_uri": "https://chat.example.net/oauth/jwks.json"
}
"#;

fn servers(json: &Value) -> &Vec<Value> {
    json["documents"][0]["servers"].as_array().expect("servers are a list")
}

fn of<'j>(json: &'j Value, server: &str) -> &'j Value {
    servers(json).iter().find(|row| row["server"] == server).expect("the server is there")
}

/// The server's verdict, and what it says of the redirect URI.
fn both(json: &Value, server: &str) -> (String, String) {
    let row = of(json, server);
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    (word(&row["verdict"]), word(&row["redirect_uri"]["verdict"]))
}

fn asked(document: &str, more: &[&str]) -> Value {
    let folder = Folder::new().with("client.json", document);
    let ran = folder.run(&[&["compat", "client.json", "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.json()
}

#[test]
fn every_server_has_a_row() {
    let json = asked(GOOD, &[]);
    assert_eq!(servers(&json).len(), 33);
    // Those whose code was run come first.
    let marks: Vec<bool> = servers(&json).iter().map(|row| row["evidence"] == "tested").collect();
    assert!(marks.is_sorted_by(|one, other| one >= other), "{marks:?}");
    // What is not published is not guessed.
    assert_eq!(of(&json, "entra")["verdict"], "unknown");
    assert_eq!(json["schema_version"], 1);
    let oidc = of(&json, "oidc-provider");
    assert_eq!((&oidc["verdict"], &oidc["evidence"]), (&json!("accept"), &json!("tested")));
    assert_eq!(oidc["authentication_method"], "none");
    assert_eq!(oidc["redirect_uri"], Value::Null);
    let atproto = of(&json, "atproto");
    assert_eq!(atproto["verdict"], "refuse");
    // It never fetches from hosts for documentation, and it has a scope of its own.
    let rules: Vec<&Value> =
        atproto["reasons"].as_array().into_iter().flatten().map(|reason| &reason["rule"]).collect();
    assert_eq!(rules[..2], ["server-specific", "scope-required-missing"]);
    assert_eq!(atproto["authentication_method"], Value::Null);
}

/// Expectations from the servers' own code for comparing redirect URIs.
#[test]
fn an_ephemeral_port_is_answered_server_by_server() {
    let json = asked(PORTLESS, &["--redirect-uri", "http://127.0.0.1:53682/callback"]);
    let yes = |verdict: &str| (verdict.to_owned(), "accept".to_owned());
    let no = |verdict: &str| (verdict.to_owned(), "refuse".to_owned());
    for (server, expected) in [
        // The port is free for native clients only, and this one does not say that it is one.
        ("oidc-provider", no("accept")),
        ("cloudflare", yes("accept")),
        ("fastmcp", yes("accept")),
        ("django-allauth", yes("accept")),
        ("django-oauth-toolkit", yes("accept")),
        ("better-auth", yes("accept")),
        ("turbomcp-auth", no("accept")),
        // An entry without a port takes a request without one only.
        ("oauth-as-cross-origin", no("accept")),
        ("atproto", no("refuse")),
    ] {
        assert_eq!(both(&json, server), expected, "{server}");
    }
    let native = PORTLESS.replace("\"none\"\n", "\"none\",\n  \"application_type\": \"native\"\n");
    let json = asked(&native, &["--redirect-uri", "http://127.0.0.1:*/callback"]);
    assert_eq!(both(&json, "oidc-provider"), yes("accept"));
    // The name is compared with its port where only addresses are free.
    let json = asked(&native, &["--redirect-uri", "http://localhost:53682/callback"]);
    assert_eq!(both(&json, "better-auth"), no("accept"));
    assert_eq!(both(&json, "cloudflare"), yes("accept"));
}

#[test]
fn what_differs_is_said() {
    for (requested, part) in [
        ("http://127.0.0.1:33418/cb", "the path differs"),
        ("http://localhost:33418/", "localhost, 127.0.0.1 and [::1] are three hosts"),
        ("https://editor.example.net/redirect/", "the slash at the end differs"),
        ("https://other.example.net/redirect", "the host differs"),
        ("http://127.0.0.1:4000/", "the port differs"),
    ] {
        let json = asked(EDITOR, &["--redirect-uri", requested]);
        let message = of(&json, "turbomcp-auth")["redirect_uri"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(part), "{requested}: {message}");
    }
}

#[test]
fn the_device_grant_and_keys_are_answered() {
    let json = asked(EDITOR, &[]);
    assert_eq!(of(&json, "oidc-provider")["verdict"], "accept");
    assert_eq!(of(&json, "better-auth")["reasons"][0]["rule"], "grant-unsupported");
    assert_eq!(of(&json, "cloudflare")["verdict"], "degraded");
    let json = asked(KEYED, &[]);
    assert_eq!(of(&json, "oidc-provider")["authentication_method"], "private_key_jwt");
    assert_eq!(of(&json, "django-oauth-toolkit")["reasons"][0]["rule"], "auth-method-unsupported");
    // It takes the document, and makes a public client of it.
    assert_eq!(of(&json, "django-allauth")["verdict"], "degraded");
    assert_eq!(of(&json, "django-allauth")["authentication_method"], "none");
}

#[test]
fn settings_of_operators_change_the_answer() {
    let json = asked(EDITOR, &["--set", "better-auth.grants=authorization_code,refresh_token,urn:*"]);
    assert_eq!(of(&json, "better-auth")["verdict"], "accept");
    let json = asked(BAD, &["--set", "oauth-as.redirects-same-origin=off", "--server", "oauth-as,fastmcp"]);
    assert_eq!(servers(&json).len(), 2);
    let folder = Folder::new().with("client.json", GOOD);
    for (setting, part) in [
        ("oidc-provider", "has no `=`"),
        ("oidcprovider.scopes=a", "did you mean `oidc-provider`?"),
        ("oidc-provider.scope=a", "it has body-limit"),
        ("oidc-provider.body-limit=big", "is a number"),
    ] {
        let ran = folder.run(&["compat", "client.json", "--set", setting]);
        assert_eq!(ran.code, 2, "{setting}");
        assert!(ran.err.contains(part), "{setting}: {}", ran.err);
    }
    let ran = folder.run(&["compat", "client.json", "--server", "keycloack"]);
    assert_eq!(ran.code, 2);
}

#[test]
fn the_change_that_opens_most_doors_is_found() {
    let json = asked(EDITOR, &[]);
    let change = &json["documents"][0]["change"];
    let opens: Vec<&str> =
        change["opens"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(opens.contains(&"better-auth") && opens.contains(&"oauth-as-cross-origin"), "{change}");
}

#[test]
fn a_required_server_fails_the_run() {
    let folder = Folder::new().with("client.json", BAD);
    let refused =
        |ran: &Ran| (ran.code, ran.err.contains("better-auth is required, and refuses client.json"));
    assert_eq!(refused(&folder.run(&["compat", "client.json", "--require", "better-auth"])), (1, true));
    assert_eq!(refused(&folder.run(&["compat", "client.json", "--require", "turbomcp-auth"])), (0, false));
    let folder = folder.with("cimd.toml", "require = [\"better-auth\"]\n");
    assert_eq!(refused(&folder.run(&["compat", "client.json"])), (1, true));

    let ran = folder.run(&["lint", "client.json", "--profile", "ietf", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let json = ran.json();
    let findings = json["documents"][0]["findings"].as_array().expect("findings are a list");
    let found = findings.iter().find(|finding| finding["rule"] == "server-refuses").expect("it is found");
    assert_eq!((&found["pointer"], &found["level"]), (&json!("/redirect_uris/0"), &json!("violation")));
    assert!(
        found["message"].as_str().is_some_and(|text| text.starts_with("better-auth is required")),
        "{found}"
    );
    for format in ["sarif", "github", "gitlab", "junit", "short"] {
        let ran = folder.run(&["lint", "client.json", "--format", format]);
        assert!(ran.out.contains("better-auth is required"), "{format}: {}", ran.out);
    }
    let ran = Folder::new()
        .with("c.json", GOOD)
        .with("cimd.toml", "require = [\"nobody\"]\n")
        .run(&["lint", "c.json"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("cimd.toml:1") && ran.err.contains("there is no server `nobody`"),
        "{}",
        ran.err
    );
}

#[test]
fn a_page_is_written_and_checked_for_drift() {
    let folder = Folder::new().with("client.json", KEYED);
    let run =
        |more: &[&str]| folder.run(&[&["compat", "client.json", "--report", "SERVERS.md"], more].concat());
    assert_eq!(run(&["--check"]).code, 2, "there is no page yet");
    let ran = folder.run(&["compat", "client.json", "--report", "./client.json"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is an input"), "{}", ran.err);
    assert_eq!(run(&[]).code, 0);
    let page = std::fs::read_to_string(folder.path().join("SERVERS.md")).expect("it was written");
    assert!(
        page.contains("## `client.json`")
            && page.contains("| django-oauth-toolkit | 3.4.1 | tested | refuse |"),
        "{page}"
    );
    assert_eq!(run(&["--check"]).code, 0);
    std::fs::write(folder.path().join("client.json"), GOOD).expect("it can be written");
    let ran = run(&["--check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("SERVERS.md is out of date"), "{}", ran.err);
}

#[test]
fn lists_carry_documents() {
    let line = |id: &str, document: &str| json!({ "id": id, "document": document }).to_string();
    let base64 = r#"{"url":"https://app.example.net/client.json","document_base64":"77u/e30="}"#;
    let list = [&line("good", GOOD), "# a comment", &line("bad", BAD), base64, "{\"id\":\"broken\"}", "{"]
        .join("\n");
    let folder = Folder::new().with("list.jsonl", list);
    let ran = folder.run(&["compat", "--inputs-from", "list.jsonl", "--format", "json"]);
    assert_eq!(ran.code, 2);
    let json = ran.json();
    let documents = json["documents"].as_array().expect("documents are a list");
    let names: Vec<&str> = documents.iter().filter_map(|one| one["input"].as_str()).collect();
    assert_eq!(names, ["good", "bad", "list.jsonl:4", "broken", "list.jsonl:6"]);
    assert_eq!(documents[2]["url"], "https://app.example.net/client.json");
    assert!(documents[3]["error"]["message"].as_str().is_some_and(|text| text.contains("neither")));
    let ran = folder.run(&["lint", "--inputs-from", "list.jsonl", "--format", "json"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.json()["documents"].as_array().map(Vec::len), Some(5));
    let ran = folder.run_with(
        &["lint", "--inputs-from", "-", "--format", "short"],
        &[],
        line("piped", BAD).as_bytes(),
    );
    assert_eq!(ran.code, 1);
    assert!(ran.out.starts_with("piped"), "{}", ran.out);
}

#[test]
fn a_request_is_read_without_its_secrets() {
    let folder = Folder::new();
    let request = "https://as.example/authorize?client_id=https%3A%2F%2F127.0.0.1%3A1%2Fc.json&redirect_uri=http%3A%2F%2F127.0.0.1%3A53682%2Fcallback&response_type=token&state=SECRETSTATE&code=SECRETCODE";
    let ran = folder.run(&["compat", "--request", request]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("response_type is `token`"), "{}", ran.err);
    assert!(ran.out.contains("with the redirect URI http://127.0.0.1:53682/callback"), "{}", ran.out);
    assert!(!ran.out.contains("SECRET") && !ran.err.contains("SECRET"), "{}{}", ran.out, ran.err);
    let ran = folder.run(&["compat", "--request", "https://as.example/authorize?client_id=abc&state=SECRET"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`abc`") && !ran.err.contains("SECRET"), "{}", ran.err);
}

#[test]
fn the_output_for_people_can_be_read() {
    let folder = Folder::new().with("client.json", KEYED).with("other.json", GOOD);
    for (name, columns, arguments) in [
        ("one", "100", &["compat", "client.json"][..]),
        ("narrow", "60", &["compat", "client.json"]),
        (
            "redirect",
            "140",
            &["compat", "client.json", "--redirect-uri", "https://chat.example.net/connector/oauth_redirect"],
        ),
        ("several", "100", &["compat", "client.json", "other.json"]),
        ("markdown", "100", &["compat", "client.json", "--format", "markdown"]),
        ("matrix", "100", &["compat", "client.json", "other.json", "--format", "markdown"]),
        ("list", "100", &["compat", "--list"]),
    ] {
        let ran = folder.run_with(arguments, &[("COLUMNS", columns)], b"");
        assert_eq!(ran.code, 0, "{}", ran.err);
        insta::assert_snapshot!(format!("compat_{name}"), ran.out);
    }
}
