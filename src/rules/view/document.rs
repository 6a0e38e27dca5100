//! The metadata object, with what several rules need of it.

use super::sees::{Sees, sees_itself};
use std::collections::HashSet;
use std::ops::Deref;

use super::key::{DocumentJwkView, Jwk, JwkView, KeySetView};
use super::member::{MemberView, ValueView};
use super::redirect_uri::RedirectUriView;
use super::url::UrlView;
use crate::finding::{Place, quoted};
use crate::json::{Kind, Tree, Value};
use crate::metadata::authentication::PRIVATE_KEY_JWT;
use crate::metadata::jwk::is_jwk;
use crate::metadata::members::{URL_LISTS, URL_MEMBERS};
use crate::metadata::names;
use crate::metadata::uri::{Uri, web_url_fault};
use crate::profile::Profile;
use crate::subject::Subject;

sees_itself!(MetadataView);

/// The metadata object, read once.
#[derive(Debug)]
pub struct Document<'c> {
    pub profile: &'c Profile,
    pub subject: &'c Subject,
    tree: &'c Tree,
    pub root: Value<'c>,
    pub members: Vec<MemberView<'c>>,
    pub redirect_uris: Vec<RedirectUriView<'c>>,
    pub urls: Vec<UrlView<'c>>,
    /// `jwks_uri`, if it is an https URL with a host.
    pub jwks_uri: Option<JwksUri<'c>>,
}

/// What a check of the whole metadata object is given.
#[derive(Debug, Clone, Copy)]
pub struct MetadataView<'c>(pub &'c Document<'c>);

impl<'c> Deref for MetadataView<'c> {
    type Target = Document<'c>;

    fn deref(&self) -> &Document<'c> {
        self.0
    }
}

/// The URL of the key set: an https URL with a host. Something else may still keep servers from fetching from it.
#[derive(Debug, Clone, Copy)]
pub struct JwksUri<'c> {
    pub value: Value<'c>,
    pub uri: Uri<'c>,
}

impl<'c> Document<'c> {
    /// Reads the metadata object; `None` where the document is not an object.
    pub fn of(subject: &'c Subject, profile: &'c Profile) -> Option<Document<'c>> {
        let tree = &subject.document.as_ref()?.tree;
        let root = tree.root().filter(|root| root.kind() == Kind::Object)?;
        let members = members(root, subject, profile);
        let get = |name: &str| find(&members, name).map(MemberView::value);
        let jwks_uri = get("jwks_uri").and_then(|value| {
            let uri = Uri::split(value.as_str()?.trim());
            (uri.has_scheme("https") && web_url_fault(&uri).is_none()).then_some(JwksUri { value, uri })
        });
        let redirect_uris = get("redirect_uris").map(|list| RedirectUriView::list(list, profile));
        let supported = |name: &str| find(&members, name).filter(|member| member.is_supported);
        let urls = URL_MEMBERS.iter().filter_map(|name| UrlView::new(name, supported(name)?.value()));
        let lists = URL_LISTS.iter().filter_map(|name| Some(UrlView::list(name, supported(name)?.value())));
        let urls = urls.chain(lists.flatten()).collect();
        let redirect_uris = redirect_uris.unwrap_or_default();
        Some(Document { profile, subject, tree, root, members, redirect_uris, urls, jwks_uri })
    }

    /// Whether all of the text could be read, so that what is absent is known to be.
    #[cfg(feature = "cli")]
    pub fn is_complete(&self) -> bool {
        self.tree.is_complete() && self.subject.document.as_ref().is_some_and(|body| !body.cut)
    }

    /// The value of a member; the last one of that name.
    pub fn get(&self, name: &str) -> Option<Value<'c>> {
        find(&self.members, name).map(MemberView::value)
    }

    /// The value of a member that the profile reads.
    pub fn supported(&self, name: &str) -> Option<Value<'c>> {
        find(&self.members, name).filter(|member| member.is_supported).map(MemberView::value)
    }

    /// The text of a member that is a string.
    pub fn text(&self, name: &str) -> Option<&'c str> {
        self.get(name)?.as_str()
    }

    /// The place of the whole object.
    pub fn place(&self) -> Place<'c> {
        Place::Value(self.root)
    }

    /// The client identifier URL: where the document is published, else what it says of itself.
    pub fn client_id_url(&self) -> Option<&'c str> {
        self.subject.client_id_url()
    }

    /// Whether the client is a native one: it says so, or the profile takes one that says nothing for it.
    pub fn is_native(&self) -> bool {
        match self.get("application_type") {
            Some(value) => value.as_str() == Some("native"),
            None => self.profile.application_types.default.as_deref() == Some("native"),
        }
    }

    /// Whether the client authenticates with its own key.
    pub fn has_private_key(&self) -> bool {
        self.text("token_endpoint_auth_method") == Some(PRIVATE_KEY_JWT)
    }

    /// What to do about an absent member whose value is given under a misspelt name.
    pub fn misspelt(&self, member: &str) -> Option<String> {
        // A name among hundreds is not a slip.
        let mut written = self.members.iter().take(100).map(MemberView::name);
        let written = written.find(|name| names::meant(name) == Some(member))?;
        Some(format!("the document has {}: rename it to `{member}`", quoted(written)))
    }

    /// Every value of the document at any depth.
    pub fn values(&self) -> impl Iterator<Item = ValueView<'c>> {
        self.tree.descendants().map(|value| ValueView { value, member: value.member() })
    }

    /// Its own key set, where the profile reads that.
    pub fn inline_key_set(&self) -> Option<KeySetView<'c>> {
        let set = self.inline_jwks().filter(|set| set.kind() != Kind::Null)?;
        Some(KeySetView::inline(set, self.has_private_key(), self.subject.read_at, self.profile))
    }

    fn inline_jwks(&self) -> Option<Value<'c>> {
        self.supported("jwks").filter(|_| !self.profile.forbids("jwks"))
    }

    /// The keys of its own key set, where the profile reads that.
    pub fn inline_keys(&self) -> impl Iterator<Item = JwkView<'c>> {
        let keys = self.inline_jwks().and_then(|set| set.get("keys")).into_iter().flat_map(Value::elements);
        let (profile, now) = (self.profile, self.subject.read_at);
        keys.filter(|key| key.kind() == Kind::Object).map(move |key| JwkView::new(Jwk { profile, key, now }))
    }

    /// Every key of the document at any depth.
    pub fn jwks(&self) -> impl Iterator<Item = DocumentJwkView<'c>> {
        self.tree.descendants().filter(|&value| is_jwk(value)).map(|key| DocumentJwkView { key })
    }
}

/// The members, without those that a later one of the same name overrules.
fn members<'c>(root: Value<'c>, subject: &'c Subject, profile: &'c Profile) -> Vec<MemberView<'c>> {
    let mut members: Vec<_> = root.members().collect();
    let mut seen = HashSet::with_capacity(members.len());
    members.reverse();
    members.retain(|member| seen.insert(member.name));
    members.into_iter().rev().map(|member| MemberView::new(member, &seen, subject, profile)).collect()
}

fn find<'m, 'c>(members: &'m [MemberView<'c>], name: &str) -> Option<&'m MemberView<'c>> {
    members.iter().find(|member| member.name() == name)
}
