use patchbay_core::view::AlertSettings;
use tauri::State;

use super::Session;
use super::error::Answer;
use super::session::Desktop;

/// Of what the desktop tells the user.
#[tauri::command]
#[specta::specta]
pub async fn alert_settings(session: State<'_, Session>) -> Answer<AlertSettings> {
    Ok(session.patchbay()?.alert_settings().await)
}

/// Chooses that.
#[tauri::command]
#[specta::specta]
pub async fn set_alert_settings(
    session: State<'_, Session>,
    settings: AlertSettings,
) -> Answer<AlertSettings> {
    Ok(session.patchbay()?.set_alert_settings(settings).await?)
}

/// Shows what an alert looks like.
#[tauri::command]
#[specta::specta]
pub async fn try_alert(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
) -> Answer<()> {
    let sample = session.patchbay()?.sample_alert();
    Ok(desktop.tell(sample).await?)
}
