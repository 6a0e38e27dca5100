//! Whole documents: which are accepted, and what is reported for the others.

use super::{Class, Expected, NumberFlaw, ProblemKind as P, Tree};

/// Checks the problems of `text`, each with the text at its span, and what is in the tree nevertheless, as pointers with
/// the text found there.
#[track_caller]
fn check(text: &str, problems: &[(P, &str)], values: &[(&str, &str)]) {
    let tree = Tree::parse(text.into());
    let found: Vec<_> =
        tree.problems().iter().map(|problem| (problem.kind, &text[problem.span.range()])).collect();
    assert_eq!(found, problems, "in {text}");
    for (pointer, expected) in values {
        let value = tree.at(pointer);
        let value = value.unwrap_or_else(|| panic!("nothing at {pointer} in {text}"));
        let raw = String::from_utf8_lossy(value.raw());
        assert_eq!(value.as_str().unwrap_or(&raw), *expected, "{pointer} in {text}");
    }
}

/// The message and the help of the only problem in `text`.
#[track_caller]
fn message_and_help(text: impl Into<Vec<u8>>) -> (String, String) {
    let tree = Tree::parse(text.into());
    let [problem] = tree.problems() else {
        panic!("{:?}", tree.problems());
    };
    (problem.message(), problem.help())
}

#[track_caller]
fn message(text: &str) -> String {
    message_and_help(text).0
}

#[test]
fn json_is_accepted() {
    for text in [
        "null",
        " true ",
        "\t\r\n0",
        "-0",
        "-0.0e-0",
        "1E+10",
        "1e400",
        "123456789012345678901234567890",
        r#""""#,
        r#""\"\\\/\b\f\n\r\t\u00e9""#,
        r#""\u0000""#,
        "\"\u{7f}\u{2028}é😀\"",
        "[]",
        "{}",
        "[ ]",
        "{ }",
        "[[],{}]",
        r#"{"":{"":[]}}"#,
        r#"{"a":1,"a":2}"#,
    ] {
        let tree = Tree::parse(text.into());
        assert_eq!(tree.problems(), [], "{text}");
        assert!(tree.is_json() && tree.root().is_some(), "{text}");
    }
}

#[test]
fn what_is_not_json_is_refused() {
    for text in [
        "",
        " ",
        "nul",
        "truex",
        "TRUE",
        "-",
        "01",
        "-01",
        "1.",
        ".1",
        "1e",
        "1e+",
        "+1",
        "0x1",
        "[",
        "]",
        "{",
        "}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1:2]",
        "{1:2}",
        "{a:1}",
        r#"{"a"}"#,
        r#"{"a":}"#,
        r#"{"a" 1}"#,
        r#"{"a":1,}"#,
        r#"{"a":1 "b":2}"#,
        "{,}",
        "[}",
        "{]",
        "1 2",
        "{}{}",
        "[]]",
        "\"",
        "\"\\",
        "\"\\\"",
        r#""\q""#,
        r#""\u12g4""#,
        "\"\t\"",
        "\"\n\"",
        "'a'",
        "//\n1",
        "1\u{a0}",
        "\u{b}1",
        "\u{feff}",
        "1\0",
        "\"a\"b",
    ] {
        let tree = Tree::parse(text.into());
        assert!(!tree.is_json(), "{text}");
    }
}

#[test]
fn a_byte_order_mark_and_an_unpaired_surrogate_are_reported_but_accepted() {
    for (text, kind) in
        [("\u{feff}{}", P::Bom), (r#""\ud83d""#, P::LoneSurrogate), (r#""\ude00\ud83d""#, P::LoneSurrogate)]
    {
        let tree = Tree::parse(text.into());
        assert_eq!(tree.problems()[0].kind, kind);
        assert!(tree.is_json(), "{text}");
    }
}

#[test]
fn the_depth_is_bounded() {
    let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    assert!(Tree::parse(nested(127)).is_json());
    let deep = Tree::parse(nested(128));
    assert_eq!(deep.problems()[0].kind.class(), Class::TooDeep);
    assert_eq!(deep.problems()[0].span.range(), 127..128);

    let very_deep = Tree::parse(vec![b'['; 100_000]);
    assert_eq!(very_deep.problems().len(), 1);
    assert_eq!(very_deep.descendants().count(), 127);
}

#[test]
fn the_list_of_problems_is_bounded() {
    let text = format!("[{}]", "1 ".repeat(1000));
    assert_eq!(Tree::parse(text.into()).problems().len(), 100);
}

#[test]
fn hostile_documents_are_parsed_in_linear_time() {
    let start = std::time::Instant::now();
    for piece in [
        ",",
        "\"a\":",
        "[}",
        "\\u",
        "{\"\":",
        "[\"a\"b",
        "#\n",
        "\"\n",
        "\"\\n",
        "'\n",
        "a ",
        "/*",
        "\0",
        "{\"a\":[1,\"b\"",
        "<<<<<<<\n",
        "<!--",
        "<!-- --><",
        "\"a:",
        "{a",
        "}",
        "(",
        "“",
    ] {
        for opening in ["", "[", "{", "[\"", "{\"a\":"] {
            let text = opening.to_owned() + &piece.repeat((1 << 18) / piece.len());
            assert!(!Tree::parse(text.into()).is_json());
        }
    }
    // Quadratic time would take minutes.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn documents_in_other_formats() {
    check("", &[(P::Empty, "")], &[]);
    check(" \n", &[(P::Empty, "")], &[]);
    check("<!doctype html>\n<p>", &[(P::Html, "<!doctype html>")], &[]);
    check("<!-- x -->\n<html>", &[(P::Html, "<!-- x -->")], &[]);
    check("Not Found\n", &[(P::PlainText, "Not Found")], &[]);
    check("404 page not found", &[(P::PlainText, "404 page not found")], &[]);
    check("404: Not Found", &[(P::PlainText, "404: Not Found")], &[]);
    assert_eq!(Tree::parse(b"{\0\"\0a\0".to_vec()).problems()[0].kind, P::Utf16);
    assert_eq!(Tree::parse(b"{\0\0\0\"\0\0\0".to_vec()).problems()[0].kind, P::Utf32);
    assert!(message("<?xml version='1.0'?>").contains("XML"));
    assert!(message("<html>").contains("HTML page"));
}

#[test]
fn bytes_that_are_not_utf8_are_one_problem() {
    let (message, _) = message_and_help(b"{\"a\": \"x\xFF\xFEy\", \xFF \"b\": 1}");
    assert!(message.ends_with("(and in 2 more places)"), "{message}");
}

#[test]
fn text_around_the_document() {
    let body = &[("/a", "1")];
    check("{\"a\":1} foo", &[(P::TrailingContent, "foo")], body);
    check("{\"a\":1};", &[(P::TrailingContent, ";")], body);
    check("{\"a\":1}\n[2]", &[(P::SecondDocument, "[2]")], body);
    check("{\"a\":1},\n{}", &[(P::SecondDocument, ",")], body);
    check("x = {\"a\":1};", &[(P::LeadingText, "x =")], body);
    check("```json\n{\"a\":1}\n```\n", &[(P::CodeFence, "```json")], body);
    check("\"a\": 1", &[(P::MissingBraces, "\"a\"")], &[]);
}

#[test]
fn a_merge_conflict_is_one_problem() {
    let text = "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2,\n\"b\": 3\n>>>>>>> x\n}";
    check(text, &[(P::MergeConflict, "<<<<<<< HEAD")], &[("/a", "2"), ("/b", "3")]);
    let related = Tree::parse(text.into()).problems()[0].related.unwrap();
    assert_eq!(&text[related.range()], ">>>>>>> x");
    check(
        "<<<<<<< HEAD\n{\"a\":1}\n=======\n{}\n>>>>>>> x\n",
        &[(P::MergeConflict, "<<<<<<< HEAD")],
        &[("/a", "1")],
    );
}

#[test]
fn text_between_values() {
    let body = &[("/a", "1"), ("/b", "2")];
    check("{\"a\":1, // x\n\"b\":2}", &[(P::Comment, "// x")], body);
    check("{\"a\":1, /* x */\"b\":2}", &[(P::Comment, "/* x */")], body);
    check("{\"a\":1, # x\n\"b\":2}", &[(P::Comment, "# x")], body);
    check("{\"a\":1, /* \"b\":2}", &[(P::Comment, "/* \"b\":2}")], &[("/a", "1")]);
    check("{\"a\":1, <!-- x --> \"b\":2}", &[(P::Comment, "<!-- x -->")], body);
    check("<!-- x -->\n{\"a\":1,\"b\":2}", &[(P::Comment, "<!-- x -->")], body);
    check("\u{feff}\u{feff}{\"a\":1,\"b\":2}", &[(P::InvisibleCharacter, "\u{feff}")], body);
    check("{\"a\":\u{a0}1,\u{200b}\"b\":2}", &[(P::InvisibleCharacter, "\u{a0}")], body);
    check("{\"a\":1}\0", &[(P::InvisibleCharacter, "\0")], &[("/a", "1")]);
    assert!(message("[1,\u{a0}2]").contains("a no-break space (U+00A0)"));
    assert!(message("[1,\u{200b}2]").contains("a zero-width space (U+200B)"));
    assert!(message("[1]\0").contains("a NUL character (U+0000)"));
}

#[test]
fn commas() {
    let body = &[("/a", "1"), ("/b", "2")];
    check("{\"a\":1,\"b\":2,}", &[(P::TrailingComma, ",")], body);
    check("[1,2,\n]", &[(P::TrailingComma, ",")], &[("/1", "2")]);
    check("[1,,,2]", &[(P::ExtraComma, ",,")], &[("/1", "2")]);
    check("[1,,]", &[(P::ExtraComma, ",")], &[("/0", "1")]);
    check("{,\"a\":1}", &[(P::ExtraComma, ",")], &[("/a", "1")]);
    check("{\"a\":1\n\"b\":2}", &[(P::MissingComma, "")], body);
    check("{\"a\":1 b:2}", &[(P::MissingComma, ""), (P::UnquotedName, "b")], body);
    check("[\"x\" \"y\"]", &[(P::MissingComma, "")], &[("/1", "y")]);
    check("[{}{}]", &[(P::MissingComma, "")], &[("/1", "{}")]);
    let semicolon = P::Unexpected(Expected::CommaOrBrace);
    check("{\"a\":1;\"b\":2}", &[(P::Exchanged(','), ";")], body);
    check("{\"a\":1;\"b\":2;\"c\":3}", &[(semicolon, ";"), (semicolon, ";")], body);
    let missing = Tree::parse(b"{\"a\": 1  \"b\": 2}".to_vec());
    assert_eq!(missing.problems()[0].span.range(), 7..7, "after the value");
}

#[test]
fn names_and_colons() {
    let body = &[("/a", "1"), ("/b", "2")];
    check("{\"a\" 1,\"b\":2}", &[(P::MissingColon, "")], body);
    check("{\"a\"=1,\"b\"=>2}", &[(P::EqualsInsteadOfColon, "=")], body);
    check("{a:1,b:2}", &[(P::UnquotedName, "a")], body);
    check("{a\":1,\"b\":2}", &[(P::MissingOpeningQuote, "a\"")], body);
    check("{\"a:1,\"b\":2}", &[(P::UnterminatedString, "\"a")], body);
    check("{\"a: \"1\",\"b\":2}", &[(P::UnterminatedString, "\"a")], body);
    check("{\"x:y\" 1,\"b\":2}", &[(P::MissingColon, "")], &[("/x:y", "1"), ("/b", "2")]);
    check("{\"a\":,\"b\":2}", &[(P::MissingValue, "\"a\"")], &[("/b", "2")]);
    check("{\"b\":2,\"a\"}", &[(P::MissingValue, "\"a\"")], &[("/b", "2")]);
    check("{\"a\"::1,\"b\":2}", &[(P::Stray, ":")], body);
    check("[\"a\":1]", &[(P::ColonInArray, ":")], &[("/0", "a"), ("/1", "1")]);
    check("{{\"x\":1},\"b\":2}", &[(P::Unexpected(Expected::Name), "{")], &[("/b", "2")]);
}

#[test]
fn quotes() {
    let body = &[("/a", "b"), ("/c", "d")];
    check("{'a':'b','c':'d'}", &[(P::WrongQuotes, "'a'")], body);
    check("{“a”:“b”,‘c’:‘d’}", &[(P::WrongQuotes, "“a”")], body);
    check("{`a`:`b`,\"c\":“d\"}", &[(P::WrongQuotes, "`a`")], body);
    check(r#"{\"a\":\"b\",\"c\":\"d\"}"#, &[(P::EscapedQuotes, r#"\"a\""#)], body);
    check(r"['it\'s']", &[(P::WrongQuotes, r"'it\'s'")], &[("/0", "it's")]);
    check("{\"a\":'b,\n\"c\":\"d\"}", &[(P::UnterminatedString, "'b")], body);
    assert!(message("{'a':'b','c':'d'}").ends_with("(and in 3 more places)"));
}

#[test]
fn bare_words() {
    check("[my app, x]", &[(P::UnquotedString, "my app"), (P::UnquotedString, "x")], &[("/0", "my app")]);
    check("[https://x.example/y]", &[(P::UnquotedString, "https://x.example/y")], &[]);
    check("[hello\",1]", &[(P::MissingOpeningQuote, "hello\"")], &[("/0", "hello"), ("/1", "1")]);
    check("[${A}]", &[(P::UnquotedString, "${A}")], &[("/0", "${A}")]);
    check("[True]", &[(P::WrongLiteral, "True")], &[]);
    check("[NaN,-Infinity]", &[(P::NotFinite, "NaN"), (P::NotFinite, "-Infinity")], &[]);
    check("[2024-01-31]", &[(P::UnquotedString, "2024-01-31")], &[("/0", "2024-01-31")]);
    for (word, help) in [
        ("True", "write `true`"),
        ("FALSE", "write `false`"),
        ("None", "write `null`, or leave the entry out"),
        ("undefined", "write `null`, or leave the entry out"),
    ] {
        assert_eq!(message_and_help(format!("[{word}]")), (format!("JSON has no `{word}`"), help.into()));
    }
    assert_eq!(Tree::parse(b"[True]".to_vec()).at("/0").unwrap().as_bool(), Some(true));
}

#[test]
fn numbers() {
    use NumberFlaw as F;
    for (text, flaw) in [
        ("+1", F::PlusSign),
        ("01", F::LeadingZero),
        ("-", F::NoDigits),
        (".5", F::NoIntegerDigits),
        ("1.", F::NoFractionDigits),
        ("1e", F::NoExponentDigits),
        ("0x1F", F::NotDecimal),
        ("1_000", F::Separator),
    ] {
        check(&format!("[{text}, 2]"), &[(P::BadNumber(flaw), text)], &[("/0", text), ("/1", "2")]);
    }
}

#[test]
fn strings() {
    let body = &[("/a", "x"), ("/b", "2")];
    check("{\"a\":\"x,\n\"b\":2}", &[(P::UnterminatedString, "\"x")], body);
    check("{\"a\":\"x\n,\"b\":2}", &[(P::UnterminatedString, "\"x")], body);
    check("{\"a\":\"x,\"b\":2}", &[(P::UnterminatedString, "\"x")], body);
    check("{\"a\":\"x", &[(P::UnterminatedString, "\"x")], &[("/a", "x")]);
    check("[\"x\ny\",1]", &[(P::ControlCharacter, "\n")], &[("/0", "x\ny"), ("/1", "1")]);
    check("[\"x\r\ny\r\nz\"]", &[(P::ControlCharacter, "\r\n")], &[("/0", "x\r\ny\r\nz")]);
    check("[\"x\ty\tz\"]", &[(P::ControlCharacter, "\t")], &[("/0", "x\ty\tz")]);
    check(
        "[\"the \"best\" app\",1]",
        &[(P::UnescapedQuote, "\"")],
        &[("/0", "the \"best\" app"), ("/1", "1")],
    );
    // All escapes in a Windows path are one problem.
    check(r#"["\q\x41"]"#, &[(P::BadEscape, r"\q")], &[]);
    assert!(message(r#"["C:\Users\app"]"#).ends_with("(and in one more place)"));
    check(r#"["\u00"#, &[(P::UnterminatedString, r#""\u00"#)], &[]);
    check(r#"["\u12"]"#, &[(P::BadEscape, r"\u12")], &[]);
    assert!(message("[\"a\nb\"]").contains("a line break"));
    assert!(message("[\"a\tb\"]").contains("a tab (U+0009)"));
    assert!(message("[\"a\u{1}b\"]").contains("a control character (U+0001)"));
    assert_eq!(message_and_help("[\"a\u{1}b\"]").1, "remove it, or write `\\u0001`");
}

#[test]
fn brackets() {
    let opening = |text: &str| Tree::parse(text.into()).problems()[0].related.unwrap().start;
    check("{\"a\":[1,{\"b\":2", &[(P::Unclosed, "")], &[("/a/1/b", "2")]);
    assert_eq!(opening("{\"a\":[1,{\"b\":2"), 8);
    assert_eq!(message_and_help("{\"a\":[1,{\"b\":2").1, "put `}]}` here");
    check("{\"a\":[1,2}", &[(P::Unclosed, "")], &[("/a/1", "2")]);
    assert_eq!(opening("{\"a\":[1,2}"), 5);
    check("[{\"a\":1]", &[(P::Unclosed, "")], &[("/0/a", "1")]);
    check("{\"a\":1}}}", &[(P::UnexpectedClose, "}")], &[("/a", "1")]);
    check("{\"a\":1}}", &[(P::UnexpectedClose, "}")], &[("/a", "1")]);
    // The name tells whether one value was meant to be a list.
    check("{\"as\":[1,\"b\":2}", &[(P::Unclosed, "")], &[("/as/0", "1"), ("/b", "2")]);
    assert_eq!(message_and_help("{\"as\":[1,\"b\":2}").1, "put `]` here");
    check("{\"a\":[1,\"b\":2}", &[(P::UnmatchedOpen, "[")], &[("/a", "1"), ("/b", "2")]);
    check("{\"as\":\"x\"],\"b\":2}", &[(P::Missing('['), "")], &[("/as/0", "x"), ("/b", "2")]);
    check("{\"a\":\"x\"],\"b\":2}", &[(P::UnexpectedClose, "]")], &[("/a", "x"), ("/b", "2")]);
    check("{\"a\":[1 \"b\":2}", &[(P::Unclosed, "")], &[("/a/0", "1"), ("/b", "2")]);
    assert_eq!(message_and_help("{\"a\":[1 \"b\":2}").1, "put `],` here");
    check("[{\"a\":1,{\"b\":2}]", &[(P::Unclosed, "")], &[("/0/a", "1"), ("/1/b", "2")]);
}

#[test]
fn what_is_unexpected_is_reported_with_what_was_expected() {
    check("{\"a\":@,\"b\":2}", &[(P::Unexpected(Expected::Value), "@")], &[("/b", "2")]);
    assert_eq!(message("[1 @ 2]"), "`@` is used where `,` is expected");
    assert_eq!(message("{\"a\" @ 1}"), "`@` is used where `:` is expected");
    assert_eq!(message("{@%}"), "`@` is out of place; a name in double quotes is expected here");
}

#[test]
fn one_slip_is_one_problem() {
    let body = &[("/names/0", "x"), ("/names/1", "y"), ("/b", "z")];
    for (text, problem, at) in [
        ("{{\"names\":[\"x\",\"y\"],\"b\":\"z\"}", P::UnmatchedOpen, "{"),
        ("\"names\":[\"x\",\"y\"],\"b\":\"z\"}", P::Missing('{'), ""),
        ("{\"\"names\":[\"x\",\"y\"],\"b\":\"z\"}", P::Stray, "\""),
        ("{\"na\"mes\":[\"x\",\"y\"],\"b\":\"z\"}", P::StrayQuote, "\""),
        ("{\"names\\\":[\"x\",\"y\"],\"b\":\"z\"}", P::Stray, "\\"),
        ("{names\":[\"x\",\"y\"],\"b\":\"z\"}", P::MissingOpeningQuote, "names\""),
        ("{\"names:[\"x\",\"y\"],\"b\":\"z\"}", P::UnterminatedString, "\"names"),
        ("{\"names\":\"x\",\"y\"],\"b\":\"z\"}", P::Missing('['), ""),
        ("{\"names\":{\"x\",\"y\"],\"b\":\"z\"}", P::Exchanged('['), "{"),
        ("{\"names\":[\"x\";\"y\"],\"b\":\"z\"}", P::Exchanged(','), ";"),
        ("{\"names\":[\"x\"],\"y\"],\"b\":\"z\"}", P::UnexpectedClose, "]"),
        ("{\"names\":[\"x\",\"y\",\"b\":\"z\"}", P::Unclosed, ""),
        ("{\"names\":[\"x\",\"y\"},\"b\":\"z\"}", P::MismatchedClose, "}"),
        ("{\"names\":[\"x\",\"y\"],\"b\":\"z\"", P::Unclosed, ""),
        ("x{\"names\":[\"x\",\"y\"],\"b\":\"z\"}", P::LeadingText, "x"),
        ("<{\"names\":[\"x\",\"y\"],\"b\":\"z\"}", P::Stray, "<"),
    ] {
        check(text, &[(problem, at)], body);
    }
    check("{\"a\":tru,\"b\":fxlse}", &[(P::UnquotedString, "tru"), (P::UnquotedString, "fxlse")], &[]);
    check("{\"a\":tru,\"b\":false}", &[(P::Missing('e'), "")], &[("/a", "tru"), ("/b", "false")]);
    assert_eq!(message_and_help("{\"a\":none}").1, "put a `\"` in front of it and one after it");
}
