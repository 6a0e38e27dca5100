//! The profiles that come with the program: tables that the build script makes of `rules/profiles/*.toml`.

use std::borrow::Cow;

use super::file::{AbsentKid, AbsentMethod, KidAlphabet, Limits, PortComparison, RedirectClass};
use super::profile::{
    ApplicationTypes, Authentication, Fact, Grants, Identifiers, Keys, Members, Profile, RedirectUris,
    Scopes, Setting, Settings, StatedSource,
};
use crate::finding::Level;
use crate::rule::Mark;

include!(concat!(env!("OUT_DIR"), "/profiles.rs"));

impl Profile {
    /// The profiles that come with the program, sorted by name.
    pub fn built_in() -> &'static [Profile] {
        &BUILT_IN
    }

    /// The built-in profile of that name. A name without a revision (`ietf`) stands for the newest one.
    pub fn named(name: &str) -> Option<&'static Profile> {
        let whole = NEWEST.iter().find(|(short, _)| *short == name).map_or(name, |&(_, whole)| whole);
        Profile::built_in().iter().find(|profile| profile.name == whole)
    }
}
