//! What checks are given: views of a subject, made once for a subject and a profile.
//!
//! A page's `sees` names a view (`redirect-uri` is [`RedirectUriView`]). A check takes that view, or a deeper one that
//! exists only where its question makes sense: the redirect URI as a string, as a URI with a scheme, as a web URL with
//! a host, as a loopback redirect. What cannot be split is never judged as a host, without any rule knowing of another.

mod client_id_url;
mod document;
mod key;
mod member;
mod redirect_uri;
mod resource;
mod response;
mod sees;
mod stretch;
mod text;
mod url;

pub use client_id_url::{
    AddressHost, ClientIdUrl, ClientIdUrlView, HostedUrl, NamedHost, SplitUrl, UrlOrigin, WebUrl,
};
pub use document::{Document, MetadataView};
pub use key::{
    DocumentJwkView, FetchedJwkView, FetchedKeySet, JsonKeySet, Jwk, JwkView, KeyList, KeySetView,
    SecretPart, ServedKeySet, TypedJwk,
};
pub use member::{MemberView, ValueView};
pub use redirect_uri::{
    AbsoluteRedirect, LoopbackRedirect, RedirectEntry, RedirectUri, RedirectUriView, Scheme, WebRedirect,
};
pub use resource::{
    DescribedResource, EarlierResource, KnownValue, ManagedResource, RecordedResource, RepeatedResource,
    ResourceValueView, ResourceView, SetValue, WrittenResource, WrittenValue,
};
pub use response::{AnyResponse, ResponseView, ServedDocument};
pub use sees::Sees;
pub use stretch::stretch;
pub use text::TextView;
pub use url::{AbsoluteUrl, OtherUrl, Url, UrlView};
