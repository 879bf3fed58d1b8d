//! Exceptions in plain words: in the feed, with their event, and on the store's page.

use patchbay_connector::{Connector, ExceptionNames};
use patchbay_ledger::{Exception, Store};

use crate::error::Result;
use crate::feed::trigger_name;
use crate::patchbay::{Patchbay, connector_of, id};
use crate::triggers::state;
use crate::view::{ExceptionView, ExceptionsView, Millis};
use crate::words;

impl Patchbay {
    /// What an event tells of deliveries; nothing where it is a merchant's.
    pub(crate) async fn exception_of(
        &self,
        event_id: i64,
        connector: &Connector,
    ) -> Result<Option<ExceptionView>> {
        let mut found = self.0.ledger.exceptions_of(vec![event_id]).await?;
        let found = found.remove(&event_id);
        Ok(found.map(|exception| view(connector, &exception)))
    }

    /// Whether BigCommerce tells of a store's failed deliveries, and what it told last; nothing where
    /// it never does.
    pub(crate) async fn exceptions_view(&self, store: &Store) -> Result<Option<ExceptionsView>> {
        let app = self.ledger_app(id(store.app_id)).await?;
        let connector = connector_of(&app)?;
        let Some(exceptions) = &connector.exceptions else {
            return Ok(None);
        };
        let hook = self.0.ledger.exception_hook(store.id).await?;
        let last = self.0.ledger.last_exception(store.id).await?;
        let problem = hook.as_ref().and_then(|hook| hook.problem.as_ref());
        Ok(Some(ExceptionsView {
            scope: exceptions.scope.clone(),
            state: state(hook.as_ref()),
            remote_id: hook.as_ref().and_then(|hook| hook.remote_id).map(id),
            problem: problem.map(words::kept),
            last: last.map(|last| view(connector, &last)),
        }))
    }
}

/// What an event with this webhook scope is called, where it is an exception.
pub(crate) fn name(connector: &Connector, scope: &str) -> Option<String> {
    let exceptions = connector.exceptions.as_ref();
    let exceptions = exceptions.filter(|it| it.scope == scope);
    exceptions.map(|it| it.name.clone())
}

/// An exception in one sentence.
pub(crate) fn sentence(connector: &Connector, exception: &Exception) -> String {
    let Some(exceptions) = &connector.exceptions else {
        return String::new();
    };
    let of_hook = || match exception.told.remote_id {
        Some(hook) => format!("the events of hook {hook}"),
        None => "the events of a hook".to_owned(),
    };
    let trigger = exception.trigger.as_deref();
    let trigger = trigger.map_or_else(of_hook, trigger_name);
    let host = exception.destination.as_deref().and_then(host);
    let names = ExceptionNames {
        trigger: &trigger,
        host: host.unwrap_or("the hook’s address"),
    };
    exceptions.sentence(exception.told.code.unwrap_or_default(), names)
}

fn view(connector: &Connector, exception: &Exception) -> ExceptionView {
    let told = &exception.told;
    let exceptions = connector.exceptions.as_ref();
    let meant = exceptions.and_then(|it| it.of(told.code?));
    ExceptionView {
        event_id: id(exception.event_id),
        at: Millis(exception.at),
        words: sentence(connector, exception),
        code: told.code.map(id),
        message: told.message.clone(),
        hook: told.remote_id.map(id),
        trigger: exception.trigger.as_deref().map(trigger_name),
        host: exception
            .destination
            .as_deref()
            .and_then(host)
            .map(str::to_owned),
        means: meant.map_or_else(|| UNKNOWN.to_owned(), |meant| meant.means.clone()),
        remedy: meant.map_or_else(|| LOOK.to_owned(), |meant| meant.remedy.clone()),
        loses: meant.is_none_or(|meant| meant.loses),
    }
}

/// What a code means that is not documented, and what to do about it.
const UNKNOWN: &str = "BigCommerce documents no such code. Its own words stand in the payload.";
const LOOK: &str = "See on the store’s page whether its hooks are active.";

/// The host of a destination.
pub(crate) fn host(destination: &str) -> Option<&str> {
    let (_, rest) = destination.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?;
    Some(authority.split(':').next().unwrap_or(authority))
}
