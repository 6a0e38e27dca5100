//! How the examples of pages are written: responses, bytes and long texts, and the good document that they stand in.

use cimd::subject::Response;

/// Reads a status line, header lines, an empty line and a body.
pub fn read_response(url: &str, text: &str) -> (Response, String) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (status, headers) = head.split_once('\n').unwrap_or((head, ""));
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status line");
    let headers = headers.lines().filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    (Response { url: url.to_owned(), status, headers }, body.to_owned())
}

/// A good document that says it is published at `url`.
pub fn good_document(url: &str) -> Vec<u8> {
    let document = serde_json::json!({
        "client_id": url,
        "client_name": "Example",
        "redirect_uris": ["https://app.example.net/callback"],
        "grant_types": ["authorization_code"],
        "token_endpoint_auth_method": "none",
    });
    document.to_string().into_bytes()
}

/// Writes `<120 a>` out as 120 times the letter a.
pub fn repeated(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>').and_then(|(inside, rest)| Some((inside.split_once(' ')?, rest))) {
            Some(((count, unit), after)) if count.parse::<usize>().is_ok() && unit.chars().count() == 1 => {
                out.push_str(&unit.repeat(count.parse().expect("it was just read")));
                rest = after;
            }
            _ => {
                out.push('<');
                rest = after;
            }
        }
    }
    out + rest
}

/// Reads `\xNN`, `\n`, `\t` and `\\`.
pub fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let plain = match byte {
            b'\\' => match rest.next() {
                Some(b'x') => {
                    let digits: Vec<u8> = rest.by_ref().take(2).collect();
                    u8::from_str_radix(&String::from_utf8_lossy(&digits), 16).expect("two hexadecimal digits")
                }
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(b'\\') => b'\\',
                other => panic!("unknown escape {other:?}"),
            },
            byte => byte,
        };
        bytes.push(plain);
    }
    bytes
}
