//! The program as its users meet it: real processes, their output and exit codes.

mod baseline;
mod below;
mod compat;
mod config;
mod documents;
mod extras;
mod files;
mod fixes;
mod formats;
mod github;
mod gitlab;
mod hostile;
mod human;
mod ignored;
mod ignores;
mod init;
mod inputs;
mod junit;
#[path = "../support/other_kinds.rs"]
mod kinds;
mod lists;
mod loopback;
mod lsp;
mod markdown;
mod memory;
mod other_kinds;
mod placeholders;
mod preview;
mod profiles;
mod refresh;
mod repository;
#[cfg(unix)]
#[path = "../support/resident.rs"]
#[cfg(target_os = "linux")]
mod resident;
mod resource;
mod runner;
mod sarif;
mod schemas;
mod search;
mod server_profiles;
#[path = "../support/skipped.rs"]
mod skipped;
mod slips;
#[cfg(unix)]
mod terminal;
mod text;
mod trust;
mod usage;
mod watch;
mod words;
