//! Scripts of a name: whether letters of different ones stand in it that may be taken for each other.

use unicode_script::{Script, ScriptExtension};

/// Scripts that are written together (UTS 39, section 5.2, "Highly Restrictive").
const TOGETHER: [&[Script]; 3] = [
    &[Script::Latin, Script::Han, Script::Hiragana, Script::Katakana],
    &[Script::Latin, Script::Han, Script::Bopomofo],
    &[Script::Latin, Script::Han, Script::Hangul],
];

/// Whether a label of a host mixes scripts that no writing system uses together, such as Latin and Cyrillic.
pub fn are_mixed(label: &str) -> bool {
    let fit = |scripts: &[Script]| {
        label.chars().all(|character| {
            let of_character = ScriptExtension::from(character);
            scripts.iter().any(|script| of_character.contains_script(*script))
        })
    };
    ScriptExtension::for_str(label).is_empty() && !TOGETHER.iter().any(|scripts| fit(scripts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_writing_system_is_not_a_mixture() {
        for label in [
            "apple",
            "münchen",
            "пример",
            "яндекс-2",
            "例え",
            "アプリapp",
            "앱app",
            "ελληνικά",
            "ไทย",
            "123",
            "",
        ] {
            assert!(!are_mixed(label), "{label}");
        }
        // Cyrillic а, Greek ο, Cyrillic ѕ, Cherokee.
        for label in ["\u{430}pple", "g\u{3bf}\u{3bf}gle", "e\u{455}t", "\u{13aa}pp", "пример例"] {
            assert!(are_mixed(label), "{label}");
        }
    }
}
