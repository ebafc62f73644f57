//! From what a specification asks for to the design of its document.
//!
//! In come the profile, `[theme]` and the theme file it names; out comes a [`Theme`] in which no text is too faint for its
//! ground, no line too short to be read and nothing in the margin stands over the text. What is wrong is a finding at the
//! setting that made it so.

use crate::diag::{Diagnostic, Sink, Span};
use crate::evidence::Evidence;
use crate::profile::Profile;
use crate::spec::Spec;
use crate::theme::contrast::{self, Pair};
use crate::theme::{MM, PaperSize, Setting, Theme};

/// The shortest lines of running text, in millimetres: about 30 letters.
const NARROWEST: f32 = 60.0;
/// From a running head or foot to the text, at least, in millimetres.
const CLEAR: f32 = 4.0;

/// The theme of a specification; none where there is something wrong with it.
pub fn resolve(
    spec: &Spec,
    evidence: &Evidence,
    profile: &Profile,
    paper: PaperSize,
    sink: &mut Sink,
) -> Option<Theme> {
    let choices = [evidence.theme.as_ref(), spec.theme.as_ref()];
    let base = choices.iter().flatten().rev().find_map(|choice| choice.base.as_ref());
    let base = base.map_or(profile.theme.as_str(), |base| base.value.as_str());
    let named = spec.briefing.profile.as_ref().map_or(spec.briefing.title.span, |profile| profile.span);
    let of_profile = settings(profile, named);
    let own: Vec<&Setting> = choices.into_iter().flatten().flat_map(|choice| &choice.settings).collect();
    // who sets sizes has set them all; the size of the profile is for the theme as it comes
    let sized = own.iter().any(|setting| setting.key == "size");
    let at_size = |theme: Theme| match profile.type_size.filter(|_| !sized) {
        Some(size) => {
            let theme = theme.at_size(size.points as f32);
            size.spacing.map_or(theme.clone(), |spacing| theme.spaced(spacing.leading()))
        }
        None => theme,
    };
    let settings: Vec<&Setting> = of_profile.iter().chain(own).collect();
    if settings.is_empty() {
        let theme = Theme::find(base).cloned();
        if theme.is_none() {
            let message = format!("there is no theme `{base}`");
            sink.push(Diagnostic::error("invalid-theme", message).at(named, "").suggest(base, Theme::names()));
        }
        return theme.map(at_size);
    }
    let theme = match Theme::changed(base, settings.iter().copied()) {
        Ok(theme) => at_size(theme),
        Err(fault) => {
            let place = settings.first().map(|setting| setting.span);
            sink.push(
                Diagnostic::error("invalid-theme", format!("the theme cannot be made: {}", fault.trim()))
                    .at_maybe(place, "")
                    .help("take the settings out one by one to see which it is"),
            );
            return None;
        }
    };
    let mut found = Sink::default();
    Examined { settings: &settings, sink: &mut found }.examine(&theme, paper);
    let whole = !found.has_errors();
    sink.append(found);
    whole.then_some(theme)
}

/// What a profile sets in its theme: the margins, and no heavy or slanting letters where the body takes none.
fn settings(profile: &Profile, span: Span) -> Vec<Setting> {
    let set = |table: &str, key: &str, value: toml::Value| Setting {
        table: table.to_owned(),
        key: key.to_owned(),
        value,
        span,
    };
    let mut settings = Vec::new();
    if let Some(margins) = profile.type_size.and_then(|size| size.margins) {
        let margin = f64::from(margins) / f64::from(MM);
        for side in ["top_mm", "bottom_mm", "left_mm", "right_mm"] {
            settings.push(set("page", side, toml::Value::Float(margin)));
        }
        // what stands beside the text would make a margin wider
        settings.push(set("page", "side_column", toml::Value::Boolean(false)));
    }
    if !profile.emphasis {
        for style in Theme::style_names() {
            let table = format!("styles.{style}");
            settings.push(set(&table, "weight", toml::Value::String("regular".to_owned())));
            settings.push(set(&table, "italic", toml::Value::Boolean(false)));
        }
    }
    settings
}

/// A theme under examination.
struct Examined<'a> {
    settings: &'a [&'a Setting],
    sink: &'a mut Sink,
}

impl Examined<'_> {
    fn examine(&mut self, theme: &Theme, paper: PaperSize) {
        self.measure(theme, paper);
        self.furniture(theme);
        self.leading(theme);
        let mut told: Vec<Span> = Vec::new();
        for pair in contrast::pairs(theme).iter().filter(|pair| !pair.passes()) {
            self.contrast(pair, &mut told);
        }
    }

    /// Where a key was set last.
    fn place(&self, table: &str, keys: &[&str]) -> Option<Span> {
        let sets = |setting: &&&Setting| setting.table == table && keys.contains(&setting.key.as_str());
        self.settings.iter().rev().find(sets).map(|setting| setting.span)
    }

    fn measure(&mut self, theme: &Theme, paper: PaperSize) {
        let page = theme.page;
        let text = paper.width / MM - page.left_mm - page.right_mm - page.side_mm;
        if text < NARROWEST {
            let place = self.place("page", &["side_mm", "left_mm", "right_mm"]);
            self.sink.push(
                Diagnostic::error(
                    "out-of-range",
                    format!("lines of text are {text:.0} mm long; they need at least {NARROWEST:.0} mm"),
                )
                .at_maybe(place, "")
                .help("make the margins or the side column narrower"),
            );
        }
    }

    fn furniture(&mut self, theme: &Theme) {
        let page = theme.page;
        let ends =
            [("head_mm", "top_mm", page.head_mm, page.top_mm), ("foot_mm", "bottom_mm", page.foot_mm, page.bottom_mm)];
        for (line, margin, at, room) in ends {
            if at + CLEAR > room {
                let place = self.place("page", &[line, margin]);
                let message = format!("`{line}` of {at} leaves no room before the text, which begins at {room}");
                self.sink.push(
                    Diagnostic::error("out-of-range", message)
                        .at_maybe(place, "")
                        .help(format!("make `{margin}` at least {} mm larger than `{line}`", CLEAR)),
                );
            }
        }
    }

    fn leading(&mut self, theme: &Theme) {
        for style in crate::doc::Style::ALL {
            let rule = theme.style(*style);
            if rule.leading < rule.text.size {
                let place = self.place(&format!("styles.{}", style.name()), &["leading", "size"]);
                let message = format!(
                    "the lines of `{}` would overlap: {} points from line to line for letters of {}",
                    style.name(),
                    rule.leading,
                    rule.text.size
                );
                let finding = Diagnostic::error("out-of-range", message).at_maybe(place, "");
                self.sink.push(finding.help("make `leading` larger, or leave it out: it then follows the size"));
            }
        }
    }

    /// Reports a pair; of several that one setting makes, the first.
    fn contrast(&mut self, pair: &Pair, told: &mut Vec<Span>) {
        let (front, place) = self.culprit(pair);
        if let Some(place) = place {
            if told.contains(&place) {
                return;
            }
            told.push(place);
        }
        let (color, behind) = if front { (pair.color, pair.behind) } else { (pair.behind, pair.color) };
        // rounded down: what fails by a hair must not seem to pass
        let shown = (pair.ratio() * 100.0).floor() / 100.0;
        let message = format!(
            "`{}` ({}) on `{}` ({}) has a contrast of {shown:.2}; it needs {:.1}",
            pair.front,
            pair.color.hex(),
            pair.ground,
            pair.behind.hex(),
            pair.least
        );
        let finding = Diagnostic::error("low-contrast", message).at_maybe(place, "too faint to be read (WCAG 2.2, AA)");
        self.sink.push(match contrast::nearest(color, behind, pair.least) {
            Some(better) => finding.help(format!("write `{}`, the nearest colour that passes", better.hex())),
            None => finding.help("choose another ground"),
        });
    }

    /// Which of the two colours was set, and where: the text's where both were.
    fn culprit(&self, pair: &Pair) -> (bool, Option<Span>) {
        let by_style = pair.front.starts_with("styles.");
        let own = if by_style { self.place(&pair.front, &["color"]) } else { self.place("colors", &[&pair.front]) };
        let named = || {
            let sets = |setting: &&&Setting| {
                let same = setting.value.as_str().and_then(crate::page::Color::from_hex) == Some(pair.color);
                setting.table == "colors" && setting.key != pair.ground && same
            };
            self.settings.iter().rev().find(sets).map(|setting| setting.span)
        };
        let ground = || self.place("colors", &[pair.ground]).map(|place| (false, Some(place)));
        let front = own.or_else(named).map(|place| (true, Some(place)));
        // a smaller size makes large text ordinary text
        let size = || self.place(&pair.front, &["size", "weight"]).map(|place| (true, Some(place)));
        front.or_else(ground).or_else(size).unwrap_or((true, self.settings.first().map(|setting| setting.span)))
    }
}

#[cfg(test)]
mod tests;
