//! What a hostile server can make the program hold. Only Linux tells the peak memory of another process.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::document::document;
use crate::lint::{Lint, rules, say};
use crate::resident::watch;
use crate::response::Response;
use crate::runner::Ran;
use crate::server::{Answer, Server};

/// The most that the program may hold at any time, in kibibytes; the program itself is larger where it is built with
/// what debuggers need.
const MOST: u64 = if cfg!(debug_assertions) { 48 * 1024 } else { 32 * 1024 };

/// A text, and 16 MiB of another, compressed.
fn bomb(first: &str, again: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(first.as_bytes()).expect("memory takes it");
    let block = again.repeat(64 * 1024 / again.len());
    for _ in 0..256 {
        encoder.write_all(block.as_bytes()).expect("memory takes it");
    }
    encoder.finish().expect("memory takes it")
}

/// Runs the program on what a server answers first, and gives the most memory it ever held. A second
/// input, slow and after the first, keeps it running while it is measured.
fn peak(hostile: Answer) -> (Ran, u64) {
    let server = Server::start(move |request| match request.target.as_str() {
        "/hostile.json" => hostile.clone(),
        _ => {
            thread::sleep(Duration::from_millis(200));
            Response::json(document(&request.url())).into()
        }
    });
    let urls = [server.url("/hostile.json"), server.url("/client.json")];
    let lint = Lint::at(&server).with(&["--jobs", "1", &urls[0], &urls[1]]);
    let child = lint.start();
    let watcher = watch(&child);
    let ran = Ran::from(child.wait_with_output().expect("the program ends"));
    let most = watcher.join().expect("it only reads");
    assert!(most > 0, "the memory of the process was not measured");
    (ran, most)
}

/// Texts of which a program that reads them as JSON makes much more than they are: a beginning, and what
/// comes again and again.
const TEXTS: [(&str, &str, &str); 6] = [
    ("spaces", "", "    "),
    ("brackets", "", "[[[["),
    ("numbers", "[", "0,"),
    ("objects", "[", "{},"),
    ("members", "{", "\"\":0,"),
    ("faults", "[", "!,"),
];

/// Measures every text before it judges any.
#[track_caller]
fn stay_small(what: &str, hostile: fn(&str, &str) -> Answer) {
    let mut too_much = Vec::new();
    for (name, first, again) in TEXTS {
        let (ran, most) = peak(hostile(first, again));
        let document = &ran.json()["documents"][0];
        assert_eq!((ran.code, &document["valid"]), (1, &false.into()), "{ran:?}");
        assert!(rules(document).iter().any(|rule| rule == "http-body-too-large"), "{ran:?}");
        say(&format!("{what} of {name}: {most} KiB at most"));
        if most > MOST {
            too_much.push((name, most));
        }
    }
    assert!(too_much.is_empty(), "more than {MOST} KiB: {too_much:?}");
}

#[test]
fn a_bomb_does_not_go_off() {
    stay_small("a bomb", |first, again| {
        Response::json(bomb(first, again)).header("Content-Encoding", "gzip").into()
    });
}

#[test]
fn an_endless_body_comes_to_an_end() {
    stay_small("a body without end", |first, again| {
        Answer::Endless(Response::json(first).raw(), again.repeat(4 * 1024).into_bytes())
    });
}

#[test]
fn a_body_that_just_fits_stays_small() {
    stay_small("a body that just fits", |first, again| {
        let mut body = first.to_owned() + &again.repeat(512 * 1024 / again.len());
        body.truncate(512 * 1024);
        Response::json(body).into()
    });
}
