//! Making and changing a metafield.

use serde::Deserialize;

use super::{find, seen, shown};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::gate::Caller;
use crate::api::refusal::Refusal;
use crate::api::shape::{Field, Kind, check, may, must};
use crate::commerce::{add_metafield, edit_metafield};
use crate::model::World;
use crate::model::commerce::Metafield;
use crate::model::metafield::PermissionSet;

/// The most metafields of one app on one order.
const MOST: usize = 250;

const PERMISSIONS: &[&str] = &[
    "app_only",
    "read",
    "write",
    "read_and_sf_access",
    "write_and_sf_access",
];

const BODY: &[Field] = &[
    must("permission_set", Kind::Choice(PERMISSIONS)),
    must("namespace", Kind::Text(1, 64)),
    must("key", Kind::Text(1, 64)),
    must("value", Kind::Text(1, 65_535)),
    may("description", Kind::Text(0, 255)),
];

#[derive(Debug, Deserialize)]
struct Wanted {
    permission_set: PermissionSet,
    namespace: String,
    key: String,
    value: String,
    description: Option<String>,
}

/// `POST …/metafields`.
pub(super) fn create(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    order: u64,
) -> Result<Answer, Refusal> {
    let wanted = Wanted::of(call)?;
    free(world, call, caller, (order, None), &wanted)?;
    let own = seen(world, call, caller, order).filter(|one| one.owner == caller.client_id);
    if own.count() >= MOST {
        let why = format!("An order has at most {MOST} metafields of an app.");
        return Err(Refusal::Unprocessable(why));
    }
    let new = Metafield {
        id: 0,
        order_id: order,
        owner: caller.client_id.clone(),
        permission_set: wanted.permission_set,
        namespace: wanted.namespace,
        key: wanted.key,
        value: wanted.value,
        description: wanted.description.unwrap_or_default(),
        created_ms: 0,
        modified_ms: 0,
    };
    let id = add_metafield(world, &call.store, new).ok_or(Refusal::TokenDead)?;
    one(world, call, id)
}

/// `PUT …/metafields/{id}`.
pub(super) fn update(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    order: u64,
    id: &str,
) -> Result<Answer, Refusal> {
    let found = find(world, call, caller, order, id)?;
    if found.owner != caller.client_id && !found.permission_set.writable() {
        return Err(Refusal::ScopeMissing);
    }
    let id = found.id;
    let wanted = Wanted::of(call)?;
    free(world, call, caller, (order, Some(id)), &wanted)?;
    edit_metafield(world, &call.store, id, |known| wanted.apply(known));
    one(world, call, id)
}

impl Wanted {
    fn of(call: &Call) -> Result<Self, Refusal> {
        let body = call.object()?;
        check(call.version, &body, BODY)?;
        Call::read(body)
    }

    fn apply(self, known: &mut Metafield) {
        known.permission_set = self.permission_set;
        known.namespace = self.namespace;
        known.key = self.key;
        known.value = self.value;
        if let Some(description) = self.description {
            known.description = description;
        }
    }
}

/// Passes when the caller has no other metafield of that namespace and key on the order.
fn free(
    world: &World,
    call: &Call,
    caller: &Caller,
    (order, but): (u64, Option<u64>),
    wanted: &Wanted,
) -> Result<(), Refusal> {
    let taken = seen(world, call, caller, order).any(|one| {
        one.owner == caller.client_id
            && Some(one.id) != but
            && one.namespace == wanted.namespace
            && one.key == wanted.key
    });
    if taken {
        let why = "The metafield conflicts with another of the same namespace and key.";
        return Err(Refusal::Conflict(why.to_owned()));
    }
    Ok(())
}

fn one(world: &World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let found = store.commerce.metafields.get(&id);
    found
        .map(|found| Answer::data(shown(found)))
        .ok_or_else(|| Refusal::missing("Metafield"))
}
