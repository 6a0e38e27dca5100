//! Files that are often found where a client's metadata belongs: what they are, and what to do about it.
//!
//! Each is known by its content: by two or three names of a JSON object, or by the first bytes of another text.

#[cfg(feature = "fetch")]
mod brotli;
mod html;
mod object;
mod text;

pub use object::{WITHOUT_BRACKETS, describes_client, of_element, of_object, of_string, wraps_document};
pub use text::of_text;

/// What a file is that is not a client's metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherKind<'t> {
    /// What it is: "the metadata of an authorization server".
    pub what: &'static str,
    /// What to do about it, in a sentence; `{}` stands for [`about`](OtherKind::about), where that is there.
    pub help: &'static str,
    /// The name or URL in the file that leads to the document.
    pub about: Option<&'t str>,
}

impl OtherKind<'_> {
    const fn new(what: &'static str, help: &'static str) -> OtherKind<'static> {
        OtherKind { what, help, about: None }
    }
}
