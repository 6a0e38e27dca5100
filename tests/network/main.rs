//! The program against servers on loopback that misbehave on purpose: real processes, real sockets, real
//! TLS. Nothing here sends a packet to any other machine.

mod certificates;
mod document;
#[path = "../support/other_kinds.rs"]
mod kinds;
mod lint;
#[path = "../support/resident.rs"]
#[cfg(target_os = "linux")]
mod resident;
mod response;
#[path = "../program/runner.rs"]
mod runner;
mod server;
#[path = "../support/skipped.rs"]
mod skipped;
mod witness;

mod addresses;
mod auth0;
mod bodies;
mod certificate_faults;
mod compat;
mod connections;
mod docs;
mod inputs;
mod key_sets;
mod media_types;
mod memory;
mod mended;
mod other_kinds;
mod proxies;
mod redirects;
mod requests;
mod resource;
mod slowness;
mod statuses;
mod throughput;
