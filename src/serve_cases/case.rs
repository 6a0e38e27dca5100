//! One case: what is served, and what a right server makes of it.

use serde::Serialize;

use super::reply::Reply;
use super::source::Source;

/// What a server under test does with a client identifier URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It takes the client.
    Accept,
    /// It refuses the client, for whatever reason.
    Refuse,
    /// Both are right: the revision does not say, or leaves it to the server.
    Either,
}

/// A revision of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Revision {
    /// October 2025.
    R00,
    /// March 2026.
    R01,
    /// July 2026.
    R02,
    /// What is known of the next one.
    R03,
}

impl Revision {
    /// From the oldest to the newest.
    pub const ALL: [Revision; 4] = [Revision::R00, Revision::R01, Revision::R02, Revision::R03];

    /// The name of the profile of this revision.
    pub fn name(self) -> &'static str {
        match self {
            Revision::R00 => "ietf@00",
            Revision::R01 => "ietf@01",
            Revision::R02 => "ietf@02",
            Revision::R03 => "ietf@03",
        }
    }
}

/// The verdicts on one resolution after another; the last holds for all that follow.
type Verdicts = Vec<Verdict>;

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its stable name.
    pub id: &'static str,
    /// What is served, in a few words.
    pub title: &'static str,
    /// The client identifier URL to give to the server under test.
    pub url: String,
    /// The answers to one request for the document after another; the last is repeated.
    pub documents: Vec<Reply>,
    /// The answer at `keys.json`.
    pub keys: Option<Reply>,
    /// The answer at `target.json`, where a redirect leads.
    pub target: Option<Reply>,
    /// The answer at any other URL that the document names.
    pub contained: Option<Reply>,
    /// Why the verdict is what it is, and what else to look for.
    pub why: &'static str,
    /// Where that is written.
    pub sources: &'static [Source],
    /// Whether a server that was told to connect to private addresses is not tested by this case.
    pub voided: bool,
    /// Whether nothing may be requested at all.
    pub unreachable: bool,
    expected: [Verdicts; 4],
}

impl Case {
    /// A case of a client identifier URL. Every verdict is right until it is told what is.
    pub fn new(id: &'static str, title: &'static str, url: String, document: Reply) -> Case {
        Case {
            id,
            title,
            url,
            documents: vec![document],
            keys: None,
            target: None,
            contained: None,
            why: "",
            sources: &[],
            voided: false,
            unreachable: false,
            expected: Revision::ALL.map(|_| vec![Verdict::Either]),
        }
    }

    /// The same with the answer to the next request for the document.
    pub fn then(mut self, document: Reply) -> Case {
        self.documents.push(document);
        self
    }

    /// The same with a key set.
    pub fn keys(mut self, reply: Reply) -> Case {
        self.keys = Some(reply);
        self
    }

    /// The same with something where its redirect leads.
    pub fn target(mut self, reply: Reply) -> Case {
        self.target = Some(reply);
        self
    }

    /// The same with something at the other URLs that the document names.
    pub fn contained(mut self, reply: Reply) -> Case {
        self.contained = Some(reply);
        self
    }

    /// The reason, and where it is written.
    pub fn because(mut self, why: &'static str, sources: &'static [Source]) -> Case {
        (self.why, self.sources) = (why, sources);
        self
    }

    /// A switch for private addresses makes the case say nothing.
    pub fn voided(mut self) -> Case {
        self.voided = true;
        self
    }

    /// A right server does not get as far as a request.
    pub fn unreachable(mut self) -> Case {
        self.unreachable = true;
        self
    }

    /// What every revision expects, resolution by resolution.
    pub fn expect(self, verdicts: &[Verdict]) -> Case {
        self.expect_from(Revision::R00, verdicts)
    }

    /// What this revision and those after it expect.
    pub fn expect_from(mut self, first: Revision, verdicts: &[Verdict]) -> Case {
        for (revision, expected) in Revision::ALL.into_iter().zip(&mut self.expected) {
            if revision >= first {
                *expected = verdicts.to_vec();
            }
        }
        self
    }

    /// Every revision has it accepted.
    pub fn accept(self) -> Case {
        self.expect(&[Verdict::Accept])
    }

    /// Every revision has it refused.
    pub fn refuse(self) -> Case {
        self.expect(&[Verdict::Refuse])
    }

    /// This revision and those after it have it refused; before, both are right.
    pub fn refuse_from(self, first: Revision) -> Case {
        self.expect_from(first, &[Verdict::Refuse])
    }

    /// The verdicts of one revision.
    pub fn expected(&self, revision: Revision) -> &[Verdict] {
        &self.expected[revision as usize]
    }

    /// Whether the newest published revision has the document refused at first.
    pub fn is_refused(&self) -> bool {
        self.expected(Revision::R02)[0] == Verdict::Refuse
    }
}
