//! Asks the user for files, in the system's own dialogs. The page names no path and is granted no
//! dialog: it asks for what is to be done, and Rust asks where.

use std::path::PathBuf;

use patchbay_core::FileKind;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

/// A file whose text answers in the place of a dialog: a path, a folder in which the suggested name
/// is kept, or nothing for a dialog that was cancelled. Debug builds only.
#[cfg(debug_assertions)]
const DIALOG_FILE: &str = "PATCHBAY_DIALOG_FILE";

/// Asks where a new file goes. The dialog itself asks before a file that is there is replaced.
pub async fn choose_target<R: Runtime>(
    app: &AppHandle<R>,
    suggested: &str,
    kinds: &[FileKind],
) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(file) = std::env::var_os(DIALOG_FILE) {
        return answered(&PathBuf::from(file), suggested);
    }
    let (chosen, choice) = oneshot::channel();
    dialog(app, kinds)
        .set_file_name(suggested)
        .save_file(move |path| drop(chosen.send(path)));
    let target = path_of(choice.await.ok())?;
    Some(with_ending(target, kinds))
}

/// Asks for a file that is there.
pub async fn choose_file<R: Runtime>(app: &AppHandle<R>, kinds: &[FileKind]) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(file) = std::env::var_os(DIALOG_FILE) {
        return answered(&PathBuf::from(file), "");
    }
    let (chosen, choice) = oneshot::channel();
    dialog(app, kinds).pick_file(move |path| drop(chosen.send(path)));
    path_of(choice.await.ok())
}

fn dialog<R: Runtime>(app: &AppHandle<R>, kinds: &[FileKind]) -> FileDialogBuilder<R> {
    let mut dialog = app.dialog().file();
    if let Some(window) = app.webview_windows().values().next() {
        dialog = dialog.set_parent(window);
    }
    let places = app.path();
    if let Ok(folder) = places.document_dir().or_else(|_| places.home_dir()) {
        dialog = dialog.set_directory(folder);
    }
    kinds.iter().fold(dialog, |dialog, kind| {
        dialog.add_filter(kind.name, kind.endings)
    })
}

fn path_of(choice: Option<Option<FilePath>>) -> Option<PathBuf> {
    choice.flatten()?.into_path().ok()
}

/// Gives a name without an ending the one of its kind, unless a file has that name already: nobody
/// was asked whether to replace it.
fn with_ending(target: PathBuf, kinds: &[FileKind]) -> PathBuf {
    let ending = kinds.first().and_then(|kind| kind.endings.first());
    match ending {
        Some(ending) if target.extension().is_none() => {
            let named = target.with_extension(ending);
            if named.exists() { target } else { named }
        }
        _ => target,
    }
}

#[cfg(debug_assertions)]
fn answered(file: &std::path::Path, suggested: &str) -> Option<PathBuf> {
    let answer = std::fs::read_to_string(file).ok()?;
    let path = PathBuf::from(answer.trim());
    match path.is_dir() {
        true => Some(path.join(suggested)),
        false => Some(path).filter(|path| !path.as_os_str().is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const KINDS: &[FileKind] = &[FileKind {
        name: "Lines",
        endings: &["ndjson", "jsonl"],
    }];

    #[test]
    fn a_bare_name_gets_the_ending_of_its_kind() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| with_ending(folder.path().join(name), KINDS);
        assert_eq!(of("orders"), folder.path().join("orders.ndjson"));
        assert_eq!(of("orders.txt"), folder.path().join("orders.txt"));
    }

    #[test]
    fn a_file_that_nobody_was_asked_about_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("orders.ndjson"), "").unwrap();
        let target = with_ending(folder.path().join("orders"), KINDS);
        assert_eq!(target, folder.path().join("orders"));
    }

    #[test]
    fn a_test_answers_with_a_path_a_folder_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answer");
        let answer = |text: &str| {
            fs::write(&file, text).unwrap();
            answered(&file, "orders.csv")
        };
        assert_eq!(answer("/a/b.csv\n"), Some("/a/b.csv".into()));
        let inside = folder.path().to_string_lossy().into_owned();
        assert_eq!(answer(&inside), Some(folder.path().join("orders.csv")));
        assert_eq!(answer(""), None);
    }
}
