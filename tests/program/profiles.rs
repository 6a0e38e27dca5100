//! Profiles of users: errors at their place, lists of hosts and schemes, house rules, servers of one's own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::runner::{Folder, Ran};

/// A document without a fault in the profile `ietf`, with members more or other ones.
fn document(members: &[(&str, Value)]) -> String {
    let mut document = json!({
        "client_id": "https://app.acme.example.com/client.json",
        "client_name": "Acme Wiki",
        "redirect_uris": ["https://app.acme.example.com/callback"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "none",
    });
    for (name, value) in members {
        document[*name] = value.clone();
    }
    document.to_string()
}

fn lint(folder: &Folder) -> Ran {
    folder.run(&["lint", "client.json", "--profile", "mine.toml"])
}

/// What is found with that text in `mine.toml`, as rule, pointer, level and message.
fn found(profile: &str, members: &[(&str, Value)]) -> Vec<[String; 4]> {
    found_with(Folder::new().with("mine.toml", profile), members)
}

fn found_with(folder: Folder, members: &[(&str, Value)]) -> Vec<[String; 4]> {
    let folder = folder.with("client.json", document(members));
    let ran = folder.run(&["lint", "client.json", "--profile", "mine.toml", "--format", "json"]);
    assert_ne!(ran.code, 2, "{}", ran.err);
    let json = ran.json();
    let findings = json["documents"][0]["findings"].as_array().expect("findings are a list").clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = findings
        .iter()
        .map(|one| [text(&one["rule"]), text(&one["pointer"]), text(&one["level"]), text(&one["message"])]);
    found.collect()
}

#[test]
fn errors_stand_at_their_place() {
    for (profile, parts) in [
        ("extends = ", &["mine.toml:1:11: "][..]),
        ("titel = \"x\"", &["mine.toml:1:1: there is no key `titel`", "did you mean `title`?"]),
        ("\n[limit]\nx = 1", &["mine.toml:2:2: there is no key `limit`", "did you mean `limits`?"]),
        ("[limits]\ndocument_byte = 1", &["mine.toml:2:1:", "did you mean `document_bytes`?"]),
        ("[limits]\ndocument_bytes = \"4 KiB\"", &["mine.toml:2:18:", "is wanted here, and not string"]),
        ("[limits]\ndocument_bytes = -1", &["mine.toml:2:18:", "not negative", "`-1`"]),
        ("extends = \"iet\"", &["mine.toml:1:11: there is no built-in profile `iet`", "ietf@02"]),
        ("extends = \"./base.toml\"", &["mine.toml:1:11:", "a profile extends a built-in one"]),
        ("newest = true", &["mine.toml:1:1: `newest` is about revisions"]),
        ("[rules]\nredirect-uri-htp = \"off\"", &["mine.toml:2:1:", "did you mean `redirect-uri-http`?"]),
        ("[rules]\nredirect-uri-http = \"of\"", &["mine.toml:2:21: there is no level `of`", "`off`"]),
        ("[rules]\nredirect-uri-http = 1", &["mine.toml:2:21:", "a level in quotation marks, or a table"]),
        ("[rules]\nredirect-uri-http = {}", &["mine.toml:2:1:", "neither `level` nor `advice`"]),
        (
            "[rules.redirect-uri-http]\nlevel = \"hint\"\nadvice = \"hint\"",
            &["mine.toml:3:1: `redirect-uri-http` has both"],
        ),
        (
            "[rules.redirect-uri-http]\nlevl = \"hint\"",
            &["mine.toml:2:1: there is no key `levl`", "did you mean `level`?"],
        ),
        (
            "[rules]\nredirect-uri-http = { level = \"hint\", mark = \"documentd\" }",
            &["mine.toml:2:46: there is no mark `documentd`", "did you mean `documented`?"],
        ),
        (
            "[rules]\nredirect-uri-http = { level = \"hint\", facts = { a = { mark = \"tested\" } } }",
            &["mine.toml:2:49: there is no fact `a`", "`redirect-uri-http` distinguishes no facts"],
        ),
        (
            "[sources.docs]\ntitle = \"a\"\nlink = \"b\"\n[rules]\ndoc-bom = { level = \"hint\", source = \"doc\" }",
            &["mine.toml:5:38: there is no source `doc`", "did you mean `docs`?"],
        ),
        ("[sources.docs]\ntitle = \"a\"", &["mine.toml:1:1: the key `link` is missing here"]),
        (
            "[redirect_uris]\nnative = [\"https\", \"loopbak\"]",
            &["mine.toml:2:20: there is no value `loopbak`", "did you mean `loopback`?"],
        ),
        ("[grants]\ntypes = \"authorization_code\"", &["mine.toml:2:9:", "put it in brackets"]),
        (
            "[keys]\nkid_length = [64, 10]",
            &["mine.toml:2:14: nothing can be 64 at the least and 10 at the most"],
        ),
        ("[keys]\nkid_length = [64]", &["mine.toml:2:14: a list of 2 values is wanted here"]),
        ("[identifiers]\nown_prefixes = [\"a\", \"\"]", &["mine.toml:2:22: an empty text"]),
        (
            "[identifiers]\nhosts = [\"a.example.com\", \"https://b.example.com/x\"]",
            &[
                "mine.toml:2:27: `https://b.example.com/x` is not a host",
                "write the host alone: `b.example.com`",
            ],
        ),
        (
            "[identifiers]\nhosts = [\"*.com\"]",
            &["mine.toml:2:10:", "every name below the top-level domain `com`"],
        ),
        ("[identifiers]\nhosts = [\"a.*.example.com\"]", &["mine.toml:2:10:", "`*.example.com`"]),
        ("[redirect_uris]\nhosts = [\"example.com:8080\"]", &["mine.toml:2:10:", "without a port"]),
        ("[redirect_uris]\nschemes = [\"com.example.app:/cb\"]", &["mine.toml:2:12:", "`com.example.app`"]),
        ("[redirect_uris]\nschemes = [\"https\"]", &["mine.toml:2:12: `https` is not a private-use scheme"]),
        ("[redirect_uris]\nschemes = [\"javascript\"]", &["mine.toml:2:12:", "a browser runs"]),
        ("schema = \"../house.json\"", &["mine.toml:1:10:", "not the name of a file beside the profile"]),
        ("schema = \"https://a.example/s.json\"", &["mine.toml:1:10:", "not the name of a file beside"]),
        ("schema = \"none.json\"", &["mine.toml:1:10: the schema `none.json` cannot be read"]),
    ] {
        let ran = lint(&Folder::new().with("mine.toml", profile).with("client.json", document(&[])));
        assert_eq!(ran.code, 2, "{profile}: {}", ran.out);
        for part in parts {
            assert!(ran.err.contains(part), "{profile}: no {part} in\n{}", ran.err);
        }
    }
}

#[test]
fn lists_allow_what_they_hold_and_nothing_else() {
    const LISTS: &str = "extends = \"ietf\"\ntitle = \"Acme AS\"\n[identifiers]\nhosts = [\"*.acme.example.com\", \"münchen.example.com\", \"192.0.2.1\"]\n[redirect_uris]\nnative = [\"https\", \"loopback\", \"private-use-reverse-domain\"]\nhosts = [\"app.acme.example.com\"]\nschemes = [\"com.example.Acme\"]\n";
    let rules = |members: &[(&str, Value)]| -> Vec<String> {
        let own = found(LISTS, members).into_iter().filter(|[rule, ..]| rule.ends_with("-not-listed"));
        own.map(|[rule, pointer, level, _]| format!("{rule} {pointer} {level}")).collect()
    };
    let published = |url: &str| rules(&[("client_id", json!(url))]);
    let redirected =
        |uri: &str| rules(&[("redirect_uris", json!([uri])), ("application_type", json!("native"))]);
    const HOST: &str = "client-id-url-host-not-listed /client_id violation";
    const REDIRECT: &str = "redirect-uri-host-not-listed /redirect_uris/0 violation";
    const SCHEME: &str = "redirect-uri-scheme-not-listed /redirect_uris/0 violation";
    for url in
        ["https://a.b.acme.example.com/c", "https://xn--mnchen-3ya.example.com/c", "https://192.0.2.1/c"]
    {
        assert_eq!(published(url), [""; 0], "{url}");
    }
    for url in [
        "https://acme.example.com/c",
        "https://evil-acme.example.com/c",
        "https://app.acme.example.com.evil.example/c",
        "https://app.acme.example.com./c",
        "https://192.0.2.2/c",
    ] {
        assert_eq!(published(url), [HOST], "{url}");
    }
    for uri in [
        "https://app.acme.example.com/callback",
        "http://127.0.0.1:33418/callback",
        "com.example.acme:/callback",
    ] {
        assert_eq!(redirected(uri), [""; 0], "{uri}");
    }
    for uri in
        ["https://eu.app.acme.example.com/callback", "https://app.acme.example.com@evil.example/callback"]
    {
        assert_eq!(redirected(uri), [REDIRECT], "{uri}");
    }
    assert_eq!(redirected("com.example.acme.evil:/callback"), [SCHEME]);

    let told = found(LISTS, &[("client_id", json!("https://acme.example.com/client.json"))]);
    let message = "the host `acme.example.com` is not one at which Acme AS takes documents";
    assert!(told.iter().any(|[_, _, _, said]| said == message), "{told:?}");
    // The level is the profile's.
    let lighter = format!("{LISTS}[rules]\nclient-id-url-host-not-listed = {{ advice = \"warning\" }}\n");
    let found = found(&lighter, &[("client_id", json!("https://acme.example.com/client.json"))]);
    let level =
        found.iter().find(|[rule, ..]| rule == "client-id-url-host-not-listed").map(|[_, _, level, _]| level);
    assert_eq!(level.map(String::as_str), Some("warning"));
}

const HOUSE: &str = "extends = \"ietf\"\ntitle = \"Acme AS\"\nschema = \"house.json\"\n";

fn house(schema: &Value, members: &[(&str, Value)]) -> Vec<[String; 4]> {
    let folder = Folder::new().with("mine.toml", HOUSE).with("house.json", schema.to_string());
    let found = found_with(folder, members).into_iter();
    found.filter(|[rule, ..]| rule == "house-schema").collect()
}

fn short(found: &[[String; 4]]) -> Vec<String> {
    found.iter().map(|[_, pointer, _, message]| format!("{pointer} {message}")).collect()
}

#[test]
fn house_rules_speak_in_the_words_of_the_schema() {
    let schema = json!({
        "title": "Acme's clients",
        "required": ["contacts", "tos_uri"],
        "properties": {
            "client_name": { "type": "string", "pattern": "^Acme ", "description": "Names begin with Acme" },
            "contacts": { "title": "Every client has a contact", "description": "Add one." },
            "redirect_uris": { "items": { "$ref": "#/$defs/own" }, "description": "Answers stay in the house" },
            "client_secret": { "maxLength": 3 },
        },
        "propertyNames": { "not": { "pattern": "^x_" } },
        "$defs": { "own": { "pattern": "^https://[a-z.]*acme\\.example\\.com/" } },
    });
    let members = [
        ("client_name", json!("Wiki")),
        ("redirect_uris", json!(["https://app.acme.example.com/cb", "https://evil.example/cb"])),
        ("client_secret", json!("hunter2hunter2")),
        ("x_b", json!(1)),
    ];
    let found = house(&schema, &members);
    let mut said = short(&found);
    said.sort();
    assert_eq!(
        said,
        [
            " Acme's clients: `tos_uri` is missing",
            " Every client has a contact: `contacts` is missing",
            "/client_name Names begin with Acme: `client_name` is `Wiki`",
            "/client_secret Acme's clients: `client_secret` is a string",
            "/redirect_uris/1 Answers stay in the house: `redirect_uris[1]` is `https://evil.example/cb`",
            "/x_b Acme's clients: `x_b` is not allowed",
        ]
    );
    assert!(found.iter().all(|[_, _, level, _]| level == "violation"), "{found:?}");

    let silent = json!({ "properties": { "client_name": { "maxLength": 3 } }, "additionalProperties": true });
    assert_eq!(
        short(&house(&silent, &[])),
        ["/client_name `client_name` is `Acme Wiki`, which breaks `maxLength` of house.json"]
    );
    // One keyword, reached twice, is said once.
    let twice =
        json!({ "allOf": [{ "$ref": "#/$defs/a" }, { "$ref": "#/$defs/a" }], "$defs": { "a": silent } });
    assert_eq!(house(&twice, &[]).len(), 1);
}

#[test]
fn house_rules_are_part_of_the_verdict_unless_the_profile_says_otherwise() {
    let schema = json!({ "required": ["contacts"] }).to_string();
    for (rules, code, valid, level) in [
        ("", 1, json!(false), json!("violation")),
        ("[rules]\nhouse-schema = { advice = \"warning\" }", 0, json!(true), json!("warning")),
        ("[rules]\nhouse-schema = \"off\"", 0, json!(true), Value::Null),
    ] {
        let folder = Folder::new()
            .with("mine.toml", format!("{HOUSE}{rules}"))
            .with("house.json", &schema)
            .with("client.json", document(&[]));
        let ran = folder.run(&["lint", "client.json", "--profile", "mine.toml", "--format", "json"]);
        assert_eq!(ran.code, code, "{rules}: {}{}", ran.out, ran.err);
        let report = &ran.json()["documents"][0];
        assert_eq!(report["valid"], valid, "{rules}");
        let findings = report["findings"].as_array().expect("a list");
        let house = findings.iter().find(|one| one["rule"] == "house-schema");
        assert_eq!(house.map_or(Value::Null, |one| one["level"].clone()), level, "{rules}");
    }
}

#[test]
fn a_document_that_is_not_json_is_held_against_house_rules_as_far_as_it_is_known() {
    let schema = json!({ "required": ["contacts"], "properties": { "client_name": { "maxLength": 3 } } });
    let folder = || Folder::new().with("mine.toml", HOUSE).with("house.json", schema.to_string());
    // A comma too many: all of it could be read.
    let ran = lint(&folder().with("client.json", document(&[]).replace('}', ",}")));
    assert!(ran.out.contains("house-schema") && ran.out.contains("`contacts` is missing"), "{}", ran.out);
    // The end is missing, and with it what may have been there.
    let cut = document(&[]).split_once("\"redirect_uris\"").expect("it is there").0.to_owned();
    let ran = lint(&folder().with("client.json", cut));
    assert!(ran.code == 1 && !ran.out.contains("house-schema"), "{}", ran.out);
}

#[test]
fn a_broken_schema_is_an_error_at_its_line() {
    for (schema, parts) in [
        ("", &["house.json:1:1: the schema is not JSON"][..]),
        ("{\n\"type\": \"object\",\n}", &["house.json:2:", "the schema is not JSON"]),
        ("{\"type\": \"object\",\n \"type\": \"array\"}", &["house.json:2:2: `type` stands twice"]),
        ("[]", &["house.json:1:1: an array is not a schema"]),
        ("{\n  \"requierd\": []\n}", &["house.json:2:3: there is no keyword `requierd`", "`required`"]),
        (
            "{\n  \"type\": \"strin\"\n}",
            &["house.json:2:11: there is no type `strin`", "did you mean `string`?"],
        ),
        ("{\n  \"maxLength\": -1\n}", &["house.json:2:16:"]),
        ("{\n  \"properties\": {\"a\": 1}\n}", &["house.json:2:"]),
        ("{\n  \"$schema\": \"https://a.example/schema\"\n}", &["house.json:2:14:", "not a dialect"]),
        (
            "{\n  \"$ref\": \"https://a.example/s.json\"\n}",
            &["house.json:2:11:", "`https://a.example/s.json`", "no URL"],
        ),
        ("{\n  \"$ref\": \"file:///etc/passwd\"\n}", &["house.json:2:11:", "`file:///etc/passwd`"]),
        ("{\n  \"$ref\": \"other.json#/$defs/a\"\n}", &["house.json:2:11:", "no other file"]),
        (
            "{\"$defs\": {\"host\": {}},\n\"properties\": {\"a\": {\"$ref\": \"#/$defs/hots\"}}}",
            &["house.json:2:30:", "there is no such schema", "did you mean `#/$defs/host`?"],
        ),
        ("{\n  \"pattern\": \"(a\"\n}", &["house.json:2:14: this pattern cannot be used"]),
        ("{\n  \"pattern\": \"(?=a)b\"\n}", &["house.json:2:14: this pattern cannot be used"]),
        ("{\n  \"pattern\": \"(a)\\\\1\"\n}", &["house.json:2:14: this pattern cannot be used"]),
        (
            "{\n  \"patternProperties\": {\"(?!a)\": true}\n}",
            &["house.json:2:", "this pattern cannot be used"],
        ),
        ("{\n  \"format\": \"emial\"\n}", &["house.json:2:13: there is no format `emial`", "`email`"]),
        ("{\n  \"$ref\": \"#\"\n}", &["house.json:2:11:", "leads back to itself"]),
        (
            "{\"$ref\": \"#/$defs/a\", \"$defs\": {\n\"a\": {\"anyOf\": [true, {\"$ref\": \"#/$defs/b\"}]},\n\"b\": {\"not\": {\"$ref\": \"#/$defs/a\"}}}}",
            &["house.json:3:23:", "leads back to itself"],
        ),
        (
            "{\"$defs\": {\n\"a\": {\"$id\": \"https://a.example/\"}}}",
            &["house.json:2:14:", "cannot have a URL of its own"],
        ),
    ] {
        let folder = Folder::new().with("mine.toml", HOUSE).with("house.json", schema);
        let ran = lint(&folder.with("client.json", document(&[])));
        assert_eq!(ran.code, 2, "{schema}: {}", ran.out);
        for part in parts {
            assert!(ran.err.contains(part), "{schema}: no {part} in\n{}", ran.err);
        }
    }
}

/// Definitions of which each applies the next one twice.
fn doubling(count: usize, apply: impl Fn(&str) -> Value) -> Value {
    let mut definitions = json!({ format!("d{count}"): true });
    for number in 0..count {
        definitions[format!("d{number}")] = apply(&format!("#/$defs/d{}", number + 1));
    }
    json!({ "$ref": "#/$defs/d0", "$defs": definitions })
}

/// An object within an object, and so on.
fn nested(depth: usize) -> Value {
    (0..depth).fold(json!(1), |value, _| json!({ "a": value }))
}

#[test]
fn hostile_schemas_end() {
    const TOO_COSTLY: &str = "more than a million steps";
    let both = |to: &str| json!({ "allOf": [{ "$ref": to }, { "$ref": to }] });
    let deep = "{\"not\":".repeat(200) + "true" + &"}".repeat(200);
    let children = json!({ "properties": { "a": both("#") }, "additionalProperties": both("#") });
    let long_list: Vec<usize> = (0..30_000).collect();
    let numbers: Vec<usize> = (50_000..80_000).collect();
    let many_patterns: Vec<Value> =
        (0..300).map(|number| json!({ "pattern": format!("a{number}") })).collect();
    let chain = doubling(200, |to| json!({ "$ref": to }));
    let deeper = doubling(600, |to| json!({ "properties": { "a": { "$ref": to } } }));
    let wider = doubling(3_000, |to| json!({ "properties": { "a": { "$ref": to } } }));
    let size = format!("{{\"description\": \"{}\"}}", "x".repeat(300_000));
    let text = "a".repeat(200_000);
    let list = json!({ "properties": { "x_list": { "items": { "enum": long_list } } } });
    let patterns = json!({ "properties": { "x_text": { "pattern": "^(a+)+$" } } });
    let catastrophic = json!({ "properties": { "x_text": { "pattern": "^(a|a)*b$", "title": "No" } } });
    for (schema, members, said) in [
        (deep, vec![], "the schema is not JSON"),
        (doubling(25, both).to_string(), vec![], TOO_COSTLY),
        (children.to_string(), vec![("x_deep", nested(60))], TOO_COSTLY),
        (
            json!({ "properties": { "a": { "allOf": [{ "$ref": "#" }] } } }).to_string(),
            vec![("a", nested(120))],
            "",
        ),
        (chain.to_string(), vec![], "more than 64 schemas apply one another"),
        (deeper.to_string(), vec![("a", nested(60))], ""),
        (wider.to_string(), vec![], "more than 2000 schemas"),
        (list.to_string(), vec![("x_list", json!(numbers))], TOO_COSTLY),
        (list.to_string(), vec![("x_list", json!([1, 2]))], ""),
        (json!({ "allOf": many_patterns }).to_string(), vec![], "more than 200 patterns"),
        (json!({ "pattern": "a".repeat(2_000) }).to_string(), vec![], "longer than 1000 bytes"),
        (json!({ "pattern": "\\w{1000}{1000}" }).to_string(), vec![], "this pattern cannot be used"),
        (patterns.to_string(), vec![("x_text", json!(text))], ""),
        (catastrophic.to_string(), vec![("x_text", json!(text))], "No: `x_text` is"),
        (size, vec![], "larger than 256 KiB"),
    ] {
        let folder = Folder::new().with("mine.toml", HOUSE).with("house.json", &schema);
        let ran = lint(&folder.with("client.json", document(&members)));
        let told = format!("{}{}", ran.out, ran.err).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(said), "{:.80}: no {said} in {told:.600}", schema);
        assert!(!told.contains("house-schema") || !said.is_empty(), "{:.80}: {told:.600}", schema);
    }
}

#[test]
fn findings_of_house_rules_are_bounded() {
    let schema = json!({ "properties": { "x_list": { "items": { "maximum": 1 } } } });
    let found = house(&schema, &[("x_list", json!((0..5_000).collect::<Vec<u32>>()))]);
    assert_eq!(found.len(), 100);
}

#[test]
fn a_profile_is_asked_like_a_server() {
    let folder = || {
        Folder::new()
            .with("lint/mine.toml", format!("{HOUSE}[redirect_uris]\nloopback_port = \"exact\"\n"))
            .with("lint/house.json", json!({ "required": ["contacts"] }).to_string())
            .with("client.json", document(&[]))
            .with("good.json", document(&[("contacts", json!(["a@example.com"]))]))
    };
    let asked = ["--server", "lint/mine.toml,oidc-provider", "--format", "json"];
    let compat = |folder: &Folder, arguments: &[&str]| folder.run(&[&["compat"], arguments].concat());
    let ran = compat(&folder(), &[&["client.json"], &asked[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let servers = ran.json()["documents"][0]["servers"].clone();
    assert_eq!(servers[0]["server"], "lint/mine.toml");
    assert_eq!(servers[0]["version"], Value::Null);
    assert_eq!(servers[0]["package"], "Acme AS");
    assert_eq!(servers[0]["verdict"], "refuse");
    assert_eq!(servers[0]["evidence"], "inferred");
    let message = "`contacts` is missing; `required` of lint/house.json wants it";
    assert_eq!(servers[0]["reasons"], json!([{ "rule": "house-schema", "pointer": "", "message": message }]));
    assert_eq!(servers[1]["server"], "oidc-provider");

    let redirect = "--redirect-uri=https://app.acme.example.com/callback";
    let good = compat(&folder(), &[&["good.json", redirect], &asked[..]].concat()).json();
    let own = &good["documents"][0]["servers"][0];
    assert_eq!((&own["verdict"], &own["authentication_method"]), (&json!("accept"), &json!("none")));
    assert_eq!(own["redirect_uri"]["verdict"], "accept");

    // The configuration names them from its own folder on; they join the others.
    let configured = folder()
        .with("cimd.toml", "servers = [\"all\", \"lint/mine.toml\"]\nrequire = [\"lint/mine.toml\"]\n")
        .with("below/client.json", document(&[]));
    let ran = configured.run(&["compat", "below/client.json", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("lint/mine.toml is required, and refuses below/client.json"), "{}", ran.err);
    let names = ran.json()["documents"][0]["servers"].as_array().map(Vec::len);
    assert_eq!(names, Some(34));
    let required = configured.run(&["lint", "below/client.json", "--profile", "ietf"]);
    assert!(required.out.contains("lint/mine.toml is required"), "{}{}", required.out, required.err);

    // What is wrong with the profile is said at its line.
    let broken =
        folder().with("lint/mine.toml", "titel = 1").with("cimd.toml", "servers = [\"lint/mine.toml\"]");
    let ran = broken.run(&["compat", "client.json"]);
    assert!(ran.code == 2 && ran.err.contains("lint/mine.toml:1:1: there is no key `titel`"), "{}", ran.err);
    let unknown = folder().run(&["compat", "client.json", "--server", "oidc-provdier"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `oidc-provider`?"), "{}", unknown.err);
}

#[test]
fn no_output_goes_over_a_schema_or_a_profile() {
    let folder =
        Folder::new().with("mine.toml", HOUSE).with("house.json", "{}").with("client.json", document(&[]));
    for (arguments, said) in [
        (
            "lint client.json --profile mine.toml --format json=house.json",
            "house.json is the schema of the profile",
        ),
        ("compat client.json --server ./mine.toml --report mine.toml", "mine.toml is a profile"),
        (
            "compat client.json --server ./mine.toml --report house.json",
            "house.json is the schema of a profile",
        ),
    ] {
        let ran = folder.run(&arguments.split(' ').collect::<Vec<_>>());
        assert!(ran.code == 2 && ran.err.contains(said), "{arguments}: {}", ran.err);
        assert_eq!(fs::read_to_string(folder.path().join("house.json")).expect("it is there"), "{}");
    }
}

/// What begins a session of docs/profiles.md that runs in a folder with the files of that page, and what ends it.
const FENCES: (&str, &str) = ("```console,ignore,files\n", "```\n");

/// The files of a page: blocks whose language is followed by a name.
fn files(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'));
    let named = blocks.filter_map(|(info, text)| Some((info.split_once(' ')?.1, text)));
    named.collect()
}

/// The files that docs/profiles.md shows do what it shows, in a folder that has nothing else.
/// `TRYCMD=overwrite` writes what the sessions print today into the page.
#[test]
fn the_page_on_profiles_works_in_an_empty_folder() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/profiles.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let files = files(&page);
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["our-server.toml", "house.schema.json", "client.json"]);
    assert_eq!(files[0].1.lines().count(), 20, "the profile has twenty lines");
    let folder = files.iter().fold(Folder::new(), |folder, (name, text)| folder.with(name, text));
    let variables = [("COLUMNS", "80"), ("LC_ALL", "C.UTF-8"), ("NO_COLOR", "1")];
    let mut parts = page.split(FENCES.0);
    let mut rewritten = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (block, rest) = part.split_once(FENCES.1).expect("a session has an end");
        let command = block.lines().next().and_then(|line| line.strip_prefix("$ cimd ")).expect("a command");
        let ran = folder.run_with(&command.split(' ').collect::<Vec<_>>(), &variables, b"");
        let code = if ran.code == 0 { String::new() } else { format!("? {}\n", ran.code) };
        write!(rewritten, "{}$ cimd {command}\n{code}{}{}{rest}", FENCES.0, ran.out, FENCES.1)
            .expect("a string takes everything");
    }
    if std::env::var("TRYCMD").is_ok_and(|what| what == "overwrite") {
        fs::write(path, &rewritten).expect("the page can be written");
    }
    assert_eq!(page, rewritten);
}
