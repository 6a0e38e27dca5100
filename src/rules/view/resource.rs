//! ClientCimd resources, and the values in them.

use std::collections::HashSet;

use super::sees::{Sees, extends, sees};
use crate::finding::Place;
use crate::resource::{Attribute, Base, ClientDocument, Content, Entry, Form, Node, Resource, Twin, blocks};

/// A resource, with what is known of it.
#[derive(Debug, Clone)]
pub struct ResourceView<'c> {
    any: Option<AnyResource<'c>>,
    written: Option<WrittenResource<'c>>,
    managed: Option<ManagedResource<'c>>,
    recorded: Option<RecordedResource<'c>>,
    described: Option<DescribedResource<'c>>,
    repeated: Option<RepeatedResource<'c>>,
    earlier: Option<EarlierResource<'c>>,
}

sees!(ResourceView {
    any: AnyResource,
    written: WrittenResource,
    managed: ManagedResource,
    recorded: RecordedResource,
    described: DescribedResource,
    repeated: RepeatedResource,
    earlier: EarlierResource,
});

/// A resource of any form.
#[derive(Debug, Clone, Copy)]
pub struct AnyResource<'c> {
    pub resource: &'c Resource,
}

/// One that somebody has written: not the recording of a state.
#[derive(Debug, Clone, Copy)]
pub struct WrittenResource<'c> {
    resource: AnyResource<'c>,
}

/// One that Auth0's Terraform provider makes, for Terraform or for Pulumi.
#[derive(Debug, Clone, Copy)]
pub struct ManagedResource<'c> {
    resource: WrittenResource<'c>,
}

/// One with outputs that were recorded.
#[derive(Debug, Clone, Copy)]
pub struct RecordedResource<'c> {
    resource: AnyResource<'c>,
}

/// One whose document is known.
#[derive(Debug, Clone, Copy)]
pub struct DescribedResource<'c> {
    resource: AnyResource<'c>,
    pub document: &'c ClientDocument,
}

/// One whose URL another resource has as well.
#[derive(Debug, Clone, Copy)]
pub struct RepeatedResource<'c> {
    resource: AnyResource<'c>,
    pub twin: &'c Twin,
}

/// One of which an earlier revision is known.
#[derive(Debug, Clone, Copy)]
pub struct EarlierResource<'c> {
    resource: AnyResource<'c>,
    pub base: &'c Base,
}

extends!(
    WrittenResource { resource: AnyResource },
    ManagedResource { resource: WrittenResource },
    RecordedResource { resource: AnyResource },
    DescribedResource { resource: AnyResource },
    RepeatedResource { resource: AnyResource },
    EarlierResource { resource: AnyResource },
);

impl<'c> ResourceView<'c> {
    /// Reads a resource.
    pub fn new(resource: &'c Resource) -> ResourceView<'c> {
        let any = AnyResource { resource };
        let written = resource.form.is_written().then_some(WrittenResource { resource: any });
        let document = resource.document.as_deref();
        ResourceView {
            any: Some(any),
            written,
            managed: written
                .filter(|_| resource.form.is_managed())
                .map(|resource| ManagedResource { resource }),
            recorded: (!resource.outputs.is_empty()).then_some(RecordedResource { resource: any }),
            described: document.map(|document| DescribedResource { resource: any, document }),
            repeated: resource.twin.as_ref().map(|twin| RepeatedResource { resource: any, twin }),
            earlier: resource.base.as_ref().map(|base| EarlierResource { resource: any, base }),
        }
    }
}

impl<'c> AnyResource<'c> {
    /// What it is read from.
    pub fn form(&self) -> Form {
        self.resource.form
    }

    /// Where it is declared.
    pub fn place(&self) -> Place<'c> {
        self.resource.place()
    }

    /// An input (Terraform's name) that is set.
    pub fn input(&self, name: &str) -> Option<&'c Entry> {
        self.resource.input(name)
    }

    /// The strings of a list that is set, with their places.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = (&'c str, &'c Node)> {
        let elements = self.input(name).map_or(&[][..], |entry| entry.value.elements());
        elements.iter().filter_map(|element| Some((element.as_str()?, element)))
    }
}

/// A value of a resource, at each depth to which it is known.
#[derive(Debug, Clone)]
pub struct ResourceValueView<'c> {
    set: Option<SetValue<'c>>,
    known: Option<KnownValue<'c>>,
    written: Option<WrittenValue<'c>>,
}

sees!(ResourceValueView { set: SetValue, known: KnownValue, written: WrittenValue });

/// A value that is set in a resource, or in a block of it.
#[derive(Debug, Clone, Copy)]
pub struct SetValue<'c> {
    pub resource: &'c Resource,
    pub entry: &'c Entry,
    /// What it is; `None` where no such thing is defined.
    pub attribute: Option<&'static Attribute>,
    /// The block that it is in.
    pub within: Option<&'static Attribute>,
    /// Whether it is written as a block, and is not the first of its name there.
    pub is_repeated: bool,
}

/// A value of an input that is defined, and neither null nor known only when the program runs.
#[derive(Debug, Clone, Copy)]
pub struct KnownValue<'c> {
    set: SetValue<'c>,
    pub attribute: &'static Attribute,
}

/// Such a value in what somebody has written.
#[derive(Debug, Clone, Copy)]
pub struct WrittenValue<'c> {
    known: KnownValue<'c>,
}

extends!(KnownValue { set: SetValue }, WrittenValue { known: KnownValue });

impl<'c> ResourceValueView<'c> {
    /// Reads every value of a resource, those in its blocks included.
    pub fn all(resource: &'c Resource) -> Vec<ResourceValueView<'c>> {
        let mut views = Vec::new();
        add_entries(resource, &resource.inputs, None, &mut views);
        views
    }

    fn new(set: SetValue<'c>) -> ResourceValueView<'c> {
        let is_known = !set.entry.value.is_null() && !set.entry.value.is_unknown();
        let known = set
            .attribute
            .filter(|attribute| is_known && !attribute.is_output)
            .map(|attribute| KnownValue { set, attribute });
        let written = known.filter(|_| set.resource.form.is_written()).map(|known| WrittenValue { known });
        ResourceValueView { set: Some(set), known, written }
    }
}

/// Adds the entries of a resource, or of a block of it, each with what is in it. Blocks are three levels deep at most,
/// since the attributes are.
fn add_entries<'c>(
    resource: &'c Resource,
    entries: &'c [Entry],
    within: Option<&'static Attribute>,
    views: &mut Vec<ResourceValueView<'c>>,
) {
    let mut seen = HashSet::new();
    for entry in entries {
        let attribute = match within {
            Some(block) => block.member(&entry.name, resource.form),
            None => resource.attribute_of(entry),
        };
        let is_repeated = entry.is_block && !seen.insert(&*entry.name);
        views.push(ResourceValueView::new(SetValue { resource, entry, attribute, within, is_repeated }));
        if let Some(attribute) = attribute.filter(|attribute| !attribute.members.is_empty()) {
            blocks(&entry.value)
                .for_each(|block| add_entries(resource, block.entries(), Some(attribute), views));
        }
    }
}

impl<'c> SetValue<'c> {
    /// What it is read from.
    pub fn form(&self) -> Form {
        self.resource.form
    }

    /// The value.
    pub fn value(&self) -> &'c Node {
        &self.entry.value
    }

    /// As a message calls it: `refresh_token.leeway`.
    pub fn called(&self) -> String {
        match self.within {
            Some(block) => format!("{}.{}", block.name_in(self.form()), self.entry.name),
            None => self.entry.name.clone(),
        }
    }
}

impl<'c> KnownValue<'c> {
    /// The value, or each element of its list.
    pub fn each(&self) -> impl Iterator<Item = &'c Node> {
        let value = self.value();
        let only = (!matches!(value.content, Content::List(_))).then_some(value);
        only.into_iter().chain(value.elements())
    }
}
