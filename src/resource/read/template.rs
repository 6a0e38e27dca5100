//! Strings that are templates: what `${...}` stands for is known only when the program runs.

use super::super::value::{Content, Unknown};

/// Whose templates a string may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Templates {
    /// None: a recording, or a request.
    None,
    /// Terraform's, with `${` and `%{`.
    Terraform,
    /// Pulumi's, with `${`.
    Pulumi,
}

impl Templates {
    /// What a string is. `start` is where its first byte stands, if it is written without escapes.
    pub fn text(self, text: &str, start: Option<usize>) -> Content {
        let begins: &[&str] = match self {
            Templates::None => &[],
            Templates::Terraform => &["${", "%{"],
            Templates::Pulumi => &["${"],
        };
        let Some(read) = without_escapes(text, begins) else { return Content::Unknown(Unknown::Expression) };
        let start = start.filter(|_| read.len() == text.len());
        Content::Text { text: read, start }
    }
}

/// The text with `$${` as `${`; `None` where a template begins.
fn without_escapes(text: &str, begins: &[&str]) -> Option<String> {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begin = begins.iter().find(|begin| rest.starts_with(**begin));
        if begin.is_some() {
            return None;
        }
        let escaped = begins
            .iter()
            .find(|begin| rest[first.len_utf8()..].starts_with(**begin) && begin.starts_with(first));
        match escaped {
            Some(begin) => {
                read.push_str(begin);
                rest = &rest[first.len_utf8() + begin.len()..];
            }
            None => {
                read.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_not_known_and_escapes_are_read() {
        let text = |templates: Templates, text: &str| match templates.text(text, Some(1)) {
            Content::Text { text, start } => Some((text, start.is_some())),
            _ => None,
        };
        assert_eq!(text(Templates::Terraform, "a ${b}"), None);
        assert_eq!(text(Templates::Terraform, "%{ if a }"), None);
        assert_eq!(text(Templates::Terraform, "$${b} %%{c}"), Some(("${b} %{c}".to_owned(), false)));
        assert_eq!(text(Templates::Pulumi, "%{b}"), Some(("%{b}".to_owned(), true)));
        assert_eq!(text(Templates::Pulumi, "a $ b é"), Some(("a $ b é".to_owned(), true)));
        assert_eq!(text(Templates::None, "${b}"), Some(("${b}".to_owned(), true)));
    }
}
