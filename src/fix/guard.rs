//! What a safe fix must not change: who takes the document, and what is stored of it.

use crate::auth0::{self, MappedFields};
use crate::lint::Linter;
use crate::profile::Profile;
use crate::subject::Subject;

/// The built-in profiles that take a document, and what Auth0 stores of it if it is one of them.
pub(super) struct Takers {
    profiles: Vec<&'static Profile>,
    stored: Option<MappedFields>,
}

impl Takers {
    pub(super) fn of(subject: &Subject) -> Takers {
        let takes = |profile: &&Profile| Linter::new(profile).verdict(subject) == Some(true);
        let profiles: Vec<&Profile> = Profile::built_in().iter().filter(takes).collect();
        let is_auth0 = |profile: &&Profile| profile.name == auth0::profile().name;
        let stored = profiles.iter().any(is_auth0).then(|| MappedFields::of(subject));
        Takers { profiles, stored }
    }

    /// Whether all of them take another version of the document, and Auth0 stores the same of it.
    pub(super) fn keep(&self, subject: &Subject) -> bool {
        self.profiles.iter().all(|profile| Linter::new(profile).verdict(subject) == Some(true))
            && self.stored.as_ref().is_none_or(|stored| *stored == MappedFields::of(subject))
    }
}
