//! The history of calls: listed, shown, settled, forgotten. One that a kill cut off is told from one
//! that is under way at the next start.

use std::collections::HashMap;

use patchbay_bigcommerce::ApiError;
use patchbay_connector::Request;
use patchbay_ledger::{
    App, Call, CallEnd, CallKind, CallSettled as Settled, CallState as State, CallsOf, Store,
};

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{CallFilter, CallRow, CallSettled, CallState, CallView};
use crate::words;

use super::shown::row;

/// Calls of a page.
const PAGE: usize = 100;

impl Patchbay {
    /// Calls, the newest first, a hundred at most; those before the one of an id.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn calls(&self, filter: CallFilter, before: Option<u32>) -> Result<Vec<CallRow>> {
        let of = CallsOf {
            kind: Some(CallKind::Action),
            store_id: filter.store_id.map(i64::from),
            action: filter.action,
            state: filter.state.map(state),
            before: before.map(i64::from),
            ..CallsOf::default()
        };
        let known = self.known_stores().await?;
        let calls = self.0.ledger.calls(of, PAGE).await?;
        let shown = calls.iter().filter_map(|call| {
            let (app, store) = known.get(&call.asked.store_id?)?;
            Some(row(connector_of(app).ok()?, store, call))
        });
        Ok(shown.collect())
    }

    /// A call.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn call(&self, call_id: u32) -> Result<CallView> {
        let (app, store, call) = self.whole_call(call_id).await?;
        self.call_view(&app, &store, call).await
    }

    /// Notes what the user says of a call whose outcome nobody knows.
    ///
    /// # Errors
    /// When there is no such call.
    pub async fn settle_call(&self, call_id: u32, settled: CallSettled) -> Result<CallView> {
        let settled = match settled {
            CallSettled::Happened => Settled::Happened,
            CallSettled::DidNot => Settled::DidNot,
        };
        let ledger = &self.0.ledger;
        ledger.settle_call(i64::from(call_id), settled).await?;
        self.touch();
        self.call(call_id).await
    }

    /// Forgets the calls of a store, or of all, but those that are under way and those that nobody
    /// settled. How many.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub async fn forget_calls(&self, store_id: Option<u32>) -> Result<u32> {
        let forgotten = self.0.ledger.forget_calls(store_id.map(i64::from)).await?;
        Ok(words::count_of(forgotten))
    }

    pub(super) async fn whole_call(&self, call_id: u32) -> Result<(App, Store, Call)> {
        let call = self.0.ledger.call(i64::from(call_id)).await?;
        let call = call.ok_or(Error::NotFound("call"))?;
        let store_id = call.asked.store_id.ok_or(Error::NotFound("store"))?;
        let (app, store) = self.app_and_store(id(store_id)).await?;
        Ok((app, store, call))
    }

    async fn known_stores(&self) -> Result<HashMap<i64, (App, Store)>> {
        let apps = self.0.ledger.apps().await?;
        let rows = self.0.ledger.store_rows().await?.into_iter();
        let known = rows.filter_map(|row| {
            let app = apps.iter().find(|app| app.id == row.store.app_id)?;
            Some((row.store.id, (app.clone(), row.store)))
        });
        Ok(known.collect())
    }

    /// What a kill cut off may have happened; what changes nothing did not.
    pub(crate) async fn end_cut_off_calls(&self) {
        if let Err(error) = self.try_end_cut_off().await {
            tracing::warn!(error.message = %error, "calls that were cut off were not looked at");
        }
    }

    async fn try_end_cut_off(&self) -> Result<()> {
        let open = CallsOf {
            kind: Some(CallKind::Action),
            state: Some(State::Running),
            by_runs: Some(false),
            ..CallsOf::default()
        };
        for call in self.0.ledger.calls(open, usize::MAX).await? {
            let store_id = call.asked.store_id.ok_or(Error::NotFound("store"))?;
            let (app, _) = self.app_and_store(id(store_id)).await?;
            self.0
                .ledger
                .end_call(call.id, cut_off(&app, &call, self.now()))
                .await?;
        }
        Ok(())
    }
}

fn cut_off(app: &App, call: &Call, now: i64) -> CallEnd {
    let harmless = call.asked.method == "GET" || is_harmless_twice(app, call);
    let problem = Error::Api(ApiError::Timeout).problem_for(app.kind);
    CallEnd {
        state: match harmless {
            true => State::Failed,
            false => State::Unknown,
        },
        ended_at: now,
        status: None,
        answer: None,
        too_large: false,
        items: None,
        problem: Some(words::keep("cut_off", &problem)),
    }
}

fn is_harmless_twice(app: &App, call: &Call) -> bool {
    let Ok(connector) = connector_of(app) else {
        return false;
    };
    let asked = &call.asked;
    let (path, _) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
    let request = Request {
        method: asked.method.clone(),
        path: path.to_owned(),
        query: Vec::new(),
        body: None,
    };
    let action = connector.action(&asked.action);
    action.is_some_and(|action| connector.is_harmless_twice(action, &request))
}

fn state(state: CallState) -> State {
    match state {
        CallState::Running => State::Running,
        CallState::Done => State::Done,
        CallState::Failed => State::Failed,
        CallState::Unknown => State::Unknown,
    }
}
