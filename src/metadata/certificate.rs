//! X.509 certificates of keys (RFC 7517, sections 4.7 to 4.9): the key in them, and how long they are valid.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;
use x509_cert::certificate::{CertificateInner, Rfc5280};
use x509_cert::der::asn1::UintRef;
use x509_cert::der::{Decode as _, Error, Reader as _, SliceReader};

use super::jwk::{coordinate_bytes, decoded};
use crate::json::Value;

/// What is read of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// From when on it is valid, in seconds since 1970.
    pub not_before: u64,
    /// Until when it is valid, in seconds since 1970.
    pub not_after: u64,
    /// The public key, as the certificate has it.
    key: Vec<u8>,
    der: Vec<u8>,
}

impl Certificate {
    /// Reads an entry of `x5c`: DER in base64. `None` where it is not a certificate.
    pub fn read(text: &str) -> Option<Certificate> {
        let der = STANDARD.decode(text).ok()?;
        let read = CertificateInner::<Rfc5280>::from_der(&der).ok()?;
        let content = read.tbs_certificate();
        let seconds = |time: x509_cert::time::Time| time.to_unix_duration().as_secs();
        let validity = content.validity();
        Some(Certificate {
            not_before: seconds(validity.not_before),
            not_after: seconds(validity.not_after),
            key: content.subject_public_key_info().subject_public_key.raw_bytes().to_vec(),
            der,
        })
    }

    /// Whether it is that of a key; `None` for key types whose form in certificates is not known here.
    pub fn is_of(&self, key: Value<'_>) -> Option<bool> {
        let bytes = |name| decoded(key.get(name)?.as_str()?);
        match key.get("kty")?.as_str()? {
            "RSA" => {
                let (modulus, exponent) = (bytes("n")?, bytes("e")?);
                // An RSAPublicKey (RFC 8017, appendix A.1.1).
                let numbers = SliceReader::new(&self.key).ok().and_then(|mut reader| {
                    reader
                        .sequence(|inner| Ok::<_, Error>([UintRef::decode(inner)?, UintRef::decode(inner)?]))
                        .ok()
                });
                let same = |number: UintRef<'_>, other: &[u8]| {
                    let start = other.iter().position(|&byte| byte != 0).unwrap_or(other.len());
                    number.as_bytes() == &other[start..]
                };
                Some(numbers.is_some_and(|[n, e]| same(n, &modulus) && same(e, &exponent)))
            }
            "EC" => {
                let size = coordinate_bytes(key.get("crv")?.as_str()?)?;
                let (x, y) = (bytes("x")?, bytes("y")?);
                // An uncompressed point (SEC 1, section 2.3.3).
                let point = [&[4], &*x, &*y].concat();
                (x.len() == size && y.len() == size).then(|| point == self.key)
            }
            "OKP" => Some(bytes("x")? == self.key),
            _ => None,
        }
    }

    /// The SHA-1 of the certificate, as `x5t` has it.
    pub fn sha1(&self) -> Vec<u8> {
        sha1::Sha1::digest(&self.der).to_vec()
    }

    /// The SHA-256 of the certificate, as `x5t#S256` has it.
    pub fn sha256(&self) -> Vec<u8> {
        sha2::Sha256::digest(&self.der).to_vec()
    }
}
