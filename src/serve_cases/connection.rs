//! One connection: its requests, and the answers of the cases that they are for.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::case::Case;
use super::catalogue::Family;
use super::delivery;
use super::manifest;
use super::observation::{Log, Role};
use super::reply::{Delivery, Reply};
use super::request::Request;

/// How long a client may say nothing, and take nothing.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long what the client still sends is read at the end.
const LAST_PATIENCE: Duration = Duration::from_millis(500);

/// What is served.
#[derive(Debug)]
pub struct Served {
    /// The cases.
    pub families: Vec<Family>,
    /// What was requested.
    pub log: Log,
    /// The manifest.
    pub manifest: Vec<u8>,
}

/// The place of a request: a case, and what of it.
type Place<'s> = Option<(&'s Case, Role)>;

impl Served {
    fn find(&self, path: &str) -> Place<'_> {
        let case = |id: &str| {
            let mut cases = self.families.iter().flat_map(|(_, cases)| cases);
            cases.find(|case| case.id == id)
        };
        if path == "/" {
            return Some((case("url-no-path")?, Role::Document));
        }
        let (id, rest) = path.strip_prefix("/c/")?.split_once('/')?;
        let role = match rest {
            // A client that does not resolve dot segments asks for what it was given.
            "client.json" | "x/../client.json" => Role::Document,
            "keys.json" => Role::Keys,
            "target.json" => Role::Target,
            "contained" => Role::Contained,
            _ => Role::Other,
        };
        Some((case(id)?, role))
    }

    fn answer(&self, place: Place<'_>, request: &Request) -> Reply {
        let missing = || Reply::page(404, "There is no such case");
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Reply::page(405, "Documents are fetched with GET").field("Allow", "GET, HEAD");
        }
        let Some((case, role)) = place else { return missing() };
        let reply = match role {
            Role::Document => {
                let before = self.log.count_document(case.id);
                case.documents.get(before).or(case.documents.last()).cloned()
            }
            Role::Keys => case.keys.clone(),
            Role::Target => case.target.clone(),
            Role::Contained => case.contained.clone(),
            Role::Other => None,
        };
        reply.map_or_else(missing, |reply| reply.to_condition(request.field("if-none-match")))
    }

    /// What is not part of any case: it is not observed.
    fn control(&self, request: &Request) -> Option<Reply> {
        match (request.method.as_str(), request.path()) {
            ("GET", "/manifest.json") => Some(Reply::json(self.manifest.clone())),
            ("GET", "/observations.json") => {
                let observations = manifest::observations(&self.families, &self.log);
                Some(Reply::json(format!("{observations:#}\n")).field("Cache-Control", "no-store"))
            }
            ("POST", "/reset") => {
                self.log.reset();
                Some(Reply::new(204))
            }
            _ => None,
        }
    }
}

/// Answers the requests of a connection until either side ends it.
///
/// # Errors
///
/// TLS or the connection fails, as with clients that check what they are shown.
pub fn attend(tcp: TcpStream, config: Arc<ServerConfig>, served: &Served, number: usize) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    tcp.set_read_timeout(Some(PATIENCE))?;
    tcp.set_write_timeout(Some(PATIENCE))?;
    let mut tls = StreamOwned::new(ServerConnection::new(config).map_err(io::Error::other)?, tcp);
    while let Some(request) = Request::read(&mut tls)? {
        let (open, delivery) = match served.control(&request) {
            Some(reply) => (delivery::send(&mut tls, &reply, false).open, reply.delivery()),
            None => observe(&mut tls, served, number, &request),
        };
        if !open {
            return close(&mut tls, delivery);
        }
        if request.field("connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
            return close(&mut tls, Delivery::Whole);
        }
    }
    Ok(())
}

type Tls = StreamOwned<ServerConnection, TcpStream>;

fn observe(tls: &mut Tls, served: &Served, number: usize, request: &Request) -> (bool, Delivery) {
    let place = served.find(request.path());
    let reply = served.answer(place, request);
    let observed = (place.map(|(case, _)| case.id), place.map_or(Role::Other, |(_, role)| role));
    let name = tls.conn.server_name().map(str::to_owned);
    let under_way = served.log.begin(request, observed, (number, name.as_deref()), reply.status);
    let sent = delivery::send(tls, &reply, request.method == "HEAD");
    served.log.end(&under_way, &sent);
    (sent.open, reply.delivery())
}

/// Ends a connection without resetting it, so that the client reads what was sent.
fn close(tls: &mut Tls, delivery: Delivery) -> io::Result<()> {
    if delivery != Delivery::Cut {
        tls.conn.send_close_notify();
        tls.flush()?;
    }
    tls.sock.shutdown(Shutdown::Write)?;
    tls.sock.set_read_timeout(Some(LAST_PATIENCE))?;
    let mut buffer = [0; 1024];
    // Bounded by the client's own sending: nothing more than its farewell is expected.
    for _ in 0..64 {
        if tls.sock.read(&mut buffer)? == 0 {
            break;
        }
    }
    Ok(())
}
