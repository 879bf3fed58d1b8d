//! Taking a text apart into what stands as it is and what is worked out.

use super::error::{ExpressionError, Problem};
use super::span::Span;

/// The longest text that may hold expressions, in bytes.
pub const LONGEST_TEXT: usize = 65_536;

/// The longest single expression, in bytes.
pub const LONGEST_EXPRESSION: usize = 4_096;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'t> {
    /// As it stands.
    Plain(&'t str),
    /// Between braces: the expression, and the byte of the text at which it begins.
    Braced(&'t str, usize),
}

/// The parts of a text, none of them empty.
pub(crate) fn parts(text: &str) -> Result<Vec<Part<'_>>, ExpressionError> {
    if text.len() > LONGEST_TEXT {
        return Err(too_long(text, 0, text.len(), LONGEST_TEXT));
    }
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("{{").map(|found| from + found) {
        if at > from {
            parts.push(Part::Plain(&text[from..at]));
        }
        let inside = at + 2;
        let Some(end) = closing(&text[inside..]).map(|length| inside + length) else {
            return Err(error(text, at, inside, Problem::Unclosed));
        };
        parts.push(braced(text, inside, end)?);
        from = end + 2;
    }
    if from < text.len() {
        parts.push(Part::Plain(&text[from..]));
    }
    Ok(parts)
}

fn braced(text: &str, start: usize, end: usize) -> Result<Part<'_>, ExpressionError> {
    let inside = &text[start..end];
    if inside.trim().is_empty() {
        return Err(error(text, start - 2, end + 2, Problem::Empty));
    }
    if inside.len() > LONGEST_EXPRESSION {
        return Err(too_long(text, start, end, LONGEST_EXPRESSION));
    }
    Ok(Part::Braced(inside, start))
}

/// Where the `}}` is that is neither in quotes nor the end of an object.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut open, mut quote, mut at) = (0_usize, None, 0);
    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => open += 1,
            (None, b'}') if open > 0 => open -= 1,
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            (None, _) => {}
        }
        at += 1;
    }
    None
}

fn error(text: &str, start: usize, end: usize, problem: Problem) -> ExpressionError {
    let span = Span::within(text, start, end);
    ExpressionError { problem, span }
}

fn too_long(text: &str, start: usize, end: usize, limit: usize) -> ExpressionError {
    error(text, start, end, Problem::TooLong { limit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_in_quotes_and_objects_close_nothing() {
        for (text, expected) in [
            (
                "plain {% if %} }} {",
                vec![Part::Plain("plain {% if %} }} {")],
            ),
            ("{{ a }}", vec![Part::Braced(" a ", 2)]),
            (
                "a{{ '}}' ~ \"\\\"}}\" }}b",
                vec![
                    Part::Plain("a"),
                    Part::Braced(" '}}' ~ \"\\\"}}\" ", 3),
                    Part::Plain("b"),
                ],
            ),
            (
                "{{ {'a': {'b': 1}} }}",
                vec![Part::Braced(" {'a': {'b': 1}} ", 2)],
            ),
        ] {
            assert_eq!(parts(text).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_not_closed_is_shown_where_it_opens() {
        let error = parts("Order\n  {{ trigger.id }").unwrap_err();
        assert_eq!(error.problem, Problem::Unclosed);
        assert_eq!((error.span.line, error.span.column), (2, 3));
        assert_eq!(parts("{{  }}").unwrap_err().problem, Problem::Empty);
        let long = format!("{{{{ {} }}}}", "1+".repeat(LONGEST_EXPRESSION));
        assert!(matches!(
            parts(&long).unwrap_err().problem,
            Problem::TooLong { .. }
        ));
    }
}
