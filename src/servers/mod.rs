//! Which servers take a document: a model for each server whose code was run, in the order of its own checks.
//!
//! A model is a function that is asked with a client identifier and what is published there ([`Asked`]), and answers with the
//! reasons for a refusal, what it drops, and how the client authenticates ([`Answer`]). It is written in the terms of
//! the field from what the files beside it offer: the dialect of JSON ([`text`]), how a URL is read ([`whatwg`], [`python`]), shapes of
//! values ([`shape`]), keys ([`keys`]). Where a server stops at its first reason, the model goes on, so that an author sees all
//! of them.

mod addresses;
mod answer;
mod asked;
mod atproto;
mod auth0;
mod authhero;
mod better_auth;
mod cloudflare;
mod django_allauth;
mod django_oauth_toolkit;
mod fastmcp;
mod keys;
mod oauth_as;
mod oidc_provider;
mod policy;
mod python;
mod server;
mod shape;
mod text;
mod turbomcp_auth;
mod whatwg;

pub use answer::{Prediction, Reason, RedirectAnswer, Verdict};
pub use asked::Asked;
pub use policy::{Policies, Policy, PolicyError};
pub use server::{SERVERS, Server, named};
