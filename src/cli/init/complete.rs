//! All answers.

use std::borrow::Cow;

use crate::profile::Profile;
use crate::template::Answers;

/// What the answers come to, whether they were flags or given on a terminal.
pub struct Complete {
    /// The answers.
    pub answers: Answers,
    /// The profile.
    pub profile: Cow<'static, Profile>,
    /// How the profile was named, where it was.
    pub profile_name: Option<String>,
    /// Whether to make a key pair.
    pub makes_key: bool,
}
