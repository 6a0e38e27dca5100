//! A document held against many servers, and a redirect URI with it.

use crate::client::redirect::{Comparison, Match, compare, with_ephemeral_port};
use crate::subject::Subject;

use super::answer::{Prediction, RedirectAnswer, Verdict};
use super::asked::Asked;
use super::policy::Policies;
use super::respondent::Respondent;

/// The question put to each document.
#[derive(Debug)]
pub struct Question<'q> {
    /// The servers, in the order of the answer.
    pub servers: Vec<Respondent>,
    /// What operators set.
    pub policies: &'q Policies,
    /// A redirect URI that a request would have; `http://127.0.0.1:*/callback` asks for any port.
    pub redirect_uri: Option<String>,
    /// Whether to look for the change that opens most doors.
    pub with_change: bool,
}

/// What one server answers.
#[derive(Debug)]
#[non_exhaustive]
pub struct Row {
    /// The server.
    pub server: Respondent,
    /// What it is predicted to answer.
    pub prediction: Prediction,
    /// What it says of the redirect URI, if one was asked about.
    pub redirect: Option<RedirectAnswer>,
}

/// Asks all servers.
pub(super) fn ask(subject: &Subject, question: &Question<'_>) -> Vec<Row> {
    let servers = question.servers.iter();
    match Asked::of(subject, question.policies) {
        Some(asked) => servers.map(|server| row(server, &asked, question)).collect(),
        None => servers.map(|server| row_without_identifier(server, question)).collect(),
    }
}

fn row(server: &Respondent, asked: &Asked<'_>, question: &Question<'_>) -> Row {
    let prediction = server.predict(asked);
    let redirect = question.redirect_uri.as_deref().map(|uri| redirect(server, &prediction, uri));
    Row { server: server.clone(), prediction, redirect }
}

/// A document that does not say where it is published is one without `client_id`, which all servers refuse.
fn row_without_identifier(server: &Respondent, question: &Question<'_>) -> Row {
    let prediction = Prediction::without_identifier(server.evidence());
    let redirect = question.redirect_uri.as_deref().map(|uri| redirect(server, &prediction, uri));
    Row { server: server.clone(), prediction, redirect }
}

/// Whether the authorization request with that redirect URI is accepted.
fn redirect(server: &Respondent, prediction: &Prediction, requested: &str) -> RedirectAnswer {
    let answer = |verdict, message: String| RedirectAnswer { verdict, message };
    match prediction.verdict {
        Verdict::Refuse => return answer(Verdict::Refuse, "the document itself is refused".to_owned()),
        Verdict::Unknown => {
            let why = if prediction.reasons.is_empty() {
                "the document was not read"
            } else {
                "whether the document is taken is not known"
            };
            return answer(Verdict::Unknown, why.to_owned());
        }
        Verdict::Accept | Verdict::Degraded => {}
    }
    let requested = with_ephemeral_port(requested);
    if let Some(why) = server.refuses_redirect(&requested) {
        return answer(Verdict::Refuse, why.to_owned());
    }
    let comparison = server.comparison();
    match compare(comparison, &prediction.redirect_uris, &requested, prediction.is_native) {
        Match::Entry { entry, is_same: true, .. } => {
            answer(Verdict::Accept, format!("`{entry}` is in redirect_uris"))
        }
        Match::Entry { entry, but_for_port: true, .. } => {
            answer(Verdict::Accept, format!("it fits `{entry}`, whose port is not compared"))
        }
        Match::Entry { entry, .. } => answer(Verdict::Accept, format!("it fits `{entry}`")),
        Match::None { .. } if matches!(comparison, Comparison::Unpublished) => answer(
            Verdict::Unknown,
            "it is not in redirect_uris, and nothing published says how the two are compared".to_owned(),
        ),
        Match::None { nearest: Some(entry), difference } => {
            answer(Verdict::Refuse, format!("the nearest entry is `{entry}`: {difference}"))
        }
        Match::None { nearest: None, difference } => answer(Verdict::Refuse, difference.to_owned()),
    }
}
