//! What a source file declares and uses, as far as tokens tell.

use std::iter::Peekable;
use std::vec::IntoIter;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A path as it is written: `["super", "print"]`.
pub type Path = Vec<String>;

/// What stands in one module, without what is compiled for tests only.
#[derive(Debug, Default)]
pub struct Source {
    /// `mod name;`
    pub files: Vec<String>,
    /// `mod name { ... }`
    pub inline: Vec<(String, Source)>,
    /// Imports and re-exports.
    pub imports: Vec<Import>,
    /// Every other path and name.
    pub paths: Vec<Path>,
}

/// One name of a `use`.
#[derive(Debug)]
pub struct Import {
    /// What is imported.
    pub path: Path,
    /// The name it has here; `None` for a glob.
    pub name: Option<String>,
    /// Whether it is exported again, which alone is not a use of it.
    pub is_public: bool,
}

impl Source {
    /// Reads a source file.
    pub fn read(text: &str) -> Source {
        let mut source = Source::default();
        source.scan(text.parse().expect("it is Rust"));
        source
    }

    fn scan(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).map(|before| &tokens[before]);
            at += match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' && is_test_only(tokens.get(at + 1)) => {
                    item_length(&tokens[at..])
                }
                TokenTree::Ident(word) if word == "mod" => self.module(&tokens[at..]),
                TokenTree::Ident(word) if word == "use" => self.import(&tokens[at..], before),
                TokenTree::Ident(_) => self.path(&tokens[at..], &tokens[..at]),
                TokenTree::Group(group) => {
                    self.scan(group.stream());
                    1
                }
                _ => 1,
            };
        }
    }

    /// `mod name;` or `mod name { ... }`.
    fn module(&mut self, tokens: &[TokenTree]) -> usize {
        let [_, TokenTree::Ident(name), body, ..] = tokens else { return 1 };
        match body {
            TokenTree::Group(body) => {
                let mut source = Source::default();
                source.scan(body.stream());
                self.inline.push((name.to_string(), source));
            }
            _ => self.files.push(name.to_string()),
        }
        3
    }

    /// `use path;`, with braces and all.
    fn import(&mut self, tokens: &[TokenTree], before: Option<&TokenTree>) -> usize {
        let end = tokens.iter().position(|token| is_punct(token, ';')).unwrap_or(tokens.len());
        let is_public = match before {
            Some(TokenTree::Ident(word)) => word == "pub",
            Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
            _ => false,
        };
        let tree: Vec<TokenTree> = tokens[1..end].to_vec();
        self.import_tree(&mut tree.into_iter().peekable(), &[], is_public);
        end + 1
    }

    fn import_tree(
        &mut self,
        tokens: &mut Peekable<IntoIter<TokenTree>>,
        prefix: &[String],
        is_public: bool,
    ) {
        let mut path = prefix.to_vec();
        let mut alias = None;
        let mut is_glob = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => alias = tokens.next().map(|name| name.to_string()),
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Group(group) => {
                    let mut inner = group.stream().into_iter().collect::<Vec<_>>().into_iter().peekable();
                    while inner.peek().is_some() {
                        self.import_tree(&mut inner, &path, is_public);
                    }
                    // What follows is the comma.
                    tokens.next();
                    return;
                }
                TokenTree::Punct(punct) if punct.as_char() == '*' => is_glob = true,
                TokenTree::Punct(punct) if punct.as_char() == ',' => break,
                _ => {}
            }
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        let name = if is_glob { None } else { alias.or_else(|| path.last().cloned()) };
        self.imports.push(Import { path, name, is_public });
    }

    /// A path that is not an import, or a single name.
    fn path(&mut self, tokens: &[TokenTree], before: &[TokenTree]) -> usize {
        let mut path = Path::new();
        let mut length = 0;
        while let Some(TokenTree::Ident(word)) = tokens.get(length) {
            path.push(word.to_string());
            length += 1;
            if !matches!(&tokens[length..], [one, other, TokenTree::Ident(_), ..] if is_punct(one, ':') && is_punct(other, ':'))
            {
                break;
            }
            length += 2;
        }
        // Fields and methods have names of their own; a range has two dots.
        let is_member = matches!(before, [.., dot] if is_punct(dot, '.'))
            && !matches!(before, [.., one, other] if is_punct(one, '.') && is_punct(other, '.'));
        if !is_member {
            self.paths.push(path);
        }
        length
    }
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}

/// Whether an attribute is `cfg(test)`, `cfg(all(test, unix))` and the like.
fn is_test_only(attribute: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(attribute)) = attribute else { return false };
    let text = attribute.stream().to_string();
    text.starts_with("cfg")
        && !text.starts_with("cfg_attr")
        && !text.contains("not")
        && has_word(attribute, "test")
}

fn has_word(group: &Group, word: &str) -> bool {
    group.stream().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => has_word(&group, word),
        _ => false,
    })
}

/// How many tokens an item with its attributes has: up to its semicolon or its body.
fn item_length(tokens: &[TokenTree]) -> usize {
    let is_end = |token: &TokenTree| {
        is_punct(token, ';')
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
    };
    tokens.iter().position(is_end).map_or(tokens.len(), |end| end + 1)
}
