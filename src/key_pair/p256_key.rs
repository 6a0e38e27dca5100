//! Keys on the curve P-256, for ES256.

use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use p256::SecretKey;
use p256::elliptic_curve::Generate as _;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::pkcs8::der::zeroize::Zeroizing;
use p256::pkcs8::{EncodePrivateKey as _, LineEnding};

use super::error::KeyError;
use super::jwk::{PublicKey, base64url};

/// Makes a key: the private one as PEM, and the public one.
pub(super) fn generate() -> Result<(Zeroizing<String>, PublicKey), KeyError> {
    let secret = SecretKey::generate_from_rng(&mut UnwrapErr(SysRng));
    let pem = secret.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError::NotEncoded)?;
    let point = secret.public_key().to_sec1_point(false);
    let (Some(x), Some(y)) = (point.x(), point.y()) else { return Err(KeyError::NotEncoded) };
    Ok((pem, PublicKey::Ec { crv: "P-256", x: base64url(x), y: base64url(y) }))
}
