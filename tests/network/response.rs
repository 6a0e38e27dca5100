//! Responses as the servers of the tests send them.

use crate::server::Answer;

/// A response that is whole, whatever it says.
#[derive(Clone)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// A response with nothing but a status.
    pub fn new(status: u16) -> Response {
        Response { status, headers: Vec::new(), body: Vec::new() }
    }

    /// JSON served as it should be.
    pub fn json(body: impl Into<Vec<u8>>) -> Response {
        Response::new(200)
            .header("Content-Type", "application/json")
            .header("Cache-Control", "max-age=300")
            .body(body)
    }

    /// A page for people.
    pub fn html(status: u16) -> Response {
        Response::new(status)
            .header("Content-Type", "text/html; charset=utf-8")
            .header("Cache-Control", "max-age=300")
            .body("<!doctype html><html><head><title>Sorry</title></head><body>Sorry</body></html>")
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Response {
        Response::html(status).header("Location", location)
    }

    /// The same with this header field, in place of what it had of that name.
    pub fn header(self, name: &str, value: &str) -> Response {
        let mut response = self.without(name);
        response.headers.push((name.to_owned(), value.to_owned()));
        response
    }

    /// The same with another status.
    pub fn with_status(mut self, status: u16) -> Response {
        self.status = status;
        self
    }

    /// The same without a header field.
    pub fn without(mut self, name: &str) -> Response {
        self.headers.retain(|(own, _)| !own.eq_ignore_ascii_case(name));
        self
    }

    /// The same with another body.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Response {
        self.body = body.into();
        self
    }

    /// The same with the body in chunks.
    pub fn chunked(mut self) -> Response {
        let mut chunks = Vec::new();
        for chunk in self.body.chunks(100) {
            chunks.extend(format!("{:x};ignore=\"this\"\r\n", chunk.len()).into_bytes());
            chunks.extend(chunk);
            chunks.extend(b"\r\n");
        }
        chunks.extend(b"0\r\nX-Trailer: too\r\n\r\n");
        self.body = chunks;
        self.header("Transfer-Encoding", "chunked")
    }

    /// Status line and header section, with no word on how long the body is.
    pub fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Because\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        head.into_bytes()
    }

    /// Head and body as they are, with no word on how long the body is that was not given.
    pub fn raw(&self) -> Vec<u8> {
        [self.head(), self.body.clone()].concat()
    }

    /// Head and body, with the body's length where the body does not tell its end.
    pub fn bytes(&self) -> Vec<u8> {
        let tells = |(name, _): &(String, String)| {
            name.eq_ignore_ascii_case("Content-Length") || name.eq_ignore_ascii_case("Transfer-Encoding")
        };
        if self.headers.iter().any(tells) || matches!(self.status, 204 | 304) {
            return self.raw();
        }
        self.clone().header("Content-Length", &self.body.len().to_string()).raw()
    }
}

impl From<Response> for Answer {
    fn from(response: Response) -> Answer {
        Answer::Send(response.bytes())
    }
}
