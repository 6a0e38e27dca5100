//! `cimd compat --setup`: sentences and pieces of configuration, for people, programs and wikis.

use std::io::{self, Write};

use serde::Serialize;

use super::rule_of;
use crate::finding::{SCHEMA_VERSION, Tool};
use crate::format::human::{Ink, Paint};
use crate::format::json::{ErrorJson, write_compact, write_pretty};
use crate::format::markdown::{code, inline};
use crate::format::sanitised;
use crate::rule::Mark;
use crate::servers::{Prediction, Reason, Setup, Setups, Verdict};

/// Lays out what to set, a paragraph for each sentence.
pub(crate) fn human(answers: &[Setups], paint: &Paint) -> String {
    let mut out = String::new();
    for answer in answers {
        for setup in &answer.setups {
            if !out.is_empty() {
                out.push('\n');
            }
            one(&mut out, answer, setup, paint);
        }
    }
    out
}

fn one(out: &mut String, answer: &Setups, setup: &Setup, paint: &Paint) {
    let head = format!("{} {}, for {}", setup.server.title, setup.server.version, answer.input.label());
    paint.inked(out, Ink::Name, &sanitised(&head), "  ");
    for statement in &setup.statements {
        let text = format!("{} ({}: {})", statement.text, statement.mark.name(), statement.source);
        paint.paragraph(out, (Ink::Keyword, "-"), &sanitised(&text), "  ");
    }
    for snippet in &setup.snippets {
        out.push('\n');
        let title = format!("{} ({}: {})", snippet.title, snippet.mark.name(), snippet.source);
        paint.paragraph(out, (Ink::Keyword, "snippet:"), &sanitised(&title), "  ");
        for line in snippet.text.lines() {
            // It is to be copied: no line of it is folded.
            out.extend(["    ", &sanitised(line), "\n"]);
        }
    }
    if let Some(then) = &setup.then {
        out.push('\n');
        paint.paragraph(out, (Ink::Keyword, "then:"), &sanitised(&verdict(setup, then)), "  ");
    }
}

/// What the server answers then, in a sentence.
fn verdict(setup: &Setup, then: &Prediction) -> String {
    let title = setup.server.title;
    let answer = match then.verdict {
        Verdict::Accept => return format!("{title} takes the document"),
        Verdict::Degraded => format!("{title} takes the document in part"),
        Verdict::Refuse => format!("{title} still refuses the document, which no setting changes"),
        Verdict::Unknown => format!("whether {title} takes the document is not known"),
    };
    let reason = |reason: &Reason| format!("{}: {}", rule_of(reason), reason.message);
    let reasons: Vec<String> = then.reasons.iter().take(MOST_REASONS).map(reason).collect();
    let more = then.reasons.len().saturating_sub(MOST_REASONS);
    let rest = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{answer}: {}{rest}", reasons.join("; "))
}

/// Most reasons that a sentence names.
const MOST_REASONS: usize = 5;

/// Writes a section for each server.
///
/// # Errors
///
/// What the writer reports.
pub fn markdown(out: &mut dyn Write, answers: &[Setups]) -> io::Result<()> {
    for answer in answers {
        for setup in &answer.setups {
            let server = setup.server;
            writeln!(out, "## {} {}, for {}\n", server.title, server.version, code(answer.input.label()))?;
            for statement in &setup.statements {
                writeln!(
                    out,
                    "- {} ({}: {})",
                    inline(&statement.text),
                    statement.mark.name(),
                    inline(statement.source)
                )?;
            }
            for snippet in &setup.snippets {
                let fence = fence(&snippet.text);
                writeln!(
                    out,
                    "\n{} ({}: {}):\n",
                    inline(&snippet.title),
                    snippet.mark.name(),
                    inline(snippet.source)
                )?;
                writeln!(out, "{fence}{}", snippet.language)?;
                for line in snippet.text.lines() {
                    writeln!(out, "{}", sanitised(line))?;
                }
                writeln!(out, "{fence}")?;
            }
            if let Some(then) = &setup.then {
                writeln!(out, "\nThen: {}", inline(&verdict(setup, then)))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A fence that nothing in the text ends.
fn fence(text: &str) -> String {
    let mut longest = 0;
    for run in text.split(|character| character != '`') {
        longest = longest.max(run.len());
    }
    "`".repeat(longest.max(2) + 1)
}

/// All documents.
#[derive(Serialize)]
struct SetupsJson<'a> {
    schema_version: u32,
    tool: Tool,
    documents: Vec<DocumentJson<'a>>,
}

/// One document.
#[derive(Serialize)]
struct DocumentJson<'a> {
    input: &'a str,
    url: Option<&'a str>,
    client_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorJson<'a>>,
    servers: Vec<SetupJson<'a>>,
}

/// What an operator of one server sets.
#[derive(Serialize)]
struct SetupJson<'a> {
    server: &'a str,
    package: &'a str,
    version: &'a str,
    statements: Vec<StatementJson<'a>>,
    snippets: Vec<SnippetJson<'a>>,
    then: Option<ThenJson<'a>>,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    text: &'a str,
    mark: Mark,
    source: &'a str,
}

#[derive(Serialize)]
struct SnippetJson<'a> {
    title: &'a str,
    language: &'a str,
    text: &'a str,
    mark: Mark,
    source: &'a str,
}

#[derive(Serialize)]
struct ThenJson<'a> {
    verdict: Verdict,
    reasons: Vec<ReasonJson<'a>>,
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    rule: &'a str,
    pointer: Option<&'a str>,
    message: &'a str,
}

/// Writes all of it as one object.
///
/// # Errors
///
/// What the writer reports.
pub fn write(out: &mut dyn Write, answers: &[Setups]) -> io::Result<()> {
    let documents = answers.iter().map(document).collect();
    write_pretty(out, &SetupsJson { schema_version: SCHEMA_VERSION, tool: Tool::THIS, documents })
}

/// Writes each document on a line.
///
/// # Errors
///
/// What the writer reports.
pub fn write_lines(out: &mut dyn Write, answers: &[Setups]) -> io::Result<()> {
    answers.iter().try_for_each(|answer| write_compact(out, &document(answer)))
}

fn document(answer: &Setups) -> DocumentJson<'_> {
    DocumentJson {
        input: answer.input.name(),
        url: answer.url.as_deref(),
        client_id: answer.client_id.as_deref(),
        error: answer.failure.as_ref().map(ErrorJson::of),
        servers: answer.setups.iter().map(setup).collect(),
    }
}

fn setup(setup: &Setup) -> SetupJson<'_> {
    SetupJson {
        server: setup.server.name,
        package: setup.server.package,
        version: setup.server.version,
        statements: (setup.statements.iter())
            .map(|one| StatementJson { text: &one.text, mark: one.mark, source: one.source })
            .collect(),
        snippets: (setup.snippets.iter())
            .map(|one| SnippetJson {
                title: &one.title,
                language: one.language,
                text: &one.text,
                mark: one.mark,
                source: one.source,
            })
            .collect(),
        then: setup.then.as_ref().map(|then| ThenJson {
            verdict: then.verdict,
            reasons: (then.reasons.iter())
                .map(|reason| ReasonJson {
                    rule: rule_of(reason),
                    pointer: reason.pointer.as_deref(),
                    message: &reason.message,
                })
                .collect(),
        }),
    }
}
