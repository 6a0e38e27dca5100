//! How a client authenticates at the token endpoint: what a document offers, as different readers take it, and what a server
//! makes of that.

/// Who reads `token_endpoint_auth_method` and `token_endpoint_auth_methods_supported`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reader {
    /// RFC 7591, section 2, and the drafts up to -02: the singular counts, and stands for `client_secret_basic` where it is absent.
    Rfc7591,
    /// Servers that do not know secrets: the singular counts, and stands for `none` where it is absent.
    Public,
    /// OpenID Connect Relying Party Metadata Choices, section 2, and draft -03 (editors' copy of 20 September 2026), section 6:
    /// the singular comes first, then the plural; where both are absent, `none`.
    MetadataChoices,
    /// SEP-3149 of MCP (draft): the plural counts, of which the singular is preferred; where it is absent, the singular; where both
    /// are, `none`.
    Sep3149,
}

/// The methods that a document offers to a reader, the preferred one first.
pub fn offered<'t>(singular: Option<&'t str>, plural: Option<&[&'t str]>, reader: Reader) -> Vec<&'t str> {
    let preferred = |plural: &[&'t str]| -> Vec<&'t str> {
        let first = singular.filter(|method| reader == Reader::MetadataChoices || plural.contains(method));
        let rest = plural.iter().copied().filter(|method| Some(*method) != first);
        first.into_iter().chain(rest).collect()
    };
    match (reader, plural) {
        (Reader::Rfc7591, _) => vec![singular.unwrap_or("client_secret_basic")],
        (Reader::Public, _) => vec![singular.unwrap_or("none")],
        (Reader::MetadataChoices | Reader::Sep3149, Some(plural)) => preferred(plural),
        (Reader::MetadataChoices | Reader::Sep3149, None) => vec![singular.unwrap_or("none")],
    }
}

/// The first of the offered methods that a server takes; `None` where the client cannot authenticate there.
pub fn negotiated<'t>(offered: &[&'t str], takes: impl Fn(&str) -> bool) -> Option<&'t str> {
    offered.iter().copied().find(|method| takes(method))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &str = "none";
    const KEY: &str = "private_key_jwt";
    const BASIC: &str = "client_secret_basic";

    /// The tables of SEP-3149 and of the drafts: singular, plural, what each reader is offered.
    #[test]
    fn readers_take_documents_in_their_ways() {
        let both = [NONE, KEY];
        for (singular, plural, rfc, choices, sep) in [
            (None, None, vec![BASIC], vec![NONE], vec![NONE]),
            (Some(NONE), None, vec![NONE], vec![NONE], vec![NONE]),
            (Some(KEY), None, vec![KEY], vec![KEY], vec![KEY]),
            (None, Some(&both[..]), vec![BASIC], vec![NONE, KEY], vec![NONE, KEY]),
            (Some(KEY), Some(&both[..]), vec![KEY], vec![KEY, NONE], vec![KEY, NONE]),
            // The singular is not in the plural: one reader tries it, one takes the plural at its word.
            (Some(KEY), Some(&both[..1]), vec![KEY], vec![KEY, NONE], vec![NONE]),
            (Some(NONE), Some(&[][..]), vec![NONE], vec![NONE], vec![]),
        ] {
            assert_eq!(offered(singular, plural, Reader::Rfc7591), rfc, "{singular:?} {plural:?}");
            assert_eq!(
                offered(singular, plural, Reader::MetadataChoices),
                choices,
                "{singular:?} {plural:?}"
            );
            assert_eq!(offered(singular, plural, Reader::Sep3149), sep, "{singular:?} {plural:?}");
        }
        assert_eq!(offered(None, None, Reader::Public), [NONE]);
    }

    #[test]
    fn servers_take_the_first_that_they_know() {
        let offered = [KEY, NONE];
        assert_eq!(negotiated(&offered, |method| method == NONE), Some(NONE));
        assert_eq!(negotiated(&offered, |method| method == KEY || method == NONE), Some(KEY));
        assert_eq!(negotiated(&offered, |method| method == BASIC), None);
    }
}
