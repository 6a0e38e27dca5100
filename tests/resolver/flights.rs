//! One fetch for many requests, whoever of them goes away.

use std::thread;
use std::time::Duration;

use cimd::resolver::NoCache;

use crate::response::Response;
use crate::server::{Request, Server};
use crate::setting::{builder, run, serve};

fn slowly(request: &Request) -> Response {
    thread::sleep(Duration::from_millis(100));
    serve(request)
}

#[test]
fn many_requests_for_one_client_make_one_fetch() {
    let server = Server::start(slowly);
    run(async {
        let (resolver, url) = (builder().cache(NoCache).build().expect("TLS"), server.url("/c"));
        let requests: Vec<_> = (0..200)
            .map(|_| {
                let (resolver, url) = (resolver.clone(), url.clone());
                tokio::spawn(async move { resolver.resolve(&url).await.map(drop) })
            })
            .collect();
        for request in requests {
            request.await.expect("it does not panic").expect("it is served");
        }
        assert_eq!(resolver.under_way(), 0);
    });
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_request_that_is_cancelled_takes_no_other_with_it() {
    let server = Server::start(slowly);
    run(async {
        let (resolver, url) = (builder().cache(NoCache).build().expect("TLS"), server.url("/c"));
        let request = || {
            let (resolver, url) = (resolver.clone(), url.clone());
            tokio::spawn(async move { resolver.resolve(&url).await.map(drop) })
        };
        let first = request();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let second = request();
        first.abort();
        second.await.expect("it was not cancelled").expect("it is served");
    });
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn what_nobody_waits_for_any_longer_ends_and_is_cached() {
    let server = Server::start(slowly);
    run(async {
        let (resolver, url) = (builder().build().expect("TLS"), server.url("/c"));
        let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
        let impatient = tokio::time::timeout(Duration::from_millis(30), resolver.resolve(&url)).await;
        assert!(impatient.is_err() && resolver.under_way() == 1);
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(resolver.under_way(), 0);
        resolver.resolve(&url).await.expect("it is cached");
        drop(resolver);
        // The connection that was kept is closed with the client.
        for _ in 0..100 {
            if tasks() == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{} tasks are left", tasks());
    });
    assert_eq!(server.requests().len(), 1);
}
