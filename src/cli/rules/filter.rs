//! Which rules are listed.

use crate::cli::usage::UsageError;
use crate::metadata::nearest;
use crate::rule::{Part, Rule};

/// The rules of a part that have to do with a word; without them, all rules.
pub fn filtered(part: Option<Part>, word: Option<&str>) -> Result<Vec<Rule>, UsageError> {
    let of_part = |rule: &Rule| part.is_none_or(|part| rule.page().part == part);
    let rules: Vec<Rule> = Rule::ALL
        .iter()
        .copied()
        .filter(of_part)
        .filter(|&rule| word.is_none_or(|word| is_about(rule, word)))
        .collect();
    match word {
        Some(word) if rules.is_empty() => Err(nothing_about(word, part)),
        _ => Ok(rules),
    }
}

/// Whether a rule's id, title, family or member has the word in it. Letter case does not count, and a hyphen is an
/// underscore.
fn is_about(rule: Rule, word: &str) -> bool {
    let folded = |text: &str| text.to_lowercase().replace('-', "_");
    let page = rule.page();
    let texts = [Some(page.id), Some(page.title), page.family, page.member];
    let word = folded(word.trim());
    texts.into_iter().flatten().any(|text| folded(text).contains(&word))
}

fn nothing_about(word: &str, part: Option<Part>) -> UsageError {
    let of_part = part.map_or(String::new(), |part| format!(" of the part {}", part.name()));
    let error = UsageError::new(format!("no rule{of_part} has `{word}` in its id, title, family or member"));
    if part.is_some() && Rule::ALL.iter().any(|&rule| is_about(rule, word)) {
        return error.help("leave out --part: rules of other parts have it");
    }
    let names = Rule::ALL.iter().flat_map(|rule| rule.page().member.into_iter().chain([rule.id()]));
    match nearest(word, names) {
        Some(name) => error.help(format!("did you mean `{name}`?")),
        None => error.help("`cimd rules` lists them all"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(part: Option<Part>, word: &str) -> Vec<Rule> {
        filtered(part, Some(word)).unwrap_or_default()
    }

    #[test]
    fn a_word_is_looked_for_in_id_title_family_and_member() {
        assert!(found(None, "LOOPBACK-no").contains(&Rule::RedirectUriLoopbackNoPort), "id");
        assert!(found(None, "plain http redirect").contains(&Rule::RedirectUriHttp), "title");
        assert!(found(None, "redirect_uris/web").contains(&Rule::RedirectUriHttp), "family");
        assert!(found(None, "token_endpoint_auth_method").contains(&Rule::AuthMethodAbsent), "member");
        assert!(!found(None, "loopback").contains(&Rule::ClientIdMissing));
    }

    #[test]
    fn part_and_word_are_both_asked_for() {
        assert!(found(Some(Part::Url), "fragment").contains(&Rule::ClientIdUrlFragment));
        assert!(found(Some(Part::Url), "fragment").iter().all(|rule| rule.page().part == Part::Url));
        let all: usize =
            Part::ALL.map(|part| filtered(Some(part), None).map_or(0, |rules| rules.len())).iter().sum();
        assert_eq!(all, Rule::ALL.len());
    }

    #[test]
    fn a_word_that_is_nowhere_brings_the_nearest_name() {
        let words = |part, word| filtered(part, Some(word)).err().map(|error| error.to_string());
        assert!(
            words(None, "redirect_urs").is_some_and(|text| text.contains("did you mean `redirect_uris`?"))
        );
        assert!(words(Some(Part::Keys), "redirect_uris").is_some_and(|text| text.contains("--part")));
        assert!(words(None, "zzzzzzzz").is_some_and(|text| text.contains("lists them all")));
    }
}
