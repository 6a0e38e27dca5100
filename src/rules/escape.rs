//! What is said of a `%` in a URL that two hexadecimal digits do not follow, wherever the URL stands.

use crate::finding::quoted_whole;
use crate::metadata::spelling::with_percent_signs;

/// What to do about it.
pub fn completed(raw: &str) -> String {
    match quoted_whole(&with_percent_signs(raw)) {
        Some(spelt) => format!("complete the escape; if a percent sign is meant, write {spelt}"),
        None => "complete the escape, or put `%25` in the place of a percent sign".to_owned(),
    }
}
