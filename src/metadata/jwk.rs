//! JSON Web Keys, RFC 7517: what must never be published.

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::json::{Kind, Value};

/// Members that hold private or secret material, by the IANA "JSON Web Key Parameters" registry. They are
/// looked for by name, whatever `kty` says: in no key type does one of them hold anything public.
pub const PRIVATE_MEMBERS: [&str; 9] = ["d", "p", "q", "dp", "dq", "qi", "oth", "priv", "k"];

/// Whether a value is a JSON Web Key: an object that has `kty`, or that stands in the `keys` of a key set.
pub fn is_jwk(value: Value<'_>) -> bool {
    value.kind() == Kind::Object && (value.get("kty").is_some() || is_in_key_set(value))
}

fn is_in_key_set(value: Value<'_>) -> bool {
    value.parent().is_some_and(|array| {
        array.kind() == Kind::Array
            && array.parent().and_then(|set| set.get("keys")).is_some_and(|keys| keys.span() == array.span())
    })
}

/// Whether a key is symmetric: `kty` is `oct`, or it has the member `k`.
pub fn is_symmetric(key: Value<'_>) -> bool {
    key.get("k").is_some() || key.get("kty").and_then(|kty| kty.as_str()).is_some_and(|kty| kty == "oct")
}

/// Whether a key holds anything that must not be published.
pub fn is_secret(key: Value<'_>) -> bool {
    is_symmetric(key) || key.members().any(|member| PRIVATE_MEMBERS.contains(&member.name))
}

/// Whether a key says that it is for encryption, and so verifies nothing.
pub fn is_for_encryption(key: Value<'_>) -> bool {
    key.get("use").and_then(|use_| use_.as_str()).is_some_and(|use_| use_ == "enc")
}

/// The public members without which a key of that type is none: RFC 7518 section 6, RFC 8037 section 2, RFC 9964.
pub fn required_members(kty: &str) -> &'static [&'static str] {
    match kty {
        "RSA" => &["n", "e"],
        "EC" => &["crv", "x", "y"],
        "OKP" => &["crv", "x"],
        "AKP" => &["alg", "pub"],
        _ => &[],
    }
}

/// The type that a key has by its members; `None` where they are those of no type.
pub fn type_by_members(key: Value<'_>) -> Option<&'static str> {
    let has = |kty: &&str| {
        let mut names = required_members(kty).iter().filter(|name| **name != "alg");
        names.all(|name| key.get(name).is_some())
    };
    // A key of the type EC has all the members of one of the type OKP.
    ["RSA", "EC", "OKP", "AKP"].into_iter().find(has)
}

/// Whether a text is base64url without padding, RFC 7515 section 2. Bits that fill the last character are not looked at.
pub fn is_base64url(text: &str) -> bool {
    !text.is_empty() && decoded(text).is_some()
}

/// How many bits a big-endian number in base64url has, leading zeros not counted; `None` where the text is
/// not such a number.
pub fn bits(text: &str) -> Option<usize> {
    let bytes = decoded(text).filter(|bytes| !bytes.is_empty())?;
    let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
    let first = bytes.get(zeros).map_or(0, |byte| 8 - byte.leading_zeros() as usize);
    Some((bytes.len() - zeros).saturating_sub(1) * 8 + first)
}

/// The bytes of a text in base64url without padding.
pub fn decoded(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &URL_SAFE,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::RequireNone),
    );
    LENIENT.decode(text).ok()
}

/// The signature algorithms that are registered (IANA, JSON Web Signature and Encryption Algorithms).
pub const SIGNATURE_ALGORITHMS: [&str; 16] = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "ES256K",
    "EdDSA",
    "Ed25519",
    "Ed448",
    "ML-DSA-44",
    "ML-DSA-65",
    "ML-DSA-87",
];

/// The key types that are registered (IANA, JSON Web Key Types).
pub const KEY_TYPES: [&str; 5] = ["RSA", "EC", "OKP", "AKP", "oct"];

/// How many bytes a coordinate on a curve has: RFC 7518 section 6.2.1.2, RFC 8037 section 2, RFC 8812. `None` for a curve
/// that is not registered.
pub fn coordinate_bytes(curve: &str) -> Option<usize> {
    Some(match curve {
        "P-256" | "secp256k1" | "Ed25519" | "X25519" => 32,
        "P-384" => 48,
        "P-521" => 66,
        "Ed448" => 57,
        "X448" => 56,
        _ => return None,
    })
}

/// The curves of a key type.
pub fn curves(kty: &str) -> &'static [&'static str] {
    match kty {
        "EC" => &["P-256", "P-384", "P-521", "secp256k1"],
        "OKP" => &["Ed25519", "Ed448", "X25519", "X448"],
        _ => &[],
    }
}

/// The bytes of the public key of an algorithm of the type AKP (RFC 9964).
pub fn ml_dsa_bytes(alg: &str) -> Option<usize> {
    Some(match alg {
        "ML-DSA-44" => 1312,
        "ML-DSA-65" => 1952,
        "ML-DSA-87" => 2592,
        _ => return None,
    })
}

/// Whether an algorithm fits a key of that type and curve: RFC 7518 sections 3 and 4, RFC 8037, RFC 8812, RFC 9864,
/// RFC 9964. `None` for an algorithm that is not known here.
pub fn fits(alg: &str, kty: &str, curve: Option<&str>) -> Option<bool> {
    Some(match alg {
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "RSA1_5" | "RSA-OAEP"
        | "RSA-OAEP-256" | "RSA-OAEP-384" | "RSA-OAEP-512" => kty == "RSA",
        "ES256" => kty == "EC" && curve.is_none_or(|curve| curve == "P-256"),
        "ES384" => kty == "EC" && curve.is_none_or(|curve| curve == "P-384"),
        "ES512" => kty == "EC" && curve.is_none_or(|curve| curve == "P-521"),
        "ES256K" => kty == "EC" && curve.is_none_or(|curve| curve == "secp256k1"),
        "EdDSA" => kty == "OKP" && curve.is_none_or(|curve| curve.starts_with("Ed")),
        "Ed25519" | "Ed448" => kty == "OKP" && curve.is_none_or(|curve| curve == alg),
        "ECDH-ES" | "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" => {
            kty == "EC" || kty == "OKP" && curve.is_none_or(|curve| curve.starts_with('X'))
        }
        "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" => kty == "AKP",
        _ if is_symmetric_algorithm(alg) => kty == "oct",
        _ => return None,
    })
}

/// Whether an algorithm takes a key that both sides know: RFC 7518 sections 3.2 and 4.
pub fn is_symmetric_algorithm(alg: &str) -> bool {
    matches!(alg, "HS256" | "HS384" | "HS512" | "dir" | "A128KW" | "A192KW" | "A256KW")
        || matches!(alg, "A128GCMKW" | "A192GCMKW" | "A256GCMKW")
        || alg.starts_with("PBES2-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_of_a_modulus_are_counted() {
        // 0x80 and 255 more bytes, and the same behind a zero byte.
        let text = |bytes: &[u8]| {
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let ones: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
            let digits: Vec<char> = ones.chars().collect();
            let index = |chunk: &[char]| {
                usize::from_str_radix(&format!("{:0<6}", chunk.iter().collect::<String>()), 2)
            };
            digits
                .chunks(6)
                .map(|chunk| char::from(alphabet[index(chunk).expect("bits")]))
                .collect::<String>()
        };
        let mut modulus = vec![0x80];
        modulus.extend([1; 255]);
        assert_eq!(bits(&text(&modulus)), Some(2048));
        modulus.insert(0, 0);
        assert_eq!(bits(&text(&modulus)), Some(2048));
        assert_eq!(bits(&text(&[1; 128])), Some(1017));
        assert_eq!(bits("a+b/"), None);
    }
}
