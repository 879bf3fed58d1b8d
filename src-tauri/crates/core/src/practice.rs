//! The practice BigCommerce as a child process of the same executable.
//!
//! It ends when its stdin closes, so it cannot outlive the app even when the app is killed. Its
//! addresses come from the running child and are stored nowhere: no import can redirect a secret.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use patchbay_bigcommerce::Endpoints;
use patchbay_ledger::Mode;
use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdout, Command};
use url::Url;

use crate::error::{Error, Result};
use crate::home::Home;
use crate::patchbay::{Patchbay, Setup};
use crate::view::{PracticeState, PracticeView, Problem};

/// The first of its ports when nothing else is said.
pub const DEFAULT_PORT: u16 = 47_810;

const PATIENCE: Duration = Duration::from_secs(20);

/// Where the running practice BigCommerce is reached.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Addresses {
    pub portal: Url,
    pub control_panel: Url,
    pub login: Url,
    pub api: Url,
}

/// The child and what is known of it.
#[derive(Debug)]
pub(crate) struct Practice {
    executable: PathBuf,
    folder: PathBuf,
    port: u16,
    child: tokio::sync::Mutex<Option<Child>>,
    known: Mutex<Known>,
}

#[derive(Clone, Debug)]
struct Known {
    state: PracticeState,
    addresses: Option<Addresses>,
    problem: Option<Problem>,
}

impl Practice {
    pub fn new(setup: &Setup, home: &Home) -> Self {
        Self {
            executable: setup.executable.clone(),
            folder: home.practice_folder(),
            port: setup.practice_port.unwrap_or(DEFAULT_PORT),
            child: tokio::sync::Mutex::default(),
            known: Mutex::new(Known {
                state: PracticeState::Stopped,
                addresses: None,
                problem: None,
            }),
        }
    }

    pub fn view(&self) -> PracticeView {
        let known = self.known();
        let address = |pick: fn(&Addresses) -> &Url| {
            known.addresses.as_ref().map(|all| pick(all).to_string())
        };
        PracticeView {
            state: known.state,
            portal_url: address(|all| &all.portal),
            control_panel_url: address(|all| &all.control_panel),
            through_address: false,
            problem: known.problem.clone(),
        }
    }

    pub fn addresses(&self) -> Option<Addresses> {
        self.known().addresses
    }

    /// The origin of the control panel, which frames our pages.
    pub fn control_panel_origin(&self) -> Option<String> {
        self.addresses()
            .map(|all| all.control_panel.origin().ascii_serialization())
    }

    /// Ends the child: its stdin closes, it writes its state and goes.
    pub async fn stop(&self) {
        if let Some(mut child) = self.child.lock().await.take() {
            drop(child.stdin.take());
            if tokio::time::timeout(Duration::from_secs(5), child.wait())
                .await
                .is_err()
            {
                let _ = child.kill().await;
            }
        }
        self.set(PracticeState::Stopped, None, None);
    }

    async fn launch(&self) -> Result<Addresses> {
        let mut slot = self.child.lock().await;
        if let (Some(addresses), Some(child)) = (self.addresses(), slot.as_mut())
            && matches!(child.try_wait(), Ok(None))
        {
            return Ok(addresses);
        }
        self.set(PracticeState::Starting, None, None);
        match self.spawn().await {
            Ok((child, addresses)) => {
                *slot = Some(child);
                self.set(PracticeState::Running, Some(addresses.clone()), None);
                Ok(addresses)
            }
            Err(error) => {
                self.set(PracticeState::Failed, None, Some(error.problem()));
                Err(error)
            }
        }
    }

    async fn spawn(&self) -> Result<(Child, Addresses)> {
        let mut child = Command::new(&self.executable)
            .arg("practice")
            .arg("--folder")
            .arg(&self.folder)
            .args(["--port", &self.port.to_string(), "--until-stdin-closes"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|why| {
                Error::Practice(format!("The practice BigCommerce cannot be started: {why}"))
            })?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let addresses = match (out, err) {
            (Some(out), Some(err)) => first_line(out, err).await?,
            _ => return Err(Error::Internal("the child has no output".into())),
        };
        Ok((child, addresses))
    }

    fn known(&self) -> Known {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, state: PracticeState, addresses: Option<Addresses>, problem: Option<Problem>) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Known {
            state,
            addresses,
            problem,
        };
    }
}

impl Patchbay {
    /// Starts the practice BigCommerce, if it does not run already.
    pub async fn start_practice(&self) -> Result<PracticeView> {
        let outcome = self.0.practice.launch().await;
        self.touch();
        outcome.map(|_| self.practice_view())
    }

    /// Stops it. Its state stays.
    pub async fn stop_practice(&self) -> Result<PracticeView> {
        self.0.practice.stop().await;
        self.touch();
        Ok(self.practice_view())
    }

    /// Starts it with the app when an app practises, or when the window was asked to.
    pub(crate) async fn start_practice_if_used(&self) {
        let apps = self.0.ledger.apps().await.unwrap_or_default();
        let used = apps.iter().any(|app| app.mode == Mode::Practice);
        if (used || self.0.setup.practice_asked)
            && let Err(error) = self.start_practice().await
        {
            tracing::error!(error.message = %error, "the practice BigCommerce did not start");
        }
    }

    /// Where BigCommerce is, for apps of this mode.
    pub(crate) async fn endpoints(&self, mode: Mode) -> Result<Endpoints> {
        if mode == Mode::Live {
            return Ok(Endpoints::live());
        }
        let running = self.0.practice.launch().await?;
        Ok(Endpoints {
            login: running.login,
            api: running.api,
            portal: running.portal,
            control_panel: running.control_panel,
        })
    }
}

/// The child's addresses, or what it said instead.
async fn first_line(out: ChildStdout, err: ChildStderr) -> Result<Addresses> {
    let mut out = BufReader::new(out).lines();
    let mut err = BufReader::new(err).lines();
    let line = match tokio::time::timeout(PATIENCE, out.next_line()).await {
        Ok(Ok(Some(line))) => line,
        Ok(_) => {
            let said = err.next_line().await.ok().flatten().unwrap_or_default();
            return Err(Error::Practice(format!(
                "The practice BigCommerce did not start: {said}"
            )));
        }
        Err(_) => {
            return Err(Error::Practice(
                "The practice BigCommerce does not answer.".into(),
            ));
        }
    };
    tokio::spawn(async move { while let Ok(Some(_)) = out.next_line().await {} });
    tokio::spawn(async move {
        while let Ok(Some(line)) = err.next_line().await {
            tracing::warn!(practice.said = line, "practice BigCommerce");
        }
    });
    serde_json::from_str(&line).map_err(|_| {
        Error::Practice("The practice BigCommerce said what nobody understands.".into())
    })
}
