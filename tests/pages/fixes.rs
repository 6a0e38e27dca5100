//! What a page says of its fixes: the document before and after, whether they are safe, and that there are no others.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cimd::finding::{Finding, Fix, Report};
use cimd::{Applicability, Linter, Profile, Rule, Subject};

use super::examples::examples;
use super::help::{OF_RIGHT_DOCUMENTS, UNRELATED, changed};
use super::profiles_of;
use super::resource_text::resources_of;

/// A document before a fix of a rule, and after it.
struct Case {
    /// What the text is: `json`, or a language of resources.
    kind: String,
    applicability: Applicability,
    published: Option<String>,
    condition: Option<&'static str>,
    before: String,
    after: String,
}

/// The blocks below `## Fix`: `json before safe`, with `url=` and `if` as in an example, and `json after`; in the place of
/// `json`, a language of resources. Where a byte has
/// to be seen, it is written as in `bytes`.
fn cases(rule: Rule) -> Vec<Case> {
    let body = rule.page().body;
    let Some((_, section)) = body.split_once("\n## Fix\n") else { return Vec::new() };
    let mut lines = section.lines();
    let mut block = |marker: &str| {
        let info =
            lines.by_ref().find_map(|line| line.strip_prefix("```").filter(|info| !info.is_empty()))?;
        let (kind, info) = info.split_once(' ').unwrap_or((info, ""));
        assert!(info.starts_with(marker), "{rule}: {info}: a fix is a block `before` and one `after`");
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = text.join("\n") + "\n";
        Some((kind, info, if kind == "bytes" { text.replace("\\xEF\\xBB\\xBF", "\u{feff}") } else { text }))
    };
    let mut cases = Vec::new();
    while let Some((kind, info, before)) = block("before") {
        let (_, _, after) = block("after").unwrap_or_else(|| panic!("{rule}: what is after the fix?"));
        let (info, condition) = match info.split_once(" if ") {
            Some((info, condition)) => (info, Some(condition)),
            None => (info, None),
        };
        let mut words = info.split(' ').skip(1);
        let applicability = match words.next() {
            Some("safe") => Applicability::Safe,
            Some("unsafe") => Applicability::Unsafe,
            word => panic!("{rule}: {word:?}: a fix is `safe` or `unsafe`"),
        };
        let published = words.find_map(|word| word.strip_prefix("url=")).map(str::to_owned);
        let kind = kind.to_owned();
        cases.push(Case { kind, applicability, published, condition, before, after });
    }
    cases
}

impl Case {
    fn subject(&self, text: &str) -> Subject {
        let document = || Subject::from_bytes("client.json", text.as_bytes().to_vec());
        let subject = resources_of(&self.kind, text).unwrap_or_else(document);
        Subject { published: self.published.clone(), ..subject }
    }
}

/// The fixes that a report has for a rule.
fn fixes_of(report: &Report, rule: Rule) -> Vec<&Fix> {
    let is_of_rule = |finding: &&Finding| finding.rule == rule;
    report.findings.iter().filter(is_of_rule).flat_map(|finding| &finding.fixes).collect()
}

#[test]
fn every_fix_does_what_its_page_says() {
    let mut wrong = String::new();
    for &rule in Rule::ALL {
        let cases = cases(rule);
        let shown: BTreeSet<&str> = cases.iter().map(|case| case.applicability.name()).collect();
        let stated: BTreeSet<&str> = rule.page().fixes.iter().map(|fix| fix.name()).collect();
        assert_eq!(shown, stated, "{rule}: `fixes` in the front matter, and the blocks below `## Fix`");
        for case in cases {
            let profiles = profiles_of(rule, case.condition);
            assert!(!profiles.is_empty(), "{rule}: no profile has the rule");
            let mut found = false;
            for profile in profiles {
                let report = Linter::new(&profile).lint(&case.subject(&case.before));
                for fix in fixes_of(&report, rule) {
                    let after = cimd::fix::apply(case.before.as_bytes(), [fix]);
                    found |= after == case.after.as_bytes() && fix.applicability == case.applicability;
                }
            }
            if !found {
                let _ = writeln!(wrong, "{rule}: no fix makes\n{}of\n{}", case.after, case.before);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Over all examples under all profiles: a fix is of a kind that its page names, mends its finding, leaves a text of the same
/// or a better grammar, and brings no finding that was not there before.
#[test]
fn a_fix_mends_its_finding_and_makes_no_other() {
    let (mut wrong, mut tried) = (String::new(), 0);
    for &rule in Rule::ALL {
        for example in examples(rule) {
            if example.configuration.is_some()
                || example.baseline.is_some()
                || example.subject.resources.is_some()
            {
                continue;
            }
            let Some(body) = &example.subject.document else { continue };
            for profile in Profile::built_in() {
                let linter = Linter::new(profile);
                let report = linter.lint(&example.subject);
                for finding in &report.findings {
                    for fix in &finding.fixes {
                        tried += 1;
                        let text = cimd::fix::apply(body.tree.source(), [fix]);
                        let Ok(text) = String::from_utf8(text) else { continue };
                        let fixed = changed(&example.subject, finding, text);
                        if let Some(fault) = fault_of(finding, fix, &report, &linter.lint(&fixed)) {
                            let text = fixed.document.as_ref().map(|body| body.tree.source());
                            let text = String::from_utf8_lossy(text.unwrap_or_default()).into_owned();
                            let _ = writeln!(
                                wrong,
                                "{rule}, {}: {}: {}: {fault}\n{text}",
                                profile.name, finding.rule, fix.title
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(tried > 0, "no fix was tried");
}

/// Rules that speak of what could not be seen before: of a host behind a user name, of members behind brackets, of a grant
/// under a misspelt name.
const UNCOVERED: [Rule; 3] = [Rule::UriCrossOriginRedirect, Rule::PropertyMissing, Rule::GrantRefreshMissing];

/// What is wrong with a fix.
fn fault_of(finding: &Finding, fix: &Fix, before: &Report, after: &Report) -> Option<String> {
    // A finding takes the fixes of the one that explains it.
    let explains = |cause: &&Rule| cause.page().explains && cause.page().supersedes.contains(&finding.rule);
    let causes = Rule::ALL.iter().filter(explains).chain([&finding.rule]);
    if !causes.into_iter().any(|cause| cause.page().fixes.contains(&fix.applicability)) {
        return Some(format!(
            "the page does not say that there is a fix that is {}",
            fix.applicability.name()
        ));
    }
    let count = |report: &Report, rule: Rule| {
        report.findings.iter().flat_map(Finding::each).filter(|finding| finding.rule == rule).count()
    };
    if count(after, finding.rule) >= count(before, finding.rule) {
        return Some("the finding is still there".to_owned());
    }
    // In a text that was not JSON, not everything could be seen; and what could be better still in a document that is
    // right is no fault of the fix.
    let is_excused = |rule: Rule| {
        [&UNRELATED[..], &OF_RIGHT_DOCUMENTS, &UNCOVERED].iter().any(|list| list.contains(&rule))
    };
    let is_new = |finding: &&Finding| {
        finding.shown && !is_excused(finding.rule) && count(after, finding.rule) > count(before, finding.rule)
    };
    let new = after.findings.iter().find(is_new).filter(|_| !finding.rule.id().starts_with("doc-not-json"));
    new.map(|new| format!("it brings {}: {}", new.rule, new.message))
}
