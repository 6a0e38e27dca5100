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
    let language = by_name(path).or_else(|| by_content(path, &bytes)).unwrap_or(Language::Yaml);
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
    if !mentions_resource(&bytes) {
        return Ok(None);
    }
    let by_name = by_name(path);
    let Some(language) = by_name.or_else(|| by_content(path, &bytes)) else { return Ok(None) };
    let file = with_overrides(path, read(language, bytes, false)?);
    // The content only suggests a language: a text that breaks its syntax is something else, such as a script or prose.
    let is_broken = file.fault.is_some() && by_name.is_some();
    Ok((!file.resources.is_empty() || is_broken).then_some(file))
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

/// The language that the name of a file says.
fn by_name(path: &Path) -> Option<Language> {
    match &*path.extension()?.to_string_lossy().to_ascii_lowercase() {
        "tf" | "tofu" | "hcl" => Some(Language::Hcl),
        "yaml" | "yml" => Some(Language::Yaml),
        "json" | "tfstate" => Some(Language::Json),
        _ => None,
    }
}

/// The language that the content of a file suggests, where its name says none.
fn by_content(path: &Path, bytes: &[u8]) -> Option<Language> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if first.is_some_and(|byte| b"{[".contains(byte)) {
        return Some(Language::Json);
    }
    let has_block = || memmem::find(bytes, b"resource \"auth0_client_cimd\"").is_some();
    (path.extension().is_none() && has_block()).then_some(Language::Hcl)
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
