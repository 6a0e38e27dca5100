//! `cimd explain`: a rule's page on the terminal.

use std::io::{self, Write};

use super::arguments::ExplainArguments;
use super::terminal;
use super::usage::UsageError;
use super::{Outcome, print};
use crate::format::human::Style;
use crate::profile::Profile;
use crate::rule::Rule;

/// Prints the page of a rule.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, UsageError> {
    let style = terminal::style(arguments.coloring.color);
    print(|out| page(out, arguments.rule, &style))?;
    Ok(Outcome::Clean)
}

fn page(out: &mut dyn Write, rule: Rule, style: &Style) -> io::Result<()> {
    let page = rule.page();
    let bold = |text: &str| if style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    writeln!(out, "{}\n{}\n", bold(page.id), page.title)?;
    for profile in Profile::built_in() {
        let how = match (profile.setting(rule), page.mark(&profile.name)) {
            (None, _) => "off".to_owned(),
            (Some(setting), Some(mark)) if !setting.advice => format!("{}, {}", setting.level, mark.name()),
            (Some(setting), _) => format!("{}, our advice", setting.level),
        };
        writeln!(out, "  {:<9} {how}", format!("{}:", profile.name))?;
    }
    let about = match page.property {
        Some(property) => format!("{}, {property}", page.part.name()),
        None => page.part.name().to_owned(),
    };
    writeln!(out, "  {:<9} {about}\n  {:<9} {}\n", "about:", "since:", page.since)?;
    body(out, page.body, style.width, bold)?;
    writeln!(out, "\n{}\n", bold("Sources"))?;
    for source in page.sources {
        let section = source.section.map_or(String::new(), |section| format!(", {section}"));
        writeln!(out, "  {}{section}\n    {}", source.title, source.link)?;
    }
    Ok(())
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
            // Broken at spaces only: what stands between backticks is to be copied.
            let options = textwrap::Options::new(width)
                .subsequent_indent(indent)
                .word_separator(textwrap::WordSeparator::AsciiSpace)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            writeln!(out, "{}", textwrap::fill(&paragraph, options))?;
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
