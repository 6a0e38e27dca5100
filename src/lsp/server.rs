//! The loop of the server, and the life of a session.

use std::io::{self, BufReader, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::client::Client;
use super::documents::Documents;
use super::requests::{self, Refusal};
use super::session::Session;
use super::settings::{Configuration, Resolve, SettingsCache};
use super::wire::{self, Incoming, Outgoing};
use crate::config::FILE_NAME;

/// Most messages that wait to be handled: a client that sends more waits in turn.
const MAX_INCOMING: usize = 16;

/// Most messages that wait to be written.
const MAX_OUTGOING: usize = 64;

/// How often it is looked whether the client reads, where there is something to tell it.
const WRITER_POLL: Duration = Duration::from_millis(2);

/// How long the last messages may take to be read.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// How a session ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Ending {
    /// The client has shut the server down.
    ShutDown,
    /// It left without doing so.
    Abandoned,
    /// What it sent could not be told apart into messages.
    Broken(io::Error),
}

/// Serves one client until it leaves. `resolve` makes settings of a configuration.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    configuration: Configuration,
    resolve: &Resolve<'_>,
) -> Ending {
    let (inbox, reader) = start_reader(input);
    let (outbox, writer) = start_writer(output);
    let session = Session {
        client: Client::default(),
        documents: Documents::default(),
        settings: SettingsCache::new(configuration, resolve),
    };
    let mut server = Server { state: State::New, session, outbox };
    let ended = server.run(&inbox);
    let Server { state, outbox, .. } = server;
    // The writer ends when there is nothing more to write. A client that does not read is not waited for.
    drop(outbox);
    let begin = Instant::now();
    while writer.as_ref().is_some_and(|writer| !writer.is_finished()) && begin.elapsed() < LAST_WORDS {
        thread::sleep(WRITER_POLL);
    }
    // A reader that waits for a client ends with the process.
    let is_over = |reader: &JoinHandle<_>| reader.is_finished() || !ended;
    let read = reader.filter(is_over).and_then(|reader| reader.join().ok()).unwrap_or(Ok(()));
    match (state, read) {
        (_, Err(error)) => Ending::Broken(error),
        (State::ShutDown, _) => Ending::ShutDown,
        _ => Ending::Abandoned,
    }
}

/// Reads messages on a thread of its own. Its result is why it could not read on.
fn start_reader(
    input: impl Read + Send + 'static,
) -> (Receiver<Incoming>, Option<JoinHandle<io::Result<()>>>) {
    let (sender, receiver) = sync_channel(MAX_INCOMING);
    let read = move || {
        let mut input = BufReader::new(input);
        while let Some(message) = wire::read(&mut input)? {
            let is_exit =
                matches!(&message, Incoming::Message(Message::Notification(one)) if one.method == "exit");
            if sender.send(message).is_err() || is_exit {
                break;
            }
        }
        Ok(())
    };
    (receiver, thread::Builder::new().spawn(read).ok())
}

/// Writes messages on a thread of its own, so that a client which does not read is still listened to.
fn start_writer(mut output: impl Write + Send + 'static) -> (Outbox, Option<JoinHandle<()>>) {
    let (sender, receiver) = sync_channel::<Outgoing>(MAX_OUTGOING);
    let unwritten = Arc::new(AtomicUsize::new(0));
    let left = Arc::clone(&unwritten);
    let write = move || {
        for message in receiver {
            // A client that does not read any more will be seen to have left.
            if wire::write(&mut output, &message).is_err() {
                break;
            }
            left.fetch_sub(1, Ordering::AcqRel);
        }
    };
    (Outbox { sender, unwritten }, thread::Builder::new().spawn(write).ok())
}

/// Where messages to the client go.
struct Outbox {
    sender: SyncSender<Outgoing>,
    unwritten: Arc<AtomicUsize>,
}

impl Outbox {
    fn send(&self, message: Outgoing) {
        self.unwritten.fetch_add(1, Ordering::AcqRel);
        // What cannot be sent is for a client that has gone.
        let _ = self.sender.send(message);
    }

    /// Whether the client has read everything.
    fn is_empty(&self) -> bool {
        self.unwritten.load(Ordering::Acquire) == 0
    }

    fn notify(&self, method: &str, parameters: Value) {
        let notification = Notification { method: method.to_owned(), params: parameters };
        self.send(Outgoing::Message(notification.into()));
    }

    fn log(&self, message: &str) {
        const WARNING: u8 = 2;
        self.notify("window/logMessage", json!({ "type": WARNING, "message": message }));
    }
}

/// How far a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing but `initialize` is answered.
    New,
    /// Everything is.
    Running,
    /// Nothing is any more.
    ShutDown,
}

/// What the server does next.
enum Next {
    Handle(Incoming),
    Check,
    End,
}

struct Server<'r> {
    state: State,
    session: Session<'r>,
    outbox: Outbox,
}

impl Server<'_> {
    /// Handles messages, and checks documents in between; whether it was told to exit.
    fn run(&mut self, inbox: &Receiver<Incoming>) -> bool {
        loop {
            match self.next(inbox) {
                Next::Handle(Incoming::Message(Message::Request(request))) => {
                    let id = request.id.clone();
                    let answer = self.answer(request);
                    self.respond(id, answer);
                }
                Next::Handle(Incoming::Message(Message::Notification(notification))) => {
                    if notification.method == "exit" {
                        return true;
                    }
                    if self.state == State::Running {
                        self.take(notification);
                    }
                }
                // What the server asks for is not waited for.
                Next::Handle(Incoming::Message(Message::Response(_))) => {}
                Next::Handle(Incoming::Refused(code, message)) => {
                    self.outbox.send(Outgoing::Error(code, message));
                }
                Next::Check => self.publish_next(),
                Next::End => return false,
            }
        }
    }

    /// A document is checked when no message waits, or when it has waited for long; and never while the client has not
    /// read what was said before.
    fn next(&self, inbox: &Receiver<Incoming>) -> Next {
        let documents = &self.session.documents;
        if !documents.has_waiting() {
            return inbox.recv().map_or(Next::End, Next::Handle);
        }
        loop {
            let is_read = self.outbox.is_empty();
            if is_read && documents.is_overdue() {
                return Next::Check;
            }
            if is_read {
                return match inbox.try_recv() {
                    Ok(message) => Next::Handle(message),
                    Err(TryRecvError::Empty) => Next::Check,
                    Err(TryRecvError::Disconnected) => Next::End,
                };
            }
            match inbox.recv_timeout(WRITER_POLL) {
                Ok(message) => return Next::Handle(message),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Next::End,
            }
        }
    }

    fn respond(&self, id: RequestId, answer: Result<Value, Refusal>) {
        let response = match answer {
            Ok(result) => Response::new_ok(id, result),
            Err(Refusal { code, message }) => Response::new_err(id, code as i32, message),
        };
        self.outbox.send(Outgoing::Message(response.into()));
    }

    fn answer(&mut self, request: Request) -> Result<Value, Refusal> {
        let Request { method, params, .. } = request;
        match (self.state, method.as_str()) {
            (State::New, "initialize") => {
                self.state = State::Running;
                self.session.client = Client::of(&params);
                Ok(json!({
                    "capabilities": self.session.client.server(),
                    "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
                }))
            }
            (State::New, _) => {
                Err(Refusal::new(ErrorCode::ServerNotInitialized, "the first request is `initialize`"))
            }
            (State::Running, "initialize") => {
                Err(Refusal::new(ErrorCode::InvalidRequest, "the server is initialized already"))
            }
            (State::Running, "shutdown") => {
                self.state = State::ShutDown;
                self.session.documents = Documents::default();
                Ok(Value::Null)
            }
            (State::Running, _) => requests::answer(&mut self.session, &method, params),
            (State::ShutDown, _) => {
                Err(Refusal::new(ErrorCode::InvalidRequest, "the server was shut down; send `exit`"))
            }
        }
    }

    fn take(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if method == "initialized" {
            self.watch_configuration();
            return;
        }
        match requests::take(&mut self.session, &method, params) {
            Ok(unshown) => {
                for uri in unshown {
                    self.outbox.notify(PUBLISH, json!({ "uri": uri, "diagnostics": [] }));
                }
            }
            Err(message) => self.outbox.log(&message),
        }
    }

    /// Asks the client to say when a configuration changes. One that cannot is looked at before each check.
    fn watch_configuration(&self) {
        if !self.session.client.watches_files {
            return;
        }
        let registration = json!({
            "id": "configuration",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": [{ "globPattern": format!("**/{FILE_NAME}") }] },
        });
        let request = Request {
            id: RequestId::from(1),
            method: "client/registerCapability".to_owned(),
            params: json!({ "registrations": [registration] }),
        };
        self.outbox.send(Outgoing::Message(request.into()));
    }

    /// Checks the document that has waited for the longest time, and publishes what was found.
    fn publish_next(&mut self) {
        let Some(uri) = self.session.documents.next() else { return };
        if let Some(published) = self.session.published(&uri) {
            self.outbox.notify(PUBLISH, published);
        }
    }
}

const PUBLISH: &str = "textDocument/publishDiagnostics";
