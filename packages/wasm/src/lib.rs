//! `cimd` for WebAssembly, as JavaScript calls it: strings go in and out as UTF-8 in the module's memory.
//!
//! The caller [`allocate`]s memory for each string and writes it there; a function takes these over. What it returns
//! is the address of its answer in the upper half of a number and the length in the lower; the caller reads the answer
//! and gives it back with [`release`]. `core.js` is that caller.

use cimd::finding::SCHEMA_VERSION;
use cimd::format::{Run, json};
use cimd::{Linter, Profile, Rule, Subject};
use serde::Serialize;

/// What every function answers: a result, or an error of the caller.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<T> {
    Result { result: T },
    Error { error: String, help: Option<String> },
}

/// Memory for that many bytes, which the caller fills, and hands to a function or to [`release`].
#[unsafe(no_mangle)]
pub extern "C" fn allocate(length: usize) -> *mut u8 {
    given(vec![0; length])
}

/// Frees memory.
///
/// # Safety
///
/// It comes from [`allocate`], or is the answer of a function, with its length, and is given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn release(address: *mut u8, length: usize) {
    // SAFETY: the caller's promise.
    drop(unsafe { taken(address, length) });
}

/// Lints a document at a time, in seconds since 1970. Without a URL the document's own `client_id` is taken for where it
/// is published. The profile is the built-in one of that name, unless there is TOML for one of that name. The result is
/// what `cimd lint --format json` writes.
///
/// # Safety
///
/// Each address comes from [`allocate`] with that length, and is used for nothing else afterwards.
#[unsafe(no_mangle)]
#[expect(clippy::too_many_arguments, reason = "a string is two numbers here")]
pub unsafe extern "C" fn lint(
    text: *mut u8,
    text_length: usize,
    url: *mut u8,
    url_length: usize,
    profile: *mut u8,
    profile_length: usize,
    toml: *mut u8,
    toml_length: usize,
    now: f64,
) -> u64 {
    // SAFETY: the caller's promise, for each of them.
    let (text, url, profile, toml) = unsafe {
        (
            taken(text, text_length),
            string(url, url_length),
            string(profile, profile_length),
            string(toml, toml_length),
        )
    };
    let own;
    let profile = if toml.is_empty() {
        match Profile::named(&profile) {
            Some(profile) => profile,
            None => return error(cimd::profile::unknown_profile(&profile)),
        }
    } else {
        match Profile::from_toml(&profile, &toml) {
            Ok(profile) => {
                own = profile;
                &own
            }
            Err(wrong) => return error(wrong),
        }
    };
    // Seconds are never negative, nor that many.
    let mut subject = Subject::from_bytes("document", text).read_at(now as u64);
    if !url.is_empty() {
        subject = subject.published_at(url);
    }
    let report = Linter::new(profile).lint(&subject);
    let mut out = br#"{"result":"#.to_vec();
    match json::write(&mut out, &Run::new(profile, vec![report]), false) {
        Ok(()) => {
            out.push(b'}');
            answered(out)
        }
        Err(error) => written(&Answer::<()>::Error { error: error.to_string(), help: None }),
    }
}

/// The page of a rule.
///
/// # Safety
///
/// As for [`lint`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn explain(id: *mut u8, length: usize) -> u64 {
    // SAFETY: the caller's promise.
    let id = unsafe { string(id, length) };
    match Rule::from_id(&id) {
        Some(rule) => {
            let page = rule.page();
            written(&Answer::Result {
                result: Explanation {
                    id: page.id,
                    title: page.title,
                    body: page.body,
                    sources: page.sources,
                },
            })
        }
        None => error(cimd::profile::unknown_rule(&id)),
    }
}

/// What is told of a rule.
#[derive(Serialize)]
struct Explanation {
    id: &'static str,
    title: &'static str,
    body: &'static str,
    sources: &'static [cimd::Source],
}

/// The version, and the names of the built-in profiles.
#[unsafe(no_mangle)]
pub extern "C" fn about() -> u64 {
    let profiles = Profile::built_in().iter().map(|profile| &*profile.name).collect();
    let result = About { version: env!("CARGO_PKG_VERSION"), schema_version: SCHEMA_VERSION, profiles };
    written(&Answer::Result { result })
}

#[derive(Serialize)]
struct About {
    version: &'static str,
    schema_version: u32,
    profiles: Vec<&'static str>,
}

fn error(error: cimd::profile::ProfileError) -> u64 {
    written(&Answer::<()>::Error { error: error.to_string(), help: error.help })
}

fn written(answer: &impl Serialize) -> u64 {
    let mut out = Vec::new();
    // What is written here has names for keys, and writing to memory does not fail.
    let _ = json::write_compact(&mut out, answer);
    answered(out)
}

fn answered(out: Vec<u8>) -> u64 {
    let length = out.len() as u64;
    (given(out) as usize as u64) << 32 | length
}

/// Hands memory to the caller.
fn given(bytes: Vec<u8>) -> *mut u8 {
    Box::into_raw(bytes.into_boxed_slice()).cast()
}

/// Takes memory over.
///
/// # Safety
///
/// As for [`release`].
unsafe fn taken(address: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: `given` made it, of a boxed slice of that length.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(address, length)) }.into_vec()
}

/// Takes a string over.
///
/// # Safety
///
/// As for [`release`].
unsafe fn string(address: *mut u8, length: usize) -> String {
    // SAFETY: the caller's promise.
    String::from_utf8_lossy(&unsafe { taken(address, length) }).into_owned()
}
