//! An answer as it goes over the wire, byte for byte.

use std::time::Duration;

/// A response and how it is sent.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The header fields, without those that frame the body.
    fields: Vec<(&'static str, String)>,
    /// The body, or its beginning.
    body: Vec<u8>,
    delivery: Delivery,
    /// What a request with this `If-None-Match` gets in place of the body: 304.
    tag: Option<&'static str>,
}

/// How a body is sent, and how the message ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// With its length. The connection stays open.
    Whole,
    /// In chunks. The connection stays open.
    Chunked,
    /// Neither length nor chunks: the end of TLS is its end.
    UntilClose,
    /// Neither length nor chunks, and the connection ends without the end of TLS.
    Cut,
    /// With a length that is larger than what is sent; then the connection ends as TLS says.
    Short,
    /// In chunks, of which the last one is missing; then the connection ends as TLS says.
    ChunkedShort,
    /// In chunks, followed by spaces at a steady pace, up to this many bytes in all, and then by what is no JSON.
    Padded(usize),
    /// The same with a length that is announced.
    PaddedWithLength(usize),
    /// Byte by byte with a pause before each, and never to the end.
    Drip(Duration),
    /// The head and half of the body, and then nothing.
    Stall,
    /// A header section that has no end.
    EndlessHead,
}

impl Reply {
    /// A response with nothing but a status.
    pub fn new(status: u16) -> Reply {
        Reply { status, fields: Vec::new(), body: Vec::new(), delivery: Delivery::Whole, tag: None }
    }

    /// JSON with status 200 that may be kept for a moment.
    pub fn json(body: impl Into<Vec<u8>>) -> Reply {
        Reply::new(200)
            .field("Content-Type", "application/json")
            .field("Cache-Control", "max-age=0")
            .body(body)
    }

    /// A page for people.
    pub fn page(status: u16, text: &str) -> Reply {
        Reply::new(status).field("Content-Type", "text/html; charset=utf-8").body(format!(
            "<!doctype html><html lang=\"en\"><head><title>{text}</title></head><body><p>{text}</p></body></html>\n"
        ))
    }

    /// The same with this header field, in place of what it had of that name.
    pub fn field(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self = self.without(name);
        self.fields.push((name, value.into()));
        self
    }

    /// The same without a header field.
    pub fn without(mut self, name: &str) -> Reply {
        self.fields.retain(|(own, _)| *own != name);
        self
    }

    /// The same with another status.
    pub fn status(mut self, status: u16) -> Reply {
        self.status = status;
        self
    }

    /// The same with another body.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Reply {
        self.body = body.into();
        self
    }

    /// The same sent in another way.
    pub fn delivered(mut self, delivery: Delivery) -> Reply {
        self.delivery = delivery;
        self
    }

    /// The same with an entity tag, which a conditional request may name.
    pub fn tagged(mut self, tag: &'static str) -> Reply {
        self.tag = Some(tag);
        self.field("ETag", tag)
    }

    /// What a request with this `If-None-Match` gets.
    pub fn to_condition(&self, condition: Option<&str>) -> Reply {
        match (self.tag, condition) {
            (Some(tag), Some(condition)) if condition.contains(tag) => Reply::new(304).field("ETag", tag),
            _ => self.clone(),
        }
    }

    /// How it is sent.
    pub fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// The body as it is framed, or its beginning.
    pub fn framed(&self) -> Vec<u8> {
        match self.delivery {
            Delivery::Chunked => [chunked(&self.body), LAST_CHUNK.to_vec()].concat(),
            Delivery::ChunkedShort | Delivery::Padded(_) => chunked(&self.body),
            _ => self.body.clone(),
        }
    }

    /// Status line and header section.
    pub fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let length = match self.delivery {
            Delivery::Whole if matches!(self.status, 204 | 304) => None,
            Delivery::Whole | Delivery::Drip(_) | Delivery::Stall => Some(self.body.len()),
            Delivery::Short => Some(self.body.len() + 100),
            Delivery::PaddedWithLength(length) => Some(length),
            _ => None,
        };
        match (length, self.delivery) {
            (Some(length), _) => head.push_str(&format!("Content-Length: {length}\r\n")),
            (None, Delivery::Chunked | Delivery::ChunkedShort | Delivery::Padded(_)) => {
                head.push_str("Transfer-Encoding: chunked\r\n");
            }
            (None, Delivery::UntilClose | Delivery::Cut) => head.push_str("Connection: close\r\n"),
            (None, _) => {}
        }
        if self.delivery != Delivery::EndlessHead {
            head.push_str("\r\n");
        }
        head.into_bytes()
    }
}

/// What ends a body in chunks.
pub const LAST_CHUNK: &[u8] = b"0\r\n\r\n";

/// Bytes in chunks of a hundred.
pub fn chunked(bytes: &[u8]) -> Vec<u8> {
    let mut framed = Vec::new();
    for chunk in bytes.chunks(100) {
        framed.extend(format!("{:x}\r\n", chunk.len()).into_bytes());
        framed.extend(chunk);
        framed.extend(b"\r\n");
    }
    framed
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        206 => "Partial Content",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
