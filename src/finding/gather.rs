//! Findings of one rule that are one to a reader: they become one finding, which names them in groups.

use super::entry::sentence;
use super::finding::{Finding, Related};

/// Most ways out that the help of a gathered one names.
const MAX_HELPS: usize = 12;

/// Makes one finding of all that have an entry and say the same; it stands where the first of them stood. Findings that
/// are accepted stay alone, as each of them was accepted by itself.
pub fn gather(findings: Vec<Finding>) -> Vec<Finding> {
    let mut gathered: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut heads: Vec<usize> = Vec::new();
    for finding in findings {
        match heads.iter().find(|&&head| are_one(&gathered[head], &finding)) {
            Some(&head) => {
                let head = &mut gathered[head];
                if head.parts.is_empty() {
                    head.parts.push(head.clone());
                }
                head.parts.push(finding);
            }
            None => {
                if finding.entry.is_some() {
                    heads.push(gathered.len());
                }
                gathered.push(finding);
            }
        }
    }
    for head in heads {
        name_parts(&mut gathered[head]);
    }
    gathered
}

/// Takes gathered findings apart again, so that each can be accepted by itself.
pub fn scatter(findings: Vec<Finding>) -> Vec<Finding> {
    let apart = findings.into_iter().flat_map(|mut finding| match std::mem::take(&mut finding.parts) {
        parts if parts.is_empty() => vec![finding],
        parts => parts,
    });
    apart.collect()
}

fn are_one(head: &Finding, finding: &Finding) -> bool {
    head.rule == finding.rule
        && head.level == finding.level
        && head.verdict == finding.verdict
        && head.shown == finding.shown
        && head.restated == finding.restated
        && (&head.ignored, &finding.ignored) == (&None, &None)
        && lead(head) == lead(finding)
}

fn lead(finding: &Finding) -> Option<&str> {
    finding.entry.as_ref().map(|entry| &*entry.lead)
}

/// Says of a finding what its parts say, if it has any: it is about the object that they are in.
fn name_parts(finding: &mut Finding) {
    let parts = &finding.parts;
    if parts.is_empty() {
        return;
    }
    finding.message = sentence(parts.iter().filter_map(|part| part.entry.as_deref()));
    let mut helps: Vec<&str> = Vec::new();
    for part in parts {
        if !helps.contains(&&*part.help) && helps.len() < MAX_HELPS {
            helps.push(&part.help);
        }
    }
    finding.help = helps.join("; ");
    let related = |part: &Finding| {
        let note = part.entry.as_ref()?.note.clone();
        Some(Related { range: part.range?, note, pointer: part.pointer.clone() })
    };
    finding.related = parts.iter().filter_map(related).collect();
    let object = |pointer: String| Some(pointer.rsplit_once('/')?.0.to_owned());
    finding.pointer = finding.pointer.take().and_then(object);
}
