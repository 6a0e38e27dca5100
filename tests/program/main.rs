//! The program as its users meet it: real processes, their output and exit codes.

mod formats;
mod human;
mod inputs;
mod preview;
mod refresh;
mod runner;
mod sarif;
mod schemas;
mod trust;
mod usage;
