//! The field's vocabulary: registered names, the client identifier URL, hosts and addresses, keys.

pub mod address;
pub mod authentication;
pub mod barrier;
pub mod certificate;
pub mod code_points;
pub mod contacts;
pub mod curve;
pub mod date;
pub mod display;
pub mod glob;
pub mod grants;
pub mod host;
pub mod hosting;
pub mod jwk;
pub mod members;
pub mod names;
mod nearest;
pub mod origin;
pub mod other_kinds;
pub mod permission;
pub mod placeholder;
pub mod scripts;
pub mod secrets;
pub mod software_statement;
pub mod spelling;
pub mod strings;
pub mod thumbprint;
pub mod uri;

pub use nearest::nearest;
