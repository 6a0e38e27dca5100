//! Outputs that a provider has recorded, beside what they should be.

use super::paint::Paint;
use super::table;
use crate::finding::Report;

/// A table of the outputs of each resource in a plan, a state or the like; empty where none were recorded.
pub(super) fn table(report: &Report, paint: &Paint) -> String {
    let resources = report.resources.iter().flatten();
    let rows: Vec<_> = resources
        .flat_map(|resource| resource.outputs.iter().map(move |output| (resource, output)))
        .map(|(resource, output)| {
            let computed = output.computed.as_deref().unwrap_or("not known");
            [&*resource.address, output.name, &*output.recorded, computed].map(|cell| vec![cell.to_owned()])
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    table::draw([("resource", 20), ("output", 12), ("recorded", 9), ("expected", 9)], rows, paint)
}
