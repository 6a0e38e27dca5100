//! The status of the response.

use super::super::answer;
use super::super::faults::Faults;
use super::super::view::{AnyResponse, ResponseView};
use crate::finding::{Fault, Place, Words};
use crate::rule::Rule;

/// `http-status-not-200`: the URL answers with another status than 200.
fn http_status_not_200<'c>(any: &AnyResponse<'c>) -> Option<Fault<'c>> {
    (any.response.status != 200).then(|| Fault::at(Place::Outside))
}

fn http_status_not_200_words(any: &AnyResponse<'_>, _: &()) -> Words {
    let page = any.error_page.and_then(answer::page);
    let with = page.map_or_else(String::new, |page| format!(" and {}", page.what));
    Words::new(
        format!(
            "the URL answers with status {}{with}; a document comes only with status 200",
            any.response.status
        ),
        answer::help(any.response, page, "the document"),
    )
}

include!(concat!(env!("OUT_DIR"), "/response_status.rs"));
