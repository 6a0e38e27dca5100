//! The members of the document, and every value in it.

use std::collections::HashSet;

use super::sees::{Sees, sees_itself};
use crate::finding::Place;
use crate::json::{Kind, Member, Value};
use crate::metadata::members::Definition;
use crate::metadata::names;
use crate::profile::Profile;
use crate::subject::Subject;

sees_itself!(MemberView, ValueView);

/// A member of the metadata object. Of several with one name only the last is one: servers read that.
#[derive(Debug, Clone, Copy)]
pub struct MemberView<'c> {
    pub profile: &'c Profile,
    pub subject: &'c Subject,
    pub member: Member<'c>,
    /// Where it is defined, if it is.
    pub definition: Option<&'static Definition>,
    /// Whether the profile's server reads it.
    pub is_supported: bool,
    /// The registered name that was meant, where the profile reads every member. One that the document has already was
    /// not meant a second time, but for another spelling of the very same words.
    pub meant: Option<&'static str>,
}

impl<'c> MemberView<'c> {
    /// Reads a member of an object that has members of these names.
    pub fn new(
        member: Member<'c>,
        names: &HashSet<&str>,
        subject: &'c Subject,
        profile: &'c Profile,
    ) -> MemberView<'c> {
        let definition = Definition::of(member.name);
        let is_supported = profile.supports(member.name);
        let meant = is_supported.then(|| names::meant(member.name)).flatten();
        let meant = meant.filter(|meant| !names.contains(meant) || names::are_one(member.name, meant));
        MemberView { profile, subject, member, definition, is_supported, meant }
    }

    /// The name.
    pub fn name(&self) -> &'c str {
        self.member.name
    }

    /// The value.
    pub fn value(&self) -> Value<'c> {
        self.member.value
    }

    /// The name without a language tag.
    pub fn plain_name(&self) -> &'c str {
        self.name().split_once('#').map_or(self.name(), |(name, _)| name)
    }

    /// Whether its value is a URL, or a list of URLs.
    pub fn holds_urls(&self) -> bool {
        let name = self.plain_name();
        name == "client_id" || ["_uri", "_uris", "_endpoint"].iter().any(|ending| name.ends_with(ending))
    }

    /// Its value, or each element of its list with its index.
    pub fn each(&self) -> impl Iterator<Item = (Option<usize>, Value<'c>)> {
        let value = self.value();
        let only = (value.kind() != Kind::Array).then_some((None, value));
        only.into_iter().chain(value.elements().enumerate().map(|(index, value)| (Some(index), value)))
    }

    /// What a message calls its value, or an element: `redirect_uris[1]`.
    pub fn called(&self, index: Option<usize>) -> String {
        index.map_or_else(|| self.name().to_owned(), |index| format!("{}[{index}]", self.name()))
    }

    /// The place of the name.
    pub fn name_place(&self) -> Place<'c> {
        Place::Name(self.member.name_span, self.member.value)
    }
}

/// A value of the document at any depth, and the member that it is the value of.
#[derive(Debug, Clone, Copy)]
pub struct ValueView<'c> {
    pub value: Value<'c>,
    /// The member, where it is the value of one.
    pub member: Option<Member<'c>>,
}

impl ValueView<'_> {
    /// Whether it is directly in the metadata object.
    pub fn is_at_top(&self) -> bool {
        self.value.parent().is_some_and(|object| object.parent().is_none())
    }
}
