//! What is wrong with what a person filled in.

use std::fmt;

/// What is wrong with one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which: `items/0/quantity`, names as the manifest has them.
    pub place: String,
    /// What is wrong.
    pub why: Why,
}

/// What may be wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is required.
    Missing,
    /// The action has no such input.
    Unknown,
    /// A text is needed.
    NoText,
    /// An e-mail address is needed.
    NoEmail,
    /// A URL is needed.
    NoUrl,
    /// An id is needed: letters, digits, hyphens and underscores.
    NoId,
    /// A whole number is needed.
    NoWhole,
    /// A number is needed.
    NoNumber,
    /// An amount is needed, at most four digits behind the point.
    NoMoney,
    /// Yes or no is needed.
    NoSwitch,
    /// A point in time is needed.
    NoDate,
    /// It is not one of what can be chosen.
    NoChoice,
    /// A list is needed.
    NoList,
    /// An object is needed.
    NoObject,
    /// A path of the store's API is needed.
    NoPath,
    /// Something has to be filled in, and nothing is.
    Nothing,
    /// It is smaller than it may be.
    Least(i64),
    /// There are more characters or items than this.
    Most(u32),
    /// One of several has to be filled in, and none is: their names.
    OneOf(Vec<String>),
    /// Only one of several may be filled in: their names.
    OnlyOne(Vec<String>),
}

impl Fault {
    pub(super) fn new(place: impl Into<String>, why: Why) -> Self {
        Self {
            place: place.into(),
            why,
        }
    }

    /// The same within something else.
    pub(super) fn within(self, outer: &str) -> Self {
        let place = match self.place.is_empty() {
            true => outer.to_owned(),
            false => format!("{outer}/{}", self.place),
        };
        Self { place, ..self }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Required"),
            Self::Unknown => f.write_str("The action has no such field"),
            Self::NoText => f.write_str("A text is needed"),
            Self::NoEmail => f.write_str("This is no e-mail address"),
            Self::NoUrl => f.write_str("A URL that begins with https:// or http:// is needed"),
            Self::NoId => f.write_str("An id has letters, digits, hyphens and underscores only"),
            Self::NoWhole => f.write_str("A whole number is needed"),
            Self::NoNumber => f.write_str("A number is needed, with a point: 2.5"),
            Self::NoMoney => f.write_str("An amount is needed, with a point: 12.50"),
            Self::NoSwitch => f.write_str("Yes or no is needed"),
            Self::NoDate => f.write_str("A date and time with a zone is needed"),
            Self::NoChoice => f.write_str("This cannot be chosen"),
            Self::NoList => f.write_str("A list is needed"),
            Self::NoObject => f.write_str("Fields are needed"),
            Self::NoPath => f.write_str("A path begins with /v2/ or /v3/"),
            Self::Nothing => f.write_str("Fill in what is to change"),
            Self::Least(least) => write!(f, "The smallest is {least}"),
            Self::Most(most) => write!(f, "There may be {most} at most"),
            Self::OneOf(names) => write!(f, "Fill in {}", names.join(" or ")),
            Self::OnlyOne(names) => write!(f, "Fill in only one of {}", names.join(", ")),
        }
    }
}
