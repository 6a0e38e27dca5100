//! Proxies: none that the environment names, and the one that the user names.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::certificates::HOST;
use crate::document::document;
use crate::lint::{Lint, accepted, failed};
use crate::response::Response;
use crate::server::{Request, Server, Welcome};
use crate::witness::Witness;

/// A proxy that knows one address, whatever name it is asked for.
pub struct Proxy {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Proxy {
    /// A proxy before a server that answers with this status.
    pub fn before(server: &Server, status: u16) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (noting, target) = (Arc::clone(&requests), server.port);
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let noting = Arc::clone(&noting);
                thread::spawn(move || pass_on(client, target, status, &noting));
            }
        });
        Proxy { port, requests }
    }

    /// Its own URL.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn pass_on(mut client: TcpStream, port: u16, status: u16, noting: &Mutex<Vec<Request>>) -> io::Result<()> {
    let Some(request) = Request::read(&mut client)? else { return Ok(()) };
    noting.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    client.write_all(format!("HTTP/1.1 {status} Because\r\n\r\n").as_bytes())?;
    if status != 200 {
        client.shutdown(Shutdown::Write)?;
        return client.read_to_end(&mut Vec::new()).map(drop);
    }
    let server = TcpStream::connect(("127.0.0.1", port))?;
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut from_client, &mut to_server);
        to_server.shutdown(Shutdown::Write)
    });
    let _ = io::copy(&mut &server, &mut client);
    client.shutdown(Shutdown::Write)
}

fn good() -> Server {
    Server::start(|request| Response::json(document(&request.url())))
}

#[test]
fn the_environment_names_no_proxy() {
    let (server, witness) = (good(), Witness::new());
    let mut lint = Lint::at(&server);
    for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        lint = lint.with_variable(name, format!("http://127.0.0.1:{}", witness.port));
    }
    lint.run_on(&server.url("/client.json")).gives(&accepted(&[]));
    witness.saw_nothing();
}

#[test]
fn the_environment_adds_no_certificate_and_keeps_no_secret() {
    let server = good();
    let keys = "keys.txt";
    let lint = Lint::at(&server).with_variable("SSLKEYLOGFILE", keys).with(&[&server.url("/client.json")]);
    lint.run().gives(&accepted(&[]));
    assert!(!lint.folder.path().join(keys).exists());
}

#[test]
fn a_proxy_that_is_named_resolves_names_and_that_is_said() {
    let server = good();
    let proxy = Proxy::before(&server, 200);
    // Without the switch and without an address for the name: both are the proxy's business.
    let linted = Lint::guarded().with(&["--proxy", &proxy.url()]).run_on(&server.url("/client.json"));
    linted.gives(&accepted(&[]));
    assert!(linted.ran.err.contains("guarded by the proxy"), "{}", linted.ran.err);
    let requests = proxy.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].method, "CONNECT");
    assert_eq!(requests[0].target, format!("{HOST}:{}", server.port));
    let quiet =
        Lint::guarded().with(&["--quiet", "--proxy", &proxy.url()]).run_on(&server.url("/client.json"));
    assert_eq!(quiet.ran.err, "");
}

#[test]
fn credentials_for_the_proxy_stay_there() {
    let server = good();
    let proxy = Proxy::before(&server, 200);
    let url = format!("http://user:secret@127.0.0.1:{}", proxy.port);
    Lint::guarded().with(&["--proxy", &url]).run_on(&server.url("/client.json")).gives(&accepted(&[]));
    assert_eq!(proxy.requests()[0].header("proxy-authorization"), Some("Basic dXNlcjpzZWNyZXQ="));
    assert!(!format!("{:?}", server.requests()).to_lowercase().contains("authorization"));
}

#[test]
fn a_proxy_that_refuses_is_an_error() {
    let server = good();
    for status in [403, 407, 502] {
        let proxy = Proxy::before(&server, status);
        let linted = Lint::guarded().with(&["--proxy", &proxy.url()]).run_on(&server.url("/client.json"));
        linted.gives(&failed("connect", &[]));
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn a_proxy_that_cannot_be_reached_or_stalls_is_an_error() {
    let linted = Lint::guarded().within(1).with(&["--proxy", "http://127.0.0.1:1"]);
    let linted = linted.run_on(&format!("https://{HOST}/client.json"));
    linted.gives(&failed("connect", &[]));

    let silent = Server::welcoming(|_| Welcome::Silence, |_| Response::new(500));
    let lint = Lint::guarded().within(1).with(&["--proxy", &format!("http://127.0.0.1:{}", silent.port)]);
    lint.run_on(&format!("https://{HOST}/client.json")).gives(&failed("timeout", &[]));
}

#[test]
fn it_is_said_that_the_proxy_is_to_blame() {
    let lint = Lint::guarded().within(1).with(&["--proxy", "http://127.0.0.1:1"]);
    let document = lint.run_on(&format!("https://{HOST}/client.json")).document();
    // It is the proxy that refuses, and no port of the host.
    let message = document["error"]["message"].as_str().expect("text");
    assert!(message.contains("proxy"), "{message}");
}

#[test]
fn a_proxy_that_cannot_be_used_is_wrong_usage() {
    let (server, witness) = (good(), Witness::new());
    for scheme in ["socks5", "socks4", "socks", "socks5h", "ftp"] {
        let proxy = format!("{scheme}://127.0.0.1:{}", witness.port);
        let ran = Lint::at(&server).with(&["--proxy", &proxy]).run_on(&server.url("/client.json")).ran;
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{scheme}: {ran:?}");
        assert!(ran.err.contains("--proxy"), "{}", ran.err);
    }
    witness.saw_nothing();
    assert_eq!(server.connections(), 0);
}
