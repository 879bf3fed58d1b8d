//! Judging a condition, and keeping what was compared.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::compare::compare;
use super::data::As;
use super::fault::{ConditionError, ConditionFault, Side};
use super::operator::Operator;
use super::read::{Judge, Part, ReadRow, error};
use super::typed::{Typed, is_empty};
use crate::expression::{Context, Expression, ExpressionError, Kind};
use crate::json::Json;

/// What a condition came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename = "ConditionJudgement")]
pub struct Judgement {
    /// Whether it holds.
    pub holds: bool,
    /// The rows that were looked at. Those after the one that decided its group were not.
    pub rows: Vec<Judged>,
}

/// What was compared in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename = "ConditionJudged")]
pub struct Judged {
    /// Which row: places in groups, from the outermost on.
    #[specta(type = Vec<u32>)]
    pub place: Vec<usize>,
    /// What stood left, shortened; nothing where it is missing.
    #[specta(type = Option<Json>)]
    pub left: Option<Value>,
    /// What it was compared with: what stands right, or how it was before.
    #[specta(type = Option<Json>)]
    pub right: Option<Value>,
    /// Whether it held.
    pub held: bool,
}

impl Judge {
    /// Whether the condition holds.
    ///
    /// # Errors
    /// Where something is not there, or cannot be read as what its row says.
    pub fn judge(&self, context: &Context) -> Result<Judgement, ConditionError> {
        let mut look = Look {
            context,
            rows: Vec::new(),
            place: Vec::new(),
        };
        let holds = look.part(&self.part)?;
        let rows = look.rows;
        Ok(Judgement { holds, rows })
    }
}

struct Look<'c> {
    context: &'c Context,
    rows: Vec<Judged>,
    place: Vec<usize>,
}

type Seen = Result<Option<Value>, ConditionError>;

impl Look<'_> {
    fn part(&mut self, part: &Part) -> Result<bool, ConditionError> {
        match part {
            Part::All(parts) => self.group(parts, false),
            Part::Any(parts) => self.group(parts, true),
            Part::Not(part) => self.within(0, part).map(|holds| !holds),
            Part::Row(row) => self.row(row),
            Part::Expression(expression) => self.expression(expression),
        }
    }

    /// Up to the first that decides.
    fn group(&mut self, parts: &[Part], enough: bool) -> Result<bool, ConditionError> {
        for (at, part) in parts.iter().enumerate() {
            if self.within(at, part)? == enough {
                return Ok(enough);
            }
        }
        Ok(!enough)
    }

    fn within(&mut self, at: usize, part: &Part) -> Result<bool, ConditionError> {
        self.place.push(at);
        let holds = self.part(part)?;
        self.place.pop();
        Ok(holds)
    }

    fn expression(&mut self, expression: &Expression) -> Result<bool, ConditionError> {
        let value = expression.evaluate(self.context);
        let value = value.map_err(|error| self.unread(Side::Left, error))?;
        let kind = Kind::of(&value);
        let not_a_truth = || error(&self.place, None, ConditionFault::NotATruth { kind });
        let held = value.as_bool().ok_or_else(not_a_truth)?;
        self.note(Some(value), None, held);
        Ok(held)
    }

    fn row(&mut self, row: &ReadRow) -> Result<bool, ConditionError> {
        let may_be_missing = matches!(row.op, Operator::Exists | Operator::NotExists);
        let left = self.left(row, self.context, may_be_missing)?;
        let right = match (&row.right, row.op) {
            (Some(right), _) => {
                let filled = right.fill(self.context);
                Some(filled.map_err(|error| self.unread(Side::Right, error.error))?)
            }
            (None, Operator::Changed) => self.before(row)?,
            (None, _) => None,
        };
        let held = self.held(row, left.as_ref(), right.as_ref())?;
        self.note(left, right, held);
        Ok(held)
    }

    fn left(&self, row: &ReadRow, context: &Context, may_be_missing: bool) -> Seen {
        match row.left.evaluate(context) {
            Ok(value) => Ok(Some(value)),
            Err(error) if may_be_missing && error.problem.is_absence() => Ok(None),
            Err(error) => Err(self.unread(Side::Left, error)),
        }
    }

    /// What stood left at the look before, if there was one.
    fn before(&self, row: &ReadRow) -> Seen {
        let Some(before) = self.context.get("before") else {
            return Ok(None);
        };
        let context = self.context.clone().with("trigger", before.clone());
        self.left(row, &context, true)
    }

    fn held(
        &self,
        row: &ReadRow,
        left: Option<&Value>,
        right: Option<&Value>,
    ) -> Result<bool, ConditionError> {
        let there = left.is_some_and(|value| !value.is_null());
        match row.op {
            Operator::Exists => Ok(there),
            Operator::NotExists => Ok(!there),
            Operator::IsEmpty => Ok(left.is_none_or(is_empty)),
            Operator::IsNotEmpty => Ok(!left.is_none_or(is_empty)),
            Operator::Changed => self.changed(row.read_as, left, right),
            Operator::Equals
            | Operator::NotEquals
            | Operator::Greater
            | Operator::AtLeast
            | Operator::Less
            | Operator::AtMost
            | Operator::Contains
            | Operator::NotContains
            | Operator::StartsWith
            | Operator::EndsWith
            | Operator::Matches
            | Operator::OneOf
            | Operator::NotOneOf
            | Operator::Before
            | Operator::After => {
                let (left, right) = (left.unwrap_or(&Value::Null), right.unwrap_or(&Value::Null));
                let held = compare(row.op, row.read_as, left, right, row.pattern.as_ref());
                held.map_err(|fault| self.at_fault(row, left, fault))
            }
        }
    }

    /// Nothing is known to have changed where there was no look before; what was missing then has.
    fn changed(
        &self,
        read_as: As,
        left: Option<&Value>,
        before: Option<&Value>,
    ) -> Result<bool, ConditionError> {
        let (Some(left), true) = (left, self.context.get("before").is_some()) else {
            return Ok(false);
        };
        let Some(before) = before else {
            return Ok(true);
        };
        if left.is_null() || before.is_null() {
            return Ok(left.is_null() != before.is_null());
        }
        let read = |value| Typed::read(value, read_as);
        let unread = |fault| error(&self.place, Some(Side::Left), fault);
        Ok(read(left).map_err(unread)? != read(before).map_err(unread)?)
    }

    /// Puts what is wrong on the side that cannot be read.
    fn at_fault(&self, row: &ReadRow, left: &Value, fault: ConditionFault) -> ConditionError {
        let of_left = Typed::read(left, row.read_as).is_err();
        let side = if of_left { Side::Left } else { Side::Right };
        error(&self.place, Some(side), fault)
    }

    fn unread(&self, side: Side, problem: ExpressionError) -> ConditionError {
        let fault = ConditionFault::Expression { error: problem };
        error(&self.place, Some(side), fault)
    }

    fn note(&mut self, left: Option<Value>, right: Option<Value>, held: bool) {
        self.rows.push(Judged {
            place: self.place.clone(),
            left: left.map(shortened),
            right: right.map(shortened),
            held,
        });
    }
}

/// Long texts and lists are kept by what they are.
fn shortened(value: Value) -> Value {
    const LONGEST: usize = 300;
    let length = match &value {
        Value::String(text) if text.len() > LONGEST => {
            let start: String = text.chars().take(LONGEST / 4).collect();
            return Value::String(format!("{start}…"));
        }
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return value,
    };
    if value.to_string().len() <= LONGEST {
        return value;
    }
    Value::String(format!("{} of {length}", Kind::of(&value)))
}
