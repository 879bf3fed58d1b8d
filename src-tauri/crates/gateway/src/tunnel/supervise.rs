//! A program that must not outlive the app.
//!
//! Even an app that is killed lets go of its pipes. So the program is started by our own executable
//! in another role, which waits for its standard input to close, and then ends it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt, stdin};
use tokio::process::{Child, Command};
use tokio::runtime::Builder;
use tokio::time::timeout;

/// The role's name on the command line.
pub const ROLE: &str = "supervise";

/// What a shell says of a program that is not there.
const NOT_THERE: u8 = 127;
const FAILED: u8 = 1;

/// How long the program may take to end by itself.
const GRACE: Duration = Duration::from_secs(3);

/// The executable that knows the role, and ends what it starts.
#[derive(Clone, Debug)]
pub struct Supervisor {
    executable: PathBuf,
}

impl Supervisor {
    /// The app's own executable.
    pub fn new(executable: PathBuf) -> Self {
        Self { executable }
    }

    /// A command that runs `program` until its own standard input, which must be kept, closes.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(&self.executable);
        command.arg(ROLE).arg(program).stdin(Stdio::piped());
        command
    }
}

/// The role: `supervise PROGRAM ARGUMENTS…`. Ends when the program does, with its code, or when
/// standard input closes.
pub fn main(mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let (Some(program), Ok(runtime)) = (
        arguments.next(),
        Builder::new_current_thread().enable_all().build(),
    ) else {
        return ExitCode::from(FAILED);
    };
    let code = runtime.block_on(run(program, arguments.collect()));
    // Standard input is read by a thread that nothing can wake.
    runtime.shutdown_background();
    code
}

#[allow(clippy::print_stderr)]
async fn run(program: OsString, arguments: Vec<OsString>) -> ExitCode {
    let started = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(why) => {
            eprintln!("{}: {why}", program.display());
            return ExitCode::from(NOT_THERE);
        }
    };
    tokio::select! {
        ended = child.wait() => ended.map_or(ExitCode::from(FAILED), code),
        () = closed() => {
            end(&mut child).await;
            ExitCode::SUCCESS
        }
    }
}

/// Waits until nobody holds the other end of standard input.
async fn closed() {
    let (mut input, mut ignored) = (stdin(), [0; 64]);
    while input.read(&mut ignored).await.is_ok_and(|read| read > 0) {}
}

async fn end(child: &mut Child) {
    ask(child);
    if timeout(GRACE, child.wait()).await.is_err() {
        let _gone = child.kill().await;
    }
}

#[cfg(unix)]
fn ask(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process};
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    if let Some(id) = id.and_then(Pid::from_raw) {
        let _gone = kill_process(id, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask(child: &mut Child) {
    let _gone = child.start_kill();
}

fn code(status: ExitStatus) -> ExitCode {
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    ExitCode::from(code.unwrap_or(FAILED))
}
