//! What the server is started with.

use std::path::PathBuf;

use clap::Parser;

/// An authorization server whose clients are Client ID Metadata Documents, over TLS on loopback.
#[derive(Debug, Clone, Parser)]
pub struct Settings {
    /// Port of the server on 127.0.0.1
    #[arg(long, default_value_t = 8443)]
    pub port: u16,
    /// Port of the site that publishes the demonstration client
    #[arg(long, default_value_t = 8444)]
    pub client_port: u16,
    /// Where the certificate of the authority is written that has issued those of both
    #[arg(long, value_name = "FILE", default_value = "authority.pem")]
    pub authority: PathBuf,
    /// Where the private key of the demonstration client is written; without it, that client only has a public form
    #[arg(long, value_name = "FILE")]
    pub client_key: Option<PathBuf>,
    /// Database that resolved clients are kept in; without it, they are kept in memory
    #[arg(long, value_name = "FILE")]
    pub cache: Option<PathBuf>,
    /// Profile that clients are held against
    #[arg(long, default_value = "mcp")]
    pub profile: String,
}

impl Settings {
    /// The issuer identifier (RFC 8414, section 2).
    pub fn issuer(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// The resource that tokens are for.
    pub fn resource(&self) -> String {
        format!("{}/mcp", self.issuer())
    }
}
