//! The key set behind `jwks_uri`, and the keys in it and in the document.

use std::fmt;

use super::sees::{Sees, extends, sees, sees_itself};
use crate::finding::{Place, quoted};
use crate::json::{Kind, Member, Value};
use crate::metadata::jwk::{PRIVATE_MEMBERS, is_symmetric};
use crate::profile::Profile;
use crate::subject::KeySet;

sees_itself!(DocumentJwkView);

/// The key set, at each depth to which it can be read.
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

/// An answer that was read to its end and is JSON.
#[derive(Debug, Clone, Copy)]
pub struct JsonKeySet<'c> {
    served: ServedKeySet<'c>,
    pub root: Value<'c>,
}

/// An object with an array `keys` of objects.
#[derive(Debug, Clone, Copy)]
pub struct KeyList<'c> {
    json: JsonKeySet<'c>,
    pub keys: Value<'c>,
}

sees!(KeySetView { fetched: FetchedKeySet, served: ServedKeySet, json: JsonKeySet, keys: KeyList });
extends!(
    ServedKeySet { fetched: FetchedKeySet },
    JsonKeySet { served: ServedKeySet },
    KeyList { json: JsonKeySet },
);

impl<'c> KeySetView<'c> {
    /// Reads a key set.
    pub fn new(key_set: &'c KeySet, profile: &'c Profile) -> KeySetView<'c> {
        let fetched = FetchedKeySet { profile, key_set };
        let served = (key_set.retrieval.status == 200).then_some(ServedKeySet { fetched });
        let body = &key_set.body;
        let json = served.filter(|_| !body.cut && body.tree.is_json()).and_then(|served| {
            let root = body.tree.root()?;
            Some(JsonKeySet { served, root })
        });
        let keys = json.and_then(|json| {
            let keys = json.root.get("keys").filter(|keys| keys.kind() == Kind::Array)?;
            let is_list = keys.elements().all(|key| key.kind() == Kind::Object);
            is_list.then_some(KeyList { json, keys })
        });
        KeySetView { fetched: Some(fetched), served, json, keys }
    }

    /// The keys in it.
    pub fn jwks(&self) -> impl Iterator<Item = FetchedJwkView<'c>> {
        let lists = self.keys.into_iter();
        lists.flat_map(|list| {
            list.keys.elements().map(move |key| FetchedJwkView { jwk: Jwk { profile: list.profile, key } })
        })
    }

    /// Whether its text was read to its end.
    pub fn whole(&self) -> Option<&'c KeySet> {
        self.served.map(|served| served.key_set).filter(|key_set| !key_set.body.cut)
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
        JwkView::new(self.jwk.key, self.jwk.profile)
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
    pub fn new(key: Value<'c>, profile: &'c Profile) -> JwkView<'c> {
        let jwk = Jwk { profile, key };
        let typed = key.get("kty").and_then(|kty| kty.as_str()).map(|kty| TypedJwk { jwk, kty });
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
