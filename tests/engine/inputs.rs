//! Everything that is linted in these tests: single faults, pairs, examples of pages, and documents of ours.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::json;

use crate::case::{self, Case, Document};
use crate::document_mutations::TWO_IN_ONE_VALUE;
use crate::examples::examples;
use crate::mutations::SINGLES;
use crate::pairs::PAIRS;
use crate::profiles::Variant;

/// A case, and a profile to lint it under.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    pub variant: Variant,
    pub case: Case,
    /// Whether tests that take long look at it, too: these leave out most pairs.
    pub is_sample: bool,
}

/// All inputs.
pub static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let mut inputs = Vec::new();
    for single in SINGLES.iter() {
        let (name, case) = (single.name.clone(), single.case.clone());
        inputs.push(Input { name, variant: single.variant, case, is_sample: true });
    }
    // Those that were written one by one come last.
    let made = PAIRS.len() - TWO_IN_ONE_VALUE.len();
    for (index, pair) in PAIRS.iter().enumerate() {
        let (name, case) = (pair.name.clone(), pair.case.clone());
        let is_sample = index % 11 == 0 || index >= made;
        inputs.push(Input { name, variant: pair.variant, case, is_sample });
    }
    let special = secrets_of_a_wrong_type().into_iter().chain(refused_spellings());
    for (name, case) in examples().into_iter().chain(documents()).chain(special) {
        for variant in [Variant::Everything, Variant::Auth0, Variant::Ietf] {
            let is_sample = variant != Variant::Auth0;
            inputs.push(Input { name: name.clone(), variant, case: case.clone(), is_sample });
        }
    }
    inputs
});

/// The types of these members are known to a profile that reads every registered member.
fn secrets_of_a_wrong_type() -> Vec<(String, Case)> {
    let mut case = case::web();
    case.set("client_secret", 1);
    case.set("client_secret_expires_at", "never");
    case.set("registration_access_token", 1);
    vec![(case.name(), case)]
}

/// Redirect URIs that are refused, and that a parser writes in another way.
fn refused_spellings() -> Vec<(String, Case)> {
    let mut without_type = case::native();
    without_type.remove("application_type");
    let mut of_web = case::native();
    of_web.set("application_type", "web");
    for case in [&mut without_type, &mut of_web] {
        case.set("redirect_uris", json!(["http://LOCALHOST:33418/callback"]));
    }
    let mut twice = case::web();
    twice.set(
        "redirect_uris",
        json!(["https://APP.example.net/callback", "https://APP.example.net/callback"]),
    );
    [without_type, of_web, twice].map(|case| (case.name(), case)).into()
}

fn documents() -> Vec<(String, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let bytes = fs::read(&path).expect("the file can be read");
        let case = Case { published: None, retrieval: None, document: Document::Bytes(bytes), key_set: None };
        found.push((path.display().to_string(), case));
    }
    found
}

/// Runs something for every input on all processors, and fails with what it says is wrong.
pub fn for_each_input(check: impl Fn(&Input) -> Vec<String> + Sync) {
    run(INPUTS.iter().collect(), check);
}

/// The same without most pairs.
pub fn for_a_sample(check: impl Fn(&Input) -> Vec<String> + Sync) {
    let sample: Vec<&Input> = INPUTS.iter().filter(|input| input.is_sample).collect();
    assert!(sample.len() > 1_000, "a sample of {}", sample.len());
    run(sample, check);
}

fn run(inputs: Vec<&Input>, check: impl Fn(&Input) -> Vec<String> + Sync) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let check = &check;
        let running: Vec<_> = inputs
            .chunks(inputs.len().div_ceil(threads))
            .map(|part| scope.spawn(move || part.iter().flat_map(|input| check(input)).collect::<Vec<_>>()))
            .collect();
        running.into_iter().flat_map(|thread| thread.join().expect("it does not panic")).collect()
    });
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
