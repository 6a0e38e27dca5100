//! A request as it comes over the wire.

use std::io::{self, Read};

/// The largest request that is read: line, header fields and body.
const MAX_BYTES: usize = 32 * 1024;
/// How many header fields are kept.
const MAX_FIELDS: usize = 100;

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: String,
    /// What is requested: path and query.
    pub target: String,
    /// The version of HTTP, such as `HTTP/1.1`.
    pub version: String,
    /// The header fields in the order they came, as they are written.
    pub fields: Vec<(String, String)>,
}

impl Request {
    /// Reads a request with its body; `None` where the client has closed the connection.
    ///
    /// # Errors
    ///
    /// The connection fails, or what comes is not a request or too large.
    pub fn read(stream: &mut impl Read) -> io::Result<Option<Request>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            if !more(stream, &mut bytes)? {
                return Ok(None);
            }
        };
        let request = Request::parse(&String::from_utf8_lossy(&bytes[..end]));
        let length = request.field("content-length").and_then(|length| length.trim().parse().ok());
        // What follows the body would be another request, which a client sends only after the answer.
        while bytes.len() < end + length.unwrap_or(0_usize).min(MAX_BYTES) {
            if !more(stream, &mut bytes)? {
                return Ok(None);
            }
        }
        Ok(Some(request))
    }

    fn parse(head: &str) -> Request {
        let mut lines = head.lines();
        let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let fields = lines.filter_map(|line| line.split_once(':'));
        Request {
            method: words.next().unwrap_or_default(),
            target: words.next().unwrap_or_default(),
            version: words.next().unwrap_or_default(),
            fields: fields
                .take(MAX_FIELDS)
                .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
                .collect(),
        }
    }

    /// A header field.
    pub fn field(&self, name: &str) -> Option<&str> {
        let named = self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// The path that is requested, without the query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }
}

/// Reads some bytes more; whether there were any.
fn more(stream: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<bool> {
    if bytes.len() > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the request is too large"));
    }
    let mut buffer = [0; 4096];
    let read = stream.read(&mut buffer)?;
    bytes.extend_from_slice(&buffer[..read]);
    Ok(read > 0)
}
