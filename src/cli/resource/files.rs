//! The files that hold resources.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::thread;

use crate::cli::parallel;
use crate::finding::{Failure, Input};
use crate::input::{self, Scope, Target, Targets, resources};
use crate::resource::{Resource, ResourceFile, mark_twins};

/// A file, and its resources or why it could not be read.
pub type ReadFile = (Input, Result<ResourceFile, Failure>);

/// Reads all files, in their order.
pub fn read(Targets { list, searches }: Targets, scope: &Scope) -> Vec<ReadFile> {
    let jobs = thread::available_parallelism().map_or(1, NonZero::get);
    let read = parallel::map(list, jobs, |target: Target| {
        let file = resources::read(&target).transpose()?;
        Some((target.into_input(), file))
    });
    input::found(read, &searches, scope, |input, failure| (input, Err(failure)))
}

/// Marks resources that have one URL. The files of a Terraform module lie in one directory; any other file is by itself.
pub fn find_twins(files: &mut [ReadFile]) {
    let mut modules: BTreeMap<String, Vec<(&str, &mut Resource)>> = BTreeMap::new();
    for (input, file) in files {
        let Ok(file) = file else { continue };
        let directory = || input.path().and_then(|path| path.parent()).map(|path| path.display().to_string());
        for resource in &mut file.resources {
            let module = match resource.form.is_module() {
                true => format!("module {}", directory().unwrap_or_default()),
                false => format!("file {}", input.name()),
            };
            modules.entry(module).or_default().push((input.name(), resource));
        }
    }
    modules.into_values().for_each(mark_twins);
}
