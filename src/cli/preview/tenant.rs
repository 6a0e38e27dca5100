//! What was saved of the tenant that the client is for.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::auth0::Tenant;
use crate::auth0::tenant::{Connection, Grant, Settings};
use crate::cli::saved;
use crate::cli::usage::UsageError;
use crate::json::Tree;

#[derive(Debug, Args)]
#[command(next_help_heading = "The tenant, as saved from Auth0's Management API")]
pub struct TenantArguments {
    /// Its settings: the answer of GET /api/v2/tenants/settings
    #[arg(long, value_name = "FILE")]
    pub tenant: Option<PathBuf>,

    /// Its client grants: the answer of GET /api/v2/client-grants
    #[arg(long, value_name = "FILE")]
    pub grants: Option<PathBuf>,

    /// Its connections: the answer of GET /api/v2/connections
    #[arg(long, value_name = "FILE")]
    pub connections: Option<PathBuf>,
}

impl TenantArguments {
    /// Reads what was given.
    pub fn read(&self) -> Result<Tenant, UsageError> {
        let mut tenant = Tenant::default();
        tenant.settings = saved(self.tenant.as_deref(), "tenant", "tenants/settings", Settings::read)?;
        tenant.grants = saved(self.grants.as_deref(), "grants", "client-grants", Grant::read)?;
        tenant.connections =
            saved(self.connections.as_deref(), "connections", "connections", Connection::read)?;
        Ok(tenant)
    }
}

fn saved<T>(
    file: Option<&Path>,
    option: &str,
    endpoint: &str,
    read: impl Fn(&Tree) -> Result<T, String>,
) -> Result<Option<T>, UsageError> {
    let Some(file) = file else { return Ok(None) };
    let name = format!("--{option} {}", file.display());
    let body = saved::read(file, &name)?;
    let help = format!("save the answer of GET /api/v2/{endpoint}, as JSON in UTF-8");
    read(&body.tree).map(Some).map_err(|message| UsageError::new(message).help(help).of(&name))
}
