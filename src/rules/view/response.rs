//! The HTTP response that brought the document.

use super::sees::{Sees, extends, sees};
use crate::profile::Profile;
use crate::subject::{Body, Response};

/// The response, at each depth to which it can be read.
#[derive(Debug, Clone, Copy)]
pub struct ResponseView<'c> {
    any: Option<AnyResponse<'c>>,
    served: Option<ServedDocument<'c>>,
}

/// A response of any status.
#[derive(Debug, Clone, Copy)]
pub struct AnyResponse<'c> {
    pub profile: &'c Profile,
    pub response: &'c Response,
    /// The beginning of the page that came with an error.
    pub error_page: Option<&'c Body>,
}

/// A response with status 200 that brings a document, and not something else in its place.
#[derive(Debug, Clone, Copy)]
pub struct ServedDocument<'c> {
    any: AnyResponse<'c>,
}

sees!(ResponseView { any: AnyResponse, served: ServedDocument });
extends!(ServedDocument { any: AnyResponse });

impl<'c> ResponseView<'c> {
    /// Reads a response.
    pub fn new(
        response: &'c Response,
        body: Option<&'c Body>,
        error_page: Option<&'c Body>,
        profile: &'c Profile,
    ) -> ResponseView<'c> {
        let any = AnyResponse { profile, response, error_page };
        let is_other = body.is_some_and(Body::is_other);
        let served = (response.status == 200 && !is_other).then_some(ServedDocument { any });
        ResponseView { any: Some(any), served }
    }
}
