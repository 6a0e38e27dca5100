//! Counts by rule, as a table.

use super::line::head;
use super::paint::{Ink, Paint};
use crate::format::{Run, statistics};

/// A line a rule: how many findings, which rule, what it finds.
pub(super) fn table(run: &Run<'_>, paint: &Paint) -> String {
    let counts = statistics(run);
    let digits = counts.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
    let names: Vec<String> = counts.iter().map(|row| format!("{}[{}]", row.level, row.rule)).collect();
    let columns = names.iter().map(String::len).max().unwrap_or(0);
    let mut out = String::new();
    for (row, name) in counts.iter().zip(&names) {
        let count = format!("{:>digits$}", row.count);
        // Titles give way on a narrow terminal; ids are there to be copied.
        let width = paint.width.saturating_sub(digits + columns + 4);
        let title = head(row.rule.page().title, width, paint.ellipsis);
        let gap = " ".repeat(columns - name.len() + 2);
        let line = [&*count, "  ", &paint.ink(Ink::Level(row.level), name), &gap, &title].concat();
        out.extend([line.trim_end(), "\n"]);
    }
    out
}
