//! `cimd init`: what it writes, what it refuses, and who takes what it writes.

use std::fs;

use cimd::finding::Level;
use cimd::servers::{Asked, Policies, SERVERS, Verdict, set_policy};
use cimd::{Linter, Profile, Subject};
use serde_json::{Value, json};

use crate::runner::{Folder, Ran};

const URL: &str = "https://app.example.net/client.json";

const KINDS: [&str; 6] = ["web", "native", "cli", "spa", "confidential", "mcp"];

/// Runs `cimd init client.json` with what a kind needs, and more.
fn init(folder: &Folder, kind: &str, more: &[&str]) -> Ran {
    let mut arguments = vec!["init", "client.json", "--kind", kind, "--url", URL, "--name", "Example"];
    if matches!(kind, "web" | "spa" | "confidential") {
        arguments.extend(["--redirect-uri", "https://app.example.net/callback"]);
    }
    arguments.extend(more);
    folder.run(&arguments)
}

/// The document that it writes for a kind under a profile.
fn document(kind: &str, profile: &str) -> String {
    let folder = Folder::new();
    let ran = init(&folder, kind, &["--profile", profile, "--quiet"]);
    assert_eq!((ran.code, &*ran.out, &*ran.err), (0, "", ""), "{kind} {profile}");
    fs::read_to_string(folder.path().join("client.json")).expect("it is written")
}

fn json(folder: &Folder, name: &str) -> Value {
    let text = fs::read(folder.path().join(name)).expect("it is there");
    serde_json::from_slice(&text).expect("it is JSON")
}

fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("it can be listed");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn every_kind_is_without_violation_and_warning_under_every_profile() {
    for profile in Profile::built_in() {
        for kind in KINDS {
            let text = document(kind, &profile.name);
            let report = Linter::new(profile)
                .lint(&Subject::from_bytes("client.json", text.clone().into()).published_at(URL));
            let heavy: Vec<_> =
                report.findings.iter().filter(|finding| finding.level >= Level::Warning).collect();
            assert!(
                heavy.is_empty() && report.valid == Some(true),
                "{kind} under {}: {heavy:?}\n{text}",
                profile.name
            );
            assert!(report.ignored_members.is_empty(), "{kind} under {}", profile.name);
        }
    }
}

#[test]
fn members_stand_in_their_usual_order() {
    assert_eq!(
        document("confidential", "atproto"),
        r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "Example",
  "application_type": "web",
  "redirect_uris": [
    "https://app.example.net/callback"
  ],
  "grant_types": [
    "authorization_code",
    "refresh_token"
  ],
  "response_types": [
    "code"
  ],
  "token_endpoint_auth_method": "private_key_jwt",
  "token_endpoint_auth_signing_alg": "RS256",
  "jwks_uri": "https://app.example.net/jwks.json",
  "scope": "atproto",
  "dpop_bound_access_tokens": true
}
"#
    );
    let auth0: Value = serde_json::from_str(&document("cli", "auth0")).expect("it is JSON");
    assert_eq!(auth0["redirect_uris"], json!(["http://127.0.0.1:33418/callback"]));
    let mcp: Value = serde_json::from_str(&document("mcp", "mcp")).expect("it is JSON");
    assert_eq!(mcp["redirect_uris"], json!(["http://127.0.0.1/callback"]));
}

/// What operators have to set before a server takes any document of this host, or any loopback address.
const TRUSTED: &[&str] = &[
    "atproto.unfetched-hosts=",
    "cognito.url-patterns=https://app.example.net/client.json",
    "keycloak.condition-schemes=https",
    "keycloak.condition-domains=app.example.net",
    "keycloak.trusted-domains=app.example.net,127.0.0.1",
    "mediawiki-mcp.allowed-hosts=app.example.net",
    "oracle-iam.trusted-locations=https://app.example.net/client.json",
    "pingfederate.url-patterns=https://app.example.net/client.json",
    "pingfederate.loopback-redirects=on",
    "pomerium.allowed-domains=app.example.net",
    "zitadel.allowed-urls=https://app.example.net/client.json",
];

const ALL: &[&str] = &KINDS;
const PUBLIC: &[&str] = &["web", "native", "cli", "spa", "mcp"];
const LOOPBACK: &[&str] = &["native", "cli", "mcp"];
const KEY: &[&str] = &["confidential"];

/// Who does not take kinds of clients as they are, and why: what stands in the first reason.
const EXCEPTIONS: &[(&str, &[&str], Verdict, &str)] = &[
    ("clerk", KEY, Verdict::Unknown, "what becomes of the method `private_key_jwt` is not published"),
    ("cognito", KEY, Verdict::Refuse, "the method `private_key_jwt` is not supported"),
    ("cognito", PUBLIC, Verdict::Unknown, "what becomes of the grant `refresh_token` is not published"),
    ("directus", KEY, Verdict::Refuse, "`token_endpoint_auth_method` must be none"),
    ("django-allauth", KEY, Verdict::Degraded, "the client becomes a public one"),
    ("django-oauth-toolkit", KEY, Verdict::Refuse, "clients must be public"),
    ("entra", ALL, Verdict::Unknown, "which rules documents are held to is not published"),
    ("home-assistant", KEY, Verdict::Degraded, "every client is public"),
    ("mediawiki-mcp", KEY, Verdict::Degraded, "every client is public"),
    ("oauth-as", KEY, Verdict::Refuse, "the server takes no keys"),
    ("oauth-as", LOOPBACK, Verdict::Refuse, "must begin with `https://app.example.net`"),
    ("oauth-as-cross-origin", KEY, Verdict::Refuse, "the server takes no keys"),
    ("oracle-iam", KEY, Verdict::Unknown, "with other grants than client_credentials is not published"),
    ("pingfederate", KEY, Verdict::Unknown, "what becomes of the method `private_key_jwt` is not published"),
    ("pomerium", KEY, Verdict::Refuse, "refused at authorization"),
    ("rauthy", KEY, Verdict::Degraded, "every client is public"),
    ("rauthy", PUBLIC, Verdict::Degraded, "the grant `refresh_token` is not read"),
    ("stytch", ALL, Verdict::Unknown, "which rules documents are held to is not published"),
    ("toolhive", KEY, Verdict::Refuse, "the method `private_key_jwt` is not supported"),
    ("workos", ALL, Verdict::Unknown, "which rules documents are held to is not published"),
    ("zeroid", KEY, Verdict::Unknown, "by which rules is not known"),
    ("zitadel", KEY, Verdict::Refuse, "key sets are not supported"),
    ("zitadel", LOOPBACK, Verdict::Refuse, "no entry of the identifier's origin"),
];

#[test]
fn every_server_that_can_take_a_client_takes_its_document() {
    let mut policies = Policies::default();
    for setting in TRUSTED {
        set_policy(&mut policies, setting).expect(setting);
    }
    let (mut found, mut wrong) = (vec![0; EXCEPTIONS.len()], Vec::new());
    for kind in KINDS {
        let [general, social, auth0] = ["mcp", "atproto", "auth0"].map(|profile| {
            Subject::from_bytes("client.json", document(kind, profile).into()).published_at(URL)
        });
        for server in SERVERS {
            let subject = match server.name {
                "atproto" => &social,
                "auth0" => &auth0,
                _ => &general,
            };
            let prediction = server.predict(&Asked::of(subject, &policies).expect("it has a URL"));
            if prediction.verdict == Verdict::Accept {
                continue;
            }
            let reason = prediction.reasons.first().map_or("", |reason| &reason.message);
            let known = EXCEPTIONS.iter().position(|(name, kinds, verdict, why)| {
                *name == server.name
                    && kinds.contains(&kind)
                    && *verdict == prediction.verdict
                    && reason.contains(why)
            });
            match known {
                Some(index) => found[index] += 1,
                None => {
                    wrong.push(format!("{} {kind}: {}: {reason}", server.name, prediction.verdict.word()))
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let expected: Vec<usize> = EXCEPTIONS.iter().map(|(_, kinds, _, _)| kinds.len()).collect();
    assert_eq!(found, expected, "every line of the table is needed");
}

#[test]
fn the_page_names_every_exception() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/init.md")).expect("it is there");
    let mut listed: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    listed.retain(|name| SERVERS.iter().any(|server| server.name == *name));
    let mut expected: Vec<&str> = EXCEPTIONS.iter().map(|(name, ..)| *name).collect();
    expected.dedup();
    assert_eq!(listed, expected);
}

#[test]
fn what_is_missing_is_named_with_an_example() {
    let folder = Folder::new();
    let ran = folder.run(&["init", "client.json"]);
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.err,
        "error: --kind, --url and --name are missing, and there is no terminal to ask on\n  help: add, for example, --kind web --url https://app.example.com/client.json --name 'Example App'\n"
    );
    let ran = folder.run(&["init", "client.json", "--kind", "web", "--url", URL, "--name", "Example"]);
    assert_eq!(
        (ran.code, &*ran.err),
        (
            2,
            "error: --redirect-uri is missing, and there is no terminal to ask on\n  help: add, for example, --redirect-uri https://app.example.com/callback\n"
        )
    );
    assert!(names(&folder).is_empty());
}

#[test]
fn answers_are_refused_in_the_words_of_the_rules() {
    let folder = Folder::new();
    let ran = folder.run(&[
        "init",
        "client.json",
        "--kind",
        "web",
        "--url",
        "http://app.example.net",
        "--name",
        " ",
        "--redirect-uri",
        "http://app.example.net/callback",
    ]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    for expected in [
        "--url: ",
        "[client-id-url-not-https]",
        "[client-id-url-no-path]",
        "--name: ",
        "the name is blank",
        "--redirect-uri: ",
        "[redirect-uri-http]",
        "nothing was written",
    ] {
        assert!(ran.err.contains(expected), "{expected} in {}", ran.err);
    }
    let ran = init(&folder, "cli", &["--url=https://app.example.net/\u{1b}[31m.json"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
    let ran = folder.run(&[
        "init",
        "client.json",
        "--kind=confidential",
        "--name=Example",
        "--url=https://app.example.net/jwks.json",
        "--redirect-uri=https://app.example.net/callback",
    ]);
    assert!(
        ran.code == 2
            && ran.err.contains("--url: `https://app.example.net/jwks.json` is the URL of the key set"),
        "{}",
        ran.err
    );
    let ran = init(&folder, "web", &["--key"]);
    assert!(ran.code == 2 && ran.err.contains("--key is for clients that have a key"), "{}", ran.err);
    assert!(names(&folder).is_empty());
}

#[test]
fn nothing_that_is_there_is_replaced_without_force() {
    let folder = Folder::new().with("client.json", "mine").with("jwks.json", "mine");
    let ran = init(&folder, "confidential", &["--key", "--algorithm", "ES256"]);
    assert_eq!(
        (ran.code, &*ran.err),
        (
            2,
            "error: client.json and jwks.json are there already; nothing was written\n  help: name another file, or replace what is there with --force\n"
        )
    );
    assert_eq!(fs::read(folder.path().join("client.json")).expect("it is there"), b"mine");
    assert_eq!(names(&folder), ["client.json", "jwks.json"]);
    let ran = init(&folder, "confidential", &["--key", "--algorithm", "ES256", "--force"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(names(&folder), ["client.json", "jwks.json", "private-key.pem"]);
    assert_eq!(json(&folder, "client.json")["jwks_uri"], "https://app.example.net/jwks.json");
    // Two outputs are never one file.
    let same = init(&folder, "confidential", &["--key", "--private-key", "./client.json", "--force"]);
    assert!(same.code == 2 && same.err.contains("are one file"), "{}", same.err);
    let missing = init(
        &Folder::new(),
        "confidential",
        &["--key", "--algorithm=ES256", "--private-key", "nowhere/key.pem"],
    );
    assert!(missing.code == 2 && missing.err.contains("there is no directory nowhere"), "{}", missing.err);
}

#[test]
fn one_file_that_cannot_be_written_leaves_none() {
    let folder = Folder::new();
    let ran =
        init(&folder, "confidential", &["--key", "--algorithm=ES256", "--private-key", "nowhere/key.pem"]);
    assert_eq!(ran.code, 2);
    assert!(names(&folder).is_empty(), "{:?}", names(&folder));
}

#[test]
fn the_private_key_fits_the_key_set_and_is_nowhere_else() {
    for (profile, algorithm, kty) in [("auth0", "RS256", "RSA"), ("mcp", "ES256", "EC")] {
        let folder = Folder::new();
        let ran = init(&folder, "confidential", &["--profile", profile, "--key", "--algorithm", algorithm]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let pem = fs::read_to_string(folder.path().join("private-key.pem")).expect("it is there");
        assert!(
            pem.starts_with("-----BEGIN PRIVATE KEY-----\n") && pem.ends_with("-----END PRIVATE KEY-----\n")
        );
        // It reads a key only if the parts fit each other.
        let key = rcgen::KeyPair::from_pem(&pem).expect("it is a key");
        let set = json(&folder, "jwks.json");
        let jwk = &set["keys"][0];
        assert_eq!((&jwk["kty"], &jwk["alg"], &jwk["use"]), (&json!(kty), &json!(algorithm), &json!("sig")));
        let member = |name: &str| base64url(jwk[name].as_str().expect("it is a string"));
        let public = rcgen::PublicKeyData::der_bytes(&key);
        let parts: &[&str] = if kty == "RSA" { &["n", "e"] } else { &["x", "y"] };
        for part in parts {
            let bytes = member(part);
            assert!(public.windows(bytes.len()).any(|window| window == bytes), "{part} of {set}");
        }
        let private: Vec<&String> = jwk
            .as_object()
            .expect("a key")
            .keys()
            .filter(|name| "d p q dp dq qi".split(' ').any(|p| p == *name))
            .collect();
        assert!(private.is_empty(), "{private:?}");
        assert!(ran.err.contains(jwk["kid"].as_str().expect("a kid")) && !ran.err.contains("PRIVATE KEY"));
        let again = folder.run(&["lint", "client.json", "--profile", profile]);
        assert_eq!(again.code, 0, "{}", again.out);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |name: &str| {
                fs::metadata(folder.path().join(name)).expect("it is there").permissions().mode() & 0o777
            };
            assert_eq!(mode("private-key.pem"), 0o600);
            assert_eq!(mode("jwks.json") & 0o444, 0o444);
        }
    }
}

fn base64url(text: &str) -> Vec<u8> {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits = text.chars().map(|c| alphabet.find(c).expect("base64url") as u32);
    let (mut bytes, mut buffer, mut count) = (Vec::new(), 0_u32, 0);
    for value in bits {
        buffer = buffer << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((buffer >> count) as u8);
            buffer &= (1 << count) - 1;
        }
    }
    bytes
}

#[test]
fn it_ends_with_what_to_do_next() {
    let folder = Folder::new();
    let ran = init(&folder, "mcp", &["--profile", "mcp"]);
    assert_eq!(
        ran.err,
        "wrote client.json\n
Publish the document, with status 200 and without a redirect, at:
  https://app.example.net/client.json
  Content-Type: application/json
Have the client listen at this address, with any free port, which its request names:
  http://127.0.0.1/callback
Check it there:
  cimd lint --profile mcp https://app.example.net/client.json
  cimd compat https://app.example.net/client.json
Say in cimd.toml where it is published, so that cimd lint knows:
  [[documents]]
  path = \"client.json\"
  url = \"https://app.example.net/client.json\"
"
    );
    assert_eq!(ran.out, "");
    let ran =
        folder.run(&["init", "-", "--kind=cli", "--name=Example", "--url=https://app.example.net/c?a=1&b='"]);
    assert!(ran.code == 2 || ran.err.contains(r"'https://app.example.net/c?a=1&b='\'''"), "{}", ran.err);
}

#[test]
fn the_configuration_says_profile_and_url() {
    let folder = Folder::new().with(
        "cimd.toml",
        "profile = 'mcp'\n[[documents]]\npath = 'public/'\nurl = 'https://app.example.net/oauth/'\n",
    );
    fs::create_dir(folder.path().join("public")).expect("a folder");
    let ran = folder.run(&[
        "init",
        "public/c.json",
        "--kind",
        "confidential",
        "--name",
        "Example",
        "--redirect-uri",
        "https://app.example.net/callback",
        "--key",
        "--algorithm=ES256",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let document = json(&folder, "public/c.json");
    assert_eq!(document["client_id"], "https://app.example.net/oauth/c.json");
    assert_eq!(document["jwks_uri"], "https://app.example.net/oauth/jwks.json");
    assert!(!ran.err.contains("[[documents]]") && !ran.err.contains("--profile"), "{}", ran.err);
    // The private key is not in the folder that is published.
    assert_eq!(names(&folder), ["cimd.toml", "private-key.pem", "public"]);
    assert!(folder.path().join("public/jwks.json").exists());
}

#[test]
fn standard_output_takes_a_document() {
    let folder = Folder::new();
    let ran = folder.run(&["init", "-", "--kind", "cli", "--url", URL, "--name", "Example", "--quiet"]);
    assert_eq!((ran.code, &*ran.err), (0, ""));
    assert_eq!(ran.json()["client_name"], "Example");
    let ran =
        folder.run(&["init", "-", "--kind", "confidential", "--url", URL, "--name", "Example", "--key"]);
    assert!(ran.code == 2 && ran.err.contains("standard output"), "{}", ran.err);
    for (file, expected) in [(URL, "is a URL"), (".", "is a directory")] {
        let ran = folder.run(&["init", file, "--kind", "cli", "--url", URL, "--name", "Example"]);
        assert!(ran.code == 2 && ran.err.contains(expected), "{}", ran.err);
    }
    assert!(names(&folder).is_empty());
}
