//! Naming rules: one, or a family of them.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::profile::unknown_rule;
use crate::rule::Rule;

/// A rule's id, or its beginning up to a hyphen: `client-id-url` stands for every rule `client-id-url-...`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Selector(String);

impl Selector {
    /// Whether it stands for that rule.
    pub fn covers(&self, rule: Rule) -> bool {
        match rule.id().strip_prefix(&self.0) {
            Some(rest) => rest.is_empty() || rest.starts_with('-'),
            None => false,
        }
    }
}

impl TryFrom<String> for Selector {
    type Error = String;

    fn try_from(text: String) -> Result<Selector, String> {
        let selector = Selector(text);
        if Rule::ALL.iter().any(|&rule| selector.covers(rule)) {
            return Ok(selector);
        }
        let help = unknown_rule(&selector.0).help.unwrap_or_default();
        Err(format!("there is no rule and no family of rules `{}`\n{help}", selector.0))
    }
}

impl FromStr for Selector {
    type Err = String;

    /// For the command line, where message and help are one line.
    fn from_str(text: &str) -> Result<Selector, String> {
        Selector::try_from(text.to_owned()).map_err(|error| error.replace('\n', "; "))
    }
}

impl From<Selector> for String {
    fn from(selector: Selector) -> String {
        selector.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_end_at_a_hyphen() {
        let family: Selector = "client-id-url".parse().unwrap();
        let rule = |id| Rule::from_id(id).unwrap();
        assert!(family.covers(rule("client-id-url-query")));
        assert!(!family.covers(rule("client-id-mismatch")));
        assert!("client-id-ur".parse::<Selector>().is_err());
        assert!("client-id-url-".parse::<Selector>().is_err());
        assert!("".parse::<Selector>().is_err());
        assert!("redirect-uri-http".parse::<Selector>().unwrap().covers(rule("redirect-uri-http")));
    }
}
