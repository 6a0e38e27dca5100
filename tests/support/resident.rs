//! The memory that another process holds. Only Linux tells.

use std::process::Child;
use std::thread;
use std::time::Duration;

/// The most memory that a process has held so far, in kibibytes; it is told only while the process runs.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Watches a process until it ends; then tells the most memory that it ever held, in kibibytes.
pub fn watch(child: &Child) -> thread::JoinHandle<u64> {
    let process = child.id();
    thread::spawn(move || {
        let mut most = 0;
        while let Some(now) = resident(process) {
            most = most.max(now);
            thread::sleep(Duration::from_millis(1));
        }
        most
    })
}
