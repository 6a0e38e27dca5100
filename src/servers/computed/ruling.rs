//! The reasons of several servers, gathered by cause.

use std::collections::HashMap;

use crate::rule::{Mark, Part, Rule};
use crate::servers::answer::{Prediction, Reason, Verdict};
use crate::servers::server::Server;
use crate::subject::Subject;

/// What servers say of one cause: a rule at one place.
#[derive(Debug, Clone)]
pub(super) struct Ruling {
    /// The rule; [`Rule::ServerRefuses`] for what one server alone checks.
    pub(super) rule: Rule,
    /// The place, as a server names it.
    pub(super) pointer: Option<String>,
    /// What those say that refuse the document for it.
    pub(super) refused: Vec<Said>,
    /// What those say that drop something.
    pub(super) dropped: Vec<Said>,
}

/// One sentence, and the servers that say it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// What is wrong with the value.
    pub(super) sentence: String,
    /// Who says so.
    pub(super) servers: Vec<&'static Server>,
}

impl Ruling {
    /// What decides: what those say that refuse, or else those that drop something.
    pub(super) fn decisive(&self) -> &[Said] {
        if self.refused.is_empty() { &self.dropped } else { &self.refused }
    }

    /// The names of the servers that decide.
    pub(super) fn deciding(&self) -> Vec<&'static str> {
        names(self.decisive(), &[])
    }

    /// The names of the servers that refuse the document for it.
    pub(super) fn refusing(&self) -> Vec<&'static str> {
        names(&self.refused, &[])
    }

    /// The names of the servers that drop something for it, and do not refuse.
    pub(super) fn dropping(&self) -> Vec<&'static str> {
        names(&self.dropped, &self.refusing())
    }

    /// The weakest mark that it rests on.
    pub(super) fn mark(&self) -> Option<Mark> {
        let servers = self.decisive().iter().flat_map(|said| &said.servers);
        servers.map(|server| server.evidence).max_by_key(|mark| mark.weakness())
    }

    /// This and another one of the same cause.
    pub(super) fn with(mut self, other: Ruling) -> Ruling {
        self.refused.extend(other.refused);
        self.dropped.extend(other.dropped);
        self
    }
}

/// The names of the servers that say something, each once, but for those.
fn names(said: &[Said], without: &[&str]) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for server in said.iter().flat_map(|said| &said.servers) {
        if !names.contains(&server.name) && !without.contains(&server.name) {
            names.push(server.name);
        }
    }
    names
}

/// What makes two reasons one.
#[derive(PartialEq, Eq, Hash)]
struct Cause {
    rule: Rule,
    pointer: Option<String>,
    /// What only one server checks has no rule of its own that would tell two reasons apart.
    sentence: Option<String>,
}

/// The reasons for refusals and for what is dropped, in the order of the servers.
pub(super) fn rulings(predictions: &[(&'static Server, Prediction)], subject: &Subject) -> Vec<Ruling> {
    let mut rulings: Vec<Ruling> = Vec::new();
    let mut known: HashMap<Cause, usize> = HashMap::new();
    let own = own_identifier(subject);
    for (server, prediction) in predictions {
        let refuses = match prediction.verdict {
            Verdict::Refuse => true,
            Verdict::Degraded => false,
            Verdict::Accept | Verdict::Unknown => continue,
        };
        for reason in &prediction.reasons {
            let rule = reason.rule.unwrap_or(Rule::ServerRefuses);
            let pointer = place(reason, rule, own);
            let sentence = (rule == Rule::ServerRefuses).then(|| reason.message.clone());
            let index =
                *known.entry(Cause { rule, pointer: pointer.clone(), sentence }).or_insert_with(|| {
                    rulings.push(Ruling { rule, pointer, refused: Vec::new(), dropped: Vec::new() });
                    rulings.len() - 1
                });
            let ruling = &mut rulings[index];
            let list = if refuses { &mut ruling.refused } else { &mut ruling.dropped };
            add(list, server, &reason.message);
        }
    }
    rulings
}

fn add(list: &mut Vec<Said>, server: &'static Server, sentence: &str) {
    match list.iter_mut().find(|said| said.sentence == sentence) {
        Some(said) if said.servers.iter().any(|known| known.name == server.name) => {}
        Some(said) => said.servers.push(server),
        None => list.push(Said { sentence: sentence.to_owned(), servers: vec![server] }),
    }
}

/// Where the document names the client identifier URL that servers were asked with.
fn own_identifier(subject: &Subject) -> Option<&'static str> {
    let own = subject.member("client_id")?.as_str()?;
    (subject.client_id_url() == Some(own)).then_some("/client_id")
}

/// The place of a reason: faults of the URL are shown in the document, where it has the same.
fn place(reason: &Reason, rule: Rule, own: Option<&str>) -> Option<String> {
    match &reason.pointer {
        None if rule.page().part == Part::Url => own.map(str::to_owned),
        pointer => pointer.clone(),
    }
}
