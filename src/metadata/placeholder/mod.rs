//! Values that were not filled in: variables of templates, words that ask for a value, and what programs write for no
//! value at all.

mod found;
mod variable;
mod words;

pub use found::{Placeholder, PlaceholderKind};

use found::MAX_FOUND;
use variable::variables;
use words::{asks_in_name, asks_in_url};

/// The placeholders in a URL, or in what should be one, in their order.
pub fn in_url(url: &str) -> Vec<Placeholder<'_>> {
    merged(variables(url), asks_in_url(url))
}

/// The placeholders in a name that people read. Brackets and words have other uses there, so that they are only
/// placeholders where they speak of a name.
pub fn in_name(name: &str) -> Vec<Placeholder<'_>> {
    let mut variables = variables(name);
    variables.retain(|found| match found.kind {
        PlaceholderKind::Variable(variable) => {
            !found.text.starts_with('$') || variable.contains('_') || found.text.ends_with('}')
        }
        _ => words::names_something(found.text),
    });
    merged(variables, asks_in_name(name).into_iter().collect())
}

/// Both, in their order; what lies within one of the first is not one more.
fn merged<'t>(mut found: Vec<Placeholder<'t>>, more: Vec<Placeholder<'t>>) -> Vec<Placeholder<'t>> {
    let is_apart =
        |one: &Placeholder<'_>, other: &Placeholder<'_>| one.end() <= other.start || other.end() <= one.start;
    let more: Vec<_> =
        more.into_iter().filter(|one| found.iter().all(|other| is_apart(one, other))).collect();
    found.extend(more);
    found.sort_by_key(|placeholder| placeholder.start);
    found.truncate(MAX_FOUND);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'t>(found: &[Placeholder<'t>]) -> Vec<&'t str> {
        found.iter().map(|placeholder| placeholder.text).collect()
    }

    #[test]
    fn what_was_not_filled_in_is_found_in_urls() {
        for (url, expected) in [
            ("https://YOUR_DOMAIN/client.json", "YOUR_DOMAIN"),
            ("https://YOUR-DEPLOYED-DOMAIN/oauth-client-metadata.json", "YOUR-DEPLOYED-DOMAIN"),
            ("https://your-domain.com/client.json", "your-domain"),
            ("https://your-domain/client.json", "your-domain"),
            ("https://yourdomain.com/client.json", "yourdomain"),
            ("https://your-app.vercel.app/client.json", "your-app"),
            ("https://auth.your-company.com/cb", "your-company"),
            ("https://app.example.com/YOUR_CLIENT_ID/cb", "YOUR_CLIENT_ID"),
            ("https://app.example.com/your-client-id.json", "your-client-id.json"),
            ("https://mydomain.com/client.json", "mydomain"),
            ("https://REPLACE-ME.example/client.json", "REPLACE-ME"),
            ("https://replace-with-your-host.example.com/", "replace-with-your-host"),
            ("https://CHANGEME/client.json", "CHANGEME"),
            ("https://change-me.example.com/client.json", "change-me"),
            ("https://INSERT_HOST_HERE/client.json", "INSERT_HOST_HERE"),
            ("https://TODO/client.json", "TODO"),
            ("https://app.example.com/TODO/cb", "TODO"),
            ("TODO", "TODO"),
            ("your-app://callback", "your-app"),
            ("https://app.example.com/FIXME.json", "FIXME.json"),
            ("https://XXXX.example.com/", "XXXX"),
            ("https://DOMAIN/client.json", "DOMAIN"),
            ("https://APP_HOST/client.json", "APP_HOST"),
            ("https://example.tld/client.json", "tld"),
            ("https://<your-domain>/client.json", "<your-domain>"),
            ("https://<url to this json document>", "<url to this json document>"),
            ("https://%3Cyour-domain%3E/client.json", "%3Cyour-domain%3E"),
            ("https://[DOMAIN]/client.json", "[DOMAIN]"),
            ("https://{{HOST}}/client.json", "{{HOST}}"),
            ("https://{{ .Values.host }}/client.json", "{{ .Values.host }}"),
            ("https://{host}/client.json", "{host}"),
            ("https://app.example.com/%7Btenant%7D/cb", "%7Btenant%7D"),
            ("${NAME}/client.json", "${NAME}"),
            ("https://${process.env.HOST}/client.json", "${process.env.HOST}"),
            ("https://#{host}#/client.json", "#{host}"),
            ("https://$(HOST)/client.json", "$(HOST)"),
            ("https://<%= host %>/client.json", "<%= host %>"),
            ("https://$HOST/client.json", "$HOST"),
            ("https://$domain/client.json", "$domain"),
            ("$BASE_URL/client.json", "$BASE_URL"),
            ("https://app.example.com:$PORT/cb", "$PORT"),
            ("%BASE_URL%/client.json", "%BASE_URL%"),
            ("https://%HOST%/client.json", "%HOST%"),
            ("https://##ENV##.example.com/client.json", "##ENV##"),
            ("https://#HOST#/client.json", "#HOST#"),
            ("https://@@HOST@@/client.json", "@@HOST@@"),
            ("https://__DOMAIN__/client.json", "__DOMAIN__"),
            ("https://process.env.HOST/client.json", "process.env.HOST"),
            ("https://undefined/client.json", "undefined"),
            ("https://undefined.example.com/client.json", "undefined"),
            ("https://app.example.com/undefined/cb", "undefined"),
            ("https://app.example.com/undefined.json", "undefined.json"),
            ("https://app.example.comundefined/cb", "comundefined"),
            ("undefined/client.json", "undefined"),
            ("https://null/client.json", "null"),
            ("https://app.example.com/null", "null"),
            ("https://app.example.com/None/cb", "None"),
            ("https://app.example.com/nil", "nil"),
            ("https://NaN/cb", "NaN"),
            ("https://localhost:NaN/cb", "NaN"),
            ("https://[object Object]/cb", "[object Object]"),
            ("https://app.example.com/[object%20Object]/cb", "[object%20Object]"),
            ("https://app.example.com/%5Bobject%20Object%5D", "%5Bobject%20Object%5D"),
        ] {
            assert_eq!(texts(&in_url(url)), [expected], "{url}");
        }
        assert_eq!(texts(&in_url("http://{HOST}:{PORT}/cb")), ["{HOST}", "{PORT}"]);
        assert_eq!(in_url("https://{{ HOST }}/")[0].kind, PlaceholderKind::Variable("HOST"));
    }

    #[test]
    fn what_is_meant_is_not_found_in_urls() {
        for url in [
            "https://app.example.com/.well-known/oauth-client",
            "https://yourls.org/client.json",
            "https://yourstory.com/cb",
            "https://find-your-voice.example.com/cb",
            "https://my-app.example.com/cb",
            "https://todo.example.com/todo/cb",
            "https://app.example.com/none",
            "https://nullable.example.com/undefined-behaviour",
            "https://app.example.com/change-password",
            "https://app.example.com/__/auth/handler",
            "https://app.example.com/__auth__/handler",
            "https://app.example.com/%E4%BD%A0%E5%A5%BD",
            "https://app.example.com/a%20b%20c",
            "https://app.example.com/cb?ids[]=1&filter[name]=x",
            "https://app.example.com/cb#fragment",
            "https://app.example.com/$metadata",
            "https://user@app.example.com/@user",
            "http://[::1]:3000/cb",
            "http://[v1.fe]/cb",
            "http://127.0.0.1/cb",
            "https://APP.EXAMPLE.COM/CLIENT.JSON",
            "HTTPS://LOCALHOST/cb",
            "com.example.app:/oauth2redirect",
            "urn:ietf:wg:oauth:2.0:oob",
            "",
        ] {
            assert_eq!(texts(&in_url(url)), [""; 0], "{url}");
        }
    }

    #[test]
    fn names_that_were_not_filled_in_are_found() {
        for (name, expected) in [
            ("Your App Name", "Your App Name"),
            ("YOUR_APP_NAME", "YOUR_APP_NAME"),
            ("<App Name>", "<App Name>"),
            ("[Your Company] Login", "[Your Company]"),
            ("{{APP_NAME}}", "{{APP_NAME}}"),
            ("${name} for web", "${name}"),
            ("$APP_NAME", "$APP_NAME"),
            ("%APP_NAME%", "%APP_NAME%"),
            ("Client Name", "Client Name"),
            ("TODO", "TODO"),
            ("TODO: name", "TODO: name"),
            ("CHANGEME", "CHANGEME"),
            ("Replace me", "Replace me"),
            ("Insert name here", "Insert name here"),
            ("undefined", "undefined"),
            ("None", "None"),
            ("[object Object]", "[object Object]"),
        ] {
            assert_eq!(texts(&in_name(name)), [expected], "{name}");
        }
    }

    #[test]
    fn names_that_are_meant_are_not_found() {
        for name in [
            "Example App",
            "My App",
            "Your Story",
            "Todo List",
            "TODO List",
            "[DEV] Example",
            "$DEGEN Wallet",
            "A$AP",
            "100% pure",
            "<b>Example</b>",
            "<script>",
            "App",
            "Null Island",
            "",
        ] {
            assert_eq!(texts(&in_name(name)), [""; 0], "{name}");
        }
    }
}
