//! The HTTP client, set up to do no more than the policy says.

use std::time::Duration;

use ureq::Agent;
use ureq::config::Config;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, DefaultConnector};

use super::ending::HonestEndings;
use super::policy::Policy;
use super::resolver::GuardedResolver;
use crate::retrieval::{MAX_HEADER_BYTES, USER_AGENT};

/// More than the header section may have, so that one that is too large is seen to be.
const BUFFER_BYTES: usize = 32 * 1024;
/// Connections kept for the next request, in all and of one host.
const IDLE_CONNECTIONS: (usize, usize) = (64, 4);
/// What the whole exchange may take longer than each of its phases, so that the phase at fault is known.
const SLACK: Duration = Duration::from_millis(250);

/// Builds the client of a policy.
pub fn build(policy: &Policy) -> Agent {
    let config = Config::builder()
        .https_only(true)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(policy.proxy.clone())
        .user_agent(USER_AGENT)
        .timeout_resolve(Some(policy.timeout))
        .timeout_connect(Some(policy.timeout))
        .timeout_recv_response(Some(policy.timeout))
        .timeout_recv_body(Some(policy.timeout))
        .timeout_global(Some(policy.timeout + SLACK))
        .max_idle_connections(IDLE_CONNECTIONS.0)
        .max_idle_connections_per_host(IDLE_CONNECTIONS.1)
        .max_response_header_size(MAX_HEADER_BYTES)
        .input_buffer_size(BUFFER_BYTES)
        .output_buffer_size(BUFFER_BYTES)
        .tls_config(TlsConfig::builder().root_certs(roots(policy)).build())
        .build();
    // A proxy resolves the names it is given: what is resolved here is the proxy's own.
    let unguarded = policy.allow_private_network || policy.proxy.is_some();
    let guard = GuardedResolver::new(DefaultResolver::default(), policy.resolves.clone(), unguarded);
    Agent::with_parts(config, DefaultConnector::default().chain(HonestEndings), guard)
}

/// The public roots, and the user's own beside them.
fn roots(policy: &Policy) -> RootCerts {
    if policy.certificates.is_empty() {
        return RootCerts::WebPki;
    }
    let public =
        webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| Certificate::from_der(root).to_owned());
    RootCerts::from(public.chain(policy.certificates.iter().cloned()))
}
