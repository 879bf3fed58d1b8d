//! Wires it all: the folder, logs, core, the window.

use std::path::PathBuf;
use std::process::ExitCode;

use patchbay_core::Setup;
use tauri::async_runtime::{block_on, spawn};
use tauri::{App, AppHandle, Manager, RunEvent, Wry};

use crate::ipc::{self, Desktop, Session};
use crate::options::{Options, home_from_environment};
use crate::shell::desktop::TauriDesktop;
use crate::shell::{Tray, notifications, window};

/// Runs the app until its window closes.
pub fn run(options: Options) -> ExitCode {
    #[cfg(target_os = "linux")]
    crate::shell::drawing::suit();
    let commands = ipc::builder::<Wry>();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::show(app)
        }))
        .plugin(tauri_plugin_dialog::init())
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
    app.manage(Session::new(setup(app, options)?));
    app.manage(Tray::<Wry>::new());
    app.manage::<Box<dyn Desktop>>(Box::new(TauriDesktop::new(app.handle().clone())));
    window::open(app.handle())?;
    let starting = app.handle().clone();
    spawn(async move { starting.state::<Session>().start().await });
    spawn(notifications::follow(app.handle().clone()));
    #[cfg(unix)]
    spawn(end_when_asked(app.handle().clone()));
    Ok(())
}

/// Ends in order when the system does: what is in the tray mostly ends that way.
#[cfg(unix)]
async fn end_when_asked(app: AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    if let Ok(mut asked) = signal(SignalKind::terminate()) {
        asked.recv().await;
        app.exit(0);
    }
}

fn setup(app: &App, options: &Options) -> tauri::Result<Setup> {
    let moved = home_from_environment();
    let is_moved = moved.is_some();
    Ok(Setup {
        folder: moved.map_or_else(|| app.path().app_data_dir(), Ok::<PathBuf, _>)?,
        moved: is_moved,
        port: options.port,
        practice_port: options.practice_port,
        practice_asked: options.practice,
        executable: std::env::current_exe().unwrap_or_default(),
        version: app.package_info().version.to_string(),
    })
}

fn on_event(app: &AppHandle, event: RunEvent) {
    #[cfg(target_os = "macos")]
    if let RunEvent::Reopen { .. } = event {
        window::show(app);
    }
    if let (RunEvent::Exit, Some(session)) = (event, app.try_state::<Session>()) {
        block_on(session.stop());
    }
}

#[allow(clippy::print_stderr)]
fn no_window(why: &tauri::Error) -> ExitCode {
    eprintln!("Patchbay could not open its window: {why}");
    ExitCode::FAILURE
}
