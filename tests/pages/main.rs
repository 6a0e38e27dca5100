//! The rules' pages: their examples run, every rule has them, and what is said of them is true for every profile.

mod acme;
#[path = "../support/example_text.rs"]
mod example_text;
mod examples;
mod fixed;
mod fixes;
mod help;
#[path = "../support/resource_text.rs"]
mod resource_text;
mod schema;
mod scrambled;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use cimd::finding::{Finding, Level};
use cimd::{Linter, Part, Profile, Rule, Subject};

use examples::examples;

/// The profiles under which an example is judged: every built-in profile that has the rule, or a copy of it that states
/// what the example is about. A rule that no built-in profile has is judged under copies of the first one.
fn profiles_of(rule: Rule, condition: Option<&str>) -> Vec<Cow<'static, Profile>> {
    let built_in = Profile::built_in();
    let has_rule = |profile: &&Profile| profile.setting(rule).is_some();
    let named: Vec<&'static Profile> = built_in.iter().filter(has_rule).collect();
    let Some(condition) = condition else { return named.into_iter().map(Cow::Borrowed).collect() };
    let bases = if named.is_empty() { vec![auth0()] } else { named };
    bases.into_iter().map(|base| Cow::Owned(copy_of(base, condition))).collect()
}

/// The default profile.
fn auth0() -> &'static Profile {
    Profile::named("auth0").expect("it is built in")
}

/// The house rules of which the page `house-schema` speaks.
fn house_rules() -> Vec<u8> {
    let body = Rule::HouseSchema.page().body;
    let schema = body.split('`').find(|code| code.starts_with('{') && code.contains("required"));
    schema.expect("the page has a schema").as_bytes().to_vec()
}

/// A profile with one limit, list or policy changed.
fn copy_of(base: &Profile, condition: &str) -> Profile {
    let name = format!("{} if {condition}", base.name);
    let text = format!("extends = \"{}\"\n{condition}\n", base.name);
    Profile::from_file(&name, &text, &|_| Ok(house_rules())).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn examples_raise_their_rule_and_only_the_invalid_ones() {
    let mut wrong = String::new();
    let mut ran = 0;
    for &rule in Rule::ALL {
        for (index, example) in examples(rule).into_iter().enumerate() {
            let profiles = profiles_of(rule, example.condition);
            assert!(!profiles.is_empty(), "{rule}: no profile has the rule, so its examples need an `if`");
            for profile in profiles {
                let linter = Linter::new(&profile);
                let report = example.lint(&linter);
                let is_raised = |finding: &Finding| finding.rule == rule && finding.shown;
                // Beside others it may be hidden by one that says the same.
                let others = || Rule::ALL.iter().filter(|other| **other != rule);
                let is_hidden = || {
                    let alone =
                        others().fold(linter.clone(), |linter, other| linter.with_level(*other, None));
                    example.lint(&alone).findings.iter().any(is_raised)
                };
                if (report.findings.iter().any(is_raised) || is_hidden()) != example.invalid {
                    let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.id()).collect();
                    let _ = writeln!(
                        wrong,
                        "{rule}, example {}, {}: invalid = {}, found {found:?}",
                        index + 1,
                        profile.name,
                        example.invalid
                    );
                }
                ran += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(ran > 2 * Rule::ALL.len(), "{ran} examples are too few");
}

/// Whoever copies a valid example has a document that is not refused: by the default profile, by every built-in one that
/// has the rule, and by those that state what the example is about.
#[test]
fn valid_examples_are_good_documents() {
    let default = Profile::named("auth0").expect("it is built in");
    let (mut wrong, mut ran) = (String::new(), 0);
    for &rule in Rule::ALL {
        for (index, example) in examples(rule).into_iter().enumerate() {
            // What a configuration or baseline is about is a document with a fault.
            let is_about_fault = example.configuration.is_some() || example.baseline.is_some();
            if example.invalid || is_about_fault {
                continue;
            }
            let named = profiles_of(rule, example.condition).into_iter().chain(profiles_of(rule, None));
            // Whose clients need a scope of their own takes no document that is meant for all; and where every warning
            // is a violation, few examples are without one.
            let general =
                named.filter(|profile| !profile.requires("scope") && !profile.name.starts_with("strict"));
            for profile in general.chain([Cow::Borrowed(default)]) {
                let report = example.lint(&Linter::new(&profile));
                let is_violation = |finding: &&Finding| {
                    [Some(finding.level), finding.verdict].contains(&Some(Level::Violation))
                };
                for finding in report.findings.iter().filter(is_violation) {
                    let _ = writeln!(
                        wrong,
                        "{rule}, example {}, {}: {}: {}",
                        index + 1,
                        profile.name,
                        finding.rule,
                        finding.message
                    );
                }
                ran += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(ran > 4 * Rule::ALL.len(), "only {ran} examples were linted");
}

/// What the default profile refuses is not an example of a valid document, but other profiles take it.
#[test]
fn what_only_some_profiles_take_raises_nothing_there() {
    let document = |member: &str| {
        let text = format!(
            r#"{{"client_id": "https://app.example.net/client.json", "client_name": "Example", {member},
                "grant_types": ["authorization_code"], "application_type": "native"}}"#
        );
        Subject::from_bytes("client.json", text.into_bytes())
    };
    let scheme = document(r#""redirect_uris": ["com.example.app:/callback"]"#);
    let keys = document(r#""token_endpoint_auth_method": "private_key_jwt", "jwks": {"keys": []}"#);
    let long = Subject {
        published: Some(format!("https://app.example.net/{}", "é".repeat(48))),
        ..document(r#""redirect_uris": ["https://app.example.net/callback"]"#)
    };
    for (subject, condition, rule) in [
        (scheme, "redirect_uris.native = [\"private-use-reverse-domain\"]", Rule::RedirectUriCustomScheme),
        (keys, "members.forbidden = []", Rule::AuthKeyMissing),
        (long, "limits.client_id_url_bytes = 120", Rule::ClientIdUrlTooLong),
    ] {
        let profile = copy_of(auth0(), condition);
        let report = Linter::new(&profile).lint(&subject);
        assert!(!report.findings.is_empty(), "{rule}: nothing was linted");
        assert!(report.findings.iter().all(|finding| finding.rule != rule), "{rule}");
    }
}

#[test]
fn every_page_has_its_sections_and_both_kinds_of_examples() {
    for &rule in Rule::ALL {
        let body = rule.page().body;
        let headings: Vec<&str> = body.lines().filter(|line| line.starts_with("## ")).collect();
        let always = ["## What it checks", "## Why", "## How to fix", "## Examples"];
        let fix = if rule.page().fixes.is_empty() { &[][..] } else { &["## Fix"] };
        assert_eq!(headings, [&always[..], fix].concat(), "{rule}");
        let kinds: Vec<bool> = examples(rule).iter().map(|example| example.invalid).collect();
        assert!(
            kinds.contains(&true) && kinds.contains(&false),
            "{rule} lacks a valid or an invalid example"
        );
    }
}

#[test]
fn ids_are_kebab_case_and_titles_are_short_and_unique() {
    let mut titles = std::collections::HashSet::new();
    for &rule in Rule::ALL {
        let page = rule.page();
        assert!(
            page.id
                .split('-')
                .all(|word| !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())),
            "{rule}"
        );
        assert_eq!(Rule::from_id(page.id), Some(rule));
        assert!(page.title.chars().count() <= 60 && !page.title.ends_with('.'), "{rule}: {}", page.title);
        assert!(titles.insert(page.title), "{rule}: the title {} is used twice", page.title);
        assert!(!page.sources.is_empty(), "{rule} has no source");
        for source in page.sources {
            assert!(source.link.starts_with("https://"), "{rule}: {}", source.link);
        }
    }
}

/// Whether a rule is about what one server has: resources that register clients in it.
fn is_of_one_server(rule: Rule) -> bool {
    rule.page().part == Part::Resource
}

#[test]
fn pages_speak_of_no_server() {
    for &rule in Rule::ALL.iter().filter(|rule| !is_of_one_server(**rule)) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("rules/{rule}.md"));
        let page = std::fs::read_to_string(&path).expect("every rule has a page").to_lowercase();
        for profile in Profile::built_in() {
            let title = profile.title.to_lowercase();
            assert!(!page.contains(&title), "{} speaks of {}", path.display(), profile.title);
        }
    }
}

#[test]
fn severities_are_the_base_scores_of_their_vectors() {
    let mut scored = 0;
    for &rule in Rule::ALL {
        let (severity, vector) = (rule.page().security_severity, rule.page().security_vector);
        assert_eq!(severity.is_some(), vector.is_some(), "{rule} has a severity or a vector only");
        let Some(vector) = vector else { continue };
        assert_eq!(severity, Some(&*format!("{:.1}", base_score(vector))), "{rule}: {vector}");
        scored += 1;
    }
    assert!(scored > 0, "no rule has a severity");
}

/// Vectors and scores from the examples of FIRST and from the National Vulnerability Database.
#[test]
fn base_scores_are_those_of_cvss() {
    let known = [
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1),
        ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1),
        ("CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 7.8),
        ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0),
    ];
    for (vector, score) in known {
        assert_eq!(format!("{:.1}", base_score(vector)), format!("{score:.1}"), "{vector}");
    }
}

/// The base score of a CVSS 3.1 vector, by section 7.1 of its specification.
fn base_score(vector: &str) -> f64 {
    let metrics = vector.strip_prefix("CVSS:3.1/").unwrap_or_else(|| panic!("not CVSS 3.1: {vector}"));
    let metrics: HashMap<&str, &str> =
        metrics.split('/').filter_map(|metric| metric.split_once(':')).collect();
    let weight = |metric: &str, weights: &[(&str, f64)]| {
        let value = metrics.get(metric).unwrap_or_else(|| panic!("{vector} lacks {metric}"));
        let weight = weights.iter().find(|(name, _)| name == value);
        weight.unwrap_or_else(|| panic!("{vector}: {metric} cannot be {value}")).1
    };
    let is_changed = weight("S", &[("U", 0.0), ("C", 1.0)]) > 0.0;
    let loss = |metric| 1.0 - weight(metric, &[("H", 0.56), ("L", 0.22), ("N", 0.0)]);
    let impact_base = 1.0 - loss("C") * loss("I") * loss("A");
    let impact = if is_changed {
        7.52 * (impact_base - 0.029) - 3.25 * (impact_base - 0.02).powi(15)
    } else {
        6.42 * impact_base
    };
    let (low, high) = if is_changed { (0.68, 0.5) } else { (0.62, 0.27) };
    let exploitability = 8.22
        * weight("AV", &[("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2)])
        * weight("AC", &[("L", 0.77), ("H", 0.44)])
        * weight("PR", &[("N", 0.85), ("L", low), ("H", high)])
        * weight("UI", &[("N", 0.85), ("R", 0.62)]);
    if impact <= 0.0 {
        return 0.0;
    }
    let factor = if is_changed { 1.08 } else { 1.0 };
    rounded_up((factor * (impact + exploitability)).min(10.0))
}

/// The smallest number with one decimal that is not less, by appendix A of the specification.
fn rounded_up(score: f64) -> f64 {
    let whole = (score * 100_000.0).round();
    if whole % 10_000.0 == 0.0 { whole / 100_000.0 } else { ((whole / 10_000.0).floor() + 1.0) / 10.0 }
}
