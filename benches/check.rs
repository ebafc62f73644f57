//! How long the checks take: on a briefing of ten pages with sixty sources, and, to see that the time grows with the size
//! and not with its square, on a thousand and two thousand sources with two and a half figures each. Run with
//! `cargo bench --bench check`.

use briefing::check::{Input, run};
use briefing::diag::{Files, Sink};
use briefing::evidence::Evidence;
use briefing::locale::Locale;
use briefing::profile::Profile;
use briefing::spec::{self, Spec};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

/// A specification with so many sources, figures and paragraphs.
fn specification(sources: usize, figures: usize, paragraphs: usize) -> String {
    let mut text =
        String::from("spec = 1\n[briefing]\ntitle = \"Executions\"\ndate = 2021-04-09\nlanguage = \"en-GB\"\n");
    for n in 0..sources {
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "[sources.s{n}]\ntype = \"report\"\ntitle = \"Annual report {n} of the Institute\"\nauthor = [\"Institute {}\"]\n\
             issued = 2021-01-{:02}\nurl = \"https://example.org/reports/{n}\"\nnote = \"Read in the library of the Institute.\"\n",
            n % 97,
            n % 28 + 1
        );
    }
    for n in 0..figures {
        let _ = write!(
            text,
            "[figures.f{n}]\nwhat = \"people executed in district {}\"\nvalue = {}\nbound = \"at-least\"\nperiod = {}\n\
             place = \"District {}\"\nsource = \"s{}\"\nbasis = \"cases confirmed by two sources each\"\n",
            n / 7,
            20 + n % 1000,
            2014 + n % 7,
            n / 7,
            n % sources
        );
    }
    text += "[[sections]]\nheading = \"Executions\"\ntext = \"\"\"\n";
    for n in 0..paragraphs {
        let _ = write!(
            text,
            "In one district the authorities put {{{{ figures.f{} }}}} people to death. Lawyers, families and local reporters had \
             made these cases known, and the Institute confirmed each of them by its own standard [@s{}, p. {}]. On 15 November \
             2019 the Special Rapporteur asked for the names; by the end of the year there was no answer.\n\n",
            n % figures,
            n % sources,
            n % 200 + 1
        );
    }
    text + "\"\"\"\n"
}

fn read(text: &str) -> (Spec, Evidence) {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let file = files.add("briefing.toml", text);
    let spec = spec::read(file, text, &mut sink);
    let spec = spec.unwrap_or_else(|| unreachable!("the specification is whole: {:?}", sink.findings()));
    (spec, Evidence { specification: Arc::from(text), ..Evidence::default() })
}

fn checks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("checks");
    let locale = Locale::find("en-GB").unwrap_or_else(|| unreachable!("English is there"));
    group.sample_size(20);
    for (name, sources, figures, paragraphs) in
        [("ten pages", 60, 120, 75), ("1000 sources", 1000, 2500, 1000), ("2000 sources", 2000, 5000, 2000)]
    {
        let text = specification(sources, figures, paragraphs);
        let (spec, evidence) = read(&text);
        let input = Input {
            spec: &spec,
            evidence: &evidence,
            locale,
            cited: None,
            profile: Profile::find("un-briefing").unwrap_or_else(|| unreachable!("it is embedded")),
            document: None,
            pages: None,
            theme: None,
        };
        group.throughput(Throughput::Elements(figures as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
            bencher.iter(|| {
                let mut sink = Sink::default();
                run(black_box(input), &mut sink);
                sink
            });
        });
    }
    group.finish();
}

criterion_group!(benches, checks);
criterion_main!(benches);
