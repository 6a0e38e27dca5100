//! A document as resources of infrastructure code are compared with it.

use super::preview::{Outcome, Preview};
use crate::resource::ClientDocument;

impl From<&Preview> for ClientDocument {
    fn from(preview: &Preview) -> ClientDocument {
        let fields = &preview.mapped_fields;
        let warnings = match &preview.outcome {
            Outcome::Validated(validation) => validation.warnings.clone(),
            Outcome::UrlRefused(_) | Outcome::NotRetrieved(_) => Vec::new(),
        };
        ClientDocument {
            origin: preview.report.input.name().to_owned(),
            valid: preview.report.valid,
            warnings,
            description: fields.description.clone(),
            app_type: fields.app_type.map(str::to_owned),
            grant_types: fields.grant_types.clone().unwrap_or_default(),
            name: fields.name.clone(),
            callbacks: fields.callbacks.clone().unwrap_or_default(),
            logo_uri: fields.logo_uri.clone(),
            jwks_uri: fields.jwks_uri.clone(),
        }
    }
}
