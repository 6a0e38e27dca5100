//! The program and its rules: what `cimd explain` tells, for readers who have only the file.

use std::collections::{BTreeMap, BTreeSet};

use serde_sarif::sarif::{self, ReportingConfigurationLevel};

use super::help;
use crate::finding::{Level, Report};
use crate::format::Run;
use crate::profile::{Profile, Setting};
use crate::rule::{Mark, Page, Rule};

/// What the program is about. It has no site of its own, and none is invented; but readers look for one,
/// and Microsoft's validator warns where it is missing (SARIF2005).
const SUBJECT: &str = "https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/";

/// The rules of a run, sorted: those of the profile, and others that `--level` has switched on and that found
/// something.
pub fn rules(run: &Run<'_>) -> Vec<Rule> {
    let found: BTreeSet<Rule> =
        run.reports.iter().flat_map(Report::displayed).map(|finding| finding.rule).collect();
    Rule::ALL
        .iter()
        .copied()
        .filter(|rule| run.profile.setting(*rule).is_some() || found.contains(rule))
        .collect()
}

/// The program, with the pages of these rules.
pub fn tool(rules: &[Rule], profile: &Profile) -> sarif::Tool {
    let driver = sarif::ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri(SUBJECT)
        .rules(rules.iter().map(|&rule| descriptor(rule, profile)).collect::<Vec<_>>())
        .build();
    sarif::Tool::builder().driver(driver).build()
}

fn descriptor(rule: Rule, profile: &Profile) -> sarif::ReportingDescriptor {
    let page = rule.page();
    let setting = profile.setting(rule);
    let mut descriptor = sarif::ReportingDescriptor::builder()
        .id(page.id)
        .short_description(text(format!("{}.", page.title)))
        .full_description(text(help::description(page)))
        .help(
            sarif::MultiformatMessageString::builder()
                .text(help::text(page, profile, rule))
                .markdown(help::markdown(page, profile, rule))
                .build(),
        )
        .default_configuration(configuration(setting))
        .properties(properties(page, setting))
        .build();
    // The variants of the enumeration are the ids in Pascal case, which is what SARIF's names are in; a name that is the id
    // once more should be left out.
    descriptor.name = Some(format!("{rule:?}")).filter(|name| !name.eq_ignore_ascii_case(page.id));
    descriptor.help_uri = page.sources.first().map(|source| source.link.to_owned());
    descriptor
}

fn text(text: String) -> sarif::MultiformatMessageString {
    sarif::MultiformatMessageString::builder().text(text).build()
}

fn configuration(setting: Option<&Setting>) -> sarif::ReportingConfiguration {
    let builder = sarif::ReportingConfiguration::builder();
    let Some(setting) = setting else { return builder.enabled(false).build() };
    let level = match setting.level {
        Level::Violation => ReportingConfigurationLevel::Error,
        Level::Warning => ReportingConfigurationLevel::Warning,
        Level::Hint => ReportingConfigurationLevel::Note,
    };
    builder.level(level.to_string()).build()
}

/// What GitHub sorts and filters alerts by.
fn properties(page: &Page, setting: Option<&Setting>) -> sarif::PropertyBag {
    let is_verdict = setting.is_some_and(|setting| !setting.advice);
    let mut tags = vec![page.part.name(), if is_verdict { "verdict" } else { "advice" }];
    tags.extend(page.member);
    let mut properties = BTreeMap::from([
        ("precision".to_owned(), precision(setting).into()),
        ("problem.severity".to_owned(), severity(setting).into()),
    ]);
    if let Some(score) = page.security_severity {
        tags.push("security");
        properties.insert("security-severity".to_owned(), score.into());
    }
    let tags: Vec<String> = tags.into_iter().map(str::to_owned).collect();
    sarif::PropertyBag::builder().tags(tags).additional_properties(properties).build()
}

/// How sure it is that the profile's server minds: what is documented or recorded is surer than what is
/// inferred, or advised.
fn precision(setting: Option<&Setting>) -> &'static str {
    match setting.and_then(|setting| setting.mark) {
        Some(Mark::Documented | Mark::Source | Mark::Recorded | Mark::Tested) => "very-high",
        _ => "high",
    }
}

fn severity(setting: Option<&Setting>) -> &'static str {
    match setting.map(|setting| setting.level) {
        Some(Level::Violation) => "error",
        Some(Level::Warning) => "warning",
        Some(Level::Hint) | None => "recommendation",
    }
}
