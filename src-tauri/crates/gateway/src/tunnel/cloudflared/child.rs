//! The running program, and what it said.

use std::collections::VecDeque;
use std::env::split_paths;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin};
use tokio::time::timeout;

use super::words::{self, PROGRAM};
use super::{Cloudflared, Kind};
use crate::tunnel::Fault;

/// Lines that are remembered.
const MOST_LINES: usize = 40;
/// How long it may take to end by itself.
const GRACE: Duration = Duration::from_secs(5);
/// How long its last words may take to arrive after its end.
const LAST_WORDS: Duration = Duration::from_millis(300);

#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    /// What keeps it running: it ends when this is closed.
    held: Option<ChildStdin>,
    said: Said,
    reading: tokio::task::JoinHandle<()>,
}

/// The last lines it said.
#[derive(Clone, Debug, Default)]
struct Said(Arc<Mutex<VecDeque<String>>>);

impl Running {
    pub fn start(tunnel: &Cloudflared, listener: u16, metrics: u16) -> Result<Self, Fault> {
        if !tunnel.program.is_file() {
            let program = tunnel.program.display().to_string();
            return Err(Fault::ProgramMissing { program });
        }
        let mut command = tunnel.supervisor.command(&tunnel.program);
        command
            .args(["tunnel", "--no-autoupdate", "--config"])
            .arg(&tunnel.empty)
            .args(["--metrics", &format!("127.0.0.1:{metrics}")])
            .env_remove("TUNNEL_TOKEN");
        match &tunnel.kind {
            Kind::Quick => command.args(["--url", &format!("http://127.0.0.1:{listener}")]),
            Kind::Named { token, .. } => command
                .arg("run")
                .env("TUNNEL_TOKEN", token.expose_secret()),
        };
        let started = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let mut child = started.map_err(|why| Fault::ProgramFailed {
            program: PROGRAM.to_owned(),
            said: why.to_string(),
        })?;
        let said = Said::default();
        let reading = tokio::spawn(listen(child.stderr.take(), said.clone()));
        Ok(Self {
            held: child.stdin.take(),
            child,
            said,
            reading,
        })
    }

    /// Waits for its end. May be dropped while it waits.
    pub async fn ended(&mut self) -> Fault {
        let _status = self.child.wait().await;
        let _all_read = timeout(LAST_WORDS, &mut self.reading).await;
        words::why_it_ended(&self.said.lines())
    }

    /// Why it is not connected after so long.
    pub fn silent(&self) -> Fault {
        words::why_not_connected(&self.said.lines())
    }

    /// Why it is connected no longer.
    pub fn faltering(&self) -> Fault {
        words::why_it_falters(&self.said.lines())
    }

    pub async fn stop(mut self) {
        drop(self.held.take());
        if timeout(GRACE, self.child.wait()).await.is_err() {
            let _gone = self.child.kill().await;
        }
    }
}

impl Said {
    fn lines(&self) -> Vec<String> {
        self.lock().iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn listen(errors: Option<ChildStderr>, said: Said) {
    let Some(errors) = errors else { return };
    let mut lines = BufReader::new(errors).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        tracing::debug!(cloudflared.said = line, "cloudflared");
        let mut said = said.lock();
        if said.len() == MOST_LINES {
            said.pop_front();
        }
        said.push_back(line);
    }
}

/// The program: the file that was chosen, or the first of that name in the folders of `path`.
///
/// # Errors
/// When it is not there.
pub fn find(chosen: Option<&Path>, path: Option<&OsStr>) -> Result<PathBuf, Fault> {
    if let Some(chosen) = chosen {
        let program = chosen.display().to_string();
        return if chosen.is_file() {
            Ok(chosen.to_owned())
        } else {
            Err(Fault::ProgramMissing { program })
        };
    }
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    let usual = ["/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"].map(PathBuf::from);
    split_paths(path.unwrap_or_default())
        .chain(usual)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
        .ok_or_else(|| Fault::ProgramMissing {
            program: PROGRAM.to_owned(),
        })
}
