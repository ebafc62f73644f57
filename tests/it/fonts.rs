//! Font files of the briefing's own: what is made with them, and what `briefing fonts` says of them.

use crate::samples::judged;
use crate::support::{Case, exit, root, skipped, spec_with};
use crate::words::regions;
use briefing::diag::{Files, Sink};
use std::fs;
use std::path::{Path, PathBuf};

const TEXT: &str = "\n[[sections]]\nheading = \"H\"\ntext = \"The report, 报告 2020年, is **bold** here.\"\n";

fn font(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/fonts").join(name)).expect("the font")
}

fn with_han() -> Case {
    Case::spec(&spec_with(TEXT)).file("fonts/ExampleHan-Regular.ttf", font("ExampleHan-Regular.ttf"))
}

fn build(case: &Case, name: &str) -> Vec<u8> {
    case.run(["build", ".", "--output", name]).ended(exit::OK);
    fs::read(case.path().join(name)).expect("the document")
}

#[test]
fn the_command_says_what_shows_what_and_where_it_looked() {
    let said = with_han().run(["fonts", "."]).ended(exit::OK).stdout;
    for line in [
        "  ExampleHan-Regular (fonts/ExampleHan-Regular.ttf)",
        "    3 Han: 告年报",
        "  SourceSerif4-Regular (bundled)",
        "every character has a font",
        "  fonts: one font file",
        "    fonts/ExampleHan-Regular.ttf: Example Han Regular",
    ] {
        assert!(said.lines().any(|found| found == line), "`{line}` is not in\n{said}");
    }
}

#[test]
fn the_command_says_what_has_no_font() {
    let outcome = Case::spec(&spec_with(TEXT)).run(["fonts", "."]).ended(exit::FINDINGS);
    let said = &outcome.stdout;
    assert!(said.contains("without a font\n  briefing.toml:"), "{outcome}");
    assert!(said.contains("`报` (U+62A5)") && said.contains("Noto Sans SC"), "{outcome}");
    assert!(said.contains("  fonts: no font file"), "{outcome}");
}

#[test]
fn a_folder_of_the_user_s_is_used_when_it_is_named() {
    let shared = Case::new().file("a.ttf", font("ExampleHan-Regular.ttf"));
    let case = Case::spec(&spec_with(TEXT));
    case.run(["check", "."]).ended(exit::FINDINGS);
    let folder = shared.path().to_str().expect("UTF-8");
    case.run(["build", ".", "--fonts", folder, "--output", "a.pdf"]).ended(exit::OK);
    let said = case.run(["fonts", ".", "--fonts", folder]).ended(exit::OK).stdout;
    assert!(said.contains("ExampleHan-Regular (a.ttf)"), "{said}");
}

#[test]
fn the_same_font_gives_the_same_bytes_and_another_one_others() {
    let case = with_han();
    let first = build(&case, "a.pdf");
    assert_eq!(first, build(&case, "b.pdf"));
    assert_eq!(first, build(&with_han(), "a.pdf"), "a copy of the folder");
    let other = Case::spec(&spec_with(TEXT)).file("fonts/ExampleHan-Bold.otf", font("ExampleHan-Bold.otf"));
    assert_ne!(first, build(&other, "a.pdf"));
}

/// Each format that a font comes in, through the judges.
#[test]
fn pass_the_judges() {
    let text = "\n[[sections]]\nheading = \"三 abc\"\ntext = \"一二三 abc **一二三 xyz** 的是。\"\n";
    let family = |file: &str| spec_with(&format!("[fonts.own]\nfile = \"{file}\"\nfamily = \"serif\"\n{text}"));
    let cases = [
        ("cff", "ExampleHan-Bold.otf", String::new()),
        ("variable", "ExampleVariable.ttf", String::new()),
        ("collection", "Example.ttc", "face = \"Example Two Regular\"\n".to_owned()),
    ];
    let han = ("fonts/ExampleHan-Regular.ttf", font("ExampleHan-Regular.ttf"));
    let made: Vec<(Case, PathBuf)> = cases
        .into_iter()
        .map(|(name, file, more)| {
            let spec = family(file).replace("family = \"serif\"\n", &format!("family = \"serif\"\n{more}"));
            let case = Case::spec(&spec).file(file, font(file)).file(han.0, &han.1);
            let output = format!("{name}.pdf");
            build(&case, &output);
            let path = case.path().join(output);
            (case, path)
        })
        .collect();
    let files: Vec<&Path> = made.iter().map(|(_, path)| path.as_path()).collect();
    judged("judge", &files);
}

/// Noto Sans SC, where `tests/judges/install` puts it.
fn noto() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home)?;
    let folder = cache.join("briefing-judges/fonts");
    folder.join("NotoSansSC_400Regular.ttf").is_file().then_some(folder)
}

#[test]
fn chinese_in_a_real_font_is_read_back_whole() {
    const CHINESE: &str = "委员会在第36号一般性意见中指出：“任何剥夺生命的行为……都必须有法律依据。”当局在2020年处决了多少人？官方从未公布；本文所用的数字来自A/HRC/40/67号文件及各人权组织的报告。家属说：“我们没有接到通知。”律师补充道：“判决书、笔录、证据，什么都没有给我们看！”";
    let Some(folder) = noto() else { return skipped("Chinese in a real font", "Noto Sans SC is not installed") };
    let case = Case::spec(&spec_with(&format!("\n[[sections]]\nheading = \"概况\"\ntext = \"{CHINESE}\"\n")));
    let mut sink = Sink::default();
    let options = briefing::Options { fonts: Some(&folder), ..briefing::Options::default() };
    let briefing = briefing::load_with(case.path(), options, Files::default(), &mut sink).briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let pages = briefing::layout(&briefing, &document, &mut sink);
    let bytes = briefing::write(&briefing, &document, &pages, &mut sink);
    let (file, expected) = (case.path().join("a.pdf"), case.path().join("words.txt"));
    fs::write(&file, bytes.unwrap_or_else(|| panic!("{:?}", sink.findings()))).expect("a file");
    fs::write(&expected, regions(&document, &pages)).expect("a file");
    judged("words.py", &[&file, &expected]);
    judged("judge", &[&file]);
}
