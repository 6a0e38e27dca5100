//! Runs the program in every format at once, and measures what it costs.

use std::fs;
use std::path::Path;
use std::process::Command;

/// What every report is written as, beside `human` on standard output.
const FORMATS: [&str; 9] =
    ["short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "client-cimd"];

/// How often two measurements are made before they count against a shape: what else the machine does adds to them.
const ATTEMPTS: usize = 4;

/// What four times as much may cost: between linear work, which costs four times as much, and quadratic work, which
/// costs sixteen times as much.
const FACTOR: u64 = 8;

/// An allowance for each run, in milliseconds of processor time: shorter measurements say nothing about growth, and
/// quadratic work takes longer at these sizes.
const FLOOR: u64 = 150;

/// Runs `cimd lint` in the directory, in all formats together. Returns the milliseconds that it kept processors busy,
/// which, unlike what the clock says, hardly depend on what else the machine does.
pub fn lint(directory: &Path, arguments: &[String]) -> u64 {
    let program = env!("CARGO_BIN_EXE_cimd");
    let reports = directory.join("reports");
    fs::create_dir_all(&reports).expect("folders can be made");
    let mut all = vec!["lint".to_owned()];
    all.extend(arguments.iter().cloned());
    all.extend(["--format".to_owned(), "human".to_owned()]);
    for format in FORMATS {
        all.extend(["--format".to_owned(), format!("{format}=reports/{format}")]);
    }
    // The shell is asked, since the standard library does not tell what a child cost.
    let script = r#"TIMEFORMAT="%3U %3S"; time "$@" >reports/human 2>reports/errors"#;
    let output = Command::new("bash")
        .args(["-c", script, "bash", program])
        .args(&all)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C")
        .current_dir(directory)
        .output()
        .expect("bash runs");
    let told = String::from_utf8(output.stderr).expect("times are text");
    let errors = fs::read_to_string(reports.join("errors")).expect("standard error is UTF-8");
    assert!(matches!(output.status.code(), Some(0..=2)), "{:?} {arguments:?}: {told}{errors}", output.status);
    assert_safe(&reports, arguments);
    told.split_whitespace().map(milliseconds).sum()
}

/// Panics if the cost of the larger does not grow as its size does: of four times as much, it may be eight times as
/// much. Both are measured again only while that fails; then the most of the small and the least of the large count, so
/// that both err to the side that passes.
pub fn assert_linear(name: &str, mut small: impl FnMut() -> u64, mut large: impl FnMut() -> u64, idle: u64) {
    let (mut most_small, mut least_large) = (0, u64::MAX);
    for _ in 0..ATTEMPTS {
        most_small = small().max(most_small);
        least_large = large().min(least_large);
        if least_large <= idle + FLOOR + FACTOR * most_small.saturating_sub(idle) {
            return;
        }
    }
    panic!("{name}: {most_small} ms grow to {least_large} ms, of which {idle} ms are those of an empty run");
}

fn milliseconds(seconds: &str) -> u64 {
    seconds.replace('.', "").parse().unwrap_or_else(|_| panic!("bash tells times, not {seconds}"))
}

/// Panics if anything that was written is more than text.
fn assert_safe(reports: &Path, arguments: &[String]) {
    for entry in fs::read_dir(reports).expect("the folder is there") {
        let path = entry.expect("its entries can be listed").path();
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let acting = text.chars().find(|&character| acts(character));
        assert!(acting.is_none(), "{}: {acting:?} of {arguments:.3000?}", path.display());
    }
}

/// Whether a character does something to a terminal, or to the order or the lines of a text.
fn acts(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{200b}' | '\u{200d}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0041}')
}
