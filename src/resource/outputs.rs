//! What a provider has recorded of a client, beside what it should be.

use super::declared::Resource;
use super::value::{Content, Node, blocks};
use crate::finding::{ListedResource, RecordedOutput};

/// The outputs that have one value for every client that was imported from a document, and that value.
///
/// `external_metadata_type` is recorded; that such clients are third-party clients with enhanced security, which cannot be
/// changed, is documented (third-party application security controls).
pub const FIXED_OUTPUTS: [(&str, &str); 3] = [
    ("external_metadata_type", "cimd"),
    ("third_party_security_mode", "strict"),
    ("is_first_party", "false"),
];

/// What was recorded of the validation of a document.
#[derive(Debug, Clone)]
pub struct RecordedValidation<'r> {
    /// Where it stands.
    pub node: &'r Node,
    /// Whether Auth0 takes the document.
    pub valid: Option<bool>,
    /// Why not.
    pub violations: Vec<&'r str>,
    /// What it ignores.
    pub warnings: Vec<&'r str>,
}

impl Node {
    /// The value of an output that is a word: a string or a boolean.
    pub fn word(&self) -> Option<String> {
        match &self.content {
            Content::Text { text, .. } if !text.is_empty() => Some(text.clone()),
            Content::Bool(is) => Some(is.to_string()),
            _ => None,
        }
    }
}

impl Resource {
    /// The validation that was recorded. An empty one says nothing: the document could not be fetched then.
    pub fn recorded_validation(&self) -> Option<RecordedValidation<'_>> {
        // Terraform and Pulumi record a list of one.
        let node = blocks(&self.output("validation")?.value).next()?;
        let texts = |name: &str| {
            let list = node.get(name).map_or(&[][..], Node::elements);
            list.iter().filter_map(Node::as_str).collect::<Vec<_>>()
        };
        let valid = match node.get("valid").map(|valid| &valid.content) {
            Some(Content::Bool(valid)) => Some(*valid),
            _ => None,
        };
        Some(RecordedValidation { node, valid, violations: texts("violations"), warnings: texts("warnings") })
    }

    /// As reports list it.
    pub fn listed(&self) -> ListedResource {
        let mut listed = ListedResource::new(&*self.address, self.form.name(), &*self.pointer);
        listed.external_client_id = self.url().map(str::to_owned);
        listed.unknown_values = self.unknown();
        let validity = |valid: bool| if valid { "valid" } else { "not valid" };
        if let Some(valid) = self.recorded_validation().and_then(|recorded| recorded.valid) {
            let computed = self.document.as_ref().and_then(|document| document.valid);
            let computed = computed.map(|valid| validity(valid).to_owned());
            listed.outputs.push(RecordedOutput::new("validation", validity(valid), computed));
        }
        for (name, expected) in FIXED_OUTPUTS {
            if let Some(recorded) = self.output(name).and_then(|entry| entry.value.word()) {
                listed.outputs.push(RecordedOutput::new(name, recorded, Some(expected.to_owned())));
            }
        }
        listed
    }
}
