//! The executable: the app, the practice BigCommerce when called `patchbay practice`, or what ends
//! cloudflared with the app when called `patchbay supervise`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    patchbay_lib::run(std::env::args().skip(1))
}
