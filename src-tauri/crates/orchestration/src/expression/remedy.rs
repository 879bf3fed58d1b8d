//! What to do about what is wrong with an expression.

use super::error::Problem;
use super::kind::Kind;

impl Problem {
    /// What to do, in one sentence or two.
    pub fn remedy(&self) -> String {
        match self {
            Self::Syntax { .. } => "Compare it with `{{ trigger.id }}`.".into(),
            Self::Unclosed => "Write `}}` after the expression.".into(),
            Self::Empty => "Write what to take, such as `{{ trigger.id }}`.".into(),
            Self::TooLong { .. } | Self::TooDeep => {
                "Set a part of it by a step of its own, and use that here.".into()
            }
            Self::Call { filter, .. } => match filter {
                Some(filter) => format!("Use the filter: `… | {filter}`."),
                None => "Use a filter: `… | upper`.".into(),
            },
            Self::NoElse => "Add what to take otherwise: `… else \"\"`.".into(),
            Self::Unwritable | Self::TooLarge => "Use fewer digits.".into(),
            Self::UnknownFilter { nearest, .. }
            | Self::UnknownTest { nearest, .. }
            | Self::Missing { nearest, .. } => meant(nearest.as_deref()),
            Self::ArgumentMissing { of, name } => format!("Write `{of}({name})`."),
            Self::ArgumentUnknown { of, takes, .. } => format!("It is written `{of}({takes})`."),
            Self::OfNull { .. } => "Say what to take where it is null: `… | default(\"\")`.".into(),
            Self::NoFields { kind, .. } => of_fieldless(*kind).into(),
            Self::BeyondList { .. } | Self::NothingIn { .. } => {
                "Say what to take where the list is too short: `… | default(\"\")`.".into()
            }
            Self::Arithmetic { operator, kind } => arithmetic(operator, *kind),
            Self::Unlike { left, right } => alike(*left, *right).into(),
            Self::NumbersAsText => "Compare numbers: `… | to_number`.".into(),
            Self::Unordered { .. } => "Compare a field of them.".into(),
            Self::WrongKind { wanted, kind, .. } => wrong_kind(wanted, *kind),
            Self::NotANumber { .. } => "Use digits, with a point before the cents: 1250.00.".into(),
            Self::NotADate { .. } => {
                "Use a date such as 2026-03-01T12:00:00Z, or one that BigCommerce gave.".into()
            }
            Self::NotAFormat { .. } => "Write it with %, such as \"%d %B %Y, %H:%M\".".into(),
            Self::UnknownZone { .. } => "Use a name such as Europe/London.".into(),
            Self::NotJson { .. } => "Look at the text itself first, without the filter.".into(),
            Self::NotAPattern { .. } => "Check its brackets, and write \\. for a point.".into(),
            Self::ByZero => "Divide only where it is not zero: `… if x != 0 else 0`.".into(),
            Self::OutOfFuel | Self::TooMuch { .. } => {
                "Take fewer items, or a field of them instead of all.".into()
            }
        }
    }
}

fn meant(nearest: Option<&str>) -> String {
    match nearest {
        Some(name) => format!("Did you mean `{name}`?"),
        None => "Pick one from the list.".into(),
    }
}

fn of_fieldless(kind: Kind) -> &'static str {
    match kind {
        Kind::List => "Take one item, `[0]`, or a field of each: `… | map(\"name\")`.",
        Kind::Nothing | Kind::Boolean | Kind::Number | Kind::Text | Kind::Object => {
            "Take the value itself."
        }
    }
}

fn arithmetic(operator: &str, kind: Kind) -> String {
    let filter = match operator {
        "+" => "add",
        "*" => "mul",
        "/" | "//" => "div",
        "-" => "sub",
        _ => "",
    };
    match (kind, filter) {
        (Kind::Text, "add") => {
            "To add amounts use `| add(…)`, which is exact; to join texts use `~`.".into()
        }
        (Kind::Text, "") => "Make it a number first: `… | to_number`.".into(),
        (Kind::Text, filter) => {
            format!("For amounts use `| {filter}(…)`, which is exact, or `| to_number` first.")
        }
        (Kind::Nothing, _) => "Say what to take where it is null: `… | default(0)`.".into(),
        (Kind::Boolean | Kind::Number | Kind::List | Kind::Object, _) => "Use a number.".into(),
    }
}

fn alike(left: Kind, right: Kind) -> &'static str {
    match (left, right) {
        (Kind::Text, Kind::Number) | (Kind::Number, Kind::Text) => {
            "Make both the same: `… | to_number` or `… | to_text`."
        }
        (
            Kind::Nothing | Kind::Boolean | Kind::Number | Kind::Text | Kind::List | Kind::Object,
            _,
        ) => "Compare things of the same kind.",
    }
}

fn wrong_kind(wanted: &str, kind: Kind) -> String {
    match kind {
        Kind::Nothing => "Say what to take where it is null: `… | default(\"\")`.".into(),
        Kind::List => format!("Take one item first, `[0]`, that is {wanted}."),
        Kind::Boolean | Kind::Number | Kind::Text | Kind::Object => {
            format!("Give it {wanted}.")
        }
    }
}
