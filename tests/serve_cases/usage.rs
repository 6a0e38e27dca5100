//! The command's arguments, and the schemas of what it serves.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::runner::Folder;
use crate::serving::Serving;

#[track_caller]
fn fails(arguments: &[&str], words: &str) {
    let ran = Folder::new().run(&[&["serve-cases"], arguments].concat());
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
    assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
}

#[test]
fn only_loopback_addresses_are_listened_at() {
    for address in ["0.0.0.0:0", "192.0.2.1:8443", "[::]:0", "8.8.8.8:443"] {
        fails(&["--listen", address], "only loopback addresses");
    }
    fails(&["--listen", "localhost:8443"], "such as 127.0.0.1:8443");
}

#[test]
fn wrong_names_and_files_are_refused() {
    for host in ["", "Cases.example.test", "a b", "127.0.0.1", "a..b", "-a.test", "caf\u{e9}.test"] {
        let host = format!("--host={host}");
        fails(&["--listen", "127.0.0.1:0", &host, "--for", "1"], "is not a host name");
    }
    let same = ["--listen", "127.0.0.1:0", "--ca-file", "a", "--manifest", "./a", "--for", "1"];
    fails(&same, "name the same file");
    fails(&["--listen", "127.0.0.1:0", "--ca-file", "no/such/ca.pem", "--for", "1"], "cannot be written");
    fails(&["--for", "0"], "1..=86400");
}

#[test]
fn it_says_where_it_serves_and_ends_in_time() {
    let folder = Folder::new();
    let ran = folder.run(&["serve-cases", "--listen", "[::1]:0", "--host", "hostile.test", "--for", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("https://hostile.test:"), "{}", ran.out);
    assert!(ran.out.contains("::1 hostile.test expired.hostile.test"), "{}", ran.out);
    assert!(ran.err.contains("--ca-file FILE"), "{}", ran.err);
}

#[test]
fn a_port_that_is_taken_is_an_error() {
    let serving = Serving::start();
    let address = format!("127.0.0.1:{}", serving.client.port);
    fails(&["--listen", &address], "--listen ADDRESS:PORT");
}

#[test]
fn what_is_served_satisfies_its_schemas() {
    let serving = Serving::start();
    let served: Value = serde_json::from_str(&serving.client.get("/manifest.json").body).expect("it is JSON");
    assert_eq!(served, serving.manifest);
    holds(&served, "cases.schema.json");
    serving.client.get("/c/redirect-302/target.json");
    serving.client.get("/nothing");
    holds(&serving.observations(), "observations.schema.json");
}

fn holds(instance: &Value, schema: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema);
    let schema = serde_json::from_slice(&fs::read(path).expect("the schema is there")).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let faults: Vec<String> =
        validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:?}");
}
