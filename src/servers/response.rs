//! The HTTP response, as far as servers look at it.

use crate::json::Tree;
use crate::rule::Rule;
use crate::subject::is_json_type;

use super::answer::Answer;
use super::asked::Asked;
use super::policy::Policy;

/// Refuses every status but 200.
pub(super) fn only_200(asked: &Asked<'_>, answer: &mut Answer) {
    refuse_status(asked, asked.status() == 200, "only 200 is taken", answer);
}

/// Refuses every status that is not one of success.
pub(super) fn only_success(asked: &Asked<'_>, answer: &mut Answer) {
    let is_success = (200..300).contains(&asked.status());
    refuse_status(asked, is_success, "only those of success are taken", answer);
}

fn refuse_status(asked: &Asked<'_>, is_taken: bool, what: &str, answer: &mut Answer) {
    if !is_taken {
        let status = asked.status();
        let rule = if (300..400).contains(&status) { Rule::HttpRedirect } else { Rule::HttpStatusNot200 };
        answer.refuse(rule, format!("the status is {status}, and {what}"));
    }
}

/// Refuses a media type that is neither `application/json` nor one of `application/` that ends in `+json`.
pub(super) fn only_json(asked: &Asked<'_>, answer: &mut Answer) {
    only_type(asked, is_json_type, "application/json or application/*+json", answer);
}

/// Refuses a media type that is not taken.
pub(super) fn only_type(asked: &Asked<'_>, takes: impl Fn(&str) -> bool, wanted: &str, answer: &mut Answer) {
    match asked.media_type() {
        Some(media_type) if takes(&media_type) => {}
        Some(media_type) => answer
            .refuse(Rule::HttpContentType, format!("the media type is `{media_type}`, and must be {wanted}")),
        None => answer.refuse(Rule::HttpContentTypeMissing, "the response has no media type"),
    }
}

/// The document, unless it is larger than that many bytes.
pub(super) fn within<'a>(asked: &Asked<'a>, limit: usize, answer: &mut Answer) -> Option<&'a Tree> {
    if asked.size > limit {
        answer.refuse(
            Rule::HttpBodyTooLarge,
            format!("the document has {} bytes, and at most {limit} are read", asked.size),
        );
        return None;
    }
    asked.tree
}

/// The same with a limit that the operator of a server sets.
pub(super) fn within_policy<'a>(
    asked: &Asked<'a>,
    server: &'static str,
    policy: &Policy,
    answer: &mut Answer,
) -> Option<&'a Tree> {
    let limit = asked.policies.number(server, policy);
    if asked.size > limit {
        answer.rests_on(policy.name);
    }
    within(asked, limit, answer)
}
