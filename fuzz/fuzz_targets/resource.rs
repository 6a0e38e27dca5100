//! Reads any bytes as a file of resources in each language, and checks them: every finding must lie in the text.

#![no_main]

use std::path::Path;

use cimd::resource::mark_twins;
use cimd::resource::read::{found, named};
use cimd::{Linter, Profile, Subject};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&choice, text)) = data.split_first() else { return };
    let names = ["main.tf", "Pulumi.yaml", "plan.json", "anything", "override.tf"];
    let name = names[usize::from(choice) % names.len()];
    let Ok(mut file) = named(Path::new(name), text.to_vec()) else { return };
    mark_twins(file.resources.iter_mut().map(|resource| (name, resource)));
    if let Ok(Some(same)) = found(Path::new(name), text.to_vec()) {
        assert_eq!(same.fault.is_some(), file.fault.is_some());
    }
    let linter = Linter::new(Profile::named("auth0").expect("it is built in"));
    let report = linter.lint(&Subject::of_resources(name, file));
    for finding in &report.findings {
        let range = finding.range.expect("a resource has a place");
        assert!(range.start.offset <= range.end.offset && range.end.offset <= text.len(), "{finding:?}");
    }
});
