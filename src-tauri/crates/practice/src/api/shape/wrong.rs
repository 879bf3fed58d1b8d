//! What can be wrong with a field, and the API's words for it. The documentation shows them with a
//! full stop and without one, by resource.

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Missing,
    Type(&'static str),
    Choice,
    Value,
    Short,
    Long,
    Less,
    More,
    Items,
    Unknown,
    ReadOnly,
    Unheeded,
}

/// How a resource words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// With a full stop: orders, customers and what belongs to them.
    Stopped,
    /// Without: the catalogue, its stock and its prices.
    Bare,
}

impl Wrong {
    /// It in the API's words.
    pub(super) fn message(self, words: Words) -> String {
        let word = match (self, words) {
            (Self::Unheeded, _) => {
                return "The practice BigCommerce does nothing with this field.".to_owned();
            }
            (Self::Type(wanted), _) => format!("expected.{wanted}"),
            (Self::Choice, Words::Bare) => "expected.validenumvalue".to_owned(),
            (Self::Choice, Words::Stopped) | (Self::Value, _) => "value".to_owned(),
            (Self::Unknown, Words::Bare) => "path.unknown".to_owned(),
            (Self::Unknown, Words::Stopped) => "unknown".to_owned(),
            (Self::Missing, _) => "path.missing".to_owned(),
            (Self::Short, _) => "minLength".to_owned(),
            (Self::Long, _) => "maxLength".to_owned(),
            (Self::Less, _) => "min".to_owned(),
            (Self::More, _) => "max".to_owned(),
            (Self::Items, _) => "maxItems".to_owned(),
            (Self::ReadOnly, _) => "readOnly".to_owned(),
        };
        match words {
            Words::Stopped => format!("error.{word}."),
            Words::Bare => format!("error.{word}"),
        }
    }

    /// What v2 says of a field that cannot be written at all.
    pub(super) fn unwritable(self, name: &str) -> Option<String> {
        match self {
            Self::Unknown => Some(format!(
                "The field '{name}' is not supported by this resource."
            )),
            Self::ReadOnly => Some(format!(
                "The field '{name}' cannot be written to. Please remove it from your request \
                 before trying again."
            )),
            Self::Missing
            | Self::Type(_)
            | Self::Choice
            | Self::Value
            | Self::Short
            | Self::Long
            | Self::Less
            | Self::More
            | Self::Items
            | Self::Unheeded => None,
        }
    }
}
