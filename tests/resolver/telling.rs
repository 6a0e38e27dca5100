//! Metrics and events: what they tell, and that they tell no secret.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use cimd::resolver::AssertionPolicy;
use metrics::{Counter, CounterFn, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};

use crate::response::Response;
use crate::server::Server;
use crate::setting::{document, resolver, run, serve};

/// Writes down every event.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<String>>);

struct Fields<'w>(&'w mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Written {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = self.0.lock().expect("no other thread has panicked");
        let _ = write!(text, "{} {}", event.metadata().level(), event.metadata().target());
        event.record(&mut Fields(&mut text));
        text.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Writes down every counter that is counted.
#[derive(Clone, Default)]
struct Counted(Arc<Mutex<Vec<String>>>);

struct One(String, Counted);

impl CounterFn for One {
    fn increment(&self, _: u64) {
        self.1.0.lock().expect("no other thread has panicked").push(self.0.clone());
    }

    fn absolute(&self, _: u64) {}
}

impl Recorder for Counted {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels: Vec<String> =
            key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        Counter::from_arc(Arc::new(One(format!("{} {}", key.name(), labels.join(" ")), self.clone())))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[test]
fn what_happens_is_told_and_no_secret() {
    let server = Server::start(|request| {
        if request.target == "/c" {
            serve(request)
        } else {
            Response::json(document("https://a.example/\u{1b}[31m"))
        }
    });
    let (written, counted) = (Written::default(), Counted::default());
    // One thread: what is spawned runs here too.
    tracing::subscriber::with_default(written.clone(), || {
        metrics::with_local_recorder(&counted, || {
            run(async {
                let (resolver, url) = (resolver(), server.url("/c"));
                resolver.resolve(&url).await.expect("it is served");
                resolver.resolve(&url).await.expect("it is cached");
                resolver.resolve(&server.url("/other")).await.expect_err("it is another's");
                resolver.resolve("https://u:PASSWORD@/").await.expect_err("it is none");
                let policy = AssertionPolicy::new("https://as.example.org");
                resolver.authenticate(&url, "SECRET.SECRET.SECRET", &policy).await.expect_err("it is public");
            });
        });
    });
    let text = written.0.lock().expect("no other thread has panicked").clone();
    for line in
        ["outcome=\"fetched\"", "outcome=\"fresh\"", "client refused", "result=\"ok\"", "cimd::resolver"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(!text.contains("SECRET") && !text.contains('\u{1b}'), "{text}");
    let counted = counted.0.lock().expect("no other thread has panicked");
    for counter in [
        "cimd_resolver_resolved_total outcome=fetched",
        "cimd_resolver_resolved_total outcome=fresh",
        "cimd_resolver_refused_total fault=document kind=invalid",
        "cimd_resolver_refused_total fault=document kind=not-a-client-id",
        "cimd_resolver_fetches_total what=document result=ok",
    ] {
        assert!(counted.iter().any(|counted| counted == counter), "{counter}: {counted:?}");
    }
}
