//! `--format json` and `jsonl`: the versioned contract, types of its own and no dump of internals.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::sanitise::{acting, is_harmless};
use super::{RuleCount, Run, Summary, statistics};
use crate::finding::{
    Failure, Finding, Fix, Ignored, Level, ListedResource, Range, Report, SCHEMA_VERSION, Tool,
};
use crate::rule::{Mark, Part, Rule};

#[derive(Serialize)]
struct RunJson<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    documents: Documents<'a>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Vec<RuleCount>>,
}

/// The documents, each made while it is written.
struct Documents<'a>(&'a [Report]);

impl Serialize for Documents<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(document))
    }
}

#[derive(Serialize)]
struct LineJson<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    #[serde(flatten)]
    document: DocumentJson<'a>,
}

#[derive(Serialize)]
struct Head<'a> {
    schema_version: u32,
    tool: Tool,
    profile: &'a str,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    input: &'a str,
    url: Option<&'a str>,
    client_id: Option<&'a str>,
    valid: Option<bool>,
    error: Option<ErrorJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<&'a [ListedResource]>,
    findings: Vec<FindingJson<'a>>,
    #[serde(skip_serializing_if = "is_zero")]
    findings_omitted: usize,
}

/// Why an input could not be read or fetched.
#[derive(Serialize)]
pub(super) struct ErrorJson<'a> {
    kind: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

impl ErrorJson<'_> {
    pub(super) fn of(failure: &Failure) -> ErrorJson<'_> {
        ErrorJson { kind: failure.kind.name(), message: &failure.message, help: failure.help.as_deref() }
    }
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule: Rule,
    level: Level,
    advice: bool,
    part: Part,
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    range: Option<Range>,
    message: &'a str,
    help: &'a str,
    documentation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<&'a Ignored>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Mark>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    servers: &'a [Cow<'static, str>],
    #[serde(skip_serializing_if = "is_empty")]
    fixes: &'a [Fix],
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    range: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    message: &'a str,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn is_empty(fixes: &&[Fix]) -> bool {
    fixes.is_empty()
}

fn head<'a>(run: &'a Run<'_>) -> Head<'a> {
    Head { schema_version: SCHEMA_VERSION, tool: Tool::THIS, profile: &run.profile.name }
}

fn document(report: &Report) -> DocumentJson<'_> {
    DocumentJson {
        input: report.input.name(),
        url: report.url(),
        client_id: report.client_id.as_deref(),
        valid: report.valid,
        error: report.failure.as_deref().map(ErrorJson::of),
        resources: report.resources.as_deref(),
        findings: report.displayed().map(|found| finding(found, report)).collect(),
        findings_omitted: report.omitted,
    }
}

fn finding<'a>(finding: &'a Finding, report: &'a Report) -> FindingJson<'a> {
    FindingJson {
        rule: finding.rule,
        level: finding.level,
        advice: finding.is_advice(),
        part: finding.part,
        pointer: finding.pointer.as_deref(),
        // Named only where it is another text than the input.
        source: report
            .sources
            .get(finding.source)
            .filter(|_| finding.source > 0)
            .map(|source| source.origin.name()),
        range: finding.range,
        message: &finding.message,
        help: &finding.help,
        documentation: finding.rule.page().sources.first().map_or("", |source| source.link),
        ignored: finding.ignored.as_ref(),
        related: finding
            .related
            .iter()
            .map(|related| RelatedJson {
                range: related.range,
                pointer: related.pointer.as_deref(),
                message: &related.note,
            })
            .collect(),
        mark: finding.mark,
        servers: &finding.servers,
        fixes: &finding.fixes,
    }
}

/// Writes the whole run as one JSON object, with counts by rule if they are asked for.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>, with_statistics: bool) -> io::Result<()> {
    let json = RunJson {
        head: head(run),
        documents: Documents(&run.reports),
        summary: run.summary(),
        statistics: with_statistics.then(|| statistics(run)),
    };
    write_pretty(out, &json)
}

/// Writes one JSON object a line, one document each.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write_lines(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    for report in &run.reports {
        write_compact(out, &LineJson { head: head(run), document: document(report) })?;
    }
    Ok(())
}

/// Writes a value as indented JSON with a line end, safe for a terminal.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write_pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Printable(PrettyFormatter::new())))?;
    writeln!(out)
}

/// Writes a value as JSON in one line, safe for a terminal.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write_compact(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Printable(CompactFormatter)))?;
    writeln!(out)
}

/// Writes JSON in which everything that would do something to a terminal or a log is escaped. JSON itself only
/// asks that for C0; C1 and bidirectional controls may stand in a string as they are.
struct Printable<F>(F);

macro_rules! delegate {
    ($($name:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $argument)*)
        })*
    };
}

impl<F: Formatter> Formatter for Printable<F> {
    delegate! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
        write_char_escape(escape: CharEscape);
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if is_harmless(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut copied = 0;
        for (at, character) in acting(fragment) {
            writer.write_all(&fragment.as_bytes()[copied..at])?;
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            copied = at + character.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[copied..])
    }
}
