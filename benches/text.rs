//! How many words a second are shaped, broken and set. Run with `cargo bench --bench text`.

use briefing::page::Color;
use briefing::text::{Align, Family, Figures, Fonts, Setting, TextRun, TextStyle, Weight};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ENGLISH: &str = "Iran put at least 267 people to death in 2020, among them four who were children at the time of \
    the alleged offence. The authorities announced only 91 of these executions; the others became known through families, \
    lawyers and fellow prisoners, and each of them was confirmed by at least two independent sources. Several defendants \
    were convicted after proceedings that lasted minutes, without counsel of their choosing, and on the strength of \
    confessions which they retracted in court as having been obtained under torture.";
const FRENCH: &str = "Les autorités iraniennes ont exécuté au moins 267 personnes en 2020, dont quatre étaient mineures au moment des \
    faits qui leur étaient reprochés. Plusieurs accusés ont été condamnés au terme de procédures qui n’ont duré que quelques \
    minutes, sans avocat de leur choix, et sur la foi d’aveux qu’ils ont rétractés à l’audience.";
const SPANISH: &str = "Las autoridades iraníes ejecutaron al menos a 267 personas en 2020, entre ellas cuatro que eran menores de edad \
    cuando ocurrieron los hechos que se les imputaban. Varios acusados fueron condenados tras juicios de pocos minutos, sin \
    abogado de su elección y sobre la base de confesiones de las que se retractaron ante el tribunal.";
const RUSSIAN: &str = "Власти Ирана казнили в 2020 году не менее 267 человек, из которых четверо были несовершеннолетними \
    во время предполагаемого преступления. Международные организации неоднократно выражали обеспокоенность непропорционально \
    большим числом казней в провинции Систан и Белуджистан.";
const PERSIAN: &str = "دست‌کم ۲۶۷ نفر در سال ۲۰۲۰ در ایران اعدام شدند که چهار نفر از آن‌ها در زمان ارتکاب جرم ادعایی کودک \
    بودند. سازمان‌های حقوق بشری می‌گویند که خانواده‌ها اغلب پس از اجرای حکم باخبر می‌شوند و وکیل‌ها اجازهٔ دیدار نمی‌یابند.";

fn paragraphs(criterion: &mut Criterion) {
    let style = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.3,
        color: Color::BLACK,
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    };
    let fonts = Fonts::bundled();
    let mut group = criterion.benchmark_group("words");
    for (name, text, language, rtl) in [
        ("english", ENGLISH, "en-GB", false),
        ("french", FRENCH, "fr", false),
        ("spanish", SPANISH, "es", false),
        ("russian", RUSSIAN, "ru", false),
        ("persian", PERSIAN, "fa", true),
    ] {
        group.throughput(Throughput::Elements(text.split_whitespace().count() as u64));
        let runs = [TextRun { text, style, language: None, tag: 0 }];
        let setting = Setting { language, rtl, hyphenate: true };
        group
            .bench_function(format!("{name}/shape"), |bencher| bencher.iter(|| fonts.shape(black_box(&runs), setting)));
        // as running text is set
        let shape = || fonts.shape(black_box(&runs), setting).finely_spaced().hanging();
        let shaped = shape();
        group.bench_function(format!("{name}/lines"), |bencher| {
            bencher.iter(|| shaped.lines(black_box(334.5), Align::Justify));
        });
        group.bench_function(format!("{name}/both"), |bencher| {
            bencher.iter(|| shape().lines(334.5, Align::Justify));
        });
    }
    group.bench_function("label", |bencher| {
        bencher
            .iter(|| fonts.line(black_box("1,234"), style, Setting { language: "en", rtl: false, hyphenate: false }));
    });
    group.finish();
}

criterion_group!(benches, paragraphs);
criterion_main!(benches);
