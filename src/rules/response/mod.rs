//! How the document was served.

mod cache;
mod media_type;
mod redirect;
mod status;

use super::faults::Faults;
use super::view::ResponseView;

/// Holds the rules of all parts of the response against it.
pub fn check<'c>(response: &ResponseView<'c>, faults: &mut Faults<'c>) {
    redirect::check_response(response, faults);
    status::check_response(response, faults);
    media_type::check_response(response, faults);
    cache::check_response(response, faults);
}
