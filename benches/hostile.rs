//! How many seconds the hostile shapes of the tests take at 512 KiB, in all formats together, beside a document of that
//! size that nothing is wrong with. `cargo bench --bench hostile -- WORD` measures the shapes with that in their names.

#![allow(clippy::print_stdout)]

#[path = "../tests/support/shapes.rs"]
mod shapes;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const SIZE: usize = 512 * 1024;

/// How many times as long as the plain document a shape may take.
const BUDGET: f64 = 30.0;

/// How many of the shapes are shown: the slowest.
const SHOWN: usize = 20;

/// The formats that are written beside `human`.
const FORMATS: [&str; 9] =
    ["short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "client-cimd"];

fn main() {
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let directory = tempfile::tempdir().expect("a temporary folder");
    let plain = (0..5).map(|_| seconds(directory.path(), &shapes::plain(SIZE))).fold(f64::MAX, f64::min);
    let mut measured = Vec::new();
    for shape in shapes::documents(SIZE) {
        if word.as_ref().is_none_or(|word| shape.name.contains(word.as_str())) {
            let mut taken = seconds(directory.path(), &shape.document);
            if taken > plain * BUDGET {
                taken = taken.min(seconds(directory.path(), &shape.document));
            }
            measured.push((taken, shape.name));
        }
    }
    measured.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let over = measured.iter().filter(|(taken, _)| *taken > plain * BUDGET).count();
    println!("{:44} {plain:8.3} s", "a plain document");
    for (taken, name) in measured.iter().take(SHOWN) {
        println!("{name:44} {taken:8.3} s {:6.1} x", taken / plain);
    }
    println!("{} shapes, {over} over {BUDGET} times the plain document", measured.len());
}

/// The seconds that linting this document takes, in all formats together.
fn seconds(directory: &Path, document: &[u8]) -> f64 {
    fs::write(directory.join("client.json"), document).expect("files can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_cimd"));
    command.args(["lint", "--no-config", "client.json", "--format", "human"]).current_dir(directory);
    for format in FORMATS {
        command.arg("--format").arg(format!("{format}={format}.out"));
    }
    let begin = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    assert!(matches!(status.code(), Some(0..=2)), "{status}");
    begin.elapsed().as_secs_f64()
}
