//! What makes this a server for development: names of a network that only exists on this machine.
//!
//! A server on the internet has none of this. It uses the resolver's own look-up, allows no special-use address, and trusts
//! the public roots alone.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

use cimd::resolver::{BoxFuture, Lookup};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};

/// The host of the demonstration client.
pub const CLIENT_HOST: &str = "client.example.net";

/// Knows one name, which leads to 127.0.0.1.
pub struct OneHost;

impl Lookup for OneHost {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            match host {
                CLIENT_HOST => Ok(vec![Ipv4Addr::LOCALHOST.into()]),
                _ => Err(io::Error::new(io::ErrorKind::NotFound, "this network has one host")),
            }
        })
    }
}

/// An authority made for this run, and a certificate that it has issued for both sites.
pub struct Certificates {
    /// The certificate of the authority, as PEM.
    pub authority: String,
    /// The certificate of the sites, as PEM.
    pub chain: String,
    /// Their key, as PEM.
    pub key: String,
}

impl Certificates {
    /// Makes new ones.
    pub fn generate() -> Result<Certificates, rcgen::Error> {
        let mut authority = CertificateParams::default();
        authority.distinguished_name.push(DnType::CommonName, "Authority of the cimd example");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), CLIENT_HOST.to_owned()];
        let key = KeyPair::generate()?;
        let mut site = CertificateParams::new(names)?;
        site.use_authority_key_identifier_extension = true;
        let certificate = site.signed_by(&key, &authority)?;
        Ok(Certificates { authority: authority.pem(), chain: certificate.pem(), key: key.serialize_pem() })
    }
}
