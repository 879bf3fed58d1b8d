//! Looks at the resources of events: when the user asks for one and, where an app says so, as its
//! events arrive. Each is kept with its event, and says in plain words what became of the resource.

mod kept;
mod look;
mod newest;
mod queue;
mod setting;
mod sight;
mod subject;
mod worker;

use tokio::sync::Notify;

pub(crate) use sight::Sight;

/// What wakes the worker.
#[derive(Debug, Default)]
pub(crate) struct Fetching {
    /// An app began to have resources fetched, or ended it.
    pub woken: Notify,
}
