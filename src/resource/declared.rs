//! A resource, and the file that holds it.

use super::attributes::{Attribute, Kind, attribute, camel_case};
use super::form::Form;
use super::value::{Entry, Node, blocks};
use crate::finding::Place;
use crate::json::Span;

/// A file, and the resources in it.
#[derive(Debug, Default)]
pub struct ResourceFile {
    /// Its text; spans refer to it.
    pub source: Vec<u8>,
    /// The resources in the order of the text.
    pub resources: Vec<Resource>,
    /// Why the rest of it could not be read.
    pub fault: Option<SyntaxFault>,
}

/// What breaks the syntax of a file. Nothing in it is read then.
#[derive(Debug, Clone)]
pub struct SyntaxFault {
    /// Where.
    pub span: Span,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// A resource.
#[derive(Debug, Clone)]
pub struct Resource {
    /// What it was read from.
    pub form: Form,
    /// What its language calls it: `auth0_client_cimd.app`.
    pub address: String,
    /// Where it is declared.
    pub span: Span,
    /// JSON Pointer to it.
    pub pointer: String,
    /// What was set, as it is written.
    pub inputs: Vec<Entry>,
    /// What a provider has recorded.
    pub outputs: Vec<Entry>,
    /// Whether more may be set than is written: by an expression in the place of all of them.
    pub is_open: bool,
    /// Whether attributes that nobody set may be listed with empty values: 0, an empty string, an empty list.
    pub has_unset: bool,
    /// The configuration of the provider that makes it, and so the tenant, where it is not the usual one.
    pub provider: Option<String>,
    /// What was there before the change that a plan makes.
    pub before: Vec<Entry>,
    /// Another resource with the same URL.
    pub twin: Option<Twin>,
    /// What it was in an earlier revision.
    pub base: Option<Base>,
    /// The document behind its URL.
    pub document: Option<Box<ClientDocument>>,
}

/// Another resource with the same URL, which is declared before.
#[derive(Debug, Clone)]
pub struct Twin {
    /// Its address.
    pub address: String,
    /// The file, if it is another one.
    pub file: Option<String>,
}

/// What Auth0 makes of a document, as far as a resource sets or records the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientDocument {
    /// The file or URL that it comes from.
    pub origin: String,
    /// Whether Auth0 would take it, as far as that is known.
    pub valid: Option<bool>,
    /// The warnings of Auth0 whose words are known.
    pub warnings: Vec<String>,
    /// `description`.
    pub description: Option<String>,
    /// `app_type` that its `application_type` becomes.
    pub app_type: Option<String>,
    /// `grant_types`, without those that are not taken.
    pub grant_types: Vec<String>,
    /// `name`, from `client_name`.
    pub name: Option<String>,
    /// `callbacks`, from `redirect_uris`.
    pub callbacks: Vec<String>,
    /// `logo_uri`.
    pub logo_uri: Option<String>,
    /// `jwks_uri`.
    pub jwks_uri: Option<String>,
}

/// An earlier revision of a resource and of its document.
#[derive(Debug, Clone)]
pub struct Base {
    /// The revision as the user named it.
    pub revision: String,
    /// The version then; `None` where it was not set.
    pub version: Option<f64>,
    /// The file of the document, if that has changed since.
    pub changed_document: Option<String>,
}

impl Resource {
    /// A resource of which nothing is known yet.
    pub fn new(form: Form, address: impl Into<String>, span: Span, pointer: impl Into<String>) -> Resource {
        Resource {
            form,
            address: address.into(),
            span,
            pointer: pointer.into(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            is_open: false,
            has_unset: false,
            provider: None,
            before: Vec::new(),
            twin: None,
            base: None,
            document: None,
        }
    }

    /// Where it is declared, for a finding.
    pub fn place(&self) -> Place<'_> {
        Place::Node { value: self.span, span: self.span, pointer: &self.pointer }
    }

    /// The attribute that an entry is.
    pub fn attribute_of(&self, entry: &Entry) -> Option<&'static Attribute> {
        attribute(&entry.name, self.form)
    }

    /// The last input of that name (Terraform's name), unless it is null.
    pub fn input(&self, name: &str) -> Option<&Entry> {
        self.named(&self.inputs, name)
    }

    /// The last output of that name (Terraform's name), unless it is null.
    pub fn output(&self, name: &str) -> Option<&Entry> {
        self.named(&self.outputs, name)
    }

    /// What an input of that name was before, unless that was null.
    pub fn previous(&self, name: &str) -> Option<&Entry> {
        self.named(&self.before, name)
    }

    fn named<'r>(&self, entries: &'r [Entry], name: &str) -> Option<&'r Entry> {
        let is_named = |entry: &&Entry| self.attribute_of(entry).is_some_and(|one| one.name == name);
        entries.iter().rev().find(is_named).filter(|entry| !entry.value.is_null())
    }

    /// The blocks of that name (Terraform's name), each as often as it is written.
    pub fn blocks<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r Node> {
        let named = self.inputs.iter().filter(move |entry| {
            self.attribute_of(entry).is_some_and(|one| one.name == name && one.kind == Kind::Block)
        });
        named.flat_map(|entry| blocks(&entry.value))
    }

    /// The member of a block (Terraform's name), unless it is null.
    pub fn member<'r>(&self, block: &'r Node, name: &str) -> Option<&'r Entry> {
        let own = self.called(name);
        block.entries().iter().rev().find(|entry| entry.name == own).filter(|entry| !entry.value.is_null())
    }

    /// The URL, if it is known.
    pub fn url(&self) -> Option<&str> {
        self.input("external_client_id")?.value.as_str()
    }

    /// The version of the document, if it is a number.
    pub fn version(&self) -> Option<f64> {
        self.form.number(&self.input("external_client_id_version")?.value)
    }

    /// Whether the version of the document is set, and not known here.
    pub fn has_unknown_version(&self) -> bool {
        self.input("external_client_id_version").is_some_and(|entry| entry.value.is_unknown())
    }

    /// A name as its language writes it.
    pub fn called(&self, name: &str) -> String {
        if self.form.is_pulumi() { camel_case(name) } else { name.to_owned() }
    }

    /// How many of its inputs are not known here.
    pub fn unknown(&self) -> usize {
        self.inputs.iter().map(|entry| entry.value.unknown()).sum::<usize>() + usize::from(self.is_open)
    }
}
