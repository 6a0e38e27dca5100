//! One GET, as a careful authorization server makes it.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::{ACCEPT_ENCODING, HeaderValue, USER_AGENT as USER_AGENT_HEADER};
use reqwest::Client;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, Error as TlsError, RootCertStore};
use url::Url;

use super::limits::Limits;
use super::lookup::{Guard, GuardedLookup, Lookup, LookupError};
use crate::finding::{FailureKind, MAX_QUOTED, truncated};
use crate::guard::Blocked;
use crate::retrieval::{
    ACCEPT, FetchError, Fetched, MAX_HEADER_BYTES, USER_AGENT, beginning, decoded, target,
};
use crate::subject::Response;

/// How long a connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(3);

/// Most fields of a header section.
const MAX_HEADERS: usize = 100;

/// How much is read of the page that comes with an error, in bytes, and how long is waited for it.
const ERROR_PAGE: (usize, Duration) = (16 * 1024, Duration::from_secs(2));

/// Makes requests.
pub struct Transport {
    client: Client,
    guard: Guard,
    limits: Arc<Limits>,
    body_bytes: usize,
}

/// What a transport is made of.
pub struct Parts {
    /// Where names are looked up.
    pub lookup: Arc<dyn Lookup>,
    /// What may be connected to.
    pub guard: Guard,
    /// How many requests may be under way.
    pub limits: Arc<Limits>,
    /// How many connections to a host are kept.
    pub idle_per_host: usize,
    /// How much is read of a body, in bytes.
    pub body_bytes: usize,
    /// Certificates to trust beside the public roots.
    pub certificates: Vec<CertificateDer<'static>>,
}

/// Why there is no response.
pub struct Failed {
    /// What failed.
    pub error: FetchError,
    /// Whether that is our own network or machine, and not the host.
    pub is_ours: bool,
}

impl From<FetchError> for Failed {
    fn from(error: FetchError) -> Failed {
        Failed { error, is_ours: false }
    }
}

impl Transport {
    /// Sets up TLS and the client.
    pub fn new(parts: Parts) -> Result<Transport, Box<dyn Error + Send + Sync>> {
        let lookup = GuardedLookup::new(parts.lookup, parts.guard.clone());
        let client = Client::builder()
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .http1_only()
            .http1_max_headers(MAX_HEADERS)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(parts.idle_per_host)
            .dns_resolver(Arc::new(lookup))
            .tls_backend_preconfigured(tls(parts.certificates)?)
            .build()?;
        Ok(Transport { client, guard: parts.guard, limits: parts.limits, body_bytes: parts.body_bytes })
    }

    /// Requests a URL when it is its turn. Everything is bounded but the time, which is the caller's.
    pub async fn get(&self, url: &str, headers: &HeaderMap) -> Result<Fetched, Failed> {
        let target = target(url)?;
        self.guard.check_literal(&target).map_err(|blocked| FetchError::blocked(&target, &blocked))?;
        let _permit = self.limits.acquire(target.host_str().unwrap_or_default()).await;
        let request = self.client.get(target.clone()).headers(headers.clone());
        let response = request.send().await.map_err(|error| of_client(&target, &error))?;
        self.read(url, &target, response).await
    }

    async fn read(&self, url: &str, target: &Url, response: reqwest::Response) -> Result<Fetched, Failed> {
        let retrieval = facts(url, &response);
        let size: usize = retrieval.headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
        if size > MAX_HEADER_BYTES {
            let shown = truncated(target.as_str(), MAX_QUOTED, "…");
            let message =
                format!("{shown} answers with a header section of {size} bytes; {MAX_HEADER_BYTES} are read");
            return Err(FetchError::new(FailureKind::Response, message).into());
        }
        match retrieval.status {
            200 => {
                let sent = whole(target, &retrieval, response, self.body_bytes).await?;
                let (body, cut) = decoded(sent, &retrieval, target, self.body_bytes)?;
                Ok(Fetched::new(retrieval, body, cut))
            }
            400.. => {
                let page = page(response).await;
                let page = beginning(&page, &retrieval, ERROR_PAGE.0);
                Ok(Fetched::new(retrieval, page, false))
            }
            _ => Ok(Fetched::new(retrieval, Vec::new(), false)),
        }
    }
}

/// What every request asks for; always the same, so that what is stored fits the next one (RFC 9111, section 4.1).
pub fn request_headers() -> HeaderMap {
    HeaderMap::from_iter([
        (http::header::ACCEPT, HeaderValue::from_static(ACCEPT)),
        (ACCEPT_ENCODING, HeaderValue::from_static("identity")),
        (USER_AGENT_HEADER, HeaderValue::from_static(USER_AGENT)),
    ])
}

fn tls(certificates: Vec<CertificateDer<'static>>) -> Result<ClientConfig, TlsError> {
    let mut roots = RootCertStore::empty();
    let (_, _) = roots.add_parsable_certificates(webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned());
    for certificate in certificates {
        roots.add(certificate)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

fn facts(url: &str, response: &reqwest::Response) -> Response {
    let headers = response.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Response { url: url.to_owned(), status: response.status().as_u16(), headers: headers.collect() }
}

/// The body as it was sent, no more than a byte beyond the bound.
async fn whole(
    target: &Url,
    retrieval: &Response,
    mut response: reqwest::Response,
    most: usize,
) -> Result<Vec<u8>, Failed> {
    let has_length =
        ["content-length", "transfer-encoding"].iter().any(|name| retrieval.header(name).is_some());
    let mut sent = Vec::new();
    while sent.len() <= most {
        match response.chunk().await {
            Ok(Some(chunk)) => sent.extend_from_slice(&chunk[..chunk.len().min(most + 1 - sent.len())]),
            Ok(None) => break,
            Err(_) if !has_length => return Err(FetchError::perhaps_incomplete(target).into()),
            Err(error) => return Err(of_client(target, &error)),
        }
    }
    Ok(sent)
}

/// The beginning of the page that comes with an error: only for the words, so what cannot be read of it is left out.
async fn page(mut response: reqwest::Response) -> Vec<u8> {
    let (most, patience) = ERROR_PAGE;
    let mut sent = Vec::new();
    let reading = async {
        while sent.len() < most {
            let Ok(Some(chunk)) = response.chunk().await else { break };
            sent.extend_from_slice(&chunk[..chunk.len().min(most - sent.len())]);
        }
    };
    let _ = tokio::time::timeout(patience, reading).await;
    sent
}

/// Sorts out an error of the client by its causes.
fn of_client(target: &Url, error: &reqwest::Error) -> Failed {
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    let mut last = None;
    while let Some(error) = cause {
        if let Some(blocked) = error.downcast_ref::<Blocked>() {
            return FetchError::blocked(target, blocked).into();
        }
        if error.is::<LookupError>() {
            return FetchError::not_found(target).into();
        }
        if let Some(error) = error.downcast_ref::<TlsError>() {
            return FetchError::of_tls(target, error).into();
        }
        if let Some(error) = error.downcast_ref::<io::Error>() {
            let error = innermost(error);
            return Failed { error: FetchError::of_io(target, error), is_ours: is_ours(error) };
        }
        last = Some(error);
        cause = error.source();
    }
    let words = last.map_or_else(|| "the connection ended".to_owned(), ToString::to_string);
    let shown = truncated(target.as_str(), MAX_QUOTED, "…");
    if error.is_connect() {
        return FetchError::new(FailureKind::Connect, format!("{shown} cannot be connected to: {words}"))
            .into();
    }
    FetchError::new(
        FailureKind::Response,
        format!("{shown} does not answer in HTTP that can be read: {words}"),
    )
    .into()
}

/// The error that others of its kind are wrapped around.
fn innermost(mut error: &io::Error) -> &io::Error {
    while let Some(inner) = error.get_ref().and_then(|inner| inner.downcast_ref::<io::Error>()) {
        error = inner;
    }
    error
}

/// Whether a connection failed on this side: there is no network, or no file descriptor is left.
fn is_ours(error: &io::Error) -> bool {
    /// ENFILE and EMFILE of Unix, WSAEMFILE of Windows.
    const NO_DESCRIPTOR: [i32; 3] = [23, 24, 10_024];
    matches!(error.kind(), io::ErrorKind::NetworkDown | io::ErrorKind::AddrNotAvailable)
        || error.raw_os_error().is_some_and(|code| NO_DESCRIPTOR.contains(&code))
}
