//! Where a requirement is written down.

use serde::Serialize;

/// A section of a specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The specification. Its revision is part of the title.
    pub title: &'static str,
    /// The section.
    pub section: &'static str,
    /// Where it can be read.
    pub link: &'static str,
}

macro_rules! draft {
    ($revision:literal, $section:literal) => {
        Source {
            title: concat!("OAuth Client ID Metadata Document, draft ", $revision),
            section: $section,
            link: concat!(
                "https://datatracker.ietf.org/doc/html/draft-ietf-oauth-client-id-metadata-document-",
                $revision
            ),
        }
    };
}

macro_rules! rfc {
    ($number:literal, $section:literal) => {
        Source {
            title: concat!("RFC ", $number),
            section: $section,
            link: concat!("https://www.rfc-editor.org/rfc/rfc", $number),
        }
    };
}

/// A client identifier URL has a path, and neither a fragment, nor user information, nor dot segments.
pub const IDENTIFIER: &[Source] =
    &[draft!("00", "3"), draft!("01", "3"), draft!("02", "3"), draft!("03", "3")];
/// `client_id` equals the URL of the document by simple string comparison.
pub const EQUALITY: &[Source] =
    &[draft!("00", "4.1"), draft!("01", "4.1"), draft!("02", "4"), draft!("03", "4")];
/// Redirects are not followed automatically.
pub const REDIRECTS: &[Source] = &[draft!("01", "4"), draft!("02", "5"), draft!("03", "5")];
/// Every status other than 200 is an error.
pub const STATUS: &[Source] = REDIRECTS;
/// A document that cannot be had ends the authorization request.
pub const ABORT: &[Source] =
    &[draft!("00", "4.3"), draft!("01", "4.3"), draft!("02", "5.1"), draft!("03", "5.1")];
/// Documents may be kept as RFC 9111 says; errors and invalid documents may not.
pub const CACHE: &[Source] =
    &[draft!("00", "4.4"), draft!("01", "4.4"), draft!("02", "5.2"), draft!("03", "5.2")];
/// How much is read has a limit; reaching it is an error from draft 02 on.
pub const SIZE: &[Source] =
    &[draft!("00", "6.6"), draft!("01", "6.6"), draft!("02", "8.7"), draft!("03", "9.7")];
/// Special-use addresses are not fetched from.
pub const ADDRESSES: &[Source] =
    &[draft!("00", "6.5"), draft!("01", "6.5"), draft!("02", "8.6"), draft!("03", "9.6")];
/// Neither are those that the document names.
pub const CONTAINED: &[Source] = &[draft!("01", "6.5"), draft!("02", "8.6"), draft!("03", "9.6")];
/// No shared secret, neither in the document nor as a method.
pub const SECRETS: &[Source] =
    &[draft!("00", "4.1"), draft!("01", "4.1"), draft!("02", "4.1"), draft!("03", "4.1")];
/// No private key.
pub const PRIVATE_KEYS: &[Source] = &[draft!("02", "4.1"), draft!("03", "4.1")];
/// Nor in the claims of a software statement.
pub const STATEMENT: &[Source] = &[draft!("03", "4.1")];
/// How the method of authentication follows from the document.
pub const METHOD: &[Source] = &[draft!("03", "6")];
/// Media types.
pub const MEDIA_TYPE: &[Source] =
    &[draft!("00", "4.1"), draft!("01", "4.1"), draft!("02", "4"), draft!("03", "4")];
/// Fetching tells the client's host who logs in; what is fresh need not be fetched.
pub const PRIVACY: &[Source] = &[draft!("02", "9.1"), draft!("03", "10.1")];
/// What the document is.
pub const JSON: &[Source] = &[draft!("02", "4"), rfc!("8259", "2")];
/// JSON that is exchanged is UTF-8; a byte order mark may be ignored.
pub const ENCODING: &[Source] = &[rfc!("8259", "8.1")];
/// The names of an object's members should be unique.
pub const DUPLICATES: &[Source] = &[rfc!("8259", "4")];
/// How deep JSON may be is up to the parser.
pub const DEPTH: &[Source] = &[rfc!("8259", "9")];
/// Types of members, and that unknown ones are ignored; redirect URIs and keys.
pub const METADATA: &[Source] = &[rfc!("7591", "2")];
/// The kinds of redirect URIs that may be registered.
pub const REDIRECT_URIS: &[Source] = &[rfc!("7591", "5")];
/// A redirect URI is absolute and has no fragment.
pub const REDIRECT_FORM: &[Source] = &[rfc!("6749", "3.1.2")];
/// Of a redirect URI on a loopback address the port is not compared.
pub const LOOPBACK_PORT: &[Source] = &[rfc!("8252", "7.3")];
/// A message that ends early is incomplete.
pub const INCOMPLETE: &[Source] = &[rfc!("9112", "8")];
/// Without length or chunks, the end of TLS is the end of the message.
pub const TLS_CLOSURE: &[Source] = &[rfc!("9112", "9.8")];
/// Only content codings that were asked for should be sent.
pub const CODINGS: &[Source] = &[rfc!("9110", "12.5.3")];
/// The certificate is verified, and is for this name.
pub const CERTIFICATES: &[Source] = &[rfc!("9110", "4.3.4")];
/// Asking whether what is kept is still right.
pub const VALIDATION: &[Source] = &[rfc!("9111", "4.3")];
/// Message framing of HTTP/1.1.
pub const FRAMING: &[Source] = &[rfc!("9112", "6")];
/// A program that is not a browser has no page that it comes from.
pub const REFERER: &[Source] = &[rfc!("9110", "10.1.3")];
/// The version that a client sends is the highest that it conforms to.
pub const VERSION: &[Source] = &[rfc!("9110", "2.5")];
/// Sending the media types that are understood.
pub const ACCEPT: &[Source] = &[rfc!("9110", "12.5.1")];
/// The field Host is the authority of the URL.
pub const HOST: &[Source] = &[rfc!("9112", "3.2")];
