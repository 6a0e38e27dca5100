//! What the parser found wrong with a text, as findings.

use super::faults::Faults;
use super::view::{KeySetView, TextView};
use crate::finding::{Place, SpannedFix, Words};
use crate::json::{Class, Problem, ProblemKind, Repair, Tree, repair};
use crate::metadata::other_kinds::of_text;
use crate::resource::ResourceFile;
use crate::rule::Rule;

/// Raises what is wrong with the text of the document.
pub fn raise<'c>(text: &TextView<'c>, faults: &mut Faults<'c>) {
    // The beginning of a text is not a whole document: that is not a fault of the text.
    if text.body.cut {
        return;
    }
    let tree = &text.body.tree;
    let is_broken = |problem: &&Problem| matches!(problem.kind.class(), Class::Syntax | Class::Encoding);
    if let Some(first) = tree.problems().iter().find(is_broken)
        && let Some(kind) = of_text(tree.source())
    {
        let is_text = std::str::from_utf8(tree.source()).is_ok();
        let rule = if is_text { Rule::DocNotJson } else { Rule::DocNotUtf8 };
        faults.raise(rule, Place::Text(first.span), move || {
            Words::new(format!("this is {}, and not JSON", kind.what), kind.help)
        });
        return;
    }
    let first = tree.problems().iter().position(|problem| problem.kind.class() == Class::Syntax);
    for (index, problem) in tree.problems().iter().enumerate() {
        let rule = match problem.kind.class() {
            Class::Syntax => Rule::DocNotJson,
            Class::Encoding => Rule::DocNotUtf8,
            Class::Bom => Rule::DocBom,
            Class::TooDeep => Rule::DocTooDeep,
            Class::LoneSurrogate => Rule::DocLoneSurrogate,
        };
        let is_first = Some(index) == first;
        faults.raise(rule, Place::Text(problem.span), move || match problem.kind.class() {
            Class::Syntax if is_first => words(problem).fix(repaired(tree)),
            Class::Bom => words(problem)
                .fix(SpannedFix::safe("remove the byte order mark", vec![(problem.span, String::new())])),
            _ => words(problem),
        });
    }
}

/// What makes the text JSON, all of it at once: where one fault is left, it is not JSON.
fn repaired(tree: &Tree) -> Option<SpannedFix> {
    let Repair { edits, is_certain } = repair(tree)?;
    let mut broken = tree.problems().iter().filter(|problem| problem.kind.breaks_grammar());
    let title = match (broken.next(), broken.next()) {
        (Some(only), None) if only.more() == 0 => only.help(),
        _ => format!("make the text JSON ({} changes)", edits.len()),
    };
    Some(match is_certain {
        true => SpannedFix::safe(title, edits),
        false => SpannedFix::undecided(title, edits),
    })
}

/// Raises what keeps the text of the key set from being JSON.
pub fn raise_in_key_set<'c>(key_set: &KeySetView<'c>, faults: &mut Faults<'c>) {
    let Some(key_set) = key_set.whole() else { return };
    let tree = &key_set.body.tree;
    let mut problems = tree.problems().iter().filter(|problem| problem.kind.breaks_grammar()).peekable();
    if let Some(first) = problems.peek()
        && let Some(kind) = of_text(tree.source())
    {
        faults.raise(Rule::JwksNotJson, Place::Text(first.span), move || {
            let help = match kind.help.contains("the document") {
                true => kind.help.replace("the document", "the key set"),
                false => "publish `{ \"keys\": [ ... ] }` with the public keys inside".to_owned(),
            };
            Words::new(format!("what jwks_uri gives is {}, and not a key set", kind.what), help)
        });
        return;
    }
    for problem in problems {
        faults.raise(Rule::JwksNotJson, Place::Text(problem.span), || {
            Words::new(format!("the key set is not JSON: {}", problem.message()), problem.help())
        });
    }
}

/// Raises what keeps a file of resources from being read.
pub fn raise_in_resources<'c>(file: &'c ResourceFile, faults: &mut Faults<'c>) {
    if let Some(fault) = &file.fault {
        faults.raise(Rule::ResourceSyntax, Place::Text(fault.span), || {
            let message = format!("{}; the resources of this file are not checked", fault.message);
            Words::new(message, fault.help.clone())
        });
    }
}

fn words(problem: &Problem) -> Words {
    let words = Words::new(problem.message(), problem.help());
    match problem.related {
        Some(span) if matches!(problem.kind, ProblemKind::MergeConflict) => {
            words.related(span, "the conflict ends here")
        }
        Some(span) => words.related(span, "opened here"),
        None => words,
    }
}
