//! What standard output can show.

use std::env;
use std::io::{self, IsTerminal};

use clap::ValueEnum;

use crate::format::human::Style;

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Columns where standard output is not a terminal and `COLUMNS` is not set.
const DEFAULT_WIDTH: usize = 100;

/// How to print on standard output.
pub fn style(choice: ColorChoice) -> Style {
    Style { width: width(), color: color(choice), unicode: unicode() }
}

/// Columns of standard output.
pub fn width() -> usize {
    let columns = || env::var("COLUMNS").ok()?.parse().ok();
    terminal_size::terminal_size_of(io::stdout())
        .map(|(width, _)| usize::from(width.0))
        .or_else(columns)
        .unwrap_or(DEFAULT_WIDTH)
        .max(40)
}

/// Whether somebody can be asked: standard input and standard error, where questions are shown, are terminals.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Columns of standard error.
pub fn width_of_error() -> usize {
    terminal_size::terminal_size_of(io::stderr())
        .map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0))
        .max(40)
}

fn color(choice: ColorChoice) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_set("CLICOLOR_FORCE") => true,
        ColorChoice::Auto => io::stdout().is_terminal() && !is_dumb(),
    }
}

fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Lines are drawn with ASCII where the terminal or the locale asks for no more.
fn unicode() -> bool {
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    !is_dumb() && locale.is_none_or(|locale| locale != "C" && locale != "POSIX")
}
