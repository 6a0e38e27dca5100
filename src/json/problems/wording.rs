//! The messages and help texts of problems.

use super::kind::{Expected, NumberFlaw, ProblemKind};

/// What is wrong; `found` is the text at the place, as [`quote`](super::quote()) returns it.
pub(super) fn message(kind: ProblemKind, found: &str) -> String {
    use ProblemKind as P;
    match kind {
        P::Utf16 => "the document is UTF-16, but JSON is UTF-8".into(),
        P::Utf32 => "the document is UTF-32, but JSON is UTF-8".into(),
        P::InvalidUtf8 => "there are bytes here that are not UTF-8".into(),
        P::Bom => "the document starts with a byte order mark".into(),
        P::LoneSurrogate => format!("`{found}` is only half of a surrogate pair"),
        P::Empty if found.is_empty() => "the document is empty".into(),
        P::Empty => "there is nothing but white space in the document".into(),
        P::Html if is_xml(found) => format!("this is an XML document, not JSON: `{found}`"),
        P::Html => format!("this is an HTML page, not JSON: `{found}`"),
        P::PlainText => format!("this is plain text, not JSON: `{found}`"),
        P::TooLong => "the document is longer than 512 MiB".into(),
        P::TooDeep => "there are more than 127 levels of arrays and objects here".into(),
        P::LeadingText => format!("`{found}` comes before the document"),
        P::TrailingContent => format!("`{found}` comes after the end of the document"),
        P::SecondDocument => {
            format!("there are two documents in one: a second one starts at `{found}`")
        }
        P::MissingBraces => "the document has members but no braces around them".into(),
        P::CodeFence => format!("`{found}` is Markdown around the document, not part of it"),
        P::MergeConflict => format!("`{found}` is left over from a merge conflict"),
        P::Comment => format!("`{found}` is a comment, which JSON does not have"),
        P::InvisibleCharacter => {
            format!("there is {} here, which is not white space in JSON", character(found))
        }
        P::TrailingComma => "there is a comma after the last entry".into(),
        P::ExtraComma => "there is a comma with nothing in front of it".into(),
        P::MissingComma => format!("a comma is missing between this entry and the next, `{found}`"),
        P::MissingColon => format!("a colon is missing between the name and its value, `{found}`"),
        P::EqualsInsteadOfColon => format!("`{found}` is used instead of a colon"),
        P::MissingValue => format!("the name `{found}` has no value"),
        P::ColonInArray => "there is a name in this array, but an array has only values".into(),
        P::Unclosed => format!("`{found}` is missing here: what was opened before is never closed"),
        P::MismatchedClose => {
            format!("`{found}` is used where `{}` is expected", other_bracket(found))
        }
        P::UnexpectedClose => format!("this `{found}` closes nothing"),
        P::UnmatchedOpen => format!("this `{found}` is never closed"),
        P::Missing(bracket @ ('[' | '{')) => {
            format!("`{bracket}` is missing here: what it opens is closed later, but never opened")
        }
        P::Missing(character) => format!("`{character}` is missing here"),
        P::Stray => format!("`{found}` is out of place"),
        P::Exchanged(expected) => format!("`{found}` is used where `{expected}` is expected"),
        P::Unexpected(expected) => {
            format!("`{found}` is out of place; {} is expected here", description(expected))
        }
        P::WrongQuotes => format!("{found} is not in double quotes"),
        P::EscapedQuotes => format!("there are backslashes in front of the quotes of `{found}`"),
        P::UnquotedName => format!("the name `{found}` is not in double quotes"),
        P::UnquotedString => format!("the text `{found}` is not in double quotes"),
        P::MissingOpeningQuote => format!("the opening quote of `{found}` is missing"),
        P::WrongLiteral => format!("JSON has no `{found}`"),
        P::NotFinite => format!("JSON has no `{found}`; its numbers are finite"),
        P::BadNumber(flaw) => number_message(flaw, found),
        P::ControlCharacter => format!("there is {} inside a string", character(found)),
        P::UnterminatedString => format!("the closing quote of `{found}` is missing"),
        P::UnescapedQuote => "a quote inside this string ends it too early".into(),
        P::StrayQuote => "this quote ends the string too early".into(),
        P::BadEscape => format!("JSON has no escape `{found}`"),
    }
}

/// What to do about it.
pub(super) fn help(kind: ProblemKind, found: &str) -> String {
    use ProblemKind as P;
    let text = match kind {
        P::Utf16 | P::Utf32 | P::InvalidUtf8 => "save the file as UTF-8",
        P::Bom => "save the file as UTF-8 without a byte order mark",
        P::LoneSurrogate => "write both halves, `\\uD83D\\uDE00`, or the character itself",
        P::Empty => "put a JSON object into the document",
        P::Html => {
            "check the address: the server may be showing an error or login page, or the page of an app that answers every path"
        }
        P::PlainText => {
            "write JSON, which begins with `{`; if a server sent this, check the address: it may be an error message"
        }
        P::TooLong => "publish a smaller document",
        P::TooDeep => "use fewer levels",
        P::LeadingText => "remove it: the document starts with `{`",
        P::TrailingContent => "remove what comes after the document",
        P::SecondDocument => "keep one of the documents, and put the other into a file of its own",
        P::MissingBraces => "put `{` in front of the first member and `}` after the last",
        P::CodeFence => "remove the lines that start with ```",
        P::MergeConflict => "choose one of the two sides and remove the marker lines",
        P::Comment => "remove the comment",
        P::InvisibleCharacter => "delete the character, or put a plain space in its place",
        P::TrailingComma => "remove the comma",
        P::ExtraComma => "remove the comma, or add what is missing",
        P::MissingComma => return format!("put a comma in front of `{found}`"),
        P::MissingColon => return format!("put a colon in front of `{found}`"),
        P::EqualsInsteadOfColon => "write `:` instead",
        P::MissingValue => "write `:` and a value after the name, or remove the name",
        P::ColonInArray => "write `,` instead, or use `{` and `}` around names and values",
        P::Unclosed => return format!("put `{found}` here"),
        P::MismatchedClose => {
            return format!("write `{}` instead, or close what is open first", other_bracket(found));
        }
        P::UnexpectedClose => "remove it, or add the missing opening bracket",
        P::UnmatchedOpen => return format!("remove it, or put `{}` where it is to end", counterpart(found)),
        P::Missing(character) => return format!("put `{character}` here"),
        P::Stray => "remove it",
        P::Exchanged(expected) => return format!("write `{expected}` instead"),
        P::Unexpected(expected) => {
            return format!("remove `{found}`, or put {} in its place", description(expected));
        }
        P::WrongQuotes => "use the plain double quote `\"`",
        P::EscapedQuotes => "remove the backslashes: only quotes inside a string need them",
        P::MissingOpeningQuote => "put a `\"` in front of it",
        P::UnquotedName | P::UnquotedString => "put a `\"` in front of it and one after it",
        P::WrongLiteral => return literal_help(found),
        P::NotFinite => "write a number, or `null`",
        P::BadNumber(flaw) => number_help(flaw),
        P::ControlCharacter => return control_help(found),
        P::UnterminatedString => "put a `\"` at the end of the string",
        P::UnescapedQuote => "write the quotes inside the string as `\\\"`",
        P::StrayQuote => "remove it, or write it as `\\\"`",
        P::BadEscape => {
            "write `\\\\` for a backslash, or use one of the escapes `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX`"
        }
    };
    text.into()
}

fn description(expected: Expected) -> &'static str {
    match expected {
        Expected::Value => "a value",
        Expected::Name => "a name in double quotes",
        Expected::Colon => "a colon",
        Expected::CommaOrBrace => "a comma or `}`",
        Expected::CommaOrBracket => "a comma or `]`",
    }
}

fn is_xml(found: &str) -> bool {
    found.starts_with("<?xml") || found.contains("xmlns")
}

/// The closing bracket other than `found`.
fn other_bracket(found: &str) -> char {
    if found == "]" { '}' } else { ']' }
}

/// The bracket that closes the opening bracket `found`.
fn counterpart(found: &str) -> char {
    if found == "[" { ']' } else { '}' }
}

/// A character that was quoted as `U+XXXX`, with its name if it is well known.
fn character(found: &str) -> String {
    let name = match found {
        "U+0000" => "a NUL character",
        "U+0009" => "a tab",
        "U+000A" | "U+000D" | "U+000DU+000A" => return "a line break".into(),
        "U+00A0" => "a no-break space",
        "U+00AD" => "a soft hyphen",
        "U+200B" => "a zero-width space",
        "U+FEFF" => "a byte order mark",
        _ if found.starts_with("U+00") => "a control character",
        _ => "an invisible character",
    };
    format!("{name} ({found})")
}

fn control_help(found: &str) -> String {
    match found {
        "U+0009" => "write `\\t`, or use spaces".into(),
        "U+000A" | "U+000D" | "U+000DU+000A" => {
            "put the string on one line; inside a string, a line break is `\\n`".into()
        }
        _ => {
            let code = found.trim_start_matches("U+");
            format!("remove it, or write `\\u{code}`")
        }
    }
}

fn literal_help(found: &str) -> String {
    let lower = found.to_ascii_lowercase();
    if lower == "true" || lower == "false" {
        format!("write `{lower}`")
    } else {
        "write `null`, or leave the entry out".into()
    }
}

fn number_message(flaw: NumberFlaw, found: &str) -> String {
    let what = match flaw {
        NumberFlaw::PlusSign => "starts with `+`",
        NumberFlaw::LeadingZero => "starts with a zero",
        NumberFlaw::NoDigits => "has no digits",
        NumberFlaw::NoIntegerDigits => "has no digit before the decimal point",
        NumberFlaw::NoFractionDigits => "has no digit after the decimal point",
        NumberFlaw::NoExponentDigits => "has no digit in its exponent",
        NumberFlaw::NotDecimal => "is not decimal",
        NumberFlaw::Separator => "has `_` between its digits",
    };
    format!("the number `{found}` {what}")
}

fn number_help(flaw: NumberFlaw) -> &'static str {
    match flaw {
        NumberFlaw::PlusSign => "remove the `+`",
        NumberFlaw::LeadingZero => "remove the leading zeros, or use a string if they are significant",
        NumberFlaw::NoDigits => "write the digits",
        NumberFlaw::NoIntegerDigits => "write a `0` before the decimal point",
        NumberFlaw::NoFractionDigits => "remove the decimal point, or write a `0` after it",
        NumberFlaw::NoExponentDigits => "write the digits of the exponent, or remove the `e`",
        NumberFlaw::NotDecimal => "write the number in decimal, or use a string",
        NumberFlaw::Separator => "remove the `_`",
    }
}
