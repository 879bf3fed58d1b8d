//! The desktop shell: the only Rust that names `tauri`.
//!
//! It wires what the crates do to one window. Commands (`ipc`) are thin; everything that decides
//! anything lives in `patchbay-core`.

mod app;
pub mod ipc;
mod logs;
mod options;
mod shell;

use std::ffi::OsString;
use std::process::ExitCode;

use patchbay_core::supervise;

/// Runs what the arguments ask for: the app, its version, the practice BigCommerce, or a program
/// that must not outlive the app.
pub fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
    let arguments: Vec<String> = arguments.collect();
    if arguments.first().is_some_and(|first| first == "practice") {
        return patchbay_practice::main(arguments.into_iter().skip(1).map(OsString::from));
    }
    if arguments
        .first()
        .is_some_and(|first| first == supervise::ROLE)
    {
        return supervise::main(arguments.into_iter().skip(1).map(OsString::from));
    }
    match options::Options::parse(&arguments) {
        Ok(options) if options.version => version(),
        Ok(options) => app::run(options),
        Err(message) => usage(&message),
    }
}

#[allow(clippy::print_stdout)]
fn version() -> ExitCode {
    println!("patchbay {}", env!("CARGO_PKG_VERSION"));
    ExitCode::SUCCESS
}

#[allow(clippy::print_stderr)]
fn usage(message: &str) -> ExitCode {
    eprintln!("{message}\n\n{}", options::USAGE);
    ExitCode::from(2)
}
