//! A rule's page for people, and what profiles say of the rule.

use std::io::{self, Write};

use super::paragraph::{bold, filled};
use crate::format::human::Style;
use crate::format::{evidence, sanitised};
use crate::profile::Profile;
use crate::rule::Rule;

/// Prints the neutral page, then what each profile says of the rule.
pub fn write(out: &mut dyn Write, rule: Rule, profiles: &[&Profile], style: &Style) -> io::Result<()> {
    let page = rule.page();
    let bold = |text: &str| bold(text, style);
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
        let servers = evidence::servers(setting);
        if statements.is_empty() && setting.source.is_none() && servers.is_empty() {
            continue;
        }
        writeln!(out, "\n{}\n", bold(&sanitised(&profile.title)))?;
        // Their names are in the list.
        for statement in statements.iter().filter(|_| servers.is_empty()) {
            writeln!(out, "{}", filled(&sanitised(statement), style.width, ""))?;
        }
        write_servers(out, &servers, style)?;
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

/// Prints a line for each server: what it does, and how that is known.
fn write_servers(out: &mut dyn Write, servers: &[[String; 3]], style: &Style) -> io::Result<()> {
    let width = |column: usize| servers.iter().map(|server| server[column].len()).max().unwrap_or(0);
    let (names, effects) = (width(0), width(1));
    for [name, effect, known] in servers {
        let line = format!("  {name:<names$}  {effect:<effects$}  {known}");
        writeln!(out, "{}", filled(&line, style.width, &" ".repeat(names + effects + 6)))?;
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
