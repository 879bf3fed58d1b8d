//! Arguments of filters and tests, put where they belong when an expression is read.

use minijinja::machinery::{Span as Place, ast};

use super::error::{ExpressionError, Problem};
use super::read::Reader;
use super::tree::Node;

/// What a filter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Whether it has to be given.
    pub needed: bool,
}

/// Arguments in the order of what is taken.
pub(crate) fn bind(
    reader: &Reader<'_>,
    place: Place,
    of: &str,
    takes: &[Parameter],
    given: &[ast::CallArg<'_>],
    depth: usize,
) -> Result<Vec<Option<Node>>, ExpressionError> {
    let unknown = |name: String| {
        let problem = Problem::ArgumentUnknown {
            of: of.to_owned(),
            name,
            takes: written(takes),
        };
        reader.error(place, problem)
    };
    let mut bound: Vec<Option<Node>> = takes.iter().map(|_| None).collect();
    for (at, argument) in given.iter().enumerate() {
        let (slot, part) = match argument {
            ast::CallArg::Pos(part) => (Some(at), part),
            ast::CallArg::Kwarg(name, part) => {
                let place = takes.iter().position(|it| it.name == *name);
                (
                    Some(place.ok_or_else(|| unknown((*name).to_owned()))?),
                    part,
                )
            }
            ast::CallArg::PosSplat(part) | ast::CallArg::KwargSplat(part) => (None, part),
        };
        let free = slot
            .and_then(|slot| bound.get_mut(slot))
            .filter(|it| it.is_none());
        let free = free.ok_or_else(|| unknown("so many arguments".into()))?;
        *free = Some(reader.node(part, depth)?);
    }
    let missing = takes
        .iter()
        .zip(&bound)
        .find(|(it, given)| it.needed && given.is_none());
    match missing {
        Some((missing, _)) => {
            let (of, name) = (of.to_owned(), missing.name.to_owned());
            Err(reader.error(place, Problem::ArgumentMissing { of, name }))
        }
        None => Ok(bound),
    }
}

fn written(takes: &[Parameter]) -> String {
    let names: Vec<&str> = takes.iter().map(|it| it.name).collect();
    names.join(", ")
}
