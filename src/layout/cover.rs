//! The cover: one box as tall as the text area, whose field and picture reach to the paper's edges.
//!
//! A picture stands above, cut to fill its place; the title below it or at the foot of the coloured field, who issues the
//! document and when at the foot of the page, with the logo at the end of that line. What would not fit is a finding.

use super::flow::{Area, Flow, artifact, filled, ring};
use super::vertical::{Entry, Owned, Owner, VBox, stack};
use crate::diag::{Diagnostic, Span};
use crate::doc::{Cover, Inline, Node, Plate};
use crate::page::{Artifact, ElementId, Item, Rect, Role};
use crate::theme::MM;

/// A picture lower than this share of the paper's height is no picture.
const LOWEST: f32 = 0.15;

/// Where the parts of a cover stand, from the paper's top.
struct Places {
    /// The picture.
    picture: Option<Rect>,
    /// The field; of no height where the theme has none.
    field: Rect,
    /// The top of the title.
    title: f32,
    /// The top of the imprint.
    imprint: f32,
}

/// Sets the cover.
pub(super) fn set(flow: &mut Flow<'_>, cover: &Cover, area: Area) {
    let full = flow.full(area);
    let parent = flow.element(area.parent, Role::Div);
    let inner = Area { parent, main: false, ..full };
    let title = stack(flow.apart(|flow| cover.title.iter().for_each(|node| flow.node(node, inner))));
    let logo = cover.logo.as_ref().map(|logo| (logo, logo_size(flow, logo, full.width)));
    let room = full.width - logo.map_or(0.0, |(_, (width, _))| width + flow.setup.theme.shapes.column_gap);
    let beside = Area { width: room, ..inner };
    let imprint = stack(flow.apart(|flow| cover.imprint.iter().for_each(|node| flow.node(node, beside))));
    let foot = imprint.height.max(logo.map_or(0.0, |(_, (_, height))| height));
    let Some(places) = places(flow, cover, title.height, foot) else {
        report(flow, cover);
        return;
    };
    let mut whole = VBox { height: flow.setup.height(), ..VBox::default() };
    let top = flow.setup.top();
    let field = flow.setup.theme.colors.field;
    if places.field.height > 0.0 {
        whole.items.push(artifact(filled(Rect { y: places.field.y - top, ..places.field }, field)));
    }
    rule(flow, full.x, places.title - top, &mut whole);
    whole.absorb(title, places.title - top);
    let foot_of_page = places.imprint + foot - top;
    whole.absorb(imprint.clone(), foot_of_page - imprint.height);
    if let Some((logo, (width, height))) = logo {
        let rect = Rect { x: full.x + full.width - width, y: foot_of_page - height, width, height };
        plate(flow, logo, rect, rect, parent, &mut whole);
    }
    if let (Some(picture), Some(place)) = (&cover.picture, places.picture) {
        let place = Rect { y: place.y - top, ..place };
        let filling = filling(flow, picture, place);
        plate(flow, picture, filling, place, parent, &mut whole);
    }
    whole.height = flow.setup.height();
    flow.entries.push(Entry::Box(whole));
}

/// Finds the places; none where the title is too long for them.
fn places(flow: &Flow<'_>, cover: &Cover, title: f32, foot: f32) -> Option<Places> {
    let (paper, rule) = (flow.setup.paper, flow.setup.theme.cover);
    let padding = rule.padding_mm * MM;
    let imprint = flow.setup.top() + flow.setup.height() - foot;
    let over = if rule.rule > 0.0 { rule.rule + rule.rule_gap } else { 0.0 };
    let block = title + over + 2.0 * padding;
    let clear = rule.clear_mm * MM;
    let most = imprint - clear - block;
    let picture = cover.picture.as_ref().map(|_| (rule.picture * paper.height).min(most));
    if most < 0.0 || picture.is_some_and(|height| height < LOWEST * paper.height) {
        return None;
    }
    let full = |y: f32, height: f32| Rect { x: 0.0, y, width: paper.width, height };
    let begin = picture.unwrap_or(0.0);
    let asked = if picture.is_some() { 0.0 } else { (rule.field * paper.height).min(imprint - clear) };
    let end = (begin + block).max(asked);
    let field = if rule.field > 0.0 { full(begin, end - begin) } else { full(begin, 0.0) };
    // without a field the title stands where the eye falls, not at its foot
    let bottom = if rule.field > 0.0 || picture.is_some() { end } else { (0.45 * paper.height).max(end) };
    let title = bottom - padding - title;
    Some(Places { picture: picture.map(|height| full(0.0, height)), field, title, imprint })
}

/// The short rule above the title.
fn rule(flow: &Flow<'_>, x: f32, title: f32, whole: &mut VBox) {
    let cover = flow.setup.theme.cover;
    if cover.rule > 0.0 {
        let y = title - cover.rule_gap - cover.rule;
        let rect = Rect { x, y, width: cover.rule_length_mm * MM, height: cover.rule };
        whole.items.push(artifact(filled(rect, flow.setup.theme.colors.on_field)));
    }
}

/// Width and height of the logo.
fn logo_size(flow: &Flow<'_>, logo: &Plate, full: f32) -> (f32, f32) {
    let height = flow.setup.theme.logo.height_mm * MM;
    let width = (height * ratio(flow, logo)).min(full / 2.0);
    (width, width / ratio(flow, logo))
}

/// A picture's width as a multiple of its height.
fn ratio(flow: &Flow<'_>, plate: &Plate) -> f32 {
    let picture = flow.document.pictures.get(plate.picture).filter(|picture| picture.width > 0 && picture.height > 0);
    picture.map_or(1.0, |picture| picture.width as f32 / picture.height as f32)
}

/// The picture large enough to fill its place, its middle in the middle.
fn filling(flow: &Flow<'_>, plate: &Plate, place: Rect) -> Rect {
    let ratio = ratio(flow, plate);
    let width = place.width.max(place.height * ratio);
    let height = width / ratio;
    let (left, above) = ((width - place.width) / 2.0, (height - place.height) / 2.0);
    Rect { x: place.x - left, y: place.y - above, width, height }
}

/// A picture at `rect`, seen inside `place`: a figure, or an ornament where it has no words.
fn plate(flow: &mut Flow<'_>, plate: &Plate, rect: Rect, place: Rect, parent: ElementId, whole: &mut VBox) {
    let owner = match &plate.alt {
        Some(alt) => {
            let element = flow.element(parent, Role::Figure);
            let node = flow.structure.get_mut(element);
            node.alt = Some(alt.clone());
            node.origin = plate.origin;
            whole.figures.push((element, place));
            flow.content(element)
        }
        None => Owner::Artifact(Artifact::Layout),
    };
    let image = Item::Image { image: plate.picture, rect };
    let items = if rect == place { vec![image] } else { vec![Item::Clip(ring(place)), image, Item::Unclip] };
    whole.items.extend(items.into_iter().map(|item| Owned { owner, item }));
}

fn report(flow: &mut Flow<'_>, cover: &Cover) {
    let place: Option<Span> = cover.title.iter().find_map(|node| match node {
        Node::Heading(heading) => heading.text.iter().find_map(|inline| match inline {
            Inline::Text(words) => words.origin,
            _ => None,
        }),
        _ => None,
    });
    flow.report(
        Diagnostic::error("cover-too-full", "the title has no room on the cover")
            .at_maybe(place, "this title")
            .help("make title or subtitle shorter")
            .help("or set the title smaller: `[theme.styles.cover-title]`, `size = 28`"),
    );
}

#[cfg(test)]
mod tests;
