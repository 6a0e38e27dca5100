//! Everything that is linted in these tests: single faults, pairs, examples of pages, and documents of ours.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::case::{Case, Document};
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
}

/// All inputs.
pub static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let mut inputs = Vec::new();
    let singles = SINGLES.iter().map(|single| (&single.name, single.variant, &single.case));
    let pairs = PAIRS.iter().map(|pair| (&pair.name, pair.variant, &pair.case));
    inputs.extend(singles.chain(pairs).map(|(name, variant, case)| Input {
        name: name.clone(),
        variant,
        case: case.clone(),
    }));
    for (name, case) in examples().into_iter().chain(documents()) {
        for variant in [Variant::Everything, Variant::Auth0, Variant::Ietf] {
            inputs.push(Input { name: name.clone(), variant, case: case.clone() });
        }
    }
    inputs
});

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
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let check = &check;
        let parts = INPUTS.chunks(INPUTS.len().div_ceil(threads));
        let running: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().flat_map(check).collect::<Vec<String>>()))
            .collect();
        running.into_iter().flat_map(|thread| thread.join().expect("it does not panic")).collect()
    });
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
