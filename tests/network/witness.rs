//! Listeners that nobody should connect to.

use std::io;
use std::net::TcpListener;

/// Listens at one port of several loopback addresses, and accepts nothing until it is asked.
pub struct Witness {
    /// The port.
    pub port: u16,
    listeners: Vec<TcpListener>,
}

impl Witness {
    /// A witness at a free port of the loopback addresses of both families. IPv6 is left out where the
    /// machine has none.
    pub fn new() -> Witness {
        loop {
            let first = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let port = first.local_addr().expect("it is bound").port();
            let mut listeners = vec![first];
            let mut taken = false;
            for address in ["127.0.0.2", "::1"] {
                match TcpListener::bind((address, port)) {
                    Ok(listener) => listeners.push(listener),
                    Err(error) => taken |= error.kind() == io::ErrorKind::AddrInUse,
                }
            }
            if !taken {
                return Witness { port, listeners };
            }
        }
    }

    /// Fails if anybody has ever connected.
    #[track_caller]
    pub fn saw_nothing(&self) {
        for listener in &self.listeners {
            listener.set_nonblocking(true).expect("listeners can do that");
            match listener.accept() {
                Err(error) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock),
                Ok((_, peer)) => panic!("{peer} has connected"),
            }
        }
    }
}
