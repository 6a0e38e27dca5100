//! One finding: header, where it is, help, and who says so. What weighs little takes few lines: no lines of the source.

use super::fold::Group;
use super::line::{columns, head};
use super::paint::{Ink, Paint};
use super::{comparison, path, snippet};
use crate::finding::{Finding, Ignored, Level, Report};
use crate::format::evidence;
use crate::format::sanitised;
use crate::profile::Profile;
use crate::rule::Part;

/// Most lines of the message of entries that are named together.
const MAX_ENTRY_LINES: usize = 2;

/// Lays out a finding, and names the places of those like it.
pub(super) fn findings(report: &Report, group: &Group<'_>, profile: &Profile, paint: &Paint) -> String {
    let finding = group.first;
    let mut out = String::new();
    if is_entry(finding) {
        entry(&mut out, report, finding, profile, paint);
        return out;
    }
    // Where both strings are shown below, the message need not quote them.
    let headline = finding.comparison.as_ref().map_or(&*finding.message, |strings| strings.headline);
    let title = format!("{}[{}]", finding.level, finding.rule);
    let mark = if finding.ignored.is_some() { "(ignored) " } else { "" };
    let headline = format!("{mark}{}", sanitised(headline));
    paint.paragraph(&mut out, (Ink::Level(finding.level), &title), &headline, "  ");
    if !is_brief(finding) {
        place(&mut out, report, finding, paint);
    }
    also(&mut out, &group.others, paint);
    if !finding.help.is_empty() {
        help(&mut out, &finding.help, paint);
    }
    if let Some(ignored) = &finding.ignored {
        acceptance(&mut out, ignored, paint);
    }
    if is_brief(finding) {
        for related in &finding.related {
            snippet::note(&mut out, report.source_name(finding), related, paint);
        }
        placed_authority(&mut out, report, finding, profile, paint);
    } else {
        let (authority, more) = authority(finding, profile);
        paint.inked(&mut out, Ink::Dim, &format!("  {authority} {} {more}", paint.dot), "  ");
    }
    out
}

/// Whether a finding takes few lines, none of them of the source.
pub(super) fn is_brief(finding: &Finding) -> bool {
    is_entry(finding) || finding.level == Level::Hint && finding.comparison.is_none()
}

/// Whether it is one of several that are named together, or stands for them.
fn is_entry(finding: &Finding) -> bool {
    finding.entry.is_some()
}

/// Lays out what is an entry, or gathered from entries: at most three lines.
fn entry(out: &mut String, report: &Report, finding: &Finding, profile: &Profile, paint: &Paint) {
    let title = format!("{}[{}]", finding.level, finding.rule);
    let mark = if finding.ignored.is_some() { "(ignored) " } else { "" };
    let text = format!("{mark}{}", sanitised(&finding.message));
    paint.lines(out, (Ink::Level(finding.level), &title), &text, "  ", MAX_ENTRY_LINES);
    if let Some(ignored) = &finding.ignored {
        acceptance(out, ignored, paint);
    }
    placed_authority(out, report, finding, profile, paint);
}

/// Where it is: its lines, or the strings that differ, or the URL, or at least the source's name.
fn place(out: &mut String, report: &Report, finding: &Finding, paint: &Paint) {
    let source = report.sources.get(finding.source);
    let name = report.source_name(finding);
    let url = report.url().filter(|_| finding.part == Part::Url);
    match (&finding.comparison, finding.range, source, url) {
        (None, Some(range), Some(source), _) => return snippet::draw(out, finding, source, &range, paint),
        (Some(strings), range, _, _) => {
            snippet::location(out, name, range.as_ref(), paint);
            comparison::draw(out, strings, finding.level, paint);
        }
        (None, None, _, Some(url)) => {
            if url != name {
                snippet::location(out, name, None, paint);
            }
            let shown = head(url, paint.width.saturating_sub("   url  ".len()), paint.ellipsis);
            out.extend(["   url  ", &shown, "\n"]);
        }
        (None, range, _, _) => snippet::location(out, name, range.as_ref(), paint),
    }
    for related in &finding.related {
        snippet::note(out, name, related, paint);
    }
}

/// Names the values of which the same is to be said, with line and column.
fn also(out: &mut String, others: &[&Finding], paint: &Paint) {
    let places: Vec<String> = others
        .iter()
        .filter_map(|finding| {
            let start = finding.range?.start;
            let path = path::path(finding.pointer.as_deref()?, paint.ellipsis)?;
            Some(format!("{path} ({}:{})", start.line, start.column))
        })
        .collect();
    if !places.is_empty() {
        paint.paragraph(out, (Ink::Keyword, "  also:"), &places.join(", "), "        ");
    }
}

fn help(out: &mut String, text: &str, paint: &Paint) {
    paint.paragraph(out, (Ink::Keyword, "  help:"), &sanitised(text), "        ");
}

/// Who accepts it, and why.
fn acceptance(out: &mut String, ignored: &Ignored, paint: &Paint) {
    paint.paragraph(out, (Ink::Keyword, "  ignored:"), &sanitised(ignored.why()), "        ");
}

/// Who says so and how that is known; and where to read on.
fn authority(finding: &Finding, profile: &Profile) -> (String, String) {
    let title = sanitised(&profile.title);
    let authority = match finding.mark {
        _ if finding.is_advice() => "advice".to_owned(),
        Some(mark) => format!("{title}, {}", evidence::known(profile, finding.rule, mark)),
        None => title.into_owned(),
    };
    (authority, format!("cimd explain {}", finding.rule))
}

/// Where it is, and as much of who says so as that leaves of the line.
fn placed_authority(out: &mut String, report: &Report, finding: &Finding, profile: &Profile, paint: &Paint) {
    let name = report.source_name(finding);
    let position =
        finding.range.map_or(0, |range| format!(":{}:{}", range.start.line, range.start.column).len());
    let path = finding.pointer.as_deref().and_then(|pointer| path::path(pointer, paint.ellipsis));
    let path = path.map_or(String::new(), |path| format!(" {path}"));
    let (authority, more) = authority(finding, profile);
    let left = paint.width.saturating_sub("  --> ".len() + columns(name) + position);
    let variants = [
        format!("{path} {} {authority} {} {more}", paint.dot, paint.dot),
        format!("{path} {} {authority}", paint.dot),
        path,
    ];
    let rest = variants.iter().find(|rest| columns(rest) <= left).map_or("", String::as_str);
    snippet::located(out, name, finding.range.as_ref(), rest, paint);
}
