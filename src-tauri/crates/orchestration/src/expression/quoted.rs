//! Values in sentences.

/// A text for a sentence: shortened, in quotes.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let cut = text.char_indices().nth(LONGEST).map(|(at, _)| at);
    match cut {
        Some(at) => format!("\"{}…\"", &text[..at]),
        None => format!("\"{text}\""),
    }
}
