//! The tray of Windows and macOS, which both always have one.

use patchbay_core::Wish;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Runtime};

use super::NAME;
use crate::shell::{closing, window};

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Whether the desktop shows a tray.
pub async fn is_there() -> bool {
    true
}

/// The icon in the tray, with the line of its menu that says how things are.
pub struct Icon<R: Runtime> {
    icon: TrayIcon<R>,
    state: MenuItem<R>,
}

impl<R: Runtime> Icon<R> {
    /// Shows it; `None` where the system does not.
    pub async fn show(app: &AppHandle<R>, words: &str) -> Option<Self> {
        let shown = build(app, words);
        let kept = shown.inspect_err(|why| tracing::warn!(%why, "no tray"));
        kept.ok()
    }

    /// Says something else.
    pub async fn say(&self, words: &str) {
        let _gone = self.state.set_text(words);
        let _gone = self.icon.set_tooltip(Some(words));
    }

    /// Takes it away.
    pub async fn remove(self) {
        let _gone = self.icon.app_handle().remove_tray_by_id(self.icon.id());
    }
}

fn build<R: Runtime>(app: &AppHandle<R>, words: &str) -> tauri::Result<Icon<R>> {
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
    let mut icon = TrayIconBuilder::with_id(NAME)
        .tooltip(words)
        .menu(&menu)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()));
    if let Some(image) = app.default_window_icon() {
        icon = icon.icon(image.clone());
    }
    let icon = icon.build(app)?;
    Ok(Icon { icon, state })
}

fn chosen<R: Runtime>(app: &AppHandle<R>, item: &str) {
    match item {
        OPEN => window::show(app),
        QUIT => closing::wish(app, Wish::Quit),
        _ => {}
    }
}
