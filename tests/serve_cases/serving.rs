//! A run of `cimd serve-cases` that other processes and clients talk to.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Child;

use serde_json::Value;

use crate::client::Client;
use crate::runner::{Folder, Ran};

/// The host of the cases.
pub const HOST: &str = "cases.example.test";

/// A server that runs until the test ends.
pub struct Serving {
    child: Child,
    folder: Folder,
    /// Its manifest.
    pub manifest: Value,
    /// A client that trusts its authority.
    pub client: Client,
}

impl Serving {
    /// Starts a server at a free port.
    pub fn start() -> Serving {
        let folder = Folder::new();
        let arguments = [
            "serve-cases",
            "--listen",
            "127.0.0.1:0",
            "--ca-file",
            "ca.pem",
            "--manifest",
            "cases.json",
            "--for",
            "120",
        ];
        let mut child = folder.start(&arguments, &[]);
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("it is piped");
        BufReader::new(out).read_line(&mut line).expect("it says where the manifest is");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("it is written");
        let manifest: Value = serde_json::from_str(&read("cases.json")).expect("it is JSON");
        let url = line.strip_prefix("manifest").expect("the first line is about the manifest").trim();
        let port = url.strip_prefix("https://cases.example.test:").expect(url);
        let port: u16 = port.strip_suffix("/manifest.json").expect(url).parse().expect("a port");
        let client = Client::new(port, &read("ca.pem"));
        Serving { child, folder, manifest, client }
    }

    /// The cases of the manifest.
    pub fn cases(&self) -> &[Value] {
        self.manifest["cases"].as_array().expect("an array")
    }

    /// Lints URLs under a profile, as a server of that profile would resolve them, with its switch for private networks on.
    pub fn lint(&self, urls: &[&str], profile: &str) -> Ran {
        let names = self.manifest["hosts"].as_array().expect("an array");
        let names = names.iter().map(|name| name.as_str().expect("a name"));
        let resolves: Vec<String> =
            names.map(|name| format!("{name}:{}:127.0.0.1", self.client.port)).collect();
        let mut arguments = vec!["lint", "--format", "json", "--timeout", "3", "--allow-private-network"];
        arguments.extend(["--profile", profile, "--ca-certificate", "ca.pem"]);
        arguments.extend(resolves.iter().flat_map(|resolve| ["--resolve", resolve.as_str()]));
        arguments.extend(urls);
        self.folder.run(&arguments)
    }

    /// What was observed since the last reset.
    pub fn observations(&self) -> Value {
        let body = self.client.get("/observations.json").body;
        serde_json::from_str(&body).unwrap_or_else(|error| panic!("{error} in {body}"))
    }

    /// The observations of one case.
    pub fn observed(&self, case: &str) -> Value {
        let observations = self.observations();
        let cases = observations["cases"].as_array().expect("an array");
        let found = cases.iter().find(|entry| entry["case"] == case);
        found.unwrap_or_else(|| panic!("{case} was not requested: {observations:#}")).clone()
    }

    /// The names of the judgements on one case.
    pub fn judgements(&self, case: &str) -> Vec<String> {
        let observed = self.observed(case);
        let judgements = observed["judgements"].as_array().expect("an array");
        judgements.iter().map(|entry| entry["judgement"].as_str().expect("a name").to_owned()).collect()
    }

    /// Forgets what was observed.
    pub fn reset(&self) {
        assert_eq!(self.client.send("POST /reset HTTP/1.1", &["Content-Length: 0"]).status, 204);
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
