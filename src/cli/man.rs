//! `cimd man`: the manual pages.

use std::fs;
use std::io;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::arguments::{Arguments, ManArguments};
use super::usage::UsageError;
use super::{Outcome, print};

/// Prints the page of the program, or writes it and those of its commands.
pub fn run(arguments: &ManArguments) -> Result<Outcome, UsageError> {
    // The command `help` has no page, so no page may point to it.
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    match &arguments.out {
        None => print(|out| out.write_all(page(&command)?.as_bytes()))?,
        Some(directory) => write_all(&command, directory).map_err(|error| {
            let directory = directory.display();
            UsageError::new(format!("the manual pages cannot be written to {directory}: {error}"))
                .help("name a directory that is writable")
        })?,
    }
    Ok(Outcome::Clean)
}

fn write_all(command: &Command, directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    for command in [command].into_iter().chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        fs::write(directory.join(format!("{name}.1")), page(command)?)?;
    }
    Ok(())
}

fn page(command: &Command) -> io::Result<String> {
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let mut page = Vec::new();
    Man::new(command.clone()).source(source).render(&mut page)?;
    let page = String::from_utf8(page).map_err(io::Error::other)?;
    // What follows the options is laid out already, and filling would spoil it.
    let Some((before, after)) = page.split_once(".SH EXTRA\n") else { return Ok(page) };
    let (extra, rest) = after.split_at(after.find("\n.SH ").unwrap_or(after.trim_end().len()));
    Ok(format!("{before}.SH EXTRA\n.nf\n{extra}\n.fi{rest}"))
}
