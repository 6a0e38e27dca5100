//! What a resolver tells those who run it: metrics, by the crate `metrics`, and events, by `tracing`.
//!
//! Neither holds anything secret: no assertion, no token, no body, no header field; of a URL, what names the client.

use std::time::{Duration, Instant};

use super::cache::CacheError;
use super::error::ResolveError;

/// How a client came to be resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// From the cache, without a request.
    Fresh,
    /// From its host.
    Fetched,
    /// From the cache, while its host is in trouble.
    Stale,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Outcome::Fresh => "fresh",
            Outcome::Fetched => "fetched",
            Outcome::Stale => "stale",
        }
    }
}

/// A client was resolved.
pub fn resolved(client_id: &str, outcome: Outcome) {
    metrics::counter!("cimd_resolver_resolved_total", "outcome" => outcome.name()).increment(1);
    tracing::debug!(target: "cimd::resolver", client_id, outcome = outcome.name(), "client resolved");
}

/// A client was refused.
pub fn refused(client_id: &str, error: &ResolveError) {
    let (fault, kind) = (error.fault().name(), error.kind());
    metrics::counter!("cimd_resolver_refused_total", "fault" => fault, "kind" => kind).increment(1);
    // The message holds what the document says, made safe to print.
    tracing::info!(target: "cimd::resolver", client_id = %shortened(client_id), fault, kind, error = %error, "client refused");
}

/// A client is given though it is stale.
pub fn stale(client_id: &str, error: &ResolveError) {
    tracing::warn!(target: "cimd::resolver", client_id, kind = error.kind(), error = %error, "client is stale, and its host in trouble");
}

/// A request ended.
pub fn fetched(url: &str, what: &'static str, begun: Instant, result: &'static str) {
    let took: Duration = begun.elapsed();
    metrics::counter!("cimd_resolver_fetches_total", "what" => what, "result" => result).increment(1);
    metrics::histogram!("cimd_resolver_fetch_seconds", "what" => what).record(took.as_secs_f64());
    tracing::debug!(target: "cimd::resolver", url = %shortened(url), what, result, milliseconds = took.as_millis() as u64, "fetched");
}

/// The cache failed, and was gone without.
pub fn cache_failed(operation: &'static str, error: Option<&CacheError>) {
    metrics::counter!("cimd_resolver_cache_errors_total", "operation" => operation).increment(1);
    match error {
        Some(error) => tracing::warn!(target: "cimd::resolver", operation, %error, "the cache failed"),
        None => tracing::warn!(target: "cimd::resolver", operation, "the cache took too long"),
    }
}

/// How many clients are being resolved.
pub fn under_way(count: usize) {
    metrics::gauge!("cimd_resolver_under_way").set(count as f64);
}

/// What a stranger wrote, short and without what would act on a terminal.
fn shortened(text: &str) -> String {
    text.chars().take(200).flat_map(char::escape_debug).collect()
}
