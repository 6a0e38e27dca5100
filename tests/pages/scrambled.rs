//! Every example of every page under profiles that say something else: other titles, limits and lists.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cimd::finding::Finding;
use cimd::{Linter, Profile, Rule};

use super::examples::examples;
use super::is_of_one_server;

/// Two profiles that share no limit, and hardly a list, with any built-in one; each has every rule.
pub fn scrambled() -> [Profile; 2] {
    let one = r#"
        title = "Zebra"
        [limits]
        client_id_url_bytes = 37
        document_bytes = 301
        key_set_bytes = 701
        description_characters = 19
        keys = 1
        rsa_modulus_bits_min = 3001
        rsa_modulus_bits_max = 3003
        cache_seconds = 77
        [redirect_uris]
        native = ["https", "loopback", "private-use-reverse-domain"]
        web = ["https"]
        loopback_hosts = ["[::1]"]
        loopback_port = "exact"
        [application_types]
        values = ["native", "kiosk"]
        default = "kiosk"
        [authentication]
        methods = ["tls_client_auth", "private_key_jwt"]
        absent = "refused"
        [grants]
        types = ["refresh_token", "urn:ietf:params:oauth:grant-type:device_code"]
        [keys]
        types = ["EC"]
        algorithms = ["ES384"]
        absent_alg = "ES384"
        absent_kid = "none"
        kid_length = [3, 5]
        kid_alphabet = "any"
        [members]
        required = ["client_id", "client_name", "grant_types", "software_id"]
        supported = ["client_id", "client_name", "redirect_uris", "grant_types", "jwks", "tos_uri", "logo_uri", "application_type", "token_endpoint_auth_method", "description"]
        forbidden = ["contacts"]
    "#;
    let other = r#"
        title = "Quagga"
        [limits]
        client_id_url_bytes = 31
        document_bytes = 299
        key_set_bytes = 697
        description_characters = 17
        keys = 1
        rsa_modulus_bits_min = 5001
        cache_seconds = 73
        [redirect_uris]
        native = ["https"]
        web = ["https"]
        loopback_hosts = []
        loopback_port = "any"
        [application_types]
        values = ["web"]
        default = "web"
        [authentication]
        methods = ["self_signed_tls_client_auth"]
        absent = "client_secret_basic"
        [grants]
        types = ["authorization_code"]
        [keys]
        types = ["OKP"]
        algorithms = ["Ed25519"]
        kid_length = [2, 4]
        kid_alphabet = "base64url"
        [members]
        required = ["client_id", "software_version"]
        supported = ["client_id", "client_name", "redirect_uris", "signed_jwks_uri", "policy_uri", "logo_uri", "application_type", "token_endpoint_auth_method", "description"]
    "#;
    [one, other].map(|text| {
        let rules: String = Rule::ALL.iter().fold("[rules]\n".to_owned(), |mut rules, rule| {
            // What a fixed port and a name on loopback mean is never more than a hint: helps propose such URIs.
            let is_hint = matches!(rule, Rule::RedirectUriLoopbackPort | Rule::RedirectUriLocalhost);
            let level = if is_hint { "{ advice = \"hint\" }" } else { "\"violation\"" };
            let _ = writeln!(rules, "{rule} = {level}");
            rules
        });
        Profile::from_toml("scrambled", &format!("{text}\n{rules}")).expect("it is a profile")
    })
}

/// All that a person reads of a finding.
fn words(finding: &Finding) -> String {
    let mut words = format!("{}\n{}", finding.message, finding.help);
    if let Some(comparison) = &finding.comparison {
        let _ = write!(words, "\n{}", comparison.headline);
    }
    for related in &finding.related {
        let _ = write!(words, "\n{}", related.note);
    }
    words
}

/// The titles of the built-in profiles, and their first words.
fn titles() -> BTreeSet<&'static str> {
    Profile::built_in().iter().flat_map(|profile| [&*profile.title, &*profile.name]).chain(["IETF"]).collect()
}

/// The limits of the built-in profiles as numbers in a text.
fn limits() -> BTreeSet<usize> {
    let of_profile = |profile: &Profile| {
        let limits = &profile.limits;
        let [least, most] = profile.keys.kid_length.unwrap_or_default();
        [
            limits.client_id_url_bytes,
            limits.document_bytes,
            limits.key_set_bytes,
            limits.description_characters,
            limits.rsa_modulus_bits_min,
            limits.rsa_modulus_bits_max,
            limits.cache_seconds.and_then(|seconds| usize::try_from(seconds).ok()),
            Some(least),
            Some(most),
        ]
    };
    // Numbers below ten count other things as well.
    Profile::built_in().iter().flat_map(of_profile).flatten().filter(|&limit| limit >= 10).collect()
}

/// The numbers in a text, those inside of words left out.
fn numbers(text: &str) -> BTreeSet<usize> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '%')));
    words.filter_map(|word| word.trim_end_matches('.').parse().ok()).collect()
}

/// Values in a help that only mean something to a server that takes them.
fn offers(message: &str, help: &str, profile: &Profile) -> Vec<String> {
    let lists = [
        (profile.authentication.methods.as_deref(), &["none", "private_key_jwt", "client_secret_basic"][..]),
        (profile.application_types.values.as_deref(), &["native", "web"]),
        (profile.grants.types.as_deref(), &["authorization_code", "refresh_token"]),
        (profile.keys.types.as_deref(), &["RSA", "EC", "OKP"]),
        (profile.keys.algorithms.as_deref(), &["RS256", "RS384", "PS256", "ES256"]),
    ];
    let quoted: BTreeSet<&str> =
        help.split(['`', '"']).skip(1).step_by(2).chain(help.split('"').skip(1).step_by(2)).collect();
    let mut refused = Vec::new();
    for (list, vocabulary) in lists {
        for word in vocabulary.iter().filter(|word| quoted.contains(**word)) {
            if list.is_some_and(|list| !list.iter().any(|item| item == word)) {
                refused.push((*word).to_owned());
            }
        }
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        // The document's own host in another spelling is not an offer.
        let offered = !message.to_ascii_lowercase().contains(host)
            && quoted.iter().any(|text| *text == host || text.contains(&format!("//{host}")));
        let hosts = profile.redirect_uris.loopback_hosts.as_deref().unwrap_or_default();
        if offered && !hosts.iter().any(|known| known == host) {
            refused.push(host.to_owned());
        }
    }
    refused
}

/// Rules whose messages measure a value, and then name the profile's own limit beside the measure.
const MEASURING: [Rule; 8] = [
    Rule::ClientIdUrlTooLong,
    Rule::DescriptionTooLong,
    Rule::DescriptionLengthUnit,
    Rule::HttpBodyTooLarge,
    Rule::HttpBodyNearLimit,
    Rule::HttpCacheLong,
    Rule::JwkRsaLarge,
    Rule::JwkRsaSmall,
];

/// The numbers that a profile states.
fn own_limits(profile: &Profile) -> BTreeSet<usize> {
    let limits = &profile.limits;
    let seconds = limits.cache_seconds.and_then(|seconds| usize::try_from(seconds).ok());
    [
        limits.client_id_url_bytes,
        limits.document_bytes,
        limits.description_characters,
        limits.rsa_modulus_bits_min,
        limits.rsa_modulus_bits_max,
        seconds,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn no_message_says_what_only_another_profile_says() {
    let (titles, limits) = (titles(), limits());
    assert!(limits.contains(&120) && limits.contains(&5120), "{limits:?}");
    let mut wrong = BTreeSet::new();
    let mut read = 0;
    for profile in &scrambled() {
        let linter = Linter::new(profile);
        for &rule in Rule::ALL.iter().filter(|rule| !is_of_one_server(**rule)) {
            for example in examples(rule) {
                let text = example.subject.document.as_ref().map_or(&[][..], |body| body.tree.source());
                let text = String::from_utf8_lossy(text).into_owned();
                let report = example.lint(&linter);
                for finding in &report.findings {
                    read += 1;
                    let words = words(finding);
                    let from_the_document = words.replace(&text, "");
                    // What other kinds of files are called, and who reads a member, are facts, whatever the profile.
                    let states_facts = matches!(finding.rule, Rule::DocOtherKind | Rule::PropertyUnsupported);
                    let is_named = |title: &&&str| from_the_document.contains(**title) && !states_facts;
                    for title in titles.iter().filter(is_named) {
                        wrong.insert(format!("{}: names {title}: {words}", finding.rule));
                    }
                    if MEASURING.contains(&finding.rule) {
                        if numbers(&words).is_disjoint(&own_limits(profile)) {
                            wrong.insert(format!("{}: does not name the limit: {words}", finding.rule));
                        }
                        continue;
                    }
                    for number in numbers(&words).intersection(&limits) {
                        let is_counted =
                            report.retrieval.is_some() || words.contains(&format!("{number} more places"));
                        if !numbers(&text).contains(number) && !is_counted {
                            wrong.insert(format!("{}: the number {number}: {words}", finding.rule));
                        }
                    }
                    for offered in offers(&finding.message, &finding.help, profile) {
                        wrong.insert(format!(
                            "{} ({}): offers {offered}: {words}",
                            finding.rule, profile.title
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n\n"));
    assert!(read > 1_000, "only {read} findings were read");
}
