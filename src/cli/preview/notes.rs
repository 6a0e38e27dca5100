//! What is said beside the answer.

use crate::auth0::prerequisites::{Prerequisite, State};
use crate::auth0::{Answer, Preview};

/// What the answer itself does not say.
pub fn notes(preview: &Preview, answer: &Answer<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Answer::Registered { client_id, .. } = answer {
        notes.push(status(answer));
        if client_id.is_none() {
            notes.push("a new client gets its client_id from Auth0, so it is left out here".to_owned());
        }
    }
    if preview.keys_are_unknown {
        notes.push(
            "the key set was not fetched, so client_authentication_methods is left out: use --online, or give the key set with --jwks FILE"
                .to_owned(),
        );
    }
    notes
}

/// What the client lacks, beside what the answer says.
pub fn missing(needed: &[Prerequisite]) -> impl Iterator<Item = String> {
    let missing = needed.iter().filter(|needed| needed.state == State::Missing);
    missing.map(|needed| format!("before the first login: {}", words(needed)))
}

/// What must be so, what was found, and why it must, unless it is so already.
pub fn words(needed: &Prerequisite) -> String {
    let Prerequisite { what, why, found, state, .. } = needed;
    match (found, state) {
        (Some(found), State::Met) => format!("{what}: {found}"),
        (Some(found), _) => format!("{what}: {found}; {why}"),
        (None, _) => format!("{what}: {why}"),
    }
}

/// The HTTP status in words.
pub fn status(answer: &Answer<'_>) -> String {
    let meaning = match answer {
        Answer::Previewed { .. } => "the document was read",
        Answer::NotRetrieved { .. } => "with errors and without validation",
        Answer::Registered { client_id: Some(_), .. } => "the client was updated",
        Answer::Registered { client_id: None, .. } => "a client was created",
        Answer::Refused { .. } => "refused",
    };
    format!("HTTP status {}: {meaning}", answer.status())
}
