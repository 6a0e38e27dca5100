//! The program as its users meet it: real processes, their output and exit codes.

mod baseline;
mod below;
mod config;
mod documents;
mod extras;
mod formats;
mod github;
mod gitlab;
mod hostile;
mod human;
mod ignores;
mod inputs;
mod junit;
mod markdown;
mod preview;
mod refresh;
mod repository;
mod runner;
mod sarif;
mod schemas;
mod trust;
mod usage;
