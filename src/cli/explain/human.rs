//! Members and texts of servers, for people.

use std::io::{self, Write};

use super::paragraph::{bold, filled};
use crate::format::explain::Member;
use crate::format::human::Style;
use crate::format::{evidence, sanitised};
use crate::profile::Profile;
use crate::server_text::ServerText;

/// Writes what a member is, and its rules with their level in the profile.
pub fn member(out: &mut dyn Write, member: &Member, profile: &Profile, style: &Style) -> io::Result<()> {
    let definition = member.definition;
    writeln!(out, "{}", bold(definition.name, style))?;
    writeln!(out, "{}\n", filled(member.description, style.width, ""))?;
    writeln!(out, "  type:       {}", definition.kind.with_article())?;
    writeln!(out, "  defined in: {}", definition.source)?;
    if let Some(link) = &member.link {
        writeln!(out, "              {link}")?;
    }
    let readers = match member.readers.as_slice() {
        [] => "no server that is known to".to_owned(),
        readers => readers.join(", "),
    };
    writeln!(out, "{}", filled(&format!("  read by:    {readers}"), style.width, "              "))?;
    for remark in member.remarks() {
        writeln!(out, "\n{}", filled(&remark, style.width, ""))?;
    }
    if member.rules.is_empty() {
        return writeln!(out, "\nNo rule is about this member alone.");
    }
    writeln!(
        out,
        "\n{}\n",
        bold(&format!("Rules, with their level in {}", sanitised(&profile.name)), style)
    )?;
    let width = member.rules.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    for &rule in &member.rules {
        let line =
            format!("  {:<width$}  {:<11}  {}", rule.id(), evidence::brief(profile, rule), rule.page().title);
        writeln!(out, "{}", filled(&line, style.width, &" ".repeat(width + 17)))?;
    }
    writeln!(out, "\nA level in parentheses is our advice.")
}

/// Writes which servers give the texts, and what causes them.
pub fn texts(out: &mut dyn Write, texts: &[&ServerText], omitted: usize, style: &Style) -> io::Result<()> {
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(
            out,
            "{}\n",
            filled(&format!("{}: {}", bold(text.server, style), text.text), style.width, "  ")
        )?;
        for cause in text.causes {
            writeln!(out, "{}", filled(&format!("- {}", cause.says), style.width, "  "))?;
            let rules: Vec<&str> = cause.rules.iter().map(|rule| rule.id()).collect();
            if !rules.is_empty() {
                writeln!(out, "{}", filled(&format!("    {}", rules.join(", ")), style.width, "    "))?;
            }
        }
        writeln!(out, "\n  {}, {}\n    {}", text.source.title, text.mark.name(), text.source.link)?;
    }
    if omitted > 0 {
        writeln!(out, "\nAnd {omitted} more: give more of the text.")?;
    }
    writeln!(out, "\n`cimd explain RULE` says more of a rule.")
}
