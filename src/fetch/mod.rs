//! One GET under a policy, as a careful authorization server would make it.
//!
//! Only https; no redirect is followed; no cookies, no credentials, no proxy that the environment names. The
//! host's name is resolved once, every address is checked before the connection goes to exactly these
//! addresses, and time and bytes are bounded.

mod agent;
mod body;
mod ending;
mod failures;
mod host_limiter;
mod policy;
mod resolver;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use ureq::Agent;
use url::Url;

use crate::finding::{FailureKind, MAX_QUOTED, truncated};
use crate::retrieval::{ACCEPT, target};
use crate::subject::Response;

pub use crate::retrieval::{FetchError, Fetched, MAX_BODY_BYTES};
pub use policy::{Policy, PolicyError, Resolve};
pub use ureq::Proxy;

use host_limiter::HostLimiter;

/// Connections to one host at the same time.
const MAX_PER_HOST: usize = 4;

type Outcome = Result<Fetched, FetchError>;

/// Makes requests under one policy, each URL once.
pub struct Fetcher {
    policy: Policy,
    agent: OnceLock<Agent>,
    limiter: HostLimiter,
    known: Mutex<HashMap<String, Arc<OnceLock<Outcome>>>>,
}

impl Fetcher {
    /// A fetcher. TLS is set up with the first request.
    pub fn new(policy: Policy) -> Fetcher {
        Fetcher {
            policy,
            agent: OnceLock::new(),
            limiter: HostLimiter::new(MAX_PER_HOST),
            known: Mutex::new(HashMap::new()),
        }
    }

    /// Whether requests go through a proxy, which then resolves names: the address guard is delegated to it.
    pub fn delegates_guard(&self) -> bool {
        self.policy.proxy.is_some()
    }

    /// Fetches a URL, or gives what fetching it gave before in this run.
    ///
    /// # Errors
    ///
    /// The URL is not https, the address guard refuses it, or the exchange fails before its end.
    pub fn get(&self, url: &str) -> Outcome {
        let slot = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(url.to_owned()).or_default())
        };
        slot.get_or_init(|| self.fetch(url)).clone()
    }

    fn fetch(&self, url: &str) -> Outcome {
        let target = target(url)?;
        let _permit = self.limiter.acquire(target.host_str().unwrap_or_default());
        let agent = self.agent.get_or_init(|| agent::build(&self.policy));
        let deadline = Instant::now() + self.policy.timeout;
        let mut reset = false;
        // The first attempt has the time that the agent gives; setting another would set up TLS anew.
        let mut left = None;
        loop {
            let outcome = exchange(agent, url, &target, left);
            let now_left = deadline.saturating_duration_since(Instant::now());
            match outcome {
                // A server that dropped an idle connection is asked once more; one that refuses is not.
                Err(error) if error.is_reset() && !reset => reset = true,
                Ok(fetched) if fetched.retrieval.status == 429 => {
                    match retry_after(&fetched.retrieval).filter(|&wait| wait < now_left) {
                        Some(wait) => std::thread::sleep(wait),
                        None => return Ok(fetched),
                    }
                }
                Err(error) => return Err(self.blame(error)),
                fetched => return fetched,
            }
            left = Some(deadline.saturating_duration_since(Instant::now()));
        }
    }

    /// Where requests go through a proxy, what cannot be connected to is the proxy.
    fn blame(&self, error: FetchError) -> FetchError {
        match &self.policy.proxy {
            Some(proxy) if error.kind == FailureKind::Connect => FetchError::new(
                FailureKind::Connect,
                format!(
                    "the proxy {}:{} does not connect: {error}",
                    truncated(proxy.host(), MAX_QUOTED, "…"),
                    proxy.port()
                ),
            ),
            _ => error,
        }
    }
}

fn exchange(agent: &Agent, url: &str, target: &Url, left: Option<Duration>) -> Outcome {
    let mut request =
        agent.get(target.as_str()).header("Accept", ACCEPT).header("Accept-Encoding", "identity");
    if left.is_some() {
        request = request.config().timeout_global(left).build();
    }
    let fail = |error| failures::of_client(target, error);
    let response = request.call().map_err(fail)?;
    let headers = response.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let retrieval =
        Response { url: url.to_owned(), status: response.status().as_u16(), headers: headers.collect() };
    let (body, cut) = match retrieval.status {
        200 => body::read(response, &retrieval, target)?,
        // What comes with an error is a page about it, which says what has answered.
        400.. => (body::beginning(response, &retrieval), false),
        _ => (Vec::new(), false),
    };
    Ok(Fetched::new(retrieval, body, cut))
}

/// How long a server asks to wait; only the form in seconds is honoured, since the other needs a clock that
/// both sides agree on.
fn retry_after(retrieval: &Response) -> Option<Duration> {
    let seconds: u64 = retrieval.header("retry-after")?.trim().parse().ok()?;
    // Without a pause a server that answers 0 would be asked again and again.
    Some(Duration::from_secs(seconds).max(Duration::from_millis(250)))
}
