//! What the user named becomes subjects: files, directories, standard input, URLs.

mod argument;
mod candidate;
mod carried;
mod clock;
#[cfg(feature = "fetch")]
mod fetched;
mod ignore_files;
pub mod key_set;
mod list;
mod name;
mod nearly_url;
mod passed_over;
pub mod read;
mod reader;
pub mod resources;
mod scope;
mod search;
mod target;
#[cfg(not(feature = "fetch"))]
mod unfetched;
mod usual_names;
mod walk;

pub use argument::{Argument, is_standard_input};
pub use clock::now;
#[cfg(feature = "fetch")]
pub use fetched::Fetcher;
pub use list::read_list;
pub use passed_over::PassedOver;
pub use reader::{Reader, Unread, listed, opened};
pub use scope::{Scope, Sought};
pub use search::{Targets, expand, found};
pub use target::Target;
#[cfg(not(feature = "fetch"))]
pub use unfetched::{Fetcher, NO_NETWORK, NO_NETWORK_HELP};
