//! `cimd serve-cases`: hostile documents for the tests of a server.

use std::fmt::Display;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{io, thread};

use clap::Args;

use super::outcome::Outcome;
use super::output::{note, print};
use super::usage::UsageError;
use crate::files::{self, FileId};
use crate::serve_cases::Server;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ServeCasesArguments {
    /// The loopback address and the port to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8443", value_parser = listen)]
    pub listen: SocketAddr,

    /// The host name of the cases, which the server under test has to find at the address
    #[arg(long, value_name = "NAME", default_value = "cases.example.test")]
    pub host: String,

    /// Write the certificate of this run's authority to a file, in PEM
    #[arg(long, value_name = "FILE")]
    pub ca_file: Option<PathBuf>,

    /// Write the manifest to a file, besides serving it
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,

    /// End after this time, from 1 second to a day [default: end when interrupted]
    #[arg(long = "for", value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub seconds: Option<u32>,
}

const EXAMPLES: &str = "\
Examples:
  cimd serve-cases --ca-file ca.pem                        serve until interrupted
  cimd serve-cases --ca-file ca.pem --manifest cases.json  the same, with the list of cases in a file
  cimd serve-cases --listen 127.0.0.1:0 --for 60           at a free port, for a minute";

/// Serves until the time is over, or the process is interrupted.
pub fn run(arguments: &ServeCasesArguments) -> Result<Outcome, UsageError> {
    check_outputs(arguments)?;
    let server = Server::bind(arguments.listen, &arguments.host).map_err(|error| {
        UsageError::new(format!("{} cannot be served at {}: {error}", arguments.host, arguments.listen))
            .help("choose another address with --listen ADDRESS:PORT, or another name with --host NAME")
    })?;
    if let Some(file) = &arguments.ca_file {
        write(file, server.authority())?;
    }
    // The manifest is written last: when it is there, everything else is.
    if let Some(file) = &arguments.manifest {
        write(file, format_args!("{:#}\n", server.manifest()))?;
    }
    announce(arguments, &server)?;
    let Some(seconds) = arguments.seconds else {
        server.run();
        return Ok(Outcome::Clean);
    };
    // The thread ends with the process.
    thread::spawn(move || server.run());
    thread::sleep(Duration::from_secs(seconds.into()));
    Ok(Outcome::Clean)
}

fn announce(arguments: &ServeCasesArguments, server: &Server) -> Result<(), UsageError> {
    let origin = server.origin();
    print(|out| {
        writeln!(out, "manifest      {origin}/manifest.json")?;
        writeln!(out, "observations  {origin}/observations.json")?;
        writeln!(out, "hosts entry   {}", server.hosts_entry())?;
        match &arguments.ca_file {
            Some(file) => {
                writeln!(out, "authority     {}", crate::format::sanitised(&file.to_string_lossy()))
            }
            None => Ok(()),
        }?;
        writeln!(out, "next          lead the server under test there: `setup` in the manifest says how")
    })?;
    if arguments.ca_file.is_none() && arguments.manifest.is_none() {
        note(
            "the server under test has to trust this run's authority; write its certificate with --ca-file FILE",
        );
    }
    Ok(())
}

fn check_outputs(arguments: &ServeCasesArguments) -> Result<(), UsageError> {
    if let (Some(authority), Some(manifest)) = (&arguments.ca_file, &arguments.manifest)
        && FileId::of(authority).is_some_and(|id| Some(id) == FileId::of(manifest))
    {
        return Err(UsageError::new("--ca-file and --manifest name the same file").help("name two files"));
    }
    Ok(())
}

fn write(file: &Path, text: impl Display) -> Result<(), UsageError> {
    let result: io::Result<()> = files::write(file, |out| write!(out, "{text}"));
    result.map_err(|error| {
        UsageError::new(format!("{} cannot be written: {}", file.display(), files::words(&error)))
            .help("name a file in a directory that can be written to")
    })
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.parse().map_err(|_| {
        "write a loopback address and a port, such as 127.0.0.1:8443 or [::1]:8443".to_owned()
    })?;
    match address.ip().is_loopback() {
        true => Ok(address),
        false => Err("only loopback addresses are listened at: what is served is hostile".to_owned()),
    }
}
