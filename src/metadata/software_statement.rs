//! Software statements: claims about the software of a client in a signed JWT (RFC 7591, section 2.3).

use super::jwk::decoded;
use crate::json::{Kind, Tree};

/// A software statement, taken apart.
#[derive(Debug)]
pub struct SoftwareStatement {
    /// What its header says of the signature.
    pub header: Tree,
    /// What it says of the client.
    pub claims: Tree,
    /// Whether anything stands where the signature belongs.
    pub is_signed: bool,
}

impl SoftwareStatement {
    /// Takes one apart; what keeps that from being done is the error.
    ///
    /// # Errors
    ///
    /// The text is not a JWS in compact form whose header and claims are JSON objects (RFC 7515, section 7.1; RFC 7519,
    /// section 7.2).
    pub fn read(text: &str) -> Result<SoftwareStatement, &'static str> {
        let mut parts = text.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err("it does not have three parts with a `.` between them");
        };
        let object = |part: &str| {
            let tree = Tree::parse(decoded(part)?);
            let is_object = tree.is_json() && tree.root().is_some_and(|root| root.kind() == Kind::Object);
            is_object.then_some(tree)
        };
        Ok(SoftwareStatement {
            header: object(header).ok_or("its first part is not a JSON object in base64url")?,
            claims: object(claims).ok_or("its second part is not a JSON object in base64url")?,
            is_signed: !signature.is_empty(),
        })
    }
}
