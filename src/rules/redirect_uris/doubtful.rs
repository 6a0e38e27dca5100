//! Telling the entries about which a rule may have something to say from the others: most lists have only the
//! others, and telling so is much quicker than asking every rule.

use crate::json::Value;
use crate::metadata::ordinary::Origin;

use super::repeated::Seen;

/// Parameters that the authorization server itself adds to a redirect URI, RFC 6749 section 4.1.2, RFC 9207.
const RESPONSE_PARAMETERS: [&str; 6] = ["code", "state", "error", "iss", "id_token", "access_token"];

/// An entry about which a rule may have something to say.
pub struct Doubtful<'t> {
    /// Where it stands in the list, from 0.
    pub index: usize,
    pub value: Value<'t>,
    /// The entry that this one repeats.
    pub first: Option<Value<'t>>,
}

/// The doubtful entries of a list, and how many entries it has.
pub fn doubtful(list: Value<'_>) -> (Vec<Doubtful<'_>>, usize) {
    let mut doubtful = Vec::new();
    let mut seen = Seen::default();
    let mut origin = None;
    let mut length = 0;
    for (index, value) in list.elements().enumerate() {
        length += 1;
        let text = value.as_str();
        let is_faultless = text.is_some_and(|text| is_faultless(text, &mut origin));
        let first = text.and_then(|text| seen.first(list, index, text, value));
        if first.is_some() || !is_faultless {
            doubtful.push(Doubtful { index, value, first });
        }
    }
    (doubtful, length)
}

/// Whether an entry is an https URL like most, about which no rule has anything to say. Its origin is likely to be
/// that of the entry before.
fn is_faultless<'u>(text: &'u str, origin: &mut Option<Origin<'u>>) -> bool {
    if origin.as_ref().is_some_and(|origin| origin.is_plainly_of(text)) {
        return true;
    }
    *origin = Origin::recognise(text).filter(|origin| origin.https && origin.host != "localhost");
    let ordinary = origin.and_then(|origin| origin.followed_by(text));
    ordinary.is_some_and(|ordinary| ordinary.query.is_none_or(|query| reserved_parameter(query).is_none()))
}

/// The first parameter of a query that the server would add itself.
pub fn reserved_parameter(query: &str) -> Option<&str> {
    let mut names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    names.find(|name| RESPONSE_PARAMETERS.contains(name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Entry, Findings};
    use super::*;
    use crate::metadata::uri::Uri;
    use crate::profile::Profile;
    use crate::subject::Subject;

    fn found(list: &str) -> usize {
        let document = format!(r#"{{"redirect_uris": {list}}}"#);
        let profile = Profile::named("auth0").expect("it is built in");
        let subject = Subject::from_bytes("test", document.into_bytes());
        let mut findings = Findings::new(&subject, profile, &[]);
        for (index, value) in
            subject.property("redirect_uris").into_iter().flat_map(Value::elements).enumerate()
        {
            let text = value.as_str().expect("it is a string");
            Entry { index, value, uri: Uri::split(&text) }.check(profile, &mut findings);
        }
        findings.finish().list.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn no_rule_objects_to_a_faultless_entry(
            scheme in "https://|http://|HTTPS://|https:/|https:///|app:/",
            host in "[a-c]{1,3}(\\.[a-c0-9-]{1,3}){0,3}\\.(com|test|COM|x1|1)|localhost|127\\.1|\\[::1\\]|u@a\\.com|a%2eb",
            port in "(:[0-9]{0,5})?",
            path in "(/[a-zA-Z0-9._~%@:+*{=-]{0,5}|/\\.|/\\.\\.|/%2[eEfF]){0,4}/?",
            rest in "|\\?|\\?[a-z=&%/?]{0,6}|\\?(a=b&)?(code|state|iss)=|#| |#a",
        ) {
            let uri = format!("{scheme}{host}{port}{path}{rest}");
            let is_faultless = is_faultless(&uri, &mut None);
            prop_assert!(!is_faultless || found(&format!("[\"{uri}\"]")) == 0, "{uri}");
        }
    }

    #[test]
    fn the_origin_before_vouches_for_no_other() {
        let mut origin = None;
        assert!(is_faultless("https://app.example.com/cb", &mut origin));
        for (uri, expected) in [
            ("https://app.example.com/other", true),
            ("https://app.example.com.evil.example:443/cb", false),
            ("https://app.example.com:8443/cb", true),
            ("https://app.example.com:844/cb", false),
            ("https://app.example.com", false),
            ("https://app.example.com@a.example/cb", false),
        ] {
            assert_eq!(is_faultless(uri, &mut origin), expected, "{uri}");
        }
    }
}
