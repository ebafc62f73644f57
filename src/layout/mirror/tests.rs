use super::*;
use crate::page::{Color, Glyph, Stroke};
use crate::text::FaceId;
use std::sync::Arc;

fn glyphs(x: f32, advances: &[f32]) -> Item {
    let glyph = |advance: &f32| Glyph { id: 1, advance: *advance, dx: 0.0, dy: 0.0, cluster: 0..1 };
    Item::Glyphs(GlyphRun {
        face: FaceId(0),
        size: 10.0,
        origin: Point { x, y: 5.0 },
        color: Color::BLACK,
        glyphs: advances.iter().map(glyph).collect(),
        text: Arc::from("a"),
        language: None,
    })
}

fn x_of(item: &Item) -> f32 {
    match item {
        Item::Glyphs(run) => run.origin.x,
        other => panic!("{other:?}"),
    }
}

#[test]
fn glyphs_keep_their_order_and_change_their_side() {
    let item = turned(glyphs(10.0, &[3.0, 4.0]), 100.0);
    assert_eq!(x_of(&item), 83.0);
    assert_eq!(turned(item, 100.0), glyphs(10.0, &[3.0, 4.0]), "twice is never");
}

#[test]
fn paths_and_pictures_change_their_side() {
    let stroke = Some(Stroke { color: Color::BLACK, width: 1.0, dash: Vec::new() });
    let line = |a: f32, b: f32| {
        let segments = vec![Segment::Move(Point { x: a, y: 1.0 }), Segment::Line(Point { x: b, y: 1.0 })];
        Item::Path(Path { segments, fill: None, stroke: stroke.clone() })
    };
    assert_eq!(turned(line(10.0, 30.0), 100.0), line(90.0, 70.0));
    let image = |x| Item::Image { image: 0, rect: Rect { x, y: 0.0, width: 20.0, height: 5.0 } };
    assert_eq!(turned(image(10.0), 100.0), image(70.0));
}
