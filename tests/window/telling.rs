//! The desktop's notification service, as freedesktop has it, and what the app tells by it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use fantoccini::Locator;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, connection, interface};

use crate::desk::Desk;
use crate::path::set_up;
use crate::stores::{DOWN, drive, focus_list};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
const PATIENCE: Duration = Duration::from_secs(20);

/// What was shown, by its id less one.
type Shown = Arc<Mutex<Vec<String>>>;

/// A notification service, for as long as it lives.
struct Service {
    bus: Connection,
    shown: Shown,
}

struct Notifications(Shown);

#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[allow(clippy::too_many_arguments, reason = "so it is specified")]
    fn notify(
        &self,
        _app_name: &str,
        _replaces_id: u32,
        _app_icon: &str,
        summary: &str,
        _body: &str,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        assert_eq!(actions, ["default", "Open"]);
        let mut shown = self.0.lock().unwrap();
        shown.push(summary.to_owned());
        u32::try_from(shown.len()).unwrap()
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".into(), "body".into()]
    }

    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("test", "Patchbay", "1", "1.2")
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, key: &str) -> zbus::Result<()>;
}

impl Service {
    async fn start() -> Self {
        let shown = Shown::default();
        let bus = connection::Builder::session()
            .unwrap()
            .serve_at(PATH, Notifications(Arc::clone(&shown)))
            .unwrap()
            .name(NAME)
            .unwrap();
        Self {
            bus: bus.build().await.unwrap(),
            shown,
        }
    }

    /// Waits until this is shown, and opens it.
    async fn open(&self, summary: &str) {
        let deadline = Instant::now() + PATIENCE;
        let at = loop {
            let shown = self.shown.lock().unwrap().clone();
            if let Some(at) = shown.iter().position(|one| one == summary) {
                break at;
            }
            assert!(
                Instant::now() < deadline,
                "{summary} is not among {shown:?}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        let emitter = SignalEmitter::new(&self.bus, PATH).unwrap();
        let id = u32::try_from(at + 1).unwrap();
        Notifications::action_invoked(&emitter, id, "default")
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_leaves_is_told_and_shown() {
    let desk = Desk::open(&[]).await;
    let (client_id, _) = set_up(&desk).await;
    let app = &desk.app;
    app.press("Preferences").await;
    app.titled("Preferences").await;
    app.press("Show one").await;
    app.see("This desktop shows no notifications").await;
    let service = Service::start().await;
    app.press("Show one").await;
    app.gone("This desktop shows no notifications").await;
    app.press("Catalog").await;
    service.open("Patchbay reaches you here").await;
    app.titled("Preferences").await;
    app.click(Locator::Css(
        "[role='switch'][aria-label='A store disconnects']",
    ))
    .await;
    app.click(Locator::Css("[role='switch'][aria-label='Quiet hours']"))
        .await;
    app.find("select[aria-label='Quiet until']").await;
    app.picture("notifications").await;
    app.accessible("the preferences").await;
    app.click(Locator::Css("[role='switch'][aria-label='Quiet hours']"))
        .await;
    app.find("[role='switch'][aria-label='Quiet hours'][aria-checked='false']")
        .await;

    drive(&desk, "revoke", &client_id).await;
    app.press("Stores").await;
    app.see("Harbour Coffee Roasters").await;
    focus_list(&desk).await;
    app.keys(DOWN).await;
    app.keys(" ").await;
    app.press("Check health").await;
    app.press("Catalog").await;
    service
        .open("Harbour Coffee Roasters is disconnected")
        .await;
    app.titled("Harbour Coffee Roasters").await;
    app.picture("store-disconnected").await;
    app.accessible("a store that is disconnected").await;
    desk.close().await;
}
