//! What belongs to the desktop: the window, the clipboard, the system browser.

mod clipboard;
pub mod desktop;
mod links;
pub mod window;
