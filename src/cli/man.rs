//! `cimd man`: the manual pages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::outcome::Outcome;
use super::output::print;
use super::usage::UsageError;
use crate::files;

#[derive(Debug, Args)]
pub struct ManArguments {
    /// Write cimd.1, cimd-lint.1, ... to this directory; it is made if need be
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// Prints the page of a program, or writes it and those of its commands.
pub fn run(arguments: &ManArguments, program: Command) -> Result<Outcome, UsageError> {
    // The command `help` has no page, so no page may point to it.
    let mut command = program.disable_help_subcommand(true);
    command.build();
    match &arguments.out {
        None => print(|out| out.write_all(page(&command)?.as_bytes()))?,
        Some(directory) => write_all(&command, directory).map_err(|error| {
            let directory = directory.display();
            UsageError::new(format!(
                "the manual pages cannot be written to {directory}: {}",
                files::words(&error)
            ))
            .help("name a directory that is writable")
        })?,
    }
    Ok(Outcome::Clean)
}

fn write_all(command: &Command, directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    for command in [command].into_iter().chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        let page = page(command)?;
        files::write(&directory.join(format!("{name}.1")), |out| out.write_all(page.as_bytes()))?;
    }
    Ok(())
}

fn page(command: &Command) -> io::Result<String> {
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let mut page = Vec::new();
    Man::new(command.clone()).source(source).render(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    // No date stands where one may stand, and what comes after it would be read in its place.
    let page = page.replacen(" 1  \"", " 1 \"\" \"", 1);
    // An empty line parts paragraphs by itself.
    let page = page.replace("\n.br\n\n.br\n", "\n\n");
    let Some((before, after)) = page.split_once(".SH EXTRA\n") else { return Ok(page) };
    let (extra, rest) = after.split_at(after.find("\n.SH ").unwrap_or(after.trim_end().len()));
    Ok(format!("{before}{}{}\n", sections(extra), rest.trim_end()))
}

/// What follows the options, with sections of its own. It is laid out already, and filling would spoil it.
fn sections(extra: &str) -> String {
    let mut sections = String::new();
    for line in extra.trim_end().lines() {
        match line.strip_suffix(':').filter(|heading| !heading.starts_with(' ')) {
            Some(heading) => {
                let end = if sections.is_empty() { "" } else { ".fi\n" };
                sections.push_str(&format!("{end}.SH {}\n.nf\n", heading.to_uppercase()));
            }
            None if line.is_empty() => {}
            None => sections.push_str(&format!("{line}\n")),
        }
    }
    sections + ".fi"
}
