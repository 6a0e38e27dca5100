//! By what a finding is recognised in the next run.

use std::collections::HashMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::finding::Finding;

/// The name of our fingerprint. GitHub reads only `primaryLocationLineHash`, which its upload computes from
/// the checked-out file; ours is for every other reader, and for what was fetched.
pub const NAME: &str = "cimdFindingHash/v1";

/// Makes fingerprints that are the same in the next run and different within one.
#[derive(Default)]
pub struct Fingerprints {
    /// How often each hash has been given away.
    given: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding in that artifact. Neither the words of the message nor the line are part of
    /// it: both change while the fault stays. The pointer is; where it and the rule are the same, as with two
    /// commas that are too many, the findings are counted in their order.
    pub fn of(&mut self, finding: &Finding, uri: &str) -> String {
        let mut hasher = Sha256::new();
        for part in [finding.rule.id(), uri, finding.pointer.as_deref().unwrap_or_default()] {
            // The length first, so that no two lists of parts are hashed as the same bytes.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
        hasher.update([u8::from(finding.pointer.is_some())]);
        let mut hash = String::new();
        for byte in &hasher.finalize()[..16] {
            // Writing to a String cannot fail.
            let _ = write!(hash, "{byte:02x}");
        }
        let count = self.given.entry(hash.clone()).or_default();
        *count += 1;
        format!("{hash}:{count}")
    }
}
