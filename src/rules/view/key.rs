//! The key set behind `jwks_uri`, and the keys in it and in the document.

use std::fmt;

use super::sees::{Sees, extends, sees, sees_itself};
use crate::finding::{Place, quoted};
use crate::json::{Kind, Member, Value};
use crate::metadata::jwk::{PRIVATE_MEMBERS, is_symmetric};
use crate::profile::Profile;
use crate::subject::KeySet;

sees_itself!(DocumentJwkView);

/// A key set, behind `jwks_uri` or inside the document, at each depth to which it can be read.
#[derive(Debug, Clone, Copy)]
pub struct KeySetView<'c> {
    fetched: Option<FetchedKeySet<'c>>,
    served: Option<ServedKeySet<'c>>,
    json: Option<JsonKeySet<'c>>,
    keys: Option<KeyList<'c>>,
}

/// The answer to the request for `jwks_uri`, whatever it is.
#[derive(Debug, Clone, Copy)]
pub struct FetchedKeySet<'c> {
    pub profile: &'c Profile,
    pub key_set: &'c KeySet,
}

/// An answer with status 200.
#[derive(Debug, Clone, Copy)]
pub struct ServedKeySet<'c> {
    fetched: FetchedKeySet<'c>,
}

/// One that is JSON: an answer that was read to its end, or the member `jwks`.
#[derive(Debug, Clone, Copy)]
pub struct JsonKeySet<'c> {
    pub profile: &'c Profile,
    pub root: Value<'c>,
    /// Whether the client authenticates with one of its keys.
    pub is_needed: bool,
    /// Whether it is inside the document.
    pub is_inline: bool,
    /// When it was read, in seconds since 1970, if that is known.
    now: Option<u64>,
}

/// An object with an array `keys` of objects.
#[derive(Debug, Clone, Copy)]
pub struct KeyList<'c> {
    json: JsonKeySet<'c>,
    pub keys: Value<'c>,
}

sees!(KeySetView { fetched: FetchedKeySet, served: ServedKeySet, json: JsonKeySet, keys: KeyList });
extends!(ServedKeySet { fetched: FetchedKeySet }, KeyList { json: JsonKeySet },);

impl<'c> KeySetView<'c> {
    /// Reads the key set behind `jwks_uri`, which the client needs, or has for something else.
    pub fn fetched(
        key_set: &'c KeySet,
        is_needed: bool,
        now: Option<u64>,
        profile: &'c Profile,
    ) -> KeySetView<'c> {
        let fetched = FetchedKeySet { profile, key_set };
        let served = (key_set.retrieval.status == 200).then_some(ServedKeySet { fetched });
        let body = &key_set.body;
        let root = served.filter(|_| !body.cut && body.tree.is_json()).and_then(|_| body.tree.root());
        let json = root.map(|root| JsonKeySet { profile, root, is_needed, is_inline: false, now });
        KeySetView { fetched: Some(fetched), served, json, keys: json.and_then(KeyList::of) }
    }

    /// Reads the value of the member `jwks`.
    pub fn inline(
        root: Value<'c>,
        is_needed: bool,
        now: Option<u64>,
        profile: &'c Profile,
    ) -> KeySetView<'c> {
        let json = JsonKeySet { profile, root, is_needed, is_inline: true, now };
        KeySetView { fetched: None, served: None, json: Some(json), keys: KeyList::of(json) }
    }

    /// The keys in it.
    pub fn jwks(&self) -> impl Iterator<Item = FetchedJwkView<'c>> {
        let lists = self.keys.into_iter();
        lists.flat_map(|list| {
            list.keys
                .elements()
                .map(move |key| FetchedJwkView { jwk: Jwk { profile: list.profile, key, now: list.now } })
        })
    }

    /// The answer, where its text was read to its end.
    pub fn whole(&self) -> Option<&'c KeySet> {
        self.served.map(|served| served.key_set).filter(|key_set| !key_set.body.cut)
    }
}

impl JsonKeySet<'_> {
    /// What messages call it.
    pub fn name(&self) -> &'static str {
        if self.is_inline { "`jwks`" } else { "what jwks_uri gives" }
    }
}

impl<'c> KeyList<'c> {
    fn of(json: JsonKeySet<'c>) -> Option<KeyList<'c>> {
        let keys = json.root.get("keys").filter(|keys| keys.kind() == Kind::Array)?;
        keys.elements().all(|key| key.kind() == Kind::Object).then_some(KeyList { json, keys })
    }
}

/// A key of the key set behind `jwks_uri`.
#[derive(Debug, Clone, Copy)]
pub struct FetchedJwkView<'c> {
    jwk: Jwk<'c>,
}

extends!(FetchedJwkView { jwk: Jwk });
sees_itself!(FetchedJwkView);

impl<'c> FetchedJwkView<'c> {
    /// The key, as any other one.
    pub fn key(&self) -> JwkView<'c> {
        JwkView::new(self.jwk)
    }
}

/// A key of a key set, fetched or inside the document, at each depth to which it can be read.
#[derive(Debug, Clone, Copy)]
pub struct JwkView<'c> {
    jwk: Option<Jwk<'c>>,
    typed: Option<TypedJwk<'c>>,
}

/// An object that stands for a key.
#[derive(Debug, Clone, Copy)]
pub struct Jwk<'c> {
    pub profile: &'c Profile,
    pub key: Value<'c>,
    /// When it was read, in seconds since 1970, if that is known.
    pub now: Option<u64>,
}

/// A key that says of which type it is.
#[derive(Debug, Clone, Copy)]
pub struct TypedJwk<'c> {
    jwk: Jwk<'c>,
    /// The key type, as it is written.
    pub kty: &'c str,
}

sees!(JwkView { jwk: Jwk, typed: TypedJwk });
extends!(TypedJwk { jwk: Jwk });

impl<'c> JwkView<'c> {
    /// Reads a key.
    pub fn new(jwk: Jwk<'c>) -> JwkView<'c> {
        let typed = jwk.key.get("kty").and_then(|kty| kty.as_str()).map(|kty| TypedJwk { jwk, kty });
        JwkView { jwk: Some(jwk), typed }
    }
}

/// A key anywhere in the document.
#[derive(Debug, Clone, Copy)]
pub struct DocumentJwkView<'c> {
    pub key: Value<'c>,
}

/// What in a key must not be published.
#[derive(Debug, Clone)]
pub struct SecretPart<'c> {
    key: Value<'c>,
    private: Vec<Member<'c>>,
}

impl<'c> SecretPart<'c> {
    /// Looks for private members, and for symmetric keys.
    pub fn of(key: Value<'c>) -> Option<SecretPart<'c>> {
        let private: Vec<_> = key.members().filter(|member| PRIVATE_MEMBERS.contains(&member.name)).collect();
        (is_symmetric(key) || !private.is_empty()).then_some(SecretPart { key, private })
    }

    /// The whole key, as a place that is shown at the name of its secret member.
    pub fn key_place(&self) -> Place<'c> {
        match self.key.members().find(|member| member.name == "k") {
            Some(secret) => Place::Name(secret.name_span, self.key),
            None => Place::Value(self.key),
        }
    }

    /// Where it is.
    pub fn place(&self) -> Place<'c> {
        match self.private.first() {
            _ if is_symmetric(self.key) => Place::Value(self.key.get("k").unwrap_or(self.key)),
            Some(first) => Place::Name(first.name_span, first.value),
            None => Place::Value(self.key),
        }
    }
}

impl fmt::Display for SecretPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_symmetric(self.key) {
            return f.write_str("a symmetric key, which is a secret");
        }
        f.write_str("the private part of the key")?;
        if let Some(kid) = self.key.get("kid").and_then(|kid| kid.as_str()) {
            write!(f, " {}", quoted(kid))?;
        }
        let names: Vec<String> = self.private.iter().map(|member| format!("`{}`", member.name)).collect();
        write!(f, ": {}", names.join(", "))
    }
}
