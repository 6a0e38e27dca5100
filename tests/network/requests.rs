//! The request itself: what a careful server would send, and no more.

use crate::document::document;
use crate::lint::{Lint, accepted, refused};
use crate::response::Response;
use crate::server::{Request, Server};

/// The only request that linting a URL makes; `SERVER` stands for host and port.
fn request(url: &str) -> Request {
    let server = Server::start(|request| {
        Response::json(document(&request.url())).header("Set-Cookie", "session=1; Path=/")
    });
    let url = url.replace("SERVER", &format!("app.example.net:{}", server.port));
    let linted = Lint::at(&server).run_on(&url);
    assert!(linted.ran.code < 2, "{}", linted.ran.err);
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

#[test]
fn it_says_what_is_wanted_and_who_asks() {
    let request = request("https://SERVER/oauth/client.json");
    assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/oauth/client.json"));
    assert!(request.header("host").is_some_and(|host| host.starts_with("app.example.net:")));
    let agent = format!("cimd/{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(request.header("user-agent"), Some(agent.as_str()));
    let accept = request.header("accept").expect("it is there");
    assert!(accept.starts_with("application/json"), "{accept}");
    assert_eq!(request.header("accept-encoding"), Some("identity"));
    let mut names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"]);
}

#[test]
fn it_carries_neither_credentials_nor_fragment() {
    for url in
        ["https://user:pw@SERVER/c.json", "https://user@SERVER/c.json", "https://SERVER/c.json#fragment"]
    {
        let request = request(url);
        assert_eq!(request.target, "/c.json");
        assert_eq!(request.header("authorization"), None);
        let text = format!("{request:?}");
        assert!(!text.contains("user:") && !text.contains("pw") && !text.contains("fragment"), "{text}");
    }
}

#[test]
fn it_asks_for_the_path_as_programs_write_it() {
    for (url, target) in [
        ("https://SERVER/c.json?version=2&x", "/c.json?version=2&x"),
        ("https://SERVER/a%20b.json", "/a%20b.json"),
        ("https://SERVER/a%2Fb.json", "/a%2Fb.json"),
        ("https://SERVER/ä.json", "/%C3%A4.json"),
        ("https://SERVER/a/../c.json", "/c.json"),
        ("https://SERVER", "/"),
        ("HTTPS://SERVER/c.json", "/c.json"),
    ] {
        assert_eq!(request(url).target, target, "{url}");
    }
}

#[test]
fn no_cookie_is_sent_back() {
    let server = Server::start(|request| {
        Response::json(document(&request.url())).header("Set-Cookie", "session=1; Path=/")
    });
    let urls = [server.url("/a.json"), server.url("/b.json")];
    assert_eq!(Lint::at(&server).with(&["--jobs", "1", &urls[0], &urls[1]]).run().ran.code, 0);
    assert_eq!(server.requests().len(), 2);
    assert!(server.requests().iter().all(|request| request.header("cookie").is_none()));
}

#[test]
fn a_challenge_is_not_answered() {
    let server = Server::start(|_| Response::html(401).header("WWW-Authenticate", "Basic realm=\"x\""));
    let url = server.url("/client.json").replace("https://", "https://user:pw@");
    let linted = Lint::at(&server).run_on(&url);
    linted.gives(&refused(&["client-id-url-userinfo", "http-status-not-200"]));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn what_the_response_says_of_caching_is_read() {
    for (cache_control, rules) in [
        (Some("max-age=300"), &[] as &[&str]),
        (Some("no-store"), &["http-cache-no-store"]),
        (Some("max-age=31536000, immutable"), &["http-cache-long"]),
        (None, &["http-cache-missing"]),
    ] {
        let server = Server::start(move |request| {
            let response = Response::json(document(&request.url())).without("Cache-Control");
            match cache_control {
                Some(value) => response.header("Cache-Control", value),
                None => response,
            }
        });
        Lint::at(&server).run_on(&server.url("/client.json")).gives(&accepted(rules));
    }
    let server = Server::start(|request| {
        Response::json(document(&request.url())).header("Vary", "Accept-Encoding, User-Agent")
    });
    Lint::at(&server).run_on(&server.url("/client.json")).gives(&accepted(&["http-vary"]));
}
