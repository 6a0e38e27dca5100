//! The address guard holds for names and for literals, for the document and for its keys.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::Mutex;

use cimd::resolver::{BoxFuture, Fault, Lookup, NoCache};

use crate::response::Response;
use crate::server::Server;
use crate::setting::{builder, document_with, resolver, run, serve};

/// A name server that answers something else each time, and the last again.
struct Rebinding(Mutex<Vec<IpAddr>>);

impl Lookup for Rebinding {
    fn lookup<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        let mut answers = self.0.lock().expect("no other thread has panicked");
        let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0] };
        Box::pin(async move { Ok(vec![answer]) })
    }
}

fn rebinding(answers: &[&str]) -> Rebinding {
    Rebinding(Mutex::new(answers.iter().map(|answer| answer.parse().expect("an address")).collect()))
}

/// A listener that nobody is to connect to, and its port.
fn witness() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.2:0").expect("a free port");
    listener.set_nonblocking(true).expect("listeners can do that");
    let port = listener.local_addr().expect("it is bound").port();
    (listener, port)
}

#[test]
fn a_literal_is_refused_without_a_connection() {
    let (witness, port) = witness();
    run(async {
        for host in ["127.0.0.2", "[::1]", "10.0.0.1", "169.254.169.254", "[::ffff:7f00:2]"] {
            let error = resolver().resolve(&format!("https://{host}:{port}/c")).await.expect_err(host);
            assert!(matches!(error.fault(), Fault::Policy | Fault::Document), "{host}: {error}");
        }
    });
    assert!(witness.accept().is_err(), "it was connected to");
}

#[test]
fn a_name_is_refused_without_a_connection() {
    let (witness, port) = witness();
    run(async {
        let resolver = builder().lookup(rebinding(&["127.0.0.2"])).build().expect("TLS");
        let error =
            resolver.resolve(&format!("https://app.example.net:{port}/c")).await.expect_err("it is blocked");
        assert_eq!((error.fault(), error.kind()), (Fault::Policy, "blocked-address"), "{error}");
        assert!(error.to_string().contains("127.0.0.2"), "{error}");
        assert!(!error.is_temporary() && !error.for_end_user().contains("127.0.0.2"));
    });
    assert!(witness.accept().is_err(), "it was connected to");
}

#[test]
fn a_name_that_is_rebound_is_refused() {
    // The connection of the first answer is not kept, so that the name is looked up again.
    let server = Server::start(|request| serve(request).header("Connection", "close"));
    run(async {
        let resolver =
            builder().cache(NoCache).lookup(rebinding(&["127.0.0.1", "127.0.0.2"])).build().expect("TLS");
        let url = server.url("/c");
        resolver.resolve(&url).await.expect("the first answer is allowed");
        let error = resolver.resolve(&url).await.expect_err("the second one is not");
        assert_eq!(error.kind(), "blocked-address", "{error}");
    });
    assert_eq!(server.connections(), 1);
}

#[test]
fn the_key_set_is_guarded_like_the_document() {
    let (witness, port) = witness();
    for host in ["127.0.0.2", "keys.example.net"] {
        let keys = format!("https://{host}:{port}/keys");
        let server = Server::start(move |request| {
            let more = format!(r#", "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "{keys}""#);
            Response::json(document_with(&request.url(), &more))
        });
        run(async {
            let lookup = rebinding(&["127.0.0.1", "127.0.0.2"]);
            let error = builder().lookup(lookup).build().expect("TLS").resolve(&server.url("/c")).await;
            let error = error.expect_err("its keys are at a private address");
            assert!(matches!(error.fault(), Fault::Policy | Fault::Document), "{error}");
        });
        assert_eq!(server.requests().len(), 1);
    }
    assert!(witness.accept().is_err(), "it was connected to");
}
