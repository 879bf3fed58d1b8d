//! `patchbay practice`: the practice BigCommerce as a program. When it is ready it prints its
//! addresses as one line of JSON; what goes wrong goes to standard error.

mod arguments;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use tokio::io::AsyncReadExt;

use arguments::{Asked, parse};

use crate::server::{Running, StartError, serve};

const USAGE: &str = "\
usage: patchbay practice [--folder FOLDER] [--port PORT] [--stores COUNT] [--tls]
                         [--retry-scale FACTOR] [--until-stdin-closes]

  --folder FOLDER        where its state is kept (./practice-bigcommerce)
  --port PORT            the first of four ports: portal, login, control panel, API (47810);
                         0 takes any four
  --stores COUNT         how many stores to invent where the folder is new, 1 to 1000 (3)
  --tls                  serve https with a throw-away authority
  --retry-scale FACTOR   multiply the intervals between webhook retries (1)
  --until-stdin-closes   end when standard input closes
";

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

async fn run(asked: Asked) -> ExitCode {
    let told = told_to_end();
    let running = match serve(asked.options).await {
        Ok(running) => running,
        Err(error) => return say(io::stderr(), &explained(&error), ExitCode::FAILURE),
    };
    let announced = announce(&running);
    if announced.is_ok() {
        wait(asked.until_stdin_closes, told).await;
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

async fn wait(until_stdin_closes: bool, told: impl Future<Output = ()>) {
    tokio::select! {
        () = stdin_closed(), if until_stdin_closes => {}
        () = told => {}
    }
}

async fn stdin_closed() {
    let mut stdin = tokio::io::stdin();
    let mut read = [0; 256];
    while matches!(stdin.read(&mut read).await, Ok(1..)) {}
}

/// Listens for a signal from when it is called, so that one that follows the first line is heard.
#[cfg(unix)]
fn told_to_end() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    );
    async move {
        if let (Ok(mut interrupt), Ok(mut terminate)) = signals {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        } else {
            std::future::pending().await
        }
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
