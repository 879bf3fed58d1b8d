//! A reader that knows its line, and refuses to read more of one event than an event can have.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The most bytes of one event in a file. An event of a few deliveries, each as large as the
/// listener takes and of nothing but escapes, is smaller.
pub(super) const LONGEST: usize = 32 << 20;

/// Where a reader is.
#[derive(Debug, Default)]
pub(super) struct Place {
    newlines: Cell<u32>,
    size: Cell<usize>,
}

impl Place {
    /// The line that is being read, from 1.
    pub fn line(&self) -> u32 {
        self.newlines.get().saturating_add(1)
    }

    /// Another event begins.
    pub fn begin(&self) {
        self.size.set(0);
    }

    /// Whether there was too much of one event.
    pub fn is_too_long(&self) -> bool {
        self.size.get() > LONGEST
    }
}

/// The reader.
pub(super) struct Guard<R> {
    inner: R,
    place: Rc<Place>,
}

impl<R> Guard<R> {
    /// A reader of `inner`, and where it is.
    pub fn new(inner: R) -> (Self, Rc<Place>) {
        let place = Rc::new(Place::default());
        let seen = Rc::clone(&place);
        (Self { inner, place }, seen)
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let newlines = buffer[..read].iter().filter(|byte| **byte == b'\n').count();
        let place = &self.place;
        place
            .newlines
            .set(place.newlines.get().saturating_add(newlines as u32));
        place.size.set(place.size.get() + read);
        if place.is_too_long() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}
