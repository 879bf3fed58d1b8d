//! The world as it is on the first start: three stores on two plans, with different goods,
//! customers and currencies, more like the first where more are asked for, and no app yet.

mod catalog;
mod goods;
mod people;
mod stores;

use crate::model::{Account, Counters, FORMAT, World, id};

/// Gives what a world of an earlier version lacks.
pub fn complete(world: &mut World, now_ms: i64) {
    for store in world.stores.values_mut() {
        catalog::furnish(store, now_ms);
    }
}

/// A fresh world with so many stores at `now_ms`, in milliseconds since the epoch.
pub fn world(stores: usize, now_ms: i64) -> World {
    let mut counters = Counters::default();
    let account = Account {
        uuid: id::uuid(),
        email: "owner@practice.example".to_owned(),
    };
    let stores = stores::all(stores, &account.email, &mut counters, now_ms);
    let mut world = World {
        format: FORMAT,
        now_ms,
        ahead_ms: 0,
        counters,
        account,
        apps: Default::default(),
        api_accounts: Default::default(),
        stores: stores
            .into_iter()
            .map(|store| (store.hash.clone(), store))
            .collect(),
        installs: Vec::new(),
        codes: Vec::new(),
        tokens: Default::default(),
        hooks: Default::default(),
        hook_emails: Default::default(),
        queue: Vec::new(),
        attempts: Default::default(),
        callbacks: Default::default(),
        domains: Default::default(),
        calls: Default::default(),
        faults: Default::default(),
    };
    complete(&mut world, now_ms);
    world
}
