//! Amazon Cognito: a CIMD policy of an app client.

use serde_json::json;

use super::plan::{Document, Plan, Snippet};
use crate::rule::Mark;

const MODEL: &str = "botocore 1.44.8, cognito-idp, CreateCIMDPolicy";
const GUIDE: &str = "Amazon Cognito developer guide, Client ID metadata documents";

/// Characters of a pattern, from its type.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=256;

pub(super) fn plan(document: &Document<'_>) -> Plan {
    let mut plan = Plan::default();
    let url = document.identifier;
    plan.say("without a policy of the app client, no document is accepted", Mark::Source, MODEL);
    if is_pattern(url) {
        plan.say(
            format!("`URLPatterns` of the policy must have a pattern that fits: `{url}` itself does"),
            Mark::Source,
            MODEL,
        );
        plan.say(
            "whether `*` stands for `/` and for labels of hosts is not published: write the URL as it is",
            Mark::Documented,
            GUIDE,
        );
        plan.snippets.push(snippet(url));
        if !url.contains([',', '*']) {
            plan.policies.push(("url-patterns", url.to_owned()));
        }
    } else {
        plan.say(
            "the identifier cannot be written as a pattern: one begins with `https://`, has 12 to 256 characters, and neither `?` nor `#`",
            Mark::Source,
            MODEL,
        );
    }
    plan.say(
        "`CacheDuration` is how long a document is kept: 86400 (one day, the default) to 31556952 seconds (one year); a `max-age` of the response counts where it lies between them",
        Mark::Source,
        MODEL,
    );
    plan.say(
        "UpdateClientMetadataURLState with `REFRESH` fetches the document again, with `INVALIDATE` it is forgotten",
        Mark::Source,
        MODEL,
    );
    let grants = document.strings("grant_types");
    let grants: Vec<String> = grants.iter().map(|(_, grant)| format!("`{grant}`")).collect();
    let those = if grants.is_empty() { String::new() } else { format!(": {}", grants.join(", ")) };
    plan.say(
        format!("a grant is given only where the app client has it as well as the document{those}"),
        Mark::Documented,
        GUIDE,
    );
    plan
}

/// Whether the type of the service takes it: `^https://[!$-;=@-\[\]_a-z~]+$`.
fn is_pattern(url: &str) -> bool {
    let is_taken =
        |byte: u8| matches!(byte, b'!' | b'$'..=b';' | b'=' | b'@'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~');
    let rest = url.strip_prefix("https://");
    LENGTH.contains(&url.len()) && rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_taken))
}

fn snippet(url: &str) -> Snippet {
    let input = json!({
        "UserPoolId": "USER_POOL_ID",
        "ClientId": "APP_CLIENT_ID",
        "PolicyName": "client-id-metadata",
        "CacheDuration": 86_400,
        "URLPatterns": [url],
    });
    Snippet {
        title:
            "the input of CreateCIMDPolicy; write your own USER_POOL_ID and APP_CLIENT_ID, the name is free"
                .to_owned(),
        language: "json",
        text: format!("{input:#}"),
        mark: Mark::Source,
        source: MODEL,
    }
}
