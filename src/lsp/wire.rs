//! Messages on the wire: a header with a length, and JSON (Language Server Protocol 3.17, Base Protocol).
//!
//! The crate `lsp-server` reads a message whatever its length, and ends where one is not JSON; so reading is done here.

use std::io::{self, BufRead, Read, Write};

use lsp_server::{ErrorCode, Message};

/// The largest message that is read, in bytes: a document of 512 KiB in the longest spelling that JSON has for it, and
/// more.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The largest message that is passed over. What claims to be larger is not a message.
const MAX_SKIPPED: u64 = 1024 * 1024 * 1024;

/// The largest line of a header, in bytes, and most lines.
const MAX_LINE: u64 = 1024;
const MAX_LINES: usize = 32;

/// What was read.
#[derive(Debug)]
pub enum Incoming {
    /// A message.
    Message(Message),
    /// Something else, which is answered with an error.
    Refused(ErrorCode, String),
}

/// What is written.
#[derive(Debug)]
pub enum Outgoing {
    /// A message.
    Message(Message),
    /// An error about what cannot be told to be a request, so that its id is null (JSON-RPC 2.0, section 5).
    Error(ErrorCode, String),
}

/// Reads one message; `None` at the end of the input.
///
/// # Errors
///
/// The input cannot be read, or it cannot be told where the message ends.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Incoming>> {
    let Some(length) = length(input)? else { return Ok(None) };
    if length > MAX_SKIPPED {
        return Err(invalid(format!("a message cannot have {length} bytes")));
    }
    if length > MAX_BYTES {
        if io::copy(&mut input.take(length), &mut io::sink())? < length {
            return Ok(None);
        }
        let message = format!("a message of {length} bytes was passed over: {MAX_BYTES} are read");
        return Ok(Some(Incoming::Refused(ErrorCode::InvalidRequest, message)));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Ok(None);
    }
    Ok(Some(parsed(&bytes)))
}

/// The message that those bytes are.
fn parsed(bytes: &[u8]) -> Incoming {
    // An editor may show a file that is not UTF-8, and send it as it is.
    let text = String::from_utf8_lossy(bytes);
    match serde_json::from_str(&text) {
        Ok(message) => Incoming::Message(message),
        Err(_) if serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok() => {
            Incoming::Refused(ErrorCode::InvalidRequest, "this is not a message of JSON-RPC".to_owned())
        }
        Err(error) => Incoming::Refused(ErrorCode::ParseError, format!("a message is not JSON: {error}")),
    }
}

/// Reads a header: the length of the message.
fn length(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    for _ in 0..MAX_LINES {
        let mut line = Vec::new();
        if input.take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let Some(field) = line.strip_suffix(b"\r\n") else {
            return Err(invalid("a line of a header does not end in CR LF".to_owned()));
        };
        if field.is_empty() {
            return length.map(Some).ok_or_else(|| invalid("a header has no Content-Length".to_owned()));
        }
        let field = String::from_utf8_lossy(field);
        let (name, value) =
            field.split_once(':').ok_or_else(|| invalid("a line of a header has no colon".to_owned()))?;
        if name.eq_ignore_ascii_case("content-length") {
            let value =
                value.trim().parse().map_err(|_| invalid("Content-Length is not a number".to_owned()))?;
            length = Some(value);
        }
    }
    Err(invalid(format!("a header has more than {MAX_LINES} lines")))
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// Writes one message.
///
/// # Errors
///
/// The output cannot be written.
pub fn write(output: &mut impl Write, message: &Outgoing) -> io::Result<()> {
    match message {
        Outgoing::Message(message) => message.write(output),
        Outgoing::Error(code, message) => {
            let error = serde_json::json!({
                "jsonrpc": "2.0",
                "id": null,
                "error": { "code": *code as i32, "message": message },
            });
            let text = error.to_string();
            write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
            output.flush()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> (Vec<Incoming>, io::Result<()>) {
        let mut input = bytes;
        let mut messages = Vec::new();
        loop {
            match read(&mut input) {
                Ok(Some(message)) => messages.push(message),
                Ok(None) => return (messages, Ok(())),
                Err(error) => return (messages, Err(error)),
            }
        }
    }

    #[test]
    fn what_is_no_message_does_not_hide_the_next() {
        let large = "x".repeat(usize::try_from(MAX_BYTES).unwrap() + 1);
        let mut bytes = Vec::new();
        for body in ["{", "[1]", &large, r#"{"method":"exit"}"#] {
            bytes.extend(format!("content-length:{}\r\nX-Other: y\r\n\r\n{body}", body.len()).bytes());
        }
        let (messages, end) = all(&bytes);
        assert!(end.is_ok());
        let [first, second, third, fourth] = messages.as_slice() else { panic!("{messages:?}") };
        assert!(matches!(first, Incoming::Refused(ErrorCode::ParseError, _)));
        assert!(matches!(second, Incoming::Refused(ErrorCode::InvalidRequest, _)));
        assert!(matches!(third, Incoming::Refused(ErrorCode::InvalidRequest, _)));
        assert!(matches!(fourth, Incoming::Message(Message::Notification(_))));
    }

    #[test]
    fn what_has_no_end_is_an_error_and_takes_no_memory() {
        for header in [
            "Content-Length: 99999999999999\r\n\r\n{}",
            "Content-Length: 18446744073709551616\r\n\r\n{}",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 2\n\n{}",
            "Content-Type: x\r\n\r\n{}",
            "{}\r\n\r\n",
        ] {
            assert!(all(header.as_bytes()).1.is_err(), "{header}");
        }
        assert!(all(&b"a".repeat(1 << 20)).1.is_err());
        assert!(all(&b"a:b\r\n".repeat(1 << 10)).1.is_err());
        // It is cut off.
        let (messages, end) = all(b"Content-Length: 20\r\n\r\n{}");
        assert!(messages.is_empty() && end.is_ok());
    }
}
