//! What people are to be shown before they let a client in.

use super::id::ClientIdUrl;
use super::metadata::ClientMetadata;
use crate::metadata::display::{deceives, other_host};
use crate::metadata::host::{Host, loopback};
use crate::metadata::uri::{Uri, https_url_fault};

/// The longest name that is shown, in Unicode scalar values: what is longer pushes the host off the page.
const MAX_NAME: usize = 64;

/// What a page for consent shows, in this order.
///
/// The host comes first, since it alone is vouched for: whoever publishes a document can call the client as they like
/// (draft -02, section 8.5). The texts are plain ones: a page has to escape them as it does any other.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Consent {
    /// The host of the client identifier URL, in ASCII, so that no letter stands for another.
    pub host: String,
    /// The name that the client gives itself, on one line, without characters that are invisible or turn the text
    /// round, of at most 64 characters. `None` where nothing of it is left.
    pub name: Option<String>,
    /// A host in the name that is not the client's: whoever reads the name takes the client for that one. Then the name
    /// had better not be shown.
    pub named_host: Option<String>,
    /// The hosts that the answer may go to, each once, in the order of the document; of a private-use scheme, the
    /// scheme with its colon.
    pub redirect_hosts: Vec<String>,
    /// Whether every redirect URI leads to the user's own machine: then any program there can pretend to be this client.
    pub is_loopback_only: bool,
    /// The client's home page, if it is an https URL.
    pub home_page: Option<String>,
    /// Its privacy policy, if that is an https URL.
    pub privacy_policy: Option<String>,
    /// Its terms of service, if they are an https URL.
    pub terms_of_service: Option<String>,
    /// Its logo, if it is an https URL. Fetch it once and serve it yourself (draft -02, section 8.8): fetched by
    /// browsers, it tells the client who visits, and may change after it was looked at.
    pub logo: Option<String>,
}

impl Consent {
    /// What to show of a client.
    pub fn new(id: &ClientIdUrl, metadata: &ClientMetadata) -> Consent {
        let redirect_uris = metadata.redirect_uris.as_deref().unwrap_or_default();
        let is_loopback = |uri: &String| loopback(Uri::split(uri).host()).is_some();
        let name = metadata.client_name.as_deref().and_then(safe_name);
        let https = |url: &Option<String>| url.clone().filter(|url| https_url_fault(url).is_none());
        Consent {
            host: id.host().to_owned(),
            named_host: name.as_deref().and_then(|name| other_host(name, id.host())).map(str::to_owned),
            name,
            redirect_hosts: redirect_hosts(redirect_uris),
            is_loopback_only: !redirect_uris.is_empty() && redirect_uris.iter().all(is_loopback),
            home_page: https(&metadata.client_uri),
            privacy_policy: https(&metadata.policy_uri),
            terms_of_service: https(&metadata.tos_uri),
            logo: https(&metadata.logo_uri),
        }
    }
}

/// The name on one line, without what deceives, and cut.
fn safe_name(name: &str) -> Option<String> {
    let spaced = name.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    let visible: String = spaced.filter(|&character| !deceives(character)).collect();
    let words: Vec<&str> = visible.split(' ').filter(|word| !word.is_empty()).collect();
    let line = words.join(" ");
    let shown = match line.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    };
    (!shown.is_empty()).then_some(shown)
}

fn redirect_hosts(redirect_uris: &[String]) -> Vec<String> {
    let mut hosts: Vec<String> = Vec::new();
    for uri in redirect_uris {
        let uri = Uri::split(uri);
        let is_web = uri.has_scheme("https") || uri.has_scheme("http");
        let host = match (is_web, uri.scheme, Host::read(uri.host())) {
            (true, _, Host::Name(name)) => name.into_owned(),
            (true, _, Host::Address(address)) => address.to_string(),
            (false, Some(scheme), _) => format!("{scheme}:"),
            _ => continue,
        };
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, redirect_uris: &[&str]) -> Consent {
        let id = ClientIdUrl::parse("https://app.example.net/c").expect("a client identifier URL");
        let redirect_uris = Some(redirect_uris.iter().map(ToString::to_string).collect());
        let client_name = Some(name.to_owned());
        Consent::new(&id, &ClientMetadata { client_name, redirect_uris, ..ClientMetadata::default() })
    }

    #[test]
    fn names_are_made_safe() {
        for (name, shown) in [
            ("Example", Some("Example")),
            ("  Example\n\n\tApp ", Some("Example App")),
            ("a\u{202e}b\u{200b}c\u{1b}[31m", Some("abc[31m")),
            ("\u{feff}\u{2060} ", None),
            ("", None),
        ] {
            assert_eq!(of(name, &[]).name.as_deref(), shown, "{name:?}");
        }
        let long = of(&"ab ".repeat(100), &[]).name.expect("a name");
        assert!(long.chars().count() <= MAX_NAME + 1 && long.ends_with('…'), "{long}");
    }

    #[test]
    fn a_name_that_names_another_host_is_told() {
        assert_eq!(of("Claude (claude.ai)", &[]).named_host.as_deref(), Some("claude.ai"));
        // What hides the dot from a reader of the bytes does not hide it here.
        assert_eq!(of("Claude (claude\u{200b}.ai)", &[]).named_host.as_deref(), Some("claude.ai"));
        assert_eq!(of("The app of example.net", &[]).named_host, None);
    }

    #[test]
    fn where_the_answer_goes_is_told() {
        let consent =
            of("x", &["https://cb.example.org/a", "https://cb.example.org/b", "com.example.app:/cb"]);
        assert_eq!(consent.redirect_hosts, ["cb.example.org", "com.example.app:"]);
        assert!(!consent.is_loopback_only);
        let local = of("x", &["http://127.0.0.1/cb", "http://localhost:1/cb", "http://[::1]/cb"]);
        assert!(local.is_loopback_only);
        assert!(!of("x", &[]).is_loopback_only);
    }
}
