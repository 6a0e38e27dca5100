//! What findings say that several servers make together.

use super::ruling::Ruling;
use crate::rule::Rule;

/// Most names in a sentence.
const MOST_NAMES: usize = 3;

/// Most sentences of one server in a message.
const MOST_SENTENCES: usize = 3;

/// What is said: of several servers the sentence that most of them say, and who refuses; else what the one says.
pub(super) fn message(ruling: &Ruling, is_named: bool) -> String {
    let said = ruling.decisive();
    match servers(ruling, is_named) {
        Some(servers) => {
            // Of equal ones the first counts.
            let most = said.iter().rev().max_by_key(|said| said.servers.len());
            most.map_or(String::new(), |most| most.sentence.clone()) + &servers
        }
        None => {
            let shown: Vec<&str> = said.iter().take(MOST_SENTENCES).map(|said| &*said.sentence).collect();
            let more = said.len().saturating_sub(MOST_SENTENCES);
            let rest = if more > 0 { format!("; and {more} more of the kind") } else { String::new() };
            shown.join("; ") + &rest
        }
    }
}

/// Who refuses or takes in part, to be put behind what is said; nothing where only one server is asked.
pub(super) fn servers(ruling: &Ruling, is_named: bool) -> Option<String> {
    let part =
        |names: &[&str], how: &str| (!names.is_empty()).then(|| format!("{how} by {}", self::names(names)));
    let parts = [part(&ruling.refusing(), "refused"), part(&ruling.dropping(), "taken in part")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    is_named.then(|| format!(" ({})", parts.join("; ")))
}

/// Names in a sentence: all of a few, else the first of them.
pub(super) fn names(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        _ if names.len() <= MOST_NAMES => {
            let (last, others) = names.split_at(names.len() - 1);
            format!("{} and {}", last.join(", "), others.concat())
        }
        _ => format!("{} and {} more", names[..MOST_NAMES].join(", "), names.len() - MOST_NAMES),
    }
}

/// What to do: how the page of the rule begins to say how to fix it.
pub(super) fn help(ruling: &Ruling) -> String {
    if ruling.rule == Rule::ServerRefuses {
        let server = ruling.deciding().first().copied().unwrap_or_default();
        return format!(
            "`cimd compat --server {server}` shows the whole answer, and what its operator may set"
        );
    }
    if ruling.refused.is_empty() {
        return "it is no reason to refuse the document: leave it as it is where other servers need it"
            .to_owned();
    }
    match ruling.rule {
        // The page is about one server's list.
        Rule::AuthMethodUnsupported => {
            "use `none` with PKCE, which is taken most widely; publish a second document for servers that the client shows a key"
                .to_owned()
        }
        rule => how_to_fix(rule.page().body),
    }
}

/// The first paragraph of the section, on one line, without sentences about what a profile lists: models have no lists.
fn how_to_fix(page: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != "## How to fix").skip(1);
    let lines = lines.skip_while(|line| line.is_empty());
    let lines =
        lines.take_while(|line| !line.is_empty() && !line.starts_with(['#']) && !line.starts_with("```"));
    let paragraph = lines.map(|line| line.trim_start_matches("- ").trim()).collect::<Vec<_>>().join(" ");
    let sentences = paragraph.split_inclusive(". ").filter(|sentence| !sentence.contains("profile"));
    sentences.collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_names_are_all_said() {
        assert_eq!(names(&["a"]), "a");
        assert_eq!(names(&["a", "b"]), "a and b");
        assert_eq!(names(&["a", "b", "c"]), "a, b and c");
        assert_eq!(names(&["a", "b", "c", "d"]), "a, b, c and 1 more");
    }

    #[test]
    fn help_is_one_paragraph_and_of_no_profile() {
        for rule in Rule::ALL {
            let help = how_to_fix(rule.page().body);
            assert!(!help.contains('\n') && !help.contains("## "), "{rule}: {help}");
            assert!(!help.contains("profile"), "{rule}: {help}");
        }
    }
}
