//! Files of the user: read up to a bound, and written whole or not at all.

mod create;
mod identity;
mod part;
mod read;
mod replace;
mod words;
mod write;

pub use create::{NewFile, create};
pub use identity::FileId;
pub use part::Part;
pub use read::{part, standard_input, text, whole};
pub use replace::replace;
pub use words::words;
pub use write::{until_closed, write};
