//! The answer as one versioned object: `schemas/explain.schema.json`.

use serde::Serialize;

use crate::cli::rules::Row;
use crate::finding::SCHEMA_VERSION;
use crate::format::explain::Member;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::server_text::ServerText;

/// What is printed.
#[derive(Serialize)]
pub struct Answer<'p> {
    schema_version: u32,
    #[serde(flatten)]
    topic: TopicJson<'p>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum TopicJson<'p> {
    Rule { rule: RuleJson<'p> },
    Member { member: MemberJson<'p> },
    ServerTexts { texts: &'p [&'static ServerText], texts_omitted: usize },
}

#[derive(Serialize)]
struct RuleJson<'p> {
    #[serde(flatten)]
    row: Row<'p>,
    page: &'static str,
}

#[derive(Serialize)]
struct MemberJson<'p> {
    name: &'static str,
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    source: SourceJson<'p>,
    registered: bool,
    language_tags: bool,
    readers: &'p [&'static str],
    rules: Vec<Row<'p>>,
}

#[derive(Serialize)]
struct SourceJson<'p> {
    title: &'static str,
    link: Option<&'p str>,
}

impl<'p> Answer<'p> {
    /// A rule's page, and what the profiles say of the rule.
    pub fn rule(rule: Rule, profiles: &[&'p Profile]) -> Answer<'p> {
        let rule = RuleJson { row: Row::new(rule, profiles), page: rule.page().body };
        Answer { schema_version: SCHEMA_VERSION, topic: TopicJson::Rule { rule } }
    }

    /// A member, and its rules.
    pub fn member(member: &'p Member, profile: &'p Profile) -> Answer<'p> {
        let definition = member.definition;
        let member = MemberJson {
            name: definition.name,
            description: member.description,
            kind: definition.kind.with_article(),
            source: SourceJson { title: definition.source, link: member.link.as_deref() },
            registered: definition.is_registered,
            language_tags: definition.is_human_readable,
            readers: &member.readers,
            rules: member.rules.iter().map(|&rule| Row::new(rule, &[profile])).collect(),
        };
        Answer { schema_version: SCHEMA_VERSION, topic: TopicJson::Member { member } }
    }

    /// Texts of servers, and their causes.
    pub fn texts(texts: &'p [&'static ServerText], texts_omitted: usize) -> Answer<'p> {
        Answer { schema_version: SCHEMA_VERSION, topic: TopicJson::ServerTexts { texts, texts_omitted } }
    }
}
