//! Which servers take a document: a model for each server, in the order of its own checks. Behind those whose code was run
//! stand those that are known from source or documentation (`documented`).
//!
//! A model is a function that is asked with a client identifier and what is published there ([`Asked`]), and answers with the
//! reasons for a refusal, what it drops, and how the client authenticates (`Answer`). It is written in the terms of
//! the field from what the files beside it offer: the dialect of JSON (`text`), how a URL is read (`whatwg`, `python`), shapes of
//! values (`shape`), keys (`keys`). Where a server stops at its first reason, the model goes on, so that an author sees all
//! of them.

mod addresses;
mod answer;
mod ask;
mod asked;
mod atproto;
mod auth0;
mod authhero;
mod better_auth;
mod change;
mod chosen;
mod cloudflare;
mod compatibility;
mod computed;
mod demands;
mod django_allauth;
mod django_oauth_toolkit;
mod documented;
mod everywhere;
mod fastmcp;
mod keys;
mod linted;
mod list;
mod oauth_as;
mod oidc_provider;
mod own;
mod place;
mod policy;
mod python;
mod raises;
mod raises_table;
mod required;
mod respondent;
mod response;
mod server;
mod setup;
mod shape;
mod text;
mod turbomcp_auth;
mod whatwg;

pub use answer::{Prediction, Reason, RedirectAnswer, Verdict};
pub use ask::{Question, Row};
pub use asked::Asked;
pub use change::Change;
pub use chosen::ChosenProfile;
pub use compatibility::Compatibility;
pub use computed::{EVERYWHERE, ServerProfile, server_profiles};
pub use everywhere::counted;
pub use list::{PolicyError, SERVERS, named, set_policy, unknown_server};
pub use own::OwnServer;
pub use policy::{Policies, Policy};
pub use required::{refusals, refused};
pub use respondent::Respondent;
pub use server::Server;
pub use setup::{Setup, Setups, Snippet, Statement, with_setup};
