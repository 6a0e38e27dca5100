//! Caches that are not the one in memory: one that keeps bytes, one that fails, one that does not answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cimd::resolver::{BoxFuture, Cache, CacheError, Entry, Fault, MemoryCache};

use crate::server::Server;
use crate::setting::{bounds, builder, builder_for, run, serve};

/// Keeps bytes, as a database does.
#[derive(Clone, Default)]
struct Bytes(Arc<Mutex<HashMap<String, Vec<u8>>>>);

impl Cache for Bytes {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>> {
        let bytes = self.0.lock().expect("no other thread has panicked").get(key).cloned();
        Box::pin(
            async move { bytes.map(|bytes| Entry::from_bytes(&bytes).map_err(CacheError::new)).transpose() },
        )
    }

    fn put<'a>(&'a self, key: &'a str, entry: Entry, _: Duration) -> BoxFuture<'a, Result<(), CacheError>> {
        self.0.lock().expect("no other thread has panicked").insert(key.to_owned(), entry.to_bytes());
        Box::pin(async { Ok(()) })
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        self.0.lock().expect("no other thread has panicked").remove(key);
        Box::pin(async { Ok(()) })
    }
}

/// A back end that was stopped: it refuses, or never answers.
#[derive(Clone, Copy)]
enum Stopped {
    Refuses,
    Hangs,
}

impl Stopped {
    fn answer<'a, T: Send + 'a>(self) -> BoxFuture<'a, Result<T, CacheError>> {
        match self {
            Stopped::Refuses => Box::pin(async { Err(CacheError::new("connection refused")) }),
            Stopped::Hangs => Box::pin(std::future::pending()),
        }
    }
}

impl Cache for Stopped {
    fn get<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>> {
        self.answer()
    }

    fn put<'a>(&'a self, _: &'a str, _: Entry, _: Duration) -> BoxFuture<'a, Result<(), CacheError>> {
        self.answer()
    }

    fn remove<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        self.answer()
    }
}

#[test]
fn what_one_process_has_kept_another_takes_up() {
    let server = Server::start(serve);
    let cache = Bytes::default();
    run(async {
        let url = server.url("/c");
        let one = builder().cache(cache.clone()).build().expect("TLS");
        let first = one.resolve(&url).await.expect("it is served");
        let two = builder().cache(cache.clone()).build().expect("TLS");
        let second = two.resolve(&url).await.expect("it is kept");
        assert_eq!(first.digest(), second.digest());
        assert_eq!(server.requests().len(), 1);

        // Another profile judges for itself, and does not believe that somebody has.
        let strict = builder_for("atproto").cache(cache.clone()).build().expect("TLS");
        assert_eq!(strict.resolve(&url).await.expect_err("atproto takes no port").fault(), Fault::Document);
    });
}

#[test]
fn two_resolvers_on_one_cache_in_memory_judge_for_themselves() {
    let server = Server::start(serve);
    let cache = MemoryCache::default();
    run(async {
        let url = server.url("/c");
        let lenient = builder().cache(cache.clone()).build().expect("TLS");
        let strict = builder_for("atproto").cache(cache.clone()).build().expect("TLS");
        for _ in 0..2 {
            lenient.resolve(&url).await.expect("the specification takes it");
            assert!(strict.resolve(&url).await.is_err(), "atproto does not");
        }
    });
}

#[test]
fn what_is_in_the_cache_and_is_not_an_entry_is_fetched() {
    let server = Server::start(serve);
    let cache = Bytes::default();
    run(async {
        let (url, other) = (server.url("/c"), server.url("/other"));
        let resolver = builder().cache(cache.clone()).build().expect("TLS");
        resolver.resolve(&other).await.expect("it is served");
        let entry = cache.0.lock().expect("no panic").get(&other).cloned().expect("it is kept");
        for bytes in [b"{}".to_vec(), b"".to_vec(), entry] {
            cache.0.lock().expect("no panic").insert(url.clone(), bytes);
            let client = resolver.resolve(&url).await.expect("it is served");
            assert_eq!(client.id().as_str(), url);
        }
    });
    assert_eq!(server.counts().iter().map(|(_, count)| count).sum::<usize>(), 4);
}

#[test]
fn a_cache_that_was_stopped_keeps_nobody_from_being_served() {
    let server = Server::start(serve);
    for stopped in [Stopped::Refuses, Stopped::Hangs] {
        run(async {
            let bounds = bounds(|bounds| bounds.cache_deadline = Duration::from_millis(20));
            let resolver = builder().cache(stopped).bounds(bounds).build().expect("TLS");
            let begun = Instant::now();
            for _ in 0..2 {
                resolver.resolve(&server.url("/c")).await.expect("it is fetched");
            }
            assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
        });
    }
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn the_cache_in_memory_is_bounded() {
    let server = Server::start(serve);
    run(async {
        let cache = MemoryCache::new(64 * 1024);
        let resolver = builder().cache(cache.clone()).build().expect("TLS");
        for index in 0..60 {
            resolver.resolve(&server.url(&format!("/{index}"))).await.expect("it is served");
        }
        let (entries, bytes) = cache.usage().await;
        assert!(entries > 0 && entries < 60 && bytes <= 64 * 1024, "{entries} entries, {bytes} bytes");
    });
}
