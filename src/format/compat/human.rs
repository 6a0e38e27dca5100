//! `cimd compat` for people.

use super::{UNTESTED, change, first_reason, groups, total};
use crate::finding::{MAX_QUOTED, truncated};
use crate::format::human::table::{self, Cell, Column};
use crate::format::human::{Ink, Paint};
use crate::format::sanitised;
use crate::servers::{Compatibility, Respondent, Row, Server, Verdict};

const COLUMNS: [Column; 4] = [("server", 16), ("verdict", 8), ("authentication", 14), ("why", 24)];
const COLUMNS_WITH_REDIRECT: [Column; 5] =
    [("server", 16), ("verdict", 8), ("authentication", 14), ("redirect URI", 20), ("why", 20)];
const COLUMNS_OF_MANY: [Column; 4] = [("document", 20), ("taken", 12), ("in part", 16), ("refused by", 20)];
const COLUMNS_OF_LIST: [Column; 4] = [("server", 16), ("package", 16), ("policy", 18), ("what it is", 24)];

/// Lays out the answers: a table for one document, a line for each of several.
pub(crate) fn text(answers: &[Compatibility], redirect: Option<&str>, paint: &Paint) -> String {
    match answers {
        [answer] => one(answer, redirect, paint),
        _ => many(answers, paint),
    }
}

fn one(answer: &Compatibility, redirect: Option<&str>, paint: &Paint) -> String {
    let mut out = String::new();
    let name = answer.input.label();
    let head = match answer.url.as_deref().or(answer.client_id.as_deref()) {
        Some(url) if url != name => format!("{name}, published at {url}"),
        _ => name.to_owned(),
    };
    paint.inked(&mut out, Ink::Name, &sanitised(&head), "  ");
    if let Some(uri) = redirect {
        paint.inked(&mut out, Ink::Dim, &sanitised(&format!("with the redirect URI {uri}")), "  ");
    }
    out.push('\n');
    let [tested, others] = groups(answer);
    let both = !tested.is_empty() && !others.is_empty();
    for rows in [tested, others].iter().filter(|rows| !rows.is_empty()) {
        if both && rows[0].server.is_untested() {
            out.push('\n');
            paint.inked(&mut out, Ink::Dim, UNTESTED, "  ");
        }
        out += &match redirect {
            None => {
                let rows = rows.iter().map(|row| [server(row), verdict(row), method(row), why(row, paint)]);
                table::draw(COLUMNS, rows.collect(), paint)
            }
            Some(_) => {
                let cells =
                    |row: &&Row| [server(row), verdict(row), method(row), redirected(row), why(row, paint)];
                table::draw(COLUMNS_WITH_REDIRECT, rows.iter().map(cells).collect(), paint)
            }
        };
    }
    out.push('\n');
    paint.inked(&mut out, Ink::Name, &total(answer), "  ");
    let fitting = answer
        .rows
        .iter()
        .filter(|row| row.redirect.as_ref().is_some_and(|one| one.verdict == Verdict::Accept));
    if redirect.is_some() {
        let text = format!("{} of them accept a request with that redirect URI", fitting.count());
        paint.inked(&mut out, Ink::Name, &text, "  ");
    }
    let policies: Vec<String> = answer
        .rows
        .iter()
        .flat_map(|row| {
            row.prediction.policies.iter().map(|policy| format!("{}.{policy}", row.server.name()))
        })
        .collect();
    if !policies.is_empty() {
        let text = format!("rests on settings of operators (--set): {}", policies.join(", "));
        paint.paragraph(&mut out, (Ink::Dim, "note:"), &text, "  ");
    }
    if let Some(change) = change(answer) {
        paint.paragraph(&mut out, (Ink::Keyword, "help:"), &sanitised(&change), "  ");
    }
    out
}

fn server(row: &Row) -> Cell {
    let version = row.server.version().unwrap_or("profile");
    vec![row.server.name().to_owned(), format!("{version} {}", row.prediction.evidence.name())]
}

fn verdict(row: &Row) -> Cell {
    vec![row.prediction.verdict.word().to_owned()]
}

fn method(row: &Row) -> Cell {
    let method = row.prediction.authentication_method.as_deref().unwrap_or("-");
    vec![truncated(method, MAX_QUOTED, "…").into_owned()]
}

fn redirected(row: &Row) -> Cell {
    row.redirect
        .iter()
        .flat_map(|one| {
            [one.verdict.word().to_owned(), truncated(&one.message, MAX_QUOTED, "…").into_owned()]
        })
        .collect()
}

/// The first reason; the others are in JSON, and in the count.
fn why(row: &Row, paint: &Paint) -> Cell {
    let Some((text, more)) = first_reason(row) else { return Vec::new() };
    let mut cell = vec![truncated(&text, 2 * MAX_QUOTED, paint.ellipsis).into_owned()];
    if more > 0 {
        cell.push(format!("({more} more)"));
    }
    cell
}

fn many(answers: &[Compatibility], paint: &Paint) -> String {
    let rows = answers.iter().filter(|answer| !answer.rows.is_empty()).map(|answer| {
        let rows = |verdict| groups(answer).map(|rows| of(rows, verdict));
        let [accepted, degraded, unknown] = [Verdict::Accept, Verdict::Degraded, Verdict::Unknown]
            .map(|verdict| answer.with(verdict).count());
        let mut taken = vec![format!("{}/{}", accepted + degraded, answer.rows.len() - unknown)];
        if unknown > 0 {
            taken.push(format!("{unknown} not known"));
        }
        let name = truncated(answer.input.label(), MAX_QUOTED, paint.ellipsis).into_owned();
        [vec![name], taken, names(rows(Verdict::Degraded)), names(rows(Verdict::Refuse))]
    });
    table::draw(COLUMNS_OF_MANY, rows.collect(), paint)
}

/// The servers with that verdict.
fn of(rows: Vec<&Row>, verdict: Verdict) -> Vec<&str> {
    let rows = rows.into_iter().filter(|row| row.prediction.verdict == verdict);
    rows.map(|row| row.server.name()).collect()
}

/// The names of a group's servers, each group on lines of its own.
fn names(groups: [Vec<&str>; 2]) -> Cell {
    groups.into_iter().filter(|names| !names.is_empty()).map(|names| names.join(", ")).collect()
}

/// Lays out the servers, with what an operator may set.
pub(crate) fn list(servers: &[Respondent], paint: &Paint) -> String {
    let mut rows: Vec<[Cell; 4]> = Vec::new();
    for server in servers {
        let package = match server.version() {
            Some(version) => format!("{} {version}", server.package()),
            None => server.package().to_owned(),
        };
        let mut head = [
            vec![server.name().to_owned()],
            vec![package, server.evidence().name().to_owned()],
            Vec::new(),
            Vec::new(),
        ];
        if let Some(policy) = server.policies().first() {
            (head[2], head[3]) = policy_cells(policy);
        }
        rows.push(head);
        for policy in server.policies().iter().skip(1) {
            let (name, about) = policy_cells(policy);
            rows.push([Vec::new(), Vec::new(), name, about]);
        }
    }
    let mut out = table::draw(COLUMNS_OF_LIST, rows, paint);
    everywhere(&mut out, servers, paint);
    out
}

/// Which of the servers count in the profile `everywhere`, and why others do not.
fn everywhere(out: &mut String, servers: &[Respondent], paint: &Paint) {
    let servers: Vec<&Server> = servers.iter().filter_map(Respondent::model).collect();
    let counted: Vec<&str> =
        servers.iter().filter(|server| server.left_out().is_none()).map(|server| server.name).collect();
    out.push('\n');
    if !counted.is_empty() {
        let text = format!("counts {}", counted.join(", "));
        paint.paragraph(out, (Ink::Keyword, "everywhere:"), &text, "  ");
    }
    let mut reasons: Vec<&str> = Vec::new();
    for why in servers.iter().filter_map(|server| server.left_out()) {
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    for why in reasons {
        let names: Vec<&str> = servers
            .iter()
            .filter(|server| server.left_out() == Some(why))
            .map(|server| server.name)
            .collect();
        let text = format!("does not count {}: {why}", names.join(", "));
        paint.paragraph(out, (Ink::Keyword, "everywhere:"), &text, "  ");
    }
}

fn policy_cells(policy: &crate::servers::Policy) -> (Cell, Cell) {
    let values =
        if policy.values.is_empty() { String::new() } else { format!("; {}", policy.values.join(" or ")) };
    (
        vec![policy.name.to_owned()],
        vec![policy.about.to_owned(), format!("default {}{values}", policy.default)],
    )
}
