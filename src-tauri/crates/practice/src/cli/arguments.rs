//! The arguments of `patchbay practice`.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::config::Options;

/// The most stores that can be asked for: each is written to disk whenever one changes.
const MOST_STORES: usize = 1_000;

/// What the arguments ask for.
#[derive(Debug)]
pub(super) struct Asked {
    /// How to start.
    pub(super) options: Options,
    /// Whether to end with standard input.
    pub(super) until_stdin_closes: bool,
}

/// Why the arguments make no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum UsageError {
    #[error("{0} needs a value")]
    NoValue(String),
    #[error("{value:?} is no value for {option}")]
    BadValue { option: String, value: OsString },
    #[error("there is no option {0:?}")]
    Unknown(OsString),
}

/// Reads the arguments that follow `practice`.
pub(super) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Asked, UsageError> {
    let mut asked = Asked {
        options: Options::new("practice-bigcommerce"),
        until_stdin_closes: false,
    };
    let mut arguments = arguments;
    while let Some(argument) = arguments.next() {
        let options = &mut asked.options;
        match argument.to_str() {
            Some("--tls") => options.tls = true,
            Some("--until-stdin-closes") => asked.until_stdin_closes = true,
            Some("--folder") => options.folder = PathBuf::from(value(&argument, &mut arguments)?),
            Some("--port") => options.port = number(&argument, &mut arguments, |_| true)?,
            Some("--stores") => {
                let sensible = |stores: &usize| (1..=MOST_STORES).contains(stores);
                options.stores = number(&argument, &mut arguments, sensible)?;
            }
            Some("--retry-scale") => {
                let sensible = |scale: &f64| scale.is_finite() && *scale >= 0.0;
                options.tuning.retry_scale = number(&argument, &mut arguments, sensible)?;
            }
            _ => return Err(UsageError::Unknown(argument)),
        }
    }
    Ok(asked)
}

fn value(
    option: &OsString,
    arguments: &mut impl Iterator<Item = OsString>,
) -> Result<OsString, UsageError> {
    arguments
        .next()
        .ok_or_else(|| UsageError::NoValue(option.to_string_lossy().into_owned()))
}

fn number<N: std::str::FromStr>(
    option: &OsString,
    arguments: &mut impl Iterator<Item = OsString>,
    sensible: impl Fn(&N) -> bool,
) -> Result<N, UsageError> {
    let value = value(option, arguments)?;
    let parsed = value
        .to_str()
        .and_then(|text| text.parse().ok())
        .filter(sensible);
    parsed.ok_or_else(|| UsageError::BadValue {
        option: option.to_string_lossy().into_owned(),
        value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Asked, UsageError> {
        parse(text.split_whitespace().map(OsString::from))
    }

    #[test]
    fn every_option_is_taken() {
        let asked = parsed(
            "--folder /x --port 5000 --stores 20 --tls --until-stdin-closes --retry-scale 0.01",
        )
        .unwrap();
        assert_eq!(asked.options.folder, PathBuf::from("/x"));
        assert_eq!((asked.options.port, asked.options.stores), (5000, 20));
        assert!(asked.options.tls && asked.until_stdin_closes);
        assert!((asked.options.tuning.retry_scale - 0.01).abs() < f64::EPSILON);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        assert!(matches!(parsed("--port"), Err(UsageError::NoValue(_))));
        assert!(matches!(
            parsed("--port 70000"),
            Err(UsageError::BadValue { .. })
        ));
        assert!(matches!(
            parsed("--retry-scale nan"),
            Err(UsageError::BadValue { .. })
        ));
        for stores in ["0", "1001", "many"] {
            let refused = parsed(&format!("--stores {stores}"));
            assert!(
                matches!(refused, Err(UsageError::BadValue { .. })),
                "{stores}"
            );
        }
        assert!(matches!(parsed("--prot 1"), Err(UsageError::Unknown(_))));
    }
}
