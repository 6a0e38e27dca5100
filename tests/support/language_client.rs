//! A client of the language server: the real process, and JSON-RPC on its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A server that says nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client, and the server that it has started.
pub struct LanguageClient {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What has come and was not asked for yet.
    put_aside: Vec<Value>,
    next_id: i32,
}

impl LanguageClient {
    /// Starts the server in a folder, and nothing more.
    pub fn start(folder: &Path, arguments: &[&str]) -> LanguageClient {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cimd"))
            .arg("lsp")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = child.stdin.take();
        LanguageClient { child, input, messages, put_aside: Vec::new(), next_id: 1 }
    }

    /// Starts the server, and initializes it with these capabilities of the client.
    pub fn initialized(folder: &Path, arguments: &[&str], capabilities: Value) -> LanguageClient {
        let mut client = LanguageClient::start(folder, arguments);
        let answer = client.request("initialize", json!({ "capabilities": capabilities, "rootUri": null }));
        assert_eq!(answer["result"]["serverInfo"]["name"], "cimd", "{answer}");
        client.notify("initialized", json!({}));
        client
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) {
        // A server that has left is seen by its exit code.
        let _ = self.input.as_mut().expect("it is open").write_all(bytes);
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request; its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i32 {
        let id = self.next_id;
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Sends a request, and waits for its answer.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The next message of that kind.
    pub fn wait_for(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(index) = self.put_aside.iter().position(&is_wanted) {
            return self.put_aside.remove(index);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server says something");
            if is_wanted(&message) {
                return message;
            }
            self.put_aside.push(message);
        }
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Replaces the text of a document.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.change(uri, version, json!([{ "text": text }]));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// What is shown of that version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let message = self.wait_for(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Everything that comes until all documents were checked: they are in the order in which they were changed.
    pub fn settled(&mut self) -> Vec<Value> {
        let last = format!("untitled:{}", self.next_id);
        self.next_id += 1;
        self.open(&last, "json", r#"{"client_id": "https://app.example.net/c", "redirect_uris": []}"#);
        self.diagnostics(&last, 1);
        std::mem::take(&mut self.put_aside)
    }

    /// Closes the server's input, and waits for its end: its exit code, and what it has said on standard error.
    pub fn end(mut self) -> (Option<i32>, String) {
        drop(self.input.take());
        let mut said = String::new();
        let mut error = self.child.stderr.take().expect("it is piped");
        error.read_to_string(&mut said).expect("standard error is UTF-8");
        (self.child.wait().expect("the server ends").code(), said)
    }

    /// Ends the server as the protocol has it.
    pub fn shut_down(mut self) {
        assert_eq!(self.request("shutdown", Value::Null)["result"], Value::Null);
        self.notify("exit", Value::Null);
        assert_eq!(self.end(), (Some(0), String::new()));
    }
}

impl Drop for LanguageClient {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads a message; `None` at the end.
fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => {
                if let Some(value) = line.strip_prefix("Content-Length: ") {
                    length = value.parse().ok();
                }
            }
        }
    }
    let mut body = vec![0; length.expect("a length")];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("it is JSON"))
}

/// The address of a file.
pub fn uri(folder: &Path, name: &str) -> String {
    url::Url::from_file_path(folder.join(name)).expect("an absolute path").into()
}
