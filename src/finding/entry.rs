//! What a finding says beside others of its rule, and the sentence that they make together.

use std::fmt::Write;

/// Most findings that the message of a gathered one names.
const MAX_NAMED: usize = 12;

/// What a finding says beside others of its rule: ``Auth0 ignores `client_uri` (read by atproto)``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is said of all of them: `Auth0 ignores`.
    pub lead: String,
    /// What this one is about, quoted: `` `client_uri` ``.
    pub item: String,
    /// What is said of those of one group: `read by atproto`.
    pub group: String,
    /// Where the group stands among the others; the lowest comes first.
    pub rank: u8,
    /// What is said at its place where it is one of several.
    pub note: String,
}

impl Entry {
    /// How much memory it takes, roughly, in bytes.
    pub(super) fn size(&self) -> usize {
        let texts = [&self.lead, &self.item, &self.group, &self.note];
        size_of::<Entry>() + texts.iter().map(|text| text.len() + size_of::<String>()).sum::<usize>()
    }

    /// The sentence that this one alone makes.
    pub fn sentence(&self) -> String {
        sentence([self])
    }
}

/// What entries say together: their items by groups.
pub fn sentence<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> String {
    let mut entries: Vec<&Entry> = entries.into_iter().collect();
    let lead = entries.first().map_or("", |entry| &*entry.lead);
    let mut order: Vec<(&str, u8)> = Vec::new();
    for entry in &entries {
        if !order.iter().any(|(group, _)| *group == entry.group) {
            order.push((&entry.group, entry.rank));
        }
    }
    order.sort_by_key(|&(_, rank)| rank);
    let place = |entry: &Entry| order.iter().position(|(group, _)| *group == entry.group);
    entries.sort_by_key(|entry| place(entry));

    let left_out = entries.len().saturating_sub(MAX_NAMED);
    entries.truncate(MAX_NAMED);
    let mut sentence = format!("{lead} ");
    for (index, group) in entries.chunk_by(|one, other| one.group == other.group).enumerate() {
        let items: Vec<&str> = group.iter().map(|entry| &*entry.item).collect();
        let separator = if index == 0 { "" } else { ", " };
        // Writing to a string cannot fail.
        let _ = write!(sentence, "{separator}{} ({})", items.join(", "), group[0].group);
    }
    if left_out > 0 {
        let _ = write!(sentence, " and {left_out} more");
    }
    sentence
}
