//! Asking one store for what it may have missed.

use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_connector::{Connector, Recovery as List};
use patchbay_ledger::{
    App, NewRecovery, Recovery, RecoveryCause, RecoveryEnd, RecoveryState, Store, StoreState,
    Watermark,
};
use tokio_util::sync::CancellationToken;

use super::lists::{Progress, Told};
use super::missed::Of;
use super::wants::Want;
use super::{notice, times};
use crate::error::{Error, ErrorCode, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::{scopes, words};

/// How it went.
#[derive(Debug)]
pub(super) enum Ended {
    /// All was read; what came so lately that it was left to its delivery is to be read soon.
    Done { soon: bool },
    /// Something stands in its way that may pass.
    Again(Recovery, usize),
    /// It was stopped, or cannot be done as things stand.
    Over,
}

/// Whether all was read, or the user stopped it.
type Whole = bool;

impl Patchbay {
    /// Asks a store; how it went stands in the ledger.
    pub(super) async fn recover_store(self, want: Want, stop: CancellationToken) -> (i64, Ended) {
        let store_id = want.store_id;
        let ended = match self.try_recover(want, &stop).await {
            Ok(ended) => ended,
            Err(error) => {
                tracing::warn!(error.message = %error, store.id = store_id, "nothing was recovered");
                Ended::Over
            }
        };
        (store_id, ended)
    }

    async fn try_recover(&self, want: Want, stop: &CancellationToken) -> Result<Ended> {
        let (app, store) = self.app_and_store(id(want.store_id)).await?;
        let recovery = match want.begun {
            Some(begun) => begun,
            None => self.begin_recovery(&want).await?,
        };
        if store.state != StoreState::Connected {
            self.end(recovery.id, RecoveryState::Stopped, None).await?;
            return Ok(Ended::Over);
        }
        match self.read_lists(&app, &store, &recovery, stop).await {
            Ok(true) => self.conclude_recovery(&recovery).await,
            Ok(false) => {
                self.end(recovery.id, RecoveryState::Stopped, None).await?;
                Ok(Ended::Over)
            }
            Err(error) if passes(&error) => {
                let recovery = self.wait_for_better(recovery.id, &error).await?;
                Ok(Ended::Again(recovery, want.tries + 1))
            }
            Err(error) => {
                if matches!(error, Error::Api(ApiError::TokenDead)) {
                    self.prove_store(&app, &store).await?;
                    self.touch();
                }
                self.end(recovery.id, RecoveryState::Failed, Some(&error))
                    .await?;
                Ok(Ended::Over)
            }
        }
    }

    async fn begin_recovery(&self, want: &Want) -> Result<Recovery> {
        let new = NewRecovery {
            store_id: want.store_id,
            cause: want.cause,
            gap: want.gap,
            wanted_at: want.at,
            began_at: self.now(),
        };
        Ok(self.0.ledger.begin_recovery(new).await?)
    }

    async fn read_lists(
        &self,
        app: &App,
        store: &Store,
        recovery: &Recovery,
        stop: &CancellationToken,
    ) -> Result<Whole> {
        let connector = connector_of(app)?;
        let api = self.store_api(app, store).await?.sparing();
        self.begin_watermarks(connector, app, store, &api).await?;
        let marks = self.0.ledger.watermarks(Some(store.id)).await?;
        let keeps = self.0.ledger.fetching().await?.contains_key(&app.id);
        let of = Of {
            app,
            store,
            api: &api,
            recovery,
            keeps,
        };
        let mut progress: Progress = serde_json::from_str(&recovery.progress).unwrap_or_default();
        for list in &connector.recoveries {
            let told = told(connector, list, &marks);
            if !told.tells.is_empty() && !self.read_list(&of, &told, &mut progress, stop).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Begins the watermarks of triggers that have none at BigCommerce's time: nothing before that is
    /// looked for. Those of triggers that are off are forgotten.
    async fn begin_watermarks(
        &self,
        connector: &Connector,
        app: &App,
        store: &Store,
        api: &StoreApi,
    ) -> Result<()> {
        let wanted: Vec<String> = scopes::wanted_triggers(connector, app)
            .filter(|trigger| connector.recovery_of(&trigger.id).is_some())
            .map(|trigger| trigger.id.clone())
            .collect();
        let known = self.0.ledger.watermarks(Some(store.id)).await?;
        let has = |trigger: &String| known.iter().any(|mark| mark.trigger == *trigger);
        let new = wanted.iter().find(|trigger| !has(trigger));
        if new.is_none() && known.len() == wanted.len() {
            return Ok(());
        }
        let now = match new.and_then(|new| connector.recovery_of(new)) {
            Some(list) => self.time_of(api, list).await?,
            None => self.now(),
        };
        self.0
            .ledger
            .begin_watermarks(store.id, wanted, now)
            .await?;
        Ok(())
    }

    /// BigCommerce's time, by the head of an answer.
    async fn time_of(&self, api: &StoreApi, list: &List) -> Result<i64> {
        let now = self.now();
        let since = times::filter(now);
        let query = [(list.since.as_str(), since.as_str()), ("limit", "1")];
        match api.get_dated(&list.path, &query).await {
            Ok(answer) => Ok(answer.at.unwrap_or(now)),
            Err(ApiError::ScopeMissing) => Ok(now),
            Err(error) => Err(error.into()),
        }
    }

    /// All was read. One that has nothing to tell is forgotten.
    async fn conclude_recovery(&self, recovery: &Recovery) -> Result<Ended> {
        let ended = self.end(recovery.id, RecoveryState::Done, None).await?;
        if !notice::tells(&ended) {
            self.0.ledger.forget_recovery(ended.id).await?;
        }
        let soon = !matches!(ended.of.cause, RecoveryCause::Asked | RecoveryCause::Round);
        Ok(Ended::Done { soon })
    }

    async fn wait_for_better(&self, recovery_id: i64, error: &Error) -> Result<Recovery> {
        let end = RecoveryEnd {
            state: RecoveryState::Waiting,
            ended_at: None,
            problem: Some(words::keep("recovery", &error.problem())),
        };
        Ok(self.0.ledger.settle_recovery(recovery_id, end).await?)
    }

    /// Notes that recoveries are not gone on with.
    pub(super) async fn end_all(&self, begun: Vec<Recovery>) -> Result<()> {
        for recovery in begun {
            self.end(recovery.id, RecoveryState::Stopped, None).await?;
        }
        Ok(())
    }

    /// Notes how a recovery ended.
    pub(super) async fn end(
        &self,
        recovery_id: i64,
        state: RecoveryState,
        error: Option<&Error>,
    ) -> Result<Recovery> {
        let end = RecoveryEnd {
            state,
            ended_at: Some(self.now()),
            problem: error.map(|error| words::keep("recovery", &error.problem())),
        };
        Ok(self.0.ledger.settle_recovery(recovery_id, end).await?)
    }
}

/// A list with the triggers that it tells of and that have a watermark.
fn told<'m>(
    connector: &'static Connector,
    list: &'static List,
    marks: &'m [Watermark],
) -> Told<'m> {
    let of = |tells: &'static patchbay_connector::Tells| {
        let trigger = connector.trigger(&tells.trigger)?;
        let mark = marks.iter().find(|mark| mark.trigger == trigger.id)?;
        Some((tells, trigger, mark))
    };
    Told {
        list,
        tells: list.tells.iter().filter_map(of).collect(),
    }
}

/// Whether what stands in the way may pass by itself.
fn passes(error: &Error) -> bool {
    match error.code() {
        ErrorCode::VaultUnavailable
        | ErrorCode::VaultLocked
        | ErrorCode::LedgerUnavailable
        | ErrorCode::DiskFull
        | ErrorCode::PracticeUnavailable
        | ErrorCode::Network
        | ErrorCode::RateLimited => true,
        ErrorCode::RefusedByBigCommerce => matches!(
            error,
            Error::Api(
                ApiError::Server { .. } | ApiError::StoreDown { .. } | ApiError::NotJson { .. }
            )
        ),
        ErrorCode::Validation
        | ErrorCode::NotFound
        | ErrorCode::Conflict
        | ErrorCode::PortTaken
        | ErrorCode::TokenDead
        | ErrorCode::ScopeMissing
        | ErrorCode::AddressUnreachable
        | ErrorCode::BrowserUnavailable
        | ErrorCode::NotificationsUnavailable
        | ErrorCode::FileUnusable
        | ErrorCode::Internal => false,
    }
}
