//! What linting one input gave.

use super::failure::Failure;
use super::finding::Finding;
use super::gather::{gather, scatter};
use super::input::Input;
use super::range::Range;

/// A text that findings point into.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourceText {
    /// The file or URL it came from.
    pub origin: Input,
    /// The bytes as they were read.
    pub bytes: Vec<u8>,
}

impl SourceText {
    /// A text from a file, a URL or elsewhere. A string names a file.
    pub fn new(origin: impl Into<Input>, bytes: impl Into<Vec<u8>>) -> SourceText {
        SourceText { origin: origin.into(), bytes: bytes.into() }
    }
}

/// One HTTP exchange, as far as reports name it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The URL that was requested, as it was given.
    pub url: String,
    /// The status code of the response.
    pub status: u16,
}

/// The line of a file that named an input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Listed {
    /// The file, as the user named it.
    pub file: String,
    /// Where it names the input.
    pub range: Range,
}

/// A ClientCimd resource, as reports list it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct ListedResource {
    /// What its language calls it: `auth0_client_cimd.app`.
    pub address: String,
    /// What it was read from: `Terraform plan`.
    pub form: &'static str,
    /// JSON Pointer to it.
    pub pointer: String,
    /// The URL of its document, if that is known.
    pub external_client_id: Option<String>,
    /// How many of its values are only known when the program runs, and were left alone.
    pub unknown_values: usize,
    /// The outputs that were recorded, beside what they should be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<RecordedOutput>,
}

/// An output that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct RecordedOutput {
    /// Its name in Terraform.
    pub name: &'static str,
    /// What was recorded.
    pub recorded: String,
    /// What it should be, as far as that is known.
    pub computed: Option<String>,
}

impl ListedResource {
    fn size(&self) -> usize {
        let outputs = self.outputs.iter().map(|output| {
            size_of::<RecordedOutput>()
                + output.recorded.len()
                + output.computed.as_ref().map_or(0, String::len)
        });
        let url = self.external_client_id.as_ref().map_or(0, String::len);
        size_of::<ListedResource>() + self.address.len() + self.pointer.len() + url + outputs.sum::<usize>()
    }

    /// A resource with that address and place.
    pub fn new(address: impl Into<String>, form: &'static str, pointer: impl Into<String>) -> ListedResource {
        ListedResource {
            address: address.into(),
            form,
            pointer: pointer.into(),
            external_client_id: None,
            unknown_values: 0,
            outputs: Vec::new(),
        }
    }
}

impl RecordedOutput {
    /// What was recorded beside what it should be.
    pub fn new(name: &'static str, recorded: impl Into<String>, computed: Option<String>) -> RecordedOutput {
        RecordedOutput { name, recorded: recorded.into(), computed }
    }
}

/// What linting one input gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// What was linted.
    pub input: Input,
    /// The line that named a URL, where a list of inputs did.
    pub listed: Option<Box<Listed>>,
    /// The URL the document is (to be) published at, where the user named it.
    pub published: Option<String>,
    /// The document's own `client_id`, if it is a string.
    pub client_id: Option<String>,
    /// The server's verdict; `None` where the input could not be read, or is nothing that a server judges.
    pub valid: Option<bool>,
    /// Why it could not be read.
    pub failure: Option<Box<Failure>>,
    /// The resources in it, where it was read for these and not as a document.
    pub resources: Option<Vec<ListedResource>>,
    /// All findings in the order of the text, those that are not shown included.
    pub findings: Vec<Finding>,
    /// Names of the members that the server ignores, in the order of the document.
    pub ignored_members: Vec<String>,
    /// How many findings were left out because a bound was reached.
    pub omitted: usize,
    /// The texts that the findings point into; the document is the first.
    pub sources: Vec<SourceText>,
    /// The response that brought the document, where it was fetched.
    pub retrieval: Option<Box<Exchange>>,
    /// The response that brought its key set, where that was fetched.
    pub key_set_retrieval: Option<Box<Exchange>>,
    /// Where the document names its key set, if there are findings in that.
    pub key_set_named_at: Option<Range>,
}

impl Report {
    /// The report of an input that could not be read.
    pub fn failed(input: impl Into<Input>, failure: Failure) -> Report {
        Report {
            input: input.into(),
            listed: None,
            published: None,
            client_id: None,
            valid: None,
            failure: Some(Box::new(failure)),
            resources: None,
            findings: Vec::new(),
            ignored_members: Vec::new(),
            omitted: 0,
            sources: Vec::new(),
            retrieval: None,
            key_set_retrieval: None,
            key_set_named_at: None,
        }
    }

    /// The report on a configuration file.
    pub fn of_configuration(file: SourceText, findings: Vec<Finding>) -> Report {
        Report {
            input: file.origin.clone(),
            listed: None,
            published: None,
            client_id: None,
            valid: None,
            failure: None,
            resources: None,
            findings,
            ignored_members: Vec::new(),
            omitted: 0,
            sources: vec![file],
            retrieval: None,
            key_set_retrieval: None,
            key_set_named_at: None,
        }
    }

    /// Does something to every finding, each part of a gathered one by itself; then those that still say the same are
    /// gathered anew.
    pub fn for_each_part(&mut self, change: impl FnMut(&mut Finding)) {
        let mut parts = scatter(std::mem::take(&mut self.findings));
        parts.iter_mut().for_each(change);
        self.findings = gather(parts);
    }

    /// How much memory it takes, roughly, in bytes.
    pub fn size(&self) -> usize {
        let texts: usize = self.sources.iter().map(|source| source.bytes.len()).sum();
        let findings: usize = self.findings.iter().map(Finding::size).sum();
        let members: usize = self.ignored_members.iter().map(|name| size_of::<String>() + name.len()).sum();
        let resources: usize = self.resources.iter().flatten().map(ListedResource::size).sum();
        let failure = self.failure.as_ref().map_or(0, |failure| {
            size_of::<Failure>() + failure.message.len() + failure.help.as_ref().map_or(0, String::len)
        });
        let names = [self.published.as_deref(), self.client_id.as_deref(), Some(self.input.name())];
        let names: usize = names.iter().flatten().map(|name| name.len() + size_of::<String>()).sum();
        // The input is also the name of a text.
        size_of::<Report>()
            + failure
            + names
            + self.input.name().len()
            + texts
            + findings
            + members
            + resources
    }

    /// The client identifier URL: where the document is published, else what it says of itself.
    pub fn url(&self) -> Option<&str> {
        let own = || self.client_id.as_deref().filter(|own| !own.is_empty());
        self.published.as_deref().or_else(own)
    }

    /// Whether the input is, or should have been, something that a server judges: all are but the
    /// configuration file.
    pub fn is_document(&self) -> bool {
        self.valid.is_some() || self.failure.is_some()
    }

    /// Whether it was read for resources.
    pub fn is_of_resources(&self) -> bool {
        self.resources.is_some()
    }

    /// What to call the input where people read.
    pub fn name(&self) -> &str {
        self.input.label()
    }

    /// Where the text came from that a finding points into.
    pub fn origin(&self, finding: &Finding) -> &Input {
        match self.sources.get(finding.source) {
            Some(source) if finding.source > 0 => &source.origin,
            _ => &self.input,
        }
    }

    /// What to call the text that a finding points into, where people read.
    pub fn source_name(&self, finding: &Finding) -> &str {
        self.origin(finding).label()
    }

    /// The findings that count: those that are shown, and not ignored.
    pub fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.displayed().filter(|finding| finding.ignored.is_none())
    }

    /// The findings that the user asked to see: those that count, and the ignored ones where they are to be
    /// shown. For formats that mark the latter.
    pub fn displayed(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.shown)
    }

    /// How many findings are ignored.
    pub fn ignored(&self) -> usize {
        self.findings.iter().filter(|finding| finding.ignored.is_some()).count()
    }
}
