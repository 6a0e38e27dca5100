//! Rules, members and texts of servers, for a wiki.

use std::io::{self, Write};

use super::member::Member;
use crate::format::evidence;
use crate::format::markdown::{code, inline, table};
use crate::profile::Profile;
use crate::rule::Rule;
use crate::server_text::ServerText;

/// Writes a rule's page, which is Markdown, with a table of what the profiles say.
pub fn rule(out: &mut dyn Write, rule: Rule, profiles: &[&Profile]) -> io::Result<()> {
    let page = rule.page();
    writeln!(out, "# {}\n\n{}\n\n{}", code(page.id), inline(page.title), page.body.trim_end())?;
    writeln!(out, "\n## Profiles\n")?;
    let row = |profile: &&Profile| {
        let statements = profile.setting(rule).map(evidence::statements).unwrap_or_default();
        vec![code(&profile.name), inline(&evidence::level(profile, rule)), inline(&statements.join(" "))]
    };
    let headings = ["profile", "level", "note"].map(str::to_owned);
    write!(out, "{}", table(&headings, profiles.iter().map(row)))?;
    for profile in profiles {
        let servers = profile.setting(rule).map(evidence::servers).unwrap_or_default();
        if !servers.is_empty() {
            let headings = ["server", "what it does", "known"].map(str::to_owned);
            let row = |[name, effect, known]: [String; 3]| vec![code(&name), effect, inline(&known)];
            write!(out, "\n{}", table(&headings, servers.into_iter().map(row)))?;
        }
    }
    writeln!(out, "\n## Sources\n")?;
    for source in page.sources {
        let section = source.section.map_or(String::new(), |section| format!(", {section}"));
        writeln!(out, "- {}: <{}>", inline(&format!("{}{section}", source.title)), source.link)?;
    }
    Ok(())
}

/// Writes what a member is, and a table of its rules.
pub fn member(out: &mut dyn Write, member: &Member, profile: &Profile) -> io::Result<()> {
    let definition = member.definition;
    writeln!(out, "# {}\n\n{}\n", code(definition.name), inline(member.description))?;
    writeln!(out, "- type: {}", definition.kind.with_article())?;
    let link = member.link.as_ref().map_or(String::new(), |link| format!(": <{link}>"));
    writeln!(out, "- defined in {}{link}", inline(definition.source))?;
    match member.readers.as_slice() {
        [] => writeln!(out, "- no server is known to read it")?,
        readers => writeln!(out, "- read by {}", inline(&readers.join(", ")))?,
    }
    for remark in member.remarks() {
        writeln!(out, "- {}", inline(&remark))?;
    }
    if member.rules.is_empty() {
        return Ok(());
    }
    let headings = ["rule".to_owned(), "what it finds".to_owned(), code(&profile.name)];
    let row = |&rule: &Rule| vec![code(rule.id()), inline(rule.page().title), evidence::brief(profile, rule)];
    write!(out, "\n{}", table(&headings, member.rules.iter().map(row)))
}

/// Writes a table of the texts, with a row for each cause.
pub fn texts(out: &mut dyn Write, texts: &[&ServerText]) -> io::Result<()> {
    let headings = ["server", "text", "cause", "rules", "known"].map(str::to_owned);
    let rows = texts.iter().flat_map(|text| {
        text.causes.iter().map(|cause| {
            let rules: Vec<String> = cause.rules.iter().map(|rule| code(rule.id())).collect();
            vec![
                inline(text.server),
                code(text.text),
                inline(cause.says),
                rules.join(" "),
                format!("{}: {} <{}>", text.mark.name(), inline(text.source.title), text.source.link),
            ]
        })
    });
    write!(out, "{}", table(&headings, rows))
}
