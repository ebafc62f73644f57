//! Streams that were deflated before: a batch embeds the same specification, the same pictures and mostly the same faces in each
//! of its documents, and deflating them takes many times as long as to see that they are the same.
//!
//! What comes out is what would have been made. It holds two generations, so that it never grows beyond twice [`MOST`] bytes
//! however many documents pass through it. What is another in each document, such as its pages, does not belong here.

use crate::text::{Generations, Key};
use sha2::{Digest, Sha256};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many bytes a generation holds.
const MOST: usize = 8 << 20;

/// Deflated streams by the hash over what they were made from. Shared by threads.
#[derive(Debug)]
pub struct Deflated(Mutex<Generations<Arc<[u8]>>>);

impl Default for Deflated {
    fn default() -> Self {
        Deflated(Mutex::new(Generations::new(MOST)))
    }
}

impl Deflated {
    /// The stream that `deflate` makes of `content`; `kind` says what else it depends on.
    ///
    /// # Errors
    /// What `deflate` says.
    pub(super) fn of(
        &self,
        kind: &[u8],
        content: &[u8],
        deflate: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> io::Result<Vec<u8>> {
        let mut hash = Sha256::new();
        // with its length before it, no kind can pass for the beginning of a content
        hash.update((kind.len() as u64).to_be_bytes());
        hash.update(kind);
        hash.update(content);
        let key: Key = hash.finalize().into();
        let known = self.locked().get(&key);
        if let Some(known) = known {
            return Ok(known.to_vec());
        }
        let deflated = deflate()?;
        self.locked().keep(key, deflated.as_slice().into(), deflated.len() + key.len());
        Ok(deflated)
    }

    /// A thread that failed while it held the streams leaves them whole: they are put in one by one.
    fn locked(&self) -> MutexGuard<'_, Generations<Arc<[u8]>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(deflated: &Deflated, kind: &[u8], content: &[u8]) -> (Vec<u8>, bool) {
        let mut is_made = false;
        let found = deflated.of(kind, content, || {
            is_made = true;
            Ok([kind, b":", content].concat())
        });
        (found.unwrap(), is_made)
    }

    #[test]
    fn a_stream_is_made_once_and_is_never_taken_for_another() {
        let deflated = Deflated::default();
        for (kind, content) in [("", "abc"), ("a", "bc"), ("ab", "c"), ("", "abd")] {
            let expected = format!("{kind}:{content}").into_bytes();
            assert_eq!(made(&deflated, kind.as_bytes(), content.as_bytes()), (expected.clone(), true));
            assert_eq!(made(&deflated, kind.as_bytes(), content.as_bytes()), (expected, false));
        }
    }

    #[test]
    fn what_failed_is_not_kept() {
        let deflated = Deflated::default();
        assert!(deflated.of(b"", b"x", || Err(io::ErrorKind::Other.into())).is_err());
        assert!(made(&deflated, b"", b"x").1);
    }

    #[test]
    fn they_do_not_grow_without_end_and_those_in_use_stay() {
        let deflated = Deflated::default();
        let content = vec![7; MOST / 10];
        for number in 0..50_u64 {
            made(&deflated, &number.to_be_bytes(), &content);
            assert_eq!(made(&deflated, b"always", b"there").1, number == 0);
        }
        made(&deflated, b"too long", &vec![7; MOST]);
        let (_, bytes) = deflated.locked().held();
        assert!(bytes > MOST / 2 && bytes <= 2 * MOST, "{bytes}");
    }
}
