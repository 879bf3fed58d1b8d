//! JSON: one document, read event by event. What stands around the events may come in any order.

use std::fmt;
use std::io::BufRead;
use std::path::Path;
use std::rc::Rc;

use serde::de::Visitor;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess};
use serde_json::value::RawValue;

use super::guard::{Guard, LONGEST, Place};
use super::items::{Item, Sink};
use crate::files::{FileError, name_of};
use crate::portable::{FORMAT, VERSION};

/// Reads the events.
pub(super) fn read(path: &Path, from: impl BufRead, sink: &mut Sink) -> Result<(), FileError> {
    let (guard, place) = Guard::new(from);
    let mut json = serde_json::Deserializer::from_reader(guard);
    let mut document = Document {
        sink,
        place: Rc::clone(&place),
        format: None,
        version: None,
        left: false,
    };
    let outcome = (&mut document)
        .deserialize(&mut json)
        .and_then(|()| json.end());
    if document.left {
        return Ok(());
    }
    document.of_us(path, outcome.is_err())?;
    match outcome {
        Ok(()) => Ok(()),
        Err(why) if why.is_io() && !place.is_too_long() => Err(FileError::NotRead {
            name: name_of(path),
            why: "the disk failed".into(),
        }),
        Err(_) => {
            document.sink.put(broken(&place), 0);
            Ok(())
        }
    }
}

/// Where the document ends before its time.
fn broken(place: &Place) -> Item {
    let reason = match place.is_too_long() {
        true => format!("An event is longer than {} MB.", LONGEST >> 20),
        false => "The JSON breaks here; what follows cannot be read.".to_owned(),
    };
    Item {
        line: place.line(),
        event: Err(reason),
    }
}

struct Document<'s> {
    sink: &'s mut Sink,
    place: Rc<Place>,
    format: Option<String>,
    version: Option<u32>,
    /// Whether nobody wants more.
    left: bool,
}

impl Document<'_> {
    /// Whether the document says that it is ours. One that breaks may not have come to say so.
    fn of_us(&self, path: &Path, broken: bool) -> Result<(), FileError> {
        let name = name_of(path);
        match (self.format.as_deref(), self.version) {
            (Some(FORMAT), Some(version)) if version > VERSION => Err(FileError::Newer { name }),
            (Some(FORMAT), Some(_)) => Ok(()),
            (Some(FORMAT), None) if broken => Ok(()),
            _ => Err(FileError::Foreign { name }),
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an export")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => self.format = Some(map.next_value()?),
                "version" => self.version = Some(map.next_value()?),
                "events" => map.next_value_seed(Events(&mut *self))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
            self.place.begin();
        }
        Ok(())
    }
}

struct Events<'d, 's>(&'d mut Document<'s>);

impl<'de> DeserializeSeed<'de> for Events<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Events<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("events")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut events: A) -> Result<(), A::Error> {
        let document = self.0;
        document.place.begin();
        while let Some(event) = events.next_element::<Box<RawValue>>()? {
            let text = event.get();
            let within = text.bytes().filter(|byte| *byte == b'\n').count() as u32;
            let line = document.place.line().saturating_sub(within);
            if !document
                .sink
                .put(Item::of(line, text.as_bytes()), text.len())
            {
                document.left = true;
                return Err(A::Error::custom("nobody wants more"));
            }
            document.place.begin();
        }
        Ok(())
    }
}
