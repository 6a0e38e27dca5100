//! What fetching gave: the facts of one HTTP response, without its body.

/// The facts of one response to one request; nothing was followed or retried unseen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The URL that was requested, as it was given.
    pub url: String,
    /// The status code.
    pub status: u16,
    /// The header fields in the order they came, names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Response {
    /// The value of a header field; the first where several came. The name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether the server sent the client elsewhere.
    pub fn is_redirect(&self) -> bool {
        (300..400).contains(&self.status) && self.status != 304
    }

    /// The media type without its parameters, in lower case.
    pub fn media_type(&self) -> Option<String> {
        let value = self.header("content-type")?;
        Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }

    /// A parameter of the media type, without quotes.
    pub fn media_type_parameter(&self, name: &str) -> Option<&str> {
        self.header("content-type")?.split(';').skip(1).find_map(|parameter| {
            let (own, value) = parameter.split_once('=')?;
            own.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
        })
    }

    /// The directives of `Cache-Control`, in lower case, with their arguments.
    pub fn cache_directives(&self) -> impl Iterator<Item = (String, Option<String>)> + '_ {
        let values = self.headers.iter().filter(|(name, _)| name == "cache-control").map(|(_, value)| value);
        values.flat_map(|value| value.split(',')).filter(|directive| !directive.trim().is_empty()).map(
            |directive| {
                let (name, argument) = match directive.split_once('=') {
                    Some((name, argument)) => (name, Some(argument.trim().trim_matches('"').to_owned())),
                    None => (directive, None),
                };
                (name.trim().to_ascii_lowercase(), argument)
            },
        )
    }
}

/// Whether a media type is JSON: `application/json`, or `application/...+json` (RFC 6839 section 3.1).
pub fn is_json_type(media_type: &str) -> bool {
    media_type == "application/json"
        || (media_type.starts_with("application/") && media_type.ends_with("+json"))
}
