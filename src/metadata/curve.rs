//! Points on the curves of JSON Web Keys, and numbers of RSA keys that are weak.

use num_bigint::BigUint;

/// Whether a point lies on a curve of the type EC: y² = x³ + ax + b modulo p, with both coordinates below p (SEC 1, section
/// 3.2.2; the constants are those of SEC 2 and FIPS 186). `None` for a curve that is not known here.
pub fn is_on_curve(curve: &str, x: &[u8], y: &[u8]) -> Option<bool> {
    let Constants { p, a, b } = constants(curve)?;
    let (x, y) = (BigUint::from_bytes_be(x), BigUint::from_bytes_be(y));
    if x >= p || y >= p {
        return Some(false);
    }
    let right = (&x * &x % &p * &x + &a * &x + &b) % &p;
    Some(&y * &y % &p == right)
}

struct Constants {
    p: BigUint,
    a: BigUint,
    b: BigUint,
}

fn constants(curve: &str) -> Option<Constants> {
    let number = |hex: &str| BigUint::parse_bytes(hex.as_bytes(), 16).unwrap_or_default();
    let of = |p: &str, b: &str| {
        let p = number(p);
        // a is -3 on the curves of NIST.
        Constants { a: &p - 3_u32, b: number(b), p }
    };
    Some(match curve {
        "P-256" => of(
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        ),
        "P-384" => of(
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        ),
        "P-521" => of(
            "1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
        ),
        "secp256k1" => Constants {
            p: number("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),
            a: BigUint::ZERO,
            b: BigUint::from(7_u32),
        },
        _ => return None,
    })
}

/// Why the modulus of an RSA key can be factored by anybody; `None` where no such reason is seen.
pub fn weakness(modulus: &[u8]) -> Option<String> {
    let n = BigUint::from_bytes_be(modulus);
    if n.bits() < 16 {
        return None;
    }
    if let Some(prime) = SMALL_PRIMES.into_iter().find(|prime| &n % *prime == BigUint::ZERO) {
        return Some(format!("it is divisible by {prime}"));
    }
    let is_square = |number: &BigUint| number.sqrt().pow(2) == *number;
    if is_square(&n) {
        return Some("it is the square of a number".to_owned());
    }
    // Fermat's method finds two primes that are close in its first steps.
    let root = n.sqrt();
    let are_close = (1..=FERMAT_STEPS).any(|step| {
        let middle = &root + step;
        is_square(&(&middle * &middle - &n))
    });
    are_close.then(|| "its two primes are so close that they are found at once".to_owned())
}

/// Steps of Fermat's method: keys that were made with neighbouring primes fall in one or two.
const FERMAT_STEPS: u32 = 16;

const SMALL_PRIMES: [u32; 24] =
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::jwk::decoded;

    /// The public keys of RFC 7515 appendix A.3 and A.4, and of RFC 7517 appendix A.1.
    #[test]
    fn published_points_lie_on_their_curves() {
        for (curve, x, y) in [
            (
                "P-256",
                "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
            ),
            (
                "P-521",
                "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
                "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
            ),
            (
                "P-256",
                "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
            ),
        ] {
            let (x, mut y) = (decoded(x).expect("base64url"), decoded(y).expect("base64url"));
            assert_eq!(is_on_curve(curve, &x, &y), Some(true), "{curve}");
            let last = y.len() - 1;
            y[last] ^= 1;
            assert_eq!(is_on_curve(curve, &x, &y), Some(false), "{curve}");
        }
        assert_eq!(is_on_curve("P-256", &[0xff; 32], &[0; 32]), Some(false));
        assert_eq!(is_on_curve("P-192", &[], &[]), None);
    }

    /// The base points of P-384 and secp256k1 (SEC 2, sections 2.4.1 and 2.5.1).
    #[test]
    fn base_points_lie_on_their_curves() {
        let bytes = |hex: &str| BigUint::parse_bytes(hex.as_bytes(), 16).expect("hexadecimal").to_bytes_be();
        for (curve, x, y) in [
            (
                "P-384",
                "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
                "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
            ),
            (
                "secp256k1",
                "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
                "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
            ),
        ] {
            assert_eq!(is_on_curve(curve, &bytes(x), &bytes(y)), Some(true), "{curve}");
        }
    }

    #[test]
    fn moduli_that_anybody_can_factor_are_told() {
        let number = |text: &str| BigUint::parse_bytes(text.as_bytes(), 10).expect("a number");
        let (one, next) = (
            number("170141183460469231731687303715884105727"),
            number("170141183460469231731687303715884105757"),
        );
        assert!(weakness(&(&one * &next).to_bytes_be()).is_some_and(|why| why.contains("close")));
        assert!(weakness(&(&one * &one).to_bytes_be()).is_some_and(|why| why.contains("square")));
        assert!(weakness(&(&one * 97_u32 * 89_u32).to_bytes_be()).is_some_and(|why| why.contains("89")));
        let far = number("57896044618658097711785492504343953926634992332820282019728792003956564819949");
        assert_eq!(weakness(&(&one * &far).to_bytes_be()), None);
        assert_eq!(weakness(&[]), None);
    }
}
