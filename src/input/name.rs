//! What reports call a file.

use std::path::PathBuf;

/// What to call a file. What lies in `.` needs no `./` before its name, but `.` itself is one, `./-` is no
/// standard input, and `.//a` no file of the root.
pub fn name_of(path: impl Into<PathBuf>) -> String {
    let path = path.into().into_os_string().into_string();
    let mut name = path.unwrap_or_else(|path| path.to_string_lossy().into_owned());
    if let Some(rest) = name.strip_prefix("./") {
        let plain = rest.trim_start_matches('/');
        if !matches!(plain, "" | "-") {
            name.drain(..name.len() - plain.len());
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_no_meaning() {
        for (path, name) in [
            ("./a.json", "a.json"),
            (".//a/b.json", "a/b.json"),
            ("a//b.json", "a//b.json"),
            ("./-", "./-"),
            (".", "."),
            ("./", "./"),
            ("../a.json", "../a.json"),
            (".well-known/a.json", ".well-known/a.json"),
        ] {
            assert_eq!(name_of(path), name);
        }
    }
}
