//! The members that the profile's server ignores.

use super::faults::Faults;
use super::mending::respelt;
use super::view::MemberView;
use crate::finding::{Entry, Fault, Words, quoted, truncated};
use crate::metadata::members::Usage;
use crate::metadata::names;
use crate::rule::Rule;

/// Longest name that the message quotes whole, in Unicode scalar values.
const MAX_NAME: usize = 60;

/// Whether the profile's server ignores a member: it neither reads it nor refuses a document that has it.
pub(super) fn is_ignored(member: &MemberView<'_>) -> bool {
    !member.is_supported && !member.profile.forbids(member.name())
}

/// `property-unsupported`: the profile's server ignores the member.
fn property_unsupported<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    // Of a broken text it is not known what was meant to be a member.
    is_ignored(member).then(|| Fault::absent_from(member.name_place()))
}

fn property_unsupported_words(member: &MemberView<'_>, _: &()) -> Words {
    let title = &member.profile.title;
    let item = quoted(&truncated(member.name(), MAX_NAME, "…"));
    // A name that is there already was not meant a second time.
    let meant = names::meant(member.name()).filter(|meant| member.subject.member(meant).is_none());
    let keep = format!("what {title} ignores has no effect there; keep it for others, or remove it");
    let (rank, group, help) = match (meant, Usage::of(member.name())) {
        (Some(meant), _) => (0, format!("did you mean `{meant}`?"), format!("rename {item} to `{meant}`")),
        (_, Usage::Unknown) => (1, "unknown".to_owned(), keep),
        (_, Usage::Server) => (2, "of a server's metadata, not a client's".to_owned(), keep),
        (_, Usage::Read(readers)) => (3, format!("read by {}", named(&readers)), keep),
        (_, Usage::Defined(_)) => (4, "defined, but read by no known server".to_owned(), keep),
        (_, Usage::JsonLd) => (5, "JSON-LD".to_owned(), keep),
        (_, Usage::Editor) => (6, "for editors".to_owned(), keep),
        (_, Usage::Comment) => (7, "a comment".to_owned(), keep),
        (_, Usage::Private) => (8, "private".to_owned(), keep),
    };
    let note = match member.definition {
        Some(definition) => format!("{item}: {}", definition.source),
        None => item.clone(),
    };
    let fix = meant.filter(|meant| member.profile.supports(meant)).and_then(|meant| respelt(member, meant));
    Words::gathered(Entry { lead: format!("{title} ignores"), item, group, rank, note }, help).fix(fix)
}

/// The first two, and whether there are more.
fn named(readers: &[&str]) -> String {
    match readers {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, other, ..] => format!("{one}, {other} and others"),
    }
}

include!(concat!(env!("OUT_DIR"), "/ignored.rs"));
