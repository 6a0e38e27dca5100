//! What resolving costs: 10,000 resolves of 1,000 clients under 50 host names, served on loopback over TLS, with the cache
//! on and off. Prints figures; those of one machine stand in `benches/README.md`.

#[path = "../tests/network/certificates.rs"]
#[allow(dead_code, reason = "it is shared with the tests")]
mod certificates;
#[path = "../tests/network/response.rs"]
#[allow(dead_code, reason = "it is shared with the tests")]
mod response;
#[path = "../tests/network/server.rs"]
#[allow(dead_code, reason = "it is shared with the tests")]
mod server;
#[path = "../tests/resolver/setting.rs"]
#[allow(dead_code, reason = "it is shared with the tests")]
mod setting;

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cimd::resolver::{MemoryCache, NoCache, Resolver};

use server::Server;

const RESOLVES: usize = 10_000;
const CLIENTS: usize = 1_000;
const HOSTS: usize = 50;

/// How many requests of people come at the same time.
const AT_ONCE: usize = 200;

fn main() {
    let server = Server::start(setting::serve);
    let clients: Arc<Vec<String>> = Arc::new(
        (0..CLIENTS)
            .map(|index| {
                server.url_at(&format!("h{}.many.example.net", index % HOSTS), &format!("/{index}.json"))
            })
            .collect(),
    );
    print(&format!("{RESOLVES} resolves of {CLIENTS} clients under {HOSTS} host names, {AT_ONCE} at a time"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let cache = MemoryCache::default();
        let cached = patient().cache(cache.clone()).build().expect("TLS");
        measured("cache on, empty at first", &server, &cached, &clients).await;
        measured("cache on, full", &server, &cached, &clients).await;
        let (entries, bytes) = cache.usage().await;
        print(&format!("  in the cache: {entries} entries, about {} KiB", bytes / 1024));
        drop(cached);
        let uncached = patient().cache(NoCache).build().expect("TLS");
        measured("cache off", &server, &uncached, &clients).await;
        drop(uncached);
        // Connections that were kept are closed a few seconds after their last use.
        let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
        let begun = Instant::now();
        while tasks() > 0 && begun.elapsed() < Duration::from_secs(30) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        print(&format!("tasks left when the resolvers are gone: {}", tasks()));
        assert_eq!(tasks(), 0, "a task was leaked");
    });
}

/// A resolver that is not hurried by a busy machine.
fn patient() -> cimd::resolver::ResolverBuilder {
    setting::builder().bounds(setting::bounds(|bounds| bounds.deadline = Duration::from_secs(120)))
}

async fn measured(what: &str, server: &Server, resolver: &Resolver, clients: &Arc<Vec<String>>) {
    let before = server.requests().len();
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let people: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (resolver, clients, next) = (resolver.clone(), Arc::clone(clients), Arc::clone(&next));
            tokio::spawn(async move {
                loop {
                    let index = next.fetch_add(1, Ordering::SeqCst);
                    if index >= RESOLVES {
                        return;
                    }
                    // Neighbours are different clients; each comes ten times.
                    resolver.resolve(&clients[index % CLIENTS]).await.expect("it is served");
                }
            })
        })
        .collect();
    for person in people {
        person.await.expect("it does not panic");
    }
    let took = begun.elapsed();
    let each = took / RESOLVES as u32;
    let requests = server.requests().len() - before;
    print(&format!("{what}: {} ms, {each:?} each; {requests} requests; {}", took.as_millis(), peak()));
}

/// The peak of the memory that the process has had, which the server is a part of.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(
        || "peak memory not known here".to_owned(),
        |line| format!("peak memory {}", line.trim()),
    )
}

fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
