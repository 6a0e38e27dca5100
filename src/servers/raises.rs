//! Which rules the model of each server can raise.
//!
//! The table is what the models raise for the examples of the rules' pages, for single faults of every kind, and for forms of
//! members. `tests/engine/raises.rs` asks them all, fails where the table says something else, and writes it with
//! `CIMD_WRITE_RAISES=1`.

use super::raises_table::RAISES;
use super::server::Server;
use crate::profile::{ByServer, Effect};
use crate::rule::Rule;

/// What a server does about a rule, and how that is known; `None` where its model never raises the rule.
pub(super) fn raised(server: &'static Server, rule: Rule) -> Option<ByServer> {
    let (_, refuses, degrades) = RAISES.iter().find(|(name, ..)| *name == server.name)?;
    let effect = if refuses.contains(&rule) {
        Effect::Refuse
    } else if degrades.contains(&rule) {
        Effect::Degraded
    } else {
        return None;
    };
    Some(server.with_effect(effect))
}

impl Server {
    fn with_effect(&self, effect: Effect) -> ByServer {
        ByServer {
            server: self.name,
            effect,
            mark: self.evidence,
            package: self.package,
            version: self.version,
        }
    }
}
