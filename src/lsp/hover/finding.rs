//! What was found at a place, from the pages of the rules.

use crate::finding::Finding;
use crate::format::markdown::{code, inline};

/// Most findings that are explained at one place.
const MOST: usize = 3;

/// The findings at an offset: each with its rule, and how the page of the rule says that it is fixed.
pub fn at(findings: &[Finding], offset: usize) -> Vec<String> {
    let is_there = |finding: &&Finding| {
        finding.range.is_some_and(|range| range.start.offset <= offset && offset <= range.end.offset)
    };
    findings.iter().filter(is_there).take(MOST).map(explained).collect()
}

fn explained(finding: &Finding) -> String {
    let page = finding.rule.page();
    let rule = match page.sources.first() {
        Some(source) => format!("[{}]({})", code(page.id), source.link),
        None => code(page.id),
    };
    format!(
        "**{}** {rule}: {}\n\n{}",
        finding.level,
        inline(&finding.message),
        section(page.body, "How to fix").unwrap_or(page.title)
    )
}

/// The text of a section of a page.
fn section<'p>(body: &'p str, heading: &str) -> Option<&'p str> {
    let (_, rest) = body.split_once(&format!("## {heading}\n"))?;
    Some(rest.split("\n## ").next().unwrap_or(rest).trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;

    #[test]
    fn every_page_says_how_to_fix() {
        for rule in Rule::ALL {
            let fix = section(rule.page().body, "How to fix");
            assert!(fix.is_some_and(|fix| !fix.is_empty() && !fix.contains("## ")), "{rule}: {fix:?}");
        }
    }
}
