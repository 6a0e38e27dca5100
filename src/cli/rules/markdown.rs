//! The list for a wiki: a table for each part, with a column for each profile.

use std::io::{self, Write};

use crate::format::evidence;
use crate::format::markdown::{code, inline, table};
use crate::profile::Profile;
use crate::rule::{Part, Rule};

/// Writes the tables.
pub fn write(out: &mut dyn Write, rules: &[Rule], profiles: &[&Profile]) -> io::Result<()> {
    let mut headings = vec!["rule".to_owned(), "what it finds".to_owned(), "member".to_owned()];
    headings.extend(profiles.iter().map(|profile| code(&profile.name)));
    let row = |&rule: &Rule| {
        let page = rule.page();
        let mut cells = vec![code(page.id), inline(page.title), page.member.map_or(String::new(), code)];
        cells.extend(profiles.iter().map(|profile| evidence::brief(profile, rule)));
        cells
    };
    for part in Part::ALL {
        let of_part: Vec<_> = rules.iter().filter(|rule| rule.page().part == part).map(row).collect();
        if !of_part.is_empty() {
            let heading = format!("## {}: {}", part.name(), inline(part.description()));
            writeln!(out, "{heading}\n\n{}", table(&headings, of_part))?;
        }
    }
    writeln!(out, "A level in parentheses is our advice; the others are the profile's verdict.")
}
