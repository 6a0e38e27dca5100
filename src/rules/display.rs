//! What a person sees of the client: its name, description and logo.

use std::borrow::Cow;

use crate::finding::quoted;
use crate::json::Value;
use crate::metadata::ordinary::{self, Ordinary};
use crate::metadata::uri::{self, Uri};
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place, misspelt};

/// Checks `client_name`, `description` and `logo_uri`, as far as the profile's server reads them.
pub fn check(subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    client_name(subject, profile, findings);
    if let (true, Some(value)) = (profile.supports("description"), subject.property("description")) {
        description(value, profile, findings);
    }
    if let (true, Some(value)) = (profile.supports("logo_uri"), subject.property("logo_uri")) {
        logo_uri(value, findings);
    }
}

fn client_name(subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(value) = subject.property("client_name") else {
        if profile.requires("client_name") {
            findings.raise_missing(Rule::ClientNameMissing, || {
                let place = subject.root().map_or(Place::Outside, Place::Value);
                let add = "add `\"client_name\"` with the name that people are to see when they log in";
                let help = misspelt("client_name", subject).unwrap_or_else(|| add.to_owned());
                Complaint::new(place, "`client_name` is missing", help)
            });
        }
        return;
    };
    let Some(name) = value.as_str().filter(|name| !is_faultless(name)) else { return };
    let place = Place::Value(value);
    if name.is_empty() {
        findings.raise(Rule::ClientNameMissing, || {
            Complaint::new(
                place,
                "`client_name` is empty",
                "write the name that people are to see when they log in",
            )
        });
        return;
    }
    if name.trim().is_empty() {
        findings.raise(Rule::ClientNameBlank, || {
            Complaint::new(
                place,
                "`client_name` is only white space",
                "write the name that people are to see when they log in",
            )
        });
        return;
    }
    if name.contains(['<', '>']) {
        findings.raise(Rule::ClientNameAngleBrackets, || {
            Complaint::new(
                place,
                format!(
                    "client_name is {}: {} does not let a client's name contain `<` or `>`",
                    quoted(&name),
                    profile.title
                ),
                "write the name without angle brackets",
            )
        });
    }
    if let Some(character) = name.chars().find(|&c| deceives(c)) {
        findings.raise(Rule::ClientNameUnsafe, || {
            Complaint::new(
                place,
                format!(
                    "client_name is {}: it contains U+{:04X}, which is invisible or changes how the rest is shown",
                    quoted(&name),
                    u32::from(character)
                ),
                "write the name with visible characters only",
            )
        });
    }
}

/// Whether a name is like most, about which no rule has anything to say: a letter of ASCII, then visible characters
/// and spaces of ASCII, no angle brackets.
fn is_faultless(name: &str) -> bool {
    let is_harmless = |byte: u8| (b' '..=b'~').contains(&byte) & (byte != b'<') & (byte != b'>');
    name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic()) && ordinary::all(name, is_harmless)
}

/// Characters that make a name look like another: controls, bidirectional controls, zero-width ones. The
/// zero-width joiners are left out; emoji and several scripts need them.
fn deceives(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn description(value: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let (Some(limit), Some(text)) = (profile.limits.description_characters, value.as_str()) else { return };
    // No text has more characters than bytes.
    if text.len() <= limit {
        return;
    }
    let (characters, units) = (text.chars().count(), text.encode_utf16().count());
    let server = &profile.title;
    if characters > limit {
        findings.raise(Rule::DescriptionTooLong, || {
            Complaint::new(
                Place::Value(value),
                format!("`description` has {characters} characters; {server} takes {limit}"),
                match characters - limit {
                    1 => "shorten it by one character".to_owned(),
                    more => format!("shorten it by {more} characters"),
                },
            )
        });
    } else if units > limit {
        findings.raise(Rule::DescriptionLengthUnit, || {
            Complaint::new(
                Place::Value(value),
                format!(
                    "`description` has {characters} characters, but {units} UTF-16 code units: which of the two {server} compares with its limit of {limit} is not documented"
                ),
                format!("shorten it by {} code units: most emoji have two", units - limit),
            )
        });
    }
}

fn logo_uri(value: Value<'_>, findings: &mut Findings<'_>) {
    let Some(text) = value.as_str() else { return };
    if Ordinary::recognise(&text).is_some_and(|ordinary| ordinary.origin.https) {
        return;
    }
    let uri = Uri::split(&text);
    let place = Place::Value(value);
    let quote = || quoted(&text);
    if let Some(side) = uri::white_space_around(&text) {
        findings.raise(Rule::UriNotAbsolute, || {
            Complaint::new(place, format!("logo_uri is {}: it {side} with white space", quote()), "remove it")
        });
        return;
    }
    let help = "write the https URL of an image";
    let Some(scheme) = uri.scheme.map(|scheme| Cow::from(scheme.to_ascii_lowercase())) else {
        findings.raise(Rule::UriNotAbsolute, || {
            if text.is_empty() {
                return Complaint::new(
                    place,
                    "logo_uri is empty",
                    "remove it, or write the https URL of an image",
                );
            }
            Complaint::new(
                place,
                format!("logo_uri is {}, which is no absolute URL: it has no scheme", quote()),
                help,
            )
        });
        return;
    };
    match &*scheme {
        "https" | "http" => {
            if let Some(fault) = uri::web_url_fault(&uri) {
                findings.raise(Rule::UriNotAbsolute, || {
                    Complaint::new(place, format!("logo_uri is {}: {fault}", quote()), help)
                });
            } else if scheme == "http" {
                findings.raise(Rule::UriNotHttps, || {
                    Complaint::new(
                        place,
                        format!("logo_uri is {}: a page served over https may not show it, and other servers refuse it", quote()),
                        "serve the logo over https",
                    )
                });
            }
        }
        "data" => findings.raise(Rule::LogoDataUri, || {
            Complaint::new(
                place,
                format!("logo_uri is {}: the image itself, where the URL of an image is wanted", quote()),
                "publish the image and write its https URL",
            )
        }),
        scheme if uri::is_dangerous_scheme(scheme) && scheme != "ftp" => {
            findings.raise(Rule::UriDangerousScheme, || {
                Complaint::new(
                    place,
                    format!(
                        "logo_uri is {}: a `{scheme}:` URL runs or reads something where it is shown",
                        quote()
                    ),
                    help,
                )
            })
        }
        _ => findings.raise(Rule::LogoUriScheme, || {
            Complaint::new(place, format!("logo_uri is {}: only http and https are taken", quote()), help)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faultless_names_hold_nothing_that_a_rule_looks_for() {
        for character in ('\0'..='\u{3000}').filter(|&c| is_faultless(&format!("a{c}"))) {
            assert!(
                character.is_ascii() && !deceives(character) && !"<>".contains(character),
                "{character:?}"
            );
        }
        assert!(
            is_faultless("Example Workspace Assistant (beta) #2") && !is_faultless("") && !is_faultless(" ")
        );
    }
}
