//! `GET /practice/deliveries`: finished attempts, oldest first, and what still waits.

use axum::extract::{Query, State};
use axum::response::Json;
use serde::{Deserialize, Serialize};

use crate::Practice;
use crate::model::{Attempt, Pending, World};

/// What to leave in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    store: Option<String>,
    hook: Option<u64>,
    message: Option<String>,
    scope: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Deliveries {
    attempts: Vec<Attempt>,
    waiting: Vec<Pending>,
}

pub(super) async fn list(
    State(practice): State<Practice>,
    Query(filter): Query<Filter>,
) -> Json<Deliveries> {
    Json(practice.read(|world| deliveries(world, &filter)))
}

fn deliveries(world: &World, filter: &Filter) -> Deliveries {
    let attempts = world.attempts.iter().filter(|attempt| {
        filter.passes(
            &attempt.store,
            attempt.hook_id,
            &attempt.message_id,
            &attempt.scope,
        )
    });
    let waiting = world.queue.iter().filter(|pending| {
        filter.passes(
            &pending.store,
            pending.hook_id,
            &pending.message_id,
            &pending.scope,
        )
    });
    Deliveries {
        attempts: attempts.cloned().collect(),
        waiting: waiting.cloned().collect(),
    }
}

impl Filter {
    fn passes(&self, store: &str, hook: u64, message: &str, scope: &str) -> bool {
        self.store.as_deref().is_none_or(|wanted| wanted == store)
            && self.hook.is_none_or(|wanted| wanted == hook)
            && self
                .message
                .as_deref()
                .is_none_or(|wanted| wanted == message)
            && self.scope.as_deref().is_none_or(|wanted| wanted == scope)
    }
}
