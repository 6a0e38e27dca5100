//! The `cimd` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    cimd::cli::main()
}
