//! Working an expression out. Nothing that is missing passes for a value: it is an error that names
//! the path, unless the expression says what to take instead.

use serde_json::{Map, Value};

use super::context::Context;
use super::error::{ExpressionError, Problem};
use super::filters::{Call, Filter, Run};
use super::fuel::Fuel;
use super::questions::Question;
use super::span::Span;
use super::term::Term;
use super::tree::{Form, Node};
use super::{compare, lookup, operators};

type Outcome<'c> = Result<Term<'c>, ExpressionError>;

/// One evaluation.
pub(crate) struct Work<'c> {
    pub context: &'c Context,
    pub text: &'c str,
    pub fuel: Fuel,
}

impl<'c> Work<'c> {
    pub fn new(context: &'c Context, text: &'c str) -> Self {
        Self {
            context,
            text,
            fuel: Fuel::full(),
        }
    }

    pub fn node(&mut self, node: &'c Node) -> Outcome<'c> {
        self.fuel.spend(1).map_err(at(node.span))?;
        match &node.form {
            Form::Literal(value) => Ok(Term::Seen(value)),
            Form::Name(name) => lookup::name(self.context, name).map_err(at(node.span)),
            Form::Field(of, name) => {
                let found = self.node(of)?;
                lookup::field(&found, name, &self.paths(of, node)).map_err(at(node.span))
            }
            Form::Item(of, place) => {
                let found = self.node(of)?;
                let place = self.node(place)?;
                lookup::item(&found, &place, &self.paths(of, node)).map_err(at(node.span))
            }
            Form::Slice(slice) => {
                let of = self.node(&slice.of)?;
                let from = self.maybe(slice.from.as_ref())?;
                let to = self.maybe(slice.to.as_ref())?;
                lookup::slice(of, from.as_ref(), to.as_ref()).map_err(at(node.span))
            }
            Form::Not(of) => Ok(Term::truth(!self.node(of)?.holds())),
            Form::Negate(of) => {
                let of = self.node(of)?;
                operators::negate(&of).map_err(at(node.span))
            }
            Form::Arithmetic(by, two) => {
                let [left, right] = self.both(two)?;
                operators::count(*by, &left, &right).map_err(at(node.span))
            }
            Form::Join(two) => {
                let [left, right] = self.both(two)?;
                operators::join(&mut self.fuel, &left, &right).map_err(at(node.span))
            }
            Form::And(two) => self.either(two, false),
            Form::Or(two) => self.either(two, true),
            Form::Compare(first, rest) => self.compare(first, rest),
            Form::Choose(three) => {
                let [condition, held, otherwise] = three.as_ref();
                let holds = self.node(condition)?.holds();
                self.node(if holds { held } else { otherwise })
            }
            Form::Filter(filter, of, arguments) => self.filter(node, filter, of, arguments),
            Form::Test(question, of, _) => self.test(question, of),
            Form::List(items) => {
                let items = items.iter().map(|item| self.node(item));
                items.collect::<Result<_, _>>().map(Term::List)
            }
            Form::Object(members) => self.object(node, members),
        }
    }

    fn paths(&self, of: &Node, whole: &Node) -> lookup::Paths<'c> {
        lookup::Paths {
            of: of.span.of(self.text).trim(),
            whole: whole.is_path().then(|| whole.span.of(self.text).trim()),
        }
    }

    fn maybe(&mut self, node: Option<&'c Node>) -> Result<Option<Term<'c>>, ExpressionError> {
        node.map(|node| self.node(node)).transpose()
    }

    fn both(&mut self, [left, right]: &'c [Node; 2]) -> Result<[Term<'c>; 2], ExpressionError> {
        Ok([self.node(left)?, self.node(right)?])
    }

    fn either(&mut self, [left, right]: &'c [Node; 2], enough: bool) -> Outcome<'c> {
        let left = self.node(left)?;
        if left.holds() == enough {
            return Ok(left);
        }
        self.node(right)
    }

    fn compare(
        &mut self,
        first: &'c Node,
        rest: &'c [(super::tree::Comparison, Node)],
    ) -> Outcome<'c> {
        let mut left = self.node(first)?;
        for (by, node) in rest {
            let right = self.node(node)?;
            let span = node.span;
            let holds = compare::compare(&mut self.fuel, *by, &left, &right).map_err(at(span))?;
            if !holds {
                return Ok(Term::truth(false));
            }
            left = right;
        }
        Ok(Term::truth(true))
    }

    fn filter(
        &mut self,
        node: &'c Node,
        filter: &'static Filter,
        of: &'c Node,
        arguments: &'c [Option<Node>],
    ) -> Outcome<'c> {
        let run = match filter.run {
            Run::Default => return self.default(of, arguments),
            Run::With(run) => run,
        };
        let of = self.node(of)?;
        let arguments = arguments
            .iter()
            .map(|argument| self.maybe(argument.as_ref()));
        let arguments = arguments.collect::<Result<Vec<_>, _>>()?;
        let name = filter.name;
        let fuel = &mut self.fuel;
        let call = Call {
            name,
            of,
            arguments,
            fuel,
        };
        run(call).map_err(at(node.span))
    }

    /// What is missing or null is what the argument says; what is empty too, where that is asked for.
    fn default(&mut self, of: &'c Node, arguments: &'c [Option<Node>]) -> Outcome<'c> {
        let [instead, empty] = arguments else {
            return self.node(of);
        };
        let found = self.found(of)?.filter(|found| !found.is_null());
        let even_empty = match empty {
            Some(empty) => self.node(empty)?.holds(),
            None => false,
        };
        match (found, instead) {
            (Some(found), _) if !even_empty || found.holds() => Ok(found),
            (_, Some(instead)) => self.node(instead),
            (_, None) => Ok(Term::null()),
        }
    }

    /// `None` where it is the thing itself that is missing, not something it is made of.
    fn found(&mut self, node: &'c Node) -> Result<Option<Term<'c>>, ExpressionError> {
        match self.node(node) {
            Ok(found) => Ok(Some(found)),
            Err(error) if is_missing(&error, node) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn test(&mut self, question: &'static Question, of: &'c Node) -> Outcome<'c> {
        let found = if question.of_missing {
            self.found(of)?
        } else {
            Some(self.node(of)?)
        };
        Ok(Term::truth((question.asks)(found.as_ref())))
    }

    fn object(&mut self, node: &'c Node, members: &'c [(Node, Node)]) -> Outcome<'c> {
        let mut made = Map::new();
        for (name, value) in members {
            let key = self.node(name)?;
            let key = key
                .as_text()
                .ok_or_else(|| key.unfit("{…}", "names in quotes"));
            let key = key.map_err(at(name.span))?.to_owned();
            let value = self.node(value)?;
            let weight = value.weight(super::fuel::MOST_BYTES);
            self.fuel.make(weight).map_err(at(node.span))?;
            made.insert(key, value.into_value());
        }
        Ok(Term::Made(Value::Object(made)))
    }
}

fn is_missing(error: &ExpressionError, node: &Node) -> bool {
    let of_list = matches!(error.problem, Problem::NothingIn { .. });
    if of_list {
        return error.span == node.span;
    }
    error.problem.is_absence() && node.is_path()
}

/// Puts a problem where it is.
pub(crate) fn at(span: Span) -> impl Fn(Problem) -> ExpressionError {
    move |problem| ExpressionError { problem, span }
}
