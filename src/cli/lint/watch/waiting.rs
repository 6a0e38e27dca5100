//! Waiting until something changes in a folder.

use std::collections::BTreeSet;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::snapshot::Folder;
use crate::cli::output::note;

/// How long nothing has to happen before files are looked at: editors and version control write several in a row.
const QUIET: Duration = Duration::from_millis(100);

/// How long that is waited for at most, where something happens all the time.
const MOST: Duration = Duration::from_secs(1);

/// How often files are looked at although nothing was told: network file systems tell nothing, and a folder that is put in the
/// place of another is not watched any more.
const UNTOLD: Duration = Duration::from_secs(3);

/// Waits for changes in folders.
pub struct Waiter {
    /// None where the system watches nothing: then what changes is found by looking.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<()>,
    /// Kept, so that the other side never counts as closed.
    _sender: Sender<()>,
    watched: BTreeSet<Folder>,
    has_noted: bool,
}

impl Waiter {
    /// Watches nothing yet.
    pub fn new() -> Waiter {
        let (sender, events) = mpsc::channel();
        let told = sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading is no change, and this program reads.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = told.send(());
            }
        });
        let failure = watcher.as_ref().err().map(ToString::to_string);
        let mut waiter = Waiter {
            watcher: watcher.ok(),
            events,
            _sender: sender,
            watched: BTreeSet::new(),
            has_noted: false,
        };
        failure.iter().for_each(|failure| waiter.note_slow(failure));
        waiter
    }

    /// Watches these folders from now on, and no others. Those that were watched are watched anew, since another folder may
    /// be in their place.
    pub fn watch(&mut self, folders: &BTreeSet<Folder>) {
        let Some(watcher) = &mut self.watcher else { return };
        for folder in std::mem::take(&mut self.watched) {
            // One that is gone is not watched any more.
            let _ = watcher.unwatch(&folder.path);
        }
        let mut failure = None;
        for folder in folders {
            let mode = if folder.recursive { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match watcher.watch(&folder.path, mode) {
                Ok(()) => drop(self.watched.insert(folder.clone())),
                Err(error) => failure = Some(error.to_string()),
            }
        }
        failure.iter().for_each(|failure| self.note_slow(failure));
    }

    /// Returns when something may have changed.
    pub fn wait(&self) {
        if self.events.recv_timeout(UNTOLD).is_err() {
            return;
        }
        let begin = Instant::now();
        while begin.elapsed() < MOST && self.events.recv_timeout(QUIET).is_ok() {}
    }

    /// Says, once, that changes are found late.
    fn note_slow(&mut self, failure: &str) {
        if !std::mem::replace(&mut self.has_noted, true) {
            let seconds = UNTOLD.as_secs();
            note(&format!(
                "the system does not watch everything ({failure}): changes are found within {seconds} seconds"
            ));
        }
    }
}
