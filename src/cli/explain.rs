//! `cimd explain`: a rule's page on the terminal, and what profiles say of the rule.

use std::io::{self, Write};

use clap::Args;

use super::groups::ColorArguments;
use super::outcome::Outcome;
use super::output::print;
use super::profiles;
use super::terminal;
use super::usage::UsageError;
use super::values::rule;
use crate::format::human::Style;
use crate::format::{evidence, sanitised};
use crate::profile::Profile;
use crate::rule::Rule;

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The rule's id, as findings show it in brackets
    #[arg(value_name = "RULE", value_parser = rule)]
    pub rule: Rule,

    /// What only this profile says: a built-in one, or a TOML file [default: every built-in one]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    #[command(flatten)]
    pub coloring: ColorArguments,
}

/// Prints the page of a rule.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, UsageError> {
    let style = terminal::style(arguments.coloring.color);
    let chosen = arguments.profile.as_deref().map(profiles::named).transpose()?;
    let profiles: Vec<&Profile> = match &chosen {
        Some(profile) => vec![profile],
        None => Profile::built_in().iter().collect(),
    };
    print(|out| page(out, arguments.rule, &profiles, &style))?;
    Ok(Outcome::Clean)
}

/// Prints the neutral page, then what each profile says of the rule.
fn page(out: &mut dyn Write, rule: Rule, profiles: &[&Profile], style: &Style) -> io::Result<()> {
    let page = rule.page();
    let bold = |text: &str| if style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    writeln!(out, "{}\n{}\n", bold(page.id), page.title)?;
    let name_width = profiles.iter().map(|profile| profile.name.len()).max().unwrap_or(0).max("about".len());
    let mut line = |name: &str, text: &str| {
        writeln!(
            out,
            "  {:<width$} {}",
            sanitised(&format!("{name}:")),
            sanitised(text),
            width = name_width + 1
        )
    };
    for profile in profiles {
        line(&profile.name, &evidence::level(profile, rule))?;
    }
    match page.member {
        Some(member) => line("about", &format!("{}, {member}", page.part.name()))?,
        None => line("about", page.part.name())?,
    }
    line("since", page.since)?;
    writeln!(out)?;
    body(out, page.body, style.width, bold)?;
    for profile in profiles {
        let Some(setting) = profile.setting(rule) else { continue };
        let statements = evidence::statements(setting);
        if statements.is_empty() && setting.source.is_none() {
            continue;
        }
        writeln!(out, "\n{}\n", bold(&sanitised(&profile.title)))?;
        for statement in statements {
            writeln!(out, "{}", filled(&sanitised(&statement), style.width, ""))?;
        }
        if let Some(source) = &setting.source {
            writeln!(out, "  {}\n    {}", sanitised(&evidence::source(source)), sanitised(&source.link))?;
        }
    }
    writeln!(out, "\n{}\n", bold("Sources"))?;
    for source in page.sources {
        let section = source.section.map_or(String::new(), |section| format!(", {section}"));
        writeln!(out, "  {}{section}\n    {}", source.title, source.link)?;
    }
    Ok(())
}

/// A paragraph filled to the width, broken at spaces only: what stands between backticks is to be copied.
fn filled(paragraph: &str, width: usize, indent: &str) -> String {
    let options = textwrap::Options::new(width)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    // A line must not begin with a runner's command that stood in the middle of the paragraph.
    let lines = textwrap::wrap(paragraph, options);
    lines.iter().map(|line| sanitised(line)).collect::<Vec<_>>().join("\n")
}

/// Prints Markdown: headings stand out, paragraphs are filled to the width, examples stay as they are.
fn body(out: &mut dyn Write, text: &str, width: usize, bold: impl Fn(&str) -> String) -> io::Result<()> {
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in text.lines().chain([""]) {
        let is_fence = line.starts_with("```");
        let is_list_item = line.starts_with("- ");
        let breaks = line.is_empty() || is_fence || is_list_item || line.starts_with('#');
        if !fenced && breaks && !paragraph.is_empty() {
            let indent = if paragraph.starts_with("- ") { "  " } else { "" };
            writeln!(out, "{}", filled(&paragraph, width, indent))?;
            paragraph.clear();
        }
        match line {
            _ if is_fence => {
                fenced = !fenced;
                // The info string of an example says whether it satisfies the rule.
                if let Some(info) = line.strip_prefix("```").filter(|_| fenced) {
                    let words: Vec<&str> = info.split(' ').skip(1).collect();
                    writeln!(out, "  {}:", words.join(" ").replace("url=", "published at "))?;
                }
            }
            _ if fenced => writeln!(out, "    {line}")?,
            "" => writeln!(out)?,
            _ => match line.strip_prefix("## ") {
                Some(heading) => writeln!(out, "{}", bold(heading))?,
                None => {
                    if !paragraph.is_empty() {
                        paragraph.push(' ');
                    }
                    paragraph.push_str(line.trim());
                }
            },
        }
    }
    Ok(())
}
