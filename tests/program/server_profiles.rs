//! Profiles that are made of models of servers: `everywhere`, and each server.

use serde_json::{Value, json};

use crate::runner::{Folder, GOOD};
use crate::schemas::holds;

/// A native client with the device grant, which some servers refuse and others drop.
const DEVICE: &str = r#"{
  "client_id": "https://editor.example.net/client.json",
  "client_name": "Example Editor",
  "redirect_uris": ["http://127.0.0.1:33418/"],
  "grant_types": ["authorization_code", "urn:ietf:params:oauth:grant-type:device_code"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "none",
  "application_type": "native"
}
"#;

fn findings(json: &Value) -> Vec<&Value> {
    json["documents"][0]["findings"].as_array().expect("findings are a list").iter().collect()
}

fn of<'j>(json: &'j Value, rule: &str) -> Vec<&'j Value> {
    findings(json).into_iter().filter(|finding| finding["rule"] == rule).collect()
}

#[test]
fn findings_name_the_servers_that_refuse() {
    let folder = Folder::new().with("client.json", DEVICE);
    let ran = folder.run(&["lint", "client.json", "--profile", "everywhere", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    holds(&ran, "report.schema.json");
    let json = ran.json();
    assert_eq!((&json["profile"], &json["documents"][0]["valid"]), (&json!("everywhere"), &json!(false)));
    let refused: Vec<&Value> =
        of(&json, "grant-unsupported").into_iter().filter(|found| found["level"] == "violation").collect();
    assert_eq!(refused.len(), 1, "one cause is one finding: {json:#}");
    let servers = refused[0]["servers"].as_array().expect("the servers are named");
    for name in ["better-auth", "django-oauth-toolkit", "zeroid"] {
        assert!(servers.contains(&json!(name)), "{name}: {servers:?}");
    }
    // oidc-provider and cloudflare take it, and drop the grant at the most.
    assert!(!servers.contains(&json!("oidc-provider")) && !servers.contains(&json!("cloudflare")));
    let message = refused[0]["message"].as_str().unwrap_or_default();
    assert!(message.contains("(refused by better-auth, ") && message.contains(" more"), "{message}");
    assert_eq!(refused[0]["pointer"], "/grant_types/1");
    assert_eq!((&refused[0]["range"]["start"]["line"], &refused[0]["advice"]), (&json!(5), &json!(false)));
}

#[test]
fn one_server_is_a_profile_as_well() {
    let folder = Folder::new().with("client.json", DEVICE).with("cimd.toml", "profile = \"better-auth\"\n");
    let ran = folder.run(&["lint", "client.json", "--format", "json"]);
    assert_eq!((ran.code, &ran.json()["profile"]), (1, &json!("better-auth")), "{}", ran.err);
    // The profile names the server: the message need not.
    let message = of(&ran.json(), "grant-unsupported")[0]["message"].as_str().map(str::to_owned);
    assert!(!message.unwrap_or_default().contains("refused by"));
    let ran = folder.run(&["lint", "client.json", "--profile", "oidc-provider"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    assert!(ran.out.contains("oidc-provider would accept it"), "{}", ran.out);
}

#[test]
fn what_a_rule_has_found_has_its_words_and_the_servers() {
    let broken =
        GOOD.replace("\"none\"\n", "\"none\",\n  \"client_secret\": \"made-up-and-opens-nothing\"\n");
    let folder = Folder::new()
        .with("client.json", broken)
        .with("comma.json", GOOD.replace("\"none\"\n", "\"none\",\n"));
    let ran = folder.run(&["lint", "client.json", "--profile", "everywhere", "--format", "json"]);
    let json = ran.json();
    let secrets = of(&json, "secret-client-secret");
    assert_eq!(secrets.len(), 1);
    let message = secrets[0]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("the document publishes `client_secret`"), "{message}");
    assert_eq!(message.matches("refused by").count(), 1, "{message}");
    // A server that takes it leaves the secret published: that stays a violation, of ours.
    let ran = folder.run(&["lint", "client.json", "--profile", "fastmcp", "--format", "json"]);
    assert_eq!((ran.code, &ran.json()["documents"][0]["valid"]), (1, &json!(true)));
    assert_eq!(of(&ran.json(), "secret-client-secret")[0]["advice"], true);
    // Syntax is where it is, and not at the document as a whole.
    let ran = folder.run(&["lint", "comma.json", "--profile", "everywhere", "--format", "json"]);
    let json = ran.json();
    let syntax = of(&json, "doc-not-json");
    assert_eq!(syntax.len(), 1, "{json:#}");
    assert_eq!((&syntax[0]["range"]["start"]["line"], &syntax[0]["advice"]), (&json!(7), &json!(false)));
}

#[test]
fn what_is_not_known_is_said_once_and_refuses_nothing() {
    let keyed = GOOD.replace(
        "\"token_endpoint_auth_method\": \"none\"",
        "\"token_endpoint_auth_method\": \"private_key_jwt\",\n  \"jwks_uri\": \"https://app.example.net/jwks.json\"",
    );
    let folder = Folder::new().with("client.json", keyed);
    for profile in ["clerk", "entra"] {
        let ran = folder.run(&["lint", "client.json", "--profile", profile, "--format", "json"]);
        let json = ran.json();
        assert_eq!((ran.code, &json["documents"][0]["valid"]), (0, &json!(true)), "{profile}");
        let unknown = of(&json, "server-unknown");
        assert_eq!((unknown.len(), &unknown[0]["level"]), (1, &json!("hint")), "{profile}");
    }
    let ran = folder.run(&["lint", "client.json", "--require", "entra", "--format", "json"]);
    assert_eq!(of(&ran.json(), "server-unknown").len(), 1);
}

#[test]
fn levels_ignores_and_baselines_work_as_with_rules() {
    let folder = Folder::new().with("client.json", DEVICE).with(
        "cimd.toml",
        "profile = \"better-auth\"\n\n[[ignores]]\nrule = \"grant-unsupported\"\npointer = \"/grant_types/1\"\nreason = \"not for this server\"\n",
    );
    let ran = folder.run(&["lint", "client.json", "--format", "json", "--show-ignored"]);
    let json = ran.json();
    assert_eq!((ran.code, &json["documents"][0]["valid"]), (0, &json!(false)), "{}", ran.out);
    assert_eq!(of(&json, "grant-unsupported")[0]["ignored"]["reason"], "not for this server");
    for (level, code) in [("off", 0), ("hint", 0), ("warning", 0), ("violation", 1)] {
        let level = format!("grant-unsupported={level}");
        let ran = folder.run(&[
            "lint",
            "--no-config",
            "client.json",
            "--profile",
            "better-auth",
            "--level",
            &level,
        ]);
        assert_eq!(ran.code, code, "{level}: {}", ran.out);
        // What is shown changes, and the verdict does not.
        assert!(ran.out.contains("would refuse it"), "{level}: {}", ran.out);
    }
    let everywhere =
        ["lint", "--no-config", "client.json", "--profile", "everywhere", "--baseline", "b.json"];
    let ran = folder.run(&[&everywhere[..], &["--write-baseline"]].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(folder.run(&everywhere).code, 0);
    for format in ["sarif", "junit", "github", "gitlab", "markdown", "short"] {
        let ran = folder.run(&[
            "lint",
            "--no-config",
            "client.json",
            "--profile",
            "everywhere",
            "--format",
            format,
        ]);
        assert_eq!(ran.code, 1, "{format}: {}", ran.err);
        assert!(ran.out.contains("refused by better-auth"), "{format}: {}", ran.out);
    }
}

#[test]
fn servers_and_their_settings_can_be_chosen() {
    let folder = Folder::new().with("client.json", DEVICE);
    let run =
        |more: &[&str]| folder.run(&[&["lint", "client.json", "--profile", "everywhere"], more].concat());
    assert_eq!(run(&["--servers", "oidc-provider,turbomcp-auth"]).code, 0);
    assert_eq!(run(&["--servers", "oidc-provider,better-auth"]).code, 1);
    let grants = "better-auth.grants=authorization_code,urn:*";
    assert_eq!(run(&["--servers", "better-auth", "--set", grants]).code, 0);
    for (arguments, part) in [
        (&["--profile", "everywhere", "--servers", "nobody"][..], "there is no server `nobody`"),
        (&["--servers", "better-auth"], "the profile everywhere"),
        (&["--profile", "better-auth", "--servers", "oidc-provider"], "one server is a profile itself"),
        (&["--profile", "ietf", "--set", grants], "the profile ietf is not made of models"),
        (&["--profile", "everywhere", "--set", "better-auth.x=1"], "has no policy `x`"),
        (&["--profile", "everywere"], "did you mean `everywhere`?"),
        (&["--profile", "oidc-providr"], "did you mean `oidc-provider`?"),
    ] {
        let ran = folder.run(&[&["lint", "client.json"], arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(part), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_rule_is_explained_by_who_refuses_for_it() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "client-id-url-query", "--profile", "everywhere", "--format", "json"]);
    holds(&ran, "explain.schema.json");
    let json = ran.json();
    let said = &json["rule"]["profiles"]["everywhere"];
    assert_eq!((&said["level"], &said["advice"]), (&json!("violation"), &json!(false)));
    let servers = said["servers"].as_array().expect("the servers are named");
    let zeroid = servers.iter().find(|server| server["server"] == "zeroid").expect("it refuses queries");
    assert_eq!((&zeroid["mark"], &zeroid["verdict"]), (&json!("source"), &json!("refuse")));
    assert!(servers.iter().any(|server| server["server"] == "django-allauth" && server["mark"] == "tested"));
    let ran = folder.run(&["explain", "client-id-url-query", "--profile", "keycloak"]);
    assert!(ran.out.contains("refuses  source, Keycloak source 26.8.0"), "{}", ran.out);
    let ran = folder.run(&["rules", "--profile", "everywhere", "--format", "json"]);
    holds(&ran, "rules.schema.json");
    assert!(folder.run(&["rules", "--profile", "keycloak"]).out.contains("the verdict of Keycloak"));
}

fn setup(document: &str, server: &str) -> Value {
    let folder = Folder::new().with("client.json", document);
    let ran = folder.run(&["compat", "client.json", "--server", server, "--setup", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    holds(&ran, "setup.schema.json");
    ran.json()["documents"][0]["servers"][0].clone()
}

fn snippet(setup: &Value, index: usize) -> Value {
    let text = setup["snippets"][index]["text"].as_str().expect("a snippet is text");
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn keycloak_is_told_every_host_of_the_document() {
    let setup = setup(DEVICE, "keycloak");
    let realm = snippet(&setup, 0);
    let executor = &realm["clientProfiles"]["profiles"][0]["executors"][0];
    assert_eq!(
        executor["configuration"]["cimd-allow-permitted-domains"],
        json!(["editor.example.net", "127.0.0.1"])
    );
    let condition = &realm["clientPolicies"]["policies"][0]["conditions"][0];
    assert_eq!(condition["condition"], "client-id-uri");
    assert_eq!(
        condition["configuration"]["client-id-uri-allow-permitted-domains"],
        json!(["editor.example.net"])
    );
    // With these settings its model takes the document.
    assert_eq!(setup["then"]["verdict"], "accept", "{setup:#}");
    let other = DEVICE.replace("http://127.0.0.1:33418/", "com.example.editor:/cb");
    let setup = self::setup(&other, "keycloak");
    assert_eq!(setup["then"]["verdict"], "refuse");
    let text = setup["statements"].to_string();
    assert!(text.contains("has no host to java.net.URI"), "{text}");
}

#[test]
fn other_operators_are_told_what_to_set() {
    let code_alone = GOOD.replace(", \"refresh_token\"", "");
    let cognito = setup(&code_alone, "cognito");
    assert_eq!(snippet(&cognito, 0)["URLPatterns"], json!(["https://app.example.net/client.json"]));
    assert_eq!(cognito["then"]["verdict"], "accept");
    let oracle = setup(GOOD, "oracle-iam");
    assert_eq!((&oracle["then"]["verdict"], &oracle["snippets"]), (&json!("accept"), &json!([])));
    let auth0 = setup(GOOD, "auth0");
    assert_eq!(snippet(&auth0, 0)["client_id_metadata_document_supported"], true);
    assert_eq!(snippet(&auth0, 1)["consumer_selector"], "client_id:https://app.example.net/client.json");
    let scoped = GOOD.replace("\"none\"\n", "\"none\",\n  \"scope\": \"openid offline_access\"\n");
    let clerk = setup(&scoped, "clerk");
    assert_eq!(
        clerk["snippets"][0]["text"],
        "Client ID URL: https://app.example.net/client.json\nScopes: openid"
    );
    let allauth = setup(GOOD, "django-allauth");
    assert!(
        allauth["snippets"][0]["text"]
            .as_str()
            .is_some_and(|text| text.contains("IDP_OIDC_CIMD_ENABLED = True"))
    );
}

#[test]
fn a_server_without_a_helper_says_who_has_one() {
    let folder = Folder::new().with("client.json", GOOD).with("bare.json", "{}");
    let ran = folder.run(&["compat", "client.json", "--server", "oidc-provider", "--setup"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("it is known of auth0, clerk, cognito, "), "{}", ran.err);
    let ran = folder.run(&["compat", "client.json", "--setup", "--format", "markdown"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.matches("\n## ").count() + 1, 6, "{}", ran.out);
    let ran = folder.run(&["compat", "bare.json", "--setup"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--url"), "{}", ran.err);
}

#[test]
fn a_hostile_document_cannot_leave_a_snippet() {
    let hostile = GOOD
        .replace("https://app.example.net/callback", "https://app.example.net/\\\"]}```\\u001b[31m")
        .replace("\"none\"\n", "\"none\",\n  \"scope\": \"a\\u001b[31m ```\\n# b\"\n");
    let folder = Folder::new().with("client.json", hostile);
    for format in ["human", "markdown", "json"] {
        let ran = folder.run(&["compat", "client.json", "--setup", "--format", format]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.out.contains('\u{1b}') && !ran.out.contains("\n# b"), "{format}: {}", ran.out);
    }
}
