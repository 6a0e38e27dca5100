//! The application type, which decides which kinds of redirect URIs are taken.

use super::faults::Faults;
use super::mending::{addition, json, removals, spelling};
use super::view::{MetadataView, RedirectUriView};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::Value;
use crate::metadata::authentication::NONE;
use crate::metadata::nearest;
use crate::profile::{RedirectClass, contains, words};
use crate::rule::Rule;

/// The two registered types, and what people write for them.
const NAMES: [&str; 10] =
    ["native", "web", "desktop", "mobile", "cli", "spa", "browser", "regular_web", "webapp", "website"];

/// `application-type-value`: the value is not one that the profile takes.
fn application_type_value<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let values = metadata.profile.application_types.values.as_deref()?;
    let value = metadata.get("application_type")?;
    let text = value.as_str().filter(|text| !contains(values, text))?;
    Some(Fault::at(Place::Value(value)).with(text))
}

fn application_type_value_words(metadata: &MetadataView<'_>, text: &&str) -> Words {
    let values = metadata.profile.application_types.values.as_deref().unwrap_or_default();
    let offers = |name: &&str| contains(values, name);
    let native = Some("native").filter(offers);
    let web = Some("web").filter(offers);
    let meant = match (nearest(text, NAMES), native, web) {
        (Some("native" | "desktop" | "mobile" | "cli"), Some(native), _) => Some(native),
        (Some(_), _, Some(web)) => Some(web),
        _ => None,
    };
    let fix = meant.and_then(|meant| Some(spelling(metadata.get("application_type")?, text, meant)));
    let help = match (nearest(text, NAMES), native, web) {
        (Some("native" | "desktop" | "mobile" | "cli"), Some(native), _) => {
            format!("write `{native}`: an application on the user's own machine or phone")
        }
        (Some(_), _, Some(web)) => format!("write `{web}`: anything that runs on a server or in a browser"),
        (None, Some(native), Some(web)) => {
            format!("write `{native}` for an application on the user's own machine or phone, else `{web}`")
        }
        _ => format!("write {}", words(values, "or")),
    };
    Words::new(format!("application_type is {}; it must be {}", quoted(text), words(values, "or")), help)
        .fix(fix)
}

/// Redirect URIs that the profile takes for one type only.
struct OtherType<'c> {
    first: &'c str,
    class: RedirectClass,
    /// All of them.
    entries: Vec<Value<'c>>,
    /// Whether all redirect URIs of the document are such.
    all: bool,
    /// The value of `application_type`.
    declared: Option<Value<'c>>,
}

/// The redirect URIs of kinds that are taken for native clients and for no others, as one fault.
fn native_only<'c>(
    metadata: &MetadataView<'c>,
    declared: Option<Value<'c>>,
) -> Option<Fault<'c, OtherType<'c>>> {
    let redirects = &metadata.profile.redirect_uris;
    other_type(metadata, declared, |class| redirects.takes(class, true) && !redirects.takes(class, false))
}

fn other_type<'c>(
    metadata: &MetadataView<'c>,
    declared: Option<Value<'c>>,
    is_meant: impl Fn(RedirectClass) -> bool,
) -> Option<Fault<'c, OtherType<'c>>> {
    let is_meant = |entry: &&RedirectUriView<'c>| entry.class().is_some_and(&is_meant);
    let mut found = metadata.0.redirect_uris.iter().filter(is_meant).peekable();
    let class = found.peek()?.class()?;
    let entries: Vec<Value<'c>> = found.filter_map(RedirectUriView::value).collect();
    let value = *entries.first()?;
    Some(Fault::at(Place::Value(value)).with(OtherType {
        first: value.as_str()?,
        class,
        all: entries.len() == metadata.redirect_uris.len(),
        entries,
        declared,
    }))
}

impl<'c> OtherType<'c> {
    fn others(&self) -> &[Value<'c>] {
        self.entries.get(1..).unwrap_or_default()
    }

    /// Removes them, where others stay.
    fn removal(&self) -> Option<SpannedFix> {
        let changes = (!self.all).then(|| removals(&self.entries)).flatten()?;
        let more = match self.others().len() {
            0 => String::new(),
            1 => " and one more redirect URI like it".to_owned(),
            more => format!(" and {more} more redirect URIs like it"),
        };
        Some(SpannedFix::undecided(format!("remove {}{more}", quoted(self.first)), changes))
    }
}

/// Declares the application type. An application on the user's own machine has no key of its own.
fn declaration(metadata: &MetadataView<'_>, declared: Option<Value<'_>>, name: &str) -> Option<SpannedFix> {
    let may_be =
        name != "native" || metadata.text("token_endpoint_auth_method").is_none_or(|method| method == NONE);
    let written = format!("\"{name}\"");
    match declared.filter(|_| may_be) {
        Some(declared) => Some(json(declared, &written)),
        None if may_be => addition(metadata.root, "application_type", &written),
        None => None,
    }
}

/// `application-type-missing-loopback`: redirect URIs of a native client, and no `application_type`.
fn application_type_missing_loopback<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, OtherType<'c>>> {
    if metadata.get("application_type").is_some()
        || metadata.profile.application_types.default.as_deref() == Some("native")
    {
        return None;
    }
    Some(Fault { absent: true, ..native_only(metadata, None)? })
}

fn application_type_missing_loopback_words(metadata: &MetadataView<'_>, seen: &OtherType<'_>) -> Words {
    let default = metadata.profile.application_types.default.as_deref();
    let why = match default {
        Some(default) => {
            format!("application_type is missing, which {} reads as `{default}`", metadata.profile.title)
        }
        None => "application_type is missing".to_owned(),
    };
    let words = native_only_words(metadata, seen, &why);
    match metadata.misspelt("application_type") {
        Some(help) => {
            Words { help: format!("{help}, with the value `\"native\"`"), fixes: Vec::new(), ..words }
        }
        None => words,
    }
}

/// `application-type-web-local`: redirect URIs of a native client, and another `application_type`.
fn application_type_web_local<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, OtherType<'c>>> {
    let values = metadata.profile.application_types.values.as_deref();
    let declared = metadata.get("application_type")?;
    // A value that the profile does not know does not tell the kind of client.
    declared
        .as_str()
        .filter(|text| *text != "native" && values.is_none_or(|values| contains(values, text)))?;
    native_only(metadata, Some(declared))
}

fn application_type_web_local_words(metadata: &MetadataView<'_>, seen: &OtherType<'_>) -> Words {
    let declared = seen.declared.and_then(|value| value.as_str()).unwrap_or_default();
    native_only_words(metadata, seen, &format!("application_type is {}", quoted(declared)))
}

fn native_only_words(metadata: &MetadataView<'_>, seen: &OtherType<'_>, why: &str) -> Words {
    // Where native clients may have no https redirect URI, a document that has one cannot become native.
    let takes_https = metadata.profile.redirect_uris.takes(RedirectClass::Https, true);
    let has_https = || metadata.redirect_uris.iter().any(|entry| entry.class() == Some(RedirectClass::Https));
    let can_be_native = metadata.profile.takes_native() && (takes_https || !has_https());
    let native = can_be_native.then(|| declaration(metadata, seen.declared, "native")).flatten();
    let more = match seen.others().len() {
        0 => String::new(),
        1 => " (and one more)".to_owned(),
        more => format!(" (and {more} more)"),
    };
    let what = match seen.class {
        RedirectClass::Loopback => "leads to the user's own machine",
        _ => "has a scheme of its own",
    };
    let help = match (seen.class, seen.all) {
        (_, false) if !can_be_native => {
            "remove it, and publish a second document for it, of an application on the user's own machine"
        }
        (_, true) if !can_be_native => "list an https redirect URI",
        (_, true) => {
            "declare `\"application_type\": \"native\"` if it runs on the user's own machine; else use https"
        }
        (RedirectClass::Loopback, false) => {
            "if it is for development, remove it and publish a second document for that; for an application on the user's own machine, declare `\"application_type\": \"native\"`"
        }
        (_, false) => {
            "declare `\"application_type\": \"native\"` if it runs on the user's own machine; else remove it"
        }
    };
    let mut words = Words::new(
        format!(
            "the redirect URI {}{more} {what}, which only native clients may use; {why}",
            quoted(seen.first)
        ),
        help,
    );
    if let Some(declared) = seen.declared {
        words = words.related(declared.span(), "declared here");
    }
    // What its author has declared is kept, where that is possible; where nothing is declared, all redirect URIs are.
    words = match seen.declared {
        Some(_) => words.fix(seen.removal()).fix(native),
        None => words.fix(native).fix(seen.removal()),
    };
    let others = seen.others().iter().take(10);
    others.fold(words, |words, other| words.related(other.span(), "the same here"))
}

/// `application-type-native-https`: a native client has an https redirect URI, and the profile takes none there.
fn application_type_native_https<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, OtherType<'c>>> {
    let declared = metadata.get("application_type").filter(|value| value.as_str() == Some("native"))?;
    let redirects = &metadata.profile.redirect_uris;
    other_type(metadata, Some(declared), |class| {
        class == RedirectClass::Https && !redirects.takes(class, true)
    })
}

fn application_type_native_https_words(metadata: &MetadataView<'_>, seen: &OtherType<'_>) -> Words {
    // Others may be taken for native clients only.
    let redirects = &metadata.profile.redirect_uris;
    let is_for_web =
        |entry: &RedirectUriView<'_>| entry.class().is_none_or(|class| redirects.takes(class, false));
    let may_be_web = metadata.redirect_uris.iter().all(is_for_web);
    let web = may_be_web.then(|| declaration(metadata, seen.declared, "web")).flatten();
    let help = if may_be_web {
        "for a client on a web server, declare `\"application_type\": \"web\"`; else remove it"
    } else {
        "remove it, and publish a second document for a client on a web server"
    };
    let words = Words::new(
        format!(
            "the redirect URI {} is https, which {} does not take for native clients; application_type is `native`",
            quoted(seen.first),
            metadata.profile.title
        ),
        help,
    )
    .fix(web)
    .fix(seen.removal());
    seen.declared.into_iter().fold(words, |words, declared| words.related(declared.span(), "declared here"))
}

include!(concat!(env!("OUT_DIR"), "/application_type.rs"));
