//! Why an input could not be linted at all.

/// Why an input could not be linted at all. The document is not to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// A stable kebab-case word for programs, such as `not-found`.
    pub kind: &'static str,
    /// What went wrong, naming the input.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}
