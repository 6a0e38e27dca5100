//! What clap says of arguments that it refuses. It quotes them as they are.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue};

use super::output::write_error;
use crate::format::sanitised;

/// Prints what clap says instead of arguments, help or an error, and gives its exit code.
pub fn print(error: clap::Error) -> ExitCode {
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    let is_safe = |text: OsString| {
        let text = text.to_string_lossy();
        *sanitised(&text) == *text
    };
    if error.use_stderr() && !env::args_os().all(is_safe) {
        write_error(made_safe(error));
    } else {
        // Nothing can be done about a stream that is closed.
        let _ = error.print();
    }
    ExitCode::from(code)
}

/// The text of an error of clap, which quotes arguments as they are, made safe to print. It has no colours.
fn made_safe(mut error: clap::Error) -> String {
    let quotations: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(kind, value)| Some((kind, quotation_made_safe(kind, value)?))).collect();
    for (kind, value) in quotations {
        error.insert(kind, value);
    }
    let mut text = error.render().to_string();
    // What a value's reader says of it cannot be exchanged before.
    if let Some(source) = error.source().map(ToString::to_string) {
        let rendered = StyledStr::from(&source).to_string();
        if !rendered.is_empty() {
            text = text.replace(&rendered, &sanitised(&source));
        }
    }
    // The line ends that are left are clap's own.
    text.lines().map(|line| format!("{}\n", sanitised(line))).collect()
}

/// What clap quotes in an error; `None` for its summary of the usage, which quotes nothing.
fn quotation_made_safe(kind: ContextKind, value: &ContextValue) -> Option<ContextValue> {
    let safe = |text: &String| sanitised(text).into_owned();
    let safe_styled = |text: &StyledStr| StyledStr::from(safe(&text.to_string()));
    match value {
        _ if kind == ContextKind::Usage => None,
        ContextValue::String(text) => Some(ContextValue::String(safe(text))),
        ContextValue::Strings(texts) => Some(ContextValue::Strings(texts.iter().map(safe).collect())),
        ContextValue::StyledStr(text) => Some(ContextValue::StyledStr(safe_styled(text))),
        ContextValue::StyledStrs(texts) => {
            Some(ContextValue::StyledStrs(texts.iter().map(safe_styled).collect()))
        }
        _ => None,
    }
}
