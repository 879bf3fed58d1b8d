//! The one handle that pages, endpoints and deliveries share: the world behind a lock that is
//! never held across an await, the clock, the HTTP client, and the two wake-ups.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::config::Tuning;
use crate::model::World;
use crate::server::Addresses;

/// A running practice BigCommerce. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Practice(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    world: Mutex<World>,
    clock: Arc<dyn Clock>,
    http: reqwest::Client,
    tuning: Tuning,
    addresses: Addresses,
    changed: Notify,
    deliveries: Notify,
}

impl Practice {
    /// Puts a world behind its handle.
    pub fn new(
        world: World,
        clock: Arc<dyn Clock>,
        http: reqwest::Client,
        tuning: Tuning,
        addresses: Addresses,
    ) -> Self {
        let (changed, deliveries) = (Notify::new(), Notify::new());
        let world = Mutex::new(world);
        Self(Arc::new(Inner {
            world,
            clock,
            http,
            tuning,
            addresses,
            changed,
            deliveries,
        }))
    }

    /// Changes the world; what `change` leaves is written to disk soon after, and what it queued
    /// is delivered.
    pub fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = change(&mut self.lock());
        self.0.changed.notify_one();
        self.0.deliveries.notify_one();
        result
    }

    /// Looks at the world.
    pub fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock())
    }

    /// Milliseconds since the epoch, by the world's clock.
    pub fn now_ms(&self) -> i64 {
        self.read(|world| world.now_ms)
    }

    /// The client for callbacks and deliveries: follows no redirect, has timeouts.
    pub fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// What tests and users may tune.
    pub fn tuning(&self) -> &Tuning {
        &self.0.tuning
    }

    /// Where this practice BigCommerce is reached.
    pub fn addresses(&self) -> &Addresses {
        &self.0.addresses
    }

    /// Resolves when the world changed since it last resolved: for the one that persists it.
    pub async fn changed(&self) {
        self.0.changed.notified().await;
    }

    /// Resolves when there may be something new to deliver: for the one that delivers.
    pub async fn deliveries(&self) {
        self.0.deliveries.notified().await;
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        let mut world = self.0.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.now_ms = self.0.clock.now_ms() + world.ahead_ms;
        world
    }
}
