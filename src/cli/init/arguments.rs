//! The arguments of `cimd init`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::cli::groups::ConfigArguments;
use crate::template::{ClientKind, SigningAlgorithm};

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct InitArguments {
    /// The file to write, such as client.json; - for standard output
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// What the client is
    #[arg(long, value_name = "KIND", value_parser = kind())]
    pub kind: Option<ClientKind>,

    /// The URL where the document is going to be published [default: what cimd.toml says of FILE]
    #[arg(long, value_name = "URL", allow_hyphen_values = true)]
    pub url: Option<String>,

    /// The name that users are shown when they log in
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub name: Option<String>,

    /// Where users are led back to; repeatable [default: a loopback address for native, cli and mcp]
    #[arg(long = "redirect-uri", value_name = "URI", allow_hyphen_values = true)]
    pub redirect_uris: Vec<String>,

    /// Whose rules the document satisfies: a built-in profile, or a TOML file [default: auth0]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    /// Replace files that are there already
    #[arg(long)]
    pub force: bool,

    /// Do not say what to do next
    #[arg(short, long)]
    pub quiet: bool,

    // A heading holds for whatever follows.
    #[command(flatten)]
    pub keys: KeyArguments,

    #[command(flatten)]
    pub config: ConfigArguments,
}

/// The key of a confidential client.
#[derive(Debug, Args)]
#[command(next_help_heading = "The key of a confidential client")]
pub struct KeyArguments {
    /// Make a key pair, and write its key set to jwks.json beside FILE
    #[arg(long)]
    pub key: bool,

    /// The file of the private key, which only its owner can read [default: private-key.pem]
    #[arg(long, value_name = "FILE", requires = "key")]
    pub private_key: Option<PathBuf>,

    /// What the client signs with [default: RS256, where the profile takes it]
    #[arg(long, value_name = "ALGORITHM", value_parser = algorithm())]
    pub algorithm: Option<SigningAlgorithm>,
}

const HELP: &str = "\
What is not given is asked for on a terminal, and an error elsewhere.

Exit codes:
  0  the document is written; its profile has no violation and no warning for it
  2  nothing is written: something is missing or not right, or a file is there already";

fn kind() -> impl TypedValueParser<Value = ClientKind> {
    let value = |kind: ClientKind| PossibleValue::new(kind.name()).help(kind.description());
    PossibleValuesParser::new(ClientKind::ALL.map(value))
        .try_map(|name| ClientKind::from_name(&name).ok_or("there is no such kind"))
}

fn algorithm() -> impl TypedValueParser<Value = SigningAlgorithm> {
    PossibleValuesParser::new(SigningAlgorithm::ALL.map(SigningAlgorithm::name))
        .try_map(|name| SigningAlgorithm::from_name(&name).ok_or("there is no such algorithm"))
}
