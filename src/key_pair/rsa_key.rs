//! RSA keys, for RS256.
//!
//! The primes are made by a crate; what follows from them is arithmetic (RFC 8017, section 3.2), and each key is tried before
//! it is given away. The crate `rsa`, which would do both, has an open advisory (RUSTSEC-2023-0071).

use crypto_bigint::U1024;
use crypto_primes::hazmat::{SetBits, SmallFactorsSieveFactory};
use crypto_primes::{Flavor, is_prime, sieve_and_find};
use getrandom::SysRng;
use getrandom::rand_core::UnwrapErr;
use num_bigint::BigUint;
use p256::pkcs8::der::zeroize::Zeroizing;
use p256::pkcs8::der::{Encode as _, asn1::OctetStringRef};
use p256::pkcs8::{LineEnding, PrivateKeyInfoRef};
use pkcs1::{ALGORITHM_ID, RsaPrivateKey, UintRef};

use super::error::KeyError;
use super::jwk::{PublicKey, base64url};

/// The size of a prime; the modulus has twice as many bits, 2048, which every server takes.
const PRIME_BITS: u32 = 1024;

/// The exponent that all keys have, 2^16 + 1.
const EXPONENT: u32 = 65_537;

/// How much the primes differ at least, in bits: FIPS 186-5, section A.1.1.
const DIFFERENCE_BITS: u64 = PRIME_BITS as u64 - 100;

/// A key by its numbers.
struct Numbers {
    modulus: BigUint,
    exponent: BigUint,
    private_exponent: BigUint,
    primes: [BigUint; 2],
    /// The private exponent modulo each prime less one.
    exponents: [BigUint; 2],
    coefficient: BigUint,
}

/// Makes a key: the private one as PEM, and the public one.
pub(super) fn generate() -> Result<(Zeroizing<String>, PublicKey), KeyError> {
    // Two primes that are no key are as rare as a broken machine.
    let numbers = (0..8).find_map(|_| numbers(prime()?, prime()?)).ok_or(KeyError::NotEncoded)?;
    let public = PublicKey::Rsa {
        n: base64url(&numbers.modulus.to_bytes_be()),
        e: base64url(&numbers.exponent.to_bytes_be()),
    };
    Ok((numbers.pem().ok_or(KeyError::NotEncoded)?, public))
}

/// A prime whose upper two bits are set, so that the product of two has all its bits.
fn prime() -> Option<BigUint> {
    let sieve = SmallFactorsSieveFactory::<U1024>::new(Flavor::Any, PRIME_BITS, SetBits::TwoMsb).ok()?;
    let found =
        sieve_and_find(&mut UnwrapErr(SysRng), sieve, |_, candidate| is_prime(Flavor::Any, candidate));
    Some(BigUint::from_bytes_be(found.ok()??.to_be_bytes().as_ref()))
}

/// The key of two primes; `None` where they make none: they are too near to each other, or the exponent divides one of
/// them less one.
fn numbers(p: BigUint, q: BigUint) -> Option<Numbers> {
    let one = BigUint::from(1_u8);
    // The larger one is the first, as most programs have it.
    let (p, q) = if p > q { (p, q) } else { (q, p) };
    if (&p - &q).bits() <= DIFFERENCE_BITS {
        return None;
    }
    let exponent = BigUint::from(EXPONENT);
    let (below_p, below_q) = (&p - &one, &q - &one);
    let private_exponent = exponent.modinv(&(&below_p * &below_q))?;
    let numbers = Numbers {
        modulus: &p * &q,
        exponents: [&private_exponent % &below_p, &private_exponent % &below_q],
        coefficient: q.modinv(&p)?,
        exponent,
        private_exponent,
        primes: [p, q],
    };
    numbers.works().then_some(numbers)
}

impl Numbers {
    /// Whether what is signed with the key is verified with it.
    fn works(&self) -> bool {
        let message = BigUint::from(0x6369_6d64_u32);
        let signed = message.modpow(&self.private_exponent, &self.modulus);
        signed.modpow(&self.exponent, &self.modulus) == message
    }

    fn pem(&self) -> Option<Zeroizing<String>> {
        let bytes = |number: &BigUint| Zeroizing::new(number.to_bytes_be());
        let (modulus, exponent) = (bytes(&self.modulus), bytes(&self.exponent));
        let private_exponent = bytes(&self.private_exponent);
        let [prime1, prime2] = self.primes.each_ref().map(bytes);
        let [exponent1, exponent2] = self.exponents.each_ref().map(bytes);
        let coefficient = bytes(&self.coefficient);
        let key = RsaPrivateKey {
            modulus: UintRef::new(&modulus).ok()?,
            public_exponent: UintRef::new(&exponent).ok()?,
            private_exponent: UintRef::new(&private_exponent).ok()?,
            prime1: UintRef::new(&prime1).ok()?,
            prime2: UintRef::new(&prime2).ok()?,
            exponent1: UintRef::new(&exponent1).ok()?,
            exponent2: UintRef::new(&exponent2).ok()?,
            coefficient: UintRef::new(&coefficient).ok()?,
            other_prime_infos: None,
        };
        let key = Zeroizing::new(key.to_der().ok()?);
        let key = PrivateKeyInfoRef::new(ALGORITHM_ID, OctetStringRef::new(&key).ok()?);
        let document = p256::pkcs8::SecretDocument::try_from(key).ok()?;
        document.to_pem("PRIVATE KEY", LineEnding::LF).ok()
    }
}
