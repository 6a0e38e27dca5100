//! Kinds of clients.

/// What a client is, as far as its document depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientKind {
    /// A web application whose server holds no key.
    Web,
    /// A desktop or mobile application.
    Native,
    /// A program of the command line.
    Cli,
    /// A single-page application, which runs in the browser.
    Spa,
    /// A web application whose server authenticates itself with a key.
    Confidential,
    /// A client of the Model Context Protocol that runs on the user's own machine.
    Mcp,
}

impl ClientKind {
    /// All kinds.
    pub const ALL: [ClientKind; 6] = [
        ClientKind::Web,
        ClientKind::Native,
        ClientKind::Cli,
        ClientKind::Spa,
        ClientKind::Confidential,
        ClientKind::Mcp,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            ClientKind::Web => "web",
            ClientKind::Native => "native",
            ClientKind::Cli => "cli",
            ClientKind::Spa => "spa",
            ClientKind::Confidential => "confidential",
            ClientKind::Mcp => "mcp",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<ClientKind> {
        ClientKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What it is, in a few words.
    pub const fn description(self) -> &'static str {
        match self {
            ClientKind::Web => "a web application without a key of its own",
            ClientKind::Native => "a desktop or mobile application",
            ClientKind::Cli => "a program of the command line",
            ClientKind::Spa => "an application that runs in the browser",
            ClientKind::Confidential => {
                "a web application that authenticates itself with a key (private_key_jwt)"
            }
            ClientKind::Mcp => "a client of the Model Context Protocol on the user's own machine",
        }
    }

    /// Whether it runs on the user's own machine, outside of a browser (RFC 8252).
    pub const fn is_native(self) -> bool {
        matches!(self, ClientKind::Native | ClientKind::Cli | ClientKind::Mcp)
    }

    /// Whether it authenticates itself with a key.
    pub const fn has_key(self) -> bool {
        matches!(self, ClientKind::Confidential)
    }
}
