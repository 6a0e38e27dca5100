//! The document: each property, each case that Auth0's table decides, and the size.

use serde_json::{Value, json};

use crate::table::{Row, URL, check, good, native, row, with, with_key, without};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// The good document with other redirect URIs.
fn redirects(document: Value, uris: &[&str]) -> Value {
    with(document, "redirect_uris", json!(uris))
}

/// The good document with other grant types.
fn grants(grant_types: &[&str]) -> Value {
    with(good(), "grant_types", json!(grant_types))
}

/// The good document with another authentication method.
fn method(method: &str) -> Value {
    with(good(), "token_endpoint_auth_method", json!(method))
}

/// The client that signs, with its keys elsewhere.
fn keys_at(jwks_uri: &str) -> Value {
    with(with_key(), "jwks_uri", json!(jwks_uri))
}

/// A key set with one public key, the example of RFC 7515.
fn key_set() -> Value {
    json!({"keys": [{
        "kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig", "alg": "ES256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    }]})
}

/// Values that are not strings.
fn no_strings() -> [Value; 5] {
    [json!(1), json!(null), json!(true), json!(["text"]), json!({"text": "text"})]
}

/// The rule on a value of a wrong type.
fn rule_of_type(value: &Value) -> &'static str {
    if value.is_null() { "property-null" } else { "property-type" }
}

/// Values that are not arrays of strings.
fn no_arrays_of_strings() -> [Value; 6] {
    [json!("text"), json!(1), json!(null), json!({}), json!([1]), json!(["authorization_code", null])]
}

#[test]
fn good_documents() {
    check([
        row("a web client", good()),
        row("a native client", native()),
        row("a client that signs", with_key()).advice(&["jwks-not-fetched"]),
        row(
            "only what is required, for refreshing tokens",
            json!({
                "client_id": URL, "client_name": "Example", "grant_types": ["refresh_token"],
            }),
        )
        .advice(&["auth-method-absent"]),
        row(
            "every supported property",
            json!({
                "client_id": URL,
                "client_name": "Example",
                "redirect_uris": ["https://app.example.net/callback"],
                "grant_types": ["authorization_code", "refresh_token"],
                "application_type": "web",
                "token_endpoint_auth_method": "private_key_jwt",
                "jwks_uri": "https://app.example.net/jwks.json",
                "logo_uri": "https://app.example.net/logo.png",
                "description": "An example",
                "response_types": ["code"],
            }),
        )
        .published(URL)
        .advice(&["jwks-not-fetched"]),
    ]);
}

#[test]
fn client_id() {
    let published_at_url =
        |name: &str, client_id: &str| row(name, with(good(), "client_id", json!(client_id))).published(URL);
    let mut rows = vec![
        row("missing", without(good(), "client_id")).violations(&["client-id-missing"]),
        row("missing from a published document", without(good(), "client_id"))
            .published(URL)
            .violations(&["client-id-missing"]),
        row("empty", with(good(), "client_id", json!("")))
            .published(URL)
            .violations(&["client-id-not-string"]),
        published_at_url("the URL itself", URL),
        row("the URL itself, with escaped slashes", good().to_string().replace('/', "\\/").as_str())
            .published(URL),
    ];
    for value in no_strings() {
        rows.push(
            row(format!("not a string: {value}"), with(good(), "client_id", value))
                .published(URL)
                .violations(&["client-id-not-string"]),
        );
    }
    for (name, other) in [
        ("a slash at the end", "https://app.example.net/client.json/"),
        ("the host in upper case", "https://App.example.net/client.json"),
        ("the scheme in upper case", "HTTPS://app.example.net/client.json"),
        ("the default port", "https://app.example.net:443/client.json"),
        ("plain http", "http://app.example.net/client.json"),
        ("an escape that needs not be", "https://app.example.net/client%2Ejson"),
        ("another host", "https://www.app.example.net/client.json"),
        ("another path", "https://app.example.net/other.json"),
        ("a query", "https://app.example.net/client.json?"),
        ("a space before", " https://app.example.net/client.json"),
    ] {
        rows.push(published_at_url(name, other).violations(&["client-id-mismatch"]));
    }
    check(rows);
}

#[test]
fn client_name() {
    let name = |value: Value| with(good(), "client_name", value);
    let mut rows = vec![
        row("missing", without(good(), "client_name")).violations(&["client-name-missing"]),
        row("empty", name(json!(""))).violations(&["client-name-missing"]),
        row("only white space", name(json!("  "))).advice(&["client-name-blank"]),
        row("with an angle bracket", name(json!("Example <b>"))).advice(&["client-name-angle-brackets"]),
        row("in another script", name(json!("例え"))),
    ];
    for value in no_strings() {
        let rule = rule_of_type(&value);
        rows.push(row(format!("not a string: {value}"), name(value)).violations(&[rule]));
    }
    check(rows);
}

#[test]
fn grant_types() {
    let mut rows = vec![
        row("missing", without(good(), "grant_types")).violations(&["grant-types-missing"]),
        row("empty", grants(&[])).violations(&["grant-types-missing"]),
        row("authorization_code", grants(&["authorization_code"])),
        row("refresh_token", grants(&["refresh_token"])),
        row("both", grants(&["authorization_code", "refresh_token"])),
        row("none that is supported", grants(&["client_credentials"]))
            .violations(&["grant-types-unsupported"]),
        row("none of several", grants(&["client_credentials", DEVICE_CODE]))
            .violations(&["grant-types-unsupported"]),
        row("implicit only", grants(&["implicit"])).violations(&["grant-types-unsupported"]),
        row("in upper case", grants(&["AUTHORIZATION_CODE"])).violations(&["grant-types-unsupported"]),
        row("the device grant as well", grants(&["authorization_code", "refresh_token", DEVICE_CODE]))
            .warnings(&["grant-unsupported"]),
        row("the JWT grant as well", grants(&["authorization_code", JWT_BEARER]))
            .warnings(&["grant-unsupported"]),
        row("two unsupported ones as well", grants(&[DEVICE_CODE, "authorization_code", JWT_BEARER]))
            .warnings(&["grant-unsupported", "grant-unsupported"]),
        row("client credentials and refresh tokens", grants(&["client_credentials", "refresh_token"]))
            .warnings(&["grant-unsupported"]),
        row("one of them twice", grants(&["authorization_code", "authorization_code"]))
            .advice(&["property-duplicate-items"]),
    ];
    for value in no_arrays_of_strings() {
        let rule = rule_of_type(&value);
        let document = with(good(), "grant_types", value.clone());
        let advice: &[&str] = if value.is_string() { &["grant-types-unsupported"] } else { &[] };
        let row = row(format!("not an array of strings: {value}"), document);
        rows.push(row.violations(&[rule]).advice(advice));
    }
    check(rows);
}

#[test]
fn redirect_uris_as_a_list() {
    let without_redirects = |grant_types: &[&str]| without(grants(grant_types), "redirect_uris");
    let empty = |grant_types: &[&str]| redirects(grants(grant_types), &[]);
    let mut rows = vec![
        row("missing with the code grant", without_redirects(&["authorization_code"]))
            .violations(&["redirect-uris-missing"]),
        row("empty with the code grant", empty(&["authorization_code"]))
            .violations(&["redirect-uris-missing"]),
        row(
            "missing with the implicit grant, which is then ignored",
            without_redirects(&["implicit", "refresh_token"]),
        )
        .violations(&["redirect-uris-missing"])
        .warnings(&["grant-unsupported"]),
        row("empty with the implicit grant", empty(&["implicit", "refresh_token"]))
            .violations(&["redirect-uris-missing"])
            .warnings(&["grant-unsupported"]),
        row("missing with refresh tokens only", without_redirects(&["refresh_token"])),
        row("empty with refresh tokens only", empty(&["refresh_token"])),
        row(
            "twice the same",
            redirects(good(), &["https://app.example.net/callback", "https://app.example.net/callback"]),
        )
        .violations(&["redirect-uri-duplicate"]),
        row(
            "two that differ",
            redirects(good(), &["https://app.example.net/a", "https://app.example.net/b"]),
        ),
    ];
    for value in [json!("https://app.example.net/callback"), json!(1), json!(null), json!({})] {
        rows.push(
            row(format!("not an array: {value}"), with(good(), "redirect_uris", value))
                .violations(&["redirect-uris-shape"]),
        );
    }
    for value in no_strings() {
        rows.push(
            row(
                format!("an entry that is not a string: {value}"),
                with(good(), "redirect_uris", json!([value])),
            )
            .violations(&["redirect-uri-type"]),
        );
    }
    check(rows);
}

#[test]
fn redirect_uris_one_by_one() {
    let web = |name: &str, uri: &str| row(name, redirects(good(), &[uri]));
    let on_machine = |name: &str, uri: &str| row(name, redirects(native(), &[uri]));
    check([
        web("https", "https://app.example.net/callback"),
        web("https on another host", "https://login.example.org/callback"),
        web("https with a query", "https://app.example.net/callback?client=1"),
        web("https at a port", "https://app.example.net:8443/callback"),
        web("https at the root path", "https://app.example.net/"),
        on_machine("https for a native client", "https://app.example.net/callback"),
        web("http", "http://app.example.net/callback").violations(&["redirect-uri-http"]),
        on_machine("http for a native client", "http://app.example.net/callback")
            .violations(&["redirect-uri-http"]),
        on_machine("http on a private address", "http://192.168.1.10/callback")
            .violations(&["redirect-uri-http"]),
        on_machine("http on the address of no host", "http://0.0.0.0/callback")
            .violations(&["redirect-uri-http"]),
        on_machine("a custom scheme", "com.example:/callback").violations(&["redirect-uri-custom-scheme"]),
        on_machine("a custom scheme with a host", "cursor://anysphere.cursor-mcp/oauth/callback")
            .violations(&["redirect-uri-custom-scheme"]),
        web("a custom scheme for a web client", "com.example:/callback")
            .violations(&["redirect-uri-custom-scheme"]),
        web("a wildcard host", "https://*.example.net/callback").violations(&["redirect-uri-wildcard"]),
        on_machine("a wildcard port", "http://127.0.0.1:*/callback").violations(&["redirect-uri-wildcard"]),
        web("a fragment", "https://app.example.net/callback#done").violations(&["redirect-uri-fragment"]),
        web("an empty fragment", "https://app.example.net/callback#").violations(&["redirect-uri-fragment"]),
        web("a path alone", "/callback").violations(&["redirect-uri-not-absolute"]),
        web("nothing", "").violations(&["redirect-uri-not-absolute"]),
        web("no host", "https:///callback").violations(&["redirect-uri-invalid"]),
        web("a space", "https://app.example.net/call back").violations(&["redirect-uri-invalid"]),
    ]);
}

#[test]
fn loopback_redirects_and_the_application_type() {
    let advice = |uri: &str, port: &'static str| -> &'static [&'static str] {
        match (uri.contains("localhost"), port) {
            (true, "redirect-uri-loopback-port") => &["redirect-uri-localhost", "redirect-uri-loopback-port"],
            (true, _) => &["redirect-uri-localhost", "redirect-uri-loopback-no-port"],
            (false, "redirect-uri-loopback-port") => &["redirect-uri-loopback-port"],
            (false, _) => &["redirect-uri-loopback-no-port"],
        }
    };
    let mut rows = Vec::new();
    for uri in
        ["http://localhost:3000/callback", "http://127.0.0.1:3000/callback", "http://[::1]:3000/callback"]
    {
        let untyped = without(good(), "application_type");
        rows.extend([
            row(format!("{uri} for a native client"), redirects(native(), &[uri]))
                .advice(advice(uri, "redirect-uri-loopback-port")),
            row(format!("{uri} for a web client"), redirects(good(), &[uri]))
                .violations(&["application-type-web-local"]),
            row(format!("{uri} where the type is missing"), redirects(untyped, &[uri]))
                .violations(&["application-type-missing-loopback"]),
        ]);
    }
    for uri in ["http://localhost/callback", "http://127.0.0.1/callback", "http://[::1]/callback"] {
        rows.push(
            row(format!("{uri}, which has no port"), redirects(native(), &[uri]))
                .advice(advice(uri, "redirect-uri-loopback-no-port")),
        );
    }
    check(rows);
}

#[test]
fn application_type() {
    let of_type = |value: Value| with(good(), "application_type", value);
    let mut rows = vec![
        row("missing", without(good(), "application_type")),
        row("web", of_type(json!("web"))),
        row("native", of_type(json!("native"))),
        row(
            "missing with a custom scheme",
            redirects(without(good(), "application_type"), &["com.example:/callback"]),
        )
        .violations(&["redirect-uri-custom-scheme"]),
    ];
    for other in ["spa", "service", "browser", "", "Native", "regular_web"] {
        rows.push(
            row(format!("an unknown value: {other:?}"), of_type(json!(other)))
                .violations(&["application-type-value"]),
        );
    }
    for value in no_strings() {
        let rule = rule_of_type(&value);
        rows.push(row(format!("not a string: {value}"), of_type(value)).violations(&[rule]));
    }
    check(rows);
}

#[test]
fn authentication_method() {
    let mut rows = vec![
        row("missing", without(good(), "token_endpoint_auth_method")).advice(&["auth-method-absent"]),
        row("none", method("none")),
        row("private_key_jwt with keys", with_key()).advice(&["jwks-not-fetched"]),
    ];
    for secret in ["client_secret_post", "client_secret_basic", "client_secret_jwt"] {
        rows.push(
            row(format!("a shared secret: {secret}"), method(secret))
                .violations(&["auth-method-shared-secret"]),
        );
    }
    for other in ["tls_client_auth", "self_signed_tls_client_auth", "https://example.org/my-auth", "None", ""]
    {
        rows.push(
            row(format!("an unsupported method: {other:?}"), method(other))
                .violations(&["auth-method-unsupported"]),
        );
    }
    for value in no_strings() {
        let rule = rule_of_type(&value);
        let document = with(good(), "token_endpoint_auth_method", value.clone());
        rows.push(row(format!("not a string: {value}"), document).violations(&[rule]));
    }
    check(rows);
}

#[test]
fn keys() {
    let elsewhere =
        |name: &str, jwks_uri: &str| row(name, keys_at(jwks_uri)).violations(&["jwks-uri-cross-origin"]);
    let invalid = |name: &str, jwks_uri: &str| row(name, keys_at(jwks_uri)).violations(&["jwks-uri-invalid"]);
    let unused = with(good(), "jwks_uri", json!("https://app.example.net/jwks.json"));
    let mut rows = vec![
        row("private_key_jwt without a key", method("private_key_jwt")).violations(&["auth-key-missing"]),
        // The origin.
        elsewhere("on another host", "https://keys.example.org/jwks.json"),
        elsewhere("on a host below", "https://keys.app.example.net/jwks.json"),
        elsewhere("at another port", "https://app.example.net:8443/jwks.json"),
        row("at the same port, written out", keys_at("https://app.example.net:443/jwks.json"))
            .advice(&["jwks-not-fetched"]),
        row("on another origin than it is published at", keys_at("https://app.example.net/jwks.json"))
            .published("https://www.example.net/client.json")
            .violations(&["client-id-mismatch", "jwks-uri-cross-origin"]),
        // The form.
        invalid("over http", "http://app.example.net/jwks.json"),
        invalid("over http on another host", "http://keys.example.org/jwks.json"),
        invalid("a path alone", "/jwks.json"),
        invalid("empty", ""),
        invalid("no URL", "https://"),
        // Keys that nothing is signed with.
        row("keys with the method none", unused.clone()).advice(&["auth-keys-unused"]),
        row("keys without a method", without(unused.clone(), "token_endpoint_auth_method"))
            .advice(&["auth-method-absent", "auth-keys-unused"]),
        row(
            "keys elsewhere with the method none",
            with(unused, "jwks_uri", json!("https://keys.example.org/jwks.json")),
        )
        .advice(&["auth-keys-unused"]),
        // Keys in the document.
        row("keys in the document", with(method("private_key_jwt"), "jwks", key_set()))
            .violations(&["jwks-embedded"]),
        row("keys in the document, and the method none", with(good(), "jwks", key_set()))
            .violations(&["jwks-embedded"]),
        row("keys in both places", with(with_key(), "jwks", key_set()))
            .violations(&["jwks-embedded"])
            .advice(&["jwks-not-fetched"]),
        row("an empty key set", with(good(), "jwks", json!({"keys": []}))).violations(&["jwks-embedded"]),
        row("a key set that is none", with(good(), "jwks", json!("keys"))).violations(&["jwks-embedded"]),
        row("null for a key set", with(good(), "jwks", json!(null))).violations(&["jwks-embedded"]),
        row("a private key in the document", with(good(), "jwks", private_key_set()))
            .violations(&["jwks-embedded"])
            .advice(&["jwks-private-material"]),
        row(
            "a symmetric key in the document",
            with(good(), "jwks", json!({"keys": [{"kty": "oct", "k": "c2VjcmV0"}]})),
        )
        .violations(&["jwks-embedded"])
        .advice(&["jwks-private-material"]),
    ];
    for value in no_strings() {
        let rule = rule_of_type(&value);
        rows.push(
            row(format!("jwks_uri is not a string: {value}"), with(with_key(), "jwks_uri", value))
                .violations(&[rule]),
        );
    }
    check(rows);
}

/// The key set with the private part that RFC 7515 publishes, too.
fn private_key_set() -> Value {
    let mut set = key_set();
    set["keys"][0]["d"] = json!("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");
    set
}

#[test]
fn logo() {
    let logo = |name: &str, uri: &str| row(name, with(good(), "logo_uri", json!(uri)));
    let mut rows = vec![
        logo("https", "https://app.example.net/logo.png"),
        logo("https on another host", "https://cdn.example.org/logo.png"),
        logo("http", "http://app.example.net/logo.png").advice(&["uri-not-https"]),
        logo("a path alone", "/logo.png").violations(&["uri-not-absolute"]),
        logo("a file name", "logo.png").violations(&["uri-not-absolute"]),
        logo("empty", "").violations(&["uri-not-absolute"]),
        logo("no host", "https://").violations(&["uri-not-absolute"]),
        logo("the image itself", "data:image/png;base64,iVBORw0KGgo=").violations(&["logo-data-uri"]),
        logo("another scheme", "ftp://app.example.net/logo.png").violations(&["logo-uri-scheme"]),
        logo("a script", "javascript:alert(1)").violations(&["uri-dangerous-scheme"]),
    ];
    for value in no_strings() {
        let rule = rule_of_type(&value);
        rows.push(row(format!("not a string: {value}"), with(good(), "logo_uri", value)).violations(&[rule]));
    }
    check(rows);
}

#[test]
fn description() {
    let described = |name: &str, text: String| row(name, with(good(), "description", json!(text)));
    let mut rows = vec![
        described("empty", String::new()),
        described("140 characters", "a".repeat(140)),
        described("141 characters", "a".repeat(141)).violations(&["description-too-long"]),
        described("140 characters of two bytes each", "ü".repeat(140)),
        described("141 characters of two bytes each", "ü".repeat(141)).violations(&["description-too-long"]),
        described("70 emoji, which are 140 units of UTF-16", "🦀".repeat(70)),
        described("71 emoji, which are 142 units of UTF-16", "🦀".repeat(71))
            .advice(&["description-length-unit"]),
        described("140 emoji", "🦀".repeat(140)).advice(&["description-length-unit"]),
        described("141 emoji", "🦀".repeat(141)).violations(&["description-too-long"]),
    ];
    for value in no_strings() {
        let rule = rule_of_type(&value);
        rows.push(
            row(format!("not a string: {value}"), with(good(), "description", value)).violations(&[rule]),
        );
    }
    check(rows);
}

#[test]
fn response_types() {
    let answers = |grant: &str, response_types: &[&str]| {
        with(grants(&[grant]), "response_types", json!(response_types))
    };
    let mut rows = vec![
        row("code with its grant", answers("authorization_code", &["code"])),
        row("code without its grant", answers("refresh_token", &["code"]))
            .warnings(&["grant-response-mismatch"]),
        row("the grant without code", answers("authorization_code", &["none"]))
            .advice(&["response-type-code-missing"]),
        row("the grant with an empty list", answers("authorization_code", &[]))
            .advice(&["response-type-code-missing"]),
        row("an empty list", answers("refresh_token", &[])),
        row("a token as well", answers("authorization_code", &["code", "token"]))
            .advice(&["response-type-token"]),
        row("an ID token as well", answers("authorization_code", &["code", "id_token"]))
            .advice(&["response-type-token"]),
        row("code twice", answers("authorization_code", &["code", "code"]))
            .advice(&["property-duplicate-items"]),
    ];
    for value in [json!("code"), json!(1), json!(null), json!({}), json!([1]), json!(["code", null])] {
        let rule = rule_of_type(&value);
        let document = with(good(), "response_types", value.clone());
        rows.push(row(format!("not an array of strings: {value}"), document).violations(&[rule]));
    }
    check(rows);
}

#[test]
fn unsupported_properties() {
    let mut rows: Vec<Row> = [
        ("client_uri", json!("https://app.example.net")),
        ("scope", json!("openid profile")),
        ("tos_uri", json!("https://app.example.net/tos")),
        ("policy_uri", json!("https://app.example.net/policy")),
        ("contacts", json!(["dev@example.net"])),
        ("software_id", json!("example")),
        ("software_version", json!("1.0")),
        ("post_logout_redirect_uris", json!(["https://app.example.net/"])),
        ("token_endpoint_auth_methods_supported", json!(["none"])),
        ("client_id_issued_at", json!(1_790_000_000)),
        ("client_name#fr", json!("Exemple")),
        ("x_vendor", json!({"a": 1})),
        ("Client_Name", json!("Example")),
        ("contacts", json!("of a wrong type, which nobody looks at")),
        ("dpop_bound_access_tokens", json!("true")),
    ]
    .into_iter()
    .map(|(name, value)| row(name, with(good(), name, value)).warnings(&["property-unsupported"]))
    .collect();
    rows.extend([
        row(
            "two of them",
            with(with(good(), "client_uri", json!("https://app.example.net")), "scope", json!("a")),
        )
        .warnings(&["property-unsupported"]),
        row("a client secret", with(good(), "client_secret", json!("s3cr3t")))
            .warnings(&["property-unsupported"])
            .advice(&["secret-client-secret"]),
        row("an empty client secret", with(good(), "client_secret", json!("")))
            .warnings(&["property-unsupported"])
            .advice(&["secret-client-secret"]),
        row("when a client secret expires", with(good(), "client_secret_expires_at", json!(0)))
            .warnings(&["property-unsupported"])
            .advice(&["secret-client-secret-expires-at"]),
        row("a registration token", with(good(), "registration_access_token", json!("abc")))
            .warnings(&["property-unsupported"])
            .advice(&["secret-registration-token"]),
    ]);
    check(rows);
}

#[test]
fn the_text_as_json() {
    let text = good().to_string();
    let with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let latin = text.replace("Example", "Caf\u{e9}").chars().map(|c| c as u8).collect::<Vec<u8>>();
    let twice = text.replacen('{', "{\"client_name\":\"First\",", 1);
    let nested = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
    let deep = text.replacen('{', &format!("{{\"x\":{nested},"), 1);
    check([
        row("a list with the document in it", json!([good()])).published(URL).violations(&["doc-not-object"]),
        row("a string", "\"client\"").violations(&["doc-not-object"]),
        row("null", "null").violations(&["doc-not-object"]),
        row("nothing", "").violations(&["doc-not-json"]),
        row("HTML", "<!doctype html><title>Not found</title>").published(URL).violations(&["doc-not-json"]),
        row("a comma too many", text.replace("\"}", "\",}").as_str()).violations(&["doc-not-json"]),
        row("bytes that are not UTF-8", latin).violations(&["doc-not-utf8"]),
        row("a byte order mark", with_mark).advice(&["doc-bom"]),
        row("a name twice", twice.as_str()).advice(&["doc-duplicate-key"]),
        // No server documents a limit on depth: the bound is that of this program, and so it is advice.
        row("arrays in arrays in arrays, in a property that is ignored", deep.as_str())
            .advice(&["doc-too-deep"]),
        row(
            "white space around and between",
            serde_json::to_string_pretty(&good()).expect("it is JSON").as_str(),
        ),
        row("a line break at the end", format!("{text}\n").as_str()),
    ]);
}

#[test]
fn size() {
    // The good document, made this long with white space.
    let of_bytes = |count: usize| {
        let text = good().to_string();
        text.clone() + &" ".repeat(count - text.len())
    };
    check([
        row("4000 bytes", of_bytes(4000).as_str()),
        row("5001 bytes, which may be more than 5 KB", of_bytes(5001).as_str())
            .advice(&["http-body-near-limit"]),
        row("5120 bytes", of_bytes(5120).as_str()).advice(&["http-body-near-limit"]),
        row("5121 bytes", of_bytes(5121).as_str()).violations(&["http-body-too-large"]),
        row(
            "fewer than 5120 characters in more than 5120 bytes",
            with(good(), "client_name", json!("ü".repeat(2600))),
        )
        .violations(&["http-body-too-large"]),
    ]);
}

#[test]
fn all_faults_are_reported_in_one_run() {
    let document = json!({
        "client_id": "https://other.example.net/client.json",
        "client_name": "",
        "redirect_uris": ["http://app.example.net/callback", "/callback"],
        "grant_types": ["authorization_code", "password"],
        "application_type": "spa",
        "token_endpoint_auth_method": "client_secret_basic",
        "logo_uri": "/logo.png",
        "description": "a".repeat(141),
        "response_types": "code",
        "scope": "openid",
    });
    check([row("a fault in every property", document)
        .published(URL)
        .violations(&[
            "client-id-mismatch",
            "client-name-missing",
            "redirect-uri-http",
            "redirect-uri-not-absolute",
            "application-type-value",
            "auth-method-shared-secret",
            "uri-not-absolute",
            "description-too-long",
            "property-type",
        ])
        .warnings(&["grant-unsupported", "property-unsupported"])]);
}
