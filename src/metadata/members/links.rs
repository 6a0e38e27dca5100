//! Where the documents that define members are.

/// Beginning of a source's name, and its address.
static LINKS: [(&str, &str); 21] = [
    (
        "OpenID Connect Dynamic Client Registration",
        "https://openid.net/specs/openid-connect-registration-1_0.html",
    ),
    (
        "OpenID Connect Relying Party Metadata Choices",
        "https://openid.net/specs/openid-connect-rp-metadata-choices-1_0.html",
    ),
    ("OpenID Connect Front-Channel Logout", "https://openid.net/specs/openid-connect-frontchannel-1_0.html"),
    ("OpenID Connect Back-Channel Logout", "https://openid.net/specs/openid-connect-backchannel-1_0.html"),
    (
        "OpenID Connect Client-Initiated Backchannel Authentication",
        "https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html",
    ),
    ("OpenID RP-Initiated Logout", "https://openid.net/specs/openid-connect-rpinitiated-1_0.html"),
    ("OpenID Federation", "https://openid.net/specs/openid-federation-1_0.html"),
    ("OpenID Provider Commands", "https://openid.net/specs/openid-provider-commands-1_0.html"),
    (
        "OpenID for Verifiable Credential Issuance",
        "https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html",
    ),
    (
        "OpenID for Verifiable Presentations",
        "https://openid.net/specs/openid-4-verifiable-presentations-1_0.html",
    ),
    (
        "earlier drafts of OpenID for Verifiable Presentations",
        "https://openid.net/specs/openid-4-verifiable-presentations-1_0.html",
    ),
    ("JWT Secured Authorization Response Mode", "https://openid.net/specs/oauth-v2-jarm.html"),
    ("FAPI 2.0 Security Profile", "https://openid.net/specs/fapi-security-profile-2_0-final.html"),
    ("UMA 2.0", "https://docs.kantarainitiative.org/uma/wg/rec-oauth-uma-grant-2.0.html"),
    ("Solid-OIDC", "https://solidproject.org/TR/oidc"),
    ("ETSI GS NFV-SEC 022", "https://www.etsi.org/deliver/etsi_gs/NFV-SEC/001_099/022/"),
    (
        "draft-mcguinness-oauth-client-instance-assertion",
        "https://datatracker.ietf.org/doc/draft-mcguinness-oauth-client-instance-assertion/",
    ),
    (
        "draft-mcguinness-oauth-cimd-sw-stmt",
        "https://datatracker.ietf.org/doc/draft-mcguinness-oauth-cimd-sw-stmt/",
    ),
    ("the documentation of oidc-provider", "https://github.com/panva/node-oidc-provider"),
    ("the documentation of Janssen", "https://docs.jans.io/"),
    ("the documentation of Rauthy", "https://sebadob.github.io/rauthy/"),
];

/// The address of a source such as `RFC 7591, section 2`: of its section, where that has an address.
pub fn link(source: &str) -> Option<String> {
    if let Some(rest) = source.strip_prefix("RFC ") {
        let (number, section) = match rest.split_once(", section ") {
            Some((number, section)) => (number, format!("#section-{section}")),
            None => (rest, String::new()),
        };
        return Some(format!("https://www.rfc-editor.org/rfc/rfc{number}{section}"));
    }
    let found = LINKS.iter().find(|(beginning, _)| source.starts_with(beginning));
    found.map(|(_, link)| (*link).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::members::Definition;

    #[test]
    fn every_source_has_an_address() {
        // That draft has no lasting address.
        for row in Definition::all().filter(|row| row.source != "an individual Internet-Draft") {
            assert!(link(row.source).is_some_and(|link| link.starts_with("https://")), "{}", row.source);
        }
        assert_eq!(
            link("RFC 7591, section 2").as_deref(),
            Some("https://www.rfc-editor.org/rfc/rfc7591#section-2")
        );
        assert_eq!(link("RFC 9999").as_deref(), Some("https://www.rfc-editor.org/rfc/rfc9999"));
    }

    #[test]
    fn every_address_is_that_of_a_source() {
        for (beginning, _) in LINKS {
            assert!(Definition::all().any(|row| row.source.starts_with(beginning)), "{beginning}");
        }
    }
}
