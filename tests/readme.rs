//! The commands that the README shows give what it shows.

#[test]
fn the_readme_is_true() {
    trycmd::TestCases::new()
        .env("COLUMNS", "80")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .case("README.md");
}
