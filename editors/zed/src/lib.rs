//! Starts the language server of cimd in Zed.

use zed_extension_api::{self as zed, settings::LspSettings, Command, LanguageServerId, Result, Worktree};

struct Cimd;

impl zed::Extension for Cimd {
    fn new() -> Cimd {
        Cimd
    }

    /// The program that the settings name, or else the one on the PATH.
    fn language_server_command(&mut self, server: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let (path, arguments) = binary.map_or((None, None), |binary| (binary.path, binary.arguments));
        let command = path
            .or_else(|| worktree.which("cimd"))
            .ok_or("cimd is not on the PATH: install it, or set lsp.cimd.binary.path in the settings")?;
        let args = arguments.unwrap_or_else(|| vec!["lsp".to_owned()]);
        Ok(Command { command, args, env: worktree.shell_env() })
    }
}

zed::register_extension!(Cimd);
