//! What is linted: its kind, and the name that reports have for it.

use std::path::Path;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InputKind {
    /// Standard input.
    StandardInput,
    /// A file.
    File,
    /// A URL.
    Url,
    /// A text from somewhere else, which has a name and no place.
    Named,
}

impl InputKind {
    /// The kind of what a user writes on a command line or in a list: `-` is standard input, a text with `://` in it is
    /// a URL, and anything else is a path.
    pub fn of(text: &str) -> InputKind {
        match text {
            "-" => InputKind::StandardInput,
            _ if text.contains("://") => InputKind::Url,
            _ => InputKind::File,
        }
    }
}

/// What is linted, as the user named it. A string becomes the [file](Input::file) of that name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Input {
    kind: InputKind,
    name: String,
}

impl Input {
    /// Standard input.
    pub fn standard_input() -> Input {
        Input { kind: InputKind::StandardInput, name: "-".to_owned() }
    }

    /// The file at a path.
    pub fn file(path: impl Into<String>) -> Input {
        Input { kind: InputKind::File, name: path.into() }
    }

    /// What is fetched from a URL.
    pub fn url(url: impl Into<String>) -> Input {
        Input { kind: InputKind::Url, name: url.into() }
    }

    /// A text that is not a file and was not fetched. Reports call it by that name.
    pub fn named(name: impl Into<String>) -> Input {
        Input { kind: InputKind::Named, name: name.into() }
    }

    /// What it is.
    pub fn kind(&self) -> InputKind {
        self.kind
    }

    /// The name for programs: a path or URL as the user wrote it, `-` for standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name for people, who read `<stdin>` for standard input.
    pub fn label(&self) -> &str {
        match self.kind {
            InputKind::StandardInput => "<stdin>",
            _ => &self.name,
        }
    }

    /// The path of a file.
    pub fn path(&self) -> Option<&Path> {
        (self.kind == InputKind::File).then(|| Path::new(&self.name))
    }

    /// Whether it is a URL.
    pub fn is_url(&self) -> bool {
        self.kind == InputKind::Url
    }
}

impl From<String> for Input {
    fn from(path: String) -> Input {
        Input::file(path)
    }
}

impl From<&str> for Input {
    fn from(path: &str) -> Input {
        Input::file(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_what_the_user_writes() {
        for (text, kind) in [
            ("-", InputKind::StandardInput),
            ("./-", InputKind::File),
            ("a.json", InputKind::File),
            ("", InputKind::File),
            ("https://app.example.net/c.json", InputKind::Url),
            ("ftp://a", InputKind::Url),
            ("a:b/c", InputKind::File),
        ] {
            assert_eq!(InputKind::of(text), kind, "{text}");
        }
    }

    #[test]
    fn only_files_have_a_path_and_only_people_read_stdin() {
        assert_eq!(Input::from("a.json").path(), Some(Path::new("a.json")));
        assert_eq!(Input::standard_input().path(), None);
        assert_eq!((Input::standard_input().name(), Input::standard_input().label()), ("-", "<stdin>"));
        assert_eq!(Input::url("https://a/").label(), "https://a/");
        assert_eq!(Input::named("-").label(), "-");
    }
}
