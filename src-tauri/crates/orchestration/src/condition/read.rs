//! Reading a condition: its expressions and patterns once, for any number of runs.

use regex::Regex;
use serde_json::Value;

use super::compare::pattern;
use super::data::{As, Condition, Row};
use super::fault::{ConditionError, ConditionFault, Side};
use super::operator::Operator;
use super::typed::Typed;
use crate::expression::{Blank, Expression, Reference};

/// Rows that a condition may have.
pub const MOST_ROWS: usize = 100;

const DEEPEST: usize = 8;

/// A condition that was read.
#[derive(Debug)]
pub struct Judge {
    pub(super) part: Part,
}

#[derive(Debug)]
pub(super) enum Part {
    All(Vec<Part>),
    Any(Vec<Part>),
    Not(Box<Part>),
    Row(Box<ReadRow>),
    Expression(Expression),
}

#[derive(Debug)]
pub(super) struct ReadRow {
    pub left: Expression,
    pub read_as: As,
    pub op: Operator,
    pub right: Option<Blank>,
    pub pattern: Option<Regex>,
}

impl Judge {
    /// Reads a condition.
    ///
    /// # Errors
    /// Where an expression or a pattern cannot be read, an operator is not for the type of its row, or
    /// something it compares with is missing or cannot be of that type.
    pub fn read(condition: &Condition) -> Result<Self, ConditionError> {
        let mut place = Vec::new();
        let mut rows = 0;
        let part = part(condition, &mut place, &mut rows)?;
        Ok(Self { part })
    }

    /// The texts with expressions in it, by the place of their row and its side.
    pub fn expressions(&self) -> Vec<(Vec<usize>, Side, &Expression)> {
        let mut found = Vec::new();
        gather(&self.part, &mut Vec::new(), &mut found);
        found
    }

    /// The paths that it looks up.
    pub fn references(&self) -> Vec<Reference> {
        let expressions = self.expressions().into_iter();
        expressions
            .flat_map(|(_, _, expression)| expression.references())
            .collect()
    }
}

fn part(
    condition: &Condition,
    place: &mut Vec<usize>,
    rows: &mut usize,
) -> Result<Part, ConditionError> {
    *rows += 1;
    if *rows > MOST_ROWS {
        return Err(error(
            place,
            None,
            ConditionFault::TooMany { limit: MOST_ROWS },
        ));
    }
    if place.len() > DEEPEST {
        return Err(error(
            place,
            None,
            ConditionFault::TooDeep { limit: DEEPEST },
        ));
    }
    Ok(match condition {
        Condition::All(conditions) => Part::All(group(conditions, place, rows)?),
        Condition::Any(conditions) => Part::Any(group(conditions, place, rows)?),
        Condition::Not(condition) => {
            place.push(0);
            let inner = part(condition, place, rows)?;
            place.pop();
            Part::Not(Box::new(inner))
        }
        Condition::Row(written) => Part::Row(Box::new(row(written, place)?)),
        Condition::Expression(text) => Part::Expression(expression(text, place, Side::Left)?),
    })
}

fn group(
    conditions: &[Condition],
    place: &mut Vec<usize>,
    rows: &mut usize,
) -> Result<Vec<Part>, ConditionError> {
    if conditions.is_empty() {
        return Err(error(place, None, ConditionFault::EmptyGroup));
    }
    let mut parts = Vec::with_capacity(conditions.len());
    for (at, condition) in conditions.iter().enumerate() {
        place.push(at);
        parts.push(part(condition, place, rows)?);
        place.pop();
    }
    Ok(parts)
}

fn row(row: &Row, place: &[usize]) -> Result<ReadRow, ConditionError> {
    let (op, read_as) = (row.op, row.read_as);
    if !op.fits(read_as) {
        return Err(error(place, None, ConditionFault::Unfit { op, read_as }));
    }
    let right = match (&row.right, op.takes_right()) {
        (Some(_), false) => {
            return Err(error(
                place,
                Some(Side::Right),
                ConditionFault::RightUnused { op },
            ));
        }
        (None, true) => return Err(error(place, Some(Side::Right), ConditionFault::NoRight)),
        (right, _) => right
            .as_ref()
            .map(|right| blank(right, place))
            .transpose()?,
    };
    let at_right = |fault| error(place, Some(Side::Right), fault);
    Ok(ReadRow {
        left: expression(&row.left, place, Side::Left)?,
        read_as,
        op,
        pattern: known_right(op, read_as, right.as_ref()).map_err(at_right)?,
        right,
    })
}

/// What stands there is of the row's type, or refused at once; a pattern is compiled.
fn known_right(
    op: Operator,
    read_as: As,
    right: Option<&Blank>,
) -> Result<Option<Regex>, ConditionFault> {
    let Some(Blank::Plain(value)) = right else {
        return Ok(None);
    };
    match op {
        Operator::Matches => {
            let written = super::typed::text(value).unwrap_or_default();
            return pattern(&written).map(Some);
        }
        Operator::OneOf | Operator::NotOneOf => {
            let several = value.as_array().ok_or(ConditionFault::NoList { op })?;
            for one in several {
                Typed::read(one, read_as)?;
            }
        }
        Operator::Contains
        | Operator::NotContains
        | Operator::StartsWith
        | Operator::EndsWith
        | Operator::IsEmpty
        | Operator::IsNotEmpty
        | Operator::Exists
        | Operator::NotExists
        | Operator::Changed => {}
        Operator::Equals
        | Operator::NotEquals
        | Operator::Greater
        | Operator::AtLeast
        | Operator::Less
        | Operator::AtMost
        | Operator::Before
        | Operator::After => {
            Typed::read(value, read_as)?;
        }
    }
    Ok(None)
}

fn expression(text: &str, place: &[usize], side: Side) -> Result<Expression, ConditionError> {
    let unread = |problem| {
        error(
            place,
            Some(side),
            ConditionFault::Expression { error: problem },
        )
    };
    Expression::parse(text).map_err(unread)
}

fn blank(value: &Value, place: &[usize]) -> Result<Blank, ConditionError> {
    Blank::read(value).map_err(|problem| {
        let error_at = ConditionFault::Expression {
            error: problem.error,
        };
        error(place, Some(Side::Right), error_at)
    })
}

pub(super) fn error(place: &[usize], side: Option<Side>, fault: ConditionFault) -> ConditionError {
    ConditionError {
        place: place.to_vec(),
        side,
        fault,
    }
}

fn gather<'j>(
    part: &'j Part,
    place: &mut Vec<usize>,
    found: &mut Vec<(Vec<usize>, Side, &'j Expression)>,
) {
    match part {
        Part::All(parts) | Part::Any(parts) => {
            for (at, part) in parts.iter().enumerate() {
                place.push(at);
                gather(part, place, found);
                place.pop();
            }
        }
        Part::Not(part) => {
            place.push(0);
            gather(part, place, found);
            place.pop();
        }
        Part::Row(row) => {
            found.push((place.clone(), Side::Left, &row.left));
            for (_, expression) in row.right.iter().flat_map(Blank::expressions) {
                found.push((place.clone(), Side::Right, expression));
            }
        }
        Part::Expression(expression) => found.push((place.clone(), Side::Left, expression)),
    }
}
