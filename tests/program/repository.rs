//! Which files of a repository are linted, and where they are published.

use crate::runner::{BAD, Folder, GOOD, Ran};

const MANIFEST: &str = r#"{"name":"x","description":"y","keywords":["z"]}"#;

fn conflict() -> String {
    GOOD.replace(
        "  \"client_name\": \"Example\",\n",
        "<<<<<<< HEAD\n  \"client_name\": \"One\",\n=======\n  \"client_name\": \"Two\",\n>>>>>>> other\n",
    )
}

fn inputs(ran: &Ran) -> Vec<String> {
    let json = ran.json();
    let documents = json["documents"].as_array().expect("an array");
    documents.iter().map(|document| document["input"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn include_and_exclude_narrow_a_search_and_no_named_file() {
    let folder = Folder::new()
        .with(
            "cimd.toml",
            "include = [\"clients/**/*.json\", \"**/*.cimd\"]\nexclude = [\"clients/old/\", \"**/draft-*\"]",
        )
        .with("clients/a.json", GOOD)
        .with("clients/draft-b.json", BAD)
        .with("clients/old/c.json", BAD)
        .with("elsewhere/d.json", BAD)
        .with("elsewhere/e.cimd", GOOD);
    let ran = folder.run(&["lint", ".", "--format", "json"]);
    assert_eq!(
        (ran.code, inputs(&ran)),
        (0, vec!["clients/a.json".to_owned(), "elsewhere/e.cimd".to_owned()])
    );
    assert_eq!(folder.run(&["lint", "clients", "--show-files"]).out, "clients/a.json\n");
    assert_eq!(folder.run(&["lint", "clients/old/c.json"]).code, 1);
    let none = folder.run(&["lint", "clients/old", "--format", "json"]);
    assert_eq!(none.code, 2);
    assert!(
        none.err
            .contains("there is no client metadata in clients/old: no file that the configuration includes"),
        "{}",
        none.err
    );
}

#[test]
fn what_was_tried_is_said_where_no_document_is_found() {
    let folder =
        Folder::new().with("a/package.json", MANIFEST).with("a/tsconfig.json", "{}").with("b/readme", "");
    let ran = folder.run(&["lint", "a"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no client metadata in a: 2 files were tried"), "{}", ran.err);
    let ran = folder.run(&["lint", "b"]);
    assert!(
        ran.err.contains("no client metadata in b: no file that may be a document lies in it"),
        "{}",
        ran.err
    );
}

#[test]
fn a_hook_names_the_files_of_a_commit() {
    let folder = Folder::new()
        .with("cimd.toml", "exclude = [\"fixtures\"]")
        .with("package.json", MANIFEST)
        .with("good.json", GOOD)
        .with("comma.json", GOOD.replace("\"none\"", "\"none\","))
        .with("conflict.json", conflict())
        .with("wide.json", GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
        .with("fixtures/bad.json", BAD)
        .with("notes.md", "# Notes");
    for (files, code) in [
        (&["package.json"][..], 0),
        (&["good.json", "package.json"], 0),
        (&["comma.json"], 1),
        (&["conflict.json", "package.json"], 1),
        (&["wide.json"], 1),
        (&["fixtures/bad.json"], 0),
        (&["notes.md"], 0),
        (&["fixtures"], 0),
        (&["missing.json"], 2),
        (&["package.json", "missing.json", "comma.json"], 2),
    ] {
        let mut arguments = vec!["lint", "--force-exclude"];
        arguments.extend(files);
        let ran = folder.run(&arguments);
        assert_eq!(ran.code, code, "{files:?}: {}{}", ran.out, ran.err);
    }
    let none = folder.run(&["lint", "--force-exclude", "package.json"]);
    assert_eq!((none.out.as_str(), none.err.as_str()), ("0 documents: nothing to report\n", ""));
    let json = folder.run(&["lint", "--force-exclude", "package.json", "good.json", "--format", "json"]);
    assert_eq!(inputs(&json), ["good.json"]);
    // Without it, what is named is linted.
    assert_eq!(folder.run(&["lint", "package.json"]).code, 1);
    assert_eq!(folder.run(&["lint", "fixtures/bad.json"]).code, 1);
}

#[test]
fn files_are_listed() {
    let folder = Folder::new().with("b/client.json", BAD).with("a.json", "{}").with("package.json", MANIFEST);
    let ran = folder.run(&["lint", ".", "a.json", "-", "https://app.example.net/c.json", "--show-files"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "b/client.json\na.json\n-\nhttps://app.example.net/c.json\n")
    );
    let none = Folder::new().with("package.json", MANIFEST).run(&["lint", ".", "--show-files"]);
    assert_eq!((none.code, none.out.as_str()), (2, ""));
    assert!(none.err.contains("1 file was tried"), "{}", none.err);
}

#[test]
fn a_file_is_checked_against_the_url_it_will_have() {
    let config = "[[documents]]\npath = \"public/client.json\"\nurl = \"https://app.example.net/client.json\"\n\
        [[documents]]\npath = \"site/**/*.json\"\nurl = \"https://app.example.net/\"\n";
    let folder = Folder::new()
        .with("cimd.toml", config)
        .with("public/client.json", GOOD)
        .with("site/client.json", GOOD)
        .with("site/moved/client.json", GOOD)
        .with("site/package.json", MANIFEST)
        .with("sub/keep", "");
    let ran = folder.run(&["lint", ".", "--format", "json"]);
    assert_eq!(ran.code, 1);
    assert_eq!(inputs(&ran), ["public/client.json", "site/client.json", "site/moved/client.json"]);
    let documents = &ran.json()["documents"];
    assert_eq!((&documents[0]["valid"], &documents[1]["valid"]), (&true.into(), &true.into()));
    assert_eq!(documents[2]["url"], "https://app.example.net/moved/client.json");
    assert_eq!(documents[2]["valid"], false);
    assert_eq!(documents[2]["findings"][0]["rule"], "client-id-mismatch");
    // The path is where the file is, however it is named.
    assert_eq!(folder.run(&["lint", "sub/../site/moved/client.json"]).code, 1);
    let said =
        folder.run(&["lint", "--url", "https://app.example.net/client.json", "site/moved/client.json"]);
    assert_eq!(said.code, 0, "{}", said.out);
}

#[test]
fn a_file_that_the_configuration_names_is_a_document() {
    let config = "[[documents]]\npath = \"public/client\"\nurl = \"https://app.example.net/client\"\n";
    let folder = Folder::new().with("cimd.toml", config).with("public/client", "").with("public/other", "");
    let ran = folder.run(&["lint", ".", "--format", "json"]);
    assert_eq!((ran.code, inputs(&ran)), (1, vec!["public/client".to_owned()]));
    assert_eq!(folder.run(&["lint", "--force-exclude", "public/client"]).code, 1);
    assert_eq!(folder.run(&["lint", "--force-exclude", "public/other"]).code, 0);
}
