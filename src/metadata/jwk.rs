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
        "AKP" => &["pub"],
        _ => &[],
    }
}

/// The type that a key has by its members; `None` where they are those of no type.
pub fn type_by_members(key: Value<'_>) -> Option<&'static str> {
    let has = |kty: &&str| required_members(kty).iter().all(|name| key.get(name).is_some());
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

fn decoded(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &URL_SAFE,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::RequireNone),
    );
    LENIENT.decode(text).ok()
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
