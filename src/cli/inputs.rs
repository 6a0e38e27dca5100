//! What the arguments of a command name, with what a list adds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::usage::UsageError;
use crate::files;
use crate::finding::{Input, Listed};
use crate::input::{self, Argument, read_list};

/// What the arguments name, and for the URLs that a file names, the line that does.
pub fn inputs(
    named: &[PathBuf],
    list: Option<&Path>,
) -> Result<(Vec<Argument>, HashMap<Input, Listed>), UsageError> {
    let mut inputs: Vec<_> = named.iter().cloned().map(Argument::from).collect();
    let mut listed = HashMap::new();
    if let Some(list) = list {
        let more = read_list(list).map_err(|error| {
            UsageError::new(format!("the list {} cannot be read: {}", list.display(), files::words(&error)))
        })?;
        for (input, line) in more {
            if let Argument::Url(url) = &input
                && !input::is_standard_input(list)
            {
                listed.entry(Input::url(url.as_str())).or_insert(line);
            }
            inputs.push(input);
        }
    }
    Ok((inputs, listed))
}

/// That a list has nothing in it.
pub fn nothing_listed() -> UsageError {
    UsageError::new("the list of inputs is empty").help("write one URL, file or directory a line")
}
