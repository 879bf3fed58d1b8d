//! Reading one expression. Its grammar is Jinja's, by minijinja's own parser; what is kept of it is a
//! tree of ours, because minijinja repeats a text where it is multiplied, takes what is missing for
//! nothing, and counts in doubles. What the tree has no form for (calls, macros, includes) does not
//! exist.

use minijinja::machinery::{Span as Place, ast, parse_expr};
use minijinja::value::ValueKind;
use serde_json::Value;

use super::bind::bind;
use super::error::{ExpressionError, Problem};
use super::filters::{self, Filter};
use super::questions;
use super::span::Span;
use super::tree::{Form, Node};

/// Parts within parts, a hundred deep.
const DEEPEST: usize = 100;

/// Reads what stands between braces; `offset` is the byte of `text` at which `inside` begins.
pub(crate) fn read(text: &str, inside: &str, offset: usize) -> Result<Node, ExpressionError> {
    let reader = Reader { text, offset };
    if signs(inside) > DEEPEST || inside.matches("not").count() > DEEPEST {
        let span = reader.between(0, inside.len());
        let problem = Problem::TooDeep;
        return Err(ExpressionError { problem, span });
    }
    let parsed = parse_expr(inside).map_err(|error| reader.syntax(&error, inside))?;
    reader.node(&parsed, 0)
}

pub(crate) struct Reader<'t> {
    text: &'t str,
    offset: usize,
}

impl Reader<'_> {
    fn syntax(&self, error: &minijinja::Error, inside: &str) -> ExpressionError {
        let range = error.range().unwrap_or(0..inside.len());
        let said = error.detail().unwrap_or("the end is missing").to_owned();
        ExpressionError {
            problem: Problem::Syntax { said },
            span: self.between(range.start, range.end),
        }
    }

    fn between(&self, start: usize, end: usize) -> Span {
        Span::within(self.text, self.offset + start, self.offset + end)
    }

    fn at(&self, place: Place) -> Span {
        self.between(place.start_offset as usize, place.end_offset as usize)
    }

    pub fn error(&self, place: Place, problem: Problem) -> ExpressionError {
        ExpressionError {
            problem,
            span: self.at(place),
        }
    }

    /// The parser's places leave out what stands left of an operator.
    fn whole(&self, place: Place, form: Form) -> Node {
        let mut node = Node {
            span: self.at(place),
            form,
        };
        let spans: Vec<Span> = node.parts().iter().map(|part| part.span).collect();
        let operator = matches!(
            node.form,
            Form::Arithmetic(..) | Form::Join(_) | Form::And(_) | Form::Or(_) | Form::Compare(..)
        );
        if let (true, Some(first)) = (operator, spans.first()) {
            node.span = *first;
        }
        for span in spans {
            node.span = joined(node.span, span);
        }
        node
    }

    pub fn node(&self, part: &ast::Expr<'_>, depth: usize) -> Result<Node, ExpressionError> {
        if depth > DEEPEST {
            return Err(self.error(part.span(), Problem::TooDeep));
        }
        let form = self.form(part, depth + 1)?;
        Ok(self.whole(part.span(), form))
    }

    pub fn boxed(&self, part: &ast::Expr<'_>, depth: usize) -> Result<Box<Node>, ExpressionError> {
        self.node(part, depth).map(Box::new)
    }

    fn form(&self, part: &ast::Expr<'_>, depth: usize) -> Result<Form, ExpressionError> {
        Ok(match part {
            ast::Expr::Var(name) => Form::Name(name.id.to_owned()),
            ast::Expr::Const(value) => Form::Literal(self.literal(part.span(), &value.value)?),
            ast::Expr::GetAttr(get) => {
                Form::Field(self.boxed(&get.expr, depth)?, get.name.to_owned())
            }
            ast::Expr::GetItem(get) => self.item(get, depth)?,
            ast::Expr::Slice(slice) => self.slice(part.span(), slice, depth)?,
            ast::Expr::UnaryOp(unary) => {
                let of = self.boxed(&unary.expr, depth)?;
                match unary.op {
                    ast::UnaryOpKind::Not => Form::Not(of),
                    ast::UnaryOpKind::Neg => Form::Negate(of),
                }
            }
            ast::Expr::BinOp(pair) => self.pair(pair, depth)?,
            ast::Expr::Compare(compare) => self.comparisons(compare, depth)?,
            ast::Expr::IfExpr(choice) => self.choice(part.span(), choice, depth)?,
            ast::Expr::Filter(filter) => self.filter(part.span(), filter, depth)?,
            ast::Expr::Test(test) => self.test(part.span(), test, depth)?,
            ast::Expr::Call(call) => return Err(self.call(part.span(), call)),
            ast::Expr::List(list) => Form::List(self.all(&list.items, depth)?),
            ast::Expr::Tuple(tuple) => Form::List(self.all(&tuple.items, depth)?),
            ast::Expr::Map(map) => {
                let names = self.all(&map.keys, depth)?;
                let values = self.all(&map.values, depth)?;
                Form::Object(names.into_iter().zip(values).collect())
            }
        })
    }

    fn all(&self, parts: &[ast::Expr<'_>], depth: usize) -> Result<Vec<Node>, ExpressionError> {
        parts.iter().map(|part| self.node(part, depth)).collect()
    }

    fn literal(&self, place: Place, value: &minijinja::Value) -> Result<Value, ExpressionError> {
        let unwritable = || self.error(place, Problem::Unwritable);
        if value.is_none() {
            return Ok(Value::Null);
        }
        if let Some(text) = value.as_str() {
            return Ok(Value::String(text.to_owned()));
        }
        if value.kind() == ValueKind::Bool {
            return Ok(Value::Bool(value.is_true()));
        }
        let number: Value = serde_json::from_str(&value.to_string()).map_err(|_| unwritable())?;
        let lost = value.is_integer() && number.is_f64();
        if lost { Err(unwritable()) } else { Ok(number) }
    }

    /// `order["id"]` is `order.id`.
    fn item(&self, get: &ast::GetItem<'_>, depth: usize) -> Result<Form, ExpressionError> {
        let of = self.boxed(&get.expr, depth)?;
        let at = self.boxed(&get.subscript_expr, depth)?;
        Ok(if let Form::Literal(Value::String(name)) = at.form {
            Form::Field(of, name)
        } else {
            Form::Item(of, at)
        })
    }

    pub fn unknown_argument(&self, place: Place, of: &str, name: &str) -> ExpressionError {
        let problem = Problem::ArgumentUnknown {
            of: of.to_owned(),
            name: name.to_owned(),
            takes: String::new(),
        };
        self.error(place, problem)
    }

    fn filter(
        &self,
        place: Place,
        filter: &ast::Filter<'_>,
        depth: usize,
    ) -> Result<Form, ExpressionError> {
        let Some(of) = &filter.expr else {
            return Err(self.unknown_argument(place, filter.name, "nothing"));
        };
        let known = self.known_filter(place, filter.name)?;
        let arguments = bind(self, place, known.name, known.takes, &filter.args, depth)?;
        Ok(Form::Filter(known, self.boxed(of, depth)?, arguments))
    }

    fn known_filter(&self, place: Place, name: &str) -> Result<&'static Filter, ExpressionError> {
        filters::named(name).ok_or_else(|| {
            let problem = Problem::UnknownFilter {
                name: name.to_owned(),
                nearest: filters::nearest_to(name),
            };
            self.error(place, problem)
        })
    }

    fn test(
        &self,
        place: Place,
        test: &ast::Test<'_>,
        depth: usize,
    ) -> Result<Form, ExpressionError> {
        let known = questions::named(test.name).ok_or_else(|| {
            let problem = Problem::UnknownTest {
                name: test.name.to_owned(),
                nearest: questions::nearest_to(test.name),
            };
            self.error(place, problem)
        })?;
        let arguments = bind(self, place, known.name, &[], &test.args, depth)?;
        Ok(Form::Test(known, self.boxed(&test.expr, depth)?, arguments))
    }

    fn call(&self, place: Place, call: &ast::Call<'_>) -> ExpressionError {
        let name = if let ast::Expr::Var(var) = &call.expr {
            var.id
        } else if let ast::Expr::GetAttr(get) = &call.expr {
            get.name
        } else {
            call.expr.description()
        };
        let filter = filters::named(name).map(|filter| filter.name.to_owned());
        let name = format!("{name}()");
        self.error(place, Problem::Call { name, filter })
    }
}

/// The longest run of minus signs: the parser goes one deeper for each, without an end of its own.
fn signs(inside: &str) -> usize {
    let (mut run, mut longest) = (0, 0);
    for byte in inside.bytes() {
        match byte {
            b'-' => run += 1,
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => run = 0,
        }
        longest = longest.max(run);
    }
    longest
}

fn joined(one: Span, other: Span) -> Span {
    let first = if other.start < one.start { other } else { one };
    Span {
        end: one.end.max(other.end),
        ..first
    }
}
