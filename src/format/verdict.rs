//! What a document comes to, and a run, in a line. Formats for people share the words.

use crate::finding::{Finding, Level, ListedResource, Report};
#[cfg(feature = "cli")]
use crate::format::Offer;
use crate::format::{Run, Summary};

/// The line of one document that could be read.
pub(super) fn document(title: &str, report: &Report) -> String {
    if !report.is_document() {
        return format!("{}: {}", report.name(), Counts::of(report.shown()));
    }
    let line = match &report.resources {
        Some(resources) if resources.is_empty() && report.findings.is_empty() => {
            format!("{}: there is no ClientCimd resource in it", report.name())
        }
        Some(resources) => judged(title, report) + &unknown_values(resources),
        None => judged(title, report),
    };
    match report.ignored() {
        0 => line,
        ignored => format!("{line}; {ignored} ignored"),
    }
}

fn judged(title: &str, report: &Report) -> String {
    // Hints are all ours and weigh nothing: they are told apart only where heavier advice is.
    let has_heavy_advice = report.shown().any(|finding| finding.is_advice() && finding.level > Level::Hint);
    let (advice, own): (Vec<&Finding>, Vec<&Finding>) = report
        .shown()
        .partition(|finding| finding.is_advice() && (has_heavy_advice || finding.level > Level::Hint));
    let (counts, advice) = (Counts::of(own.into_iter()), Counts::of(advice.into_iter()));
    let ours = if advice.is_empty() { String::new() } else { format!("; our advice: {advice}") };
    let refuses = |finding: &&Finding| finding.verdict == Some(Level::Violation);
    let counts_not = |finding: &&Finding| !finding.shown || finding.ignored.is_some();
    let hidden = report.findings.iter().filter(refuses).filter(counts_not).count();
    let ignored = report.findings.iter().filter(refuses).filter(|finding| finding.ignored.is_some()).count();
    let name = report.name();
    match report.valid {
        // A refusal is always reported with its reason, even where that was switched off.
        Some(false) if hidden > 0 && !report.shown().any(|finding| refuses(&finding)) => {
            let reasons = plural(hidden, "violation");
            let others = if counts.is_empty() { String::new() } else { format!("; {counts}") };
            let how = match (ignored == hidden, hidden) {
                (true, 1) => "that is ignored here",
                (true, _) => "that are ignored here",
                (false, _) => "not shown here",
            };
            format!("{name}: {title} would refuse it for {reasons} {how}{others}{ours}")
        }
        Some(false) => format!("{name}: {title} would refuse it: {counts}{ours}"),
        Some(true) if counts.violations + advice.violations > 0 && counts.is_empty() => {
            format!("{name}: {title} would accept it, but it needs fixing{ours}")
        }
        Some(true) if counts.violations + advice.violations > 0 => {
            format!("{name}: {title} would accept it, but it needs fixing: {counts}{ours}")
        }
        Some(true) if counts.is_empty() && !advice.is_empty() => {
            format!("{name}: {title} would accept it{ours}")
        }
        Some(true) => format!("{name}: {title} would accept it: {counts}{ours}"),
        None => format!("{name}: {counts}{ours}"),
    }
}

/// Whether a document among others has a line of its own: where its findings do not say that it is refused. What is no
/// document has one.
pub(super) fn is_worth_a_line(report: &Report) -> bool {
    let shows = |finding: &Finding| finding.verdict == Some(Level::Violation);
    let is_other = !report.is_document() && report.shown().next().is_some();
    is_other || report.omitted > 0 || report.valid == Some(false) && !report.shown().any(shows)
}

/// How many findings can be fixed, and by which option; `None` where none can.
#[cfg(feature = "cli")]
pub(super) fn fixable(run: &Run<'_>) -> Option<String> {
    let can =
        |count: usize| if count == 1 { "1 finding can".to_owned() } else { format!("{count} findings can") };
    match run.fixable() {
        [0, 0] => None,
        [safe, 0] => Some(format!("{} be fixed with --fix", can(safe))),
        [0, unsafe_ones] if run.offer == Offer::Rest => {
            Some(format!("{} be fixed with --unsafe-fixes", can(unsafe_ones)))
        }
        [0, unsafe_ones] => Some(format!("{} be fixed with --fix --unsafe-fixes", can(unsafe_ones))),
        [safe, unsafe_ones] => {
            Some(format!("{} be fixed with --fix, and {unsafe_ones} more with --unsafe-fixes", can(safe)))
        }
    }
}

/// The line of several documents.
pub(super) fn total(run: &Run<'_>) -> String {
    let title = &run.profile.title;
    let summary = run.summary();
    let refused = run.reports.iter().filter(|report| report.valid == Some(false)).count();
    let accepted = run.reports.iter().filter(|report| report.valid == Some(true)).count();
    let ignored = if summary.ignored > 0 { format!("; {} ignored", summary.ignored) } else { String::new() };
    let verdict = match (refused, accepted) {
        (0, 0) => String::new(),
        (0, _) if accepted == summary.documents => format!("{title} would accept all; "),
        (0, _) => format!("{title} would accept {accepted}; "),
        (_, _) if refused == summary.documents => format!("{title} would refuse all; "),
        (_, _) => format!("{title} would refuse {refused}; "),
    };
    let resources: Vec<&[ListedResource]> =
        run.reports.iter().filter_map(|report| report.resources.as_deref()).collect();
    let documents = summary.documents - resources.len();
    let what = match (resources.len(), documents) {
        (0, _) => plural(documents, "document"),
        (files, _) => {
            let resources = resources.iter().map(|of_file| of_file.len()).sum();
            let beside =
                if documents > 0 { format!(", {}", plural(documents, "document")) } else { String::new() };
            format!("{} in {}{beside}", plural(resources, "resource"), plural(files, "file"))
        }
    };
    let unknown = unknown_values(resources.iter().copied().flatten());
    format!("{what}: {verdict}{}{ignored}{unknown}", Counts::from(summary))
}

/// How many values were left alone, if any were.
fn unknown_values<'r>(resources: impl IntoIterator<Item = &'r ListedResource>) -> String {
    match resources.into_iter().map(|resource| resource.unknown_values).sum() {
        0 => String::new(),
        1 => "; 1 value is known only when it is applied".to_owned(),
        count => format!("; {count} values are known only when it is applied"),
    }
}

/// Says how many findings were left out.
pub(super) fn omitted(count: usize) -> String {
    format!(
        "{} not shown",
        if count == 1 { "1 more finding is".into() } else { format!("{count} more findings are") }
    )
}

struct Counts {
    violations: usize,
    warnings: usize,
    hints: usize,
    errors: usize,
}

impl Counts {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding>) -> Counts {
        let mut counts = Counts { violations: 0, warnings: 0, hints: 0, errors: 0 };
        for finding in findings {
            match finding.level {
                Level::Violation => counts.violations += 1,
                Level::Warning => counts.warnings += 1,
                Level::Hint => counts.hints += 1,
            }
        }
        counts
    }

    fn is_empty(&self) -> bool {
        self.violations + self.warnings + self.hints + self.errors == 0
    }
}

impl From<Summary> for Counts {
    fn from(Summary { violations, warnings, hints, errors, .. }: Summary) -> Counts {
        Counts { violations, warnings, hints, errors }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_empty() {
            return f.write_str("nothing to report");
        }
        let counts = [
            (self.violations, "violation"),
            (self.warnings, "warning"),
            (self.hints, "hint"),
            (self.errors, "error"),
        ];
        let mut separator = "";
        for (count, noun) in counts {
            if count > 0 {
                write!(f, "{separator}{}", plural(count, noun))?;
                separator = ", ";
            }
        }
        Ok(())
    }
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
