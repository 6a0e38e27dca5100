//! What holds for the engine as a whole, whatever the rules are about: each fault is found by itself, beside others
//! and with others switched off, and supersession decides only what is shown.

mod case;
mod document_mutations;
#[path = "../support/example_text.rs"]
mod example_text;
mod examples;
mod inputs;
mod made_up;
mod model;
mod mutations;
mod off;
mod pairs;
mod profiles;
mod raises;
mod raw_host;
#[path = "../support/resource_text.rs"]
mod resource_text;
mod url;
mod url_mutations;
mod verdict;
