//! Resources beside one another, and beside what they were.

use std::collections::HashMap;

use super::declared::{Base, Resource, Twin};

/// Marks each resource that has the URL of an earlier one in the list. The name is that of the resource's file.
pub fn mark_twins<'r>(resources: impl IntoIterator<Item = (&'r str, &'r mut Resource)>) {
    let mut first: HashMap<(String, Option<String>), (String, String)> = HashMap::new();
    for (file, resource) in resources {
        let Some(url) = resource.url().map(str::to_owned) else { continue };
        // Two providers are two tenants.
        let url = (url, resource.provider.clone());
        match first.get(&url) {
            // What overrides a resource is not another one.
            Some((_, address)) if resource.form.is_module() && *address == resource.address => {}
            Some((name, address)) => {
                let file = (name != file).then(|| name.clone());
                resource.twin = Some(Twin { address: address.clone(), file });
            }
            None => {
                first.insert(url, (file.to_owned(), resource.address.clone()));
            }
        }
    }
}

/// Tells each resource what it was in an earlier revision of its file: the one with the same address and URL, or else the
/// only one with that URL. `changed` gives the file of a document that has changed since, by URL.
pub fn compare(
    resources: &mut [Resource],
    earlier: &[Resource],
    revision: &str,
    changed: impl Fn(&str) -> Option<String>,
) {
    let mut by_url: HashMap<&str, HashMap<&str, &Resource>> = HashMap::new();
    let mut count_of: HashMap<&str, usize> = HashMap::new();
    for (url, one) in earlier.iter().filter_map(|one| Some((one.url()?, one))) {
        by_url.entry(url).or_default().entry(&one.address).or_insert(one);
        *count_of.entry(url).or_default() += 1;
    }
    for resource in resources {
        let Some(url) = resource.url() else { continue };
        let Some(with_url) = by_url.get(url) else { continue };
        let only = || with_url.values().next().filter(|_| count_of.get(url) == Some(&1));
        let Some(then) = with_url.get(&*resource.address).or_else(only) else { continue };
        // A version that was not known then is not compared.
        if then.has_unknown_version() {
            continue;
        }
        resource.base = Some(Base {
            revision: revision.to_owned(),
            version: then.version(),
            changed_document: changed(url),
        });
    }
}
