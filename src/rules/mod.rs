//! The checks, a file for each family.
//!
//! One rule is one function: the rule `redirect-uri-http` is `redirect_uri_http` in the file that its page names as
//! `family`, and it takes a view that the page names as `sees`. It finds faults; the function beside it,
//! `redirect_uri_http_words`, says what is wrong and what to do. A check neither calls another rule nor asks what
//! another one found. The build script makes the list of checks of each family from the pages.
#![deny(dead_code)]
#![expect(clippy::ptr_arg, reason = "words are given what their check saw, in the type that it has")]

mod about;
mod algorithms;
mod answer;
mod application_type;
mod authentication;
mod certificates;
mod client_id;
mod client_id_url;
mod display;
mod escape;
mod faults;
mod fitting;
mod grants;
#[cfg(feature = "cli")]
mod house;
mod ignored;
mod jwk;
mod key_set;
mod key_use;
mod key_values;
mod keys;
mod members;
mod mending;
mod method_fix;
mod methods;
mod names;
mod openid;
mod other_kind;
mod parser;
mod placeholder;
mod redirect_uris;
mod requested;
mod resource;
mod response;
mod run;
mod scopes;
mod secrets;
mod several;
mod software_statement;
mod text;
mod urls;
mod view;

pub(crate) use faults::MAX_IN_ALL;
pub use faults::{Faults, Found, Levels};
pub use run::{Views, check};
