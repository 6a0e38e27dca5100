//! A line that says how far a run with many URLs has come.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts inputs that are done, and shows the count where a person watches.
pub struct Progress {
    shown: bool,
    total: usize,
    done: AtomicUsize,
}

impl Progress {
    /// A progress line for that many inputs, if there is a terminal to show it on.
    pub fn new(total: usize, wanted: bool) -> Progress {
        Progress {
            shown: wanted && total > 1 && io::stderr().is_terminal(),
            total,
            done: AtomicUsize::new(0),
        }
    }

    /// One more is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.shown {
            // Nothing is lost with a progress line that cannot be written, here and below.
            let _ = write!(io::stderr(), "\r{done} of {} fetched", self.total);
        }
    }
}

impl Drop for Progress {
    /// Takes the line away before anything else is printed.
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
