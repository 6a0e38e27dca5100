//! How to reach the people responsible for a client.

/// Whether a text is an email address: the form that HTML has for input fields, which leaves out comments and quoted
/// local parts that nobody has.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    !local.is_empty() && local.bytes().all(is_local) && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn what_is_an_address() {
        for text in ["a@example.org", "first.last+tag@mail.example.co.uk", "a@b"] {
            assert!(is_email(text), "{text}");
        }
        for text in [
            "",
            "a",
            "@example.org",
            "a@",
            "a b@example.org",
            "a@-example.org",
            "a@example..org",
            "https://a.example",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
