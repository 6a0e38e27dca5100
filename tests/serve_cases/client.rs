//! A client that sends what it is told to, byte for byte.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::serving::HOST;

/// A client of one server.
pub struct Client {
    /// The port of the server.
    pub port: u16,
    config: Arc<ClientConfig>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Status line and header fields.
    pub head: String,
    /// The body, as it is framed.
    pub body: String,
}

impl Client {
    /// A client that trusts an authority.
    pub fn new(port: u16, authority: &str) -> Client {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(authority.as_bytes()).expect("PEM")).expect("a certificate");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider knows them")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Client { port, config: Arc::new(config) }
    }

    /// A connection.
    pub fn connect(&self) -> StreamOwned<ClientConnection, TcpStream> {
        let name = ServerName::try_from(HOST).expect("a name");
        let tls = ClientConnection::new(Arc::clone(&self.config), name).expect("TLS can be set up");
        StreamOwned::new(tls, TcpStream::connect(("127.0.0.1", self.port)).expect("it listens"))
    }

    /// Requests a path as it should be.
    pub fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1"), &["Accept: application/json"])
    }

    /// Sends a request line and these header fields, and reads until the server closes.
    pub fn send(&self, line: &str, fields: &[&str]) -> Answer {
        let mut tls = self.connect();
        let fields: String = fields.iter().map(|field| format!("{field}\r\n")).collect();
        let request = format!("{line}\r\nHost: {HOST}:{}\r\nConnection: close\r\n{fields}\r\n", self.port);
        tls.write_all(request.as_bytes()).expect("it can be sent");
        let mut bytes = Vec::new();
        // A connection that is cut has answered all the same.
        let _ = tls.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }
}
