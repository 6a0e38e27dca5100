//! Why TLS failed, in words, and what the operator of the host does about it.

use rustls::{AlertDescription, CertificateError, Error, InvalidMessage};

use crate::finding::FailureKind;

/// A failure of TLS.
pub struct TlsFault {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What is wrong, to follow the name of the host.
    pub what: String,
    /// What the operator of the host does about it.
    pub help: &'static str,
}

const RENEW: &str = "renew the certificate; every server would refuse it";
const OWN_NAME: &str = "have the certificate made out for this host name; every server would refuse it";
const WHOLE_CHAIN: &str = "serve the whole chain up to a public certificate authority; for a private one, use --ca-certificate FILE";
const NO_SELF_SIGNED: &str = "serve a certificate that a public certificate authority issued for this host; one of a private authority must not be an authority's itself (CA:FALSE), and --ca-certificate FILE names that authority";
const REISSUE: &str = "have the certificate issued again by a public certificate authority; servers that check it in full refuse this one";
const AUTHORITY: &str = "have the certificate issued by an authority that may issue it, and serve the intermediate certificates that the authority names";
const COMMON_TLS: &str =
    "offer TLS 1.2 or 1.3 with a cipher suite and a key exchange that browsers use today";
const SETTINGS: &str = "check the server's TLS settings and its log";

/// Reads an error of TLS. Nothing of the error's own words is shown: they name types.
pub fn fault(error: &Error) -> TlsFault {
    match error {
        Error::InvalidCertificate(error) => certificate(error),
        Error::NoCertificatesPresented => handshake("the server shows no certificate", SETTINGS),
        Error::AlertReceived(alert) => self::alert(*alert),
        Error::PeerIncompatible(_) => {
            handshake("the server and cimd have no version or algorithm of TLS in common", COMMON_TLS)
        }
        Error::InvalidMessage(InvalidMessage::InvalidContentType) => handshake(
            "the server does not answer in TLS",
            "check that this port serves https, and not plain http or something else",
        ),
        Error::InvalidMessage(_) => handshake("the server sends a message that is not valid TLS", SETTINGS),
        Error::InappropriateMessage { .. } | Error::InappropriateHandshakeMessage { .. } => {
            handshake("the server sends a TLS message out of turn", SETTINGS)
        }
        Error::PeerMisbehaved(_) => handshake("the server breaks a rule of TLS", SETTINGS),
        Error::DecryptError => handshake("the server sends a record that cannot be decrypted", SETTINGS),
        Error::PeerSentOversizedRecord => handshake("the server sends a record that is too large", SETTINGS),
        Error::NoApplicationProtocol => {
            handshake("the server and cimd have no application protocol in common", "offer http/1.1")
        }
        _ => handshake("the handshake did not succeed", SETTINGS),
    }
}

fn handshake(what: impl Into<String>, help: &'static str) -> TlsFault {
    TlsFault { kind: FailureKind::TlsHandshake, what: what.into(), help }
}

fn issuer(what: &str, help: &'static str) -> TlsFault {
    TlsFault { kind: FailureKind::TlsIssuer, what: what.to_owned(), help }
}

fn certificate(error: &CertificateError) -> TlsFault {
    let fault = |kind, what: &str, help| TlsFault { kind, what: what.to_owned(), help };
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            fault(FailureKind::TlsExpired, "its certificate has expired", RENEW)
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => fault(
            FailureKind::TlsExpired,
            "its certificate is not valid yet",
            "check the clocks of both sides, or serve a certificate that is valid now",
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            fault(FailureKind::TlsName, "its certificate is made out for another name", OWN_NAME)
        }
        CertificateError::UnknownIssuer => issuer(
            "its certificate comes from an issuer that is not trusted, or the chain is incomplete",
            WHOLE_CHAIN,
        ),
        CertificateError::Revoked => {
            handshake("its certificate was revoked", "have a new certificate issued, for a new key")
        }
        CertificateError::BadSignature => handshake(
            "the signature of a certificate in its chain does not verify",
            "serve the certificates as the authority issued them, with the key that belongs to them",
        ),
        CertificateError::BadEncoding => {
            handshake("a certificate in its chain cannot be read: it is not well-formed", REISSUE)
        }
        CertificateError::UnhandledCriticalExtension => critical_extension(),
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => handshake(
            "its certificate is not issued for servers",
            "have the certificate issued for servers: its extended key usage must have serverAuth",
        ),
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => algorithm(),
        CertificateError::Other(other) => match other.0.downcast_ref::<webpki::Error>() {
            Some(error) => path(error),
            None => refused(),
        },
        _ => refused(),
    }
}

/// What the library for certificates finds that TLS has no name for.
fn path(error: &webpki::Error) -> TlsFault {
    use webpki::Error as Path;

    match error {
        Path::CaUsedAsEndEntity => issuer(
            "its certificate is that of an authority, as self-signed certificates are, and comes from an issuer that is not trusted for servers",
            NO_SELF_SIGNED,
        ),
        Path::EndEntityUsedAsCa => {
            issuer("its certificate was issued with a certificate that is not an authority's", AUTHORITY)
        }
        Path::PathLenConstraintViolated => {
            issuer("its chain is longer than an authority in it allows", AUTHORITY)
        }
        Path::NameConstraintViolation => issuer(
            "its certificate is for a name that an authority in its chain may not issue for",
            AUTHORITY,
        ),
        Path::MaximumPathDepthExceeded
        | Path::MaximumPathBuildCallsExceeded
        | Path::MaximumSignatureChecksExceeded
        | Path::MaximumNameConstraintComparisonsExceeded => issuer(
            "its chain has too many certificates or names to be checked",
            "serve the certificate and the few intermediate certificates that lead to its authority, and no others",
        ),
        Path::UnsupportedCertVersion => handshake(
            "a certificate in its chain is not of version 3, as self-signed ones often are not",
            "have the certificate issued again as X.509 version 3, with the host in its subjectAltName",
        ),
        Path::UnsupportedCriticalExtension => critical_extension(),
        Path::EmptyEkuExtension => handshake(
            "its certificate has an empty extended key usage",
            "have the certificate issued for servers: its extended key usage must have serverAuth",
        ),
        Path::ExtensionValueInvalid | Path::MalformedExtensions => {
            handshake("a certificate in its chain has an extension that is not well-formed", REISSUE)
        }
        Path::InvalidSerialNumber => {
            handshake("a certificate in its chain has a serial number that is not valid", REISSUE)
        }
        Path::MalformedDnsIdentifier => {
            handshake("its certificate has a name that is not a host name", REISSUE)
        }
        Path::MalformedNameConstraint | Path::InvalidNetworkMaskConstraint => {
            issuer("an authority in its chain has name constraints that are not well-formed", AUTHORITY)
        }
        Path::SignatureAlgorithmMismatch => {
            handshake("a certificate in its chain names two different signature algorithms", REISSUE)
        }
        Path::UnsupportedNameType => {
            handshake("its host has a kind of name that certificates are not checked for", OWN_NAME)
        }
        _ => refused(),
    }
}

fn critical_extension() -> TlsFault {
    handshake("its certificate has a critical extension that servers do not know", REISSUE)
}

fn algorithm() -> TlsFault {
    handshake(
        "a certificate in its chain has a key or a signature of an algorithm that is not accepted",
        "have the certificate issued with SHA-256 or better, for an RSA key of 2048 bits or more, or for an elliptic curve of NIST",
    )
}

fn refused() -> TlsFault {
    handshake("its certificate cannot be verified", REISSUE)
}

/// The server broke off.
fn alert(alert: AlertDescription) -> TlsFault {
    let (what, help) = match alert {
        AlertDescription::HandshakeFailure
        | AlertDescription::ProtocolVersion
        | AlertDescription::InsufficientSecurity
        | AlertDescription::IllegalParameter => {
            ("it takes none of the versions and algorithms of TLS that cimd offers", COMMON_TLS)
        }
        AlertDescription::UnrecognisedName => (
            "it does not know this host name",
            "set the server up for this host name, with a certificate for it",
        ),
        AlertDescription::AccessDenied
        | AlertDescription::CertificateRequired
        | AlertDescription::BadCertificate
        | AlertDescription::NoCertificate => (
            "it asks for a certificate of the client",
            "let requests for the document through without a client's certificate: authorization servers have none",
        ),
        AlertDescription::InternalError => ("it reports an error of its own", SETTINGS),
        _ => ("it breaks off the handshake", SETTINGS),
    };
    handshake(format!("the server sends alert {}: {what}", u8::from(alert)), help)
}
