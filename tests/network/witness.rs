//! Listeners that nobody should connect to.

use std::io;
use std::net::TcpListener;

use crate::skipped::skipped;

/// The addresses that are listened at beside 127.0.0.1, where the machine has them.
const OTHER_ADDRESSES: [&str; 2] = ["127.0.0.2", "::1"];

/// Listens at one port of several loopback addresses, and accepts nothing until it is asked.
pub struct Witness {
    /// The port.
    pub port: u16,
    listeners: Vec<TcpListener>,
}

impl Witness {
    /// A witness at a free port of the loopback addresses of both families. Those that the machine does not have are
    /// left out.
    pub fn new() -> Witness {
        loop {
            let first = TcpListener::bind("127.0.0.1:0").expect("a free port");
            let port = first.local_addr().expect("it is bound").port();
            let mut listeners = vec![first];
            let mut taken = false;
            for address in OTHER_ADDRESSES {
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

/// A connection to an address at which no witness listens would not be noticed.
#[test]
fn all_loopback_addresses_are_watched() {
    let witness = Witness::new();
    let watched: Vec<String> = (witness.listeners.iter())
        .map(|listener| listener.local_addr().expect("it is bound").ip().to_string())
        .collect();
    assert_eq!(watched[0], "127.0.0.1");
    let missing: Vec<&str> =
        OTHER_ADDRESSES.into_iter().filter(|address| !watched.iter().any(|own| own == address)).collect();
    if !missing.is_empty() {
        let reason = format!("connections to {} cannot be watched on this machine", missing.join(" and "));
        skipped("witness::all_loopback_addresses_are_watched", &reason);
    }
}
