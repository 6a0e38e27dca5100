//! Merely reads and parses every file of a directory, one after the other.

use std::{env, fs, hint};

use serde_json::Value;

fn main() {
    let directory = env::args_os().nth(1).expect("a directory");
    for entry in fs::read_dir(directory).expect("a directory that can be listed") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(path).expect("a readable file");
        let value: Value = serde_json::from_slice(&bytes).expect("JSON");
        hint::black_box(value);
    }
}
