//! A resolver that reaches the servers of the tests, and the documents that they serve.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

use cimd::Profile;
use cimd::resolver::{Bounds, BoxFuture, Lookup, Resolver, ResolverBuilder};

use crate::certificates::TRUSTED;
use crate::response::Response;
use crate::server::Request;

/// Every name leads to 127.0.0.1.
pub struct Loopback;

impl Lookup for Loopback {
    fn lookup<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async { Ok(vec![Ipv4Addr::LOCALHOST.into()]) })
    }
}

/// A resolver for a profile that trusts the servers of the tests.
pub fn builder_for(profile: &str) -> ResolverBuilder {
    Resolver::builder(Profile::named(profile).expect("it is built in"))
        .lookup(Loopback)
        .allow_special_use(Ipv4Addr::LOCALHOST.into())
        .trust(TRUSTED.pem().as_bytes())
        .expect("a certificate")
}

/// The same for the specification.
pub fn builder() -> ResolverBuilder {
    builder_for("ietf")
}

/// A resolver as most tests need it.
pub fn resolver() -> Resolver {
    builder().build().expect("TLS")
}

/// The default bounds, changed.
pub fn bounds(change: impl FnOnce(&mut Bounds)) -> Bounds {
    let mut bounds = Bounds::default();
    change(&mut bounds);
    bounds
}

/// Runs a test on a thread of its own runtime.
pub fn run<F: Future>(test: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(test)
}

/// A document for the URL at which it is published, with more members.
pub fn document_with(url: &str, more: &str) -> String {
    format!(
        r#"{{"client_id": "{url}", "client_name": "Example", "redirect_uris": ["https://app.example.net/callback"],
            "grant_types": ["authorization_code"], "response_types": ["code"]{more}}}"#
    )
}

/// A document of a public client.
pub fn document(url: &str) -> String {
    document_with(url, r#", "token_endpoint_auth_method": "none""#)
}

/// Serves the document of whatever URL is requested.
pub fn serve(request: &Request) -> Response {
    Response::json(document(&request.url()))
}
