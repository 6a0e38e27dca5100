//! Names that are shown to people: what deceives in them.

use super::host::is_under;

/// Whether a character makes a name look like another: controls, bidirectional controls, zero-width ones. The zero-width
/// joiners are left out; emoji and several scripts need them.
pub fn deceives(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Top-level domains under which a word of a name is taken for a host: those that clients are published under most often.
const TOP: [&str; 14] =
    ["ai", "app", "chat", "cloud", "co", "com", "de", "dev", "eu", "io", "net", "org", "sh", "uk"];

/// The hosts that a name has among its words.
fn hosts(name: &str) -> impl Iterator<Item = &str> {
    let words =
        name.split(|one: char| one.is_whitespace() || matches!(one, '(' | ')' | '[' | ']' | ',' | '/' | '|'));
    words.map(|word| word.trim_matches(['.', ':', '"', '\''])).filter(|word| {
        let labels = word.rsplit_once('.').filter(|(rest, _)| !rest.is_empty());
        let is_label =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
        labels.is_some_and(|(rest, top)| is_label(rest) && TOP.contains(&&*top.to_ascii_lowercase()))
    })
}

/// The first host in a name that is neither that of the client, nor above or below it.
pub fn other_host<'n>(name: &'n str, own: &str) -> Option<&'n str> {
    hosts(name).find(|host| !own.is_empty() && !is_under(own, host) && !is_under(host, own))
}
