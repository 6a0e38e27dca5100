//! Certificates, made anew for each run: an authority to be trusted, and what is shown for each name.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::site::{Identity, Site};

/// How TLS is set up, and the authority to trust.
#[derive(Debug)]
pub struct Certificates {
    /// TLS of the server.
    pub config: Arc<ServerConfig>,
    /// The authority's certificate in PEM.
    pub authority: String,
}

type Authority = CertifiedIssuer<'static, KeyPair>;

impl Certificates {
    /// An authority and a certificate for each name of a site.
    ///
    /// # Errors
    ///
    /// The host is not a name that a certificate can hold.
    pub fn for_site(site: &Site) -> io::Result<Certificates> {
        let trusted = authority("cimd serve-cases").map_err(io::Error::other)?;
        let unknown = authority("cimd serve-cases, not to be trusted").map_err(io::Error::other)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut shown = HashMap::new();
        for identity in Identity::ALL {
            let issuer = if identity == Identity::Untrusted { &unknown } else { &trusted };
            shown.insert(site.name(identity), Arc::new(certified(site, identity, issuer, &provider)?));
        }
        let usual = Arc::clone(&shown[&site.host]);
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(ByName { shown, usual }));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Certificates { config: Arc::new(config), authority: trusted.pem() })
    }
}

/// Chooses the certificate by the name that the client asks for. Whoever asks for none, or for another, gets the sound one.
#[derive(Debug)]
struct ByName {
    shown: HashMap<String, Arc<CertifiedKey>>,
    usual: Arc<CertifiedKey>,
}

impl ResolvesServerCert for ByName {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let named = hello.server_name().and_then(|name| self.shown.get(&name.to_ascii_lowercase()));
        Some(Arc::clone(named.unwrap_or(&self.usual)))
    }
}

fn authority(name: &str) -> Result<Authority, rcgen::Error> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // Verifiers that are strict about RFC 5280 ask for it.
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

fn certified(
    site: &Site,
    identity: Identity,
    issuer: &Authority,
    provider: &CryptoProvider,
) -> io::Result<CertifiedKey> {
    let names = match identity {
        Identity::Sound => vec![site.host.clone(), "localhost".to_owned(), site.address.ip().to_string()],
        Identity::Misnamed => vec![format!("elsewhere.{}", site.host)],
        Identity::Expired | Identity::Untrusted => vec![site.name(identity)],
    };
    let mut params = CertificateParams::new(names).map_err(io::Error::other)?;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    if identity == Identity::Expired {
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2020, 4, 1));
    }
    let key = KeyPair::generate().map_err(io::Error::other)?;
    let certificate = params.signed_by(&key, issuer).map_err(io::Error::other)?;
    let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(io::Error::other)?;
    let key = provider.key_provider.load_private_key(key).map_err(io::Error::other)?;
    Ok(CertifiedKey::new(vec![certificate.der().clone()], key))
}
