//! The tray of Linux desktops: freedesktop's StatusNotifierItem. Where nobody watches for such items
//! (GNOME without its extension) an icon would be nowhere, so that is looked at first.

use std::time::Duration;

use ksni::menu::StandardItem;
use ksni::{Handle, MenuItem, ToolTip, TrayMethods};
use patchbay_core::Wish;
use tauri::image::Image;
use tauri::{AppHandle, Runtime};
use tokio::time::timeout;
use zbus::{Connection, Proxy};

use super::NAME;
use crate::shell::{closing, window};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";

/// How long the desktop may take: one that hangs is one without a tray.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether the desktop shows a tray at this moment.
pub async fn is_there() -> bool {
    let looked = timeout(PATIENCE, looked()).await;
    looked.is_ok_and(|found| found.unwrap_or(false))
}

async fn looked() -> zbus::Result<bool> {
    let bus = Connection::session().await?;
    let watcher = Proxy::new(&bus, WATCHER, WATCHER_PATH, WATCHER).await?;
    watcher.get_property("IsStatusNotifierHostRegistered").await
}

/// The icon in the tray.
pub struct Icon<R: Runtime>(Handle<Item<R>>);

impl<R: Runtime> Icon<R> {
    /// Shows it; `None` where there is no tray.
    pub async fn show(app: &AppHandle<R>, words: &str) -> Option<Self> {
        let item = Item {
            app: app.clone(),
            words: words.to_owned(),
        };
        match timeout(PATIENCE, item.spawn()).await {
            Ok(Ok(handle)) => Some(Self(handle)),
            Ok(Err(why)) => {
                tracing::warn!(%why, "no tray");
                None
            }
            Err(_) => None,
        }
    }

    /// Says something else.
    pub async fn say(&self, words: &str) {
        let words = words.to_owned();
        let _gone = timeout(PATIENCE, self.0.update(|item| item.words = words)).await;
    }

    /// Takes it away.
    pub async fn remove(self) {
        let _gone = timeout(PATIENCE, self.0.shutdown()).await;
    }
}

struct Item<R: Runtime> {
    app: AppHandle<R>,
    words: String,
}

impl<R: Runtime> ksni::Tray for Item<R> {
    fn id(&self) -> String {
        env!("CARGO_PKG_NAME").into()
    }

    fn title(&self) -> String {
        NAME.into()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: NAME.into(),
            description: self.words.clone(),
            ..ToolTip::default()
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.app
            .default_window_icon()
            .map(pixmap)
            .into_iter()
            .collect()
    }

    fn activate(&mut self, _: i32, _: i32) {
        window::show(&self.app);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let state = StandardItem {
            label: self.words.clone(),
            enabled: false,
            ..StandardItem::default()
        };
        vec![
            item("Open Patchbay", |item| window::show(&item.app)),
            state.into(),
            MenuItem::Separator,
            item("Quit", |item| closing::wish(&item.app, Wish::Quit)),
        ]
    }

    /// The desktop lost its tray: the icon is nowhere, so the window comes back.
    fn watcher_offline(&self, _: ksni::OfflineReason) -> bool {
        window::show(&self.app);
        true
    }
}

fn item<R: Runtime>(
    label: &str,
    does: impl Fn(&mut Item<R>) + Send + 'static,
) -> MenuItem<Item<R>> {
    let item = StandardItem {
        label: label.into(),
        activate: Box::new(does),
        ..StandardItem::default()
    };
    item.into()
}

/// ARGB instead of RGBA.
fn pixmap(image: &Image<'_>) -> ksni::Icon {
    let mut data = image.rgba().to_vec();
    data.chunks_exact_mut(4)
        .for_each(|pixel| pixel.rotate_right(1));
    let side = |length: u32| i32::try_from(length).unwrap_or_default();
    ksni::Icon {
        width: side(image.width()),
        height: side(image.height()),
        data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_comes_first_in_a_pixmap() {
        let icon = pixmap(&Image::new(&[1, 2, 3, 255, 4, 5, 6, 0], 2, 1));
        assert_eq!((icon.width, icon.height), (2, 1));
        assert_eq!(icon.data, [255, 1, 2, 3, 0, 4, 5, 6]);
    }
}
