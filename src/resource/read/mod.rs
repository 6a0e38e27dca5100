//! Texts become resources: which form a text has is told by what is in it.

mod body;
mod hcl;
mod hcl_bounds;
mod json;
mod json_value;
mod plan;
mod pointer;
mod program;
mod recorded;
mod refusal;
mod state;
mod template;
mod terraform_json;
mod yaml;

use std::path::Path;

use memchr::memmem;

use super::declared::{ResourceFile, SyntaxFault};
use crate::json::Tree;
use refusal::too_large;

pub use refusal::Refusal;

/// Most bytes that are read of a file: plans and states are large.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Most values of JSON in one file: commas and opening brackets are counted.
const MAX_JSON_VALUES: usize = 1_500_000;

/// The languages in which resources are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Hcl,
    Yaml,
    Json,
}

/// Whether the bytes may hold a resource: it is named in them.
pub fn mentions_resource(bytes: &[u8]) -> bool {
    let has = |word: &[u8]| memmem::find(bytes, word).is_some();
    // Pulumi's types are written in any letter case.
    let of_pulumi = || {
        memchr::memchr2_iter(b'c', b'C', bytes)
            .any(|at| bytes.get(at..at + 10).is_some_and(|word| word.eq_ignore_ascii_case(b"clientcimd")))
    };
    has(b"auth0_client_cimd") || has(b"external_client_id") || of_pulumi()
}

/// Reads the resources of a file that the user named. One without any is one without resources.
///
/// # Errors
///
/// It is larger than what is read, or was made by a program that is not known here.
pub fn named(path: &Path, bytes: Vec<u8>) -> Result<ResourceFile, Refusal> {
    let language = language(path, &bytes).unwrap_or(Language::Yaml);
    // Whatever its syntax is, a text without the name of a resource holds none; a PATCH body names none.
    if language == Language::Yaml && !mentions_resource(&bytes) {
        return Ok(ResourceFile { source: bytes, ..ResourceFile::default() });
    }
    Ok(with_overrides(path, read(language, bytes, true)?))
}

/// Reads the resources of a file that was found in a directory; `None` where it holds none.
///
/// # Errors
///
/// Those of [`named`].
pub fn found(path: &Path, bytes: Vec<u8>) -> Result<Option<ResourceFile>, Refusal> {
    let Some(language) = language(path, &bytes).filter(|_| mentions_resource(&bytes)) else {
        return Ok(None);
    };
    let file = with_overrides(path, read(language, bytes, false)?);
    Ok((!file.resources.is_empty() || file.fault.is_some()).then_some(file))
}

/// A file that overrides others says a part of each resource only.
fn with_overrides(path: &Path, mut file: ResourceFile) -> ResourceFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    let stem = stem.strip_suffix(".tf").or_else(|| stem.strip_suffix(".tofu"));
    if stem.is_some_and(|stem| stem == "override" || stem.ends_with("_override")) {
        file.resources.iter_mut().for_each(|resource| resource.is_open = true);
    }
    file
}

/// The language of a file: by its name where that says so, and else by its first bytes.
fn language(path: &Path, bytes: &[u8]) -> Option<Language> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let begins_json = || {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        text.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| b"{[".contains(byte))
    };
    match extension.as_deref() {
        Some("tf" | "tofu" | "hcl") => Some(Language::Hcl),
        Some("yaml" | "yml") => Some(Language::Yaml),
        Some("json" | "tfstate") => Some(Language::Json),
        _ if begins_json() => Some(Language::Json),
        None if memmem::find(bytes, b"resource \"auth0_client_cimd\"").is_some() => Some(Language::Hcl),
        _ => None,
    }
}

fn read(language: Language, bytes: Vec<u8>, is_named: bool) -> Result<ResourceFile, Refusal> {
    match language {
        Language::Hcl => hcl::read(bytes),
        Language::Yaml => program::read_yaml(bytes),
        Language::Json => read_json(bytes, is_named),
    }
}

fn read_json(bytes: Vec<u8>, is_named: bool) -> Result<ResourceFile, Refusal> {
    if bytes.iter().filter(|byte| b",{[".contains(byte)).count() > MAX_JSON_VALUES {
        return Err(too_large(&format!("{MAX_JSON_VALUES} values of JSON")));
    }
    let tree = Tree::parse(bytes);
    let fault =
        tree.problems().iter().find(|problem| problem.kind.breaks_grammar()).map(|problem| SyntaxFault {
            span: problem.span,
            message: format!("the text is not JSON: {}", problem.message()),
            help: problem.help(),
        });
    let resources = match tree.root().filter(|_| fault.is_none()) {
        Some(root) => json::resources(root, is_named)?,
        None => Vec::new(),
    };
    Ok(ResourceFile { resources, fault, source: tree.into_source() })
}
