//! A catalogue of redirect URIs, each alone in the document of a native client.

use serde_json::{Value, json};

use crate::table::{Case, Refused, Taken, check_catalogue, native, with};

#[test]
fn redirect_uris() {
    let one = |uri: &str| json!([uri]);
    let twice = json!(["https://app.example.net/cb", "https://app.example.net/cb"]);
    let cases: Vec<(Value, _, Vec<&'static str>)> = vec![
        (one("https://app.example.net/cb"), Taken, vec![]),
        (one("https://other.example.org/cb"), Taken, vec![]),
        (one("http://app.example.net/cb"), Refused, vec!["redirect-uri-http"]),
        (one("http://127.0.0.1/cb"), Taken, vec!["redirect-uri-loopback-no-port"]),
        (one("http://127.0.0.1:33418/"), Taken, vec!["redirect-uri-loopback-port"]),
        (one("http://[::1]/cb"), Taken, vec!["redirect-uri-loopback-no-port"]),
        (one("http://localhost/cb"), Taken, vec!["redirect-uri-loopback-no-port", "redirect-uri-localhost"]),
        (
            one("http://localhost:3000/cb"),
            Taken,
            vec!["redirect-uri-loopback-port", "redirect-uri-localhost"],
        ),
        (one("https://localhost/cb"), Taken, vec!["redirect-uri-loopback-https"]),
        (one("http://127.0.0.2/cb"), Taken, vec!["redirect-uri-loopback-alias"]),
        (one("http://0.0.0.0/cb"), Refused, vec!["redirect-uri-http"]),
        (one("https://0/cb"), Taken, vec!["redirect-uri-listen-address"]),
        (one("https://[::]/cb"), Taken, vec!["redirect-uri-listen-address"]),
        (one("https://app.example.net/.well-known/jwks.json"), Taken, vec!["redirect-uri-not-callback"]),
        (one("http://192.168.1.10/cb"), Refused, vec!["redirect-uri-http"]),
        (one("com.example.app:/cb"), Refused, vec!["redirect-uri-custom-scheme"]),
        (one("com.example.app://cb"), Refused, vec!["redirect-uri-custom-scheme"]),
        (one("myapp:/cb"), Refused, vec!["redirect-uri-custom-scheme"]),
        (one("cursor://anysphere.cursor-mcp/oauth/callback"), Refused, vec!["redirect-uri-custom-scheme"]),
        (one("javascript:alert(1)"), Refused, vec!["redirect-uri-dangerous-scheme"]),
        (one("data:text/html,x"), Refused, vec!["redirect-uri-dangerous-scheme"]),
        (one("urn:ietf:wg:oauth:2.0:oob"), Refused, vec!["redirect-uri-oob"]),
        (one("/cb"), Refused, vec!["redirect-uri-not-absolute"]),
        (one("app.example.net/cb"), Refused, vec!["redirect-uri-not-absolute"]),
        (one("https://app.example.net/cb#x"), Refused, vec!["redirect-uri-fragment"]),
        (one("https://app.example.net/cb#"), Refused, vec!["redirect-uri-fragment"]),
        (one("https://*.example.net/cb"), Refused, vec!["redirect-uri-wildcard"]),
        (one("https://app.example.net/*"), Refused, vec!["redirect-uri-wildcard"]),
        (one("http://127.0.0.1:*/cb"), Refused, vec!["redirect-uri-wildcard"]),
        (one("https://app.example.net"), Taken, vec!["redirect-uri-not-canonical"]),
        (one("https://APP.example.net/cb"), Taken, vec!["redirect-uri-not-canonical"]),
        (one("https://app.example.net:443/cb"), Taken, vec!["redirect-uri-not-canonical"]),
        (one("https://app.example.net/a/../cb"), Taken, vec!["redirect-uri-dot-segment"]),
        (one("https://u:p@app.example.net/cb"), Taken, vec!["secret-url-password"]),
        (one("https://u@app.example.net/cb"), Taken, vec!["redirect-uri-userinfo"]),
        (one("https://app.example.net/cb?next=https://x"), Taken, vec![]),
        (one("https://app.example.net/cb?code=1"), Taken, vec!["redirect-uri-reserved-param"]),
        (one("https://app.example.net:+443/cb"), Refused, vec!["redirect-uri-invalid"]),
        (one("https://app.example.net:00/cb"), Refused, vec!["redirect-uri-invalid"]),
        (one(" https://app.example.net/cb"), Refused, vec!["redirect-uri-surrounding-whitespace"]),
        (one("https://app.example.net/cb\n"), Refused, vec!["redirect-uri-surrounding-whitespace"]),
        (
            json!(["http://127.1:8000/cb", "https://APP.example.net/cb"]),
            Taken,
            vec!["redirect-uri-loopback-alias", "redirect-uri-loopback-port", "redirect-uri-not-canonical"],
        ),
        (twice, Refused, vec!["redirect-uri-duplicate"]),
        (json!([123]), Refused, vec!["redirect-uri-type"]),
    ];
    check_catalogue(cases.into_iter().map(|(redirect_uris, verdict, speaks)| Case {
        name: redirect_uris.to_string(),
        bytes: with(native(), "redirect_uris", redirect_uris).to_string().into_bytes(),
        published: None,
        verdict,
        speaks,
    }));
}
