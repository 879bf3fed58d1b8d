//! The desktop's part of the tray, as freedesktop's StatusNotifierItem has it: who wants an icon
//! registers it, and what is clicked is called on it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use zbus::fdo;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, Proxy, connection, interface};

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const PATIENCE: Duration = Duration::from_secs(20);

/// A tray, for as long as it lives.
pub struct Tray {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

struct Watcher(Arc<Mutex<Vec<String>>>);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: &str) {
        self.0.lock().unwrap().push(service.to_owned());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Tray {
    /// Puts one on the desktop.
    pub async fn open() -> Self {
        let items = Arc::default();
        let bus = connection::Builder::session()
            .unwrap()
            .serve_at(PATH, Watcher(Arc::clone(&items)))
            .unwrap()
            .name(NAME)
            .unwrap();
        Self {
            bus: bus.build().await.unwrap(),
            items,
        }
    }

    /// Waits for an icon that says this when the pointer is on it.
    pub async fn says(&self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let tip = self.tip().await.unwrap_or_default();
            if tip.contains(words) {
                return;
            }
            assert!(Instant::now() < deadline, "the icon says “{tip}”");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks the icon.
    pub async fn click(&self) {
        let item = self.item("/StatusNotifierItem", "org.kde.StatusNotifierItem");
        let item = item.await.unwrap();
        item.call::<_, _, ()>("Activate", &(0, 0)).await.unwrap();
    }

    /// Chooses from the icon's menu.
    pub async fn choose(&self, label: &str) {
        let menu = self
            .item("/MenuBar", "com.canonical.dbusmenu")
            .await
            .unwrap();
        let id = *self
            .menu(&menu)
            .await
            .get(label)
            .expect("it is in the menu");
        let event = (id, "clicked", Value::from(0), 0_u32);
        menu.call::<_, _, ()>("Event", &event).await.unwrap();
    }

    async fn menu(&self, menu: &Proxy<'_>) -> HashMap<String, i32> {
        type Item = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let wanted = (0, 1, Vec::<&str>::new());
        let (_, layout): (u32, Item) = menu.call("GetLayout", &wanted).await.unwrap();
        let label = |item: OwnedValue| {
            let (id, all, _) = Item::try_from(item).ok()?;
            Some((String::try_from(all.get("label")?.clone()).ok()?, id))
        };
        layout.2.into_iter().filter_map(label).collect()
    }

    async fn tip(&self) -> fdo::Result<String> {
        type Tip = (String, Vec<(i32, i32, Vec<u8>)>, String, String);
        let item = self.item("/StatusNotifierItem", "org.kde.StatusNotifierItem");
        let tip: Tip = item.await?.get_property("ToolTip").await?;
        Ok(tip.3)
    }

    async fn item(&self, path: &'static str, interface: &'static str) -> fdo::Result<Proxy<'_>> {
        let last = self.items.lock().unwrap().last().cloned();
        let service = last.ok_or_else(|| fdo::Error::Failed("no icon".into()))?;
        Ok(Proxy::new(&self.bus, service, path, interface).await?)
    }
}
