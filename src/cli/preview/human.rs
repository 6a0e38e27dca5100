//! The preview as a table.

use super::notes::{notes, status, words};
use crate::auth0::prerequisites::{Prerequisite, State};
use crate::auth0::preview::Outcome;
use crate::auth0::translation::Row;
use crate::auth0::{Answer, Endpoint, Preview};
use crate::finding::{Level, MAX_QUOTED, truncated};
use crate::format::human::table::{self, Cell, Column};
use crate::format::human::{Ink, Paint};
use crate::format::sanitised;

/// The columns; values give way last, since a URL in pieces is hard to read.
const COLUMNS: [Column; 4] = [("property", 15), ("value", 31), ("Auth0 field", 15), ("note", 13)];

/// Most rows, and lines of a value; a document may have thousands.
const MAX_ROWS: usize = 100;
const MAX_LINES: usize = 20;

/// Lays out the whole answer.
pub fn text(
    preview: &Preview,
    answer: &Answer<'_>,
    endpoint: Endpoint,
    needed: &[Prerequisite],
    paint: &Paint,
) -> String {
    let mut out = String::new();
    let endpoint = match endpoint {
        Endpoint::Preview => "preview",
        Endpoint::Register => "register",
    };
    let name = preview.report.name();
    let head = format!("{name}: Auth0's answer to {endpoint}, {}", status(answer));
    paint.inked(&mut out, Ink::Name, &sanitised(&head), "  ");
    out.push('\n');

    match &preview.outcome {
        Outcome::UrlRefused(messages) => faults(&mut out, Level::Violation, "violation:", messages, paint),
        Outcome::NotRetrieved(messages) => faults(&mut out, Level::Violation, "error:", messages, paint),
        Outcome::Validated(validation) => {
            out += &table::draw(COLUMNS, rows(&preview.translation, paint), paint);
            out.push('\n');
            faults(&mut out, Level::Violation, "violation:", &validation.violations, paint);
            faults(&mut out, Level::Warning, "warning:", &validation.warnings, paint);
        }
    }
    for note in notes(preview, answer).into_iter().filter(|note| *note != status(answer)) {
        paint.paragraph(&mut out, (Ink::Keyword, "note:"), &sanitised(&note), "  ");
    }
    if let Some(advice) = advice(preview) {
        paint.paragraph(&mut out, (Ink::Keyword, "note:"), &sanitised(&advice), "  ");
    }
    let verdict = match &preview.outcome {
        Outcome::UrlRefused(_) => "Auth0 would refuse the URL",
        Outcome::NotRetrieved(_) => "Auth0 would get no document",
        Outcome::Validated(validation) if validation.valid => "Auth0 would accept it",
        Outcome::Validated(_) => "Auth0 would refuse it",
    };
    paint.inked(&mut out, Ink::Name, verdict, "  ");
    if preview.is_valid() {
        checklist(&mut out, needed, paint);
    }
    out
}

/// What else it takes until somebody can log in.
fn checklist(out: &mut String, needed: &[Prerequisite], paint: &Paint) {
    out.push('\n');
    paint.inked(out, Ink::Name, "Before the first login, the client needs:", "  ");
    for one in needed {
        let (ink, mark) = match one.state {
            State::Met => (Ink::Keyword, paint.tick),
            State::Missing => (Ink::Level(Level::Violation), paint.cross),
            State::Unknown => (Ink::Dim, paint.dot),
        };
        paint.paragraph(out, (ink, mark), &sanitised(&words(one)), "  ");
    }
}

fn faults(out: &mut String, level: Level, head: &str, messages: &[String], paint: &Paint) {
    for message in messages {
        paint.paragraph(out, (Ink::Level(level), head), &sanitised(message), "  ");
    }
}

/// What Auth0 would not say, and an administrator should know.
fn advice(preview: &Preview) -> Option<String> {
    let is_heavy = |level: Level| level > Level::Hint;
    let advice = preview.report.shown().filter(|finding| finding.is_advice() && is_heavy(finding.level));
    match advice.count() {
        0 => None,
        1 => Some(format!("cimd has a remark of its own: cimd lint {}", preview.report.input.name())),
        count => {
            Some(format!("cimd has {count} remarks of its own: cimd lint {}", preview.report.input.name()))
        }
    }
}

fn rows(rows: &[Row], paint: &Paint) -> Vec<[Cell; 4]> {
    let mut cells: Vec<[Cell; 4]> = rows.iter().take(MAX_ROWS).map(|row| cells(row, paint)).collect();
    if rows.len() > MAX_ROWS {
        let more = format!("({} more)", rows.len() - MAX_ROWS);
        cells.push([vec![more], Cell::new(), Cell::new(), Cell::new()]);
    }
    cells
}

fn cells(row: &Row, paint: &Paint) -> [Cell; 4] {
    let short = |text: &String| truncated(text, MAX_QUOTED, paint.ellipsis).into_owned();
    let mut value: Cell = row.value.iter().take(MAX_LINES).map(short).collect();
    if row.value.len() > MAX_LINES {
        value.push(format!("({} more)", row.value.len() - MAX_LINES));
    }
    let field = row.field.unwrap_or("-").to_owned();
    [vec![short(&row.property)], value, vec![field], vec![short(&row.note)]]
}
