//! Arguments that several commands have.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::terminal::ColorChoice;
#[cfg(feature = "fetch")]
use crate::fetch::Resolve;

/// A value of `--resolve`, which a build without network support refuses unread.
#[cfg(not(feature = "fetch"))]
type Resolve = String;

/// Where a document is published.
#[derive(Debug, Args)]
pub struct PublishedArguments {
    /// The URL where the document is (to be) published; without it, the document's own client_id is taken for it
    #[arg(long, value_name = "URL", allow_hyphen_values = true)]
    pub url: Option<String>,
}

/// Colours on standard output.
#[derive(Debug, Args)]
pub struct ColorArguments {
    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto")]
    pub color: ColorChoice,
}

/// Which configuration holds.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigArguments {
    /// The configuration file [default: cimd.toml in the folder of the input or above it, within its repository]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Look for no configuration file
    #[arg(long)]
    pub no_config: bool,
}

/// How documents and key sets are fetched.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fetching")]
pub struct FetchingArguments {
    /// Do not fetch what a document links to (jwks_uri); the default for files
    #[arg(long, conflicts_with = "online")]
    pub offline: bool,

    /// Fetch what a document links to (jwks_uri); the default for URLs
    #[arg(long)]
    pub online: bool,

    /// Time for one exchange, from looking up the name to the last byte
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub timeout: Duration,

    /// Trust the certificates of a PEM file too
    #[arg(long, value_name = "FILE")]
    pub ca_certificate: Option<PathBuf>,

    /// Connect to these addresses instead of looking the host up; repeatable
    #[arg(long = "resolve", value_name = "HOST:PORT:ADDRESS[,ADDRESS]")]
    pub resolves: Vec<Resolve>,

    /// Let private and other special-use addresses be connected to
    #[arg(long)]
    pub allow_private_network: bool,

    /// Go through a proxy, which then resolves names and guards addresses
    // Not read here: an error about an argument shows its value, and this one may hold a password.
    #[arg(long, value_name = "URL", allow_hyphen_values = true)]
    pub proxy: Option<OsString>,
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds <= 3_600.0 => Ok(Duration::from_secs_f64(seconds)),
        _ => Err("write a number of seconds above 0 and up to 3600".to_owned()),
    }
}
