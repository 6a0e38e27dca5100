//! Runs `cimd lint` against the servers of the tests, and holds it to its time limit.

use std::io::Write;
use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::certificates::{HOST, TRUSTED};
use crate::runner::{Folder, Ran};
use crate::server::Server;

/// A run to come.
pub struct Lint {
    /// Where it runs.
    pub folder: Folder,
    format: &'static str,
    arguments: Vec<String>,
    variables: Vec<(&'static str, String)>,
    input: Vec<u8>,
    timeout: String,
}

/// A run that is over.
pub struct Linted {
    /// What it gave.
    pub ran: Ran,
    /// How long it took.
    pub elapsed: Duration,
}

/// What a run with one input came to.
#[derive(Debug, PartialEq)]
pub struct Verdict {
    code: i32,
    valid: Option<bool>,
    error: Option<String>,
    rules: Vec<String>,
}

/// The server would accept the document, and these rules have something to say all the same.
pub fn accepted(rules: &[&str]) -> Verdict {
    Verdict { code: 0, valid: Some(true), error: None, rules: owned(rules) }
}

/// The server would refuse the document, by these rules.
pub fn refused(rules: &[&str]) -> Verdict {
    Verdict { code: 1, valid: Some(false), error: None, rules: owned(rules) }
}

/// It could not be told what the server would do, for an error of this kind.
pub fn failed(kind: &str, rules: &[&str]) -> Verdict {
    Verdict { code: 2, valid: None, error: Some(kind.to_owned()), rules: owned(rules) }
}

fn owned(rules: &[&str]) -> Vec<String> {
    rules.iter().map(ToString::to_string).collect()
}

impl Verdict {
    /// The same where what was found is enough for the server to refuse the document.
    pub fn though_refused(self) -> Verdict {
        Verdict { valid: Some(false), ..self }
    }
}

impl Lint {
    /// A run that trusts the tests' authority and guards addresses, as it does for everybody.
    pub fn guarded() -> Lint {
        let lint = Lint {
            folder: Folder::new().with("authority.pem", TRUSTED.pem()),
            format: "json",
            arguments: Vec::new(),
            variables: Vec::new(),
            input: Vec::new(),
            timeout: "5".to_owned(),
        };
        lint.with(&["--ca-certificate", "authority.pem"])
    }

    /// A run that may connect to loopback addresses.
    pub fn unguarded() -> Lint {
        Lint::guarded().with(&["--allow-private-network"])
    }

    /// A run that reaches a server under the name of most tests.
    pub fn at(server: &Server) -> Lint {
        Lint::unguarded().with(&["--resolve", &server.resolve(HOST)])
    }

    /// The same with more arguments.
    pub fn with(mut self, arguments: &[&str]) -> Lint {
        self.arguments.extend(arguments.iter().map(ToString::to_string));
        self
    }

    /// The same with a file in its folder.
    pub fn with_file(mut self, name: &str, content: impl AsRef<[u8]>) -> Lint {
        self.folder = self.folder.with(name, content);
        self
    }

    /// The same with an environment variable.
    pub fn with_variable(mut self, name: &'static str, value: impl Into<String>) -> Lint {
        self.variables.push((name, value.into()));
        self
    }

    /// The same with something on standard input.
    pub fn with_input(mut self, input: impl Into<Vec<u8>>) -> Lint {
        self.input = input.into();
        self
    }

    /// The same with another limit of time for each exchange.
    pub fn within(mut self, seconds: u64) -> Lint {
        self.timeout = seconds.to_string();
        self
    }

    /// The same with the report in another format.
    pub fn in_format(mut self, format: &'static str) -> Lint {
        self.format = format;
        self
    }

    /// Starts the program and does not wait for it.
    #[cfg(target_os = "linux")]
    pub fn start(&self) -> Child {
        self.folder.start(&self.arguments(), &[])
    }

    fn arguments(&self) -> Vec<&str> {
        let first = ["lint", "--format", self.format, "--timeout", &self.timeout];
        first.into_iter().chain(self.arguments.iter().map(String::as_str)).collect()
    }

    /// Runs the program. It may take its limit of time, and a second for all that is not an exchange.
    #[track_caller]
    pub fn run(&self) -> Linted {
        let variables: Vec<(&str, &str)> =
            self.variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let start = Instant::now();
        let ran = self.folder.run_with(&self.arguments(), &variables, &self.input);
        let elapsed = start.elapsed();
        let limit: u64 = self.timeout.parse().expect("whole seconds");
        assert!(elapsed < Duration::from_secs(limit + 1), "it took {elapsed:?}: {ran:?}");
        Linted { ran, elapsed }
    }

    /// Runs the program on one more input.
    #[track_caller]
    pub fn run_on(self, input: &str) -> Linted {
        self.with(&[input]).run()
    }
}

impl Linted {
    /// The documents of the report.
    pub fn documents(&self) -> Vec<Value> {
        self.ran.json()["documents"].as_array().expect("an array").clone()
    }

    /// The only document of the report.
    #[track_caller]
    pub fn document(&self) -> Value {
        let mut documents = self.documents();
        assert_eq!(documents.len(), 1, "{}", self.ran.out);
        documents.remove(0)
    }

    /// The finding of a rule.
    #[track_caller]
    pub fn finding(&self, rule: &str) -> Value {
        let document = self.document();
        let findings = document["findings"].as_array().expect("an array");
        findings.iter().find(|finding| finding["rule"] == rule).expect("it was found").clone()
    }

    /// What was found wrong, and what to do about it, as a person reads it.
    #[track_caller]
    pub fn words(&self, rule: &str) -> String {
        let finding = self.finding(rule);
        format!("{}; {}", finding["message"].as_str().expect("text"), finding["help"].as_str().expect("text"))
    }

    /// Fails unless the run with its one input came to this.
    #[track_caller]
    pub fn gives(&self, expected: &Verdict) -> &Linted {
        let document = self.document();
        let verdict = Verdict {
            code: self.ran.code,
            valid: document["valid"].as_bool(),
            error: document["error"]["kind"].as_str().map(str::to_owned),
            rules: rules(&document),
        };
        assert_eq!(&verdict, expected, "{document:#}\n{}", self.ran.err);
        self
    }
}

/// The rules that found something in a document, in the order of the report.
pub fn rules(document: &Value) -> Vec<String> {
    let findings = document["findings"].as_array().expect("an array");
    let rules = findings.iter().map(|finding| finding["rule"].as_str().expect("an id").to_owned());
    // Every document with a key set has this hint.
    rules.filter(|rule| rule != "auth-method-restricted").collect()
}

/// Prints a measurement past the test runner, which keeps what passing tests print to itself.
pub fn say(text: &str) {
    // Nothing is lost with a measurement that cannot be printed.
    let _ = writeln!(std::io::stderr(), "measured: {text}");
}
