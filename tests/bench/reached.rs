//! The app, reached through an SSH server.

use std::path::Path;
use std::time::{Duration, Instant};

use patchbay_core::Patchbay;
use patchbay_core::view::{AddressState, AddressView, AddressWay, SshKey};
use patchbay_ledger::Ledger;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::Result;
use crate::support::setup;
use crate::support::sshd::{Sshd, user};

/// The longest that anything here may take.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between looks: how exact a time is.
const LOOK: Duration = Duration::from_millis(5);

/// The app on a home of its own.
pub struct Reached {
    pub patchbay: Patchbay,
    _home: TempDir,
}

impl Reached {
    /// Starts it, and waits until it is reached.
    pub async fn by(way: &AddressWay) -> Result<Self> {
        let home = tempfile::tempdir()?;
        choose(home.path(), way).await?;
        let app = Self {
            patchbay: Patchbay::start(setup(home.path())).await?,
            _home: home,
        };
        app.until_up().await?;
        Ok(app)
    }

    pub async fn until_up(&self) -> Result<()> {
        self.until("up", |it| it.state == AddressState::Up).await
    }

    pub async fn until_missed(&self) -> Result<()> {
        self.until("missed", |it| it.state != AddressState::Up)
            .await
    }

    /// Waits until the address is as it should be.
    pub async fn until(&self, what: &str, is: impl Fn(&AddressView) -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let address = self.patchbay.status().await?.address;
            if is(&address) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(format!("the address is never {what}: {address:#?}").into());
            }
            sleep(LOOK).await;
        }
    }
}

/// The way through a server on this machine to the port it listens on for us: no certificate is to be
/// had for that address.
pub fn through(sshd: &Sshd) -> AddressWay {
    AddressWay::Ssh {
        host: "127.0.0.1".into(),
        port: sshd.port,
        user: user(),
        key: SshKey::File {
            path: sshd.path("user").display().to_string(),
        },
        listens: sshd.forwarded,
        url: format!("http://127.0.0.1:{}", sshd.forwarded),
    }
}

/// Writes the way into the ledger of a home before the app starts there.
pub async fn choose(home: &Path, way: &AddressWay) -> Result<()> {
    let ledger = Ledger::open(home)?;
    let text = serde_json::to_string(way)?;
    ledger.set_setting("address.way", &text).await?;
    ledger.close().await;
    Ok(())
}
