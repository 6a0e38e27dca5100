//! Keys of the configuration, and what they take: rules, levels, profiles, servers.

use super::suggestion::{Suggestion, Suggestions};
use super::toml_place::{TomlPlace, place};
use crate::format::markdown::inline;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::servers::{SERVERS, server_profiles};

/// The keys of a table.
fn keys(table: &str) -> &'static [&'static str] {
    match table {
        "" => &["profile", "fail-on", "servers", "require", "select", "ignore", "include", "exclude"],
        "documents" => &["path", "url"],
        "ignores" => &["rule", "reason", "path", "pointer", "expires"],
        _ => &[],
    }
}

/// What can stand at an offset of the configuration.
pub fn at(text: &str, offset: usize) -> Option<Suggestions> {
    let TomlPlace { table, key, token } = place(text, offset)?;
    let quote = text[token.clone()].chars().next().filter(|one| "\"'".contains(*one)).unwrap_or('"');
    let word = |label: &str| Suggestion::value(label, format!("{quote}{label}{quote}"));
    let list = match (table.as_str(), key.as_deref()) {
        ("levels", None) => {
            let bare = |rule: &Rule| Suggestion { is_value: false, ..described(*rule, rule.id().to_owned()) };
            Rule::ALL.iter().map(bare).collect()
        }
        (table, None) => {
            let key = |key: &&str| Suggestion {
                is_value: false,
                before: format!("{key} = "),
                ..Suggestion::value(key, (*key).to_owned())
            };
            keys(table).iter().map(key).collect()
        }
        ("levels", Some(_)) => ["violation", "warning", "hint", "off"].map(word).to_vec(),
        ("", Some("select" | "ignore")) | ("ignores", Some("rule")) => {
            let quoted = |rule: &Rule| described(*rule, format!("{quote}{}{quote}", rule.id()));
            Rule::ALL.iter().map(quoted).collect()
        }
        ("", Some("profile")) => {
            let named = |profile: &Profile| Suggestion {
                detail: Some(profile.title.clone().into_owned()),
                ..word(&profile.name)
            };
            Profile::built_in().iter().map(named).chain(server_profiles().map(word)).collect()
        }
        ("", Some("fail-on")) => ["violation", "warning", "hint", "never"].map(word).to_vec(),
        ("", Some("require" | "servers")) => SERVERS.iter().map(|server| word(server.name)).collect(),
        _ => Vec::new(),
    };
    Some(Suggestions { replaces: token, list })
}

/// A rule, written in that way.
fn described(rule: Rule, written: String) -> Suggestion {
    let page = rule.page();
    Suggestion {
        detail: Some(page.title.to_owned()),
        documentation: Some(inline(page.title)),
        ..Suggestion::value(page.id, written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    #[test]
    fn keys_are_those_that_are_read() {
        for table in ["", "documents", "ignores"] {
            let header = if table.is_empty() { String::new() } else { format!("[[{table}]]\n") };
            let text = format!("{header}no-such-key = 1");
            let error = toml::from_str::<ConfigFile>(&text).expect_err("there is no such key").to_string();
            let known: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
            // Tables are begun with a header.
            let tables = ["levels", "documents", "ignores"];
            let known: Vec<&str> = known.into_iter().filter(|key| !tables.contains(key)).collect();
            let mut own = keys(table).to_vec();
            own.sort_unstable();
            let mut known = known;
            known.sort_unstable();
            assert_eq!(own, known, "{table}: {error}");
        }
    }
}
