//! Which views are held against which families of rules.

#[cfg(feature = "cli")]
use super::house;
use super::view::{
    ClientIdUrlView, Document, JwkView, KeySetView, MetadataView, ResourceValueView, ResourceView,
    ResponseView, TextView, UrlOrigin,
};
use super::{
    Faults, about, algorithms, application_type, authentication, certificates, client_id, client_id_url,
    display, grants, ignored, jwk, key_set, key_use, key_values, keys, members, methods, names, openid,
    other_kind, parser, placeholder, redirect_uris, requested, resource, response, scopes, secrets, several,
    software_statement, text, urls,
};
use crate::profile::Profile;
use crate::resource::{Form, Resource};
use crate::subject::Subject;

/// The views of one subject for one profile.
pub struct Views<'c> {
    client_id_url: Option<ClientIdUrlView<'c>>,
    response: Option<ResponseView<'c>>,
    text: Option<TextView<'c>>,
    document: Option<Document<'c>>,
    key_set: Option<KeySetView<'c>>,
    resources: Vec<OneResource<'c>>,
}

/// The views of one resource.
struct OneResource<'c> {
    whole: ResourceView<'c>,
    url: Option<ClientIdUrlView<'c>>,
    values: Vec<ResourceValueView<'c>>,
}

impl<'c> Views<'c> {
    /// Reads a subject.
    pub fn new(subject: &'c Subject, profile: &'c Profile) -> Views<'c> {
        let body = subject.document.as_deref();
        let document = Document::of(subject, profile);
        // Of a client that is not known, the keys are what it authenticates with.
        let is_needed = document.as_ref().is_none_or(Document::has_private_key);
        Views {
            client_id_url: client_id_url(subject, profile),
            response: subject
                .retrieval
                .as_deref()
                .map(|response| ResponseView::new(response, body, subject.error_page.as_deref(), profile)),
            text: body.map(|body| TextView { profile, body }),
            document,
            key_set: subject
                .key_set
                .as_deref()
                .map(|key_set| KeySetView::fetched(key_set, is_needed, subject.read_at, profile)),
            resources: resources(subject, profile),
        }
    }

    /// The members that the profile's server ignores, in the order of the document.
    pub fn ignored_members(&self) -> impl Iterator<Item = &'c str> {
        let members = self.document.iter().flat_map(|document| &document.members);
        members.filter(|member| ignored::is_ignored(member)).map(|member| member.name())
    }
}

/// The client identifier URL: where the document is published, or else what it says of itself. Where the two are one,
/// faults of the URL are shown in the document.
fn client_id_url<'c>(subject: &'c Subject, profile: &'c Profile) -> Option<ClientIdUrlView<'c>> {
    let own = subject.member("client_id");
    match &subject.published {
        Some(published) => {
            let same = own.filter(|value| value.as_str() == Some(published));
            let origin = same.map_or(UrlOrigin::Given, UrlOrigin::Document);
            Some(ClientIdUrlView::new(published, origin, profile))
        }
        None => {
            let value = own?;
            let text = value.as_str().filter(|text| !text.is_empty())?;
            Some(ClientIdUrlView::new(text, UrlOrigin::Document(value), profile))
        }
    }
}

fn resources<'c>(subject: &'c Subject, profile: &'c Profile) -> Vec<OneResource<'c>> {
    let resources = subject.resources.as_deref().map_or(&[][..], |file| &file.resources);
    let url = |resource: &'c Resource| {
        let value = &resource.input("external_client_id")?.value;
        let text = value.as_str().filter(|_| resource.form != Form::Patch)?;
        Some(ClientIdUrlView::new(text, UrlOrigin::Resource(value), profile))
    };
    let read = |resource| OneResource {
        whole: ResourceView::new(resource),
        url: url(resource),
        values: ResourceValueView::all(resource),
    };
    resources.iter().map(read).collect()
}

/// Holds every rule against every view that there is.
pub fn check<'c>(views: &'c Views<'c>, subject: &'c Subject, faults: &mut Faults<'c>) {
    if let Some(url) = views.client_id_url.as_ref().filter(|_| subject.published.is_some()) {
        client_id_url::check(url, faults);
    }
    if let Some(response) = &views.response {
        response::check(response, faults);
    }
    if let Some(text) = &views.text {
        parser::raise(text, faults);
        text::check_text(text, faults);
        if text.body.cut || !text.body.tree.is_json() {
            faults.recover(text.body.cut || !text.body.tree.is_complete());
        }
    }
    // What the document says of itself is only known as far as its text could be read.
    if let Some(url) = views.client_id_url.as_ref().filter(|_| subject.published.is_none()) {
        client_id_url::check(url, faults);
    }
    if let Some(document) = &views.document {
        check_document(document, faults);
    }
    if let Some(file) = &subject.resources {
        parser::raise_in_resources(file, faults);
    }
    for resource in &views.resources {
        if let Some(url) = &resource.url {
            client_id_url::check(url, faults);
        }
        resource::check_resource(&resource.whole, faults);
        resource.values.iter().for_each(|value| resource::check_resource_value(value, faults));
    }
    if let Some(key_set) = &views.key_set {
        faults.enter_key_set();
        parser::raise_in_key_set(key_set, faults);
        key_set::check_key_set(key_set, faults);
        key_set.jwks().for_each(|key| {
            jwk::check_fetched_jwk(&key, faults);
            check_key(&key.key(), faults);
        });
    }
}

fn check_document<'c>(document: &'c Document<'c>, faults: &mut Faults<'c>) {
    let metadata = MetadataView(document);
    client_id::check_metadata(&metadata, faults);
    members::check_metadata(&metadata, faults);
    other_kind::check_metadata(&metadata, faults);
    display::check_metadata(&metadata, faults);
    grants::check_metadata(&metadata, faults);
    redirect_uris::check_metadata(&metadata, faults);
    application_type::check_metadata(&metadata, faults);
    authentication::check_metadata(&metadata, faults);
    keys::check_metadata(&metadata, faults);
    scopes::check_metadata(&metadata, faults);
    methods::check_metadata(&metadata, faults);
    algorithms::check_metadata(&metadata, faults);
    requested::check_metadata(&metadata, faults);
    key_use::check_metadata(&metadata, faults);
    names::check_metadata(&metadata, faults);
    about::check_metadata(&metadata, faults);
    openid::check_metadata(&metadata, faults);
    software_statement::check_metadata(&metadata, faults);
    document.members.iter().for_each(|member| names::check_member(member, faults));
    document.members.iter().for_each(|member| algorithms::check_member(member, faults));
    document.members.iter().for_each(|member| members::check_member(member, faults));
    document.members.iter().for_each(|member| placeholder::check_member(member, faults));
    document.members.iter().for_each(|member| several::check_member(member, faults));
    document.members.iter().for_each(|member| ignored::check_member(member, faults));
    #[cfg(feature = "cli")]
    house::raise(document, faults);
    document.redirect_uris.iter().for_each(|entry| redirect_uris::check_redirect_uri(entry, faults));
    document.urls.iter().for_each(|url| urls::check_url(url, faults));
    document.urls.iter().for_each(|url| openid::check_url(url, faults));
    document.values().for_each(|value| secrets::check_value(&value, faults));
    document.jwks().for_each(|key| keys::check_document_jwk(&key, faults));
    if let Some(key_set) = document.inline_key_set() {
        key_set::check_key_set(&key_set, faults);
    }
    document.inline_keys().for_each(|key| check_key(&key, faults));
}

fn check_key<'c>(key: &JwkView<'c>, faults: &mut Faults<'c>) {
    jwk::check_jwk(key, faults);
    key_values::check_jwk(key, faults);
    certificates::check_jwk(key, faults);
}
