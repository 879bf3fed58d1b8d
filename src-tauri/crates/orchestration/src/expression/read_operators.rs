//! Reading operators and choices.

use minijinja::machinery::{Span as Place, ast};
use serde_json::Value;

use super::error::{ExpressionError, Problem};
use super::kind::Kind;
use super::read::Reader;
use super::tree::{Arithmetic, Comparison, Form, Node, Slice};

impl Reader<'_> {
    pub fn slice(
        &self,
        place: Place,
        slice: &ast::Slice<'_>,
        depth: usize,
    ) -> Result<Form, ExpressionError> {
        if slice.step.is_some() {
            return Err(self.unknown_argument(place, "[from:to]", "a step"));
        }
        let maybe = |part: &Option<ast::Expr<'_>>| {
            part.as_ref().map(|part| self.node(part, depth)).transpose()
        };
        Ok(Form::Slice(Box::new(Slice {
            of: self.node(&slice.expr, depth)?,
            from: maybe(&slice.start)?,
            to: maybe(&slice.stop)?,
        })))
    }

    pub fn pair(&self, pair: &ast::BinOp<'_>, depth: usize) -> Result<Form, ExpressionError> {
        let left = self.node(&pair.left, depth)?;
        let right = self.node(&pair.right, depth)?;
        let compare = |by, left, right| Form::Compare(Box::new(left), vec![(by, right)]);
        let count = |by, left, right| countable(by, [left, right]);
        Ok(match pair.op {
            ast::BinOpKind::Eq => compare(Comparison::Equal, left, right),
            ast::BinOpKind::Ne => compare(Comparison::Unequal, left, right),
            ast::BinOpKind::Lt => compare(Comparison::Less, left, right),
            ast::BinOpKind::Lte => compare(Comparison::AtMost, left, right),
            ast::BinOpKind::Gt => compare(Comparison::Greater, left, right),
            ast::BinOpKind::Gte => compare(Comparison::AtLeast, left, right),
            ast::BinOpKind::In => compare(Comparison::In, left, right),
            ast::BinOpKind::ScAnd => Form::And(Box::new([left, right])),
            ast::BinOpKind::ScOr => Form::Or(Box::new([left, right])),
            ast::BinOpKind::Concat => Form::Join(Box::new([left, right])),
            ast::BinOpKind::Add => count(Arithmetic::Add, left, right)?,
            ast::BinOpKind::Sub => count(Arithmetic::Sub, left, right)?,
            ast::BinOpKind::Mul => count(Arithmetic::Mul, left, right)?,
            ast::BinOpKind::Div => count(Arithmetic::Div, left, right)?,
            ast::BinOpKind::FloorDiv => count(Arithmetic::FloorDiv, left, right)?,
            ast::BinOpKind::Rem => count(Arithmetic::Rem, left, right)?,
            ast::BinOpKind::Pow => count(Arithmetic::Pow, left, right)?,
        })
    }

    pub fn comparisons(
        &self,
        compare: &ast::Compare<'_>,
        depth: usize,
    ) -> Result<Form, ExpressionError> {
        let first = self.boxed(&compare.expr, depth)?;
        let mut rest = Vec::with_capacity(compare.ops.len());
        for one in &compare.ops {
            let by = match one.op {
                ast::CompareOpKind::Eq => Comparison::Equal,
                ast::CompareOpKind::Ne => Comparison::Unequal,
                ast::CompareOpKind::Lt => Comparison::Less,
                ast::CompareOpKind::Lte => Comparison::AtMost,
                ast::CompareOpKind::Gt => Comparison::Greater,
                ast::CompareOpKind::Gte => Comparison::AtLeast,
                ast::CompareOpKind::In => Comparison::In,
                ast::CompareOpKind::NotIn => Comparison::NotIn,
            };
            rest.push((by, self.node(&one.expr, depth)?));
        }
        Ok(Form::Compare(first, rest))
    }

    pub fn choice(
        &self,
        place: Place,
        choice: &ast::IfExpr<'_>,
        depth: usize,
    ) -> Result<Form, ExpressionError> {
        let Some(otherwise) = &choice.false_expr else {
            return Err(self.error(place, Problem::NoElse));
        };
        let condition = self.node(&choice.test_expr, depth)?;
        let held = self.node(&choice.true_expr, depth)?;
        let otherwise = self.node(otherwise, depth)?;
        Ok(Form::Choose(Box::new([condition, held, otherwise])))
    }
}

/// Refuses a written text as a number: `"336.3200" * 2`.
fn countable(by: Arithmetic, two: [Node; 2]) -> Result<Form, ExpressionError> {
    let is_text = |node: &&Node| matches!(node.form, Form::Literal(Value::String(_)));
    if let Some(text) = two.iter().find(is_text) {
        let problem = Problem::Arithmetic {
            operator: by.sign().to_owned(),
            kind: Kind::Text,
        };
        let span = text.span;
        return Err(ExpressionError { problem, span });
    }
    Ok(Form::Arithmetic(by, Box::new(two)))
}
