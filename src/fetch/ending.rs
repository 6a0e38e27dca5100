//! How a connection ended: a body that ends with the connection is complete only where TLS says so.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// The connection was reset, or closed without TLS's own farewell: what came may not be all.
#[derive(Debug)]
pub struct Lost(pub io::Error);

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the connection was lost: {}", self.0)
    }
}

impl Error for Lost {}

/// Passes on the connections of the connectors before it.
///
/// The client takes a reset for the end of a body that has no length. These connections report it as [`Lost`]
/// instead, which the client leaves alone.
#[derive(Debug)]
pub struct HonestEndings;

/// A connection whose losses are told from its ends.
#[derive(Debug)]
pub struct Honest<T>(T);

impl<In: Transport> Connector<In> for HonestEndings {
    type Out = Honest<In>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Honest<In>>, ureq::Error> {
        Ok(chained.map(Honest))
    }
}

impl<T: Transport> Transport for Honest<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.0.await_input(timeout).map_err(|error| match error {
            ureq::Error::Io(error) if is_loss(&error) => ureq::Error::Other(Box::new(Lost(error))),
            error => error,
        })
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

fn is_loss(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted
    )
}
