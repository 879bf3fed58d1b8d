//! What the page may do while the ledger cannot be opened.

use patchbay_core::BACKUPS;
use patchbay_core::view::{ContentsView, Startup};
use tauri::State;

use super::Session;
use super::error::Answer;
use super::session::Desktop;

/// Reads a backup in the data folder, by its file name, or one that is asked for, and says what it
/// holds; nothing when none was chosen.
#[tauri::command]
#[specta::specta]
pub async fn look_at_rescue(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    name: Option<String>,
) -> Answer<Option<ContentsView>> {
    let rescue = session.rescue()?;
    if let Some(name) = name {
        return Ok(Some(rescue.look_at_kept(&name).await?));
    }
    match desktop.choose_file(BACKUPS).await {
        Some(file) => Ok(Some(rescue.look_at(file).await?)),
        None => Ok(None),
    }
}

/// Puts the backup that was looked at in the ledger's place, or an empty ledger, and starts.
#[tauri::command]
#[specta::specta]
pub async fn rescue_ledger(session: State<'_, Session>, with_backup: bool) -> Answer<Startup> {
    let rescue = session.rescue()?;
    match with_backup {
        true => rescue.put_backup().await?,
        false => rescue.put_nothing().await?,
    }
    Ok(session.start().await)
}
