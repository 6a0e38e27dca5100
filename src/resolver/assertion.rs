//! Client authentication with `private_key_jwt` (RFC 7523, section 3; OpenID Connect Core, section 9).

use std::fmt;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::Deserialize;

use super::client::Client;
use super::error::ResolveError;
use super::keys::Key;
use crate::metadata::authentication::PRIVATE_KEY_JWT;

/// What `client_assertion_type` is for these assertions (RFC 7523, section 2.2).
pub const CLIENT_ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The longest assertion that is looked at, in bytes.
const MAX_BYTES: usize = 16 * 1024;

/// The longest `jti`, in bytes: whoever remembers them has to bound them.
const MAX_ID_BYTES: usize = 256;

/// The types that an assertion may say it is of; an absent one counts as `JWT`. Draft -03 demands an explicit one.
const TYPES: [&str; 3] = ["jwt", "client-authentication+jwt", "oauth-client-auth+jwt"];

/// What a server demands of assertions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AssertionPolicy {
    /// What `aud` may be: the issuer identifier of the server, and if clients that follow RFC 7523 are to be served, the
    /// URL of its token endpoint. One of them must be in it.
    pub audiences: Vec<String>,
    /// Whether `aud` may name others beside one of these. `false`, as the update of RFC 7523 demands: an assertion made for
    /// two servers can be used by each of them at the other.
    pub other_audiences: bool,
    /// How far ahead `exp` may be. 10 minutes.
    pub lifetime: Duration,
    /// By how much the clocks may differ. 30 seconds.
    pub leeway: Duration,
}

impl AssertionPolicy {
    /// A policy for a server with that issuer identifier (RFC 8414, section 2).
    pub fn new(issuer: impl Into<String>) -> AssertionPolicy {
        AssertionPolicy {
            audiences: vec![issuer.into()],
            other_audiences: false,
            lifetime: Duration::from_secs(600),
            leeway: Duration::from_secs(30),
        }
    }

    /// The same, where `aud` may also be that: the URL of the token endpoint.
    pub fn or_audience(mut self, audience: impl Into<String>) -> AssertionPolicy {
        self.audiences.push(audience.into());
        self
    }
}

/// An assertion that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifiedAssertion {
    /// `jti`: the same one must not be taken again before `expires_at` ([`Replays`](super::Replays) remembers them). Unique for a client only.
    pub id: String,
    /// `exp`, with the leeway: from then on it is refused anyway.
    pub expires_at: SystemTime,
    /// The key that it was signed with, if that has an id.
    pub key_id: Option<String>,
}

/// Why an assertion does not authenticate its client: `invalid_client` (RFC 6749, section 5.2).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AssertionError {
    /// The client could not be resolved.
    Client(ResolveError),
    /// The client's document does not offer `private_key_jwt`.
    NotOffered,
    /// The client publishes no key that verifies anything.
    NoKeys,
    /// No key of the client has the `kid` of the assertion.
    UnknownKey {
        /// The `kid`.
        kid: String,
    },
    /// The signature was not made with one of the client's keys.
    Signature,
    /// The assertion is not one, or says something that it must not; the words name the claim or header parameter.
    Invalid(&'static str),
}

impl fmt::Display for AssertionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AssertionError::Client(error) => error.fmt(f),
            AssertionError::NotOffered => f.write_str("the client's document does not offer private_key_jwt"),
            AssertionError::NoKeys => f.write_str("the client publishes no key that verifies an assertion"),
            AssertionError::UnknownKey { kid } => {
                write!(
                    f,
                    "the client publishes no key with the kid {:?}",
                    kid.chars().take(100).collect::<String>()
                )
            }
            AssertionError::Signature => f.write_str("the signature was not made with a key of the client"),
            AssertionError::Invalid(what) => write!(f, "the assertion is not valid: {what}"),
        }
    }
}

impl std::error::Error for AssertionError {}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    nbf: Option<f64>,
    iat: Option<f64>,
    jti: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Client {
    /// Verifies an assertion against the keys that were resolved. [`Resolver::authenticate`](super::Resolver::authenticate)
    /// fetches the keys anew where the client has changed them.
    ///
    /// # Errors
    ///
    /// The signature, the algorithm, the type or a claim is not as it must be: `iss` and `sub` are the client identifier,
    /// `aud` is the server, `exp` is there and not too far ahead, `nbf` and `iat` are not ahead, `jti` is there.
    pub fn verify_assertion(
        &self,
        assertion: &str,
        policy: &AssertionPolicy,
        now: SystemTime,
    ) -> Result<VerifiedAssertion, AssertionError> {
        if !self.offers(PRIVATE_KEY_JWT) {
            return Err(AssertionError::NotOffered);
        }
        if assertion.len() > MAX_BYTES {
            return Err(AssertionError::Invalid("it is longer than 16 KiB"));
        }
        check_header(assertion)?;
        let header =
            decode_header(assertion).map_err(|_| AssertionError::Invalid("its header cannot be read"))?;
        self.check_algorithm(header.alg)?;
        if self.keys.is_empty() {
            return Err(AssertionError::NoKeys);
        }
        let kid = header.kid.as_deref();
        if self.keys.named(kid).next().is_none() {
            return Err(AssertionError::UnknownKey { kid: kid.unwrap_or_default().to_owned() });
        }
        let (claims, key) = self
            .keys
            .named(kid)
            .filter(|key| key.algorithms.contains(&header.alg))
            .find_map(|key| Some((verified(assertion, key, header.alg)?, key)))
            .ok_or(AssertionError::Signature)?;
        let claims = claims.map_err(AssertionError::Invalid)?;
        let expires_at = self.check_claims(&claims, policy, now)?;
        Ok(VerifiedAssertion { id: claims.jti, expires_at, key_id: key.id.clone() })
    }

    /// The algorithm is asymmetric, and what the document says it is.
    fn check_algorithm(&self, algorithm: Algorithm) -> Result<(), AssertionError> {
        if matches!(algorithm, Algorithm::HS256 | Algorithm::HS384 | Algorithm::HS512) {
            return Err(AssertionError::Invalid("alg is symmetric, and such clients have no secret"));
        }
        let is = |name: &str| {
            name.parse() == Ok(algorithm) || (name == "Ed25519" && algorithm == Algorithm::EdDSA)
        };
        let singular = self.metadata.token_endpoint_auth_signing_alg.as_deref();
        let plural = self.metadata.token_endpoint_auth_signing_alg_values_supported.as_deref();
        let is_stated =
            singular.is_some_and(is) || plural.is_some_and(|plural| plural.iter().any(|name| is(name)));
        if is_stated || (singular.is_none() && plural.is_none()) {
            Ok(())
        } else {
            Err(AssertionError::Invalid("alg is not what the client's document says"))
        }
    }

    fn check_claims(
        &self,
        claims: &Claims,
        policy: &AssertionPolicy,
        now: SystemTime,
    ) -> Result<SystemTime, AssertionError> {
        let seconds = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64();
        let (leeway, lifetime) = (policy.leeway.as_secs_f64(), policy.lifetime.as_secs_f64());
        let audiences = match &claims.aud {
            Audience::One(one) => std::slice::from_ref(one),
            Audience::Several(several) => several,
        };
        let is_ours = |audience: &String| policy.audiences.contains(audience);
        let fault = if claims.iss != self.id.as_str() {
            "iss is not the client identifier"
        } else if claims.sub != self.id.as_str() {
            "sub is not the client identifier"
        } else if !audiences.iter().any(is_ours) {
            "aud is not this server"
        } else if !policy.other_audiences && !audiences.iter().all(is_ours) {
            "aud names other servers too"
        } else if !claims.exp.is_finite() || claims.exp + leeway <= seconds {
            "exp has passed"
        } else if claims.exp - leeway > seconds + lifetime {
            "exp is too far ahead"
        } else if claims.nbf.is_some_and(|nbf| nbf - leeway > seconds) {
            "nbf is ahead"
        } else if claims.iat.is_some_and(|iat| iat - leeway > seconds) {
            "iat is ahead"
        } else if claims.jti.is_empty() || claims.jti.len() > MAX_ID_BYTES {
            "jti is empty or longer than 256 bytes"
        } else {
            // Not negative, and not far ahead.
            return Ok(SystemTime::UNIX_EPOCH + Duration::from_secs_f64(claims.exp + leeway));
        };
        Err(AssertionError::Invalid(fault))
    }
}

/// What the library for JWTs does not look at: `crit` and `typ` (RFC 7515, section 4.1.11; RFC 8725, section 3.11).
fn check_header(assertion: &str) -> Result<(), AssertionError> {
    let unreadable = AssertionError::Invalid("its header cannot be read");
    let first = assertion.split('.').next().unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(first).map_err(|_| unreadable.clone())?;
    let header: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&bytes).map_err(|_| unreadable)?;
    if header.contains_key("crit") {
        return Err(AssertionError::Invalid("crit names extensions that are not known here"));
    }
    let Some(kind) = header.get("typ") else { return Ok(()) };
    let kind = kind.as_str().unwrap_or_default().to_ascii_lowercase();
    let kind = kind.strip_prefix("application/").unwrap_or(&kind);
    let is_known = TYPES.contains(&kind);
    is_known.then_some(()).ok_or(AssertionError::Invalid("typ is that of another kind of JWT"))
}

/// The claims, if the signature was made with that key; what is wrong with them, if they cannot be read.
fn verified(assertion: &str, key: &Key, algorithm: Algorithm) -> Option<Result<Claims, &'static str>> {
    let mut validation = Validation::new(algorithm);
    // Only the signature: the claims are compared here, with all that is demanded of them.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    let claims: serde_json::Value = decode(assertion, &key.decoding, &validation).ok()?.claims;
    Some(
        serde_json::from_value(claims)
            .map_err(|_| "iss, sub, aud, exp and jti must be there, and be of their types"),
    )
}
