//! What has to hold of a document after its fixes.

use std::collections::BTreeMap;

use cimd::auth0::{self, MappedFields};
use cimd::finding::{Finding, Report};
use cimd::fix::{Fixed, apply, fix};
use cimd::json::Tree;
use cimd::{Applicability, Linter, Profile, Rule, Subject};

/// Rules that speak of a method, which they know only where it is spelt as it is registered.
const UNCOVERED: [Rule; 3] = [Rule::AuthSigningAlgMissing, Rule::AuthMethodRestricted, Rule::JwksNotFetched];

/// A text as a document, published at a URL if that is known.
fn subject(text: Vec<u8>, published: Option<&str>) -> Subject {
    Subject { published: published.map(str::to_owned), ..Subject::from_bytes("client.json", text) }
}

/// The document with its fixes made.
pub fn fixed(text: &[u8], published: Option<&str>, linter: &Linter<'_>, up_to: Applicability) -> Fixed {
    fix(text.to_vec(), up_to, |text| subject(text, published), |subject| linter.lint(subject))
}

/// What is wrong with a document after its safe fixes, and after all of them.
pub fn fault(text: &[u8], published: Option<&str>, linter: &Linter<'_>) -> Option<String> {
    let before = linter.lint(&subject(text.to_vec(), published));
    // Most documents have nothing to be fixed.
    if before.findings.iter().all(|finding| finding.fixes.is_empty()) {
        return None;
    }
    let touched = before.shown().find_map(|finding| touches_more(text, finding));
    touched
        .or_else(|| fault_of_safe(text, published, linter, &before))
        .or_else(|| fault_of_unsafe(text, published, linter, &before))
}

fn fault_of_safe(
    text: &[u8],
    published: Option<&str>,
    linter: &Linter<'_>,
    before: &Report,
) -> Option<String> {
    let safe = fixed(text, published, linter, Applicability::Safe);
    if safe.made.is_empty() && safe.text != text {
        return Some("nothing was fixed, and the text is another one".to_owned());
    }
    let again = fixed(&safe.text, published, linter, Applicability::Safe);
    if again.text != safe.text {
        return Some(format!("a second run of safe fixes makes {:?}", again.made));
    }
    let was_json = Tree::parse(text.to_vec()).is_json();
    let is_json = Tree::parse(safe.text.clone()).is_json();
    let is_mended = safe.made.iter().any(|made| made.rule == Rule::DocNotJson);
    if is_mended != (is_json && !was_json) {
        return Some(format!("the syntax was mended: {is_mended}; was JSON: {was_json}, is JSON: {is_json}"));
    }
    if let Some(left) = left(&safe, published) {
        return Some(left);
    }
    let (old, new) = (counts(before), counts(&safe.report));
    let is_new =
        |rule: &Rule, count: usize| !UNCOVERED.contains(rule) && count > old.get(rule).copied().unwrap_or(0);
    let more = new.iter().find(|(rule, count)| is_new(rule, **count));
    more.filter(|_| was_json).map(|(rule, _)| format!("safe fixes bring {rule}: {:?}", safe.made))
}

fn fault_of_unsafe(
    text: &[u8],
    published: Option<&str>,
    linter: &Linter<'_>,
    before: &Report,
) -> Option<String> {
    let all = fixed(text, published, linter, Applicability::Unsafe);
    let again = fixed(&all.text, published, linter, Applicability::Unsafe);
    if again.text != all.text {
        return Some(format!("a second run makes {:?} after {:?}", again.made, all.made));
    }
    if before.valid == Some(true) && all.report.valid != Some(true) {
        return Some(format!("a valid document is refused after {:?}", all.made));
    }
    None
}

/// Whether a fix changes bytes outside of its edits, or its edits are out of order.
fn touches_more(text: &[u8], finding: &Finding) -> Option<String> {
    for fix in finding.fixes.iter().filter(|_| finding.source == 0) {
        let changed = apply(text, [fix]);
        let (mut old, mut new) = (0, 0);
        for edit in &fix.edits {
            let (start, end) = (edit.range.start.offset, edit.range.end.offset);
            let length = start.checked_sub(old);
            let is_kept = length.is_some_and(|length| text[old..start] == changed[new..new + length]);
            if !is_kept {
                return Some(format!("{}: {} changes more than it says", finding.rule, fix.title));
            }
            new += start - old + edit.content.len();
            old = end;
        }
        if text[old..] != changed[new..] {
            return Some(format!("{}: {} changes the rest of the text", finding.rule, fix.title));
        }
    }
    None
}

/// A safe fix that is left although no server that takes the document would notice it.
fn left(fixed: &Fixed, published: Option<&str>) -> Option<String> {
    let now = subject(fixed.text.clone(), published);
    let takes = |profile: &&Profile| Linter::new(profile).verdict(&now) == Some(true);
    let takers: Vec<&Profile> = Profile::built_in().iter().filter(takes).collect();
    let is_stored = takers.iter().any(|profile| profile.name == auth0::profile().name);
    let is_safe = |fix: &&cimd::finding::Fix| fix.applicability == Applicability::Safe;
    for finding in fixed.report.shown().filter(|finding| finding.source == 0) {
        let Some(fix) = finding.fixes.iter().find(is_safe) else { continue };
        let after = subject(apply(&fixed.text, [fix]), published);
        let is_taken = takers.iter().all(|profile| Linter::new(profile).verdict(&after) == Some(true));
        if is_taken && (!is_stored || MappedFields::of(&now) == MappedFields::of(&after)) {
            return Some(format!("a safe fix is left: {}: {}", finding.rule, fix.title));
        }
    }
    None
}

/// How often each rule is found.
fn counts(report: &Report) -> BTreeMap<Rule, usize> {
    let mut counts = BTreeMap::new();
    for finding in report.findings.iter().flat_map(Finding::each).filter(|finding| finding.shown) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}
