//! `cimd serve-cases` as a process of its own: against `cimd lint`, whose verdicts are the expected ones, and against a
//! client that does all that it should not.

mod client;
#[path = "../program/runner.rs"]
#[allow(dead_code)]
mod runner;
mod serving;

mod judgements;
mod usage;
mod verdicts;
