//! The boundary between page and app: which commands exist, which are granted, and what a page
//! gets that asks for more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use patchbay_core::{Alert, Error, FileKind, Setup};
use patchbay_lib::ipc::{self, COMMANDS, Desktop, Session};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

struct NoDesktop;

#[async_trait]
impl Desktop for NoDesktop {
    fn open(&self, _: &str) -> Result<(), Error> {
        Err(Error::Browser("no browser here".into()))
    }
    fn copy(&self, _: &str) -> Result<(), Error> {
        Ok(())
    }
    async fn choose_target(&self, _: &str, _: &[FileKind]) -> Option<PathBuf> {
        None
    }
    async fn choose_file(&self, _: &[FileKind]) -> Option<PathBuf> {
        None
    }
    async fn tell(&self, _: Alert) -> Result<(), Error> {
        Err(Error::NoNotifications("no desktop here".into()))
    }
    async fn has_tray(&self) -> bool {
        false
    }
    async fn stay_in_tray(&self) -> Result<(), Error> {
        Ok(())
    }
    fn wish_to_quit(&self) {}
    fn quit(&self) {}
}

#[tauri::command]
fn forbidden_probe() -> &'static str {
    "reached"
}

/// A start from this fails: its folder is a file.
fn in_no_folder() -> Setup {
    Setup {
        folder: env!("CARGO_BIN_EXE_patchbay").into(),
        moved: true,
        port: Some(0),
        practice_port: Some(0),
        practice_asked: false,
        executable: env!("CARGO_BIN_EXE_patchbay").into(),
        version: "0".into(),
    }
}

fn app(label: &str) -> (App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let commands = ipc::builder::<MockRuntime>();
    let ours = commands.invoke_handler();
    let extra: Box<dyn Fn(tauri::ipc::Invoke<MockRuntime>) -> bool + Send + Sync> =
        Box::new(tauri::generate_handler![forbidden_probe]);
    let app = mock_builder()
        .invoke_handler(move |invoke| match invoke.message.command() {
            "forbidden_probe" => extra(invoke),
            _ => ours(invoke),
        })
        .build(tauri::generate_context!("tauri.conf.json"))
        .unwrap();
    app.manage(Session::new(in_no_folder()));
    app.manage::<Box<dyn Desktop>>(Box::new(NoDesktop));
    let window = WebviewWindowBuilder::new(&app, label, WebviewUrl::default())
        .build()
        .unwrap();
    (app, window)
}

fn ask(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    ask_from(window, command, body, "tauri://localhost")
}

fn ask_from(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    body: Value,
    origin: &str,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: origin.parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_string(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn a_granted_command_answers() {
    let (_app, window) = app("main");
    let answer = ask(&window, "startup", json!({})).unwrap();
    assert_eq!(
        answer["kind"], "failed",
        "the session of this test failed to start: {answer}"
    );
}

#[test]
fn a_failure_is_a_code_with_a_remedy() {
    let (_app, window) = app("main");
    let error = ask(&window, "status", json!({})).unwrap_err();
    assert_eq!(error["code"], "internal");
    assert!(
        !error["hint"].as_str().unwrap().is_empty(),
        "every failure says what to do"
    );
}

#[test]
fn a_command_that_no_capability_grants_is_refused() {
    let (_app, window) = app("main");
    let error = ask(&window, "forbidden_probe", json!({})).unwrap_err();
    assert!(error.to_string().contains("not allowed"), "{error}");
}

#[test]
fn plugins_are_closed_to_the_page() {
    let (_app, window) = app("main");
    for command in [
        "plugin:window-state|save_window_state",
        "plugin:event|listen",
        "plugin:window|close",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:dialog|message",
    ] {
        assert!(
            ask(&window, command, json!({})).is_err(),
            "{command} must not be open"
        );
    }
}

#[test]
fn another_window_has_no_rights() {
    let (_app, window) = app("other");
    assert!(
        ask(&window, "startup", json!({})).is_err(),
        "only the main window is granted anything"
    );
}

#[test]
fn a_foreign_page_has_no_rights() {
    let (_app, window) = app("main");
    assert!(ask_from(&window, "startup", json!({}), "https://example.com").is_err());
}

#[test]
fn every_list_of_commands_is_the_same() {
    let declared: BTreeSet<String> = COMMANDS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(declared, granted(), "capabilities/main.json");
    assert_eq!(declared, known_to_isolation(), "isolation/index.js");
    assert_eq!(
        declared,
        generated(),
        "the commands collected in ipc/mod.rs"
    );
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn granted() -> BTreeSet<String> {
    let capability: Value =
        serde_json::from_str(&read("src-tauri/capabilities/main.json")).unwrap();
    let permissions = capability["permissions"].as_array().unwrap();
    permissions
        .iter()
        .map(|name| {
            name.as_str()
                .unwrap()
                .strip_prefix("allow-")
                .unwrap()
                .replace('-', "_")
        })
        .collect()
}

fn known_to_isolation() -> BTreeSet<String> {
    let script = read("src-tauri/isolation/index.js");
    let list = script
        .split_once("new Set([")
        .unwrap()
        .1
        .split_once("])")
        .unwrap()
        .0;
    list.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn generated() -> BTreeSet<String> {
    let bindings = read("ui/src/lib/ipc/bindings.ts");
    let calls = bindings
        .lines()
        .filter_map(|line| line.split_once("__TAURI_INVOKE<"));
    calls
        .filter_map(|(_, call)| {
            call.split_once("(\"")?
                .1
                .split('"')
                .next()
                .map(str::to_owned)
        })
        .collect()
}

#[test]
fn the_content_policy_allows_nothing_unsafe() {
    let config: Value = serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let security = &config["app"]["security"];
    let policy = security["csp"].to_string();
    assert_eq!(security["csp"]["default-src"], "'none'");
    assert!(!policy.contains("unsafe-"), "{policy}");
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["pattern"]["use"], "isolation");
    assert_eq!(config["app"]["withGlobalTauri"], false);
}
