//! The filters there are. Each is named here with what it takes and what it does, which the editor
//! offers; nothing else can be called.

mod call;
mod dates;
mod decimals;
mod lists;
mod order;
mod texts;
mod values;

use serde::Serialize;

pub(crate) use call::Call;

use super::bind::Parameter;
use super::error::Problem;
use super::term::Term;
use crate::nearest::nearest;

/// A filter.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// Its name, `money`.
    pub name: &'static str,
    /// What it takes, in order.
    #[serde(skip)]
    pub takes: &'static [Parameter],
    /// What it does.
    pub says: &'static str,
    #[serde(skip)]
    pub(crate) run: Run,
}

/// How a filter is worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Run {
    /// The one that may be given what is not there.
    Default,
    With(for<'w, 'c> fn(Call<'w, 'c>) -> Result<Term<'c>, Problem>),
}

const fn needed(name: &'static str) -> Parameter {
    Parameter { name, needed: true }
}

const fn maybe(name: &'static str) -> Parameter {
    Parameter {
        name,
        needed: false,
    }
}

macro_rules! filters {
    ($($name:literal ($($taken:expr),*) $says:literal => $run:expr),* $(,)?) => {
        static FILTERS: &[Filter] = &[$(Filter {
            name: $name,
            takes: &[$($taken),*],
            says: $says,
            run: $run,
        }),*];
    };
}

filters! {
    "default" (needed("value"), maybe("even_empty")) "what to take where it is missing or null" => Run::Default,

    "add" (needed("number")) "adds, exactly" => Run::With(decimals::add),
    "sub" (needed("number")) "subtracts, exactly" => Run::With(decimals::sub),
    "mul" (needed("number")) "multiplies, exactly" => Run::With(decimals::mul),
    "div" (needed("number")) "divides, to twelve places" => Run::With(decimals::div),
    "round" (maybe("places")) "rounds, half away from zero" => Run::With(decimals::round),
    "abs" () "without its sign" => Run::With(decimals::abs),
    "money" (maybe("places")) "an amount with two places: 336.32" => Run::With(decimals::money),
    "to_number" () "a number" => Run::With(decimals::to_number),

    "upper" () "in capitals" => Run::With(texts::upper),
    "lower" () "in small letters" => Run::With(texts::lower),
    "capitalize" () "its first letter a capital" => Run::With(texts::capitalize),
    "trim" () "without spaces around it" => Run::With(texts::trim),
    "replace" (needed("what"), needed("with")) "another text in place of one" => Run::With(texts::replace),
    "split" (needed("at")) "a list of its parts" => Run::With(texts::split),
    "truncate" (needed("length")) "its first characters, with … where more follow" => Run::With(texts::truncate),
    "url_encode" () "as a part of a web address" => Run::With(texts::url_encode),

    "length" () "how many characters, items or fields" => Run::With(lists::length),
    "first" () "the first item or character" => Run::With(lists::first),
    "last" () "the last item or character" => Run::With(lists::last),
    "slice" (needed("from"), maybe("count")) "some items or characters; the first is 0" => Run::With(lists::slice),
    "reverse" () "the last item first" => Run::With(lists::reverse),
    "join" (maybe("with")) "a text of all items" => Run::With(lists::join),
    "map" (needed("attribute")) "a field of each item" => Run::With(lists::map),
    "select" (needed("attribute"), maybe("equals")) "the items whose field is so" => Run::With(lists::select),
    "reject" (needed("attribute"), maybe("equals")) "the items whose field is not so" => Run::With(lists::reject),
    "sum" (maybe("attribute")) "all items added, exactly" => Run::With(lists::sum),
    "unique" (maybe("attribute")) "each item once" => Run::With(lists::unique),
    "sort" (maybe("attribute"), maybe("descending")) "by number where all are, else by text" => Run::With(order::sort),
    "min" () "the least item" => Run::With(order::min),
    "max" () "the greatest item" => Run::With(order::max),
    "keys" () "the names of its fields" => Run::With(lists::keys),
    "values" () "the values of its fields" => Run::With(lists::values),

    "date" (maybe("format"), maybe("zone")) "a date in a form of yours" => Run::With(dates::date),
    "to_date" () "the same moment as 2026-03-01T12:00:00Z" => Run::With(dates::to_date),
    "to_unix" () "seconds since 1970" => Run::With(dates::to_unix),
    "plus_minutes" (needed("count")) "so much later" => Run::With(dates::plus_minutes),
    "plus_hours" (needed("count")) "so much later" => Run::With(dates::plus_hours),
    "plus_days" (needed("count")) "so much later" => Run::With(dates::plus_days),
    "minus_minutes" (needed("count")) "so much earlier" => Run::With(dates::minus_minutes),
    "minus_hours" (needed("count")) "so much earlier" => Run::With(dates::minus_hours),
    "minus_days" (needed("count")) "so much earlier" => Run::With(dates::minus_days),

    "to_text" () "as it stands in a text" => Run::With(values::to_text),
    "json" () "as JSON" => Run::With(values::json),
    "from_json" () "what a text of JSON says" => Run::With(values::from_json),
}

/// Every filter.
pub fn filters() -> &'static [Filter] {
    FILTERS
}

/// The filter of that name.
pub(crate) fn named(name: &str) -> Option<&'static Filter> {
    FILTERS.iter().find(|filter| filter.name == name)
}

pub(crate) fn nearest_to(name: &str) -> Option<String> {
    nearest(name, FILTERS.iter().map(|it| it.name)).map(str::to_owned)
}
