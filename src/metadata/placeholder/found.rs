//! What is found.

/// Most placeholders that are looked for in one text.
pub(super) const MAX_FOUND: usize = 8;

/// A stretch of a text that stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// As it is written.
    pub text: &'t str,
    /// What kind of placeholder it is.
    pub kind: PlaceholderKind<'t>,
}

/// What kind of placeholder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderKind<'t> {
    /// A variable of a template or a build, and its name: `{{HOST}}`, `%BASE_URL%`.
    Variable(&'t str),
    /// Words that ask a person for a value: `your-domain`, `<your-domain>`, `CHANGEME`.
    Words,
    /// What a program writes for a value that it does not have: `undefined`.
    NoValue,
}

impl<'t> Placeholder<'t> {
    /// The offset after it.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}
