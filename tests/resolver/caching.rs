//! Caching as HTTP says, within the bounds; refusals are remembered for a moment, and stale clients given with reason.

use std::time::Duration;

use cimd::resolver::{Bounds, Fault, Resolver};

use crate::response::Response;
use crate::server::{Request, Server};
use crate::setting::{bounds, builder, document, resolver, run, serve};

fn with(change: impl FnOnce(&mut Bounds)) -> Resolver {
    let bounds = bounds(|bounds| {
        bounds.refused_for = Duration::ZERO;
        bounds.refresh_interval = Duration::ZERO;
        change(bounds);
    });
    builder().bounds(bounds).build().expect("TLS")
}

/// Answers each request after the first in its own way.
fn then(later: impl Fn(&Request) -> Response + Send + Sync + 'static, cache_control: &'static str) -> Server {
    Server::start(move |request| {
        if request.before == 0 {
            serve(request).header("Cache-Control", cache_control)
        } else {
            later(request)
        }
    })
}

#[test]
fn a_fresh_client_is_not_asked_for() {
    let server = Server::start(serve);
    run(async {
        let (resolver, url) = (resolver(), server.url("/c"));
        let first = resolver.resolve(&url).await.expect("it is served");
        let second = resolver.resolve(&url).await.expect("it is cached");
        assert!(std::sync::Arc::ptr_eq(&first, &second), "it is judged once");
        assert!(first.fresh_until() > std::time::SystemTime::now());
        resolver.forget(&url).await;
        resolver.resolve(&url).await.expect("it is served again");
    });
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn what_must_not_be_stored_is_asked_for_each_time() {
    for forbidden in ["no-store", "No-Store", "private", "no-cache", "max-age=0"] {
        let server = Server::start(move |request| serve(request).header("Cache-Control", forbidden));
        run(async {
            let (resolver, url) = (resolver(), server.url("/c"));
            for _ in 0..2 {
                resolver.resolve(&url).await.expect("it is served");
            }
        });
        assert_eq!(server.requests().len(), 2, "{forbidden}");
    }
    let varying = Server::start(|request| serve(request).header("Vary", "*"));
    run(async {
        let (resolver, url) = (resolver(), varying.url("/c"));
        for _ in 0..2 {
            resolver.resolve(&url).await.expect("it is served");
        }
    });
    assert_eq!(varying.requests().len(), 2);
}

#[test]
fn what_is_stale_is_asked_for_with_its_validators() {
    let server = Server::start(|request| {
        let answer = match request.header("if-none-match") {
            Some("\"v1\"") => Response::new(304),
            _ => serve(request),
        };
        answer.header("ETag", "\"v1\"").header("Cache-Control", "max-age=0")
    });
    run(async {
        let (resolver, url) = (with(|_| {}), server.url("/c"));
        let first = resolver.resolve(&url).await.expect("it is served");
        let second = resolver.resolve(&url).await.expect("it is the same");
        assert_eq!(first.digest(), second.digest());
        assert!(second.fetched_at() >= first.fetched_at());
    });
    let asked: Vec<_> =
        server.requests().iter().map(|request| request.header("if-none-match").map(str::to_owned)).collect();
    assert_eq!(asked, [None, Some("\"v1\"".to_owned())]);
}

#[test]
fn a_304_that_means_another_version_is_not_believed() {
    let server = Server::start(|request| match request.header("if-none-match") {
        Some(_) => Response::new(304).header("ETag", "\"v2\""),
        None => serve(request).header("ETag", "\"v1\"").header("Cache-Control", "max-age=0"),
    });
    run(async {
        let (resolver, url) = (with(|_| {}), server.url("/c"));
        for _ in 0..2 {
            resolver.resolve(&url).await.expect("it is served");
        }
    });
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_stale_client_is_given_while_its_host_is_in_trouble() {
    for status in [500, 503, 429] {
        let server = then(move |_| Response::html(status), "max-age=0");
        run(async {
            let (resolver, url) = (with(|_| {}), server.url("/c"));
            resolver.resolve(&url).await.expect("it is served");
            let stale = resolver.resolve(&url).await.expect("its host is in trouble");
            assert!(stale.fresh_until() <= std::time::SystemTime::now());
        });
        assert_eq!(server.requests().len(), 2);
    }
}

#[test]
fn a_stale_client_is_not_given_beyond_the_bound_or_against_http() {
    let server = then(|_| Response::html(503), "max-age=0");
    let strict = then(|_| Response::html(503), "max-age=0, must-revalidate");
    run(async {
        for (server, resolver) in
            [(&server, with(|bounds| bounds.stale_if_error = Duration::ZERO)), (&strict, with(|_| {}))]
        {
            let url = server.url("/c");
            resolver.resolve(&url).await.expect("it is served");
            assert_eq!(resolver.resolve(&url).await.expect_err("it is stale").fault(), Fault::Host);
        }
    });
}

#[test]
fn a_client_that_is_gone_is_gone() {
    let gone = then(|_| Response::html(404), "max-age=0");
    let moved = then(|_| Response::redirect(302, "https://other.example.net/c"), "max-age=0");
    let broken = then(|_| Response::json("{"), "max-age=0");
    run(async {
        for server in [&gone, &moved, &broken] {
            let (resolver, url) = (with(|_| {}), server.url("/c"));
            resolver.resolve(&url).await.expect("it is served");
            for _ in 0..2 {
                let error = resolver.resolve(&url).await.expect_err("a copy does not stand for it");
                assert_eq!(error.fault(), Fault::Document, "{error}");
            }
        }
    });
    // Only the host that was asked was asked, and never the one that a redirect names.
    assert_eq!(moved.counts().len(), 1);
}

#[test]
fn refusals_are_given_again_for_a_moment_only() {
    let server =
        Server::start(|request| if request.before == 0 { Response::html(404) } else { serve(request) });
    run(async {
        let (resolver, url) =
            (with(|bounds| bounds.refused_for = Duration::from_millis(300)), server.url("/c"));
        for _ in 0..5 {
            assert!(resolver.resolve(&url).await.is_err());
        }
        assert_eq!(server.requests().len(), 1);
        tokio::time::sleep(Duration::from_millis(350)).await;
        resolver.resolve(&url).await.expect("it is there now");
    });
}

#[test]
fn a_host_may_ask_for_more_time_within_the_bound() {
    let server = Server::start(|_| Response::html(429).header("Retry-After", "60"));
    run(async {
        for (most, requests) in [(Duration::from_secs(60), 1), (Duration::ZERO, 3)] {
            let before = server.requests().len();
            let resolver = with(|bounds| {
                bounds.refused_for = Duration::from_nanos(1);
                bounds.refused_at_most = most;
            });
            for _ in 0..requests {
                let error = resolver.resolve(&server.url("/c")).await.expect_err("it asks for time");
                assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            resolver.resolve(&server.url("/c")).await.expect_err("it asks for time");
            assert_eq!(server.requests().len() - before, if most.is_zero() { 4 } else { 1 });
        }
    });
}

#[test]
fn a_document_that_changed_is_seen() {
    let server = Server::start(|request| {
        let name = format!("\"Example {}\"", request.before);
        Response::json(document(&request.url()).replace("\"Example\"", &name))
    });
    run(async {
        let (resolver, url) = (with(|_| {}), server.url("/c"));
        let name = |client: &cimd::resolver::Client| client.metadata().client_name.clone();
        let first = resolver.resolve(&url).await.expect("it is served");
        let second = resolver.refresh(&url).await.expect("it is served");
        assert_eq!(
            (name(&first).as_deref(), name(&second).as_deref()),
            (Some("Example 0"), Some("Example 1"))
        );
        let changes = cimd::client::changes(first.metadata(), second.metadata());
        assert_eq!(changes, [cimd::client::Change::DisplayChanged("client_name")]);
        assert_ne!(first.digest(), second.digest());
        assert_eq!(name(&resolver.resolve(&url).await.expect("it is cached")).as_deref(), Some("Example 1"));
    });
    assert_eq!(server.requests().len(), 2);
}
