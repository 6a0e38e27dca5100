//! `cimd compat --format json` and `jsonl`.

use std::io::{self, Write};

use serde::Serialize;

use super::rule_of;
use crate::finding::{SCHEMA_VERSION, Tool};
use crate::format::json::{ErrorJson, write_compact, write_pretty};
use crate::rule::Mark;
use crate::servers::{Compatibility, RedirectAnswer, Row, Verdict};

/// All documents.
#[derive(Serialize)]
struct CompatJson<'a> {
    /// The version of this contract; members may be added to it.
    schema_version: u32,
    /// The program.
    tool: Tool,
    /// One entry for each input.
    documents: Vec<DocumentJson<'a>>,
}

/// One document.
#[derive(Serialize)]
struct DocumentJson<'a> {
    /// What the user named.
    input: &'a str,
    /// Where it is published, if that was said.
    url: Option<&'a str>,
    /// The document's own `client_id`.
    client_id: Option<&'a str>,
    /// Why it could not be read or fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorJson<'a>>,
    /// What each server answers.
    servers: Vec<ServerJson<'a>>,
    /// The one change after which most servers take the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<ChangeJson<'a>>,
}

/// What one server answers.
#[derive(Serialize)]
struct ServerJson<'a> {
    /// Its name.
    server: &'a str,
    /// The package that was run, or the documentation that was read; the title of a profile.
    package: &'a str,
    /// Its version; null for a profile.
    version: Option<&'a str>,
    /// The weakest mark that the verdict rests on.
    evidence: Mark,
    /// Whether it takes the document.
    verdict: Verdict,
    /// How the client authenticates there; null where it is refused.
    authentication_method: Option<&'a str>,
    /// What it says of the redirect URI; null unless one was asked about.
    redirect_uri: Option<RedirectJson<'a>>,
    /// Why it refuses, or what it drops.
    reasons: Vec<ReasonJson<'a>>,
    /// The settings of the operator's that the verdict rests on.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    policies: &'a [&'static str],
}

#[derive(Serialize)]
struct RedirectJson<'a> {
    /// The redirect URI that was asked about.
    value: &'a str,
    /// Whether a request with it is accepted.
    verdict: Verdict,
    /// What it matches, or what differs.
    message: &'a str,
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    /// The id of the rule, or `server-specific`.
    rule: &'a str,
    /// JSON Pointer to the value; null for the URL and the response.
    pointer: Option<&'a str>,
    /// What is wrong with it.
    message: &'a str,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    /// What to do.
    change: &'a str,
    /// The servers that take the document then, and did not before.
    opens: &'a [String],
    /// The servers that took it, and do not then.
    closes: &'a [String],
}

/// Writes all of it as one object.
///
/// # Errors
///
/// What the writer reports.
pub fn write(out: &mut dyn Write, answers: &[Compatibility], redirect: Option<&str>) -> io::Result<()> {
    let documents = answers.iter().map(|answer| document(answer, redirect)).collect();
    write_pretty(out, &CompatJson { schema_version: SCHEMA_VERSION, tool: Tool::THIS, documents })
}

/// Writes each document on a line.
///
/// # Errors
///
/// What the writer reports.
pub fn write_lines(out: &mut dyn Write, answers: &[Compatibility], redirect: Option<&str>) -> io::Result<()> {
    answers.iter().try_for_each(|answer| write_compact(out, &document(answer, redirect)))
}

fn document<'a>(answer: &'a Compatibility, redirect: Option<&'a str>) -> DocumentJson<'a> {
    DocumentJson {
        input: answer.input.name(),
        url: answer.url.as_deref(),
        client_id: answer.client_id.as_deref(),
        error: answer.failure.as_ref().map(ErrorJson::of),
        servers: answer.rows.iter().map(|row| server(row, redirect)).collect(),
        change: answer.change.as_ref().map(|change| ChangeJson {
            change: &change.what,
            opens: &change.opens,
            closes: &change.closes,
        }),
    }
}

fn server<'a>(Row { server, prediction, redirect, .. }: &'a Row, asked: Option<&'a str>) -> ServerJson<'a> {
    let redirect_uri =
        redirect.as_ref().zip(asked).map(|(RedirectAnswer { verdict, message, .. }, value)| RedirectJson {
            value,
            verdict: *verdict,
            message,
        });
    ServerJson {
        server: server.name(),
        package: server.package(),
        version: server.version(),
        evidence: prediction.evidence,
        verdict: prediction.verdict,
        authentication_method: prediction.authentication_method.as_deref(),
        redirect_uri,
        reasons: prediction
            .reasons
            .iter()
            .map(|reason| ReasonJson {
                rule: rule_of(reason),
                pointer: reason.pointer.as_deref(),
                message: &reason.message,
            })
            .collect(),
        policies: &prediction.policies,
    }
}
