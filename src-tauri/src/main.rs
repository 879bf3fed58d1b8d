//! The executable: the app, or the practice BigCommerce when called `patchbay practice`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    patchbay_lib::run(std::env::args().skip(1))
}
