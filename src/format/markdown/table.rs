//! Tables in Markdown.

/// A table of headings and rows; the cells are Markdown already, made by `code` and `inline`.
pub(crate) fn table(headings: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = line(headings);
    out.extend(["|", &"---|".repeat(headings.len()), "\n"]);
    for row in rows {
        out.push_str(&line(&row));
    }
    out
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_a_bar_at_both_ends() {
        let cells = |one: &str, other: &str| vec![one.to_owned(), other.to_owned()];
        let table = table(&cells("rule", "level"), [cells("`a-b`", "hint")]);
        assert_eq!(table, "| rule | level |\n|---|---|\n| `a-b` | hint |\n");
    }
}
