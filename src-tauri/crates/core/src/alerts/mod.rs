//! Alerts: what the desktop tells a user who does not look at the window, if they want it.
//!
//! Core decides that something is to be told and where it leads; how it looks is the desktop's.

mod outages;
mod quiet;

use std::sync::{Mutex, PoisonError};

use tokio::sync::broadcast;

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::settings;
use crate::view::{AlertKind, AlertSettings, GoTo};

const SETTING: &str = "alerts";

/// Alerts that wait for a desktop that is slow to show them; older ones are let go.
const WAITING: usize = 32;

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// What happened, in a few words.
    pub title: String,
    /// What it means, in a sentence.
    pub body: String,
    /// Where in the window it is seen: `#/stores/3`.
    pub place: String,
}

/// Who is told, and where the window is led.
#[derive(Debug)]
pub(crate) struct Alerts {
    told: broadcast::Sender<Alert>,
    leads: Mutex<Option<GoTo>>,
}

impl Default for Alerts {
    fn default() -> Self {
        Self {
            told: broadcast::Sender::new(WAITING),
            leads: Mutex::default(),
        }
    }
}

impl Alerts {
    /// Where the window was last led.
    pub fn leads(&self) -> Option<GoTo> {
        let leads = self.leads.lock().unwrap_or_else(PoisonError::into_inner);
        leads.clone()
    }

    fn lead(&self, hash: String) {
        let mut leads = self.leads.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = leads.as_ref().map_or(1, |before| before.turn + 1);
        *leads = Some(GoTo { turn, hash });
    }
}

impl Patchbay {
    /// What is to be told from now on.
    pub fn alerts(&self) -> broadcast::Receiver<Alert> {
        self.0.alerts.told.subscribe()
    }

    /// Of what the desktop tells the user.
    pub async fn alert_settings(&self) -> AlertSettings {
        settings::read(&self.0.ledger, SETTING).await
    }

    /// Chooses that.
    ///
    /// # Errors
    /// When the quiet hours are none, and those of the ledger.
    pub async fn set_alert_settings(&self, settings: AlertSettings) -> Result<AlertSettings> {
        if let Some(hours) = &settings.quiet {
            quiet::check(hours).map_err(|why| Error::invalid(Field::QuietHours, why))?;
        }
        settings::write(&self.0.ledger, SETTING, &settings).await?;
        Ok(settings)
    }

    /// What an alert looks like, for a user who tries it.
    pub fn sample_alert(&self) -> Alert {
        Alert {
            title: "Patchbay reaches you here".into(),
            body: "So it tells what you chose under Preferences.".into(),
            place: "#/preferences/alerts".into(),
        }
    }

    /// Leads the window to a place.
    pub fn lead_to(&self, place: &str) {
        self.0.alerts.lead(place.to_owned());
        self.0.changed.send_modify(|count| *count += 1);
    }

    /// Tells something that the user asked for, unless the hour is quiet; whether it did.
    pub(crate) async fn tell(&self, alert: Alert) -> bool {
        let settings = self.alert_settings().await;
        let quiet = settings
            .quiet
            .is_some_and(|hours| quiet::holds(&hours, self.now()));
        !quiet && self.0.alerts.told.send(alert).is_ok()
    }

    /// Tells something, if the user wants it told at this moment.
    pub(crate) async fn alert(&self, kind: AlertKind, alert: Alert) {
        let settings = self.alert_settings().await;
        let quiet = settings
            .quiet
            .is_some_and(|hours| quiet::holds(&hours, self.now()));
        if settings.kinds.contains(&kind) && !quiet {
            let _nobody_to_tell_it = self.0.alerts.told.send(alert);
        }
    }
}
