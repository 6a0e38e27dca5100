//! New key pairs of clients, and the key sets that publish them.
//!
//! The private key leaves this module as PKCS#8 in PEM (RFC 7468, section 10), which every JOSE library reads; the public
//! key as a JWK whose `kid` is its thumbprint (RFC 7638).

mod error;
mod jwk;
mod p256_key;
mod rsa_key;

use std::fmt;

use p256::pkcs8::der::zeroize::Zeroizing;

use crate::template::SigningAlgorithm;
pub use error::KeyError;
use jwk::PublicJwk;

/// A key pair that was just made.
pub struct KeyPair {
    /// The algorithm that it signs with.
    pub algorithm: SigningAlgorithm,
    /// The name of the key, which assertions have in their header: its thumbprint.
    pub kid: String,
    /// The private key: PKCS#8 in PEM. It is overwritten in memory when it is dropped.
    pub private_pem: Zeroizing<String>,
    public: PublicJwk,
}

impl KeyPair {
    /// Makes a key pair for an algorithm.
    ///
    /// # Errors
    ///
    /// The operating system gives no random numbers.
    pub fn generate(algorithm: SigningAlgorithm) -> Result<KeyPair, KeyError> {
        // What makes keys panics where the source of random numbers fails: it is tried before.
        getrandom::u64().map_err(|_| KeyError::NoRandomness)?;
        let (private_pem, key) = match algorithm {
            SigningAlgorithm::Rs256 => rsa_key::generate()?,
            SigningAlgorithm::Es256 => p256_key::generate()?,
        };
        let public = PublicJwk::new(key, algorithm).ok_or(KeyError::NotEncoded)?;
        Ok(KeyPair { algorithm, kid: public.kid().to_owned(), private_pem, public })
    }

    /// The key set with the public key, as JSON that ends in a line end.
    pub fn key_set(&self) -> String {
        self.public.key_set()
    }
}

impl fmt::Debug for KeyPair {
    /// Without the private key.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyPair").field("kid", &self.kid).finish_non_exhaustive()
    }
}
