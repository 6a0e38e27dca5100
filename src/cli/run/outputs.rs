//! Where the outputs of a run go: never over an input, nor over each other.

use std::path::Path;

use super::arguments::RunArguments;
use super::settings::Settings;
use crate::cli::usage::UsageError;
use crate::files::FileId;
use crate::input::{self, Target};
use crate::profile::Profile;

/// An output.
struct Output {
    /// As messages call it.
    name: String,
    id: FileId,
}

/// Refuses an output of a run that is an input or another output, whatever it is called. `list` is the file that names
/// inputs.
pub fn check(
    arguments: &RunArguments,
    list: Option<&Path>,
    settings: &Settings,
    profile: &Profile,
    targets: &[Target],
) -> Result<(), UsageError> {
    let schema = profile.house_file().map(Path::new);
    let (accepting, repository) = (&arguments.accepting, &arguments.repository);
    let baseline = accepting.baseline.as_deref().filter(|_| !accepting.write_baseline);
    let profile_file = settings.profile_file();
    let read = [
        ("the configuration", settings.config.as_ref().map(|config| config.path())),
        ("the configuration", repository.config.config.as_deref()),
        ("the profile", profile_file.as_deref()),
        ("the schema of the profile", schema),
        ("the baseline", baseline),
        ("the file of --ca-certificate", arguments.fetching.ca_certificate.as_deref()),
    ];
    keep_apart(&outputs(arguments), &read, list, targets)
}

/// The same of the one file that a command writes; `read` are the files that it reads, each with what it is.
pub fn check_file(
    file: &Path,
    read: &[(&str, Option<&Path>)],
    list: Option<&Path>,
    targets: &[Target],
) -> Result<(), UsageError> {
    output(file).map_or(Ok(()), |output| keep_apart(&[output], read, list, targets))
}

fn keep_apart(
    outputs: &[Output],
    read: &[(&str, Option<&Path>)],
    list: Option<&Path>,
    targets: &[Target],
) -> Result<(), UsageError> {
    if outputs.is_empty() {
        return Ok(());
    }
    for (index, output) in outputs.iter().enumerate() {
        if let Some(other) = outputs[..index].iter().find(|other| other.id == output.id) {
            let names = if other.name == output.name {
                format!("two formats would go to {}", output.name)
            } else {
                format!("{} and {} are one file, and two outputs would go there", other.name, output.name)
            };
            return Err(UsageError::new(names).help("give each of them a file of its own"));
        }
    }
    let refuse = |what: &str, id: Option<FileId>| match outputs
        .iter()
        .find(|output| Some(&output.id) == id.as_ref())
    {
        Some(output) => Err(UsageError::new(format!("{} is {what}, and would be overwritten", output.name))
            .help("give the output a file of its own")),
        None => Ok(()),
    };
    for &(what, path) in read {
        refuse(what, path.and_then(FileId::of))?;
    }
    if let Some(list) = list {
        let is_standard = input::is_standard_input(list);
        let id = if is_standard { FileId::of_standard_input() } else { FileId::of(list) };
        refuse("the list of inputs", id)?;
    }
    for target in targets {
        let id = match target {
            Target::StandardInput => FileId::of_standard_input(),
            Target::Url(_) | Target::Carried(_) | Target::Unread(..) => None,
            Target::File(path) | Target::Candidate(path) => FileId::of(path),
        };
        let refused = refuse("an input", id);
        // A file that was found and is not a document, such as the report of an earlier run, is not an input.
        let is_input = |target: &Target| !matches!(input::listed(target.clone()), Ok(None));
        if refused.is_err() && is_input(target) {
            return refused;
        }
    }
    Ok(())
}

fn outputs(arguments: &RunArguments) -> Vec<Output> {
    let formats = arguments.format.iter().filter_map(|target| target.file.as_deref());
    let baseline = arguments.accepting.baseline.as_deref().filter(|_| arguments.accepting.write_baseline);
    let files = formats.chain(baseline).filter_map(output);
    let prints = arguments.format.is_empty() || arguments.format.iter().any(|target| target.file.is_none());
    let standard = FileId::of_standard_output().filter(|_| prints);
    let standard = standard.map(|id| Output { name: "standard output".to_owned(), id });
    standard.into_iter().chain(files).collect()
}

/// A file as an output.
fn output(path: &Path) -> Option<Output> {
    Some(Output { name: path.display().to_string(), id: FileId::of(path)? })
}
