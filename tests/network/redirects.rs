//! Redirects: never followed, and their usual causes named.

use crate::lint::{Lint, refused};
use crate::response::Response;
use crate::server::Server;

#[test]
fn no_redirect_is_followed() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(move |_| Response::redirect(status, "/moved.json"));
        let linted = Lint::at(&server).run_on(&server.url("/client.json"));
        linted.gives(&refused(&["http-redirect"]));
        assert!(linted.words("http-redirect").contains(&format!("status {status}")));
        assert_eq!(server.counts(), [("/client.json".to_owned(), 1)]);
    }
}

/// What is said of a redirect from a path to a location, in which `PORT` stands for the server's port.
fn words(path: &str, location: &'static str) -> String {
    let server = Server::start(move |request| {
        let port = request.header("host").and_then(|host| host.split(':').nth(1)).unwrap_or_default();
        Response::redirect(302, &location.replace("PORT", port))
    });
    let linted = Lint::at(&server).run_on(&server.url(path));
    linted.gives(&refused(&["http-redirect"]));
    assert_eq!(server.requests().len(), 1);
    linted.words("http-redirect")
}

#[test]
fn the_usual_causes_are_named() {
    for (path, location, cause) in [
        ("/client.json", "http://app.example.net:PORT/client.json", "from https to http"),
        ("/client.json", "https://www.app.example.net:PORT/client.json", "from the bare domain to www"),
        ("/client", "/client/", "a trailing slash is added"),
        ("/client/", "/client", "the trailing slash is removed"),
        ("/client.json", "/login?next=/client.json", "without logging in"),
        ("/client.json", "https://sso.example.org/start", "without logging in"),
        ("/client.json", "https://team.cloudflareaccess.com/cdn-cgi/access/login/x", "without protection"),
        ("/client.json", "https://vercel.com/sso-api?url=x", "exception for this path"),
        ("/client.json", "https://auth.example.org/client.json", "on another host"),
        (
            "/client.json",
            "https://catalogin.example.org/x.json",
            "use `https://catalogin.example.org/x.json` as client_id",
        ),
        ("/client.json", "/", "is deployed at this path"),
        ("/client.json", "https://cdn.example.org/client.json", "on another host"),
        ("/client.json", "//cdn.example.org/client.json", "on another host"),
        ("/client.json", "/v2/client.json", "without a redirect"),
        ("/client.json", "/client.json", "without a redirect"),
    ] {
        let words = words(path, location);
        assert!(words.contains(cause), "{path} to {location}: {words}");
    }
}

#[test]
fn a_redirect_that_leads_nowhere_is_one_all_the_same() {
    let server = Server::start(|_| Response::html(302));
    let linted = Lint::at(&server).run_on(&server.url("/client.json"));
    linted.gives(&refused(&["http-redirect"]));
    let location = words("/client.json", "http://[broken");
    assert!(location.contains("http://[broken"), "{location}");
}

#[test]
fn where_a_redirect_leads_never_acts_on_the_terminal() {
    // A right-to-left override and a C1 control character, both as UTF-8.
    let server = Server::start(|_| Response::redirect(302, "/\u{202e}\u{9b}31mmoved"));
    for format in ["human", "short", "json", "client-cimd"] {
        let ran = Lint::at(&server).in_format(format).run_on(&server.url("/client.json")).ran;
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("31mmoved"), "{format}: nothing was tried: {}", ran.out);
        assert!(!ran.out.contains(['\u{202e}', '\u{9b}', '\u{1b}']), "{format}: {:?}", ran.out);
    }
}
