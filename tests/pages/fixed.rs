//! Over all documents of the pages and of the test data: fixes end, leave nothing, break nothing, and touch nothing else.

#[path = "../support/fixed.rs"]
mod support;

use std::fmt::Write as _;

use cimd::{Linter, Profile, Rule};

use super::examples::examples;

#[test]
fn fixes_end_and_bring_nothing_new() {
    let (mut wrong, mut count) = (String::new(), 0);
    let mut check = |name: &str, text: &[u8], published: Option<&str>| {
        // By turns under a server that reads few members, and under a specification that reads all.
        let profile = ["auth0", "ietf"][count % 2];
        let linter = Linter::new(Profile::named(profile).expect("it is built in"));
        count += 1;
        if let Some(fault) = support::fault(text, published, &linter) {
            let _ = writeln!(wrong, "{name}, {profile}: {fault}\n{}", String::from_utf8_lossy(text));
        }
    };
    for &rule in Rule::ALL {
        for (index, example) in examples(rule).into_iter().enumerate() {
            let Some(body) = example.subject.document.filter(|_| example.invalid) else { continue };
            let published = example.subject.published.as_deref();
            check(&format!("{rule}, example {}", index + 1), body.tree.source(), published);
        }
    }
    for entry in std::fs::read_dir("testdata/documents").expect("it is there") {
        let path = entry.expect("it can be read").path();
        check(&path.display().to_string(), &std::fs::read(&path).expect("it can be read"), None);
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 500, "only {count} documents were fixed");
}
