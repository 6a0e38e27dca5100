//! What is known of a member.

use crate::metadata::members::{self, Definition};
use crate::rule::Rule;

/// A member, with what the tables say of it.
pub struct Member {
    /// Its definition.
    pub definition: &'static Definition,
    /// What it is, as a sentence.
    pub description: &'static str,
    /// The address of the document that defines it.
    pub link: Option<String>,
    /// The servers that are known to read it.
    pub readers: Vec<&'static str>,
    /// The rules that are about it.
    pub rules: Vec<Rule>,
}

impl Member {
    /// Gathers it.
    pub fn new(definition: &'static Definition) -> Member {
        let name = definition.name;
        Member {
            definition,
            description: members::description(name).unwrap_or_default(),
            link: members::link(definition.source),
            readers: members::readers(name).collect(),
            rules: Rule::ALL.iter().copied().filter(|rule| rule.page().member == Some(name)).collect(),
        }
    }

    /// Whether and where it is registered, and whether it may carry a language, as sentences.
    pub fn remarks(&self) -> Vec<String> {
        let name = self.definition.name;
        let mut remarks = Vec::new();
        if !self.definition.is_registered {
            remarks.push("It is not in the IANA registry of client metadata.".to_owned());
        }
        if self.definition.is_human_readable {
            remarks.push(format!("It may carry a language, as `{name}#fr`."));
        }
        remarks
    }
}
