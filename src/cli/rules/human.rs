//! The list for people: a table, with a heading for each part.

use std::io::{self, Write};

use crate::finding::truncated;
use crate::format::human::Style;
use crate::format::{evidence, sanitised};
use crate::profile::Profile;
use crate::rule::{Part, Rule};

/// Writes the rules by part, and says how to read the levels.
pub fn write(out: &mut dyn Write, rules: &[Rule], profile: &Profile, style: &Style) -> io::Result<()> {
    let id_width = rules.iter().map(|rule| rule.id().len()).max().unwrap_or(0);
    let bold = |text: &str| if style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
    let row = |rule: &str, level: &str, title: &str| {
        // Titles give way on a narrow terminal; ids are there to be copied.
        let text = format!("{rule:<id_width$}  {level:<11}  {title}");
        truncated(&text, style.width, "").trim_end().to_owned()
    };
    writeln!(out, "{}", row("rule", &sanitised(&profile.name), "what it finds"))?;
    for part in Part::ALL {
        let of_part: Vec<Rule> = rules.iter().copied().filter(|rule| rule.page().part == part).collect();
        if of_part.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", bold(&format!("{}: {}", part.name(), part.description())))?;
        for rule in of_part {
            writeln!(out, "{}", row(rule.id(), &evidence::brief(profile, rule), rule.page().title))?;
        }
    }
    let count = match rules.len() {
        1 => "1 rule".to_owned(),
        count => format!("{count} rules"),
    };
    writeln!(
        out,
        "\n{count}; a level in parentheses is our advice, the others are the verdict of {}",
        sanitised(&profile.title)
    )
}
