//! What was requested, in the order it came.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde::Serialize;

use super::delivery::Sent;
use super::request::Request;

/// How many requests are kept; more are counted.
const MAX_REQUESTS: usize = 2_000;
/// How many characters of a request's parts are kept.
const MAX_CHARACTERS: usize = 500;

/// What of a case was requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The document.
    Document,
    /// The key set that it names.
    Keys,
    /// Where a redirect leads.
    Target,
    /// Another URL that the document names.
    Contained,
    /// Something that does not exist.
    Other,
}

/// A request that came.
#[derive(Debug, Clone, Serialize)]
pub struct Observed {
    /// Its place among all requests since the last reset, from 1 on.
    pub sequence: usize,
    /// When it came, in milliseconds since the last reset.
    pub at_ms: u64,
    /// The connection that it came over, from 1 on.
    pub connection: usize,
    /// The case that it belongs to.
    #[serde(skip)]
    pub case: Option<&'static str>,
    /// What of the case it asks for.
    pub role: Role,
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The version of HTTP.
    pub version: String,
    /// The name that TLS was asked for.
    pub server_name: Option<String>,
    /// The header fields in their order.
    pub headers: Vec<(String, String)>,
    /// How many requests of the case were under way, this one included.
    pub concurrent: usize,
    /// The status of the answer.
    pub status: u16,
    /// How many bytes of the body were sent before the client closed the connection; null while it is being sent.
    pub body_bytes_sent: Option<usize>,
    /// Whether the whole answer was sent; null while it is being sent.
    pub complete: Option<bool>,
    /// How long the answer took, in milliseconds; null while it is being sent.
    pub held_ms: Option<u64>,
}

/// The requests since the last reset.
#[derive(Debug)]
pub struct Log {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    start: Instant,
    generation: usize,
    requests: Vec<Observed>,
    left_out: usize,
    under_way: HashMap<&'static str, usize>,
    documents: HashMap<&'static str, usize>,
}

/// A request that is being answered.
#[derive(Debug)]
pub struct UnderWay {
    generation: usize,
    index: Option<usize>,
    case: Option<&'static str>,
    start: Instant,
}

impl State {
    fn new(generation: usize) -> State {
        State {
            start: Instant::now(),
            generation,
            requests: Vec::new(),
            left_out: 0,
            under_way: HashMap::new(),
            documents: HashMap::new(),
        }
    }
}

impl Log {
    /// An empty log.
    pub fn new() -> Log {
        Log { state: Mutex::new(State::new(0)) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets all requests. Cases begin with their first answer again.
    pub fn reset(&self) {
        let mut state = self.state();
        *state = State::new(state.generation + 1);
    }

    /// How many requests for a case's document came before this one, which is counted from now on.
    pub fn count_document(&self, case: &'static str) -> usize {
        let mut state = self.state();
        let count = state.documents.entry(case).or_default();
        *count += 1;
        *count - 1
    }

    /// Notes a request before it is answered.
    pub fn begin(
        &self,
        request: &Request,
        (case, role): (Option<&'static str>, Role),
        (connection, server_name): (usize, Option<&str>),
        status: u16,
    ) -> UnderWay {
        let mut state = self.state();
        let concurrent = match case {
            Some(case) => {
                let count = state.under_way.entry(case).or_default();
                *count += 1;
                *count
            }
            None => 1,
        };
        let fields = request.fields.iter().map(|(name, value)| (kept(name), kept(value)));
        let observed = Observed {
            sequence: state.requests.len() + state.left_out + 1,
            at_ms: milliseconds(state.start),
            connection,
            case,
            role,
            method: kept(&request.method),
            target: kept(&request.target),
            version: kept(&request.version),
            server_name: server_name.map(kept),
            headers: fields.collect(),
            concurrent,
            status,
            body_bytes_sent: None,
            complete: None,
            held_ms: None,
        };
        let index = (state.requests.len() < MAX_REQUESTS).then_some(state.requests.len());
        match index {
            Some(_) => state.requests.push(observed),
            None => state.left_out += 1,
        }
        UnderWay { generation: state.generation, index, case, start: Instant::now() }
    }

    /// Notes what the answer came to.
    pub fn end(&self, under_way: &UnderWay, sent: &Sent) {
        let mut state = self.state();
        if under_way.generation != state.generation {
            return;
        }
        if let Some(count) = under_way.case.and_then(|case| state.under_way.get_mut(case)) {
            *count -= 1;
        }
        if let Some(index) = under_way.index {
            let observed = &mut state.requests[index];
            observed.body_bytes_sent = Some(sent.bytes);
            observed.complete = Some(sent.complete);
            observed.held_ms = Some(milliseconds(under_way.start));
        }
    }

    /// The requests, and how many more there were.
    pub fn requests(&self) -> (Vec<Observed>, usize) {
        let state = self.state();
        (state.requests.clone(), state.left_out)
    }
}

impl Observed {
    /// A header field.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }
}

fn kept(text: &str) -> String {
    text.chars().take(MAX_CHARACTERS).collect()
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
