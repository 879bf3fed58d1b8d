//! What an event is about, as far as it can be fetched.

use patchbay_connector::{Fetch, Resource, SubjectIds, Trigger};
use patchbay_ledger::{App, EventRow, Store};

use crate::error::{Error, Result};
use crate::feed::ids;
use crate::patchbay::{Patchbay, connector_of, id};

/// An event with the resource that it can be looked at.
pub(super) struct Subject {
    pub row: EventRow,
    pub app: App,
    pub store: Store,
    pub trigger: &'static Trigger,
    pub fetch: &'static Fetch,
    pub resource: &'static Resource,
    pub ids: SubjectIds,
}

impl Subject {
    /// The kind of resource and its id.
    pub fn key(&self) -> (String, String) {
        let id = self.fetch.id_of(&self.ids);
        (self.resource.id.clone(), id.to_owned())
    }

    /// The request as it is shown.
    pub fn request(&self) -> String {
        format!("GET {}", self.fetch.shown_for(&self.ids))
    }
}

impl Patchbay {
    /// What an event is about.
    pub(super) async fn subject(&self, row: EventRow) -> Result<Subject> {
        let app = self.ledger_app(id(row.app_id)).await?;
        let store = self.ledger_store(row.store_id).await?;
        let fetched = fetched(&app, &row).ok_or(Error::NotFound("resource"))?;
        Ok(Subject {
            ids: ids(&row),
            row,
            app,
            store,
            trigger: fetched.trigger,
            fetch: fetched.fetch,
            resource: fetched.resource,
        })
    }
}

/// What can be looked at of an event.
pub(super) struct Fetched {
    pub trigger: &'static Trigger,
    pub fetch: &'static Fetch,
    pub resource: &'static Resource,
}

impl Fetched {
    /// The kind of resource and its id.
    pub fn key(&self, ids: &SubjectIds) -> (String, String) {
        (self.resource.id.clone(), self.fetch.id_of(ids).to_owned())
    }
}

/// How the resource of an app's event is fetched, and what it is.
pub(super) fn fetched(app: &App, row: &EventRow) -> Option<Fetched> {
    let connector = connector_of(app).ok()?;
    let trigger = connector.trigger(row.trigger.as_deref()?)?;
    let fetch = trigger.fetch.as_ref()?;
    let resource = connector.resource(&fetch.resource)?;
    (!row.resource_id.is_empty()).then_some(Fetched {
        trigger,
        fetch,
        resource,
    })
}
