//! `private_key_jwt` against the keys that were resolved.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cimd::resolver::{AssertionError, AssertionPolicy, Client, Replays, Resolver, VerifiedAssertion};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rcgen::KeyPair;
use serde_json::{Value, json};

use crate::response::Response;
use crate::server::Server;
use crate::setting::{bounds, builder, document, document_with, run};

const ISSUER: &str = "https://as.example.org";

/// A key of the curve P-256.
fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}

/// Its public half.
fn public(key: &KeyPair, kid: &str) -> Value {
    use rcgen::PublicKeyData as _;
    // 04, and the two coordinates.
    let point = key.der_bytes();
    let coordinate = |range| URL_SAFE_NO_PAD.encode(&point[range]);
    json!({"kty": "EC", "crv": "P-256", "x": coordinate(1..33), "y": coordinate(33..65), "kid": kid, "use": "sig", "alg": "ES256"})
}

/// A server of a document, whose keys are at another URL, and of these.
fn serving(keys: impl Fn(usize) -> Value + Send + Sync + 'static) -> Server {
    Server::start(move |request| match request.target.as_str() {
        "/keys" => Response::json(json!({"keys": keys(request.before)}).to_string()),
        _ => {
            let host = request.header("host").unwrap_or_default();
            let more = format!(
                r#", "token_endpoint_auth_method": "private_key_jwt", "token_endpoint_auth_signing_alg": "ES256", "jwks_uri": "https://{host}/keys""#
            );
            Response::json(document_with(&request.url(), &more))
        }
    })
}

fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is later").as_secs()
}

fn claims(client_id: &str) -> Value {
    json!({"iss": client_id, "sub": client_id, "aud": ISSUER, "exp": now() + 60, "iat": now(), "jti": "one"})
}

fn signed(key: &KeyPair, header: &Header, claims: &Value) -> String {
    encode(header, claims, &EncodingKey::from_ec_der(&key.serialize_der())).expect("it can sign")
}

fn header(kid: &str) -> Header {
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some(kid.to_owned());
    header
}

fn resolver() -> Resolver {
    builder().bounds(bounds(|bounds| bounds.refresh_interval = Duration::ZERO)).build().expect("TLS")
}

type Authenticated = Result<(Arc<Client>, VerifiedAssertion), AssertionError>;

#[test]
fn an_assertion_of_the_client_holds_and_nothing_else_does() {
    let (own, other) = (key(), key());
    let (own_key, bytes) = (public(&own, "k"), (1..33).collect::<Vec<u8>>());
    let for_encryption =
        json!({"kty": "OKP", "crv": "X25519", "x": URL_SAFE_NO_PAD.encode(bytes), "use": "enc", "kid": "e"});
    let keys = json!([for_encryption, own_key]);
    let server = serving(move |_| keys.clone());
    let (resolver, url) = (resolver(), server.url("/c"));
    let policy = AssertionPolicy::new(ISSUER).or_audience("https://as.example.org/token");
    let authenticate = |assertion: String| -> Authenticated {
        run(async { resolver.authenticate(&url, &assertion, &policy).await })
    };
    let with = |member: &str, value: Value| {
        let mut claims = claims(&url);
        claims[member] = value;
        claims
    };

    let (client, verified) =
        authenticate(signed(&own, &header("k"), &claims(&url))).expect("it is the client's");
    assert_eq!(
        (client.id().as_str(), verified.id.as_str(), verified.key_id.as_deref()),
        (&*url, "one", Some("k"))
    );
    let mut typed = header("k");
    typed.typ = Some("oauth-client-auth+jwt".to_owned());
    let mut unnamed = header("k");
    unnamed.kid = None;
    for (header, claims) in [
        (&typed, claims(&url)),
        (&unnamed, claims(&url)),
        (&typed, with("aud", json!(["https://as.example.org/token", ISSUER]))),
        (&typed, with("nbf", json!(now()))),
    ] {
        authenticate(signed(&own, header, &claims)).expect("it is the client's");
    }

    for (claims, word) in [
        (with("iss", json!("https://app.example.net/other")), "iss"),
        (with("sub", json!("someone")), "sub"),
        (with("aud", json!("https://other.example.org")), "aud"),
        (with("aud", json!([ISSUER, "https://other.example.org"])), "aud"),
        (with("aud", json!([])), "aud"),
        (with("exp", json!(now() - 60)), "exp"),
        (with("exp", json!(now() + 100_000)), "exp"),
        (with("exp", json!("soon")), "exp"),
        (with("exp", Value::Null), "exp"),
        (with("nbf", json!(now() + 1000)), "nbf"),
        (with("iat", json!(now() + 1000)), "iat"),
        (with("jti", json!("")), "jti"),
        (with("jti", Value::Null), "jti"),
    ] {
        let error = authenticate(signed(&own, &header("k"), &claims)).expect_err(word);
        assert!(
            matches!(error, AssertionError::Invalid(_)) && error.to_string().contains(word),
            "{word}: {error}"
        );
    }

    let mut critical = header("k");
    critical.crit = Some(vec!["b64".to_owned()]);
    let mut access_token = header("k");
    access_token.typ = Some("at+jwt".to_owned());
    for (header, word) in [(critical, "crit"), (access_token, "typ")] {
        let error = authenticate(signed(&own, &header, &claims(&url))).expect_err(word);
        assert!(error.to_string().contains(word), "{error}");
    }
    let forged = authenticate(signed(&other, &header("k"), &claims(&url))).expect_err("another key");
    assert!(matches!(forged, AssertionError::Signature), "{forged}");
    let unknown = authenticate(signed(&other, &header("x"), &claims(&url))).expect_err("another key");
    assert!(matches!(&unknown, AssertionError::UnknownKey { kid } if kid == "x"), "{unknown}");
    for text in ["", "a.b", "a.b.c", "e30.e30.e30", &"a".repeat(20_000)] {
        assert!(matches!(authenticate(text.to_owned()), Err(AssertionError::Invalid(_))), "{text}");
    }
    // Without a signature, or with one that anybody can make who knows the public key.
    let [none, symmetric] =
        [r#"{"alg":"none"}"#, r#"{"alg":"HS256"}"#].map(|header| URL_SAFE_NO_PAD.encode(header));
    let body = URL_SAFE_NO_PAD.encode(claims(&url).to_string());
    for text in [format!("{none}.{body}."), format!("{symmetric}.{body}.AAAA")] {
        assert!(matches!(authenticate(text), Err(AssertionError::Invalid(_))));
    }
}

#[test]
fn keys_that_changed_are_fetched_anew() {
    let (old, new) = (key(), key());
    let changed = Arc::new(AtomicBool::new(false));
    let has_changed = Arc::clone(&changed);
    let (before, after) = (json!([public(&old, "old")]), json!([public(&new, "new")]));
    let server =
        serving(move |_| if has_changed.load(Ordering::SeqCst) { after.clone() } else { before.clone() });
    run(async {
        let (resolver, url, policy) = (resolver(), server.url("/c"), AssertionPolicy::new(ISSUER));
        let by = |key: &KeyPair, kid: &str| signed(key, &header(kid), &claims(&url));
        resolver.authenticate(&url, &by(&old, "old"), &policy).await.expect("the old key holds");
        changed.store(true, Ordering::SeqCst);
        resolver.authenticate(&url, &by(&new, "new"), &policy).await.expect("the new key is fetched");
        let error =
            resolver.authenticate(&url, &by(&old, "old"), &policy).await.expect_err("the old one is gone");
        assert!(matches!(error, AssertionError::UnknownKey { .. }), "{error}");
    });
}

#[test]
fn unknown_keys_do_not_make_the_host_be_asked_without_end() {
    let (own, other) = (key(), key());
    let keys = json!([public(&own, "k")]);
    let server = serving(move |_| keys.clone());
    run(async {
        let (resolver, url, policy) =
            (builder().build().expect("TLS"), server.url("/c"), AssertionPolicy::new(ISSUER));
        for index in 0..20 {
            let assertion = signed(&other, &header(&format!("k{index}")), &claims(&url));
            assert!(resolver.authenticate(&url, &assertion, &policy).await.is_err());
        }
    });
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_client_that_offers_no_keys_does_not_authenticate() {
    let own = key();
    let public_client = Server::start(|request| Response::json(document(&request.url())));
    run(async {
        let (resolver, url, policy) = (resolver(), public_client.url("/c"), AssertionPolicy::new(ISSUER));
        let assertion = signed(&own, &header("k"), &claims(&url));
        let error =
            resolver.authenticate(&url, &assertion, &policy).await.expect_err("it is a public client");
        assert!(matches!(error, AssertionError::NotOffered), "{error}");
    });
}

#[test]
fn embedded_keys_verify_too() {
    let own = key();
    let jwk = public(&own, "k");
    let server = Server::start(move |request| {
        let more =
            format!(r#", "token_endpoint_auth_method": "private_key_jwt", "jwks": {{"keys": [{jwk}]}}"#);
        Response::json(document_with(&request.url(), &more))
    });
    run(async {
        let (resolver, url, policy) = (resolver(), server.url("/c"), AssertionPolicy::new(ISSUER));
        let (client, verified) = resolver
            .authenticate(&url, &signed(&own, &header("k"), &claims(&url)), &policy)
            .await
            .expect("it holds");
        let replays = Replays::new(1000);
        assert!(replays.is_first(client.id(), &verified, SystemTime::now()).await);
        assert!(!replays.is_first(client.id(), &verified, SystemTime::now()).await);
    });
    assert_eq!(server.requests().len(), 1);
}
