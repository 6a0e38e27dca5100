//! URLs and right documents of cases.

use crate::serve_cases::case::Case;
use crate::serve_cases::document::Document;
use crate::serve_cases::reply::Reply;
use crate::serve_cases::site::Site;

/// Where cases are served.
pub struct Place<'s> {
    /// The site.
    pub site: &'s Site,
}

impl Place<'_> {
    /// The URL of something of a case.
    pub fn at(&self, id: &str, name: &str) -> String {
        format!("{}/c/{id}/{name}", self.site.origin())
    }

    /// The client identifier URL of a case.
    pub fn url(&self, id: &str) -> String {
        self.at(id, "client.json")
    }

    /// The right document of a case.
    pub fn document(&self, id: &str) -> Document {
        Document::at(&self.url(id), &self.at(id, "callback"))
    }

    /// The right document of a case, whose client has its keys at `keys.json`.
    pub fn keyed(&self, id: &str) -> Document {
        self.document(id).keyed().with("jwks_uri", self.at(id, "keys.json"))
    }

    /// The right answer of a case.
    pub fn right(&self, id: &str) -> Reply {
        Reply::json(self.document(id).text())
    }

    /// A case whose document is right, but for what is then done to its answer.
    pub fn answer(&self, id: &'static str, title: &'static str, change: impl FnOnce(Reply) -> Reply) -> Case {
        Case::new(id, title, self.url(id), change(self.right(id)))
    }

    /// A case whose answer is right, but for what is done to its document.
    pub fn changed(
        &self,
        id: &'static str,
        title: &'static str,
        change: impl FnOnce(Document) -> Document,
    ) -> Case {
        self.body(id, title, change(self.document(id)).text())
    }

    /// A case whose answer is right, but for its body.
    pub fn body(&self, id: &'static str, title: &'static str, body: impl Into<Vec<u8>>) -> Case {
        Case::new(id, title, self.url(id), Reply::json(body))
    }
}
