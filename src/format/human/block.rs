//! One finding: header, where it is, help, and who says so.

use super::fold::Group;
use super::line::head;
use super::paint::{Ink, Paint};
use super::{comparison, path, snippet};
use crate::finding::{Failure, Finding, Ignored, Level, Report};
use crate::format::evidence;
use crate::format::sanitised;
use crate::profile::Profile;
use crate::rule::Part;

/// Lays out a finding, and names the places of those like it.
pub(super) fn findings(report: &Report, group: &Group<'_>, profile: &Profile, paint: &Paint) -> String {
    let finding = group.first;
    let mut out = String::new();
    // Where both strings are shown below, the message need not quote them.
    let headline = finding.comparison.as_ref().map_or(&*finding.message, |strings| strings.headline);
    let title = format!("{}[{}]", finding.level, finding.rule);
    let mark = if finding.ignored.is_some() { "(ignored) " } else { "" };
    let headline = format!("{mark}{}", sanitised(headline));
    paint.paragraph(&mut out, (Ink::Level(finding.level), &title), &headline, "  ");
    place(&mut out, report, finding, paint);
    also(&mut out, &group.others, paint);
    if !finding.help.is_empty() {
        help(&mut out, &finding.help, paint);
    }
    if let Some(ignored) = &finding.ignored {
        acceptance(&mut out, ignored, paint);
    }
    authority(&mut out, finding, profile, paint);
    out
}

/// Lays out why an input could not be read.
pub(super) fn failure(failure: &Failure, paint: &Paint) -> String {
    let mut out = String::new();
    let title = (Ink::Level(Level::Violation), "error:");
    paint.paragraph(&mut out, title, &sanitised(&failure.message), "  ");
    if let Some(text) = &failure.help {
        help(&mut out, text, paint);
    }
    out
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

/// Who says so, how that is known, and where to read on.
fn authority(out: &mut String, finding: &Finding, profile: &Profile, paint: &Paint) {
    let title = sanitised(&profile.title);
    let authority = match finding.mark {
        _ if finding.is_advice() => "advice".to_owned(),
        Some(mark) => format!("{title}, {}", evidence::known(profile, finding.rule, mark)),
        None => title.into_owned(),
    };
    let text = format!("  {authority} {} cimd explain {}", paint.dot, finding.rule);
    paint.inked(out, Ink::Dim, &text, "  ");
}
