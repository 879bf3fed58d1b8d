//! The one window. It shows our page and nothing else: no navigation away, no second window.

use tauri::async_runtime::spawn;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use super::closing;
use super::tray::Tray;
use crate::ipc::Session;

const LABEL: &str = "main";

/// Opens the window.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Patchbay")
        .inner_size(1200.0, 800.0)
        .min_inner_size(800.0, 560.0)
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(|window, load| page_loads(&window, load.event()))
        .build()?;
    let app = app.clone();
    window.on_window_event(move |event| closing::on_event(&app, event));
    Ok(())
}

/// Brings the window to the front, from the tray too: for somebody who started the app a second time,
/// or is asked something.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
    let app = app.clone();
    spawn(async move { app.state::<Tray<R>>().remove().await });
}

/// Takes the window from the desktop; the page goes on.
pub fn hide<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.hide();
    }
}

/// A page that begins ends what the one before it watched: nobody listens any more.
fn page_loads<R: Runtime>(window: &WebviewWindow<R>, event: PageLoadEvent) {
    if let (PageLoadEvent::Started, Some(session)) = (event, window.try_state::<Session>())
        && let Ok(patchbay) = session.patchbay()
    {
        patchbay.unwatch_all();
    }
}

fn is_ours(url: &Url) -> bool {
    let page = url.scheme() == "tauri" && url.host_str() == Some("localhost");
    let windows_page = url.scheme() == "http" && url.host_str() == Some("tauri.localhost");
    page || windows_page || url.scheme() == "isolation" || is_dev_server(url)
}

fn is_dev_server(url: &Url) -> bool {
    cfg!(debug_assertions)
        && url.scheme() == "http"
        && url.host_str() == Some("127.0.0.1")
        && url.port() == Some(5173)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_our_page() {
        let stays = |address: &str| is_ours(&address.parse().unwrap());
        assert!(stays("tauri://localhost/"));
        assert!(!stays("https://example.com/"));
        assert!(!stays("tauri://elsewhere/"));
        assert!(
            !stays("http://127.0.0.1:47810/"),
            "the practice portal opens in the browser"
        );
    }
}
