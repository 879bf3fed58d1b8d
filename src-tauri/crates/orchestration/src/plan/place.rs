//! Where in a run something happens: `refund_each#2/create_refund` is the step `create_refund`, in the
//! third item of `refund_each`. The text is what a run's steps are kept by, so it never changes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::document::is_id;

/// A place in a run.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(try_from = "String", into = "String")]
#[serde(rename = "RunPlace")]
#[specta(type = String)]
pub struct Place {
    stages: Vec<Stage>,
}

/// A step on the way to a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stage {
    /// Its id.
    pub step: String,
    /// Which of its items, where it goes over a list.
    pub item: Option<u32>,
}

/// A text that is no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{text}\" is no place of a run.")]
pub struct PlaceError {
    /// The text.
    pub text: String,
}

impl Place {
    /// That of a step that stands in no other.
    pub fn of(step: &str) -> Self {
        let mut place = Self::default();
        place.enter(step);
        place
    }

    /// That of a step in this one.
    #[must_use]
    pub fn then(mut self, step: &str) -> Self {
        self.enter(step);
        self
    }

    /// That of an item of the list that the step here goes over.
    #[must_use]
    pub fn item(mut self, item: u32) -> Self {
        self.at_item(Some(item));
        self
    }

    /// The steps that lead to it, from the outermost on, and itself.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The id of the step.
    pub fn step(&self) -> &str {
        self.stages.last().map_or("", |stage| &stage.step)
    }

    /// Whether it is a step, and not an item of one.
    pub fn is_step(&self) -> bool {
        self.stages.last().is_some_and(|it| it.item.is_none())
    }

    /// The items that it is in, from the outermost on.
    pub fn iterations(&self) -> Vec<u32> {
        self.stages.iter().filter_map(|stage| stage.item).collect()
    }

    pub(super) fn enter(&mut self, step: &str) {
        let step = step.to_owned();
        self.stages.push(Stage { step, item: None });
    }

    pub(super) fn leave(&mut self) {
        self.stages.pop();
    }

    pub(super) fn at_item(&mut self, item: Option<u32>) {
        if let Some(stage) = self.stages.last_mut() {
            stage.item = item;
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, stage) in self.stages.iter().enumerate() {
            let between = if at == 0 { "" } else { "/" };
            write!(form, "{between}{}", stage.step)?;
            if let Some(item) = stage.item {
                write!(form, "#{item}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let stages: Option<Vec<Stage>> = text.split('/').map(stage).collect();
        let unread = || PlaceError {
            text: text.to_owned(),
        };
        stages.map(|stages| Self { stages }).ok_or_else(unread)
    }
}

/// One text a place: neither `each#02` nor `each#+2` is one.
fn stage(text: &str) -> Option<Stage> {
    let (step, item) = match text.split_once('#') {
        Some((step, written)) => {
            let item: u32 = written.parse().ok()?;
            (
                step,
                Some(item).filter(|it| it.to_string() == written)?.into(),
            )
        }
        None => (text, None),
    };
    let step = is_id(step).then(|| step.to_owned())?;
    Some(Stage { step, item })
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl TryFrom<String> for Place {
    type Error = PlaceError;

    fn try_from(text: String) -> Result<Self, PlaceError> {
        text.parse()
    }
}
