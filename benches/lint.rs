//! How long parsing and linting take in memory, beside `serde_json` reading the same bytes.

use std::hint::black_box;

use cimd::json::Tree;
use cimd::{Linter, Profile, Subject};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use serde_json::Value;

const DOCUMENTS: [(&str, &[u8]); 2] = [
    ("clean", include_bytes!("documents/clean.json")),
    ("three-findings", include_bytes!("documents/three-findings.json")),
];

/// Every routine drops what it made while the clock runs: that is part of the price.
fn documents(criterion: &mut Criterion) {
    let linter = Linter::new(Profile::named("auth0").expect("it is built in"));
    for (name, bytes) in DOCUMENTS {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter("serde_json-value"), bytes, |bencher, bytes| {
            bencher.iter(|| drop(black_box(serde_json::from_slice::<Value>(bytes))));
        });
        group.bench_with_input(BenchmarkId::from_parameter("parse"), bytes, |bencher, bytes| {
            let parse = |bytes| drop(black_box(Tree::parse(bytes)));
            bencher.iter_batched(|| bytes.to_vec(), parse, BatchSize::SmallInput);
        });
        group.bench_with_input(BenchmarkId::from_parameter("parse-and-lint"), bytes, |bencher, bytes| {
            let lint = |bytes| drop(black_box(linter.lint(&Subject::from_bytes("client.json", bytes))));
            bencher.iter_batched(|| bytes.to_vec(), lint, BatchSize::SmallInput);
        });
        group.finish();
    }
}

criterion_group!(benches, documents);
criterion_main!(benches);
