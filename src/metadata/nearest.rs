//! Did you mean?

use strsim::osa_distance;

/// The candidate that a person most likely meant by `word`: the same letters in another case or with
/// other separators, else the fewest slips of the hand, at most one for every four letters.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Longer words than this are not slips, and comparing them would cost.
    const MAX_BYTES: usize = 64;
    if word.is_empty() || word.len() > MAX_BYTES {
        return None;
    }
    let folded = fold(word);
    let allowed = (folded.chars().count() / 4).clamp(1, 3);
    // Most candidates are too long or too short to be meant, and need not be compared.
    let may_be_meant = |candidate: &&str| {
        let letters = candidate.bytes().filter(u8::is_ascii_alphanumeric).count();
        letters.abs_diff(folded.len()) <= allowed
    };
    candidates
        .into_iter()
        .filter(may_be_meant)
        .map(|candidate| (osa_distance(&folded, &fold(candidate)), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The letters and digits of a word in lower case: `redirectUris` and `redirect-uris` are one.
pub fn fold(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_spellings_are_recognised() {
        let names = ["redirect_uris", "grant_types", "client_name"];
        assert_eq!(nearest("redirectUris", names), Some("redirect_uris"));
        assert_eq!(nearest("redirect_uri", names), Some("redirect_uris"));
        assert_eq!(nearest("gratn_types", names), Some("grant_types"));
        assert_eq!(nearest("contacts", names), None);
        assert_eq!(nearest("", names), None);
    }
}
