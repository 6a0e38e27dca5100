//! A rule's page, as SARIF wants it: a paragraph, a plain text, and Markdown.

use crate::finding::truncated;
use crate::format::evidence;
use crate::profile::Profile;
use crate::rule::{Page, Rule};

/// GitHub takes no longer description.
const MAX_DESCRIPTION: usize = 1024;

/// What the rule checks, in one paragraph.
pub fn description(page: &Page) -> String {
    // The page begins with a heading.
    let description = paragraphs(page.body).into_iter().nth(1).unwrap_or_default();
    truncated(&description, MAX_DESCRIPTION - 1, "…").into_owned()
}

/// The page, and what the profile says, as plain text. It may not have anything whose white space matters
/// (section 3.11.3): the examples stay out.
pub fn text(page: &Page, profile: &Profile, rule: Rule) -> String {
    let mut paragraphs = paragraphs(page.body);
    paragraphs.push(profile.title.to_string());
    paragraphs.push(said(profile, rule).replace('`', "'"));
    paragraphs.join("\n\n")
}

/// What the profile says of the rule, in one paragraph.
fn said(profile: &Profile, rule: Rule) -> String {
    let mut sentences = vec![format!("{}.", evidence::level(profile, rule))];
    sentences.extend(profile.setting(rule).map(evidence::statements).unwrap_or_default());
    sentences.join(" ")
}

/// The whole page, what the profile says, and the sources of both.
pub fn markdown(page: &Page, profile: &Profile, rule: Rule) -> String {
    let mut markdown = format!(
        "{}\n\n## {}\n\n{}\n\n## Sources\n\n",
        page.body.trim_end(),
        profile.title,
        said(profile, rule)
    );
    if let Some(source) = profile.setting(rule).and_then(|setting| setting.source.as_ref()) {
        markdown += &format!("- [{}]({})\n", evidence::source(source), source.link);
    }
    for source in page.sources {
        let section = source.section.map_or(String::new(), |section| format!(", {section}"));
        markdown += &format!("- [{}{section}]({})\n", source.title, source.link);
    }
    markdown
}

/// The paragraphs before the examples, headings included, each on one line.
fn paragraphs(body: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in body.lines().take_while(|line| *line != "## Examples") {
        if line.is_empty() || line.starts_with("- ") {
            paragraphs.push(String::new());
        }
        let Some(paragraph) = paragraphs.last_mut() else { continue };
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        // Plain text has quotation marks instead of code.
        *paragraph += &line.trim_start_matches("## ").trim().replace('`', "'");
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_gives_a_description_that_need_not_be_cut() {
        for rule in Rule::ALL {
            let description = description(rule.page());
            assert!(description.ends_with(['.', ':', ')']), "{rule}: {description}");
            assert!(!description.contains(['`', '\n']), "{rule}: {description}");
        }
    }

    #[test]
    fn the_text_tells_what_why_and_how_and_shows_no_code() {
        for rule in Rule::ALL {
            let profile = Profile::named("auth0").expect("it is built in");
            let text = text(rule.page(), profile, *rule);
            for heading in ["What it checks\n\n", "\n\nWhy\n\n", "\n\nHow to fix\n\n"] {
                assert!(text.contains(heading), "{rule}: {text}");
            }
            assert!(!text.contains("\n\nExamples") && !text.contains("'''"), "{rule}: {text}");
        }
    }
}
