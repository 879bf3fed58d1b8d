//! What a bench is told on its command line.

/// The word behind a name.
pub fn word<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1).map(String::as_str)
}

/// The number behind a name, or the default.
pub fn number(arguments: &[String], name: &str, default: usize) -> usize {
    word(arguments, name)
        .and_then(|word| word.parse().ok())
        .unwrap_or(default)
}
