//! Files of resources in the examples of pages.

use std::path::Path;

use cimd::Subject;
use cimd::auth0::Preview;
use cimd::resource::read::named;
use cimd::resource::{ClientDocument, compare, mark_twins};

/// A file of resources, with what is known of them.
pub fn resources_of(kind: &str, text: &str) -> Option<Subject> {
    let (language, relation) = match kind.split_once('-') {
        Some((language, relation @ ("document" | "earlier"))) => (language, Some(relation)),
        _ => (kind, None),
    };
    let name = match language {
        "hcl" => "main.tf",
        "pulumi" => "Pulumi.yaml",
        "tf-json" | "plan" | "state" | "patch" | "request" => "resource.json",
        _ => return None,
    };
    let read = |text: &str| {
        let file = named(Path::new(name), text.as_bytes().to_vec());
        file.unwrap_or_else(|refusal| panic!("{}: {text}", refusal.message))
    };
    let mut file = match relation {
        None => read(text),
        Some("document") => {
            let (document, text) =
                text.split_once("\n\n").expect("a document, an empty line, and a resource");
            let mut file = read(text);
            let subject = Subject::from_bytes("client.json", document.as_bytes().to_vec());
            let document = ClientDocument::from(&Preview::of(subject));
            file.resources.iter_mut().for_each(|one| one.document = Some(Box::new(document.clone())));
            file
        }
        Some(_) => {
            let (then, now) = text.split_once("\n---\n").expect("what it was, ---, and what it is");
            let mut file = read(now);
            let changed = |_: &str| Some("public/client.json".to_owned());
            compare(&mut file.resources, &read(then).resources, "main", changed);
            file
        }
    };
    mark_twins(file.resources.iter_mut().map(|resource| (name, resource)));
    Some(Subject::of_resources(name, file))
}
