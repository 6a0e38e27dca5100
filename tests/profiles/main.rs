//! Messages are true for every profile: they are made of its data, and of nothing that another one says.

mod acme;
mod examples;
mod scrambled;
