//! `--format markdown`, read by a Markdown parser with every dialect it knows.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::hostile;
use crate::runner::{BAD, Folder, GOOD, Ran};

/// The paragraphs, and the rows of the tables. Anything else is refused.
#[derive(Debug, Default)]
struct Page {
    paragraphs: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Page {
    fn read(ran: &Ran) -> Page {
        let mut page = Page::default();
        let mut text = String::new();
        let mut in_head = false;
        for event in Parser::new_ext(&ran.out, Options::all()) {
            match event {
                Event::Text(words) => {
                    // Sites make links of these, out of any text that is not code.
                    let linked =
                        ["@", "://", "www.", "<", "#", "$"].into_iter().find(|it| words.contains(it));
                    assert_eq!(linked, None, "{words}");
                    text += &words;
                }
                Event::Code(code) => text.extend(["`", &*code, "`"]),
                Event::Start(Tag::TableHead) => in_head = true,
                Event::End(TagEnd::TableHead) => in_head = false,
                Event::Start(Tag::TableRow) => page.rows.push(Vec::new()),
                Event::End(TagEnd::Paragraph) => page.paragraphs.push(std::mem::take(&mut text)),
                Event::End(TagEnd::TableCell) => {
                    let cell = std::mem::take(&mut text);
                    if !in_head {
                        page.rows.last_mut().expect("a row has begun").push(cell);
                    }
                }
                Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableCell)
                | Event::End(TagEnd::Table | TagEnd::TableRow) => {}
                other => panic!("{other:?} in {}", ran.out),
            }
        }
        page
    }
}

#[test]
fn what_is_accepted_is_marked_where_it_is_shown() {
    let config = "[[ignores]]\nrule = \"redirect-uri-http\"\nreason = \"until | <b> March\"\n";
    let folder = Folder::new().with("cimd.toml", config).with("bad.json", BAD).with("good.json", GOOD);
    let rows = |more: &[&str]| {
        let ran = folder.run(&[&["lint", "bad.json", "good.json", "--format", "markdown"], more].concat());
        Page::read(&ran).rows
    };
    assert_eq!(rows(&[]).len(), 0);
    let shown = rows(&["--show-ignored"]);
    assert_eq!((shown.len(), &*shown[0][0]), (1, "violation (ignored)"));
    assert!(shown[0][3].ends_with("; ignored: until `<U+007C>` `<b>` March"), "{shown:?}");
}

#[test]
fn findings_are_rows() {
    let folder = Folder::new().with("bad.json", BAD).with("good.json", GOOD);
    let ran = folder.run(&["lint", "bad.json", "good.json", "missing.json", "--format", "markdown"]);
    assert_eq!(ran.code, 2);
    let page = Page::read(&ran);
    assert_eq!(
        page.paragraphs,
        [
            "3 documents: Auth0 would refuse 1; 1 violation, 1 error",
            "`bad.json`: Auth0 would refuse it: 1 violation",
            "`error[not-found]` `missing.json` cannot be read: there is no such file; check the path; it is taken relative to the current directory",
        ]
    );
    let [row] = page.rows.try_into().expect("one");
    assert_eq!(row[..3], ["violation", "`redirect-uri-http`", "`4:21` `/redirect_uris/0`"]);
    assert!(row[3].starts_with("`redirect_uris[0]` is `http://app.example.net/callback`: "), "{}", row[3]);
    let clean = Page::read(&folder.run(&["lint", "good.json", "--format", "markdown"]));
    assert_eq!(clean.paragraphs, ["`good.json`: Auth0 would accept it: nothing to report"]);
}

#[test]
fn a_document_makes_no_markup() {
    let (folder, mut arguments) = hostile::folder();
    arguments.extend(["--format", "markdown"]);
    let ran = folder.run(&arguments);
    assert!(!ran.out.chars().any(hostile::acts), "{}", ran.out);
    let page = Page::read(&ran);
    assert_eq!(page.paragraphs.len(), hostile::NAMES.len() + 2);
    assert!(page.rows.len() > 40, "{}", page.rows.len());
    for row in &page.rows {
        assert!(row.len() == 4 && ["violation", "warning", "hint"].contains(&&*row[0]), "{row:?}");
        assert!(!row[3].is_empty(), "{row:?}");
    }
}

#[test]
fn a_summary_is_never_too_long_for_github() {
    let entries: String = (0..100).map(|n| format!("\"http://{n}.{}/\", ", "x.".repeat(75))).collect();
    let text = BAD.replacen('[', &format!("[{entries}"), 1);
    let folder = Folder::new().with("c.json", text);
    let mut arguments = vec!["lint", "--format", "markdown"];
    arguments.extend(["c.json"; 40]);
    let ran = folder.run(&arguments);
    assert!(ran.out.len() > 900_000 && ran.out.len() < 1_000_000, "{}", ran.out.len());
    let page = Page::read(&ran);
    assert!(page.paragraphs[0].starts_with("40 documents: "), "{}", page.paragraphs[0]);
    assert!(page.paragraphs.last().is_some_and(|last| last.contains("reached its greatest length")));
    assert!(!page.rows.is_empty() && page.rows.iter().all(|row| row.len() == 4));
}
