//! What a filter is given.

use serde_json::Value;

use crate::expression::decimal::Exact;
use crate::expression::error::Problem;
use crate::expression::fuel::Fuel;
use crate::expression::lookup::whole;
use crate::expression::term::Term;

/// One use of a filter.
pub(crate) struct Call<'w, 'c> {
    pub name: &'static str,
    pub of: Term<'c>,
    pub arguments: Vec<Option<Term<'c>>>,
    pub fuel: &'w mut Fuel,
}

impl<'c> Call<'_, 'c> {
    pub fn argument(&self, at: usize) -> Option<&Term<'c>> {
        self.arguments.get(at).and_then(Option::as_ref)
    }

    /// The text it is used on.
    pub fn text(&self) -> Result<&str, Problem> {
        self.of
            .as_text()
            .ok_or_else(|| self.of.unfit(self.name, "text"))
    }

    /// An argument that is text.
    pub fn text_at(&self, at: usize) -> Result<Option<&str>, Problem> {
        let read = |term: &'_ Term<'c>| term.as_text().is_some();
        match self.argument(at) {
            None => Ok(None),
            Some(term) if read(term) => Ok(term.as_text()),
            Some(term) => Err(term.unfit(self.name, "text in quotes")),
        }
    }

    /// An argument that is a whole number.
    pub fn whole_at(&self, at: usize) -> Result<Option<i64>, Problem> {
        let read = |term| whole(term, self.name);
        self.argument(at).map(read).transpose()
    }

    /// An argument that counts things: not negative.
    pub fn count_at(&self, at: usize) -> Result<Option<usize>, Problem> {
        let Some(count) = self.whole_at(at)? else {
            return Ok(None);
        };
        let unfit = |_| self.of.unfit(self.name, "a count that is not negative");
        usize::try_from(count).map(Some).map_err(unfit)
    }

    /// The number it is used on, or that an argument is.
    pub fn exact(&self, term: &Term<'_>) -> Result<Exact, Problem> {
        match term.plain() {
            Some(value) => Exact::read(value, self.name),
            None => Err(term.unfit(self.name, "a number or an amount")),
        }
    }

    /// The items of the list it is used on, of which each is one step of work.
    pub fn items(self) -> Result<Vec<Term<'c>>, Problem> {
        self.fuel.spend(self.of.length().unwrap_or_default())?;
        let name = self.name;
        self.of.into_items().map_err(|of| of.unfit(name, "a list"))
    }

    /// A text that it makes.
    pub fn made(self, text: String) -> Result<Term<'c>, Problem> {
        self.fuel.make(text.len())?;
        Ok(Term::Made(Value::String(text)))
    }
}
