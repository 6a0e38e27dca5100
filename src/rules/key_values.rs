//! The values in a key: its curve and coordinates, its numbers, what it is for.

use super::faults::Faults;
use super::mending::{removal, removal_beside_others, removal_of_copy, retyped, spelling, text, text_once};
use super::view::{Jwk, JwkView, TypedJwk};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Kind, Value, string_literal};
use crate::metadata::curve;
use crate::metadata::jwk::{
    self, KEY_TYPES, coordinate_bytes, curves, decoded, fits, is_symmetric_algorithm, ml_dsa_bytes,
};
use crate::metadata::members::ValueKind;
use crate::metadata::{nearest, thumbprint};
use crate::profile::contains;
use crate::rule::Rule;

const EXPORT_AGAIN: &str = "export the public key again from the library that made it";
const NEW_KEY: &str = "make a new key with a current library, and publish its public part";

fn member<'c>(key: &Jwk<'c>, name: &str) -> Option<(Value<'c>, &'c str)> {
    let value = key.key.get(name)?;
    Some((value, value.as_str()?))
}

/// `jwk-kty-unknown`: the key type is not registered (RFC 7517, section 4.1).
fn jwk_kty_unknown<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c>> {
    let value = key.key.get("kty")?;
    (!KEY_TYPES.contains(&key.kty)).then(|| Fault::at(Place::Value(value)))
}

fn jwk_kty_unknown_words(key: &TypedJwk<'_>, _: &()) -> Words {
    let meant = KEY_TYPES.into_iter().find(|known| known.eq_ignore_ascii_case(key.kty));
    Words::new(
        format!("{} is not a registered key type, and servers pass such a key over", quoted(key.kty)),
        match meant {
            Some(meant) => format!("write it as {meant}: letter case counts"),
            None => "use a key of another type".to_owned(),
        },
    )
    .fix(meant.and_then(|meant| Some(spelling(key.key.get("kty")?, key.kty, meant))))
}

/// The curve of a key that has one.
fn curve_of<'c>(key: &TypedJwk<'c>) -> Option<(Value<'c>, &'c str)> {
    member(key, "crv").filter(|_| !curves(key.kty).is_empty())
}

/// `jwk-curve-unknown`: the curve is not one of the key's type (IANA, JSON Web Key Elliptic Curve).
fn jwk_curve_unknown<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, name) = curve_of(key)?;
    (!curves(key.kty).contains(&name)).then(|| Fault::at(Place::Value(value)).with(name))
}

fn jwk_curve_unknown_words(key: &TypedJwk<'_>, name: &&str) -> Words {
    let known: Vec<String> = curves(key.kty).iter().map(|curve| format!("`{curve}`")).collect();
    let meant = curves(key.kty).iter().find(|curve| {
        let plain = |text: &str| text.replace('-', "").to_ascii_lowercase();
        plain(curve) == plain(name)
    });
    Words::new(
        format!("{} is not a curve of keys of the type {}", quoted(name), key.kty),
        match meant {
            Some(meant) => format!("write `{meant}`"),
            None => format!("use one of {}", known.join(", ")),
        },
    )
    .fix(meant.and_then(|meant| Some(spelling(key.key.get("crv")?, name, meant))))
}

/// `jwk-coordinate-length`: a coordinate does not have the bytes of its curve (RFC 7518, section 6.2.1.2).
fn jwk_coordinate_length<'c>(key: &TypedJwk<'c>) -> Vec<Fault<'c, (&'static str, usize, usize)>> {
    let of_curve = || curve_of(key).and_then(|(_, curve)| coordinate_bytes(curve));
    let (wanted, names): (_, &[&'static str]) = match key.kty {
        "EC" => (of_curve(), &["x", "y"]),
        "OKP" => (of_curve(), &["x"]),
        "AKP" => (member(key, "alg").and_then(|(_, alg)| ml_dsa_bytes(alg)), &["pub"]),
        _ => return Vec::new(),
    };
    let Some(wanted) = wanted else { return Vec::new() };
    names
        .iter()
        .filter_map(|name| {
            let (value, text) = member(key, name)?;
            let bytes = decoded(text).filter(|bytes| !bytes.is_empty())?.len();
            (bytes != wanted).then(|| Fault::at(Place::Value(value)).with((*name, bytes, wanted)))
        })
        .collect()
}

fn jwk_coordinate_length_words(_: &TypedJwk<'_>, &(name, bytes, wanted): &(&str, usize, usize)) -> Words {
    let help = if bytes + 1 == wanted || bytes == wanted + 1 {
        "a leading zero byte was lost or added: export the key with a library that pads coordinates"
    } else {
        EXPORT_AGAIN
    };
    Words::new(format!("`{name}` has {bytes} bytes, and {wanted} are right for this key"), help)
}

/// `jwk-not-on-curve`: the point is not on the curve.
fn jwk_not_on_curve<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (_, name) = curve_of(key).filter(|_| key.kty == "EC")?;
    let bytes = coordinate_bytes(name)?;
    let coordinate = |name| decoded(member(key, name)?.1).filter(|found| found.len() == bytes);
    let (x, y) = (coordinate("x")?, coordinate("y")?);
    (!curve::is_on_curve(name, &x, &y)?).then(|| Fault::at(Place::Value(key.key)).with(name))
}

fn jwk_not_on_curve_words(_: &TypedJwk<'_>, name: &&str) -> Words {
    Words::new(
        format!("the point (x, y) does not lie on the curve {name}: this is no key"),
        "export the public key again: a coordinate was cut, mixed up, or belongs to another curve",
    )
}

/// `jwk-noncanonical-int`: a number begins with a zero byte (RFC 7518, section 2).
fn jwk_noncanonical_int<'c>(key: &TypedJwk<'c>) -> Vec<Fault<'c, &'static str>> {
    let numbers: &[&'static str] = if key.kty == "RSA" { &["n", "e"] } else { &[] };
    let has_zero = |text: &str| decoded(text).is_some_and(|bytes| bytes.len() > 1 && bytes[0] == 0);
    numbers
        .iter()
        .filter_map(|name| Some((*name, member(key, name)?)))
        .filter(|(_, (_, text))| has_zero(text))
        .map(|(name, (value, _))| Fault::at(Place::Value(value)).with(name))
        .collect()
}

fn jwk_noncanonical_int_words(key: &TypedJwk<'_>, name: &&str) -> Words {
    Words::new(
        format!("`{name}` begins with a zero byte, which the standard leaves out and many parsers refuse"),
        "export the key with a library that writes numbers in as few bytes as they need",
    )
    .fix(without_zeros(key, name))
}

/// Writes a number in as few bytes as it needs.
fn without_zeros(key: &TypedJwk<'_>, name: &str) -> Option<SpannedFix> {
    use base64::Engine as _;

    let (value, given) = member(key, name)?;
    let bytes: Vec<u8> = decoded(given)?.into_iter().skip_while(|byte| *byte == 0).collect();
    let written = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&bytes);
    let changes = vec![value.replacement(string_literal(&written))];
    (!bytes.is_empty())
        .then(|| SpannedFix::safe(format!("write `{name}` without the zero bytes in front"), changes))
}

/// The exponent of an RSA key, where it is a small number.
fn exponent<'c>(key: &TypedJwk<'c>) -> Option<(Value<'c>, u64)> {
    let (value, text) = member(key, "e").filter(|_| key.kty == "RSA")?;
    let bytes = decoded(text)?;
    let significant: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    // Larger ones are odd or even like their last byte, and that is all that is asked of them.
    let small = significant.len() <= 7;
    let number = significant.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    Some((value, if small { number } else { u64::from(significant.last()? & 1) + (1 << 60) }))
}

/// `jwk-rsa-exponent`: the exponent cannot be that of an RSA key.
fn jwk_rsa_exponent<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, u64>> {
    let (value, exponent) = exponent(key)?;
    (exponent < 3 || exponent % 2 == 0).then(|| Fault::at(Place::Value(value)).with(exponent))
}

fn jwk_rsa_exponent_words(_: &TypedJwk<'_>, exponent: &u64) -> Words {
    let is = if *exponent < (1 << 60) { format!("is {exponent}") } else { "is even".to_owned() };
    Words::new(
        format!("the RSA exponent {is}: such a key protects nothing"),
        "make a new key with the exponent 65537, which is `AQAB`",
    )
}

/// `jwk-rsa-exponent-small`: the exponent is smaller than the usual one.
fn jwk_rsa_exponent_small<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, u64>> {
    let (value, exponent) = exponent(key)?;
    let is_small = (3..65_537).contains(&exponent) && exponent % 2 == 1;
    is_small.then(|| Fault::at(Place::Value(value)).with(exponent))
}

fn jwk_rsa_exponent_small_words(_: &TypedJwk<'_>, exponent: &u64) -> Words {
    Words::new(
        format!("the RSA exponent is {exponent}, and FIPS 186-5 wants more than 65536"),
        "make the next key with the exponent 65537, which is `AQAB`",
    )
}

/// `jwk-rsa-weak`: anybody can factor the modulus.
fn jwk_rsa_weak<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, String>> {
    let (value, text) = member(key, "n").filter(|_| key.kty == "RSA")?;
    // The work grows with the cube of the length; no server takes longer ones.
    let modulus = decoded(text).filter(|modulus| modulus.len() <= MAX_MODULUS_BYTES)?;
    Some(Fault::at(Place::Value(value)).with(curve::weakness(&modulus)?))
}

/// The longest modulus that is looked at.
const MAX_MODULUS_BYTES: usize = 1024;

fn jwk_rsa_weak_words(_: &TypedJwk<'_>, why: &String) -> Words {
    Words::new(format!("the RSA modulus protects nothing: {why}"), NEW_KEY)
}

/// `jwk-kid-type`: the `kid` is not a string (RFC 7517, section 4.5).
fn jwk_kid_type<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    let kid = key.key.get("kid")?;
    (kid.kind() != Kind::String).then(|| Fault::at(Place::Value(kid)))
}

fn jwk_kid_type_words(key: &Jwk<'_>, _: &()) -> Words {
    let kind = key.key.get("kid").map_or("something else", |kid| kid.kind().with_article());
    Words::new(format!("`kid` is {kind}, and has to be a string"), "write it in double quotes").fix(
        key.key
            .get("kid")
            .filter(|kid| kid.kind() == Kind::Number)
            .and_then(|kid| retyped(kid, ValueKind::String)),
    )
}

/// `jwk-use-value`: `use` is neither of the registered values (RFC 7517, section 4.2).
fn jwk_use_value<'c>(key: &Jwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, text) = member(key, "use")?;
    (!matches!(text, "sig" | "enc")).then(|| Fault::at(Place::Value(value)).with(text))
}

fn jwk_use_value_words(key: &Jwk<'_>, given: &&str) -> Words {
    let meant = nearest(given, ["sig", "enc", "signature", "signing", "encryption"]);
    let meant = meant.map(|meant| if meant.starts_with('e') { "enc" } else { "sig" });
    Words::new(
        format!("`use` is {}, and servers know `sig` and `enc`", quoted(given)),
        "write `sig` for the key that the client signs with",
    )
    .fix(meant.and_then(|meant| Some(spelling(key.key.get("use")?, given, meant))))
}

/// The operations of a key, as far as they are strings.
fn operations<'c>(key: &Jwk<'c>) -> Vec<(Value<'c>, &'c str)> {
    let list = key.key.get("key_ops").into_iter().flat_map(Value::elements);
    list.filter_map(|value| Some((value, value.as_str()?))).collect()
}

/// `jwk-key-ops-duplicate`: an operation is listed twice (RFC 7517, section 4.3).
fn jwk_key_ops_duplicate<'c>(key: &Jwk<'c>) -> Vec<Fault<'c, &'c str>> {
    let mut seen = std::collections::HashSet::new();
    let again = operations(key).into_iter().filter(|(_, text)| !seen.insert(*text));
    again.map(|(value, text)| Fault::at(Place::Value(value)).with(text)).collect()
}

fn jwk_key_ops_duplicate_words(key: &Jwk<'_>, text: &&str) -> Words {
    Words::new(
        format!("`key_ops` has {} twice, which the standard forbids", quoted(text)),
        "list each operation once",
    )
    .fix(
        operations(key)
            .into_iter()
            .filter(|(_, other)| other == text)
            .nth(1)
            .map(|(value, _)| removal_of_copy(value)),
    )
}

/// `jwk-key-ops-private`: a public key says that it does what only the private one can (RFC 7517, section 4.3).
fn jwk_key_ops_private<'c>(key: &Jwk<'c>) -> Vec<Fault<'c, &'c str>> {
    if jwk::is_secret(key.key) {
        return Vec::new();
    }
    let private = operations(key)
        .into_iter()
        .filter(|(_, text)| matches!(*text, "sign" | "decrypt" | "unwrapKey" | "deriveKey" | "deriveBits"));
    private.map(|(value, text)| Fault::at(Place::Value(value)).with(text)).collect()
}

fn jwk_key_ops_private_words(key: &Jwk<'_>, text: &&str) -> Words {
    let found = operations(key).into_iter().find(|(_, operation)| operation == text).map(|(value, _)| value);
    // What the other side does with the public key; it agrees on a key without an operation of its own.
    let public = match *text {
        "sign" => Some("verify"),
        "decrypt" => Some("encrypt"),
        "unwrapKey" => Some("wrapKey"),
        _ => None,
    };
    Words::new(
        format!("`key_ops` has {}, which only the private key can do", quoted(text)),
        "write `verify` for a key that verifies signatures, or remove `key_ops`",
    )
    .fix(found.zip(public).map(|(value, public)| text_once(value, public)))
}

/// The operation that is at odds with `use` (RFC 7517, section 4.3).
fn contradiction<'c>(key: &Jwk<'c>) -> Option<(Value<'c>, &'c str)> {
    let (_, is_for) = member(key, "use")?;
    let is_wrong = |operation: &str| match is_for {
        "sig" => !matches!(operation, "sign" | "verify"),
        "enc" => matches!(operation, "sign" | "verify"),
        _ => false,
    };
    operations(key).into_iter().find(|(_, operation)| is_wrong(operation))
}

/// `jwk-use-and-key-ops`: the key has both, and should have one of them (RFC 7517, section 4.3).
fn jwk_use_and_key_ops<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    let both = key.key.get("use").and(key.key.get("key_ops"))?;
    contradiction(key).is_none().then(|| Fault::at(Place::Value(both)))
}

fn jwk_use_and_key_ops_words(key: &Jwk<'_>, _: &()) -> Words {
    Words::new(
        "the key has both `use` and `key_ops`, and should have one of them",
        "remove `key_ops`: `use` is what servers look at",
    )
    .fix(key.key.get("key_ops").map(removal))
}

/// `jwk-use-key-ops-differ`: `use` and `key_ops` contradict each other (RFC 7517, section 4.3).
fn jwk_use_key_ops_differ<'c>(key: &Jwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (place, operation) = contradiction(key)?;
    Some(Fault::at(Place::Value(place)).with(operation))
}

fn jwk_use_key_ops_differ_words(key: &Jwk<'_>, operation: &&str) -> Words {
    let is_for = member(key, "use").map_or("", |(_, text)| text);
    Words::new(
        format!("`use` is `{is_for}` and `key_ops` has {}: they contradict each other", quoted(operation)),
        "remove `key_ops`: `use` is what servers look at",
    )
    .fix(key.key.get("key_ops").map(removal))
}

/// `jwk-alg-kty-mismatch`: the algorithm does not fit the key (RFC 7518, section 3.1).
fn jwk_alg_kty_mismatch<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, alg) = member(key, "alg")?;
    let curve = curve_of(key).map(|(_, curve)| curve).filter(|curve| curves(key.kty).contains(curve));
    let is_known = KEY_TYPES.contains(&key.kty) && !is_symmetric_algorithm(alg);
    (is_known && fits(alg, key.kty, curve) == Some(false)).then(|| Fault::at(Place::Value(value)).with(alg))
}

fn jwk_alg_kty_mismatch_words(key: &TypedJwk<'_>, alg: &&str) -> Words {
    let curve = curve_of(key).map(|(_, curve)| curve);
    let what = match curve {
        Some(curve) => format!("{} on {curve}", key.kty),
        None => key.kty.to_owned(),
    };
    let right = match (key.kty, curve) {
        ("RSA", _) => Some("RS256"),
        ("EC", Some("P-256")) => Some("ES256"),
        ("EC", Some("P-384")) => Some("ES384"),
        ("EC", Some("P-521")) => Some("ES512"),
        ("EC", Some("secp256k1")) => Some("ES256K"),
        ("OKP", Some("Ed25519")) => Some("Ed25519"),
        ("OKP", Some("Ed448")) => Some("Ed448"),
        _ => None,
    };
    let taken = key.profile.keys.algorithms.as_deref();
    let right = right.filter(|right| taken.is_none_or(|taken| contains(taken, right)));
    Words::new(
        format!("the algorithm {} does not fit a key of the type {what}", quoted(alg)),
        match right {
            Some(right) => format!("write `{right}`, or publish a key that fits the algorithm"),
            None => "publish a key that fits the algorithm".to_owned(),
        },
    )
    .fix(right.and_then(|right| Some(text(key.key.get("alg")?, right))))
}

/// `jwk-alg-symmetric`: a public key is marked for an algorithm with a shared secret, or for none.
fn jwk_alg_symmetric<'c>(key: &Jwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, alg) = member(key, "alg").filter(|_| !jwk::is_symmetric(key.key))?;
    (alg == "none" || is_symmetric_algorithm(alg)).then(|| Fault::at(Place::Value(value)).with(alg))
}

fn jwk_alg_symmetric_words(_: &Jwk<'_>, alg: &&str) -> Words {
    let why = match *alg {
        "none" => "signs nothing",
        _ => "needs a key that both sides know: a server that takes it verifies with what everybody can read",
    };
    Words::new(
        format!("the key is for the algorithm {}, which {why}", quoted(alg)),
        "write the algorithm that the private key signs with",
    )
}

/// `jwk-alg-deprecated`: the algorithm has a successor.
fn jwk_alg_deprecated<'c>(key: &Jwk<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, alg) = member(key, "alg")?;
    matches!(alg, "EdDSA" | "RSA1_5").then(|| Fault::at(Place::Value(value)).with(alg))
}

fn jwk_alg_deprecated_words(key: &Jwk<'_>, alg: &&str) -> Words {
    match *alg {
        "EdDSA" => {
            let curve = member(key, "crv").map_or("Ed25519", |(_, curve)| curve);
            let name = if curve == "Ed448" { "Ed448" } else { "Ed25519" };
            Words::new(
                "the algorithm `EdDSA` is deprecated by RFC 9864: it does not say which curve is meant",
                format!(
                    "write `{name}` once the servers that you use know it; until then `EdDSA` is more widely read"
                ),
            )
        }
        _ => Words::new(
            "the algorithm `RSA1_5` is open to attacks on its padding (RFC 8725, section 3.2)",
            "use `RSA-OAEP-256`, or a key on an elliptic curve",
        ),
    }
}

/// Keys that standards publish with their private parts, by their thumbprint (RFC 7638).
const PUBLISHED_KEYS: [(&str, &str); 6] = [
    ("IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8", "RFC 7515, appendix A.2"),
    ("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", "RFC 7515, appendix A.3"),
    ("u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U", "RFC 7515, appendix A.4"),
    ("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s", "RFC 7517, appendix A.1"),
    ("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "RFC 7517, appendix A.1"),
    ("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", "RFC 8037, appendix A.1"),
];

/// `jwk-known-test-key`: the key is one whose private part is published.
fn jwk_known_test_key<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, &'static str>> {
    let own = thumbprint::sha256(key.key)?;
    let (_, origin) = PUBLISHED_KEYS.into_iter().find(|(known, _)| *known == own)?;
    Some(Fault::at(Place::Value(key.key)).with(origin))
}

fn jwk_known_test_key_words(_: &TypedJwk<'_>, origin: &&str) -> Words {
    Words::new(
        format!("this is the example key of {origin}, whose private part everybody can read"),
        "make a key of your own, and keep its private part to yourself",
    )
}

/// `jwk-x5u`: certificates are to be fetched from elsewhere (RFC 7517, section 4.6).
fn jwk_x5u<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(Place::Value(key.key.get("x5u")?)))
}

fn jwk_x5u_words(key: &Jwk<'_>, _: &()) -> Words {
    Words::new(
        "`x5u` names certificates at another URL, which servers rarely fetch and may not trust",
        "remove it: the key itself is enough",
    )
    .fix(key.key.get("x5u").map(removal))
}

/// `jwk-x5c-format`: the certificates are not an array of base64 (RFC 7517, section 4.7).
fn jwk_x5c_format<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    use base64::Engine as _;

    let chain = key.key.get("x5c")?;
    let is_certificate = |value: Value<'_>| {
        // DER begins with a sequence; base64url, PEM and white space are not base64.
        let text = value.as_str()?;
        let bytes = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
        (bytes.first() == Some(&0x30)).then_some(())
    };
    let is_right = chain.kind() == Kind::Array && chain.elements().next().is_some();
    let wrong = chain.elements().find(|value| is_certificate(*value).is_none());
    match wrong {
        Some(wrong) => Some(Fault::at(Place::Value(wrong))),
        None => (!is_right).then(|| Fault::at(Place::Value(chain))),
    }
}

fn jwk_x5c_format_words(_: &Jwk<'_>, _: &()) -> Words {
    Words::new(
        "`x5c` is an array of certificates, each as DER in base64 with `+`, `/` and padding; this is not one",
        "write the certificate without its PEM lines and without line ends, or remove `x5c`: the key is enough",
    )
}

/// `jwk-revoked`: the key says that it was revoked.
fn jwk_revoked<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    let revoked = key.key.get("revoked").filter(|value| value.kind() != Kind::Null)?;
    Some(Fault::at(Place::Value(revoked)))
}

fn jwk_revoked_words(key: &Jwk<'_>, _: &()) -> Words {
    Words::new("the key says that it was revoked", "remove the key from the set, and publish the one in use")
        .fix(
            removal_beside_others(key.key)
                .map(|fix| SpannedFix { title: "remove the key".to_owned(), ..fix }),
        )
}

include!(concat!(env!("OUT_DIR"), "/key_values.rs"));
