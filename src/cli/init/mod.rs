//! `cimd init`: a right document from a few answers.

mod arguments;
mod complete;
mod flags;
mod next;
mod prompt;
mod words;
mod writing;

pub use arguments::InitArguments;

use super::configuration::configuration;
use super::outcome::Outcome;
use super::output::{print, write_error};
use super::usage::UsageError;
use crate::input::{self, Argument};
use crate::key_pair::KeyPair;
use crate::template;
use flags::Flags;
use next::Made;
use writing::Files;

/// Writes the document that the arguments and answers describe.
pub fn run(arguments: &InitArguments) -> Result<Outcome, UsageError> {
    let target = Argument::from(arguments.file.clone());
    writing::check_target(&target)?;
    let config = configuration(&arguments.config, &[target])?;
    let flags = Flags::of(arguments, config.as_ref())?;
    let files = Files::of(arguments);
    let prints = input::is_standard_input(&arguments.file);
    if prints && arguments.keys.key {
        return Err(UsageError::new(
            "--key writes jwks.json beside the document, and standard output has no place beside it",
        )
        .help("name a file for the document"));
    }
    // Before anything is asked: no answer is in vain.
    files.check(arguments.keys.key, arguments.force)?;
    let complete = match flags.complete()? {
        Some(complete) => complete,
        None => prompt::ask(&flags)?,
    };
    files.check(complete.makes_key, arguments.force)?;
    let key = match complete.makes_key {
        true => Some(KeyPair::generate(complete.answers.algorithm).map_err(|error| {
            UsageError::new(format!("no key can be made: {error}"))
                .help("leave out --key, and make the key elsewhere")
        })?),
        false => None,
    };
    let key_set = key.as_ref().map(KeyPair::key_set);
    words::check_finished(&complete, key_set.as_deref())?;
    let document = template::document(&complete.answers, &complete.profile);
    if prints {
        print(|out| out.write_all(document.as_bytes()))?;
    } else {
        files.write(&document, key_set.as_deref().zip(key.as_ref()), arguments.force)?;
    }
    if !arguments.quiet {
        let made = Made { complete: &complete, files: &files, key: key.as_ref(), prints };
        write_error(next::text(&made, config.as_ref(), flags.is_default_redirect(&complete)));
    }
    Ok(Outcome::Clean)
}
