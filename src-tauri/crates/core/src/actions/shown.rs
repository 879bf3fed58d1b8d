//! Calls as the page shows them.

use patchbay_connector::{Action, Connector};
use patchbay_ledger::{App, Call, CallSettled as Settled, CallState as State, Store};
use serde_json::Value;

use crate::error::Result;
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{CallRow, CallSettled, CallState, CallView, Millis};
use crate::words;

impl Patchbay {
    pub(super) async fn call_view(&self, app: &App, store: &Store, call: Call) -> Result<CallView> {
        let connector = connector_of(app)?;
        let action = connector.action(&call.asked.action);
        let body: Option<Value> = json(call.asked.body.as_deref());
        let asked = (&*call.asked.method, &*call.asked.path, body.as_ref());
        let end = call.end.as_ref();
        let unknown = end.is_some_and(|end| end.state == State::Unknown);
        let finds = action.is_some_and(|action| action.repeat.find().is_some());
        Ok(CallView {
            row: row(connector, store, &call),
            connector: connector.id.clone(),
            input: call.asked.input.clone(),
            request: self.shown_request(app, store, asked).await,
            answer: end.and_then(|end| pretty(end.answer.as_deref())),
            items: end.and_then(|end| end.items).map(words::count),
            too_large: end.is_some_and(|end| end.too_large),
            problem: end.and_then(|end| end.problem.as_ref()).map(words::kept),
            can_look: unknown && finds,
            settled: call.settled.map(settled),
            repeats: call.asked.repeats.map(id),
        })
    }
}

pub(super) fn row(connector: &Connector, store: &Store, call: &Call) -> CallRow {
    let action = connector.action(&call.asked.action);
    let end = call.end.as_ref();
    CallRow {
        id: id(call.id),
        action: call.asked.action.clone(),
        name: action.map_or_else(|| call.asked.action.clone(), |it| it.name.clone()),
        store_id: id(store.id),
        store: words::store_name(store),
        call: format!("{} {}", call.asked.method, call.asked.path),
        at: Millis(call.asked.began_at),
        took_ms: end.map(|end| words::count(end.ended_at - call.asked.began_at)),
        state: state(call),
        status: end.and_then(|end| end.status),
        words: sentence(action, call),
    }
}

/// How a call stands.
pub(crate) fn state(call: &Call) -> CallState {
    match call.end.as_ref().map_or(State::Running, |end| end.state) {
        State::Running => CallState::Running,
        State::Done => CallState::Done,
        State::Failed => CallState::Failed,
        State::Unknown => CallState::Unknown,
    }
}

fn settled(settled: Settled) -> CallSettled {
    match settled {
        Settled::Happened => CallSettled::Happened,
        Settled::DidNot => CallSettled::DidNot,
    }
}

/// What came of it.
fn sentence(action: Option<&Action>, call: &Call) -> String {
    let Some(end) = &call.end else {
        return "Under way".into();
    };
    let problem = || end.problem.as_ref().map(|it| words::kept(it).title);
    match (end.state, call.settled, end.items) {
        (State::Running, ..) => "Under way".into(),
        (State::Done, _, Some(0)) => "Nothing found".into(),
        (State::Done, _, Some(items)) => words::counted(words::count(items) as usize, "item"),
        (State::Done, _, None) if end.status == Some(404) => absent(action),
        (State::Done, _, None) => "Done".into(),
        (State::Failed, ..) => problem().unwrap_or_else(|| "Nothing happened".into()),
        (State::Unknown, None, _) => "It may have happened".into(),
        (State::Unknown, Some(Settled::Happened), _) => "It happened, you said".into(),
        (State::Unknown, Some(Settled::DidNot), _) => "It did not happen, you said".into(),
    }
}

fn absent(action: Option<&Action>) -> String {
    let told = action.and_then(|action| action.absent.clone());
    told.unwrap_or_else(|| "Not there".into())
}

fn json(text: Option<&str>) -> Option<Value> {
    serde_json::from_str(text?).ok()
}

fn pretty(text: Option<&str>) -> Option<String> {
    serde_json::to_string_pretty(&json(text)?).ok()
}
