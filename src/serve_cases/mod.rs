//! A hostile host of documents on loopback, for the tests of servers that resolve client identifier URLs.
//!
//! Each case is a URL at which a document is served: a right one, one with a single fault, or one that is served as it must
//! not be. The manifest says for each what a right server makes of it. What the server under test requested is noted and
//! judged: a redirect that was followed is seen here, whatever the server says of the document.

mod case;
mod catalogue;
mod certificates;
mod connection;
mod delivery;
mod document;
mod judge;
mod manifest;
mod observation;
mod reply;
mod request;
mod site;
mod source;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rustls::ServerConfig;
use serde_json::Value;

use certificates::Certificates;
use connection::Served;
use observation::Log;
use site::Site;

/// How many connections are attended to at the same time; more are closed at once.
const MAX_CONNECTIONS: usize = 128;
/// The pause after the system refused a connection, for example because too many files are open.
const PAUSE: Duration = Duration::from_millis(50);

/// A server of cases.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    config: Arc<ServerConfig>,
    served: Arc<Served>,
    site: Site,
    authority: String,
    manifest: Value,
}

impl Server {
    /// Listens at a loopback address, with a new certificate authority; port 0 takes a free port. Nothing is answered until
    /// [`run`](Server::run).
    ///
    /// # Errors
    ///
    /// The address is not a loopback address or cannot be listened at, or the host is not a name of lower-case letters,
    /// digits, hyphens and dots.
    pub fn bind(address: SocketAddr, host: &str) -> io::Result<Server> {
        let wrong = |message: String| io::Error::new(io::ErrorKind::InvalidInput, message);
        if !address.ip().is_loopback() {
            return Err(wrong(format!("{} is not a loopback address", address.ip())));
        }
        if !is_host(host) {
            return Err(wrong(format!("`{host}` is not a host name in lower case")));
        }
        let listener = TcpListener::bind(address)?;
        let site = Site { host: host.to_owned(), address: listener.local_addr()? };
        let Certificates { config, authority } = Certificates::for_site(&site)?;
        let families = catalogue::cases(&site);
        let manifest = manifest::manifest(&site, &authority, &families);
        let text = format!("{manifest:#}\n").into_bytes();
        let served = Arc::new(Served { families, log: Log::new(), manifest: text });
        Ok(Server { listener, config, served, site, authority, manifest })
    }

    /// Scheme, host and port of the cases.
    pub fn origin(&self) -> String {
        self.site.origin()
    }

    /// The line of `/etc/hosts` that leads every name to this server.
    pub fn hosts_entry(&self) -> String {
        manifest::hosts_entry(&self.site)
    }

    /// The certificate of the authority that the server under test has to trust, in PEM.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The cases, and how a server under test is led here; `schemas/cases.schema.json` describes it.
    pub fn manifest(&self) -> &Value {
        &self.manifest
    }

    /// Answers requests, a thread for each connection, for as long as the process lives.
    pub fn run(&self) {
        let attended = Arc::new(AtomicUsize::new(0));
        for (number, stream) in self.listener.incoming().enumerate() {
            let Ok(stream) = stream else {
                thread::sleep(PAUSE);
                continue;
            };
            let place = Attended::new(&attended);
            if attended.load(Ordering::SeqCst) > MAX_CONNECTIONS {
                continue;
            }
            let (config, served) = (Arc::clone(&self.config), Arc::clone(&self.served));
            let attend = move || {
                let _place = place;
                // What a client leaves in the middle is not a fault of the server.
                let _ = connection::attend(stream, config, &served, number + 1);
            };
            // Without a thread the connection is closed, as if there were too many.
            let _ = thread::Builder::new().spawn(attend);
        }
    }
}

/// One of the connections that are attended to.
struct Attended {
    count: Arc<AtomicUsize>,
}

impl Attended {
    fn new(count: &Arc<AtomicUsize>) -> Attended {
        count.fetch_add(1, Ordering::SeqCst);
        Attended { count: Arc::clone(count) }
    }
}

impl Drop for Attended {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether a host can be part of every URL of the cases, and of a certificate.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(inside)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_is_number =
        host.rsplit('.').next().is_some_and(|label| label.bytes().all(|b| b.is_ascii_digit()));
    // Room for the label that stands before it.
    host.len() <= 200 && host.split('.').all(is_label) && !last_is_number
}
