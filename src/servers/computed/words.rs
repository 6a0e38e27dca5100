//! What findings say that several servers make together.

use super::ruling::{Ruling, Said};
use crate::rule::Rule;

/// Most names in a sentence.
const MOST_NAMES: usize = 3;

/// Most sentences in a message.
const MOST_SENTENCES: usize = 3;

/// What the servers say: a sentence alone where only one server is asked, else each with who says it.
pub(super) fn message(ruling: &Ruling, is_named: bool) -> String {
    let sentences = (ruling.refused.iter().map(|said| (said, "refused")))
        .chain(ruling.dropped.iter().map(|said| (said, "taken in part")));
    let sentence = |(said, how): (&Said, &str)| match is_named {
        true => format!("{} ({how} by {})", said.sentence, names(&said_by(said))),
        false => said.sentence.clone(),
    };
    let all = ruling.refused.len() + ruling.dropped.len();
    let shown: Vec<String> = sentences.take(MOST_SENTENCES).map(sentence).collect();
    let more = all.saturating_sub(MOST_SENTENCES);
    let rest = if more > 0 { format!("; servers say it in {more} more ways") } else { String::new() };
    shown.join("; ") + &rest
}

/// Who refuses or takes in part, to be put behind what a rule says; nothing where only one server is asked.
pub(super) fn servers(ruling: &Ruling, is_named: bool) -> Option<String> {
    let part = |said: &[Said], how: &str| {
        let by: Vec<&str> = said.iter().flat_map(said_by).collect();
        (!by.is_empty()).then(|| format!("{how} by {}", names(&by)))
    };
    let parts = [part(&ruling.refused, "refused"), part(&ruling.dropped, "taken in part")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    is_named.then(|| format!(" ({})", parts.join("; ")))
}

fn said_by(said: &Said) -> Vec<&'static str> {
    said.servers.iter().map(|server| server.name).collect()
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
        let names = ruling.servers();
        let server = names.first().copied().unwrap_or_default();
        return format!("`cimd compat --server {server}` shows the whole answer, and what its operator may set");
    }
    how_to_fix(ruling.rule.page().body)
}

/// The first paragraph of the section, on one line.
fn how_to_fix(page: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != "## How to fix").skip(1);
    let lines = lines.skip_while(|line| line.is_empty());
    let lines = lines.take_while(|line| !line.is_empty() && !line.starts_with(['#', '`']));
    lines.map(|line| line.trim_start_matches("- ").trim()).collect::<Vec<_>>().join(" ")
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
    fn every_page_says_how_to_fix_what_it_finds() {
        for rule in Rule::ALL {
            let help = how_to_fix(rule.page().body);
            assert!(!help.is_empty() && !help.contains('\n'), "{rule}: {help}");
        }
    }
}
