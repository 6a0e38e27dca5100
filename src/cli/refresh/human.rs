//! The changes of a refresh, as a diff.

use std::collections::HashSet;

use crate::auth0::Refresh;
use crate::auth0::refresh::{Change, FieldValue, Rotation, Verdict};
use crate::finding::{Level, MAX_QUOTED, quoted, truncated};
use crate::format::human::{Ink, Paint};
use crate::format::sanitised;
use crate::rule::Mark;

/// Most lines of a kind; a client and a document may have thousands.
const MAX_LINES: usize = 50;

/// Lays out the changes, why they would be refused, and what else there is to know.
pub fn text(refresh: &Refresh, paint: &Paint) -> String {
    let client = &refresh.client;
    let name = client.name.as_deref().unwrap_or("without a name");
    let mut out = String::new();
    let head = format!("{} ({name}), imported from {}", client.client_id, client.external_client_id);
    paint.inked(&mut out, Ink::Name, &sanitised(&head), "  ");

    for change in &refresh.changes {
        out.push('\n');
        changed(&mut out, change, paint);
    }
    if let Some(keys) = refresh.keys.as_ref().filter(|keys| keys.changes_anything()) {
        out.push('\n');
        rotated(&mut out, keys, paint);
    }
    for kept in &refresh.kept {
        out.push('\n');
        out.extend([&*paint.ink(Ink::Name, kept.field), "\n"]);
        lines(&mut out, ' ', kept.registered.lines(), paint);
        remark(
            &mut out,
            &format!("the document has none; the stored value is left alone ({})", kept.known.name()),
            paint,
        );
    }

    out.push('\n');
    for refusal in &refresh.refusals {
        let head = (Ink::Level(Level::Violation), "refused:");
        paint.paragraph(&mut out, head, &sanitised(&refusal.message), "  ");
    }
    for warning in refresh.validation.iter().flat_map(|validation| &validation.warnings) {
        paint.paragraph(&mut out, (Ink::Level(Level::Warning), "warning:"), &sanitised(warning), "  ");
    }
    for note in &refresh.notes {
        let known = note.known.map_or(String::new(), |known| format!(" ({})", known.name()));
        let text = format!("{}{known}", note.message);
        paint.paragraph(&mut out, (Ink::Keyword, "note:"), &sanitised(&text), "  ");
    }
    paint.inked(&mut out, Ink::Name, verdict(refresh), "  ");
    out
}

fn verdict(refresh: &Refresh) -> &'static str {
    // What is said of this very run is what it could not compare.
    let is_partial = refresh.notes.iter().any(|note| note.known.is_none());
    match refresh.verdict {
        Verdict::Unchanged if is_partial => "a refresh would change nothing, as far as it could be compared",
        Verdict::Unchanged => "a refresh would change nothing",
        Verdict::Changed => "a refresh would change the client",
        Verdict::Refused => "Auth0 would refuse the refresh",
    }
}

fn changed(out: &mut String, change: &Change, paint: &Paint) {
    let registered = change.registered.as_ref();
    let old = registered.map_or_else(Vec::new, |old| old.lines_beside(Some(&change.document)));
    let gone: HashSet<&String> = old.iter().copied().collect();
    let common = registered.map_or(&[][..], FieldValue::lines).iter().filter(|line| !gone.contains(line));
    out.extend([&*paint.ink(Ink::Name, change.field), "\n"]);
    lines(out, ' ', common, paint);
    lines(out, '-', old, paint);
    lines(out, '+', change.document.lines_beside(registered), paint);
    let mut text = match change.known {
        Mark::Inferred => "the document's value wins (inferred)".to_owned(),
        known => format!("overwritten by every refresh ({})", known.name()),
    };
    if !change.lost.is_empty() {
        let lost: Vec<String> = change.lost.iter().map(|lost| quoted(lost)).collect();
        text += &format!("; lost if it was set in Auth0 by hand: {}", lost.join(", "));
    }
    remark(out, &text, paint);
}

fn rotated(out: &mut String, keys: &Rotation, paint: &Paint) {
    out.extend([&*paint.ink(Ink::Name, "client_authentication_methods"), "\n"]);
    lines(out, ' ', &keys.unchanged, paint);
    lines(out, '-', &keys.removed, paint);
    lines(out, '+', &keys.added, paint);
    lines(out, '~', &keys.changed_algorithm, paint);
    lines(out, '!', &keys.replaced, paint);
    let mut remarks = vec!["keys by their kid"];
    if !keys.removed.is_empty() {
        remarks.push("what becomes of credentials whose key is gone is not documented");
    }
    if !keys.changed_algorithm.is_empty() {
        remarks.push("~ is the same key for another algorithm, for which nothing is documented");
    }
    if !keys.replaced.is_empty() {
        remarks.push("! is another key under a known kid");
    }
    remark(out, &remarks.join("; "), paint);
}

fn lines<'l>(out: &mut String, sign: char, lines: impl IntoIterator<Item = &'l String>, paint: &Paint) {
    let ink = match sign {
        '-' | '!' => Ink::Level(Level::Violation),
        '+' => Ink::Keyword,
        _ => Ink::Dim,
    };
    let mut lines = lines.into_iter();
    for line in lines.by_ref().take(MAX_LINES) {
        let line = truncated(line, MAX_QUOTED, paint.ellipsis);
        out.extend(["  ", &*paint.ink(ink, &format!("{sign} {}", sanitised(&line))), "\n"]);
    }
    let more = lines.count();
    if more > 0 {
        out.extend(["  ", &*paint.ink(ink, &format!("{sign} ({more} more)")), "\n"]);
    }
}

fn remark(out: &mut String, text: &str, paint: &Paint) {
    paint.inked(out, Ink::Dim, &format!("    {}", sanitised(text)), "    ");
}
