//! From a `client_id` to a client, for authorization servers (feature `resolver`).
//!
//! [`Resolver::resolve`] fetches the document that a `client_id` names, as a server must that anybody can send anywhere:
//!
//! - Only https, and no redirect is followed. No cookies, no credentials, no proxy that the environment names.
//! - The address guard holds for names and for IP literals, for the document and for its key set. A name is looked up once
//!   for a connection, all its addresses are checked, and the connection goes to exactly these.
//! - Bytes, header fields, time and the number of requests are bounded, that to one host too. A body that goes on beyond
//!   the bound is refused, and never read as if it ended there.
//! - Many requests for one client at the same time make one fetch, and one that is cancelled takes no other with it.
//! - Responses are cached as HTTP says (RFC 9111), within [`Bounds`]; refusals are given again for seconds only; a client
//!   whose host is in trouble is given for a while after it became stale, and not once its document is gone.
//!
//! The verdict is that of the [linter](crate::Linter) for the [`Profile`](crate::Profile) of your server, and its report
//! comes with every refusal. Three things are demanded beside it: that the identifier is a [`ClientIdUrl`], that the
//! document names it as its own, and that the members on which access rests are of their types.
//!
//! ```no_run
//! use cimd::Profile;
//! use cimd::client::redirect::Match;
//! use cimd::resolver::Resolver;
//!
//! # async fn authorize(client_id: &str, redirect_uri: &str) -> Result<(), Box<dyn std::error::Error>> {
//! // Once, when the server starts.
//! let resolver = Resolver::builder(Profile::named("mcp").expect("it is built in")).build()?;
//!
//! // For each authorization request.
//! let client = match resolver.resolve(client_id).await {
//!     Ok(client) => client,
//!     Err(error) => {
//!         eprintln!("{client_id}: {} ({})", error, error.fault().name());
//!         // A page for the person who wants to log in; nothing is sent to the redirect URI.
//!         println!("{}", error.for_end_user());
//!         return Ok(());
//!     }
//! };
//! if !matches!(client.redirect(redirect_uri), Match::Entry { .. }) {
//!     return Err("the redirect URI is not registered".into());
//! }
//! let consent = client.consent();
//! println!("{} wants to log you in", consent.host);
//! # Ok(())
//! # }
//! ```
//!
//! # Metrics and events
//!
//! Metrics go to the recorder of the crate [`metrics`](https://docs.rs/metrics), if one is installed:
//!
//! | metric | labels |
//! |---|---|
//! | `cimd_resolver_resolved_total` | `outcome`: `fresh`, `fetched`, `stale` |
//! | `cimd_resolver_refused_total` | `fault`, `kind`: [`Fault::name`], [`ResolveError::kind`] |
//! | `cimd_resolver_fetches_total` | `what`: `document`, `key-set`; `result`: `ok`, `not-modified`, `status`, or a kind of failure |
//! | `cimd_resolver_fetch_seconds` | `what` (a histogram) |
//! | `cimd_resolver_cache_errors_total` | `operation`: `get`, `put`, `remove` |
//! | `cimd_resolver_under_way` | none (a gauge) |
//!
//! Events go to the subscriber of [`tracing`](https://docs.rs/tracing), with the target `cimd::resolver`: refusals at the
//! level `INFO`, stale clients and failures of the cache at `WARN`, everything else at `DEBUG`. Neither metrics nor events
//! hold assertions, tokens, bodies or header fields.
//!
//! # Shutting down
//!
//! A resolver has no task of its own. Each fetch is a task that ends by [`Bounds::deadline`]; dropping the runtime ends
//! it at once. A look-up by the system blocks a thread of the runtime until the system gives up, also after the deadline.

mod assertion;
mod bounds;
mod builder;
mod cache;
mod client;
mod entry;
mod error;
mod events;
mod flight;
mod guarded_cache;
mod judge;
mod keys;
mod limits;
mod lookup;
mod origin;
mod refusals;
mod replays;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod resolver;
mod stored;
mod transport;

pub use assertion::{AssertionError, AssertionPolicy, CLIENT_ASSERTION_TYPE, VerifiedAssertion};
pub use bounds::Bounds;
pub use builder::{BuildError, ResolverBuilder};
pub use cache::{Cache, CacheError, MemoryCache, NoCache};
pub use client::Client;
pub use entry::{Entry, EntryError};
pub use error::{Fault, ResolveError};
pub use keys::Keys;
pub use lookup::{BoxFuture, Lookup, SystemLookup};
pub use replays::Replays;
pub use resolver::Resolver;

#[cfg(doc)]
use crate::client::ClientIdUrl;
