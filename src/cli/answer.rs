//! How `preview` and `refresh` print: a table for people, JSON for programs.

use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::groups::ColorArguments;
use super::output::print;
use super::terminal;
use super::usage::UsageError;
use crate::format::human::Paint;
use crate::format::json::{write_compact, write_pretty};

#[derive(Debug, Args)]
pub struct AnswerArguments {
    /// How to print [default: human on a terminal, else json]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<AnswerFormat>,

    /// Print JSON in one line
    #[arg(long)]
    pub compact: bool,

    #[command(flatten)]
    pub coloring: ColorArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For people
    Human,
    /// For programs
    Json,
}

impl AnswerArguments {
    /// Refuses what cannot be.
    pub fn check(&self) -> Result<(), UsageError> {
        if self.compact && self.format == Some(AnswerFormat::Human) {
            return Err(UsageError::new("--compact is about JSON, and --format asks for human")
                .help("leave one of them out"));
        }
        Ok(())
    }

    /// The format that was asked for, or that standard output suggests.
    pub fn format(&self) -> AnswerFormat {
        match self.format {
            Some(format) => format,
            None if !self.compact && io::stdout().is_terminal() => AnswerFormat::Human,
            None => AnswerFormat::Json,
        }
    }

    /// Prints JSON.
    pub fn print_json(&self, value: &impl Serialize) -> Result<(), UsageError> {
        print(|out| if self.compact { write_compact(out, value) } else { write_pretty(out, value) })
    }

    /// Prints what is made for people.
    pub fn print_human(&self, text: impl FnOnce(&Paint) -> String) -> Result<(), UsageError> {
        let paint = Paint::new(&terminal::style(self.coloring.color));
        print(|out| out.write_all(text(&paint).as_bytes()))
    }
}
