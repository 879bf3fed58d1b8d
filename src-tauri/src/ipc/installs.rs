use patchbay_core::view::{InstallView, InstallWay};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;
use super::session::Desktop;

/// Opens BigCommerce in the system browser and waits for it to call back.
#[tauri::command]
#[specta::specta]
pub async fn begin_install(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    id: u32,
    way: InstallWay,
) -> Answer<InstallView> {
    let install = session.patchbay()?.begin_install(id, way).await?;
    desktop.open(&install.opened_url)?;
    Ok(install)
}

/// The link a merchant can be sent.
#[tauri::command]
#[specta::specta]
pub async fn install_link(session: State<'_, Session>, id: u32) -> Answer<String> {
    Ok(session.patchbay()?.install_link(id).await?)
}

/// Sends how far the install is, at once and at each change, until it ends.
#[tauri::command]
#[specta::specta]
pub async fn watch_install(
    session: State<'_, Session>,
    id: u32,
    on_install: Channel<InstallView>,
) -> Answer<Option<u32>> {
    Ok(session
        .patchbay()?
        .watch_install(id, move |view| on_install.send(view).is_ok()))
}

/// Stops waiting.
#[tauri::command]
#[specta::specta]
pub async fn cancel_install(session: State<'_, Session>, id: u32) -> Answer<()> {
    session.patchbay()?.cancel_install(id);
    Ok(())
}
