//! A TLS server with a thread for each connection that answers as a test tells it to.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::certificates::{self, HOST};

/// How long a server waits for a client.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a server does when it has read a request.
#[derive(Clone)]
pub enum Answer {
    /// Sends these bytes and waits for the next request.
    Send(Vec<u8>),
    /// Sends these bytes and closes the connection, as TLS says it should.
    Close(Vec<u8>),
    /// Sends these bytes and closes the connection without a word.
    Cut(Vec<u8>),
    /// Sends the first bytes at once, and the others one by one with a pause before each.
    Drip(Vec<u8>, Vec<u8>, Duration),
    /// Sends the first bytes, and then the others again and again.
    Endless(Vec<u8>, Vec<u8>),
    /// Sends these bytes, and then nothing more.
    Stall(Vec<u8>),
}

/// What a server does when a client connects.
#[derive(Debug, Clone, Copy)]
pub enum Welcome {
    /// Speaks TLS and answers requests.
    Serve,
    /// Says nothing.
    Silence,
    /// Reads nothing and closes.
    Close,
    /// Resets the connection when the client says hello.
    ResetAtHello,
    /// Resets the connection when the first request arrives.
    ResetAtRequest,
    /// Sends these bytes as its first answer, without reading the request, and resets the connection.
    ResetAfter(&'static [u8]),
    /// Sends these bytes, which are not TLS, one by one with a pause before each.
    Bytes(&'static [u8], Duration),
}

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: String,
    /// What is requested: path and query.
    pub target: String,
    /// The header fields in the order they came, names in lower case.
    pub headers: Vec<(String, String)>,
    /// How many requests for the same the server had before.
    pub before: usize,
}

/// A running server. It runs until the tests end.
pub struct Server {
    /// The port it listens at, on 127.0.0.1.
    pub port: u16,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: Mutex<Vec<Request>>,
}

type Handler = dyn Fn(&Request) -> Answer + Send + Sync;

impl Server {
    /// A server with a sound certificate.
    pub fn start<A: Into<Answer>>(handler: impl Fn(&Request) -> A + Send + Sync + 'static) -> Server {
        Server::start_as(certificates::sound(), handler)
    }

    /// A server that is set up in its own way.
    pub fn start_as<A: Into<Answer>>(
        config: Arc<ServerConfig>,
        handler: impl Fn(&Request) -> A + Send + Sync + 'static,
    ) -> Server {
        Server::run(config, |_| Welcome::Serve, Box::new(move |request| handler(request).into()))
    }

    /// A server that welcomes each connection in its own way; they are counted from 0.
    pub fn welcoming<A: Into<Answer>>(
        welcome: impl Fn(usize) -> Welcome + Send + 'static,
        handler: impl Fn(&Request) -> A + Send + Sync + 'static,
    ) -> Server {
        Server::run(certificates::sound(), welcome, Box::new(move |request| handler(request).into()))
    }

    fn run(
        config: Arc<ServerConfig>,
        welcome: impl Fn(usize) -> Welcome + Send + 'static,
        handler: Box<Handler>,
    ) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let seen = Arc::new(Seen::default());
        let (handler, noting): (Arc<Handler>, _) = (handler.into(), Arc::clone(&seen));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let welcome = welcome(noting.connections.fetch_add(1, Ordering::SeqCst));
                let (config, handler) = (Arc::clone(&config), Arc::clone(&handler));
                let noting = Arc::clone(&noting);
                // What a client leaves in the middle is not a fault of the server.
                thread::spawn(move || attend(stream, welcome, config, &*handler, &noting));
            }
        });
        Server { port, seen }
    }

    /// The URL of a path at the host of most tests.
    pub fn url(&self, path: &str) -> String {
        self.url_at(HOST, path)
    }

    /// The URL of a path at some host.
    pub fn url_at(&self, host: &str, path: &str) -> String {
        format!("https://{host}:{}{path}", self.port)
    }

    /// The option that leads a name here.
    pub fn resolve(&self, host: &str) -> String {
        format!("{host}:{}:127.0.0.1", self.port)
    }

    /// How many connections came so far.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The requests that came so far.
    pub fn requests(&self) -> Vec<Request> {
        self.seen.requests().clone()
    }

    /// How often each target was requested, in the order of the first request.
    pub fn counts(&self) -> Vec<(String, usize)> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for request in self.requests() {
            match counts.iter_mut().find(|(target, _)| *target == request.target) {
                Some((_, count)) => *count += 1,
                None => counts.push((request.target, 1)),
            }
        }
        counts
    }
}

impl Seen {
    fn requests(&self) -> std::sync::MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, mut request: Request) -> Request {
        let mut requests = self.requests();
        request.before = requests.iter().filter(|earlier| earlier.target == request.target).count();
        requests.push(request.clone());
        request
    }
}

impl Request {
    /// A header field, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The URL that was requested.
    pub fn url(&self) -> String {
        format!("https://{}{}", self.header("host").unwrap_or_default(), self.target)
    }

    /// Reads a request; `None` where the client has closed the connection.
    pub fn read(stream: &mut impl Read) -> io::Result<Option<Request>> {
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        while !bytes.ends_with(b"\r\n\r\n") {
            match stream.read(&mut buffer)? {
                0 => return Ok(None),
                read => bytes.extend_from_slice(&buffer[..read]),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let mut lines = text.lines();
        let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let fields = lines.filter_map(|line| line.split_once(':'));
        Ok(Some(Request {
            method: words.next().unwrap_or_default(),
            target: words.next().unwrap_or_default(),
            headers: fields.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect(),
            before: 0,
        }))
    }
}

fn attend(
    mut tcp: TcpStream,
    welcome: Welcome,
    config: Arc<ServerConfig>,
    handler: &Handler,
    seen: &Seen,
) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    // A client that waits for ever is not waited for: its test fails instead of hanging.
    tcp.set_read_timeout(Some(PATIENCE))?;
    let mut tls = ServerConnection::new(config).map_err(io::Error::other)?;
    match welcome {
        Welcome::Serve => serve(StreamOwned::new(tls, tcp), handler, seen),
        Welcome::Silence => drain(&mut tcp),
        Welcome::Close => Ok(()),
        Welcome::ResetAtHello => reset_when_more_comes(&tcp),
        Welcome::ResetAtRequest => {
            tls.complete_io(&mut RecordByRecord { tcp: &tcp, left: 0 })?;
            reset_when_more_comes(&tcp)
        }
        Welcome::ResetAfter(bytes) => {
            tls.complete_io(&mut RecordByRecord { tcp: &tcp, left: 0 })?;
            reset_when_more_comes(&tcp)?;
            tls.writer().write_all(bytes)?;
            tls.write_tls(&mut tcp).map(drop)
        }
        Welcome::Bytes(bytes, pause) => {
            drip(&mut tcp, bytes, pause)?;
            drain(&mut tcp)
        }
    }
}

fn serve(
    mut tls: StreamOwned<ServerConnection, TcpStream>,
    handler: &Handler,
    seen: &Seen,
) -> io::Result<()> {
    while let Some(request) = Request::read(&mut tls)? {
        match handler(&seen.note(request)) {
            Answer::Send(bytes) => send(&mut tls, &bytes)?,
            Answer::Close(bytes) => {
                send(&mut tls, &bytes)?;
                tls.conn.send_close_notify();
                tls.flush()?;
                return close(&mut tls.sock);
            }
            Answer::Cut(bytes) => {
                send(&mut tls, &bytes)?;
                return close(&mut tls.sock);
            }
            Answer::Drip(first, rest, pause) => {
                send(&mut tls, &first)?;
                drip(&mut tls, &rest, pause)?;
            }
            Answer::Endless(first, again) => {
                send(&mut tls, &first)?;
                loop {
                    send(&mut tls, &again)?;
                }
            }
            Answer::Stall(bytes) => {
                send(&mut tls, &bytes)?;
                return drain(&mut tls.sock);
            }
        }
    }
    Ok(())
}

fn send(stream: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}

fn drip(stream: &mut impl Write, bytes: &[u8], pause: Duration) -> io::Result<()> {
    for byte in bytes {
        thread::sleep(pause);
        send(stream, &[*byte])?;
    }
    Ok(())
}

/// Ends a connection without resetting it: what the client still sends is read.
fn close(tcp: &mut TcpStream) -> io::Result<()> {
    tcp.shutdown(Shutdown::Write)?;
    drain(tcp)
}

fn drain(tcp: &mut TcpStream) -> io::Result<()> {
    io::copy(tcp, &mut io::sink()).map(drop)
}

/// A connection that is closed with bytes unread is reset.
fn reset_when_more_comes(tcp: &TcpStream) -> io::Result<()> {
    tcp.peek(&mut [0]).map(drop)
}

/// Reads one TLS record at a time, so that what follows the handshake stays unread.
struct RecordByRecord<'s> {
    tcp: &'s TcpStream,
    left: usize,
}

impl Read for RecordByRecord<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            let mut header = [0; 5];
            self.tcp.read_exact(&mut header)?;
            self.left = usize::from(u16::from_be_bytes([header[3], header[4]]));
            buffer[..5].copy_from_slice(&header);
            return Ok(5);
        }
        let most = self.left.min(buffer.len());
        let read = self.tcp.read(&mut buffer[..most])?;
        self.left -= read;
        Ok(read)
    }
}

impl Write for RecordByRecord<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.tcp.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}
