//! Lists, strings, and values of another type than they should have.

use serde_json::{Value, json};

use crate::runner::{Folder, GOOD};

/// Rule, level, whether it is advice, message and help of what is found where a member has another value.
fn found(member: &str, value: &Value) -> Vec<(String, String, bool, String, String)> {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    document[member] = value.clone();
    let folder = Folder::new().with("c.json", document.to_string());
    let json = folder.run(&["lint", "c.json", "--format", "json"]).json();
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
    let findings = json["documents"][0]["findings"].as_array().expect("findings").clone();
    let found = findings.iter().map(|one| {
        let advice = one["advice"] == true;
        (text(one, "rule"), text(one, "level"), advice, text(one, "message"), text(one, "help"))
    });
    found.collect()
}

#[test]
fn the_help_for_a_wrong_type_is_json_that_fits() {
    for (member, value, help) in [
        ("token_endpoint_auth_method", json!(["none"]), "write `\"none\"`"),
        ("client_name", json!(5), "write `\"5\"`"),
        ("client_name", json!({ "text": "Example" }), "write `\"Example\"`"),
        ("grant_types", json!("authorization_code"), "write `[\"authorization_code\"]`"),
        (
            "grant_types",
            json!("authorization_code,refresh_token"),
            "write `[\"authorization_code\", \"refresh_token\"]`",
        ),
        ("grant_types", json!("[\"authorization_code\"]"), "write `[\"authorization_code\"]`"),
        ("grant_types", json!(["authorization_code", 5]), "write `\"5\"`"),
        ("response_types", json!("code"), "write `[\"code\"]`"),
        (
            "redirect_uris",
            json!("https://a.dev/cb, https://a.dev/cb2"),
            "write `[\"https://a.dev/cb\", \"https://a.dev/cb2\"]`",
        ),
        ("redirect_uris", json!("[\"https://a.dev/cb\"]"), "write `[\"https://a.dev/cb\"]`"),
        ("redirect_uris", json!("https://a.dev/cb?x=1,2"), "write `[\"https://a.dev/cb?x=1,2\"]`"),
        ("redirect_uris", json!({ "web": "https://a.dev/cb" }), "write `[\"https://a.dev/cb\"]`"),
        ("redirect_uris", json!([["https://a.dev/cb"]]), "write `\"https://a.dev/cb\"`"),
        ("logo_uri", json!(["https://a.dev/l.png"]), "write `\"https://a.dev/l.png\"`"),
        ("logo_uri", json!(null), "remove the member, or give it a value that is a string"),
        ("client_name", json!(["Ex\"am\\ple"]), "write `\"Ex\\\"am\\\\ple\"`"),
    ] {
        let found = found(member, &value);
        let is_type = |rule: &str| {
            matches!(rule, "property-null" | "property-type" | "redirect-uris-shape" | "redirect-uri-type")
        };
        let types: Vec<&str> =
            found.iter().filter(|(rule, ..)| is_type(rule)).map(|(.., help)| &**help).collect();
        assert_eq!(types, [help], "{member}: {value}");
    }
}

#[test]
fn what_was_serialised_twice_is_named() {
    for (member, value) in
        [("redirect_uris", "[\"https://a.dev/cb\"]"), ("grant_types", "[\"authorization_code\"]")]
    {
        let found = found(member, &json!(value));
        assert!(found.iter().any(|(.., message, _)| message.contains("serialised twice")), "{found:?}");
    }
}

#[test]
fn a_string_in_the_place_of_a_list_is_judged_as_its_one_entry() {
    for (member, value, expected) in [
        ("redirect_uris", "http://a.dev/cb", "redirect-uri-http"),
        ("redirect_uris", "https://*.a.dev/cb", "redirect-uri-wildcard"),
        ("grant_types", "password", "grant-types-unsupported"),
        ("response_types", "token", "response-type-token"),
        ("token_endpoint_auth_methods_supported", "client_secret_basic", "auth-methods-shared-secret"),
    ] {
        let found = found(member, &json!(value));
        let judged: Vec<_> = found.iter().filter(|(rule, ..)| rule == expected).collect();
        let [(_, _, advice, message, _)] = &judged[..] else { panic!("{member}: {value}: {found:?}") };
        // The server stops at the type.
        assert!(*advice && message.contains(value) && !message.contains("[0]"), "{message}");
    }
}

#[test]
fn several_uris_in_one_string_are_one_finding_at_each_level() {
    let two = ["https://a.dev/cb", "https://a.dev/cb2"];
    for separator in [",", ";", ", ", "; ", " ", "\n", "\r\n", "\t"] {
        let entry = two.join(separator);
        let found = found("redirect_uris", &json!([entry]));
        let is_legal = !separator.contains(char::is_whitespace);
        let [(rule, level, _, message, help)] = &found[..] else { panic!("{separator:?}: {found:?}") };
        let expected =
            if is_legal { ("uris-in-one-string", "warning") } else { ("redirect-uri-invalid", "violation") };
        assert_eq!((&**rule, &**level), expected, "{separator:?}");
        assert_eq!(
            help, "make each a string of its own: `\"https://a.dev/cb\", \"https://a.dev/cb2\"`",
            "{message}"
        );
    }
    let logo = found("logo_uri", &json!(two.join(",")));
    assert_eq!(logo.len(), 1, "{logo:?}");
    assert_eq!(logo[0].4, "keep one of them");
    let single = found("redirect_uris", &json!(["https://a.dev/cb?tags=a,b;c"]));
    assert_eq!(single.len(), 0, "{single:?}");
}

#[test]
fn methods_in_the_plural_list_are_judged_like_the_one_method() {
    let of = |list: &Value| {
        let found = found("token_endpoint_auth_methods_supported", list);
        let of_list: Vec<_> =
            found.into_iter().filter(|(rule, ..)| rule == "auth-methods-shared-secret").collect();
        of_list.into_iter().map(|(.., message, help)| (message, help)).collect::<Vec<_>>()
    };
    let one = of(&json!(["none", "client_secret_basic"]));
    assert!(
        matches!(&one[..], [(message, help)] if message.contains("`client_secret_basic`") && help.contains("remove it")),
        "{one:?}"
    );
    let two = of(&json!(["client_secret_basic", "client_secret_post"]));
    assert!(
        matches!(&two[..], [(message, _)] if message.contains("`client_secret_basic` and `client_secret_post`")),
        "{two:?}"
    );
    assert_eq!(of(&json!(["none", "private_key_jwt"])).len(), 0);
}
