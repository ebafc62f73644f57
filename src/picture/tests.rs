//! Both formats from one page: what they say, what they show, and that it is the same each time.

use super::*;
use crate::page::{Color, Glyph, GlyphRun, Item, Path, Point, Segment, Stroke};
use crate::text::FaceId;

fn page() -> Page {
    let at = |x: f32, y: f32| Point { x, y };
    let square = vec![
        Segment::Move(at(10.0, 10.0)),
        Segment::Line(at(30.0, 10.0)),
        Segment::Line(at(30.0, 30.0)),
        Segment::Line(at(10.0, 30.0)),
        Segment::Close,
    ];
    let line = vec![Segment::Move(at(0.0, 50.0)), Segment::Line(at(60.0, 50.0))];
    let stroke = Stroke { color: Color::BLACK, width: 2.0, dash: vec![4.0, 4.0] };
    let run = GlyphRun {
        face: FaceId(4),
        size: 12.0,
        origin: at(40.0, 40.0),
        color: Color::rgb(0, 0, 255),
        glyphs: vec![Glyph { id: 40, advance: 8.0, dx: 0.0, dy: 0.0, cluster: 0..1 }],
        text: "A".into(),
        language: None,
    };
    Page {
        width: 60.0,
        height: 60.0,
        items: vec![
            Item::Path(Path { segments: square, fill: Some(Color::rgb(255, 0, 0)), stroke: None }),
            Item::Path(Path { segments: line, fill: None, stroke: Some(stroke) }),
            Item::Glyphs(run),
        ],
    }
}

fn about() -> About {
    About {
        id: "c".to_owned(),
        title: "Fewer < 3 & \"more\"".to_owned(),
        description: "در ایران".to_owned(),
        language: "en-GB".to_owned(),
    }
}

#[test]
fn an_svg_tells_what_it_shows() {
    let svg = String::from_utf8(svg(&page(), &about(), Fonts::bundled())).unwrap();
    assert!(svg.contains("<title id=\"c-title\">Fewer &lt; 3 &amp; &quot;more&quot;</title>"), "{svg}");
    assert!(svg.contains("<desc id=\"c-description\">در ایران</desc>"));
    assert!(svg.contains("role=\"img\" aria-labelledby=\"c-title c-description\""));
    assert!(svg.contains("d=\"M10 10L30 10L30 30L10 30Z\" fill=\"#ff0000\""));
    assert!(svg.contains("stroke-dasharray=\"4 4\"") && svg.contains("fill=\"#0000ff\""));
}

#[test]
fn a_png_shows_the_same_and_tells_it() {
    let bytes = png(&page(), &about(), Fonts::bundled()).unwrap();
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(&bytes));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height), (180, 180));
    let texts: Vec<String> = info.utf8_text.iter().map(|chunk| chunk.get_text().unwrap()).collect();
    assert_eq!(texts, ["Fewer < 3 & \"more\"", "در ایران"]);
    let pixel = |x: usize, y: usize| &pixels[(y * 180 + x) * 3..][..3];
    assert_eq!(pixel(60, 60), [255, 0, 0]);
    assert_eq!(pixel(3, 150), [0, 0, 0]);
    assert_eq!(pixel(18, 150), [255, 255, 255], "the gap of the dash");
    assert!(pixels.chunks(3).any(|pixel| pixel == [0, 0, 255]), "the letter");
}

#[test]
fn the_bytes_are_the_same_each_time() {
    let fonts = Fonts::bundled();
    assert_eq!(svg(&page(), &about(), fonts), svg(&page(), &about(), fonts));
    assert_eq!(png(&page(), &about(), fonts), png(&page(), &about(), fonts));
}

#[test]
fn a_page_without_end_is_no_image() {
    assert_eq!(png(&Page { height: 1e9, ..page() }, &about(), Fonts::bundled()), None);
    assert_eq!(png(&Page { width: f32::NAN, ..page() }, &about(), Fonts::bundled()), None);
}

#[test]
fn every_face_has_outlines() {
    for face in 0..11 {
        let drawn = (1..200).flat_map(|id| outline::of_glyph(FaceId(face), id, Fonts::bundled()));
        let rings = drawn.filter(|segment| matches!(segment, Segment::Close)).count();
        assert!(rings > 150, "face {face}: {rings} rings");
    }
}
