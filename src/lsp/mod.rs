//! The language server: what an editor shows while a document is written.
//!
//! One thread reads messages, one writes them, and one does everything else in between: it applies changes as they
//! come, and checks a document when nothing else is waiting. Everything that a client sends is bounded, and nothing it
//! sends ends the server but `exit` and messages whose beginning and end cannot be told.

mod actions;
mod check;
mod client;
mod completion;
mod diagnostics;
mod documents;
mod hover;
mod requests;
mod server;
mod session;
mod settings;
mod text;
mod wire;

pub use server::{Ending, serve};
pub use settings::{Configuration, Settings};
