//! What a build depends on: the resolver's dependencies are no one else's, and it has none of the command line's.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that a build of the library or the program needs, as cargo finds them. `None` where cargo has not got
/// what it needs to tell, such as the manifests of packages for other platforms.
fn packages(arguments: &[&str]) -> Option<BTreeSet<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args([
        "tree",
        "--locked",
        "--offline",
        "--prefix",
        "none",
        "--edges",
        "normal,build",
        "--format",
        "{p}",
    ]);
    let output = cargo.args(arguments).output().expect("cargo runs");
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
        crate::skipped::skipped("dependencies::packages", &reason);
        return None;
    }
    let text = String::from_utf8(output.stdout).expect("cargo writes text");
    let name = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    Some(text.lines().map(name).filter(|name| !name.is_empty()).collect())
}

const OF_THE_RESOLVER: [&str; 8] =
    ["aws-lc-rs", "http-cache-semantics", "hyper", "jsonwebtoken", "metrics", "moka", "reqwest", "tokio"];

#[test]
fn the_command_line_does_not_grow_by_the_resolver() {
    let Some(packages) = packages(&[]) else { return };
    assert!(packages.contains("clap") && packages.contains("ureq"), "{packages:?}");
    let grown: Vec<_> = OF_THE_RESOLVER.iter().filter(|name| packages.contains(**name)).collect();
    assert!(grown.is_empty(), "{grown:?}");
}

#[test]
fn the_resolver_has_nothing_of_the_command_line() {
    let Some(packages) = packages(&["--no-default-features", "--features", "resolver"]) else { return };
    assert!(OF_THE_RESOLVER.iter().all(|name| packages.contains(*name)), "{packages:?}");
    let others: Vec<_> = ["clap", "ureq", "miette", "tempfile", "serde-sarif"]
        .into_iter()
        .filter(|name| packages.contains(*name))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    // RUSTSEC-2023-0071 is open.
    assert!(!packages.contains("rsa"));
}
