//! What a rule, a member or a text of a server is: in Markdown, for a wiki and for editors.

pub mod markdown;
mod member;

pub use member::Member;
