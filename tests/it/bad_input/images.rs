//! Pictures that are none, and paths that lead out of the folder.

use super::Bad;
use crate::support::spec_with;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

/// A specification that shows `images/i.png`.
fn pictured() -> String {
    spec_with(
        "[images.i]\nfile = \"images/i.png\"\nalt = \"A grey square\"\n\n[[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ images.i }}\n\"\"\"\n",
    )
}

/// A small PNG.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(64, 64, image::Rgb([120, 120, 120]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("memory does not fail");
    bytes.into_inner()
}

#[test]
fn a_good_picture_is_accepted() {
    // The other cases differ from this one in one place each.
    Bad::spec(&pictured()).file("images/i.png", png()).case.run(["build", ".", "--output", super::OUTPUT]).ended(0);
}

#[test]
fn absent() {
    Bad::spec(&pictured()).finds("missing-file", "\"images/i.png\"").refused();
}

#[test]
fn truncated() {
    // Cut in the header, in the middle of the pixels, and just before the end.
    let whole = png();
    for length in [0, 7, 20, whole.len() / 2, whole.len() - 13] {
        Bad::spec(&pictured())
            .file("images/i.png", &whole[..length])
            .finds("invalid-image", "\"images/i.png\"")
            .refused();
    }
}

#[test]
fn text_with_the_name_of_a_picture() {
    Bad::spec(&pictured()).file("images/i.png", "<svg/>").finds("invalid-image", "\"images/i.png\"").refused();
}

#[test]
fn a_claim_of_more_pixels_than_memory() {
    // The header says 100,000 by 100,000 pixels; the checksum of the header is right.
    let mut bytes = png();
    bytes[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let checksum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    Bad::spec(&pictured()).file("images/i.png", &bytes).finds("invalid-image", "\"images/i.png\"").refused();
}

/// The checksum of PNG chunks (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

#[test]
fn a_directory() {
    let bad = Bad::spec(&pictured()).with(|folder| fs::create_dir_all(folder.join("images/i.png")).unwrap());
    bad.finds("not-a-file", "\"images/i.png\"").refused();
}

#[test]
fn a_pipe_is_refused_without_waiting_for_a_writer() {
    let bad = Bad::spec(&pictured()).with(|folder| {
        fs::create_dir(folder.join("images")).unwrap();
        assert!(Command::new("mkfifo").arg(folder.join("images/i.png")).status().unwrap().success());
    });
    bad.finds("not-a-file", "\"images/i.png\"").refused();
}

#[test]
fn outside_the_folder() {
    for path in ["../i.png", "/etc/hostname", "images/../../i.png"] {
        let text = pictured().replace("images/i.png", path);
        Bad::spec(&text).finds("outside-folder", &format!("\"{path}\"")).refused();
    }
}

#[test]
fn behind_a_link_that_leads_outside() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("i.png"), png()).unwrap();
    let bad = Bad::spec(&pictured()).with(|folder| {
        fs::create_dir(folder.join("images")).unwrap();
        symlink(outside.path().join("i.png"), folder.join("images/i.png")).unwrap();
    });
    bad.finds("outside-folder", "\"images/i.png\"").refused();
}

#[test]
fn below_a_folder_that_is_a_link_outside() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("i.png"), png()).unwrap();
    let bad = Bad::spec(&pictured()).with(|folder| symlink(outside.path(), folder.join("images")).unwrap());
    bad.finds("outside-folder", "\"images/i.png\"").refused();
}

#[test]
fn a_link_inside_the_folder_is_followed() {
    let bad = Bad::spec(&pictured()).file("images/real.png", png());
    let bad = bad.with(|folder| symlink("real.png", folder.join("images/i.png")).unwrap());
    bad.case.run(["build", ".", "--output", super::OUTPUT]).ended(0);
}

#[test]
fn a_link_to_itself() {
    let bad = Bad::spec(&pictured()).with(|folder| {
        fs::create_dir(folder.join("images")).unwrap();
        symlink("i.png", folder.join("images/i.png")).unwrap();
    });
    bad.finds("missing-file", "\"images/i.png\"").refused();
}

#[test]
fn a_picture_without_words_for_those_who_do_not_see_it() {
    let text = pictured().replace("A grey square", " ");
    Bad::spec(&text).file("images/i.png", png()).finds("empty-string", "\" \"").refused();
}
