//! The examples of the rules' pages, as cases. `tests/pages` says what the blocks mean.

use cimd::Rule;

use crate::case::{Case, Document};
use crate::example_text::{good_document, read_response, repeated, unescaped};

const URL: &str = "https://app.example.net/client.json";
const KEY_SET_URL: &str = "https://app.example.net/jwks.json";

/// Every example that is a document, a URL, a response or a key set.
pub fn examples() -> Vec<(String, Case)> {
    let mut found = Vec::new();
    for &rule in Rule::ALL {
        let of_rule = of_page(rule.page().body);
        found.extend(
            of_rule.into_iter().enumerate().map(|(index, case)| (format!("{rule}, example {index}"), case)),
        );
    }
    found
}

fn of_page(page: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut words = info.split(' ');
        let kind = words.next().unwrap_or_default();
        let published = words.find_map(|word| word.strip_prefix("url=")).map(str::to_owned);
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = repeated(&block.join("\n"));
        match kind {
            "json" => cases.push(document(published, text.into_bytes())),
            "bytes" => cases.push(document(published, unescaped(&block.concat()))),
            "url" => {
                let urls = block.iter().map(|url| repeated(url));
                cases.extend(urls.map(|url| document(Some(url.clone()), good_document(&url))));
            }
            "http" => cases.push(response(published.as_deref().unwrap_or(URL), &text)),
            "jwks" => {
                let head = "HTTP/1.1 200 OK\ncontent-type: application/jwk-set+json";
                cases.push(keys(&format!("{head}\n\n{text}")));
            }
            "jwks-http" => cases.push(keys(&text)),
            // These are about the configuration of the program, and not about what is linted.
            "toml" | "baseline" => {}
            _ => cases.push(resources(kind, text)),
        }
    }
    cases
}

fn document(published: Option<String>, bytes: Vec<u8>) -> Case {
    Case { published, retrieval: None, document: Document::Bytes(bytes), key_set: None }
}

fn resources(kind: &str, text: String) -> Case {
    Case {
        document: Document::Resources(kind.to_owned(), text),
        published: None,
        retrieval: None,
        key_set: None,
    }
}

fn response(url: &str, text: &str) -> Case {
    let (retrieval, body) = read_response(url, text);
    let body = if body.trim() == "GOOD" { good_document(url) } else { body.into_bytes() };
    Case {
        published: Some(url.to_owned()),
        document: if retrieval.status == 200 { Document::Bytes(body) } else { Document::Absent },
        retrieval: Some(retrieval),
        key_set: None,
    }
}

fn keys(text: &str) -> Case {
    let mut metadata: serde_json::Value = serde_json::from_slice(&good_document(URL)).expect("it is JSON");
    metadata["token_endpoint_auth_method"] = "private_key_jwt".into();
    metadata["jwks_uri"] = KEY_SET_URL.into();
    let (retrieval, body) = read_response(KEY_SET_URL, text);
    Case { key_set: Some((retrieval, body.into_bytes())), ..Case::of(metadata).published() }
}
