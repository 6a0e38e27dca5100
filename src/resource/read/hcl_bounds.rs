//! What is seen of Terraform's configuration language before it is parsed: objects that are too large for the parser,
//! whose time grows with the square of their entries, and strings over several lines, which it takes and Terraform
//! refuses.

/// Most entries of one object.
const MAX_ENTRIES: usize = 10_000;

/// Where something begins that ends elsewhere.
enum Open {
    /// A block or an object; of an object the separators are counted.
    Brace { is_object: bool, entries: usize },
    /// A list or an argument list.
    Other,
    /// A string, and where it begins; templates in it hold expressions.
    Text(usize),
}

/// What was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// An object with more entries than are read.
    HugeObject,
    /// A string that does not end on its line; where it begins.
    OpenString(usize),
}

/// The first that is seen of either. Looks at each byte once; what else is not well-formed is left to the parser.
pub fn scan(text: &str) -> Option<Seen> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut before = b'\n';
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        if let Some(&Open::Text(start)) = open.last() {
            match (byte, next) {
                (b'\n', _) => return Some(Seen::OpenString(start)),
                (b'\\', _) if next != b'\n' => at += 1,
                (b'"', _) => drop(open.pop()),
                (b'$' | b'%', b'{') => {
                    at += 1;
                    open.push(Open::Other);
                }
                _ => {}
            }
            at += 1;
            continue;
        }
        match (byte, next) {
            (b'#', _) | (b'/', b'/') => {
                at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
                continue;
            }
            (b'/', b'*') => {
                at += memchr::memmem::find(&bytes[at..], b"*/").unwrap_or(bytes.len() - at);
            }
            (b'<', b'<') => at += heredoc(&text[at..]),
            (b'"', _) => open.push(Open::Text(at)),
            (b'{', _) => {
                let is_object = b"=:(,[{".contains(&before);
                open.push(Open::Brace { is_object, entries: 0 });
            }
            (b'(' | b'[', _) => open.push(Open::Other),
            (b')' | b']' | b'}', _) => drop(open.pop()),
            (b'=', b'=' | b'>') | (b'=' | b':', _) => {
                if let Some(Open::Brace { is_object: true, entries }) = open.last_mut() {
                    *entries += 1;
                    if *entries > MAX_ENTRIES {
                        return Some(Seen::HugeObject);
                    }
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    None
}

/// The length of a heredoc up to its last line, or 0 where none begins.
fn heredoc(text: &str) -> usize {
    let Some((first, rest)) = text.split_once('\n') else { return 0 };
    let name = first[2..].trim_start_matches('-').trim();
    let is_name = |name: &str| name.chars().all(|one| one.is_alphanumeric() || one == '_' || one == '-');
    if name.is_empty() || !is_name(name) {
        return 0;
    }
    let mut length = first.len() + 1;
    for line in rest.split_inclusive('\n') {
        if line.trim() == name {
            break;
        }
        length += line.len();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_entries_of_one_object_are_counted() {
        let entries =
            |count: usize| (0..count).map(|index| format!("k{index} = {index}\n")).collect::<String>();
        let huge = |text: &str| scan(text) == Some(Seen::HugeObject);
        assert!(huge(&format!("a = {{\n{}}}", entries(MAX_ENTRIES + 1))));
        assert!(!huge(&format!("a = {{\n{}}}", entries(MAX_ENTRIES))));
        assert!(!huge(&format!("resource \"a\" \"b\" {{\n{}}}", entries(MAX_ENTRIES + 1))));
        assert!(!huge(&format!("a = <<EOT\nb = {{\n{}\nEOT\n", entries(MAX_ENTRIES + 1))));
        assert!(!huge(&format!("# a = {{\n{}", entries(MAX_ENTRIES + 1))));
        let strings = format!("a = {{\n{}}}", "k = \"}=${b == \"{\" ? \"=\" : \"\"}\"\n".repeat(5_000));
        assert!(!huge(&strings));
    }

    #[test]
    fn strings_end_on_their_line() {
        assert_eq!(scan("a = \"b\nc\"\n"), Some(Seen::OpenString(4)));
        assert_eq!(scan("a = \"b\\\"\n"), Some(Seen::OpenString(4)));
        for text in
            ["a = \"${\nb\n}\"\n", "a = <<-EOT\n \"b\n EOT\n", "a = \"b\\n\"\n# \"\n", "a = \"\"\n/* \" */\n"]
        {
            assert_eq!(scan(text), None, "{text}");
        }
    }
}
