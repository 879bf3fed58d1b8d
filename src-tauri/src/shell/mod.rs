//! What belongs to the desktop: the window, the clipboard, the system browser, file dialogs.

mod clipboard;
pub mod desktop;
#[cfg(target_os = "linux")]
pub mod drawing;
mod files;
mod links;
pub mod window;
