//! The resolver against servers on loopback that misbehave on purpose: real sockets, real TLS. Nothing here sends a packet
//! to any other machine.

#[path = "../network/certificates.rs"]
#[allow(dead_code, reason = "it is shared with tests/network")]
mod certificates;
#[path = "../network/response.rs"]
#[allow(dead_code, reason = "it is shared with tests/network")]
mod response;
#[path = "../network/server.rs"]
#[allow(dead_code, reason = "it is shared with tests/network")]
mod server;
mod setting;

mod addresses;
mod assertions;
mod back_ends;
mod bounds;
mod caching;
mod faults;
mod flights;
mod telling;
mod verdicts;
