//! What a resource consists of: names, types and blocks.

use super::super::faults::Faults;
use super::super::view::{
    KnownValue, ResourceValueView, ResourceView, SetValue, WrittenResource, WrittenValue,
};
use super::mending::{as_list, without_quotes};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::nearest;
use crate::resource::{Attribute, Content, Entry, Form, Kind, Node, Unknown, blocks, names};
use crate::rule::Rule;

/// `resource-url-missing`: the resource has no client identifier URL.
fn resource_url_missing<'c>(resource: &WrittenResource<'c>) -> Option<Fault<'c>> {
    let is_needed = resource.form() != Form::Patch && !resource.resource.is_open;
    (is_needed && resource.input("external_client_id").is_none())
        .then(|| Fault::absent_from(resource.place()))
}

fn resource_url_missing_words(resource: &WrittenResource<'_>, _: &()) -> Words {
    let name = resource.resource.called("external_client_id");
    Words::new(
        format!("{} has no `{name}`, which is required", quoted(&resource.resource.address)),
        format!("set `{name}` to the URL of the document, such as `https://app.example.net/client.json`"),
    )
}

/// `resource-member-unknown`: nothing of that name is defined.
///
/// A PATCH body is judged by rules of its own: clients have many more members.
fn resource_member_unknown<'c>(value: &SetValue<'c>) -> Option<Fault<'c>> {
    let is_of_patch = value.form() == Form::Patch && value.within.is_none();
    let is_refused = match value.form() {
        // Preview and register take the URL, and nothing else.
        Form::Request => value.attribute.is_none_or(|attribute| attribute.name != "external_client_id"),
        // What only the API has of a block is no argument.
        _ => value.attribute.is_none(),
    };
    let is_open = value.within.is_some_and(|block| {
        // The API takes more in this object.
        value.form() == Form::Patch && block.name == "jwt_configuration"
    });
    (is_refused && !is_of_patch && !is_open && value.form().is_written())
        .then(|| Fault::at(value.entry.name_place()))
}

fn resource_member_unknown_words(value: &SetValue<'_>, _: &()) -> Words {
    let called = quoted(&value.called());
    if value.form() == Form::Request {
        return Words::new(
            format!("the request has {called}, and takes `external_client_id` alone"),
            "remove it; what else can be set of a client is set with a PATCH afterwards",
        );
    }
    let known: Vec<String> = names(value.within, value.form()).collect();
    let help = match nearest(&value.entry.name, known.iter().map(|name| &**name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("remove it; there are {}", known.join(", ")),
    };
    let place = match value.within {
        Some(block) => format!("`{}`", block.name_in(value.form())),
        None => "a ClientCimd resource".to_owned(),
    };
    Words::new(format!("{place} has no argument {}", quoted(&value.entry.name)), help)
}

/// `resource-output-set`: what only the provider sets is set.
fn resource_output_set<'c>(value: &SetValue<'c>) -> Option<Fault<'c>> {
    let is_output = value.attribute.is_some_and(|attribute| attribute.is_output);
    (is_output && value.form().is_managed() && value.form().is_written() && !value.value().is_null())
        .then(|| Fault::at(value.entry.name_place()))
}

fn resource_output_set_words(value: &SetValue<'_>, _: &()) -> Words {
    Words::new(
        format!("{} is an output: its value comes from Auth0, and cannot be set", quoted(&value.called())),
        "remove it",
    )
}

/// `resource-type`: a value has another type than its attribute, and is not converted to it.
fn resource_type<'c>(value: &WrittenValue<'c>) -> Vec<Fault<'c, Wanted>> {
    let attribute = value.attribute;
    if value.form() == Form::Terraform
        && value.entry.is_block != (attribute.kind == Kind::Block)
        && attribute.kind != Kind::Objects
    {
        let wanted = if value.entry.is_block { Wanted::Argument } else { Wanted::Block };
        return vec![Fault::at(value.entry.name_place()).with(wanted)];
    }
    let one = |node: &'c Node, wanted: Wanted| Fault::at(node.place()).with(wanted);
    let whole = value.value();
    let form = value.form();
    let unless = |fits: bool, wanted: Wanted| if fits { Vec::new() } else { vec![one(whole, wanted)] };
    let text = |node: &&'c Node| !is_text(node, form);
    match (attribute.kind, &whole.content) {
        (Kind::Text, _) => unless(is_text(whole, form), Wanted::Text),
        (Kind::Whole, _) => unless(is_whole(whole, form), Wanted::Whole),
        (Kind::Bool, _) => unless(is_bool(whole, attribute, form), Wanted::Bool),
        (Kind::Texts, Content::List(elements)) => {
            elements.iter().filter(text).map(|node| one(node, Wanted::Text)).collect()
        }
        (Kind::Texts, _) => vec![one(whole, Wanted::Texts)],
        (Kind::Map, Content::Map(entries)) => {
            let of_map = entries.iter().map(|entry| &entry.value).filter(|node| !node.is_null());
            of_map.filter(text).map(|node| one(node, Wanted::Text)).collect()
        }
        (Kind::Map, _) => vec![one(whole, Wanted::Map)],
        (Kind::Block, Content::Map(_)) => Vec::new(),
        (Kind::Block, Content::List(elements)) if takes_list(form) => {
            let is_block = |node: &&Node| matches!(node.content, Content::Map(_) | Content::Unknown(_));
            elements.iter().filter(|node| !is_block(node)).map(|node| one(node, Wanted::Object)).collect()
        }
        (Kind::Block, _) => vec![one(whole, Wanted::Object)],
        (Kind::Objects, Content::List(_)) => Vec::new(),
        (Kind::Objects, _) => vec![one(whole, Wanted::Objects)],
        _ => Vec::new(),
    }
}

/// What a value should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Text,
    Whole,
    Bool,
    Texts,
    Map,
    Object,
    Objects,
    Block,
    Argument,
}

/// Whether blocks are lists: in a recording, and in Terraform's JSON syntax.
fn takes_list(form: Form) -> bool {
    matches!(form, Form::TerraformJson | Form::Plan | Form::State)
}

fn is_text(node: &Node, form: Form) -> bool {
    match &node.content {
        Content::Text { .. } | Content::Unknown(_) => true,
        Content::Number(_) | Content::Bool(_) => form.converts_to_strings(),
        _ => false,
    }
}

fn is_whole(node: &Node, form: Form) -> bool {
    let is_whole = |text: &str| text.parse::<f64>().is_ok_and(|number| number.fract() == 0.0);
    match &node.content {
        Content::Number(text) => is_whole(text),
        Content::Text { text, .. } => form.converts_strings() && is_whole(text),
        Content::Unknown(_) => true,
        _ => false,
    }
}

fn is_bool(node: &Node, attribute: &Attribute, form: Form) -> bool {
    match &node.content {
        Content::Bool(_) | Content::Unknown(_) => true,
        Content::Text { text, .. } => {
            // The provider has this one as a string, so that it can be unset.
            let has_three = attribute.name.starts_with("skip_non_verifiable") && form.is_managed();
            (form.converts_strings() || has_three) && matches!(&**text, "true" | "false")
                || has_three && text == "null"
        }
        _ => false,
    }
}

fn resource_type_words(value: &WrittenValue<'_>, wanted: &Wanted) -> Words {
    let called = quoted(&value.called());
    let name = &value.entry.name;
    let kind = value.value().kind();
    let (wanted_as, help) = match wanted {
        Wanted::Text => ("a string", "write a string".to_owned()),
        Wanted::Whole => ("a whole number", "write a whole number, without quotes".to_owned()),
        Wanted::Bool => ("`true` or `false`", "write `true` or `false`, without quotes".to_owned()),
        Wanted::Texts => ("a list of strings", "write a list, also where it has one entry".to_owned()),
        Wanted::Map => ("a map of strings", "write names with strings as their values".to_owned()),
        Wanted::Object => {
            ("a block with arguments of its own", "write an object, and no list or string".to_owned())
        }
        Wanted::Objects => ("a list of objects", "write a list of objects".to_owned()),
        Wanted::Block => {
            return Words::new(
                format!("{called} is a block, and is written as an argument"),
                format!("write `{name} {{ ... }}`, without `=`"),
            );
        }
        Wanted::Argument => {
            return Words::new(
                format!("{called} is an argument, and is written as a block"),
                format!("write `{name} = ...`"),
            );
        }
    };
    let found = match (&value.value().content, wanted) {
        (Content::List(_), Wanted::Text) | (Content::Map(_), Wanted::Text) => {
            return Words::new(format!("each value in {called} is {wanted_as}, and this one is not"), help);
        }
        (Content::Number(text), _) => quoted(text),
        (Content::Text { text, .. }, _) => format!("the string {}", quoted(text)),
        _ => kind.to_owned(),
    };
    let fix = match wanted {
        Wanted::Whole | Wanted::Bool => without_quotes(value),
        Wanted::Texts => as_list(value),
        _ => None,
    };
    Words::new(format!("{called} is {found}, and has to be {wanted_as}"), help).fix(fix)
}

/// `resource-block-repeated`: a block that there can be one of is there more than once.
fn resource_block_repeated<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    if value.attribute.kind != Kind::Block {
        return None;
    }
    // In Terraform's language each block is an entry of its own; elsewhere the blocks are a list.
    let repeated = || value.is_repeated.then(|| value.entry.name_place());
    let place = blocks(value.value()).nth(1).map(Node::place).or_else(repeated)?;
    Some(Fault::at(place))
}

fn resource_block_repeated_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!("there is more than one block {}", quoted(&value.called())),
        "keep one of them, with the arguments of all",
    )
}

/// `resource-block-incomplete`: a block lacks what is required in it.
fn resource_block_incomplete<'c>(value: &KnownValue<'c>) -> Vec<Fault<'c, &'static Attribute>> {
    let form = value.form();
    let required = || value.attribute.members.iter().filter(|member| member.is_required);
    if !form.is_written() {
        return Vec::new();
    }
    blocks(value.value())
        .flat_map(|block| {
            let lacks = move |member: &&Attribute| value.resource.member(block, member.name).is_none();
            required().filter(lacks).map(|member| Fault::absent_from(value.entry.name_place()).with(member))
        })
        .collect()
}

fn resource_block_incomplete_words(value: &KnownValue<'_>, lacking: &&Attribute) -> Words {
    let name = lacking.name_in(value.form());
    Words::new(
        format!("{} has no `{name}`, which is required in it", quoted(&value.called())),
        format!("set `{name}`, or remove {}", quoted(&value.entry.name)),
    )
}

/// `resource-name-repeated`: an object has a name twice.
fn resource_name_repeated<'c>(resource: &WrittenResource<'c>) -> Vec<Fault<'c, &'c str>> {
    // Terraform's parser refuses that by itself, and blocks may be repeated.
    if resource.form() == Form::Terraform {
        return Vec::new();
    }
    let mut repeated = Vec::new();
    let mut lists: Vec<&'c [Entry]> = vec![&resource.resource.inputs];
    while let Some(entries) = lists.pop() {
        let mut seen = std::collections::HashSet::new();
        for entry in entries {
            if !seen.insert(&*entry.name) {
                repeated.push(Fault::at(entry.name_place()).with(&*entry.name));
            }
            lists.extend(blocks(&entry.value).map(Node::entries));
        }
    }
    repeated
}

fn resource_name_repeated_words(resource: &WrittenResource<'_>, name: &&str) -> Words {
    Words::new(
        format!("{} sets {} twice", quoted(&resource.resource.address), quoted(name)),
        "remove one of the two; which of them counts depends on the program",
    )
}

/// `resource-null`: a request has null where the API takes none.
fn resource_null<'c>(value: &SetValue<'c>) -> Option<Fault<'c>> {
    let attribute = value.attribute.filter(|attribute| !attribute.is_output && !attribute.is_nullable)?;
    let is_refused = value.form() == Form::Patch && attribute.name != "external_client_id";
    (is_refused && value.value().is_null()).then(|| Fault::at(value.value().place()))
}

fn resource_null_words(value: &SetValue<'_>, _: &()) -> Words {
    Words::new(
        format!("{} is null, which Auth0's Management API does not take for it", quoted(&value.called())),
        "leave it out: what a PATCH does not name stays as it is",
    )
}

/// `resource-yaml-alias`: a value is an alias of YAML.
fn resource_yaml_alias<'c>(value: &SetValue<'c>) -> Vec<Fault<'c>> {
    let mut aliases = Vec::new();
    let mut nodes = vec![value.value()];
    // What is in a block is a value of its own.
    let has_members = value.attribute.is_some_and(|attribute| !attribute.members.is_empty());
    while let Some(node) = nodes.pop() {
        if matches!(node.content, Content::Unknown(Unknown::Alias)) {
            aliases.push(Fault::at(node.place()));
        }
        nodes.extend(node.elements());
        nodes.extend(node.entries().iter().map(|entry| &entry.value).filter(|_| !has_members));
    }
    aliases
}

fn resource_yaml_alias_words(value: &SetValue<'_>, _: &()) -> Words {
    Words::new(
        format!("{} is an alias of YAML, which Pulumi does not take", quoted(&value.called())),
        "write the value itself, or make it a variable under `variables` and refer to it with `${name}`",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_shape.rs"));
