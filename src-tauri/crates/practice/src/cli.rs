//! `patchbay practice`: the practice BigCommerce as a program. When it is ready it prints its
//! addresses as one line of JSON; what goes wrong goes to standard error.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use tokio::io::AsyncReadExt;

use crate::config::Options;
use crate::server::{Running, StartError, serve};

const USAGE: &str = "\
usage: patchbay practice [--folder FOLDER] [--port PORT] [--tls]
                         [--retry-scale FACTOR] [--until-stdin-closes]

  --folder FOLDER        where its state is kept (./practice-bigcommerce)
  --port PORT            the first of four ports: portal, login, control panel, API (47810);
                         0 takes any four
  --tls                  serve https with a throw-away authority
  --retry-scale FACTOR   multiply the intervals between webhook retries (1)
  --until-stdin-closes   end when standard input closes
";

/// What the arguments ask for.
#[derive(Debug)]
struct Asked {
    options: Options,
    until_stdin_closes: bool,
}

/// Why the arguments make no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
enum UsageError {
    #[error("{0} needs a value")]
    NoValue(String),
    #[error("{value:?} is no value for {option}")]
    BadValue { option: String, value: OsString },
    #[error("there is no option {0:?}")]
    Unknown(OsString),
}

/// Runs it with the arguments that follow `practice`, until it is interrupted or, if asked to,
/// until its standard input closes. 2 for arguments that make no sense, 1 when it cannot start.
pub fn main<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> ExitCode {
    let mut arguments = arguments.into_iter().map(Into::into).peekable();
    if arguments
        .peek()
        .is_some_and(|first| first == "--help" || first == "-h")
    {
        return say(io::stdout(), USAGE, ExitCode::SUCCESS);
    }
    let asked = match parse(arguments) {
        Ok(asked) => asked,
        Err(error) => {
            return say(
                io::stderr(),
                &format!("{error}\n\n{USAGE}"),
                ExitCode::from(2),
            );
        }
    };
    log_to_standard_error();
    match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => {
            let code = runtime.block_on(run(asked));
            runtime.shutdown_background();
            code
        }
        Err(error) => say(io::stderr(), &format!("{error}\n"), ExitCode::FAILURE),
    }
}

fn log_to_standard_error() {
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(io::stderr)
        .with_ansi(false)
        .log_internal_errors(false)
        .try_init();
}

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Asked, UsageError> {
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

async fn run(asked: Asked) -> ExitCode {
    let running = match serve(asked.options).await {
        Ok(running) => running,
        Err(error) => return say(io::stderr(), &explained(&error), ExitCode::FAILURE),
    };
    let announced = announce(&running);
    if announced.is_ok() {
        wait(asked.until_stdin_closes).await;
    }
    running.stop().await;
    if announced.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// One line, because whoever started it shows the first.
fn explained(error: &StartError) -> String {
    format!(
        "The practice BigCommerce cannot start: {error}. {}\n",
        error.remedy()
    )
}

fn announce(running: &Running) -> io::Result<()> {
    let line = serde_json::to_string(&running.addresses)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

async fn wait(until_stdin_closes: bool) {
    tokio::select! {
        () = stdin_closed(), if until_stdin_closes => {}
        () = told_to_end() => {}
    }
}

async fn stdin_closed() {
    let mut stdin = tokio::io::stdin();
    let mut read = [0; 256];
    while matches!(stdin.read(&mut read).await, Ok(1..)) {}
}

#[cfg(unix)]
async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (interrupt, terminate) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    );
    match (interrupt, terminate) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
        _ => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn told_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn say(mut out: impl Write, text: &str, code: ExitCode) -> ExitCode {
    let _ = out.write_all(text.as_bytes());
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Asked, UsageError> {
        parse(text.split_whitespace().map(OsString::from))
    }

    #[test]
    fn every_option_is_taken() {
        let asked = parsed("--folder /x --port 5000 --tls --until-stdin-closes --retry-scale 0.01")
            .unwrap();
        assert_eq!(asked.options.folder, PathBuf::from("/x"));
        assert_eq!(asked.options.port, 5000);
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
        assert!(matches!(parsed("--prot 1"), Err(UsageError::Unknown(_))));
    }
}
