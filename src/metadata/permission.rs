//! Permissions of the AT Protocol: scopes of the form `name:positional?key=value`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::nearest;

/// A permission, taken apart.
struct Permission<'s> {
    name: &'static str,
    positional: Option<Cow<'s, str>>,
    parameters: Vec<(&'s str, Cow<'s, str>)>,
}

/// What a value has to be, and whether it is.
type Form = (fn(&str) -> bool, &'static str);

/// What a permission takes: its positional parameter and the others by name.
struct Definition {
    name: &'static str,
    positional: (&'static str, Form),
    others: &'static [(&'static str, Form)],
    /// The parameters that it must have.
    required: &'static [&'static str],
}

const NSID: Form = (is_nsid, "an NSID such as `com.example.feed.post`");
const NSID_OR_ALL: Form =
    (|text| text == "*" || is_nsid(text), "an NSID such as `com.example.feed.post`, or `*`");
const SERVICE: Form = (
    |text| text == "*" || is_service(text),
    "a DID with the fragment of a service, such as `did:web:api.example.com#svc_appview`, or `*`",
);
const MEDIA_TYPE: Form = (is_media_type, "a media type such as `image/*`");

/// The permissions that there are.
const PERMISSIONS: [Definition; 6] = [
    Definition {
        name: "repo",
        positional: ("collection", NSID_OR_ALL),
        others: &[(
            "action",
            (|text| matches!(text, "create" | "update" | "delete"), "`create`, `update` or `delete`"),
        )],
        required: &["collection"],
    },
    Definition {
        name: "rpc",
        positional: ("lxm", NSID_OR_ALL),
        others: &[("aud", SERVICE)],
        required: &["lxm", "aud"],
    },
    Definition { name: "blob", positional: ("accept", MEDIA_TYPE), others: &[], required: &["accept"] },
    Definition {
        name: "account",
        positional: ("attr", (|text| matches!(text, "email" | "repo"), "`email` or `repo`")),
        others: &[("action", (|text| matches!(text, "read" | "manage"), "`read` or `manage`"))],
        required: &["attr"],
    },
    Definition {
        name: "identity",
        positional: ("attr", (|text| matches!(text, "handle" | "*"), "`handle` or `*`")),
        others: &[],
        required: &["attr"],
    },
    Definition {
        name: "include",
        positional: ("nsid", NSID),
        others: &[("aud", SERVICE)],
        required: &["nsid"],
    },
];

/// What is wrong with a scope that has the name of a permission; `None` where nothing is, and for every other scope.
pub fn fault(scope: &str) -> Option<String> {
    let end = scope.find([':', '?'])?;
    let definition = PERMISSIONS.iter().find(|row| row.name == &scope[..end])?;
    let permission = Permission::read(definition.name, scope);
    permission.fault(definition)
}

impl<'s> Permission<'s> {
    fn read(name: &'static str, scope: &'s str) -> Permission<'s> {
        let (start, query) =
            scope.split_once('?').map_or((scope, None), |(start, query)| (start, Some(query)));
        let decoded = |text: &'s str| percent_decode_str(text).decode_utf8_lossy();
        let pairs = query.into_iter().flat_map(|query| query.split('&'));
        let parameters = pairs.map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key, decoded(value))
        });
        let positional = start.split_once(':').map(|(_, value)| decoded(value));
        Permission { name, positional, parameters: parameters.collect() }
    }

    fn fault(&self, definition: &Definition) -> Option<String> {
        let (positional, form) = definition.positional;
        let known = || definition.others.iter().copied().chain([(positional, form)]);
        if self.positional.is_some() && self.values(positional).next().is_some() {
            return Some(format!("`{positional}` is there twice, after the `:` and as a parameter"));
        }
        for (key, _) in &self.parameters {
            if !known().any(|(name, _)| name == *key) {
                let meant = nearest(key, known().map(|(name, _)| name));
                let meant = meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
                return Some(format!("`{}` has no parameter `{key}`{meant}", self.name));
            }
        }
        for (name, (is_right, wanted)) in known() {
            let own = self.positional.as_deref().filter(|_| name == positional);
            if let Some(wrong) = own.into_iter().chain(self.values(name)).find(|value| !is_right(value)) {
                return Some(format!("`{name}` is `{wrong}`, and must be {wanted}"));
            }
        }
        let has = |name: &&str| {
            (*name == positional && self.positional.is_some()) || self.values(name).next().is_some()
        };
        if let Some(missing) = definition.required.iter().find(|name| !has(name)) {
            return Some(format!("`{missing}` is missing"));
        }
        let is_all = |name: &str| {
            let own = self.positional.as_deref().filter(|_| name == positional);
            own.into_iter().chain(self.values(name)).any(|value| value == "*")
        };
        (self.name == "rpc" && is_all("lxm") && is_all("aud"))
            .then(|| "`lxm` and `aud` cannot both be `*`".to_owned())
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.parameters.iter().filter(move |(key, _)| *key == name).map(|(_, value)| &**value)
    }
}

/// Whether a text is a namespaced identifier (AT Protocol: NSID).
fn is_nsid(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let Some((name, authority)) = labels.split_last() else { return false };
    let is_name = (1..=63).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !name.starts_with(|first: char| first.is_ascii_digit());
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let begins_right =
        authority.first().is_some_and(|top| !top.starts_with(|first: char| first.is_ascii_digit()));
    text.len() <= 317 && labels.len() >= 3 && is_name && begins_right && authority.iter().all(is_label)
}

/// Whether a text is a DID with a fragment.
fn is_service(text: &str) -> bool {
    let Some((did, fragment)) = text.split_once('#') else { return false };
    let mut parts = did.splitn(3, ':');
    let is_did = parts.next() == Some("did")
        && parts.next().is_some_and(|method| {
            !method.is_empty()
                && method.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
        && parts.next().is_some_and(|id| !id.is_empty());
    is_did && !fragment.is_empty()
}

/// Whether a text is a media type, or a pattern for some.
fn is_media_type(text: &str) -> bool {
    let Some((kind, subtype)) = text.split_once('/') else { return false };
    let is_token = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    match (kind, subtype) {
        ("*", subtype) => subtype == "*",
        (kind, "*") => is_token(kind),
        _ => is_token(kind) && is_token(subtype),
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_right_has_no_fault() {
        for scope in [
            "atproto",
            "transition:generic",
            "repo:*",
            "repo:com.example.feed.post?action=create&action=delete",
            "repo?collection=com.example.feed.post&collection=com.example.feed.like",
            "rpc:com.example.feed.getTimeline?aud=did:web:api.example.com%23svc_appview",
            "rpc:*?aud=did:web:api.example.com#svc_appview",
            "rpc:com.example.feed.getTimeline?aud=*",
            "blob:*/*",
            "blob?accept=image/*&accept=video/mp4",
            "account:email",
            "account:repo?action=manage",
            "identity:*",
            "identity:handle",
            "include:com.example.authBasic?aud=did:web:api.example.com%23svc_appview",
            "unknown:*",
        ] {
            assert_eq!(fault(scope), None, "{scope}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (scope, expected) in [
            ("repo:com.example.*", "`collection` is `com.example.*`"),
            ("repo:com.example.feed.post?action=read", "`action` is `read`"),
            ("repo?action=create", "`collection` is missing"),
            ("rpc:com.example.feed.getTimeline", "`aud` is missing"),
            ("rpc:*?aud=*", "cannot both be `*`"),
            (
                "rpc:com.example.feed.getTimeline?aud=did:web:api.example.com",
                "`aud` is `did:web:api.example.com`",
            ),
            ("blob:image", "`accept` is `image`"),
            ("account:*", "`attr` is `*`"),
            ("account:email?actions=manage", "did you mean `action`?"),
            ("identity:name", "`attr` is `name`"),
            ("include:com.example", "`nsid` is `com.example`"),
            ("repo:*?collection=com.example.feed.post", "is there twice"),
        ] {
            let fault = fault(scope).unwrap_or_default();
            assert!(fault.contains(expected), "{scope}: {fault}");
        }
    }
}
