//! A URL in its parts, so that mutations of different parts go together.

use std::fmt;

/// The parts of a URL as they are written, each with its delimiter.
#[derive(Debug, Clone)]
pub struct Url {
    /// White space before it.
    pub before: String,
    pub scheme: String,
    /// `://`.
    pub separator: String,
    /// With its `@`.
    pub userinfo: String,
    pub host: String,
    /// With its colon.
    pub port: String,
    pub path: String,
    /// With its `?`.
    pub query: String,
    /// With its `#`.
    pub fragment: String,
    /// White space after it.
    pub after: String,
}

impl Url {
    /// A URL of these parts, the port with its colon.
    pub fn new(scheme: &str, host: &str, port: &str, path: &str) -> Url {
        Url {
            before: String::new(),
            scheme: scheme.to_owned(),
            separator: "://".to_owned(),
            userinfo: String::new(),
            host: host.to_owned(),
            port: port.to_owned(),
            path: path.to_owned(),
            query: String::new(),
            fragment: String::new(),
            after: String::new(),
        }
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Url { before, scheme, separator, userinfo, host, port, path, query, fragment, after } = self;
        write!(f, "{before}{scheme}{separator}{userinfo}{host}{port}{path}{query}{fragment}{after}")
    }
}

/// What a mutation changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Before,
    Scheme,
    Userinfo,
    Host,
    Port,
    Path,
    Query,
    Fragment,
    After,
    /// Everything from the scheme to the path.
    Whole,
}

impl Part {
    /// Whether two mutations change the same characters.
    pub fn overlaps(self, other: Part) -> bool {
        let is_inside = |part| !matches!(part, Part::Before | Part::Query | Part::Fragment | Part::After);
        self == other || self == Part::Whole && is_inside(other) || other == Part::Whole && is_inside(self)
    }
}
