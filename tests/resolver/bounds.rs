//! Bytes, header fields, time and the number of requests are bounded.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cimd::resolver::{Fault, NoCache};

use crate::response::Response;
use crate::server::{Answer, Server, Welcome};
use crate::setting::{bounds, builder, document, resolver, run, serve};

#[test]
fn a_body_beyond_the_bound_is_not_parsed_as_if_it_ended_there() {
    // What is read is a whole document; then white space goes on.
    let server = Server::start(|request| {
        let mut body = document(&request.url()).into_bytes();
        body.resize(64 * 1024, b' ');
        Response::json(body)
    });
    run(async {
        let small = builder().bounds(bounds(|bounds| bounds.body_bytes = 4096)).build().expect("TLS");
        let error = small.resolve(&server.url("/c")).await.expect_err("it goes on");
        assert_eq!(error.fault(), Fault::Document, "{error}");
    });
}

#[test]
fn what_is_compressed_is_bounded_behind_the_decoder() {
    // Repeats of a stored block would be small too; a run of zeros in gzip is a thousandth of its size.
    let bomb = gzip_of_zeros(8 * 1024 * 1024);
    assert!(bomb.len() < 64 * 1024);
    let server = Server::start(move |_| Response::json(bomb.clone()).header("Content-Encoding", "gzip"));
    run(async {
        let error = resolver().resolve(&server.url("/c")).await.expect_err("it is a bomb");
        assert_eq!(error.fault(), Fault::Document, "{error}");
    });
}

fn gzip_of_zeros(count: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![0; count]).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

#[test]
fn header_fields_are_bounded() {
    let long = Server::start(|request| serve(request).header("X-Long", &"x".repeat(20 * 1024)));
    let many = Server::start(|request| {
        (0..200).fold(serve(request), |response, index| response.header(&format!("X-{index}"), "x"))
    });
    run(async {
        for server in [&long, &many] {
            let error =
                resolver().resolve(&server.url("/c")).await.expect_err("its header section is too large");
            assert_eq!((error.fault(), error.kind()), (Fault::Host, "response"), "{error}");
        }
    });
}

#[test]
fn a_slow_host_is_not_waited_for() {
    let stalls = Server::start(|request| Answer::Stall(serve(request).head()));
    let drips = Server::start(|request| {
        Answer::Drip(
            Response::json("").header("Content-Length", "9000").head(),
            document(&request.url()).into(),
            Duration::from_millis(60),
        )
    });
    let silent = Server::welcoming(|_| Welcome::Silence, serve);
    run(async {
        let deadline = Duration::from_millis(400);
        let resolver = builder().bounds(bounds(|bounds| bounds.deadline = deadline)).build().expect("TLS");
        for server in [&stalls, &drips, &silent] {
            let begun = Instant::now();
            let error = resolver.resolve(&server.url("/c")).await.expect_err("it does not answer in time");
            assert_eq!((error.fault(), error.kind()), (Fault::Host, "timeout"), "{error}");
            assert!(begun.elapsed() < deadline * 10, "{:?}", begun.elapsed());
            assert!(error.is_temporary());
        }
        assert_eq!(resolver.under_way(), 0);
    });
}

#[test]
fn requests_to_one_host_take_turns() {
    let now = Arc::new(AtomicUsize::new(0));
    let most = Arc::new(AtomicUsize::new(0));
    let (counting, noting) = (Arc::clone(&now), Arc::clone(&most));
    let server = Server::start(move |request| {
        noting.fetch_max(counting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(15));
        counting.fetch_sub(1, Ordering::SeqCst);
        serve(request)
    });
    run(async {
        let resolver = builder()
            .cache(NoCache)
            .bounds(bounds(|bounds| bounds.fetches_per_host = 2))
            .build()
            .expect("TLS");
        let requests: Vec<_> = (0..12)
            .map(|index| {
                let (resolver, url) = (resolver.clone(), server.url(&format!("/{index}")));
                tokio::spawn(async move { resolver.resolve(&url).await.map(drop) })
            })
            .collect();
        for request in requests {
            request.await.expect("it does not panic").expect("each has its turn");
        }
    });
    assert_eq!((most.load(Ordering::SeqCst), server.requests().len()), (2, 12));
}

#[test]
fn too_many_clients_at_once_are_refused_by_our_policy() {
    let server = Server::start(|request| Answer::Stall(serve(request).head()));
    run(async {
        let few = bounds(|bounds| {
            bounds.waiting = 1;
            bounds.deadline = Duration::from_millis(500);
        });
        let resolver = builder().bounds(few).build().expect("TLS");
        let (first, second) = (server.url("/1"), server.url("/2"));
        let waiting = tokio::spawn({
            let resolver = resolver.clone();
            async move { resolver.resolve(&first).await.map(drop) }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let error = resolver.resolve(&second).await.expect_err("one is enough");
        assert_eq!((error.fault(), error.kind()), (Fault::Policy, "overloaded"), "{error}");
        assert!(error.retry_after().is_some());
        assert!(waiting.await.expect("it does not panic").is_err());
    });
}
