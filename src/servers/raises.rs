//! Which rules the model of each server can raise.
//!
//! The table is what the models raise for the examples of the rules' pages, for single faults of every kind, and for forms of
//! members. `tests/engine/raises.rs` asks them all, fails where the table says something else, and writes it with
//! `CIMD_WRITE_RAISES=1`.

use super::server::Server;
use crate::profile::{ByServer, Effect};
use crate::rule::Rule;

/// What one model can raise.
struct Raises {
    server: &'static str,
    /// Rules for which it refuses a document.
    refuses: &'static [Rule],
    /// Rules for which it drops something.
    degrades: &'static [Rule],
}

/// What a server does about a rule, and how that is known; `None` where its model never raises the rule.
pub(super) fn raised(server: &'static Server, rule: Rule) -> Option<ByServer> {
    let raises = RAISES.iter().find(|raises| raises.server == server.name)?;
    let effect = if raises.refuses.contains(&rule) {
        Effect::Refuse
    } else if raises.degrades.contains(&rule) {
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

include!("raises_table.rs");
