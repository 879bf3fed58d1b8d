//! Wires it all: the folder, logs, core, the window.

use std::path::PathBuf;
use std::process::ExitCode;

use patchbay_core::view::Problem;
use patchbay_core::{Patchbay, Setup};
use tauri::{App, AppHandle, Manager, RunEvent, Wry};
use tracing_appender::non_blocking::WorkerGuard;

use crate::ipc::{self, Desktop, Session};
use crate::logs;
use crate::options::{Options, home_from_environment};
use crate::shell::desktop::TauriDesktop;
use crate::shell::window;

/// Keeps the log's writer alive as long as the app.
struct Logs(#[allow(dead_code)] Option<WorkerGuard>);

/// Runs the app until its window closes.
pub fn run(options: Options) -> ExitCode {
    let commands = ipc::builder::<Wry>();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::show(app)
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| set_up(app, &options))
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(why) => no_window(&why),
    }
}

fn set_up(app: &mut App, options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let moved = home_from_environment();
    let folder = match &moved {
        Some(folder) => folder.clone(),
        None => app.path().app_data_dir()?,
    };
    app.manage(start(folder, moved.is_some(), options, app.handle()));
    app.manage::<Box<dyn Desktop>>(Box::new(TauriDesktop::new(app.handle().clone())));
    window::open(app.handle())?;
    Ok(())
}

fn start(folder: PathBuf, moved: bool, options: &Options, app: &AppHandle) -> Session {
    let setup = Setup {
        folder: folder.clone(),
        moved,
        port: options.port,
        practice_port: options.practice_port,
        practice_asked: options.practice,
        executable: std::env::current_exe().unwrap_or_default(),
        version: app.package_info().version.to_string(),
    };
    match tauri::async_runtime::block_on(Patchbay::start(setup)) {
        Ok(patchbay) => {
            app.manage(Logs(logs::start(&folder.join("logs"))));
            tracing::info!(app.home = %folder.display(), "started");
            Session::Ready(patchbay)
        }
        Err(error) => failed(error.problem(), &folder),
    }
}

fn failed(problem: Problem, folder: &std::path::Path) -> Session {
    Session::Failed {
        problem,
        home: folder.display().to_string(),
    }
}

fn on_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Exit = event
        && let Some(Session::Ready(patchbay)) = app.try_state::<Session>().as_deref()
    {
        tauri::async_runtime::block_on(patchbay.stop());
    }
}

#[allow(clippy::print_stderr)]
fn no_window(why: &tauri::Error) -> ExitCode {
    eprintln!("Patchbay could not open its window: {why}");
    ExitCode::FAILURE
}
