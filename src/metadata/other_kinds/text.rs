//! Bytes that are something else than JSON.

#[cfg(feature = "fetch")]
use super::brotli;
use super::{OtherKind, html};

const PUBLISH: &str = "publish the document itself, as JSON in UTF-8";
const COMPRESSED: &str =
    "publish the document uncompressed, or have the server say how it is compressed, in `Content-Encoding`";
const SOURCE: &str =
    "this is the source that makes the document: publish what it prints, or check the URL where it is served";

/// What a file begins with.
const MAGIC: [(&[u8], &str, &str); 14] = [
    (b"\x1f\x8b", "a gzip file", COMPRESSED),
    (b"\x28\xb5\x2f\xfd", "a zstd file", COMPRESSED),
    (b"PK\x03\x04", "a zip file", PUBLISH),
    (b"\x89PNG\r\n", "a PNG image", PUBLISH),
    (b"\xff\xd8\xff", "a JPEG image", PUBLISH),
    (b"GIF8", "a GIF image", PUBLISH),
    (b"\x00\x00\x01\x00", "an icon (ICO)", PUBLISH),
    (b"\x00\x00\x00\x1cftypavif", "an AVIF image", PUBLISH),
    (b"RIFF", "an image or sound (RIFF)", PUBLISH),
    (b"%PDF-", "a PDF file", PUBLISH),
    (
        b"-----BEGIN ",
        "a key or certificate (PEM)",
        "put public keys into a key set (RFC 7517) and name its URL in `jwks_uri`; never publish a private one",
    ),
    (
        b"version https://git-lfs",
        "a pointer of Git LFS",
        "have the host serve the file itself, or keep the document out of Git LFS",
    ),
    (b"@prefix ", "Turtle (RDF)", "publish the client's document as JSON-LD, which is JSON"),
    (b"@base ", "Turtle (RDF)", "publish the client's document as JSON-LD, which is JSON"),
];

/// What a text is that is not JSON; `None` where it may be meant to be.
pub fn of_text(bytes: &[u8]) -> Option<OtherKind<'static>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    if let Some((_, what, help)) = MAGIC.iter().find(|(magic, _, _)| start.starts_with(magic)) {
        return Some(OtherKind::new(what, help));
    }
    if start.starts_with(b"<") {
        return of_markup(start);
    }
    let Ok(text) = std::str::from_utf8(start) else { return of_binary(bytes) };
    if is_jwt(text.trim_end()) {
        return Some(jwt());
    }
    of_source(text).or_else(|| of_lines(text))
}

/// What begins with no mark of its own.
#[cfg(feature = "fetch")]
fn of_binary(bytes: &[u8]) -> Option<OtherKind<'static>> {
    brotli::holds_text(bytes).then(|| OtherKind::new("a brotli file", COMPRESSED))
}

/// The same without a decoder to try.
#[cfg(not(feature = "fetch"))]
fn of_binary(_: &[u8]) -> Option<OtherKind<'static>> {
    None
}

/// XML, or a page.
fn of_markup(start: &[u8]) -> Option<OtherKind<'static>> {
    if start.starts_with(b"<<<<") {
        return None;
    }
    let head = String::from_utf8_lossy(&start[..start.len().min(1024)]).to_lowercase();
    let is_html = head.starts_with("<!doctype html") || head.contains("<html") || head.starts_with("<!--");
    if head.starts_with("<?xml") && !head.contains("<html") {
        return Some(OtherKind::new(
            "an XML document",
            "publish the document as JSON; if a server sent this, check the address: it may be an error message",
        ));
    }
    is_html.then(|| html::of_page(start))
}

/// Source of a program, which makes a document.
fn of_source(text: &str) -> Option<OtherKind<'static>> {
    const BEGINNINGS: [&str; 14] = [
        "import ",
        "export async ",
        "export const ",
        "export default async ",
        "export default function",
        "export function ",
        "export type ",
        "export interface ",
        "const ",
        "let ",
        "var ",
        "function ",
        "\"use ",
        "'use ",
    ];
    let begins = BEGINNINGS.iter().any(|beginning| text.starts_with(beginning));
    // A string may begin like a directive.
    let is_directive =
        |text: &str| text.lines().next().is_some_and(|line| line.trim_end().ends_with([';', '"', '\'']));
    (begins && (!text.starts_with(['"', '\'']) || is_directive(text)))
        .then(|| OtherKind::new("JavaScript or TypeScript source", SOURCE))
}

/// Formats that are known by their lines.
fn of_lines(text: &str) -> Option<OtherKind<'static>> {
    let mut lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (first, second) = (lines.next()?, lines.next());
    let is_whole = |line: &str| line.starts_with("{\"") && line.ends_with('}');
    if is_whole(first) && second.is_some_and(is_whole) {
        return Some(OtherKind::new(
            "JSON Lines: a document in each line",
            "publish one document at each URL",
        ));
    }
    if text.starts_with("---")
        || is_pair(first, ':')
            && second.is_none_or(|line| is_pair(line, ':') || line.trim_start().starts_with("- "))
    {
        return Some(OtherKind::new("YAML", "publish the document as JSON"));
    }
    let is_table = |line: &str| {
        line.starts_with('[') && line.ends_with(']') && line[1..line.len() - 1].chars().all(is_name)
    };
    if is_pair(first, '=') && second.is_none_or(|line| is_pair(line, '=') || is_table(line))
        || is_table(first) && second.is_some_and(|line| is_pair(line, '='))
    {
        return Some(OtherKind::new("TOML, or another format of settings", "publish the document as JSON"));
    }
    None
}

/// Whether a line is a bare name, the separator, and something that JSON would not have there.
fn is_pair(line: &str, separator: char) -> bool {
    let Some((name, value)) = line.split_once(separator) else { return false };
    let (name, value) = (name.trim_end(), value.trim());
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(is_name)
        && !value.ends_with([',', '{'])
        && !value.starts_with("//")
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// Whether a text is a JSON Web Token (RFC 7519): three parts in base64url, of which the first is the beginning of an
/// object.
pub(super) fn is_jwt(text: &str) -> bool {
    let is_base64url =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    text.starts_with("eyJ") && text.split('.').count() == 3 && text.split('.').all(is_base64url)
}

pub(super) fn jwt() -> OtherKind<'static> {
    OtherKind::new(
        "a JSON Web Token",
        "publish the client's metadata as a JSON object; a signed statement about it goes into its member `software_statement`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> Option<&'static str> {
        of_text(text.as_bytes()).map(|kind| kind.what)
    }

    #[test]
    fn what_may_be_meant_to_be_json_is_left_alone() {
        for text in [
            "",
            "{",
            "{\"client_id\": 1,}",
            "\"client_id\": \"https://app.example.net/c\"",
            "client_id: \"https://app.example.net/c\",",
            "'client_id': 'x',",
            "module.exports = {",
            "export default {",
            "[{}",
            "<<<<<<< HEAD\n",
            "404: Not Found",
            "Not found",
        ] {
            assert_eq!(what(text), None, "{text}");
        }
    }

    #[test]
    fn lines_tell_formats() {
        assert_eq!(what("client_id: https://a/\nredirect_uris:\n- https://b/\n"), Some("YAML"));
        assert_eq!(what("---\na: 1\n"), Some("YAML"));
        assert!(what("[client]\nname = \"x\"\n").is_some_and(|what| what.starts_with("TOML")));
        assert!(what("{\"a\":1}\n{\"a\":2}\n").is_some_and(|what| what.starts_with("JSON Lines")));
        assert_eq!(what("import type { R } from './x';\n"), Some("JavaScript or TypeScript source"));
        assert_eq!(what("eyJhbGciOiJub25lIn0.e30."), Some("a JSON Web Token"));
    }
}
