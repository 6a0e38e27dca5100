//! Sending an answer, as slowly, broken or endless as it is meant to be.

use std::io::{self, Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use super::reply::{Delivery, LAST_CHUNK, Reply};

/// The most time that one answer takes. What is never to end ends here, incomplete.
const MAX_TIME: Duration = Duration::from_secs(60);
/// How much padding is sent at a time, and the pause after it: about half a mebibyte a second, so that a client that
/// stops reading is noticed within a few kibibytes.
const STEP: usize = 1024;
const PAUSE: Duration = Duration::from_millis(2);
/// How many lines of a header section without end are sent at a time, and the pause after them.
const LINES: usize = 20;
const LINE_PAUSE: Duration = Duration::from_millis(20);

/// What an answer came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// How much of the body was sent, framing included, before the client closed the connection. Some of it may lie
    /// unread in buffers.
    pub bytes: usize,
    /// Whether all was sent that was meant to be.
    pub complete: bool,
    /// Whether the connection stays open for the next request.
    pub open: bool,
}

/// Sends an answer to a request; `bodiless` to one that asks for the head alone.
pub fn send(stream: &mut (impl Read + Write), reply: &Reply, bodiless: bool) -> Sent {
    let mut sender = Sender { stream, bytes: 0, deadline: Instant::now() + MAX_TIME };
    let result = sender.head(&reply.head()).and_then(|()| match bodiless {
        true => Ok(true),
        false => sender.body(reply),
    });
    Sent { bytes: sender.bytes, complete: result.is_ok(), open: matches!(result, Ok(true)) }
}

struct Sender<'s, S> {
    stream: &'s mut S,
    bytes: usize,
    deadline: Instant,
}

impl<S: Read + Write> Sender<'_, S> {
    fn head(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)?;
        self.stream.flush()
    }

    /// Sends the body; whether the connection stays open.
    fn body(&mut self, reply: &Reply) -> io::Result<bool> {
        let body = reply.framed();
        match reply.delivery() {
            Delivery::Whole | Delivery::Chunked => self.part(&body).map(|()| true),
            Delivery::UntilClose | Delivery::Cut | Delivery::Short | Delivery::ChunkedShort => {
                self.part(&body).map(|()| false)
            }
            Delivery::Padded(total) => self.padded(&body, total, true),
            Delivery::PaddedWithLength(total) => self.padded(&body, total, false),
            Delivery::Drip(pause) => self.drip(&body, pause),
            Delivery::Stall => {
                self.part(&body[..body.len() / 2])?;
                self.wait()
            }
            Delivery::EndlessHead => loop {
                self.head(&b"X-More: and more\r\n".repeat(LINES))?;
                self.pause(LINE_PAUSE)?;
            },
        }
    }

    fn part(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)?;
        self.stream.flush()?;
        self.bytes += bytes.len();
        Ok(())
    }

    /// The body, spaces, and at the end a bracket: a document that is followed by more is not JSON.
    fn padded(&mut self, body: &[u8], total: usize, in_chunks: bool) -> io::Result<bool> {
        self.part(body)?;
        let spaces = [b' '; STEP];
        while self.bytes + STEP < total {
            if in_chunks {
                self.part(&[format!("{STEP:x}\r\n").as_bytes(), &spaces, b"\r\n"].concat())?;
            } else {
                self.part(&spaces)?;
            }
            self.pause(PAUSE)?;
        }
        if in_chunks {
            self.part(&[b"1\r\n]\r\n", LAST_CHUNK].concat())?;
        } else {
            let left = total.saturating_sub(self.bytes + 1);
            self.part(&[&spaces[..left], b"]"].concat())?;
        }
        Ok(true)
    }

    fn drip(&mut self, body: &[u8], pause: Duration) -> io::Result<bool> {
        for byte in &body[..body.len().saturating_sub(1)] {
            self.part(&[*byte])?;
            self.pause(pause)?;
        }
        self.wait()
    }

    /// Waits until the client goes, or the time is over.
    fn wait(&mut self) -> io::Result<bool> {
        // The connection has a limit of time for reads.
        while self.stream.read(&mut [0; 1024])? > 0 {
            self.pause(Duration::ZERO)?;
        }
        Err(io::ErrorKind::ConnectionAborted.into())
    }

    fn pause(&self, pause: Duration) -> io::Result<()> {
        thread::sleep(pause);
        match Instant::now() < self.deadline {
            true => Ok(()),
            false => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}
