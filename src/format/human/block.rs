//! One finding: header, where it is, help, and who says so. What weighs little takes few lines: no lines of the source.

use super::fold::Group;
use super::line::head;
use super::paint::{Ink, Paint};
use super::{comparison, fix, path, snippet};
use crate::finding::{Finding, Ignored, Level, Report};
use crate::format::evidence;
use crate::format::{Run, sanitised};
use crate::profile::Profile;
use crate::rule::Part;

/// Most lines of the message of an entry, or of what entries were gathered into.
const MAX_ENTRY_LINES: usize = 2;

/// Lays out a finding, and names the places of those like it.
pub(super) fn findings(report: &Report, group: &Group<'_>, run: &Run<'_>, paint: &Paint) -> String {
    let finding = group.first;
    let mut out = String::new();
    // Where both strings are shown below, the message need not quote them.
    let headline = finding.comparison.as_ref().map_or(&*finding.message, |strings| &*strings.headline);
    let title = format!("{}[{}]", finding.level, finding.rule);
    let mark = if finding.ignored.is_some() { "(ignored) " } else { "" };
    let headline = format!("{mark}{}", sanitised(headline));
    let most = if is_entry(finding) { MAX_ENTRY_LINES } else { usize::MAX };
    paint.lines(&mut out, (Ink::Level(finding.level), &title), &headline, "  ", most);
    if !is_brief(finding) {
        place(&mut out, report, finding, paint);
    }
    also(&mut out, &group.others, paint);
    // The message of an entry says enough.
    if !finding.help.is_empty() && !is_entry(finding) {
        help(&mut out, &finding.help, paint);
    }
    if !is_brief(finding) {
        fix::draw(&mut out, report, finding, run.offer, paint);
    }
    if let Some(ignored) = &finding.ignored {
        acceptance(&mut out, ignored, paint);
    }
    let (authority, more) = authority(finding, run.profile);
    if !is_brief(finding) {
        paint.inked(&mut out, Ink::Dim, &format!("  {authority} {} {more}", paint.dot), "  ");
        return out;
    }
    for related in finding.related.iter().filter(|_| !is_entry(finding)) {
        snippet::note(&mut out, report.source_name(finding), related, paint);
    }
    let path = finding.pointer.as_deref().and_then(|pointer| path::path(pointer, paint.ellipsis));
    let path = path.map_or(String::new(), |path| format!(" {path}"));
    // As much of it as the line has columns for.
    let variants = [
        format!("{path} {} {authority} {} {more}", paint.dot, paint.dot),
        format!("{path} {} {authority}", paint.dot),
        path,
    ];
    snippet::located(&mut out, report.source_name(finding), finding.range.as_ref(), &variants, paint);
    out
}

/// Whether a finding takes few lines, none of them of the source: it is one of several, or advice that is lighter than a
/// violation, or a hint.
pub(super) fn is_brief(finding: &Finding) -> bool {
    let is_light = match finding.level {
        Level::Violation => false,
        Level::Warning => finding.is_advice(),
        Level::Hint => true,
    };
    is_entry(finding) || is_light && finding.comparison.is_none()
}

/// Whether it is one of several that are named together, or stands for them.
fn is_entry(finding: &Finding) -> bool {
    finding.entry.is_some()
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
