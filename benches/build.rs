//! How long each stage takes on the reference document (`tests/reference`), and how long the whole does, in a process that
//! has built it before. Run with `cargo bench --bench build`.

use briefing::diag::Sink;
use briefing::{Briefing, check, compose, layout, load, write};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::PathBuf;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn reference() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

/// The reference, read; one that does not build measures nothing.
fn read() -> Briefing {
    let mut sink = Sink::default();
    let briefing = load(&reference(), &mut sink).briefing;
    assert!(!sink.has_errors(), "{:?}", sink.findings());
    briefing.unwrap_or_else(|| unreachable!("without errors there is a briefing"))
}

fn stages(criterion: &mut Criterion) {
    let briefing = read();
    let mut sink = Sink::default();
    let document = compose(&briefing, &mut sink);
    let pages = layout(&briefing, &document, &mut sink);
    assert!(!sink.has_errors(), "{:?}", sink.findings());

    let mut group = criterion.benchmark_group("stage");
    group.bench_function("load", |bencher| bencher.iter(|| load(black_box(&reference()), &mut Sink::default())));
    group.bench_function("compose", |bencher| bencher.iter(|| compose(black_box(&briefing), &mut Sink::default())));
    group.bench_function("check", |bencher| {
        bencher.iter(|| check(black_box(&briefing), &document, &mut Sink::default()));
    });
    group.bench_function("layout", |bencher| {
        bencher.iter(|| layout(black_box(&briefing), &document, &mut Sink::default()));
    });
    group.bench_function("write", |bencher| {
        bencher.iter(|| write(black_box(&briefing), &document, &pages, &mut Sink::default()));
    });
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    criterion.bench_function("build", |bencher| {
        bencher.iter(|| {
            let mut sink = Sink::default();
            let briefing = load(black_box(&reference()), &mut sink)
                .briefing
                .unwrap_or_else(|| unreachable!("without errors there is a briefing"));
            let document = compose(&briefing, &mut sink);
            check(&briefing, &document, &mut sink);
            let pages = layout(&briefing, &document, &mut sink);
            write(&briefing, &document, &pages, &mut sink)
        });
    });
}

criterion_group!(benches, stages, whole);
criterion_main!(benches);
