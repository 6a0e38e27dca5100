//! Where a finding lies, in the terms of a CI server: a file of the repository, or none.

use std::borrow::Cow;
use std::path::MAIN_SEPARATOR;

use super::{Finding, Report, sanitised};

/// The file that a finding points into; `None` for standard input and for what was fetched.
pub(super) fn file<'r>(report: &'r Report, finding: &Finding) -> Option<Cow<'r, str>> {
    let name = report.source_name(finding);
    (report.input != "-" && !name.contains("://")).then(|| path(name))
}

/// A file's name as repositories spell it: `./a\b` is `a/b` to them.
pub(super) fn path(name: &str) -> Cow<'_, str> {
    let name = name.strip_prefix("./").unwrap_or(name);
    if MAIN_SEPARATOR == '/' { sanitised(name) } else { sanitised(name).replace(MAIN_SEPARATOR, "/").into() }
}

/// The place as compilers write it, `client.json:4:21`; the name alone of what lies in no text.
pub(super) fn written(report: &Report, finding: &Finding) -> String {
    let name = sanitised(report.source_name(finding));
    match finding.range {
        Some(range) => format!("{name}:{}:{}", range.start.line, range.start.column),
        None => name.into_owned(),
    }
}
