//! The program as its users meet it: real processes, their output and exit codes.

mod baseline;
mod config;
mod formats;
mod human;
mod ignores;
mod inputs;
mod repository;
mod runner;
mod schemas;
mod trust;
mod usage;
