//! Bodies that are too long, too slow, cut off or compressed.

use std::io::Write;
use std::time::Duration;

use flate2::{Compression, Crc, write::DeflateEncoder};

use super::place::Place;
use crate::serve_cases::case::Case;
use crate::serve_cases::reply::{Delivery, Reply};
use crate::serve_cases::source;

const PREFIX: &str = "The body begins with a right document and goes on with spaces; its last character is a bracket, so that it is not JSON. Whoever stops reading at a limit and takes what was read for the whole accepts it. Reaching the limit is an error.";
const INCOMPLETE: &str =
    "What came is a whole object of JSON, and not the whole message: it may have been cut off on the way.";

pub fn cases(place: &Place<'_>) -> Vec<Case> {
    let prefix = |id: &'static str, title: &'static str, delivery| {
        place.answer(id, title, |reply| reply.delivered(delivery)).refuse().because(PREFIX, source::SIZE)
    };
    let cut = |id: &'static str, title: &'static str, delivery| {
        place
            .answer(id, title, |reply| reply.delivered(delivery))
            .refuse()
            .because(INCOMPLETE, source::INCOMPLETE)
    };
    vec![
        place
            .body("body-6000-bytes", "a right document of 6,000 bytes", {
                place.document("body-6000-bytes").text_of(6000)
            })
            .because(
                "5 kilobytes are recommended as the limit; a server may set another.",
                source::SIZE,
            ),
        prefix("prefix-6000", "6,000 bytes that begin with a right document", Delivery::Padded(6_000)),
        prefix("prefix-65536", "64 KiB and a little that begin with a right document", Delivery::Padded(66_000)),
        prefix("prefix-1048576", "1 MiB that begins with a right document", Delivery::Padded(1024 * 1024)),
        prefix(
            "prefix-with-length",
            "1 MiB that begins with a right document, and says how long it is",
            Delivery::PaddedWithLength(1024 * 1024),
        ),
        prefix(
            "body-endless",
            "a body without end that begins with a right document",
            Delivery::Padded(1024 * 1024 * 1024),
        ),
        place
            .answer("body-gzip-bomb", "64 MiB in 64 KiB of gzip, which begin with a right document", |reply| {
                reply.field("Content-Encoding", "gzip").body(bomb(&place.document("body-gzip-bomb").text()))
            })
            .refuse()
            .because(
                "The limit holds for what is decompressed as well. Watch the memory of the server under test.",
                source::SIZE,
            ),
        place
            .answer("body-gzip", "a right document that is compressed without being asked for", |reply| {
                reply.field("Content-Encoding", "gzip").body(gzip(&place.document("body-gzip").text()))
            })
            .because("A server may decode it, or refuse what it did not ask for.", source::CODINGS),
        place
            .answer("body-slow", "a body that comes at a byte in half a second and never ends", |reply| {
                reply.delivered(Delivery::Drip(Duration::from_millis(500)))
            })
            .refuse()
            .because("The whole exchange needs a limit of time, and not each read alone.", source::ABORT),
        place
            .answer("body-stalls", "half of a body, and then nothing", |reply| reply.delivered(Delivery::Stall))
            .refuse()
            .because("Reading needs a limit of time.", source::ABORT),
        cut("body-short", "a body that is shorter than Content-Length says", Delivery::Short),
        cut("body-last-chunk-missing", "chunks without the last one", Delivery::ChunkedShort),
        place
            .answer("body-cut", "a body without length, and an end without the end of TLS", |reply| {
                reply.delivered(Delivery::Cut)
            })
            .refuse()
            .because(INCOMPLETE, source::TLS_CLOSURE),
        place
            .answer("head-endless", "a header section without end", |_| {
                Reply::new(200).delivered(Delivery::EndlessHead)
            })
            .refuse()
            .because("The header section needs a limit too.", source::ABORT),
        place
            .body("body-empty", "an empty body", "")
            .refuse()
            .because("Nothing is not JSON.", source::JSON),
    ]
}

const MEBIBYTE: usize = 1024 * 1024;
const MEBIBYTES: usize = 64;
/// The header of a gzip member without a name.
const GZIP_HEADER: &[u8] = b"\x1f\x8b\x08\0\0\0\0\0\0\xff";

fn gzip(text: &str) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    let mut bytes = [GZIP_HEADER, &deflated(text.as_bytes())].concat();
    finish(&mut bytes, &crc);
    bytes
}

/// A document, many spaces and a bracket, as one member of gzip. A piece of the spaces is compressed once.
fn bomb(text: &str) -> Vec<u8> {
    let spaces = vec![b' '; MEBIBYTE];
    let piece = deflated(&spaces);
    let mut crc = Crc::new();
    let mut piece_crc = Crc::new();
    piece_crc.update(&spaces);
    crc.update(text.as_bytes());
    let mut bytes = [GZIP_HEADER, &deflated(text.as_bytes())].concat();
    for _ in 0..MEBIBYTES {
        bytes.extend_from_slice(&piece);
        crc.combine(&piece_crc);
    }
    crc.update(b"]");
    bytes.extend(deflated(b"]"));
    finish(&mut bytes, &crc);
    bytes
}

/// Blocks of DEFLATE that end at a byte and refer to nothing before them, so that they can be joined and repeated.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes).and_then(|()| encoder.flush());
    encoder.get_ref().clone()
}

/// An empty last block, the checksum and the length.
fn finish(bytes: &mut Vec<u8>, crc: &Crc) {
    bytes.extend(b"\x03\0");
    bytes.extend(crc.sum().to_le_bytes());
    bytes.extend(crc.amount().to_le_bytes());
}
