//! A document that tries to write anything but text, in the language of every reader there is.

use crate::runner::Folder;

/// What it would like its readers to act on, as JSON strings. Each is short enough to be quoted whole.
const VALUES: [&str; 8] = [
    r"\u001b[31m\u009b2J\u202e\u001b]0;pwned\u0007\ufffe\uffff",
    r"a\n::error file=pwned.json,line=1::pwned\r\n##[error]pwned",
    r"::stop-commands::pwned ::error::pwned ##[add-mask]pwned",
    r"]]><script>alert('pwned')</script><!-- pwned --> &lt;b&gt; <system-out>",
    r"| pwned | `` ` | \\| `|` \\`|\n\n| a | b |\n|---|---|\n# pwned",
    r"[pwned](javascript:alert(1)) ![i](https://evil.example/i.png) <https://evil.example> [a]: /b",
    r"@octocat www.evil.example https://evil.example me@evil.example $pwned$ :smile: ~~x~~ **y** [^1]",
    r"100%0A::error::pwned%25%3A%2C, a=b:c",
];

/// The same values in places that findings quote.
fn document() -> String {
    let members: Vec<String> =
        VALUES.iter().enumerate().map(|(n, value)| format!("  \"{n}{value}\": \"{value}\",\n")).collect();
    let list = VALUES.map(|value| format!("\"{value}\"")).join(", ");
    format!(
        "{{\n  \"client_id\": \"https://app.example.net/{}\",\n  \"client_name\": \"{}\",\n{}  \"redirect_uris\": [{list}],\n  \"grant_types\": [{list}],\n  \"application_type\": \"{}\",\n  \"logo_uri\": \"{}\",\n  \"token_endpoint_auth_method\": \"{}\"\n}}\n",
        VALUES[4],
        VALUES[0],
        members.concat(),
        VALUES[1],
        VALUES[5],
        VALUES[2],
    )
}

/// Names that would be more than names to some reader.
pub const NAMES: [&str; 4] = [
    "plain.json",
    "a|`<b>`,x:%0A@octocat.json",
    "1. [x](y)\n::error::pwned.json",
    "::error::##[error]pwned.json",
];

/// A folder with the document under each of its names, and the arguments that lint them, together with
/// an input that is not there.
pub fn folder() -> (Folder, Vec<&'static str>) {
    let folder = NAMES.iter().fold(Folder::new(), |folder, name| folder.with(name, document()));
    let mut arguments = vec!["lint"];
    arguments.extend(NAMES);
    arguments.push("\n::error::pwned ##[error]missing|<b>.json");
    (folder, arguments)
}

/// Whether a character would do something to a terminal, or can stand in no XML.
pub fn acts(character: char) -> bool {
    character.is_control() && character != '\n'
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{fffe}' | '\u{ffff}')
}
