//! The tray of Windows and macOS, which both always have one. The icon is made once and hidden after
//! that: its menu is heard by the whole app, for good.

use patchbay_core::Wish;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Runtime};

use super::NAME;
use crate::shell::{closing, window};

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// The line of the menu that says how things are.
struct State<R: Runtime>(MenuItem<R>);

/// Whether the desktop shows a tray.
#[allow(clippy::unused_async)]
pub async fn is_there() -> bool {
    true
}

/// The icon in the tray.
pub struct Icon<R: Runtime>(AppHandle<R>);

#[allow(clippy::unused_async)]
impl<R: Runtime> Icon<R> {
    /// Shows it; `None` where the system does not.
    pub async fn show(app: &AppHandle<R>, words: &str) -> Option<Self> {
        let shown = match app.tray_by_id(NAME) {
            Some(icon) => icon.set_visible(true),
            None => build(app, words).map(drop),
        };
        if let Err(why) = shown {
            tracing::warn!(%why, "no tray");
            return None;
        }
        let icon = Self(app.clone());
        icon.say(words).await;
        Some(icon)
    }

    /// Says something else.
    pub async fn say(&self, words: &str) {
        if let Some(state) = self.0.try_state::<State<R>>() {
            let _gone = state.0.set_text(words);
        }
        if let Some(icon) = self.0.tray_by_id(NAME) {
            let _gone = icon.set_tooltip(Some(words));
        }
    }

    /// Takes it away.
    pub async fn remove(self) {
        if let Some(icon) = self.0.tray_by_id(NAME) {
            let _gone = icon.set_visible(false);
        }
    }
}

fn build<R: Runtime>(app: &AppHandle<R>, words: &str) -> tauri::Result<TrayIcon<R>> {
    let state = MenuItem::new(app, words, false, None::<&str>)?;
    let menu = Menu::with_items(
        app,
        &[
            &MenuItem::with_id(app, OPEN, "Open Patchbay", true, None::<&str>)?,
            &state,
            &PredefinedMenuItem::separator(app)?,
            &MenuItem::with_id(app, QUIT, "Quit", true, None::<&str>)?,
        ],
    )?;
    app.manage(State(state));
    let mut icon = TrayIconBuilder::with_id(NAME)
        .menu(&menu)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()));
    if let Some(image) = app.default_window_icon() {
        icon = icon.icon(image.clone());
    }
    icon.build(app)
}

fn chosen<R: Runtime>(app: &AppHandle<R>, item: &str) {
    match item {
        OPEN => window::show(app),
        QUIT => closing::wish(app, Wish::Quit),
        _ => {}
    }
}
