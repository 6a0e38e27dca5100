//! What several servers demand of a document in the same way.

use crate::json::{Kind, Tree, Value};
use crate::rule::Rule;

use super::answer::Answer;
use super::shape::{Document, described};
use super::text::{Dialect, Text, read};

/// The text as a reader sees it, where it is that of a JSON object; `not_json` says what it is not, where it is no JSON to it.
pub(super) fn object<'t>(
    tree: &'t Tree,
    dialect: Dialect,
    not_json: &str,
    answer: &mut Answer,
) -> Option<Text<'t>> {
    let Some(text) = read(tree, dialect) else {
        answer.refuse_document(Rule::DocNotJson, not_json);
        return None;
    };
    if text.root().is_none_or(|root| root.kind() != Kind::Object) {
        answer.refuse_document(Rule::DocNotObject, "the document is not a JSON object");
        return None;
    }
    Some(text)
}

/// What is said of a text that is not JSON to `JSON.parse`.
pub(super) const NOT_JAVASCRIPT: &str = "the document is not JSON to `JSON.parse`";
/// The same to Python's `json`.
pub(super) const NOT_PYTHON: &str = "the document is not JSON to Python's `json`";
/// The same to a struct that serde_json fills.
pub(super) const NOT_SERDE: &str = "the document is not JSON to serde_json, or has a member twice";

impl Answer {
    /// Refuses a document whose `client_id` is not the identifier, whatever else it is.
    pub(super) fn same_client_id(&mut self, document: Document<'_>, identifier: &str) {
        if document.text("client_id") != Some(identifier) {
            self.refuse_document(Rule::ClientIdMismatch, "`client_id` is not the URL that was asked for");
        }
    }

    /// Refuses a document with a client secret, or with the time at which one expires; `why` follows what is said of them.
    pub(super) fn no_secrets(&mut self, document: Document<'_>, why: &str) {
        for (name, rule) in [
            ("client_secret", Rule::SecretClientSecret),
            ("client_secret_expires_at", Rule::SecretClientSecretExpiresAt),
        ] {
            if let Some(value) = document.get(name) {
                self.refuse_at(rule, value, format!("`{name}` must not be in a document{why}"));
            }
        }
    }

    /// Refuses a member that is there with another value than those.
    pub(super) fn one_of(&mut self, document: Document<'_>, name: &str, values: &[&str], rule: Rule) {
        let is_right = |value: &Value<'_>| value.as_str().is_some_and(|text| values.contains(&text));
        if let Some(value) = document.get(name).filter(|value| !is_right(value)) {
            self.not_one_of(name, value, values, rule);
        }
    }

    /// Refuses a member that is a string with something in it, and not one of those; others have been refused for their type.
    pub(super) fn text_one_of(&mut self, document: Document<'_>, name: &str, values: &[&str], rule: Rule) {
        let is_wrong = |value: &Value<'_>| {
            value.as_str().is_some_and(|text| !text.is_empty() && !values.contains(&text))
        };
        if let Some(value) = document.get(name).filter(is_wrong) {
            self.not_one_of(name, value, values, rule);
        }
    }

    fn not_one_of(&mut self, name: &str, value: Value<'_>, values: &[&str], rule: Rule) {
        self.refuse_at(
            rule,
            value,
            format!("`{name}` must be {}, and is {}", values.join(" or "), described(value)),
        );
    }

    /// Refuses contacts that are strings, and not e-mail addresses to the server.
    pub(super) fn emails(&mut self, document: Document<'_>, is_email: impl Fn(&str) -> bool) {
        for contact in document.elements("contacts") {
            if contact.as_str().is_some_and(|text| !is_email(text)) {
                self.refuse_at(
                    Rule::ContactsNotEmail,
                    contact,
                    format!("{} is not an e-mail address", described(contact)),
                );
            }
        }
    }

    /// Refuses an identifier for each of these that is so: what is wrong, its rule, and what is said of it.
    pub(super) fn refuse_identifier<const N: usize>(&mut self, faults: [(bool, Rule, &str); N]) {
        for (_, rule, why) in faults.into_iter().filter(|(is_so, ..)| *is_so) {
            self.refuse(rule, format!("the identifier {why}"));
        }
    }

    /// Takes the strings of `redirect_uris` as they are.
    pub(super) fn register_redirect_uris(&mut self, document: Document<'_>) {
        self.redirect_uris = document.strings("redirect_uris").into_iter().map(str::to_owned).collect();
    }
}
