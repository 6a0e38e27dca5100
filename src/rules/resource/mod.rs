//! ClientCimd resources of infrastructure code, and requests to Auth0's Management API.
//!
//! What Auth0's Terraform provider refuses, what only its API refuses, and what neither refuses and nobody wants.

mod document;
mod lists;
mod mending;
mod metadata;
mod patch;
mod recorded;
mod shape;
mod tokens;
mod traps;
mod values;
mod versions;

use super::faults::Faults;
use super::view::{ResourceValueView, ResourceView};

/// Holds every rule against a resource.
pub(in crate::rules) fn check_resource<'c>(resource: &ResourceView<'c>, faults: &mut Faults<'c>) {
    shape::check_resource(resource, faults);
    metadata::check_resource(resource, faults);
    tokens::check_resource(resource, faults);
    traps::check_resource(resource, faults);
    versions::check_resource(resource, faults);
    recorded::check_resource(resource, faults);
    document::check_resource(resource, faults);
}

/// Holds every rule against a value of a resource.
pub(in crate::rules) fn check_resource_value<'c>(value: &ResourceValueView<'c>, faults: &mut Faults<'c>) {
    shape::check_resource_value(value, faults);
    values::check_resource_value(value, faults);
    lists::check_resource_value(value, faults);
    metadata::check_resource_value(value, faults);
    patch::check_resource_value(value, faults);
    tokens::check_resource_value(value, faults);
    traps::check_resource_value(value, faults);
}
