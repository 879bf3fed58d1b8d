use patchbay_core::{Error, Page};
use tauri::State;

use super::Session;
use super::error::Answer;
use super::session::Desktop;

/// Opens one of the pages we know in the system browser.
#[tauri::command]
#[specta::specta]
pub async fn open_page(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    page: Page,
) -> Answer<()> {
    let address = session.patchbay()?.page_address(page).await?;
    Ok(desktop.open(&address)?)
}

/// Lets the user choose a file that is to be named by its path: a key, a program. Nothing of it is
/// read.
#[tauri::command]
#[specta::specta]
pub async fn choose_path(desktop: State<'_, Box<dyn Desktop>>) -> Answer<Option<String>> {
    let chosen = desktop.choose_file(&[]).await;
    Ok(chosen.map(|path| path.display().to_string()))
}

/// Puts text on the clipboard.
#[tauri::command]
#[specta::specta]
pub fn copy_text(desktop: State<'_, Box<dyn Desktop>>, text: String) -> Answer<()> {
    const LIMIT: usize = 16 << 20;
    if text.len() > LIMIT {
        return Err(Error::Internal("that is too much for the clipboard".into()).into());
    }
    Ok(desktop.copy(&text)?)
}

/// Whether the desktop shows a tray.
#[tauri::command]
#[specta::specta]
pub async fn has_tray(desktop: State<'_, Box<dyn Desktop>>) -> Answer<bool> {
    Ok(desktop.has_tray().await)
}

/// Closes the window and leaves the app in the tray.
#[tauri::command]
#[specta::specta]
pub async fn stay_in_tray(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
) -> Answer<()> {
    desktop.stay_in_tray().await?;
    session.patchbay()?.stay();
    Ok(())
}

/// Ends the app, unless the user is to be asked first.
#[tauri::command]
#[specta::specta]
pub fn wish_to_quit(desktop: State<'_, Box<dyn Desktop>>) {
    desktop.wish_to_quit();
}

/// Ends the app.
#[tauri::command]
#[specta::specta]
pub fn quit_app(desktop: State<'_, Box<dyn Desktop>>) {
    desktop.quit();
}
