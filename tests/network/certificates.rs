//! Certificates made for the tests: sound ones, and such that every client must refuse.

use std::sync::{Arc, LazyLock};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    date_time_ymd,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::version::{TLS12, TLS13};
use rustls::{ServerConfig, SupportedProtocolVersion};

/// The authority that the program is told to trust.
pub static TRUSTED: LazyLock<Authority> = LazyLock::new(|| Authority::new("The tests' authority"));

/// The host of most tests.
pub const HOST: &str = "app.example.net";

/// Who issues certificates.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// What a server shows of itself: a certificate, those that lead to its issuer, and the key.
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: KeyPair,
}

impl Authority {
    /// An authority that has issued itself its certificate.
    pub fn new(name: &str) -> Authority {
        let issuer = CertifiedIssuer::self_signed(authority(name), key()).expect("it can sign");
        Authority { issuer }
    }

    /// An authority below this one.
    pub fn below(&self, name: &str) -> Authority {
        self.below_as(name, |_| {})
    }

    /// An authority below this one, made in its own way.
    pub fn below_as(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Authority {
        let mut authority = authority(name);
        change(&mut authority);
        let issuer = CertifiedIssuer::signed_by(authority, key(), &self.issuer).expect("it can sign");
        Authority { issuer }
    }

    /// Its own certificate, as text.
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// An identity for these names, valid for as long as the test's author cares.
    pub fn issue(&self, names: &[&str]) -> Identity {
        self.sign(leaf(names))
    }

    /// An identity for the host of most tests, made in its own way.
    pub fn issue_as(&self, change: impl FnOnce(&mut CertificateParams)) -> Identity {
        let mut leaf = leaf(&[HOST]);
        change(&mut leaf);
        self.sign(leaf)
    }

    /// An identity that was valid once.
    pub fn issue_expired(&self, names: &[&str]) -> Identity {
        let mut leaf = leaf(names);
        (leaf.not_before, leaf.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2020, 4, 1));
        self.sign(leaf)
    }

    /// An identity that becomes valid later.
    pub fn issue_for_later(&self, names: &[&str]) -> Identity {
        let mut leaf = leaf(names);
        (leaf.not_before, leaf.not_after) = (date_time_ymd(2400, 1, 1), date_time_ymd(2401, 1, 1));
        self.sign(leaf)
    }

    fn sign(&self, leaf: CertificateParams) -> Identity {
        let key = key();
        let certificate = leaf.signed_by(&key, &self.issuer).expect("it can sign");
        Identity { chain: vec![certificate.der().clone()], key }
    }
}

impl Identity {
    /// An identity that vouches for itself.
    pub fn self_signed(names: &[&str]) -> Identity {
        let key = key();
        let certificate = leaf(names).self_signed(&key).expect("it can sign");
        Identity { chain: vec![certificate.der().clone()], key }
    }

    /// An identity that vouches for itself as an authority, as `openssl req -x509` makes them.
    pub fn self_signed_authority(names: &[&str]) -> Identity {
        let key = key();
        let mut params = leaf(names);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).expect("it can sign");
        Identity { chain: vec![certificate.der().clone()], key }
    }

    /// The same, with one byte of the certificate's end exchanged: its signature is another one.
    pub fn forged(mut self) -> Identity {
        let mut bytes = self.chain[0].to_vec();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        self.chain[0] = bytes.into();
        self
    }

    /// The same, showing the certificate of its issuer too.
    pub fn with_issuer(mut self, authority: &Authority) -> Identity {
        self.chain.push(authority.issuer.der().clone());
        self
    }

    /// How a server is set up that shows it.
    pub fn config(self) -> Arc<ServerConfig> {
        self.config_for(&[&TLS13, &TLS12])
    }

    /// The same for a server that speaks TLS 1.2 only.
    pub fn config_of_old(self) -> Arc<ServerConfig> {
        self.config_for(&[&TLS12])
    }

    fn config_for(self, versions: &[&'static SupportedProtocolVersion]) -> Arc<ServerConfig> {
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let key = provider.key_provider.load_private_key(key).expect("a key that the provider takes");
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .expect("the provider knows them")
            .with_no_client_auth()
            // Unlike the usual way, this takes certificates that rustls itself cannot read.
            .with_cert_resolver(Arc::new(SingleCertAndKey::from(CertifiedKey::new(self.chain, key))));
        Arc::new(config)
    }
}

/// How nearly every server of the tests is set up.
pub fn sound() -> Arc<ServerConfig> {
    static SOUND: LazyLock<Arc<ServerConfig>> = LazyLock::new(|| {
        TRUSTED.issue(&[HOST, "other.example.net", "*.many.example.net", "localhost"]).config()
    });
    Arc::clone(&SOUND)
}

fn authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn leaf(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).expect("names of hosts");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params
}

fn key() -> KeyPair {
    KeyPair::generate().expect("a key")
}
