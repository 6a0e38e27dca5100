//! The `cimd` program.

use std::process::ExitCode;

/// musl's own allocator makes threads wait for each other: two were slower than one.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cimd::cli::main()
}
