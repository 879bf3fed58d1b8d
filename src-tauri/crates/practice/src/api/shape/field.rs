//! The tables that say what bodies hold.

/// A field of a body.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) rule: Rule,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text of at least and at most so many characters.
    Text(usize, usize),
    /// A whole number from zero.
    Whole,
    /// A whole number between two others.
    Within(i64, i64),
    /// A number.
    Number,
    /// A number from zero up to a most.
    UpTo(f64),
    /// A decimal, as a number or as text.
    Amount,
    /// True or false.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A date with a time.
    Time,
    /// A list of whole numbers from zero.
    Wholes,
    /// A list of at most so many whole numbers.
    Integers(usize),
    /// A list of text.
    Texts,
    /// A list of at most so many objects.
    Each(&'static [Field], usize),
    /// An object.
    Group(&'static [Field]),
    /// An object of any fields.
    Open,
    /// An empty list: for what the practice stores have none of.
    Nothing,
}

/// When a field may be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Required,
    Optional,
    Nullable,
    ReadOnly,
    PassedOver,
    Unheeded,
}

/// No limit to a list.
pub const ANY: usize = usize::MAX;

/// The most of what BigCommerce stores in four bytes.
pub const INT_MOST: i64 = 2_147_483_647;

/// The most of an amount or a measure.
pub const NUMBER_MOST: f64 = 9_999_999_999.0;

/// A field that must be there.
pub const fn must(name: &'static str, kind: Kind) -> Field {
    field(name, kind, Rule::Required)
}

/// A field that may be there.
pub const fn may(name: &'static str, kind: Kind) -> Field {
    field(name, kind, Rule::Optional)
}

/// A field that may be there, or be null.
pub const fn or_null(name: &'static str, kind: Kind) -> Field {
    field(name, kind, Rule::Nullable)
}

/// A field that answers have and bodies must not.
pub const fn read_only(name: &'static str) -> Field {
    field(name, Kind::Open, Rule::ReadOnly)
}

/// A field that answers have: a body may say anything of it, and nothing comes of that.
pub const fn passed_over(name: &'static str) -> Field {
    field(name, Kind::Open, Rule::PassedOver)
}

/// A field that the real stores take and the practice stores do nothing with.
pub const fn unheeded(name: &'static str) -> Field {
    field(name, Kind::Open, Rule::Unheeded)
}

const fn field(name: &'static str, kind: Kind, rule: Rule) -> Field {
    Field { name, kind, rule }
}

impl Field {
    /// Whether a body can set it.
    pub(super) fn is_set(&self) -> bool {
        match self.rule {
            Rule::Required | Rule::Optional | Rule::Nullable => true,
            Rule::ReadOnly | Rule::PassedOver | Rule::Unheeded => false,
        }
    }
}
