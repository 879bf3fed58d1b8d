//! What belongs to the desktop: the window, the tray, notifications, the clipboard, the system browser,
//! file dialogs.

mod clipboard;
mod closing;
pub mod desktop;
#[cfg(target_os = "linux")]
pub mod drawing;
mod files;
mod links;
pub mod notifications;
mod tray;
pub mod window;

pub use tray::Tray;
