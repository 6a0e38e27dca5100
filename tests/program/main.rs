//! The program as its users meet it: real processes, their output and exit codes.

mod formats;
mod inputs;
mod runner;
mod trust;
mod usage;
