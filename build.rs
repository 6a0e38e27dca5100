//! Turns the rules' pages and the built-in profiles into static tables, so that the program starts
//! without parsing anything.
//!
//! A page `rules/<rule>.md` becomes a variant of `Rule` and a row of its table; a profile
//! `rules/profiles/<profile>.toml` becomes a constant. Whatever is wrong with one of them stops the
//! build with its name.

#[path = "src/profile/file.rs"]
mod file;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use file::ProfileFile;
use serde::Deserialize;

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/profile/file.rs");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets the variable"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets the variable"));

    let pages: Vec<(String, Page)> =
        files(&root.join("rules"), "md").into_iter().map(|(id, text)| page(id, &text)).collect();
    fs::write(out.join("catalogue.rs"), catalogue(&pages)).expect("OUT_DIR can be written");

    let sources = files(&root.join("rules/profiles"), "toml");
    let profiles = profiles(&sources);
    for (name, profile) in &profiles {
        check_profile(name, profile, &pages);
    }
    fs::write(out.join("profiles.rs"), profile_table(&sources, &profiles, &pages))
        .expect("OUT_DIR can be written");
}

/// The files of a folder with that extension, as (stem, text), sorted by stem.
fn files(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|found| found == extension) {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            found.push((stem, text));
        }
    }
    found.sort();
    found
}

/// A page: its front matter and the Markdown below it.
struct Page {
    matter: FrontMatter,
    body: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    part: String,
    property: Option<String>,
    since: String,
    #[serde(rename = "security-severity")]
    security_severity: Option<String>,
    #[serde(default)]
    marks: BTreeMap<String, String>,
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    title: String,
    section: Option<String>,
    link: String,
}

fn page(id: String, text: &str) -> (String, Page) {
    let Some((matter, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) else {
        panic!("rules/{id}.md: the front matter between +++ lines is missing");
    };
    let matter: FrontMatter = toml::from_str(matter).unwrap_or_else(|error| panic!("rules/{id}.md: {error}"));
    assert!(!matter.sources.is_empty(), "rules/{id}.md: a rule needs a source");
    if let Some(score) = &matter.security_severity {
        let is_score = score.parse::<f32>().is_ok_and(|score| score > 0.0 && score <= 10.0);
        assert!(is_score, "rules/{id}.md: security-severity is a number above 0 and up to 10");
    }
    (id, Page { matter, body: body.trim_start().to_owned() })
}

/// `redirect-uri-http` as `RedirectUriHttp`.
fn variant(id: &str) -> String {
    id.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        })
        .collect()
}

fn catalogue(pages: &[(String, Page)]) -> String {
    let mut code = String::from(
        "/// A rule's stable identity. There is one page a rule in `rules/`, and one variant a page.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         #[repr(u16)]\n\
         pub enum Rule {\n",
    );
    for (id, page) in pages {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(code, "    /// {} (`{id}`).\n    {},", page.matter.title, variant(id));
    }
    let _ = writeln!(
        code,
        "}}\n\nimpl Rule {{\n    /// Every rule, sorted by id.\n    pub const ALL: &'static [Rule] = &["
    );
    for (id, _) in pages {
        let _ = writeln!(code, "        Rule::{},", variant(id));
    }
    let _ = writeln!(code, "    ];\n}}\n\nstatic PAGES: [Page; {}] = [", pages.len());
    for (id, page) in pages {
        let matter = &page.matter;
        let _ = writeln!(
            code,
            "    Page {{ id: {id:?}, title: {:?}, part: Part::{}, property: {:?}, since: {:?}, security_severity: {:?}, marks: &[{}], sources: &[{}], body: {:?} }},",
            matter.title,
            variant(&matter.part),
            matter.property,
            matter.since,
            matter.security_severity,
            matter
                .marks
                .iter()
                .map(|(profile, mark)| format!("({profile:?}, Mark::{})", variant(mark)))
                .collect::<Vec<_>>()
                .join(", "),
            matter
                .sources
                .iter()
                .map(|source| format!(
                    "Source {{ title: {:?}, section: {:?}, link: {:?} }}",
                    source.title, source.section, source.link
                ))
                .collect::<Vec<_>>()
                .join(", "),
            page.body,
        );
    }
    code + "];\n"
}

/// The built-in profiles with everything they extend merged in.
fn profiles(sources: &[(String, String)]) -> BTreeMap<String, ProfileFile> {
    let read = |name: &str| -> ProfileFile {
        let text = sources.iter().find(|(found, _)| found == name).map(|(_, text)| text);
        let text = text.unwrap_or_else(|| panic!("rules/profiles/: no profile {name}"));
        toml::from_str(text).unwrap_or_else(|error| panic!("rules/profiles/{name}.toml: {error}"))
    };
    let merged = |name: &str| {
        let mut profile = read(name);
        // More steps than there are profiles is a circle.
        for _ in 0..sources.len() {
            let Some(base) = profile.extends.take() else { return profile };
            profile = profile.over(&read(&base));
        }
        panic!("rules/profiles/{name}.toml: extends itself in a circle");
    };
    sources.iter().map(|(name, _)| (name.clone(), merged(name))).collect()
}

fn check_profile(name: &str, profile: &ProfileFile, pages: &[(String, Page)]) {
    for rule in profile.verdict.keys().chain(profile.advice.keys()) {
        let page = pages.iter().find(|(id, _)| id == rule).map(|(_, page)| page);
        let page = page.unwrap_or_else(|| panic!("rules/profiles/{name}.toml: {rule} has no page in rules/"));
        let is_verdict = profile.verdict.contains_key(rule);
        assert!(
            page.matter.marks.contains_key(name) == is_verdict,
            "rules/{rule}.md: marks say how a server's verdict is known; {name} and its profile disagree"
        );
        assert!(
            !(is_verdict && profile.advice.contains_key(rule)),
            "rules/profiles/{name}.toml: {rule} is both verdict and advice"
        );
    }
}

fn profile_table(
    sources: &[(String, String)],
    profiles: &BTreeMap<String, ProfileFile>,
    pages: &[(String, Page)],
) -> String {
    let mut code = format!(
        "/// Name and TOML text, for the profiles of users that extend them.\n\
         pub(super) static FILES: [(&str, &str); {}] = {sources:?};\n\n",
        sources.len()
    );
    let _ = writeln!(code, "pub(super) static BUILT_IN: [Profile; {}] = [", profiles.len());
    for (name, profile) in profiles {
        let limits = &profile.limits;
        let _ = writeln!(
            code,
            "    Profile {{\n        name: Cow::Borrowed({name:?}),\n        title: Cow::Borrowed({:?}),\n        source: Cow::Borrowed({:?}),",
            profile.title.as_deref().unwrap_or(name),
            profile.source.as_deref().unwrap_or_default(),
        );
        let _ = writeln!(
            code,
            "        limits: Limits {{ client_id_url_bytes: {:?}, document_bytes: {:?}, key_set_bytes: {:?}, description_characters: {:?}, keys: {:?}, rsa_modulus_bits: {:?} }},",
            limits.client_id_url_bytes,
            limits.document_bytes,
            limits.key_set_bytes,
            limits.description_characters,
            limits.keys,
            limits.rsa_modulus_bits,
        );
        let values = &profile.values;
        let _ = writeln!(
            code,
            "        values: Values {{ grant_types: {}, token_endpoint_auth_methods: {}, application_types: {}, key_algorithms: {} }},",
            list(values.grant_types.as_deref()),
            list(values.token_endpoint_auth_methods.as_deref()),
            list(values.application_types.as_deref()),
            list(values.key_algorithms.as_deref()),
        );
        let properties = &profile.properties;
        let _ = writeln!(
            code,
            "        properties: Properties {{ required: {}, supported: {} }},",
            list(Some(properties.required.as_deref().unwrap_or_default())),
            list(properties.supported.as_deref()),
        );
        let _ = writeln!(code, "        settings: Settings([");
        for (id, _) in pages {
            let setting = match (profile.verdict.get(id), profile.advice.get(id)) {
                (Some(level), _) => setting(level, false, name, id),
                (None, Some(level)) => setting(level, true, name, id),
                (None, None) => "None".to_owned(),
            };
            let _ = writeln!(code, "            {setting}, // {id}");
        }
        let _ = writeln!(code, "        ]),\n    }},");
    }
    code + "];\n"
}

fn setting(level: &str, advice: bool, profile: &str, rule: &str) -> String {
    match level {
        "off" => "None".to_owned(),
        "violation" | "warning" | "hint" => {
            format!("Some(Setting {{ level: Level::{}, advice: {advice} }})", variant(level))
        }
        _ => panic!("rules/profiles/{profile}.toml: {rule} has the level {level:?}"),
    }
}

/// The code of a list, or of its absence: no list means that the profile does not restrict the values.
fn list<T: AsRef<str>>(values: Option<&[T]>) -> String {
    let Some(values) = values else { return "None".to_owned() };
    let items: Vec<String> =
        values.iter().map(|value| format!("Cow::Borrowed({:?})", value.as_ref())).collect();
    format!("Some(Cow::Borrowed(&[{}]))", items.join(", "))
}
