//! What an event is about, as far as it can be fetched.

use patchbay_connector::{Resource, SubjectIds, Trigger};
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
    pub resource: &'static Resource,
    pub ids: SubjectIds,
}

impl Subject {
    /// The kind of resource and its id.
    pub fn key(&self) -> (String, String) {
        let id = self.trigger.fetched_id(&self.ids);
        (self.resource.id.clone(), id.to_owned())
    }

    /// The path that fetches it.
    pub fn path(&self) -> String {
        self.trigger.fetch_path(&self.ids)
    }

    /// The request as it is shown.
    pub fn request(&self) -> String {
        format!("GET {}", self.path())
    }
}

impl Patchbay {
    /// What an event is about.
    pub(super) async fn subject(&self, row: EventRow) -> Result<Subject> {
        let app = self.ledger_app(id(row.app_id)).await?;
        let store = self.ledger_store(row.store_id).await?;
        let (trigger, resource) = fetched(&app, &row).ok_or(Error::NotFound("resource"))?;
        Ok(Subject {
            ids: ids(&row),
            row,
            app,
            store,
            trigger,
            resource,
        })
    }
}

/// How the resource of an app's event is fetched, and what it is.
pub(super) fn fetched(app: &App, row: &EventRow) -> Option<(&'static Trigger, &'static Resource)> {
    let connector = connector_of(app).ok()?;
    let trigger = connector.trigger(row.trigger.as_deref()?)?;
    let resource = connector.resource(&trigger.fetches)?;
    (!row.resource_id.is_empty()).then_some((trigger, resource))
}
