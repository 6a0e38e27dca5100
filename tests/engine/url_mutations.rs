//! Mutations of URLs: of the client identifier URL, of redirect URIs, and of the other URLs of a document.

use serde_json::json;

use crate::case::{self, Case, Document};
use crate::url::{Part, Url};

/// Which URL of which clean case is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The URL at which a document is published, which says so itself.
    Published,
    /// The `client_id` of a document of which nothing else is known.
    ClientId,
    /// A client identifier URL without a document.
    UrlAlone,
    /// The redirect URI of a client on a web server.
    WebRedirect,
    /// The redirect URI of an application on the user's own machine.
    NativeRedirect,
    /// The page about the client.
    ClientUri,
    /// The logo.
    LogoUri,
    /// The key set of a client that signs.
    JwksUri,
    /// The key set of a client that does not.
    UnusedJwksUri,
}

impl Target {
    pub const ALL: [Target; 9] = [
        Target::Published,
        Target::ClientId,
        Target::UrlAlone,
        Target::WebRedirect,
        Target::NativeRedirect,
        Target::ClientUri,
        Target::LogoUri,
        Target::JwksUri,
        Target::UnusedJwksUri,
    ];

    /// The URL of the clean case.
    pub fn clean(self) -> Url {
        match self {
            Target::Published | Target::ClientId | Target::UrlAlone => {
                Url::new("https", "app.example.net", "", "/oauth/client.json")
            }
            Target::WebRedirect => Url::new("https", "app.example.net", "", "/callback"),
            Target::NativeRedirect => Url::new("http", "127.0.0.1", ":33418", "/callback"),
            Target::ClientUri => Url::new("https", "app.example.net", "", "/about"),
            Target::LogoUri => Url::new("https", "app.example.net", "", "/logo.png"),
            Target::JwksUri | Target::UnusedJwksUri => {
                Url::new("https", "app.example.net", "", "/oauth/jwks.json")
            }
        }
    }

    /// The case with that URL.
    pub fn case(self, url: &Url) -> Case {
        let text = url.to_string();
        let with = |mut case: Case, member: &str| {
            case.set(member, text.clone());
            case
        };
        match self {
            Target::Published => Case { published: Some(text.clone()), ..with(case::web(), "client_id") },
            Target::ClientId => with(case::web(), "client_id"),
            Target::UrlAlone => Case { published: Some(text), document: Document::Absent, ..case::web() },
            Target::WebRedirect | Target::NativeRedirect => {
                let mut case =
                    if self == Target::WebRedirect { case::web() } else { case::native() }.published();
                case.set("redirect_uris", json!([text]));
                case
            }
            Target::ClientUri => with(case::web(), "client_uri"),
            Target::LogoUri => with(case::web(), "logo_uri"),
            Target::JwksUri => with(case::confidential(), "jwks_uri"),
            Target::UnusedJwksUri => with(case::mutual_tls(), "jwks_uri"),
        }
    }

    /// The mutations of that URL.
    pub fn mutations(self) -> &'static [UrlMutation] {
        match self {
            Target::Published | Target::ClientId | Target::UrlAlone => CLIENT_ID_URL,
            Target::WebRedirect => WEB_REDIRECT,
            Target::NativeRedirect => NATIVE_REDIRECT,
            Target::ClientUri => CLIENT_URI,
            Target::LogoUri => LOGO_URI,
            Target::JwksUri => JWKS_URI,
            Target::UnusedJwksUri => UNUSED_JWKS_URI,
        }
    }
}

/// A change of a URL that is one fault.
#[derive(Debug, Clone, Copy)]
pub struct UrlMutation {
    /// The rule that finds it.
    pub rule: &'static str,
    pub part: Part,
    pub kind: Kind,
    pub change: fn(&mut Url),
    /// What has nothing to find beside it.
    pub hides: &'static [Hidden],
}

/// How a mutation goes together with another one of the same part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It leaves the rest of the part as it was.
    Edit,
    /// It gives the part another value, which can be edited.
    Replace,
    /// It gives the part a value in which there is nothing to edit: an address has no letters and no labels, an empty
    /// path no segments, and a host that does not parse has no name.
    Fix,
}

/// Faults that cannot be in one URL with a certain mutation.
#[derive(Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Why not.
    pub reason: &'static str,
    /// The rules; with `@` and a part, only where that part has the fault.
    pub rules: &'static [&'static str],
}

/// A mutation that gives a part another value.
const fn replace(rule: &'static str, part: Part, change: fn(&mut Url)) -> UrlMutation {
    UrlMutation { rule, part, kind: Kind::Replace, change, hides: &[] }
}

/// A mutation that changes some characters of a part.
const fn edit(rule: &'static str, part: Part, change: fn(&mut Url)) -> UrlMutation {
    UrlMutation { rule, part, kind: Kind::Edit, change, hides: &[] }
}

/// A mutation that leaves nothing in a part that could be edited.
const fn fix(rule: &'static str, part: Part, change: fn(&mut Url)) -> UrlMutation {
    UrlMutation { rule, part, kind: Kind::Fix, change, hides: &[] }
}

impl UrlMutation {
    /// The same, with what has nothing to find beside it.
    const fn hiding(self, hides: &'static [Hidden]) -> UrlMutation {
        UrlMutation { hides, ..self }
    }

    /// Why another mutation has nothing to find beside this one.
    pub fn hidden(&self, other: &UrlMutation) -> Option<&'static Hidden> {
        let is_other = |pattern: &&str| match pattern.split_once('@') {
            Some((rule, part)) => rule == other.rule && part == format!("{:?}", other.part),
            None => *pattern == other.rule,
        };
        self.hides.iter().find(|hidden| hidden.rules.iter().any(is_other))
    }
}

/// What a client identifier URL without a host lacks.
const NO_HOST: Hidden = Hidden {
    reason: "without a host it is not known what the port and the path are",
    rules: &[
        "client-id-url-bad-port",
        "client-id-url-default-port",
        "client-id-url-empty-port",
        "client-id-url-not-canonical",
        "client-id-url-no-path",
        "client-id-url-root-path",
        "client-id-url-dot-segment",
        "client-id-url-encoded-dot-segment",
        "client-id-url-encoded-slash",
        "client-id-url-encoded-unreserved",
        "client-id-url-explicit-port",
        "client-id-url-trailing-slash",
        "client-id-url-double-slash",
        "client-id-url-path-params",
        "client-id-url-percent-case",
        "client-id-url-released",
    ],
};

/// What a client identifier URL lacks in which a character before the path is one that no URL has.
const NOT_SPLIT: Hidden = Hidden {
    reason: "it is not known where its parts begin and end",
    rules: &[
        "client-id-url-not-https",
        "client-id-url-scheme-case",
        "client-id-url-userinfo",
        "client-id-url-bad-port",
        "client-id-url-default-port",
        "client-id-url-empty-port",
        "client-id-url-not-canonical",
        "client-id-url-no-path",
        "client-id-url-root-path",
        "client-id-url-dot-segment",
        "client-id-url-encoded-dot-segment",
        "client-id-url-encoded-slash",
        "client-id-url-encoded-unreserved",
        "client-id-url-explicit-port",
        "client-id-url-trailing-slash",
        "client-id-url-double-slash",
        "client-id-url-path-params",
        "client-id-url-percent-case",
        "client-id-url-released",
        "client-id-url-non-ascii",
        "client-id-url-query",
        "client-id-url-fragment",
    ],
};

/// What a client identifier URL lacks whose path is not its end.
const GOES_ON: Hidden =
    Hidden { reason: "the path is not the end of the URL", rules: &["client-id-url-trailing-slash"] };

/// What a client identifier URL lacks that has a space in it.
const MAY_BE_TWO: Hidden =
    Hidden { reason: "two slashes may begin another URL", rules: &["client-id-url-double-slash"] };

/// What is gone when labels are put before a host.
const OTHER_HOST: Hidden = Hidden {
    reason: "with labels before it, it is another host",
    rules: &["client-id-url-loopback", "client-id-url-shortener"],
};

/// What a client identifier URL lacks that no parser takes.
const NOT_PARSED: Hidden = Hidden {
    reason: "what no parser takes is not written in another way",
    rules: &["client-id-url-not-canonical"],
};

/// What a redirect URI without a host lacks.
const REDIRECT_WITHOUT_HOST: Hidden = Hidden {
    reason: "without a host it is not known what the other parts are",
    rules: &[
        "redirect-uri-http",
        "redirect-uri-userinfo",
        "redirect-uri-not-canonical",
        "redirect-uri-dot-segment",
        "redirect-uri-invalid@Port",
    ],
};

/// What a redirect URI lacks that no parser takes.
const REDIRECT_NOT_PARSED: Hidden = Hidden {
    reason: "what no parser takes is not written in another way",
    rules: &["redirect-uri-not-canonical"],
};

/// What a redirect URI with another scheme than http and https lacks.
const NOT_WEB: Hidden = Hidden {
    reason: "what another scheme says of hosts, ports and paths is not known",
    rules: &[
        "redirect-uri-listen-address",
        "redirect-uri-userinfo",
        "redirect-uri-invalid@Host",
        "redirect-uri-invalid@Port",
        "redirect-uri-not-canonical",
        "redirect-uri-dot-segment",
    ],
};

fn put(part: &mut String, text: &str) {
    part.replace_range(.., text);
}

fn put_before(part: &mut String, text: &str) {
    part.insert_str(0, text);
}

/// Writes the first letter of a host in upper case.
fn capitalize(url: &mut Url) {
    if let Some(at) = url.host.find(|c: char| c.is_ascii_lowercase()) {
        url.host[at..=at].make_ascii_uppercase();
    }
}

/// Writes the first small letter of a host in its full-width form, which stands for the same letter.
fn widen(url: &mut Url) {
    if let Some(at) = url.host.find(|c: char| c.is_ascii_lowercase()) {
        let wide =
            char::from_u32(u32::from(url.host.as_bytes()[at]) - 0x21 + 0xff01).expect("it is a letter");
        url.host.replace_range(at..=at, &wide.to_string());
    }
}

/// Escapes the last letter of a host.
fn escape_last_letter(url: &mut Url) {
    if let Some(at) = url.host.rfind(|c: char| c.is_ascii_alphabetic()) {
        let escape = format!("%{:02X}", url.host.as_bytes()[at]);
        url.host.replace_range(at..=at, &escape);
    }
}

/// Replaces a whole URL by one without an authority.
fn put_whole(url: &mut Url, scheme: &str, path: &str) {
    let Url { before, query, fragment, after, .. } = url.clone();
    *url =
        Url { before, query, fragment, after, separator: ":".to_owned(), ..Url::new(scheme, "", "", path) };
}

const CLIENT_ID_URL: &[UrlMutation] = &[
    edit("client-id-url-surrounding-whitespace", Part::Before, |url| put(&mut url.before, " ")),
    edit("client-id-url-surrounding-whitespace", Part::After, |url| put(&mut url.after, "\n")),
    replace("client-id-url-not-https", Part::Scheme, |url| put(&mut url.scheme, "http"))
        .hiding(&[Hidden { reason: "443 is not the port of http", rules: &["client-id-url-default-port"] }]),
    edit("client-id-url-scheme-case", Part::Scheme, |url| url.scheme.make_ascii_uppercase()),
    replace("client-id-url-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "user@")),
    replace("client-id-url-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "user:word@")),
    replace("client-id-url-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "@")),
    fix("client-id-url-no-host", Part::Host, |url| put(&mut url.host, "")).hiding(&[NO_HOST]),
    replace("client-id-url-loopback", Part::Host, |url| put(&mut url.host, "localhost")),
    fix("client-id-url-loopback", Part::Host, |url| put(&mut url.host, "127.0.0.1")),
    fix("client-id-url-loopback", Part::Host, |url| put(&mut url.host, "127.1")),
    fix("client-id-url-loopback", Part::Host, |url| put(&mut url.host, "[::1]")),
    fix("client-id-url-special-ip", Part::Host, |url| put(&mut url.host, "10.0.0.1")),
    fix("client-id-url-special-ip", Part::Host, |url| put(&mut url.host, "[fd00::1]")),
    fix("client-id-url-ip-alias", Part::Host, |url| put(&mut url.host, "8.8.2056")),
    fix("client-id-url-ip-alias", Part::Host, |url| put(&mut url.host, "0xa.1")),
    fix("client-id-url-ip-host", Part::Host, |url| put(&mut url.host, "8.8.8.8")),
    replace("client-id-url-special-name", Part::Host, |url| put(&mut url.host, "app.local")),
    replace("client-id-url-special-name", Part::Host, |url| put(&mut url.host, "printer.internal")),
    replace("client-id-url-shortener", Part::Host, |url| put(&mut url.host, "bit.ly")),
    replace("client-id-url-repository-file", Part::Host, |url| {
        put(&mut url.host, "raw.githubusercontent.com")
    }),
    replace("client-id-url-unstable", Part::Host, |url| put(&mut url.host, "abc.ngrok.io")),
    fix("client-id-url-host-bad-punycode", Part::Host, |url| put(&mut url.host, "xn--a.example.net"))
        .hiding(&[NOT_PARSED]),
    fix("client-id-url-invalid", Part::Host, |url| put(&mut url.host, "app.[example].com"))
        .hiding(&[NOT_PARSED]),
    fix("client-id-url-invalid", Part::Host, |url| put(&mut url.host, "app example.net"))
        .hiding(&[NOT_SPLIT]),
    edit("client-id-url-host-invalid", Part::Host, |url| put_before(&mut url.host, "a.."))
        .hiding(&[OTHER_HOST]),
    edit("client-id-url-host-case", Part::Host, capitalize),
    edit("client-id-url-host-non-ascii", Part::Host, widen),
    edit("client-id-url-host-percent-encoded", Part::Host, escape_last_letter),
    edit("client-id-url-host-trailing-dot", Part::Host, |url| url.host.push('.')),
    replace("client-id-url-bad-port", Part::Port, |url| put(&mut url.port, ":0")),
    replace("client-id-url-bad-port", Part::Port, |url| put(&mut url.port, ":65536")),
    replace("client-id-url-bad-port", Part::Port, |url| put(&mut url.port, ":http")),
    replace("client-id-url-default-port", Part::Port, |url| put(&mut url.port, ":443")),
    replace("client-id-url-empty-port", Part::Port, |url| put(&mut url.port, ":")),
    replace("client-id-url-not-canonical", Part::Port, |url| put(&mut url.port, ":08443")),
    fix("client-id-url-no-path", Part::Path, |url| put(&mut url.path, "")),
    fix("client-id-url-root-path", Part::Path, |url| put(&mut url.path, "/")),
    edit("client-id-url-trailing-slash", Part::Path, |url| url.path.push('/')),
    edit("client-id-url-double-slash", Part::Path, |url| put_before(&mut url.path, "/a/")),
    edit("client-id-url-path-params", Part::Path, |url| put_before(&mut url.path, "/a;b=1")),
    edit("client-id-url-percent-case", Part::Path, |url| put_before(&mut url.path, "/%c3%bc")),
    replace("client-id-url-explicit-port", Part::Port, |url| put(&mut url.port, ":8443")),
    replace("client-id-url-shared-host", Part::Host, |url| put(&mut url.host, "someone.github.io")),
    replace("client-id-url-host-underscore", Part::Host, |url| put(&mut url.host, "my_app.example.net")),
    replace("client-id-url-host-mixed-script", Part::Host, |url| {
        put(&mut url.host, "xn--pple-43d.example.net")
    }),
    replace("client-id-url-host-punycode", Part::Host, |url| {
        put(&mut url.host, "xn--mnchen-3ya.example.net")
    }),
    edit("client-id-url-released", Part::Path, |url| put_before(&mut url.path, "/v1.2.3")),
    edit("client-id-url-dot-segment", Part::Path, |url| put_before(&mut url.path, "/a/..")),
    edit("client-id-url-encoded-dot-segment", Part::Path, |url| put_before(&mut url.path, "/%2e")),
    edit("client-id-url-encoded-slash", Part::Path, |url| put_before(&mut url.path, "/a%2Fb")),
    edit("client-id-url-encoded-unreserved", Part::Path, |url| put_before(&mut url.path, "/%7Euser")),
    edit("client-id-url-non-ascii", Part::Path, |url| put_before(&mut url.path, "/ä")),
    edit("client-id-url-invalid", Part::Path, |url| put_before(&mut url.path, "/a b")).hiding(&[MAY_BE_TWO]),
    edit("client-id-url-invalid", Part::Path, |url| put_before(&mut url.path, "/a%zz")),
    edit("client-id-url-too-long", Part::Path, |url| {
        put_before(&mut url.path, &format!("/{}", "a".repeat(120)))
    }),
    replace("client-id-url-query", Part::Query, |url| put(&mut url.query, "?v=1")).hiding(&[GOES_ON]),
    replace("client-id-url-query", Part::Query, |url| put(&mut url.query, "?")).hiding(&[GOES_ON]),
    replace("client-id-url-fragment", Part::Fragment, |url| put(&mut url.fragment, "#metadata"))
        .hiding(&[GOES_ON]),
    replace("client-id-url-fragment", Part::Fragment, |url| put(&mut url.fragment, "#")).hiding(&[GOES_ON]),
];

const WEB_REDIRECT: &[UrlMutation] = &[
    edit("redirect-uri-surrounding-whitespace", Part::Before, |url| put(&mut url.before, " ")),
    edit("redirect-uri-surrounding-whitespace", Part::After, |url| put(&mut url.after, "\n")),
    fix("redirect-uri-listen-address", Part::Host, |url| put(&mut url.host, "0.0.0.0")),
    fix("redirect-uri-listen-address", Part::Host, |url| put(&mut url.host, "[::ffff:0.0.0.0]")),
    replace("redirect-uri-http", Part::Scheme, |url| put(&mut url.scheme, "http")),
    replace("redirect-uri-dangerous-scheme", Part::Scheme, |url| put(&mut url.scheme, "javascript"))
        .hiding(&[NOT_WEB]),
    replace("redirect-uri-dangerous-scheme", Part::Whole, |url| put_whole(url, "data", "text/html,a")),
    replace("redirect-uri-custom-scheme", Part::Scheme, |url| put(&mut url.scheme, "com.example.app"))
        .hiding(&[NOT_WEB]),
    replace("redirect-uri-custom-scheme", Part::Whole, |url| put_whole(url, "app", "/callback")),
    replace("redirect-uri-oob", Part::Whole, |url| put_whole(url, "urn", "ietf:wg:oauth:2.0:oob")),
    replace("redirect-uri-not-absolute", Part::Whole, |url| {
        put_whole(url, "", "/callback");
        url.separator.clear();
    })
    .hiding(&[Hidden {
        reason: "a path is not a URI",
        rules: &["redirect-uri-reserved-param", "redirect-uri-fragment"],
    }]),
    replace("redirect-uri-not-canonical", Part::Scheme, |url| put(&mut url.scheme, "HTTPS")),
    replace("redirect-uri-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "user@")),
    fix("redirect-uri-invalid", Part::Host, |url| put(&mut url.host, "")).hiding(&[REDIRECT_WITHOUT_HOST]),
    fix("redirect-uri-invalid", Part::Host, |url| put(&mut url.host, "xn--a.example.net"))
        .hiding(&[REDIRECT_NOT_PARSED]),
    edit("redirect-uri-not-canonical", Part::Host, capitalize),
    edit("redirect-uri-wildcard", Part::Host, |url| put_before(&mut url.host, "*.")),
    replace("redirect-uri-invalid", Part::Port, |url| put(&mut url.port, ":0")),
    replace("redirect-uri-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "@")),
    replace("redirect-uri-invalid", Part::Port, |url| put(&mut url.port, ":http"))
        .hiding(&[REDIRECT_NOT_PARSED]),
    replace("redirect-uri-not-canonical", Part::Port, |url| put(&mut url.port, ":08443")),
    fix("redirect-uri-not-canonical", Part::Path, |url| put(&mut url.path, "")),
    edit("redirect-uri-dot-segment", Part::Path, |url| put_before(&mut url.path, "/a/..")),
    edit("redirect-uri-invalid", Part::Path, |url| put_before(&mut url.path, "/a b")),
    edit("redirect-uri-invalid", Part::Path, |url| put_before(&mut url.path, "/a%zz")),
    edit("redirect-uri-invalid", Part::Path, |url| put_before(&mut url.path, "/ä")),
    edit("redirect-uri-wildcard", Part::Path, |url| url.path.push('*')),
    edit("redirect-uri-wildcard", Part::Path, |url| put_before(&mut url.path, "/{tenant}")),
    replace("redirect-uri-reserved-param", Part::Query, |url| put(&mut url.query, "?code=1")),
    replace("redirect-uri-wildcard", Part::Query, |url| put(&mut url.query, "?tenant=*")),
    replace("redirect-uri-fragment", Part::Fragment, |url| put(&mut url.fragment, "#top")),
    replace("redirect-uri-fragment", Part::Fragment, |url| put(&mut url.fragment, "#")),
];

/// What a redirect URI lacks that no client can send.
const NOT_SENT: Hidden = Hidden {
    reason: "which host is best is not said of what no client can send",
    rules: &["redirect-uri-localhost"],
};

const NATIVE_REDIRECT: &[UrlMutation] = &[
    edit("redirect-uri-surrounding-whitespace", Part::Before, |url| put(&mut url.before, " ")),
    replace("redirect-uri-loopback-https", Part::Scheme, |url| put(&mut url.scheme, "https")).hiding(&[
        Hidden {
            reason: "this is about plain http",
            rules: &["redirect-uri-http", "redirect-uri-loopback-alias", "redirect-uri-localhost"],
        },
    ]),
    replace("redirect-uri-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "user@")),
    replace("redirect-uri-localhost", Part::Host, |url| put(&mut url.host, "localhost")),
    replace("redirect-uri-loopback-alias", Part::Host, |url| put(&mut url.host, "127.1")),
    replace("redirect-uri-loopback-alias", Part::Host, |url| put(&mut url.host, "127.0.0.2")),
    replace("redirect-uri-loopback-alias", Part::Host, |url| put(&mut url.host, "localhost.")),
    replace("redirect-uri-http", Part::Host, |url| put(&mut url.host, "8.8.8.8")).hiding(&[Hidden {
        reason: "the host is not a loopback host",
        rules: &["redirect-uri-loopback-https"],
    }]),
    replace("redirect-uri-http", Part::Host, |url| put(&mut url.host, "0.0.0.0")).hiding(&[Hidden {
        reason: "the host is not a loopback host",
        rules: &["redirect-uri-loopback-https"],
    }]),
    replace("redirect-uri-invalid", Part::Port, |url| put(&mut url.port, ":99999"))
        .hiding(&[REDIRECT_NOT_PARSED, NOT_SENT]),
    replace("redirect-uri-wildcard", Part::Port, |url| put(&mut url.port, ":*"))
        .hiding(&[REDIRECT_NOT_PARSED, NOT_SENT]),
    edit("redirect-uri-dot-segment", Part::Path, |url| put_before(&mut url.path, "/a/%2e%2e")),
    fix("redirect-uri-not-canonical", Part::Path, |url| put(&mut url.path, "")),
    replace("redirect-uri-reserved-param", Part::Query, |url| put(&mut url.query, "?a=b&state=1")),
    replace("redirect-uri-fragment", Part::Fragment, |url| put(&mut url.fragment, "#top")),
];

const CLIENT_URI: &[UrlMutation] = &[
    edit("uri-surrounding-whitespace", Part::Before, |url| put(&mut url.before, " ")),
    edit("uri-surrounding-whitespace", Part::After, |url| put(&mut url.after, "\t")),
    replace("uri-not-https", Part::Scheme, |url| put(&mut url.scheme, "http")),
    replace("uri-dangerous-scheme", Part::Scheme, |url| put(&mut url.scheme, "javascript")).hiding(&[
        Hidden {
            reason: "what another scheme says of hosts and paths is not known",
            rules: &["uri-not-absolute", "uri-userinfo", "uri-bad-escape"],
        },
    ]),
    replace("uri-not-absolute", Part::Whole, |url| {
        put_whole(url, "", "app.example.net/about");
        url.separator.clear();
    }),
    replace("uri-not-absolute", Part::Host, |url| put(&mut url.host, "")),
    replace("uri-not-absolute", Part::Port, |url| put(&mut url.port, ":http")),
    edit("uri-not-absolute", Part::Path, |url| put_before(&mut url.path, "/a b")),
    replace("uri-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "user@")),
    edit("uri-bad-escape", Part::Path, |url| put_before(&mut url.path, "/a%zz")),
];

const LOGO_URI: &[UrlMutation] = &[
    edit("uri-surrounding-whitespace", Part::Before, |url| put(&mut url.before, " ")),
    replace("uri-not-https", Part::Scheme, |url| put(&mut url.scheme, "http")),
    replace("uri-dangerous-scheme", Part::Scheme, |url| put(&mut url.scheme, "file")).hiding(&[Hidden {
        reason: "what another scheme says of hosts and paths is not known",
        rules: &["uri-not-absolute", "uri-userinfo"],
    }]),
    replace("logo-uri-scheme", Part::Scheme, |url| put(&mut url.scheme, "ipfs")).hiding(&[Hidden {
        reason: "what another scheme says of hosts and paths is not known",
        rules: &["uri-not-absolute", "uri-userinfo"],
    }]),
    replace("logo-data-uri", Part::Whole, |url| put_whole(url, "data", "image/png;base64,AAAA")),
    replace("uri-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "@")),
    replace("secret-url-password", Part::Userinfo, |url| put(&mut url.userinfo, ":abc@")),
    edit("uri-bad-escape", Part::Path, |url| put_before(&mut url.path, "/100%")),
    replace("uri-not-absolute", Part::Host, |url| put(&mut url.host, "")),
];

const JWKS_URI: &[UrlMutation] = &[
    edit("uri-surrounding-whitespace", Part::Before, |url| put(&mut url.before, " ")),
    replace("jwks-uri-invalid", Part::Scheme, |url| put(&mut url.scheme, "http")).hiding(&[Hidden {
        reason: "a URL without TLS is not compared, and nothing is sent there",
        rules: &["jwks-uri-cross-origin", "jwks-uri-userinfo"],
    }]),
    replace("jwks-uri-userinfo", Part::Userinfo, |url| put(&mut url.userinfo, "user@")),
    replace("jwks-uri-cross-origin", Part::Host, |url| put(&mut url.host, "keys.example.net")),
    replace("jwks-uri-cross-origin", Part::Port, |url| put(&mut url.port, ":8443")),
    replace("jwks-uri-invalid", Part::Fragment, |url| put(&mut url.fragment, "#keys")),
];

const UNUSED_JWKS_URI: &[UrlMutation] = &[
    edit("uri-surrounding-whitespace", Part::After, |url| put(&mut url.after, " ")),
    replace("jwks-uri-special-ip", Part::Host, |url| put(&mut url.host, "10.0.0.1")),
    replace("jwks-uri-special-ip", Part::Host, |url| put(&mut url.host, "localhost")),
    replace("jwks-uri-invalid", Part::Path, |url| put(&mut url.path, "/a%zz")),
];
