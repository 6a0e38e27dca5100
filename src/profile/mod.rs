//! Profiles: what one authorization server or specification demands of a document, as data with evidence.

mod bounds;
mod built_in;
mod computed;
mod error;
mod file;
mod flaw;
mod lists;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod profile;
mod read;
#[cfg(test)]
mod schema;
mod settings;

pub use error::{ProfileError, level_or_off, unknown_profile, unknown_rule};
pub use file::{AbsentKid, AbsentMethod, KidAlphabet, Limits, PortComparison, RedirectClass};
pub use profile::{
    ApplicationTypes, Authentication, ByServer, Effect, Fact, Grants, Identifiers, Keys, List, Members,
    Profile, RedirectUris, Scopes, Setting, StatedSource, contains, first_words, words,
};
pub use read::Beside;
