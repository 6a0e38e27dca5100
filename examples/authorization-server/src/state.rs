//! What all requests share.

use std::sync::Arc;
use std::time::Duration;

use cimd::resolver::{AssertionPolicy, Replays, Resolver};

use crate::settings::Settings;
use crate::store::Store;

/// An authorization request that waits for consent.
#[derive(Debug, Clone)]
pub struct Pending {
    /// The client identifier.
    pub client_id: String,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What the client gives to know its answer by.
    pub state: Option<String>,
    /// The PKCE challenge, of the method S256 (RFC 7636).
    pub challenge: String,
}

/// What a token is for.
#[derive(Debug, Clone)]
pub struct Granted {
    /// The client identifier.
    pub client_id: String,
}

/// What all requests share.
pub struct State {
    /// What the server was started with.
    pub settings: Settings,
    /// From client identifiers to clients.
    pub resolver: Resolver,
    /// What is demanded of assertions.
    pub assertions: AssertionPolicy,
    /// Assertions that were taken.
    pub replays: Replays,
    /// Requests that wait for consent.
    pub pending: Store<Pending>,
    /// Authorization codes, for the requests that were consented to.
    pub codes: Store<Pending>,
    /// Access tokens.
    pub tokens: Store<Granted>,
}

/// The state, as handlers get it.
pub type Shared = axum::extract::State<Arc<State>>;

/// How long a token holds.
pub const TOKEN_LIFETIME: Duration = Duration::from_secs(600);

impl State {
    /// The state of a server that has just been started.
    pub fn new(settings: Settings, resolver: Resolver) -> State {
        let issuer = settings.issuer();
        State {
            assertions: AssertionPolicy::new(&issuer).or_audience(format!("{issuer}/token")),
            replays: Replays::new(100_000),
            pending: Store::new(Duration::from_secs(300)),
            codes: Store::new(Duration::from_secs(60)),
            tokens: Store::new(TOKEN_LIFETIME),
            settings,
            resolver,
        }
    }
}
