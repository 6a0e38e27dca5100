//! Refresh tokens, and the quota of tokens.

use super::super::faults::Faults;
use super::super::view::{ResourceValueView, ResourceView, WrittenResource, WrittenValue};
use crate::finding::{Fault, Words, quoted};
use crate::resource::{Content, Node, Resource, blocks};
use crate::rule::Rule;

/// What a block says of a boolean, as its language converts it.
fn says(resource: &Resource, block: &Node, name: &str) -> Option<bool> {
    resource.form.boolean(&resource.member(block, name)?.value)
}

/// `resource-refresh-token-incomplete`: the block lacks one of the two types that the API requires.
fn resource_refresh_token_incomplete<'c>(resource: &WrittenResource<'c>) -> Vec<Fault<'c, &'static str>> {
    let given = resource.resource;
    let is_set = |block: &Node, name: &str| {
        // An empty string is what the provider sends where nothing is set.
        given.member(block, name).is_some_and(|entry| entry.value.as_str() != Some(""))
    };
    given
        .blocks("refresh_token")
        .flat_map(|block| {
            let types = ["rotation_type", "expiration_type"].into_iter();
            types
                .filter(move |name| !is_set(block, name))
                .map(|name| Fault::absent_from(block.place()).with(name))
        })
        .collect()
}

fn resource_refresh_token_incomplete_words(resource: &WrittenResource<'_>, name: &&'static str) -> Words {
    let given = resource.resource;
    let value = if *name == "rotation_type" { "rotating` or `non-rotating" } else { "expiring" };
    Words::new(
        format!(
            "`{}` has no `{}`, which Auth0's Management API requires in it",
            given.called("refresh_token"),
            given.called(name)
        ),
        format!("set `{}` to `{value}`", given.called(name)),
    )
}

/// `resource-token-lifetime-missing`: tokens shall not live for ever, and nothing says how long.
fn resource_token_lifetime_missing<'c>(resource: &WrittenResource<'c>) -> Vec<Fault<'c>> {
    let given = resource.resource;
    given
        .blocks("refresh_token")
        .filter(|block| says(given, block, "infinite_token_lifetime") == Some(false))
        .filter(|block| given.member(block, "token_lifetime").is_none())
        .filter_map(|block| given.member(block, "infinite_token_lifetime"))
        .map(|entry| Fault::at(entry.name_place()))
        .collect()
}

fn resource_token_lifetime_missing_words(resource: &WrittenResource<'_>, _: &()) -> Words {
    let given = resource.resource;
    let (infinite, lifetime) = (given.called("infinite_token_lifetime"), given.called("token_lifetime"));
    Words::new(
        format!("`{infinite}` is `false`, and there is no `{lifetime}`"),
        format!("set `{lifetime}` to the seconds that a refresh token lives, such as `2592000` for 30 days"),
    )
}

/// The limits of a quota.
fn quotas<'c>(resource: &WrittenResource<'c>) -> impl Iterator<Item = &'c Node> {
    let given = resource.resource;
    given
        .blocks("token_quota")
        .flat_map(move |quota| given.member(quota, "client_credentials"))
        .flat_map(|entry| blocks(&entry.value))
}

fn has_limit(resource: &Resource, quota: &Node) -> bool {
    ["per_day", "per_hour"].iter().any(|name| resource.member(quota, name).is_some())
}

/// `resource-quota-empty`: the block says nothing.
fn resource_quota_empty<'c>(resource: &WrittenResource<'c>) -> Vec<Fault<'c>> {
    let given = resource.resource;
    quotas(resource)
        .filter(|quota| !has_limit(given, quota) && given.member(quota, "enforce").is_none())
        .map(|quota| Fault::at(quota.place()))
        .collect()
}

fn resource_quota_empty_words(resource: &WrittenResource<'_>, _: &()) -> Words {
    let given = resource.resource;
    Words::new(
        format!(
            "`{}` is empty, and the API takes it with a member at least",
            given.called("client_credentials")
        ),
        format!(
            "set `{}` or `{}`, or remove `{}`",
            given.called("per_day"),
            given.called("per_hour"),
            given.called("token_quota")
        ),
    )
}

/// `resource-quota-no-limit`: a quota is not enforced and has no limit, which removes it.
fn resource_quota_no_limit<'c>(resource: &WrittenResource<'c>) -> Vec<Fault<'c>> {
    let given = resource.resource;
    let removes = |quota: &&Node| says(given, quota, "enforce") == Some(false) && !has_limit(given, quota);
    quotas(resource)
        .filter(|quota| removes(quota) && given.form.is_managed())
        .map(|quota| Fault::at(quota.place()))
        .collect()
}

fn resource_quota_no_limit_words(resource: &WrittenResource<'_>, _: &()) -> Words {
    let given = resource.resource;
    Words::new(
        format!(
            "the quota has neither `{}` as `true` nor a limit, and an update removes it from the client",
            given.called("enforce")
        ),
        format!("set `{}` or `{}`, or remove the quota", given.called("per_day"), given.called("per_hour")),
    )
}

/// `resource-client-credentials-only`: the block concerns a grant that such a client cannot have.
fn resource_client_credentials_only<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let concerns = matches!(value.attribute.name, "default_organization" | "token_quota");
    let is_set = match &value.value().content {
        Content::List(elements) => !elements.is_empty(),
        _ => true,
    };
    (concerns && value.within.is_none() && is_set).then(|| Fault::at(value.entry.name_place()))
}

fn resource_client_credentials_only_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} concerns the grant `client_credentials` alone, which a client that was imported from a document does not have",
            quoted(&value.called())
        ),
        "remove it",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_tokens.rs"));
