//! Runs the program in a folder of its own, with none of the caller's environment that would change what it
//! prints.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// A document without any finding.
pub const GOOD: &str = r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "Example",
  "redirect_uris": ["https://app.example.net/callback"],
  "grant_types": ["authorization_code", "refresh_token"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "none"
}
"#;

/// The same with one violation, in line 4.
pub const BAD: &str = r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "Example",
  "redirect_uris": ["http://app.example.net/callback"],
  "grant_types": ["authorization_code", "refresh_token"],
  "response_types": ["code"],
  "token_endpoint_auth_method": "none"
}
"#;

/// A folder to run the program in.
pub struct Folder {
    directory: TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        Folder { directory: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The same with one more file.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Runs the program here.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[], b"")
    }

    /// Runs the program here with these variables and this standard input.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)], input: &[u8]) -> Ran {
        let mut child = self.start(arguments, variables);
        // A program that does not read its input may close it first.
        let _ = child.stdin.take().expect("it is piped").write_all(input);
        Ran::from(child.wait_with_output().expect("the program ends"))
    }

    /// Starts the program here with these variables.
    pub fn start(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cimd"));
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM", "LC_ALL", "LC_CTYPE", "LANG"] {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    }
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code().expect("it was not killed"),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }
}

impl Ran {
    /// Standard output, read as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {}", self.out))
    }
}
