//! Hostile shapes: more than a thousand, in all formats, as documents and as everything else that is read.
//!
//! What is measured is the time that processors were kept busy by the real program, at some size and at four times that
//! size. Linear work costs four times as much, quadratic work sixteen times, and eight are allowed; no test knows how
//! fast a machine is, nor waits for a clock. Shapes of one place are linted by one process, since starting it would
//! cost more than most of them: at these sizes one quadratic shape outweighs all the others together.

#![cfg(unix)]

mod run;
mod settings;
#[path = "../support/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;
use std::fs;

use run::{assert_linear, lint};
use settings::Setting;
use tempfile::TempDir;

/// The smaller size of a document.
const SIZE: usize = 4 * 1024;

/// The documents of each place, as one setting each.
fn documents(size: usize) -> BTreeMap<&'static str, Setting> {
    let mut places: BTreeMap<&str, Setting> = BTreeMap::new();
    for shape in shapes::documents(size) {
        let setting = places.entry(shape.place).or_default();
        if setting.arguments.is_empty() {
            setting.arguments.push("--no-config".to_owned());
        }
        setting.arguments.push(shape.name.clone());
        setting.files.push((shape.name, shape.document));
    }
    places
}

fn write(setting: &Setting) -> TempDir {
    let directory = tempfile::tempdir().expect("a temporary folder");
    for (name, content) in &setting.files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }
    directory
}

/// What a run costs that has nothing to do.
fn idle() -> u64 {
    let setting = Setting::of("idle", &[("a.json", b"{}")], &["--no-config", "a.json"]);
    let directory = write(&setting);
    lint(directory.path(), &setting.arguments)
}

fn assert_grows_linearly(name: &str, small: &Setting, large: &Setting, idle: u64) {
    let (small_directory, large_directory) = (write(small), write(large));
    let small = || lint(small_directory.path(), &small.arguments);
    let large = || lint(large_directory.path(), &large.arguments);
    assert_linear(name, small, large, idle);
}

/// The tests that share the places, so that they run at the same time.
fn assert_documents(part: usize) {
    let (small, large, idle) = (documents(SIZE), documents(4 * SIZE), idle());
    for (place, setting) in small.iter().skip(part).step_by(2) {
        assert_grows_linearly(place, setting, &large[place], idle);
    }
}

#[test]
fn there_are_a_thousand_shapes_and_each_has_a_name_of_its_own() {
    let shapes = shapes::documents(1024);
    let names: std::collections::HashSet<&str> = shapes.iter().map(|shape| shape.name.as_str()).collect();
    assert_eq!(names.len(), shapes.len());
    assert!(shapes.len() >= 1000, "{}", shapes.len());
    assert!(shapes.iter().all(|shape| shape.document.len() >= 900), "each is as large as it was asked for");
}

#[test]
fn documents_cost_what_their_size_does() {
    assert_documents(0);
}

#[test]
fn documents_of_the_other_places_cost_what_their_size_does() {
    assert_documents(1);
}

/// The tests that share the settings.
fn assert_settings(part: usize) {
    let idle = idle();
    let pairs = settings::all(SIZE).into_iter().zip(settings::all(4 * SIZE));
    for (small, large) in pairs.skip(part).step_by(2) {
        assert_grows_linearly(&small.name, &small, &large, idle);
    }
}

#[test]
fn what_is_read_beside_documents_costs_what_its_size_does() {
    assert_settings(0);
}

#[test]
fn the_rest_of_what_is_read_beside_documents_costs_what_its_size_does() {
    assert_settings(1);
}

#[test]
fn directories_cost_what_their_entries_do() {
    let idle = idle();
    for make in [settings::deep, settings::wide, settings::looping, settings::nested_ignore_files] {
        let (small, large) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let name = make(small.path(), 100);
        make(large.path(), 400);
        let arguments = [".".to_owned()];
        let cost = |directory: &TempDir| lint(directory.path(), &arguments);
        assert_linear(name, || cost(&small), || cost(&large), idle);
    }
}
