//! The arrows between modules and files point one way.
//!
//! `ARCHITECTURE.md` lists the modules in their order, a line each, in the block that begins with `text modules`. A file
//! uses only modules that come before its own, and no two files of a module use each other, not even by way of others.

mod dependencies;
mod graph;
#[path = "../support/skipped.rs"]
mod skipped;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use graph::Graph;

static GRAPH: LazyLock<Graph> =
    LazyLock::new(|| Graph::of_crate(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")));

/// The names of the modules, as `ARCHITECTURE.md` orders them.
fn order() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let (_, block) = page.split_once("\n```text modules\n").expect("the block of modules is there");
    let (block, _) = block.split_once("\n```\n").expect("the block has an end");
    let line = |line: &str| {
        let (name, sentence) = line.split_once(": ").expect("a line is `name: one sentence`");
        assert!(sentence.ends_with('.') && !sentence.contains(". "), "{name}: write one sentence");
        name.to_owned()
    };
    block.lines().map(line).collect()
}

#[test]
fn every_module_has_its_line() {
    let order = order();
    let listed: BTreeSet<&str> = order.iter().map(String::as_str).collect();
    assert_eq!(listed.len(), order.len(), "a module has two lines");
    let modules: BTreeSet<&str> = GRAPH.top_modules().collect();
    assert_eq!(listed, modules, "the lines of ARCHITECTURE.md, and the modules in src/lib.rs");
}

#[test]
fn modules_use_only_those_before_them() {
    let order = order();
    let place = |module: &str| order.iter().position(|name| name == module);
    let wrong: Vec<String> = GRAPH
        .edges()
        .filter(|edge| place(&edge.from.module) < place(&edge.to.module))
        .map(|edge| {
            format!("{} uses {}, of a later module: `{}`", edge.from.path, edge.to.path, edge.written)
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn files_use_each_other_in_one_direction() {
    let cycles: Vec<String> = GRAPH
        .cycles(|_| true)
        .iter()
        .map(|cycle| {
            let steps = cycle
                .iter()
                .map(|edge| format!("  {} uses {}: `{}`", edge.from.path, edge.to.path, edge.written));
            steps.collect::<Vec<_>>().join("\n")
        })
        .collect();
    assert!(cycles.is_empty(), "{} cycles:\n{}", cycles.len(), cycles.join("\n\n"));
}

/// A crate with the faults that these tests look for, and with what only looks like one.
#[test]
fn uses_are_found_however_they_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in [
        ("lib.rs", "pub mod first; mod last; pub use last::Last;"),
        (
            "first/mod.rs",
            "mod one; mod other; mod renamed; #[cfg(test)] mod tests; pub use one::One; pub use other::*;",
        ),
        (
            "first/one.rs",
            "use super::other::{self as o, Other as _}; fn f(x: X) { x.one(); /* crate::last::Last */ }",
        ),
        ("first/other.rs", "pub struct Other; fn f() { println!(\"{}\", crate::first::One::NAME); }"),
        (
            "first/renamed.rs",
            "#[cfg(all(test, unix))] mod tests { use crate::Last; } fn f(_: crate::Last) {}",
        ),
        ("first/tests.rs", "use crate::last::Last;"),
        ("last.rs", "use crate::first; mod inner { use super::super::first::*; fn f() { \"first::One\"; } }"),
    ] {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let graph = Graph::of_crate(folder.path());
    let name = |path: &str| {
        path.rsplit_once("first/").map_or_else(|| "last.rs".to_owned(), |(_, name)| name.to_owned())
    };
    let edges: Vec<_> = graph.edges().map(|edge| (name(&edge.from.path), name(&edge.to.path))).collect();
    let expected =
        [("one.rs", "other.rs"), ("other.rs", "one.rs"), ("renamed.rs", "last.rs"), ("last.rs", "mod.rs")];
    assert_eq!(edges, expected.map(|(from, to)| (from.to_owned(), to.to_owned())));
    assert_eq!(graph.cycles(|file| file.module == "first").len(), 1);
    assert_eq!(graph.top_modules().collect::<Vec<_>>(), ["first", "last"]);
}
