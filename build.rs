//! Turns the rules' pages and the built-in profiles into static tables, so that the program starts
//! without parsing anything.
//!
//! A page `rules/<rule>.md` becomes a variant of `Rule`, a row of its table, and a line in the list of checks of its
//! family; a profile `rules/profiles/<profile>.toml` becomes a constant, and a text of `rules/server-texts.toml` a row of
//! a table. Whatever is wrong with one of them stops the build with its name.

#[path = "src/profile/file.rs"]
mod file;

use std::collections::{BTreeMap, BTreeSet};
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
    let supersedes = supersessions(&pages);
    write(&out.join("catalogue.rs"), &catalogue(&pages, &supersedes));
    for (family, code) in checks(&pages) {
        write(&out.join(format!("{}.rs", family.replace('/', "_"))), &code);
    }

    let sources = files(&root.join("rules/profiles"), "toml");
    let profiles = profiles(&sources);
    write(&out.join("profiles.rs"), &profile_table(&sources, &profiles, &pages));

    let texts =
        fs::read_to_string(root.join("rules/server-texts.toml")).expect("the texts of servers are there");
    write(&out.join("server_texts.rs"), &server_texts(&texts, &pages));
}

fn write(path: &Path, code: &str) {
    fs::write(path, code).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
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
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FrontMatter {
    title: String,
    part: String,
    /// The file of `src/rules/` that the rule's function stands in; none for a rule that is raised elsewhere.
    family: Option<String>,
    /// What the rule's function is given.
    sees: Option<String>,
    /// What raises the rule, if it has no function: `parser`, `schema` or `config`.
    raised_by: Option<String>,
    member: Option<String>,
    since: String,
    security_severity: Option<String>,
    security_vector: Option<String>,
    /// Whether it is about a published secret: then nothing supersedes it.
    #[serde(default)]
    secret: bool,
    /// Rules, or families of rules (`client-id-url-*`), that say no more than this one at the same value.
    #[serde(default)]
    supersedes: Vec<String>,
    /// Whether this one is the cause of those at the same stretch of the value: a heavier one takes its help.
    #[serde(default)]
    explains: bool,
    /// Whether its fixes may be applied without asking: `safe`, `unsafe`, or both where that depends on the value.
    #[serde(default)]
    fixes: Vec<String>,
    /// Facts that a profile can know in different ways.
    #[serde(default)]
    facts: Vec<String>,
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
    assert!(
        matter.raised_by.is_some() != (matter.family.is_some() && matter.sees.is_some()),
        "rules/{id}.md: a page has `family` and `sees`, or else `raised-by`"
    );
    assert!(
        matter.security_severity.is_some() == matter.security_vector.is_some(),
        "rules/{id}.md: security-severity and security-vector go together"
    );
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

/// `redirect-uri-http` as `redirect_uri_http`.
fn function(id: &str) -> String {
    id.replace('-', "_")
}

/// The ids that each rule supersedes, families written out. Stops where rules supersede each other in a circle.
fn supersessions(pages: &[(String, Page)]) -> BTreeMap<&str, BTreeSet<&str>> {
    let direct: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(id, page)| {
            let named = page.matter.supersedes.iter().flat_map(|pattern| {
                let family = pattern.strip_suffix('*');
                let found: Vec<&str> = pages
                    .iter()
                    .map(|(other, _)| &**other)
                    .filter(|other| other != id)
                    .filter(|other| family.map_or(*other == pattern, |family| other.starts_with(family)))
                    .collect();
                assert!(!found.is_empty(), "rules/{id}.md: supersedes {pattern}, which is not a rule");
                found
            });
            (&**id, named.collect())
        })
        .collect();
    for start in direct.keys() {
        let (mut reached, mut next) = (BTreeSet::new(), vec![*start]);
        while let Some(id) = next.pop() {
            for other in &direct[id] {
                assert!(other != start, "rules/{start}.md: supersedes itself by way of {id}");
                if reached.insert(*other) {
                    next.push(other);
                }
            }
        }
    }
    direct
}

fn catalogue(pages: &[(String, Page)], supersedes: &BTreeMap<&str, BTreeSet<&str>>) -> String {
    let mut code = String::from(
        "/// A rule's stable identity. There is one page a rule in `rules/`, and one variant a page.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         #[repr(u16)]\n\
         #[non_exhaustive]\n\
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
        let superseded: Vec<String> =
            supersedes[&**id].iter().map(|other| format!("Rule::{}", variant(other))).collect();
        let sources: Vec<String> = matter
            .sources
            .iter()
            .map(|source| {
                format!(
                    "Source {{ title: {:?}, section: {:?}, link: {:?} }}",
                    source.title, source.section, source.link
                )
            })
            .collect();
        let fixes: Vec<String> =
            matter.fixes.iter().map(|fix| format!("Applicability::{}", variant(fix))).collect();
        let _ = writeln!(
            code,
            "    Page {{ id: {id:?}, title: {:?}, part: Part::{}, member: {:?}, since: {:?}, security_severity: {:?}, security_vector: {:?}, secret: {}, raised_by: {:?}, family: {:?}, sees: {:?}, supersedes: &[{}], explains: {}, fixes: &[{}], facts: &{:?}, sources: &[{}], body: {:?} }},",
            matter.title,
            variant(&matter.part),
            matter.member,
            matter.since,
            matter.security_severity,
            matter.security_vector,
            matter.secret,
            matter.raised_by,
            matter.family,
            matter.sees,
            superseded.join(", "),
            matter.explains,
            fixes.join(", "),
            matter.facts,
            sources.join(", "),
            page.body,
        );
    }
    code + "];\n"
}

/// For each family, the functions that hold its rules against a view: one for everything that a page can name in
/// `sees`, as `check_redirect_uri(view, faults)`. The rules' own functions are private to the family, so that a page
/// without a function, or a function without a page, does not compile.
fn checks(pages: &[(String, Page)]) -> BTreeMap<&str, String> {
    let mut families: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for (id, page) in pages {
        if let (Some(family), Some(sees)) = (&page.matter.family, &page.matter.sees) {
            families.entry(family).or_default().entry(sees).or_default().push(id);
        }
    }
    let code = |checks: &BTreeMap<&str, Vec<&str>>| {
        let mut code = String::new();
        for (sees, ids) in checks {
            let _ = writeln!(
                code,
                "/// Holds the rules of this family against {}.\n\
                 pub(in crate::rules) fn check_{}<'c>(seen: &{}<'c>, faults: &mut Faults<'c>) {{",
                sees.replace('-', " "),
                function(sees),
                view(sees)
            );
            for id in ids {
                let name = function(id);
                let _ =
                    writeln!(code, "    faults.check(Rule::{}, seen, {name}, {name}_words);", variant(id));
            }
            code += "}\n\n";
        }
        code
    };
    families.iter().map(|(family, checks)| (*family, code(checks))).collect()
}

/// The type of the view that a page names in `sees`.
fn view(sees: &str) -> String {
    format!("{}View", variant(sees))
}

/// The built-in profiles with everything they extend merged in.
fn profiles(sources: &[(String, String)]) -> BTreeMap<String, ProfileFile> {
    let read = |name: &str| -> ProfileFile {
        // A name without a revision stands for the newest one.
        let text = sources.iter().find(|(found, _)| found == name).map(|(_, text)| text);
        let text = text.unwrap_or_else(|| panic!("rules/profiles/: no profile {name}"));
        let mut file: ProfileFile =
            toml::from_str(text).unwrap_or_else(|error| panic!("rules/profiles/{name}.toml: {error}"));
        file.complete(name).unwrap_or_else(|error| panic!("rules/profiles/{name}.toml: {error}"));
        file
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
    let newest: Vec<(&str, &str)> = profiles
        .iter()
        .filter(|(_, profile)| profile.newest)
        .map(|(name, _)| (name.split('@').next().unwrap_or(name), &**name))
        .collect();
    let _ = writeln!(
        code,
        "/// The revision that a name without `@` stands for.\nstatic NEWEST: [(&str, &str); {}] = {newest:?};\n",
        newest.len()
    );
    let _ = writeln!(code, "static BUILT_IN: [Profile; {}] = [", profiles.len());
    for (name, profile) in profiles {
        let known = pages.iter().map(|(id, _)| id).collect::<BTreeSet<_>>();
        for rule in profile.rules.keys() {
            assert!(known.contains(rule), "rules/profiles/{name}.toml: {rule} has no page in rules/");
        }
        let file::RedirectUrisTable { native, web, loopback_hosts, loopback_port, hosts, schemes } =
            &profile.redirect_uris;
        assert!(
            profile.schema.is_none(),
            "rules/profiles/{name}.toml: only a user's profile has house rules"
        );
        let _ = writeln!(
            code,
            "    Profile {{\n        name: Cow::Borrowed({name:?}),\n        title: Cow::Borrowed({:?}),\n        source: Cow::Borrowed({:?}),\n        limits: {:?},",
            profile.title.as_deref().unwrap_or(name),
            profile.source.as_deref().unwrap_or_default(),
            profile.limits,
        );
        let _ = writeln!(
            code,
            "        redirect_uris: RedirectUris {{ native: {}, web: {}, loopback_hosts: {}, loopback_port: {}, hosts: {}, schemes: {} }},",
            classes(native.as_deref()),
            classes(web.as_deref()),
            list(loopback_hosts.as_deref()),
            option("PortComparison::", loopback_port.as_ref()),
            list(hosts.as_deref()),
            list(schemes.as_deref()),
        );
        let _ = writeln!(
            code,
            "        application_types: ApplicationTypes {{ values: {}, default: {} }},\n        authentication: Authentication {{ methods: {}, absent: AbsentMethod::{:?}, restricted: {} }},\n        grants: Grants {{ types: {} }},\n        scopes: Scopes {{ required: {}, refused: {} }},",
            list(profile.application_types.values.as_deref()),
            text(profile.application_types.default.as_deref()),
            list(profile.authentication.methods.as_deref()),
            profile.authentication.absent.unwrap_or(file::AbsentMethod::Unspecified),
            list(profile.authentication.restricted.as_deref()),
            list(profile.grants.types.as_deref()),
            list(profile.scopes.required.as_deref()),
            list(profile.scopes.refused.as_deref()),
        );
        let keys = &profile.keys;
        let _ = writeln!(
            code,
            "        keys: Keys {{ types: {}, algorithms: {}, absent_alg: {}, absent_kid: {}, kid_length: {:?}, kid_alphabet: {} }},",
            list(keys.types.as_deref()),
            list(keys.algorithms.as_deref()),
            text(keys.absent_alg.as_deref()),
            option("AbsentKid::", keys.absent_kid.as_ref()),
            keys.kid_length,
            option("KidAlphabet::", keys.kid_alphabet.as_ref()),
        );
        let members = &profile.members;
        let _ = writeln!(
            code,
            "        identifiers: Identifiers {{ own_prefixes: {}, hosts: {} }},\n        members: Members {{ required: {}, supported: {}, forbidden: {}, are_true: {} }},\n        #[cfg(feature = \"cli\")] house: None,\n        settings: Settings(Cow::Borrowed(&[",
            list(profile.identifiers.own_prefixes.as_deref()),
            list(profile.identifiers.hosts.as_deref()),
            list(members.required.as_deref()),
            list(members.supported.as_deref()),
            list(members.forbidden.as_deref()),
            list(members.are_true.as_deref()),
        );
        for (id, page) in pages {
            let setting = profile.rules.get(id).map(|entry| setting(name, id, page, entry.clone()));
            let _ = writeln!(code, "            {}, // {id}", setting.unwrap_or_else(|| "None".to_owned()));
        }
        let _ = writeln!(code, "        ])),\n    }},");
    }
    code + "];\n"
}

fn setting(profile: &str, rule: &str, page: &Page, entry: file::RuleEntry) -> String {
    let file = format!("rules/profiles/{profile}.toml: {rule}");
    let evidence = entry.into_evidence();
    let (level, advice) = match (&evidence.level, &evidence.advice) {
        (Some(level), None) => (level, false),
        (None, Some(level)) => (level, true),
        _ => panic!("{file} has either `level` or `advice`"),
    };
    match &**level {
        "off" => return "None".to_owned(),
        "violation" | "warning" | "hint" => {}
        _ => panic!("{file} has the level {level:?}"),
    }
    assert!(
        advice || evidence.mark.is_some() && evidence.source.is_some(),
        "{file} is a verdict without a mark and a source"
    );
    let mark = |word: &str| {
        assert!(
            ["documented", "source", "recorded", "tested", "inferred"].contains(&word),
            "{file} has the mark {word:?}"
        );
        format!("Mark::{}", variant(word))
    };
    let facts: Vec<String> = evidence
        .facts
        .iter()
        .map(|(name, fact)| {
            assert!(
                page.matter.facts.contains(name),
                "{file} names the fact {name:?}, which its page does not"
            );
            format!("Fact {{ name: Cow::Borrowed({name:?}), mark: {} }}", mark(&fact.mark))
        })
        .collect();
    let source = evidence.resolved_source.as_ref().map_or("None".to_owned(), |source| {
        format!(
            "Some(StatedSource {{ title: Cow::Borrowed({:?}), section: {}, link: Cow::Borrowed({:?}), read: {} }})",
            source.title,
            text(evidence.section.as_deref()),
            source.link,
            text(source.read.as_deref()),
        )
    });
    format!(
        "Some(Setting {{ level: Level::{}, advice: {advice}, mark: {}, source: {source}, note: {}, facts: Cow::Borrowed(&[{}]), stated_by: Cow::Borrowed({:?}), servers: Cow::Borrowed(&[]) }})",
        variant(level),
        evidence.mark.as_deref().map_or("None".to_owned(), |word| format!("Some({})", mark(word))),
        text(evidence.note.as_deref()),
        facts.join(", "),
        evidence.stated_by.unwrap_or_default(),
    )
}

/// The code of a list, or of its absence: no list means that the profile does not restrict the values.
fn list<T: AsRef<str>>(values: Option<&[T]>) -> String {
    let Some(values) = values else { return "None".to_owned() };
    let items: Vec<String> =
        values.iter().map(|value| format!("Cow::Borrowed({:?})", value.as_ref())).collect();
    format!("Some(Cow::Borrowed(&[{}]))", items.join(", "))
}

fn classes(values: Option<&[file::RedirectClass]>) -> String {
    let Some(values) = values else { return "None".to_owned() };
    let items: Vec<String> = values.iter().map(|value| format!("RedirectClass::{value:?}")).collect();
    format!("Some(Cow::Borrowed(&[{}]))", items.join(", "))
}

fn text(value: Option<&str>) -> String {
    value.map_or("None".to_owned(), |value| format!("Some(Cow::Borrowed({value:?}))"))
}

fn option(prefix: &str, value: Option<&impl std::fmt::Debug>) -> String {
    value.map_or("None".to_owned(), |value| format!("Some({prefix}{value:?})"))
}

/// `rules/server-texts.toml`: what servers say, and what causes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerTexts {
    servers: BTreeMap<String, Server>,
    texts: Vec<ServerText>,
}

/// What holds for the texts of a server that say nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Server {
    title: String,
    mark: String,
    source: TextSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServerText {
    server: String,
    text: String,
    mark: Option<String>,
    source: Option<TextSource>,
    causes: Vec<Cause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cause {
    says: String,
    rules: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextSource {
    title: String,
    link: String,
}

fn server_texts(toml: &str, pages: &[(String, Page)]) -> String {
    let file: ServerTexts =
        toml::from_str(toml).unwrap_or_else(|error| panic!("rules/server-texts.toml: {error}"));
    let mut code = format!("static TEXTS: [ServerText; {}] = [\n", file.texts.len());
    for ServerText { server: id, text, mark, source, causes } in &file.texts {
        let at = format!("rules/server-texts.toml: {text:?}");
        let server = file.servers.get(id).unwrap_or_else(|| panic!("{at}: {id} is not a server"));
        let (mark, source) =
            (mark.as_ref().unwrap_or(&server.mark), source.as_ref().unwrap_or(&server.source));
        assert!(!causes.is_empty(), "{at}: has no cause");
        let cause = |Cause { says, rules }: &Cause| {
            let rule = |id: &String| {
                assert!(pages.iter().any(|(known, _)| known == id), "{at}: {id} has no page in rules/");
                format!("Rule::{}", variant(id))
            };
            let rules: Vec<String> = rules.iter().map(rule).collect();
            format!("Cause {{ says: {says:?}, rules: &[{}] }}", rules.join(", "))
        };
        let causes: Vec<String> = causes.iter().map(cause).collect();
        let _ = writeln!(
            code,
            "    ServerText {{ server: {:?}, text: {text:?}, causes: &[{}], mark: Mark::{}, source: Source {{ title: {:?}, section: None, link: {:?} }} }},",
            server.title,
            causes.join(", "),
            variant(mark),
            source.title,
            source.link,
        );
    }
    code + "];\n"
}
