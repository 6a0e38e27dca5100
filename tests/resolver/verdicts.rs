//! The verdict is the linter's, for every profile, but for what is demanded beside it.

use cimd::client::ClientMetadata;
use cimd::client::redirect::Match;
use cimd::{Linter, Profile, Response as Retrieval, Subject};

use crate::response::Response;
use crate::server::Server;
use crate::setting::{builder_for, document, document_with, run};

const OTHERS: [&str; 14] = [
    r#", "token_endpoint_auth_method": "none""#,
    "",
    r#", "token_endpoint_auth_method": "client_secret_basic""#,
    r#", "token_endpoint_auth_method": "none", "client_secret": "x""#,
    r#", "token_endpoint_auth_method": "none", "scope": ["a"]"#,
    r#", "token_endpoint_auth_method": "none", "contacts": "a@b.example""#,
    r#", "token_endpoint_auth_method": "none", "application_type": "native""#,
    r#", "token_endpoint_auth_method": "none", "application_type": "spa""#,
    r#", "token_endpoint_auth_method": "none", "client_name": "Twice""#,
    r#", "token_endpoint_auth_method": "none", "logo_uri": "data:image/png;base64,AA""#,
    r#", "token_endpoint_auth_method": "none", "tos_uri": "http://app.example.net/tos""#,
    r#", "token_endpoint_auth_method": "none", "client_uri": 1"#,
    r#", "token_endpoint_auth_method": "private_key_jwt""#,
    r#", "token_endpoint_auth_method": "none", "x": {"#,
];

#[test]
fn resolving_gives_what_linting_gives() {
    let server = Server::start(|request| {
        let index: usize = request.target.trim_start_matches("/c").parse().expect("a number");
        Response::json(document_with(&request.url(), OTHERS[index]))
    });
    let (mut taken, mut refused) = (0, 0);
    for profile in Profile::built_in() {
        run(async {
            let resolver = builder_for(&profile.name).build().expect("TLS");
            for (index, more) in OTHERS.iter().enumerate() {
                let url = server.url(&format!("/c{index}"));
                let resolved = resolver.resolve(&url).await;
                let bytes = document_with(&url, more).into_bytes();
                let headers = vec![
                    ("content-type".to_owned(), "application/json".to_owned()),
                    ("cache-control".to_owned(), "max-age=300".to_owned()),
                ];
                let mut subject = Subject::from_bytes("client.json", bytes).published_at(&url);
                subject.retrieval = Some(Box::new(Retrieval { url: url.clone(), status: 200, headers }));
                let is_read = subject.root().is_some_and(|root| ClientMetadata::read(root).is_ok());
                let expected = Linter::new(profile).lint(&subject).valid == Some(true) && is_read;
                assert_eq!(resolved.is_ok(), expected, "{}: {more}: {:?}", profile.name, resolved.err());
                if expected { taken += 1 } else { refused += 1 }
            }
        });
    }
    assert!(taken > 50 && refused > 50, "{taken} taken, {refused} refused");
}

#[test]
fn what_comes_of_a_document_is_typed() {
    let server = Server::start(|request| {
        let more = r#", "token_endpoint_auth_method": "none", "x_more": [1], "client_name#fr": "Exemple""#;
        let document = document_with(&request.url(), more);
        Response::json(document.replace(
            "https://app.example.net/callback\"",
            "https://app.example.net/callback\", \"http://127.0.0.1/cb\"",
        ))
    });
    run(async {
        let url = server.url("/c");
        let client = builder_for("ietf").build().expect("TLS").resolve(&url).await.expect("it is served");
        assert_eq!(client.metadata().in_language("client_name", "fr"), Some("Exemple"));
        assert!(client.metadata().other.contains_key("x_more"));
        assert_eq!(client.consent().redirect_hosts, ["app.example.net", "127.0.0.1"]);
        for (requested, fits) in [
            ("https://app.example.net/callback", true),
            ("http://127.0.0.1:53682/cb", true),
            ("https://app.example.net/callback/", false),
            ("https://app.example.net/callback?x=1", false),
            ("https://app.example.net.evil.example/callback", false),
            ("http://127.0.0.1:53682/other", false),
            ("http://127.0.0.1@evil.example/cb", false),
        ] {
            assert_eq!(matches!(client.redirect(requested), Match::Entry { .. }), fits, "{requested}");
        }
        assert_eq!(client.authentication_method(|method| method == "none"), Some("none"));
        assert_eq!(client.authentication_method(|method| method == "private_key_jwt"), None);
    });
}

#[test]
fn the_document_of_another_client_is_refused_whatever_the_profile_says() {
    let profile = Profile::from_toml("lax", "extends = \"ietf\"\n[rules]\nclient-id-mismatch = \"off\"\n")
        .expect("a profile");
    let server = Server::start(|request| {
        if request.target == "/own" {
            Response::json(document(&request.url()))
        } else {
            Response::json(document(&request.url().replace("/c", "/own")))
        }
    });
    run(async {
        let resolver = cimd::resolver::Resolver::builder(&profile)
            .lookup(crate::setting::Loopback)
            .allow_special_use(std::net::Ipv4Addr::LOCALHOST.into())
            .trust(crate::certificates::TRUSTED.pem().as_bytes())
            .expect("a certificate")
            .build()
            .expect("TLS");
        resolver.resolve(&server.url("/own")).await.expect("it is its own");
        let error = resolver.resolve(&server.url("/c")).await.expect_err("it is another's");
        assert!(error.to_string().contains("another client"), "{error}");
    });
}
