//! Filters by time: `{name}` for a second or a day, `{name}:min` and `{name}:max` for a span of them.

use super::call::Call;
use super::refusal::Refusal;

const DAY_MS: i64 = 86_400_000;

/// The span of time that a list is asked for, in milliseconds since the epoch, ends included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    from: Option<i64>,
    to: Option<i64>,
}

impl Span {
    /// From the query.
    ///
    /// # Errors
    /// 422 for what is no time.
    pub fn of(call: &Call, name: &str) -> Result<Self, Refusal> {
        if let (Some(text), Some(from)) = (call.param(name), call.time(name)?) {
            let length = if text.contains('T') { 0 } else { DAY_MS - 1 };
            return Ok(Self {
                from: Some(from),
                to: Some(from + length),
            });
        }
        let end = |end: &str| call.time(&format!("{name}:{end}"));
        Ok(Self {
            from: end("min")?,
            to: end("max")?,
        })
    }

    /// Whether a time is within it.
    pub fn has(self, ms: i64) -> bool {
        self.from.is_none_or(|from| ms >= from) && self.to.is_none_or(|to| ms <= to)
    }
}

/// A time without what is below a second, which answers do not tell.
pub fn seconds(ms: i64) -> i64 {
    ms / 1_000 * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::times;

    fn span(query: &[(&str, &str)]) -> Span {
        let query = query
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let call = Call {
            query: query.collect(),
            ..Call::default()
        };
        Span::of(&call, "date").unwrap()
    }

    #[test]
    fn a_date_is_a_whole_day_and_a_time_a_second() {
        let noon = times::read("2024-05-14T12:00:00Z").unwrap();
        assert!(span(&[("date", "2024-05-14")]).has(noon));
        assert!(!span(&[("date", "2024-05-15")]).has(noon));
        assert!(span(&[("date", "2024-05-14T12:00:00")]).has(noon));
        assert!(!span(&[("date", "2024-05-14T12:00:01")]).has(noon));
    }

    #[test]
    fn ends_are_included() {
        let noon = times::read("2024-05-14T12:00:00Z").unwrap();
        assert!(span(&[("date:min", "2024-05-14T12:00:00")]).has(noon));
        assert!(span(&[("date:max", "2024-05-14T12:00:00")]).has(noon));
        assert!(!span(&[("date:max", "2024-05-14")]).has(noon));
        assert!(span(&[]).has(noon));
    }
}
