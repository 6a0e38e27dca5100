//! `cimd compat --format markdown`: a table for one document, a matrix for several.

use std::io::{self, Write};

use super::{UNTESTED, change, first_reason, groups, total};
use crate::format::markdown::{code, inline};
use crate::servers::{Compatibility, Respondent, Row, Verdict};

/// Writes the answers.
///
/// # Errors
///
/// What the writer reports.
pub fn write(out: &mut dyn Write, answers: &[Compatibility], redirect: Option<&str>) -> io::Result<()> {
    match answers {
        [answer] => one(out, answer, redirect),
        _ => matrix(out, answers),
    }
}

/// Writes a page for a repository, with a section for each document; it is the same from run to run.
///
/// # Errors
///
/// What the writer reports.
pub fn page(out: &mut dyn Write, answers: &[Compatibility], redirect: Option<&str>) -> io::Result<()> {
    writeln!(out, "# Who takes these clients\n")?;
    writeln!(
        out,
        "Written by `cimd compat --report`. What each authorization server answers to the document is predicted by a model of\nits checks; the version is the one that the model was held against."
    )?;
    for answer in answers.iter().filter(|answer| !answer.rows.is_empty()) {
        writeln!(out, "\n## {}\n", code(answer.input.label()))?;
        one(out, answer, redirect)?;
    }
    Ok(())
}

fn one(out: &mut dyn Write, answer: &Compatibility, redirect: Option<&str>) -> io::Result<()> {
    let asked = redirect.map_or(String::new(), |uri| format!(", with the redirect URI {}", code(uri)));
    writeln!(out, "{}: {}{asked}\n", code(answer.input.label()), total(answer))?;
    let [tested, others] = groups(answer);
    let both = !tested.is_empty() && !others.is_empty();
    if !tested.is_empty() {
        table(out, &tested, redirect)?;
    }
    if both {
        writeln!(out, "\n{}:\n", capitalised(UNTESTED))?;
    }
    if !others.is_empty() {
        table(out, &others, redirect)?;
    }
    match change(answer) {
        Some(change) => writeln!(out, "\nThe one change that opens most doors: {}", inline(&change)),
        None => Ok(()),
    }
}

fn capitalised(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    first.to_ascii_uppercase() + rest
}

fn table(out: &mut dyn Write, rows: &[&Row], redirect: Option<&str>) -> io::Result<()> {
    let (head, line) = if redirect.is_some() { (" redirect URI |", "---|") } else { ("", "") };
    writeln!(out, "| server | version | known by | verdict | authentication |{head} why |")?;
    writeln!(out, "|---|---|---|---|---|{line}---|")?;
    for row in rows {
        let why = match first_reason(row) {
            None => String::new(),
            Some((text, 0)) => inline(&text),
            Some((text, more)) => format!("{} ({more} more)", inline(&text)),
        };
        let method = row.prediction.authentication_method.as_deref().map_or(String::new(), code);
        let redirect = row
            .redirect
            .as_ref()
            .map_or(String::new(), |one| format!(" {}: {} |", one.verdict.word(), inline(&one.message)));
        writeln!(
            out,
            "| {} | {} | {} | {} | {method} |{redirect} {why} |",
            name(row),
            row.server.version().unwrap_or("profile"),
            row.prediction.evidence.name(),
            row.prediction.verdict.word(),
        )?;
    }
    Ok(())
}

/// What the server is called; the path of a profile is a user's text.
fn name(row: &Row) -> String {
    match row.server {
        Respondent::Own(_) => code(row.server.name()),
        _ => row.server.name().to_owned(),
    }
}

fn matrix(out: &mut dyn Write, answers: &[Compatibility]) -> io::Result<()> {
    let read = || answers.iter().filter(|answer| !answer.rows.is_empty());
    let Some(first) = read().next() else { return Ok(()) };
    let names: Vec<String> = first.rows.iter().map(name).collect();
    writeln!(out, "| document | {} |", names.join(" | "))?;
    writeln!(out, "|---|{}", ":-:|".repeat(names.len()))?;
    for answer in read() {
        let cells: Vec<&str> = answer
            .rows
            .iter()
            .map(|row| match row.prediction.verdict {
                Verdict::Accept => "yes",
                Verdict::Degraded => "in part",
                Verdict::Refuse => "no",
                Verdict::Unknown => "?",
            })
            .collect();
        writeln!(out, "| {} | {} |", code(answer.input.label()), cells.join(" | "))?;
    }
    let [tested, others] = groups(first);
    match (tested.first(), others.first()) {
        (Some(_), Some(row)) => writeln!(out, "\nFrom {} on: {UNTESTED}.", name(row)),
        _ => Ok(()),
    }
}
