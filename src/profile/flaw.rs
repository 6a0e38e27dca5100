//! What is wrong at one place of a profile's text, and in which line that is.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::ProfileError;
use crate::toml_error::{Refusal, place};

/// What of an entry is wrong.
#[derive(Debug)]
enum About {
    Key,
    Value,
    /// One string of a list.
    Item(String),
}

/// Something that is wrong with an entry of a profile.
#[derive(Debug)]
pub struct Flaw {
    /// The keys that lead to the entry. Where the last of them do not exist, what they would be in is meant.
    keys: Vec<String>,
    about: About,
    error: ProfileError,
}

impl Flaw {
    /// A name that has no meaning.
    pub fn of_key(keys: &[&str], error: ProfileError) -> Flaw {
        Flaw { keys: keys.iter().map(|key| (*key).to_owned()).collect(), about: About::Key, error }
    }

    /// A value that cannot stand there.
    pub fn of_value(keys: &[&str], error: ProfileError) -> Flaw {
        Flaw { about: About::Value, ..Flaw::of_key(keys, error) }
    }

    /// A string that cannot stand in a list.
    pub fn of_item(keys: &[&str], item: &str, error: ProfileError) -> Flaw {
        Flaw { about: About::Item(item.to_owned()), ..Flaw::of_key(keys, error) }
    }
}

/// The text of a profile, for errors that name its lines.
pub struct Located<'t> {
    file: &'t str,
    text: &'t str,
    table: Spanned<DeTable<'t>>,
}

impl<'t> Located<'t> {
    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// It is not TOML.
    pub fn parse(file: &'t str, text: &'t str) -> Result<Located<'t>, ProfileError> {
        let table = DeTable::parse(text).map_err(|error| refused(file, text, &error))?;
        Ok(Located { file, text, table })
    }

    /// Its keys and values.
    pub fn table(&self) -> &DeTable<'t> {
        self.table.get_ref()
    }

    /// The error about a stretch of the text.
    pub fn at(&self, span: Range<usize>, error: ProfileError) -> ProfileError {
        ProfileError { place: Some(place(self.file, self.text.as_bytes(), span.start)), ..error }
    }

    /// What toml and serde refused of it.
    pub fn refused(&self, error: &toml::de::Error) -> ProfileError {
        refused(self.file, self.text, error)
    }

    /// The error of an entry.
    pub fn error(&self, flaw: Flaw) -> ProfileError {
        let Flaw { keys, about, error } = flaw;
        match self.span(&keys, &about) {
            Some(span) => self.at(span, error),
            None => ProfileError { place: Some(self.file.to_owned()), ..error },
        }
    }

    fn span(&self, keys: &[String], about: &About) -> Option<Range<usize>> {
        let mut table = self.table();
        let mut found = None;
        for key in keys {
            let Some((name, value)) = table.iter().find(|(name, _)| name.get_ref() == key) else { break };
            found = Some((name.span(), value));
            match value.get_ref() {
                DeValue::Table(deeper) => table = deeper,
                _ => break,
            }
        }
        let (key, value) = found?;
        Some(match about {
            About::Key => key,
            About::Value => value.span(),
            About::Item(item) => item_span(value, item).unwrap_or_else(|| value.span()),
        })
    }
}

fn item_span(list: &Spanned<DeValue<'_>>, item: &str) -> Option<Range<usize>> {
    let items = list.get_ref().as_array()?;
    items.iter().find(|found| found.get_ref().as_str() == Some(item)).map(Spanned::span)
}

fn refused(file: &str, text: &str, error: &toml::de::Error) -> ProfileError {
    let Refusal { offset, message, help } = Refusal::of(text, error);
    let place = offset.map_or_else(|| file.to_owned(), |offset| place(file, text.as_bytes(), offset));
    ProfileError { place: Some(place), message, help }
}
