//! Where documents are handed over by those who make them to those who bring them to the disk. Nothing lies between: who has
//! made one waits until somebody takes it, so that a kill costs no more documents than there are hands.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

/// Where documents are handed over.
pub(super) struct Desk<T> {
    places: Mutex<Vec<Place<T>>>,
    made: Mutex<Receiver<T>>,
}

/// The place of one who makes documents; when all of them have left theirs, no more come.
pub(super) struct Place<T>(SyncSender<T>);

impl<T> Desk<T> {
    /// With so many places for those who make documents.
    pub fn new(places: usize) -> Desk<T> {
        let (sender, receiver) = sync_channel(0);
        let places = std::iter::repeat_n(sender, places).map(Place).collect();
        Desk { places: Mutex::new(places), made: Mutex::new(receiver) }
    }

    /// A place; none where all are taken.
    pub fn place(&self) -> Option<Place<T>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Waits for the next document; none where no more will come.
    pub fn next(&self) -> Option<T> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }
}

impl<T> Place<T> {
    /// Waits until somebody takes the document.
    pub fn hand_over(&self, document: T) {
        // there is somebody as long as there is the desk
        let _ = self.0.send(document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn each_document_is_taken_once_and_then_no_more_come() {
        let desk = Desk::new(3);
        let places: Vec<Place<usize>> = std::iter::from_fn(|| desk.place()).collect();
        assert_eq!(places.len(), 3);
        let taken = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for (number, place) in places.into_iter().enumerate() {
                scope.spawn(move || (0..50).for_each(|one| place.hand_over(number * 50 + one)));
            }
            for _ in 0..2 {
                scope.spawn(|| {
                    while let Some(document) = desk.next() {
                        taken.lock().unwrap().push(document);
                    }
                });
            }
        });
        let mut taken = taken.into_inner().unwrap();
        taken.sort_unstable();
        assert_eq!(taken, (0..150).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_lies_between() {
        let (desk, begun) = (Desk::new(1), AtomicUsize::new(0));
        let place = desk.place().unwrap();
        std::thread::scope(|scope| {
            let begun = &begun;
            scope.spawn(move || {
                for document in 0..20 {
                    begun.fetch_add(1, Ordering::SeqCst);
                    place.hand_over(document);
                }
            });
            for taken in 1..=20 {
                assert_eq!(desk.next(), Some(taken - 1));
                assert!(begun.load(Ordering::SeqCst) <= taken + 1);
            }
        });
    }
}
