//! URLs as Python's `urllib.parse.urlsplit` takes them apart: nothing is resolved or decoded.

/// The parts of a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Split {
    /// In lower case; empty where there is none.
    pub(super) scheme: String,
    pub(super) netloc: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) fragment: String,
}

/// The URL taken apart; `None` where Python raises an exception: a bracket without the other.
pub(super) fn split(text: &str) -> Option<Split> {
    let text = text.trim_start_matches(|character: char| character <= ' ');
    let plain: String = text.chars().filter(|character| !matches!(character, '\t' | '\n' | '\r')).collect();
    let mut rest = plain.as_str();
    let mut scheme = String::new();
    if let Some((head, tail)) = rest.split_once(':')
        && head.starts_with(|first: char| first.is_ascii_alphabetic())
        && head.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    {
        scheme = head.to_ascii_lowercase();
        rest = tail;
    }
    let mut netloc = "";
    if let Some(behind) = rest.strip_prefix("//") {
        let end = behind.find(['/', '?', '#']).unwrap_or(behind.len());
        (netloc, rest) = behind.split_at(end);
        if netloc.contains('[') != netloc.contains(']') || !brackets_are_right(netloc) {
            return None;
        }
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if has_netloc_that_changes(netloc) {
        return None;
    }
    Some(Split {
        scheme,
        netloc: netloc.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        fragment: fragment.to_owned(),
    })
}

/// What Python 3.11 asks of brackets: the literal stands between the user information and the port, and is an address.
fn brackets_are_right(netloc: &str) -> bool {
    let Some(open) = netloc.find('[') else { return true };
    let Some(length) = netloc[open..].find(']') else { return false };
    let literal = &netloc[open + 1..open + length];
    if let Some(future) = literal.strip_prefix('v') {
        return future.split_once('.').is_some_and(|(version, rest)| {
            !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_hexdigit()) && !rest.is_empty()
        });
    }
    let address = literal.split('%').next().unwrap_or_default();
    address.parse::<std::net::Ipv6Addr>().is_ok()
}

/// Whether compatibility forms in it become delimiters under NFKC, which Python refuses.
fn has_netloc_that_changes(netloc: &str) -> bool {
    const DELIMITERS: [char; 14] = [
        '\u{ff0f}', '\u{ff1f}', '\u{ff03}', '\u{ff20}', '\u{ff1a}', '\u{2100}', '\u{2101}', '\u{2105}',
        '\u{2106}', '\u{2047}', '\u{2048}', '\u{2049}', '\u{fe56}', '\u{fe55}',
    ];
    netloc.contains(DELIMITERS)
}

impl Split {
    /// User name and password, where there is an `@`.
    pub(super) fn userinfo(&self) -> Option<&str> {
        self.netloc.rsplit_once('@').map(|(userinfo, _)| userinfo)
    }

    /// The host in lower case, without brackets.
    pub(super) fn hostname(&self) -> Option<String> {
        let host = self.netloc.rsplit('@').next().unwrap_or_default();
        let host = match host.strip_prefix('[') {
            Some(literal) => literal.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        (!host.is_empty()).then(|| host.to_lowercase())
    }

    /// The text of the port; `None` without one.
    fn port_text(&self) -> Option<&str> {
        let host = self.netloc.rsplit('@').next().unwrap_or_default();
        let behind = match host.split_once(']') {
            Some((_, behind)) => behind.strip_prefix(':')?,
            None => host.split_once(':')?.1,
        };
        Some(behind).filter(|port| !port.is_empty())
    }

    /// The port; an error where Python raises one.
    pub(super) fn port(&self) -> Result<Option<u16>, ()> {
        match self.port_text() {
            None => Ok(None),
            Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                port.parse().map(Some).map_err(drop)
            }
            Some(_) => Err(()),
        }
    }
}
