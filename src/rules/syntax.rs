//! Whether the text is a JSON object at all.

use crate::finding::quoted;
use crate::json::{Class, Duplicate, Kind, ProblemKind, Value};
use crate::rule::Rule;
use crate::subject::Body;

use super::{Complaint, Findings, Place};

/// Reports what the parser found wrong with the text. A text that is not JSON is distrusted from there on.
pub fn check(body: &Body, duplicates: &[Duplicate<'_>], findings: &mut Findings<'_>) {
    let document = &body.tree;
    if body.cut {
        // That the beginning of a text is no whole document says nothing of the text.
        findings.distrust_document();
        return;
    }
    for problem in document.problems() {
        let rule = match problem.kind.class() {
            Class::Syntax => Rule::DocNotJson,
            Class::Encoding => Rule::DocNotUtf8,
            Class::Bom => Rule::DocBom,
            Class::TooDeep => Rule::DocTooDeep,
            Class::LoneSurrogate => Rule::DocLoneSurrogate,
        };
        findings.raise(rule, || {
            let complaint = Complaint::new(Place::Text(problem.span), problem.message(), problem.help());
            match problem.related {
                Some(span) if matches!(problem.kind, ProblemKind::MergeConflict) => {
                    complaint.related(span, "the conflict ends here")
                }
                Some(span) => complaint.related(span, "opened here"),
                None => complaint,
            }
        });
    }
    // Both sides of a merge conflict have been read.
    let is_garbled = |span| document.problems().iter().any(|problem| problem.garbles(span));
    for duplicate in duplicates.iter().filter(|duplicate| !is_garbled(duplicate.again)) {
        findings.raise(Rule::DocDuplicateKey, || {
            let name = quoted(&duplicate.name);
            Complaint::new(
                Place::Text(duplicate.again),
                format!("{name} stands here a second time: most servers read the last one, some the first, and some refuse both"),
                format!("keep one {name}"),
            )
            .related(duplicate.first, "the first one")
        });
    }
    if !duplicates.is_empty() {
        findings.distrust_pointers();
    }
    if !document.is_json() {
        findings.distrust_document();
    }
}

/// Whether the document is an object; reports it if not.
pub fn is_object(root: Value<'_>, findings: &mut Findings<'_>) -> bool {
    if root.kind() == Kind::Object {
        return true;
    }
    findings.raise_missing(Rule::DocNotObject, || {
        let help = match root.elements().next() {
            Some(first) if first.kind() == Kind::Object => {
                "publish the object alone, without the brackets around it"
            }
            _ => "publish a JSON object: `{ \"client_id\": ..., ... }`",
        };
        Complaint::new(
            Place::Value(root),
            format!("the document is {}; client metadata is a JSON object", root.kind().with_article()),
            help,
        )
    });
    false
}
