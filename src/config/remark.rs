//! Findings about the user's own files: the configuration and the baseline.

use crate::finding::{Finding, Level, Range};
use crate::rule::Rule;

/// A finding about a stretch of such a file. It is about no document, so no server has a verdict on it.
pub fn remark(rule: Rule, level: Level, range: Range, message: String, help: &str) -> Finding {
    Finding {
        rule,
        level,
        verdict: None,
        shown: true,
        restated: false,
        mark: None,
        ignored: None,
        part: rule.page().part,
        pointer: None,
        range: Some(range),
        source: 0,
        message,
        help: help.to_owned(),
        comparison: None,
        related: Vec::new(),
        fixes: Vec::new(),
        entry: None,
        servers: Vec::new(),
        parts: Vec::new(),
    }
}
