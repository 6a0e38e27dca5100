//! The fix of a finding, as a diff of the lines that it changes.

use super::line::head;
use super::paint::{Ink, Paint};
use crate::finding::{Applicability, Finding, Level, Report};
use crate::format::{Offer, diff, sanitised};

/// Most lines of a diff.
const MAX_LINES: usize = 8;

/// Shows the first fix that is offered.
pub(super) fn draw(out: &mut String, report: &Report, finding: &Finding, offer: Offer, paint: &Paint) {
    let is_shown = |applicability: Applicability| match offer {
        Offer::Nothing | Offer::Rest => false,
        Offer::Safe => applicability == Applicability::Safe,
        Offer::All => true,
    };
    let fix = finding.fixes.iter().find(|fix| is_shown(fix.applicability));
    let (Some(fix), Some(source)) = (fix, report.sources.get(finding.source)) else { return };
    let needs = if fix.applicability == Applicability::Unsafe { " (needs --unsafe-fixes)" } else { "" };
    // Where the help says what the fix does, its lines are enough.
    if fix.title != finding.help || !needs.is_empty() {
        let title = format!("{}{needs}", sanitised(&fix.title));
        paint.paragraph(out, (Ink::Keyword, "  fix:"), &title, "       ");
    }
    let lines = diff::lines(&source.bytes, fix);
    for line in lines.iter().take(MAX_LINES) {
        let (sign, ink) =
            if line.is_added { ("+", Ink::Keyword) } else { ("-", Ink::Level(Level::Violation)) };
        let text = head(&line.text, paint.width.saturating_sub("    - ".len()), paint.ellipsis);
        out.extend(["    ", &*paint.ink(ink, &format!("{sign} {text}")), "\n"]);
    }
    if lines.len() > MAX_LINES {
        let more = format!("    {} {} lines more", paint.ellipsis, lines.len() - MAX_LINES);
        out.extend([&*paint.ink(Ink::Dim, &more), "\n"]);
    }
}
