//! An authorization request, as it stands in the address bar of a browser when a login fails.

use std::fmt;

use url::Url;

/// What a request asks for. What is secret in it (state, nonce, codes, tokens) is not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorizationRequest {
    /// The client identifier.
    pub client_id: String,
    /// Where the answer shall go.
    pub redirect_uri: Option<String>,
    /// What is asked for.
    pub scope: Option<String>,
    /// How the answer shall come.
    pub response_type: Option<String>,
    /// Whether there is a PKCE challenge, and its method.
    pub challenge: Option<String>,
    /// How a challenge that is not hashed is told from none.
    pub has_challenge: bool,
}

/// Why a text is not an authorization request that can be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

impl fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for RequestError {}

impl AuthorizationRequest {
    /// Reads the URL of a request.
    ///
    /// # Errors
    ///
    /// It is not a URL, has no `client_id`, or one that is not an https URL. The error quotes none of its values but that.
    pub fn parse(text: &str) -> Result<AuthorizationRequest, RequestError> {
        let error = |message: &str, help| Err(RequestError { message: message.to_owned(), help });
        const COPY: &str =
            "copy the whole address of the page that failed, from https:// on, in single quotes";
        let Ok(url) = Url::parse(text.trim()) else {
            return error("the request is not a URL", COPY);
        };
        let mut request = AuthorizationRequest::default();
        let (mut is_pushed, mut is_object) = (false, false);
        for (name, value) in url.query_pairs() {
            let value = value.into_owned();
            match &*name {
                "client_id" => request.client_id = value,
                "redirect_uri" => request.redirect_uri = Some(value),
                "scope" => request.scope = Some(value),
                "response_type" => request.response_type = Some(value),
                "code_challenge" => request.has_challenge = !value.is_empty(),
                "code_challenge_method" => request.challenge = Some(value),
                "request_uri" => is_pushed = true,
                "request" => is_object = true,
                _ => {}
            }
        }
        if request.client_id.is_empty() {
            return error("the request has no client_id", COPY);
        }
        if !request.client_id.starts_with("https://") && !request.client_id.starts_with("http://") {
            return Err(RequestError {
                message: format!(
                    "the client_id of the request is `{}`, which is not a URL",
                    request.client_id
                ),
                help: "a client of that name is registered at the server; Client ID Metadata Documents have no part in it",
            });
        }
        if request.redirect_uri.is_none() && (is_pushed || is_object) {
            return error(
                "the request refers to parameters that were sent apart (request_uri or request), and has no redirect_uri of its own",
                "name the document and the redirect URI: cimd compat URL --redirect-uri URI",
            );
        }
        Ok(request)
    }

    /// What is wrong with the request itself, whatever the document says.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        match self.response_type.as_deref() {
            Some("code") => {}
            Some(other) => faults.push(format!(
                "response_type is `{other}`; most servers take `code` only from such clients (RFC 9700, section 2.1.2)"
            )),
            None => faults.push("the request has no response_type, which is required (RFC 6749, section 4.1.1)".to_owned()),
        }
        match (self.has_challenge, self.challenge.as_deref()) {
            (false, _) => faults.push(
                "the request has no code_challenge; servers demand PKCE of public clients (RFC 9700, section 2.1.1)".to_owned(),
            ),
            (true, Some("S256")) => {}
            (true, method) => faults.push(format!(
                "code_challenge_method is `{}`; servers take S256 (RFC 9700, section 2.1.1)",
                method.unwrap_or("plain, by default")
            )),
        }
        if self.redirect_uri.is_none() {
            faults.push("the request has no redirect_uri; most servers demand it".to_owned());
        }
        faults
    }

    /// The scopes of the request that the document does not list, where it lists any.
    pub fn scopes_beyond<'r>(&'r self, listed: &str) -> Vec<&'r str> {
        let listed: Vec<&str> = listed.split(' ').collect();
        let asked = self.scope.as_deref().unwrap_or_default().split(' ').filter(|scope| !scope.is_empty());
        asked.filter(|scope| !listed.contains(scope)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_without_their_secrets() {
        let text = "https://as.example/authorize?response_type=code&client_id=https%3A%2F%2Fapp.example.net%2Fc.json\
            &redirect_uri=http%3A%2F%2F127.0.0.1%3A53682%2Fcallback&scope=a+b&state=SECRET&code_challenge=x&code_challenge_method=S256";
        let request = AuthorizationRequest::parse(text).expect("it is a request");
        assert_eq!(request.client_id, "https://app.example.net/c.json");
        assert_eq!(request.redirect_uri.as_deref(), Some("http://127.0.0.1:53682/callback"));
        assert!(!format!("{request:?}").contains("SECRET"));
        assert!(request.faults().is_empty(), "{:?}", request.faults());
        assert_eq!(request.scopes_beyond("b c"), ["a"]);
    }

    #[test]
    fn what_cannot_be_judged_is_refused() {
        for (text, part) in [
            ("not a URL", "not a URL"),
            ("https://as.example/authorize?state=SECRET", "no client_id"),
            ("https://as.example/authorize?client_id=abc", "`abc`"),
            ("https://as.example/authorize?client_id=https://a.example/c&request_uri=urn:x", "sent apart"),
        ] {
            let error = AuthorizationRequest::parse(text).expect_err(text);
            assert!(error.message.contains(part) && !error.message.contains("SECRET"), "{error}");
        }
    }
}
