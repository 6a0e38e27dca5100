//! A small authorization server whose clients are Client ID Metadata Documents: authorization code with PKCE, a page for
//! consent, `private_key_jwt`. Over TLS on loopback, with a demonstration client and a resource beside it.

mod authorize;
mod demo_client;
mod development;
mod metadata;
mod page;
mod resource;
mod settings;
mod sqlite_cache;
mod state;
mod store;
mod token;

use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use axum_server::tls_rustls::RustlsConfig;
use cimd::Profile;
use cimd::resolver::{Bounds, Resolver};
use clap::Parser as _;
use development::{Certificates, OneHost};
use settings::Settings;
use sqlite_cache::SqliteCache;
use state::State;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let settings = Settings::parse();
    let filter = std::env::var("RUST_LOG").unwrap_or_else(|_| "info".to_owned());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "TLS is set up already")?;

    let certificates = Certificates::generate()?;
    let resolver = resolver(&settings, &certificates)?;
    let tls = RustlsConfig::from_pem(certificates.chain.into_bytes(), certificates.key.into_bytes()).await?;
    let site = demo_client::site(settings.client_port, settings.client_key.as_deref())?;
    std::fs::write(&settings.authority, certificates.authority)?;

    let (port, client_port) = (settings.port, settings.client_port);
    println!("authorization server: {}", settings.issuer());
    println!("resource:             {}", settings.resource());
    println!("client:               https://{}:{client_port}/public.json", development::CLIENT_HOST);
    let server = listen(port, tls.clone(), routes(State::new(settings, resolver)));
    let client = listen(client_port, tls, site);
    tokio::try_join!(server, client)?;
    Ok(())
}

/// The resolver: that of a server for development, which reaches one host on loopback.
fn resolver(settings: &Settings, certificates: &Certificates) -> Result<Resolver, Box<dyn Error>> {
    let profile = Profile::named(&settings.profile).ok_or("there is no profile of that name")?;
    let mut bounds = Bounds::default();
    bounds.deadline = std::time::Duration::from_secs(5);
    let mut builder = Resolver::builder(profile)
        .bounds(bounds)
        .lookup(OneHost)
        .allow_special_use(Ipv4Addr::LOCALHOST.into())
        .trust(certificates.authority.as_bytes())?;
    if let Some(file) = &settings.cache {
        builder = builder.cache(SqliteCache::open(file)?);
    }
    Ok(builder.build()?)
}

fn routes(state: State) -> Router {
    Router::new()
        .route("/.well-known/oauth-authorization-server", get(metadata::server))
        .route("/.well-known/oauth-protected-resource", get(metadata::resource))
        .route("/.well-known/oauth-protected-resource/mcp", get(metadata::resource))
        .route("/authorize", get(authorize::authorize))
        .route("/decision", post(authorize::decide))
        .route("/token", post(token::token))
        .route("/mcp", post(resource::mcp))
        .with_state(Arc::new(state))
}

async fn listen(port: u16, tls: RustlsConfig, routes: Router) -> std::io::Result<()> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    axum_server::bind_rustls(address, tls).serve(routes.into_make_service()).await
}
