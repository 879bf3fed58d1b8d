//! The public address: how BigCommerce reaches this machine, and whether it really does.
//!
//! Its state says what was last observed. It is up only when our own listener saw a nonce arrive.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use patchbay_gateway::{AddressError, ProbeResult, check_base, probe};
use patchbay_ledger::App;
use url::Url;

use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, practises};
use crate::view::{AddressState, AddressView, Millis, Problem};

const SETTING: &str = "address.url";

/// Between probes while all is well: within what the meanest tunnel allows.
const CALM: Duration = Duration::from_secs(5 * 60);

/// Between probes while it is not.
const WORRIED: Duration = Duration::from_secs(15);

/// The public address and what was last observed of it.
#[derive(Debug)]
pub(crate) struct PublicAddress {
    view: Mutex<AddressView>,
    changed: tokio::sync::Notify,
}

impl PublicAddress {
    pub fn new(now: i64) -> Self {
        Self {
            view: Mutex::new(off(now)),
            changed: tokio::sync::Notify::new(),
        }
    }

    /// The origin, with its path, that BigCommerce is given.
    pub fn base(&self) -> Option<Url> {
        Url::parse(self.view().url.as_deref()?).ok()
    }

    /// What the status bar shows.
    pub fn view(&self) -> AddressView {
        self.view
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Shows `next`; a state that only goes on keeps its beginning, any other changes the pace of the
    /// probes.
    fn show(&self, next: AddressView) {
        let mut view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        let goes_on = view.state == next.state && view.url == next.url;
        let since = if goes_on { view.since } else { next.since };
        *view = AddressView { since, ..next };
        if !goes_on {
            self.changed.notify_one();
        }
    }
}

impl Patchbay {
    /// Takes a static HTTPS address and probes it. Hooks are pointed at it.
    pub async fn set_address(&self, typed: &str) -> Result<AddressView> {
        let url = check_base(typed, false).map_err(refused)?;
        let text = bare(&url);
        self.0.ledger.set_setting(SETTING, &text).await?;
        self.note(None, "public address set", &text).await;
        self.adopt(&url);
        let view = self.probe_address().await?;
        self.spawn(|it| async move { it.follow_address().await });
        Ok(view)
    }

    /// Forgets the public address. Hooks stay where they are: BigCommerce retries for two days.
    pub async fn clear_address(&self) -> Result<AddressView> {
        self.0.ledger.set_setting(SETTING, "").await?;
        self.note(None, "public address removed", "").await;
        self.forget_host();
        self.0.address.show(off(self.now()));
        self.touch();
        Ok(self.0.address.view())
    }

    /// Sends a nonce through the public address and says what came of it.
    pub async fn probe_address(&self) -> Result<AddressView> {
        let before = self.0.address.view();
        let Some(url) = before.url.as_deref().and_then(|url| Url::parse(url).ok()) else {
            return Ok(before);
        };
        let result = match self.probes().await {
            Some(probes) => probe(&probes, &url).await,
            None => ProbeResult::Unreachable {
                why: "Patchbay itself is not listening".into(),
            },
        };
        let still_it = self.0.address.view().url == before.url;
        if still_it {
            let listener = format!("127.0.0.1:{}", self.0.listener.port());
            self.0
                .address
                .show(observed(&url, &result, &listener, self.now()));
            self.touch();
        }
        Ok(self.0.address.view())
    }

    pub(crate) async fn load_address(&self) {
        let saved = self
            .0
            .ledger
            .setting(SETTING)
            .await
            .ok()
            .flatten()
            .unwrap_or_default();
        if let Ok(url) = Url::parse(&saved) {
            self.adopt(&url);
        }
    }

    /// Probes for as long as the app runs: seldom while it is up, often while it is not.
    pub(crate) async fn watch_address(&self) {
        loop {
            let view = self.0.address.view();
            let pause = match (view.url.is_some(), view.state) {
                (false, _) | (_, AddressState::Up) => CALM,
                (_, AddressState::Connecting) => Duration::ZERO,
                _ => WORRIED,
            };
            let woken = tokio::time::timeout(pause, self.0.address.changed.notified())
                .await
                .is_ok();
            if !woken || pause.is_zero() {
                let _ = self.probe_address().await;
            }
        }
    }

    /// Points the hooks of every app at where this machine is now reached.
    pub(crate) async fn follow_address(&self) {
        for app in self.0.ledger.apps().await.unwrap_or_default() {
            let _ = self.settle_all_hooks(&app).await;
        }
    }

    /// The origin, with any path before ours, that BigCommerce reaches this app by.
    pub(crate) fn base_of(&self, app: &App) -> Option<String> {
        if practises(app) {
            return Some(format!("http://127.0.0.1:{}", self.0.listener.port()));
        }
        self.0.address.view().url
    }

    fn adopt(&self, url: &Url) {
        self.forget_host();
        self.0.hosts.allow(url);
        self.0.address.show(AddressView {
            state: AddressState::Connecting,
            url: Some(bare(url)),
            reason: "Not probed yet.".into(),
            since: Millis(self.now()),
            rtt_ms: None,
            problem: None,
        });
        self.touch();
    }

    fn forget_host(&self) {
        if let Some(before) = self
            .0
            .address
            .view()
            .url
            .and_then(|url| Url::parse(&url).ok())
        {
            self.0.hosts.forget(&before);
        }
    }
}

/// The address without a slash at its end, so that paths can be put after it.
fn bare(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

fn refused(error: AddressError) -> Error {
    Error::invalid(Field::Address, format!("{error} {}", error.remedy()))
}

fn off(now: i64) -> AddressView {
    AddressView {
        state: AddressState::Off,
        url: None,
        reason: "No public address yet.".into(),
        since: Millis(now),
        rtt_ms: None,
        problem: None,
    }
}

fn observed(url: &Url, result: &ProbeResult, listener: &str, now: i64) -> AddressView {
    let state = match result {
        ProbeResult::Up { .. } => AddressState::Up,
        ProbeResult::WrongServer | ProbeResult::Redirected { .. } | ProbeResult::Tls { .. } => {
            AddressState::NeedsUser
        }
        ProbeResult::Status(_)
        | ProbeResult::TooManyHeaders { .. }
        | ProbeResult::Timeout
        | ProbeResult::Unreachable { .. } => AddressState::Down,
    };
    let rtt_ms = if let ProbeResult::Up { rtt } = result {
        Some(rtt.as_secs_f64() * 1000.0)
    } else {
        None
    };
    let problem = (state != AddressState::Up).then(|| Problem {
        title: "Nothing arrives through the public address".into(),
        meaning: result.meaning(),
        remedy: result.remedy(listener),
    });
    AddressView {
        state,
        url: Some(bare(url)),
        reason: result.meaning(),
        since: Millis(now),
        rtt_ms,
        problem,
    }
}
