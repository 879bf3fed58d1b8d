//! cloudflared as it behaves by its source, played by a script: run by our own executable, asked how
//! it is, and ended with the app.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use patchbay_core::view::{AddressState, AddressView, AddressWay, SignalKind};
use patchbay_ledger::Ledger;
use support::Bench;

const TOKEN: &str = "eyJhIjoiY2FuYXJ5In0=";

/// A cloudflared that does what the file `mode` beside it says, and writes its process id.
const SCRIPT: &str = r#"#!/usr/bin/env python3
import http.server, json, os, sys, time
here = os.path.dirname(os.path.abspath(__file__))
open(os.path.join(here, "pid"), "w").write(str(os.getpid()))
open(os.path.join(here, "argv"), "w").write(" ".join(sys.argv))
mode = open(os.path.join(here, "mode")).read()
args = sys.argv[1:]
assert args[:3] == ["tunnel", "--no-autoupdate", "--config"] and open(args[3]).read() == "{}\n"
metrics = args[args.index("--metrics") + 1]
quick = "--url" in args
assert quick or (args[-1] == "run" and os.environ["TUNNEL_TOKEN"].startswith("eyJ"))
say = lambda text: print("2026-11-20T10:00:00Z " + text, file=sys.stderr, flush=True)
if mode == "429":
    say("INF Requesting new quick Tunnel on trycloudflare.com...")
    say('ERR Error unmarshaling QuickTunnel response: error code: 1015 status_code="429 Too Many Requests"')
    sys.exit(1)
if mode == "token":
    print("Provided Tunnel token is not valid.", file=sys.stderr)
    sys.exit(255)
if mode == "hang":
    say('ERR Failed to dial a quic connection error="failed to dial to edge with quic: timeout: no recent network activity"')
class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ready = mode != "hang" and not os.path.exists(os.path.join(here, "lost"))
        name = open(os.path.join(here, "name")).read() if quick else ""
        found = {"/ready": (200 if ready else 503, {"readyConnections": 4 if ready else 0}),
                 "/quicktunnel": (200, {"hostname": name})}[self.path]
        body = json.dumps(found[1]).encode()
        self.send_response(found[0])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_):
        pass
host, port = metrics.split(":")
http.server.HTTPServer((host, int(port)), Answers).serve_forever()
"#;

struct Scripted {
    folder: PathBuf,
}

impl Scripted {
    fn new(folder: &Path, mode: &str) -> Self {
        let it = Self {
            folder: folder.to_owned(),
        };
        it.write("mode", mode);
        it.write("name", "localhost:9");
        it.write("cloudflared", SCRIPT);
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(it.folder.join("cloudflared"), executable).unwrap();
        it
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    fn program(&self) -> Option<String> {
        Some(self.folder.join("cloudflared").display().to_string())
    }

    fn quick(&self) -> AddressWay {
        AddressWay::QuickTunnel {
            program: self.program(),
        }
    }

    fn named(&self) -> AddressWay {
        AddressWay::Cloudflared {
            program: self.program(),
            url: "https://hooks.example.com".into(),
        }
    }

    fn id(&self) -> String {
        fs::read_to_string(self.folder.join("pid")).unwrap_or_default()
    }

    fn runs(&self) -> bool {
        let id = self.id();
        !id.is_empty() && Path::new("/proc").join(id).exists()
    }

    fn argv(&self) -> String {
        fs::read_to_string(self.folder.join("argv")).unwrap()
    }
}

async fn set(bench: &Bench, way: AddressWay) -> AddressView {
    bench
        .patchbay
        .set_address(way, TOKEN.to_owned().into())
        .await
        .unwrap()
}

/// Nothing is to be sent to an address of the internet's.
async fn lead_to_loopback(home: &Path) {
    let ledger = Ledger::open(home).unwrap();
    let way = ledger.setting("address.way").await.unwrap().unwrap();
    let way = way.replace("https://hooks.example.com", "https://localhost:9");
    ledger.set_setting("address.way", &way).await.unwrap();
    ledger.close().await;
}

fn transport(view: &AddressView) -> AddressState {
    let found = view
        .signals
        .iter()
        .find(|signal| signal.kind == SignalKind::Transport);
    found.unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quick_tunnel_has_the_address_that_it_was_given() {
    let (bench, folder) = (Bench::start().await, tempfile::tempdir().unwrap());
    let cloudflared = Scripted::new(folder.path(), "well");
    let view = set(&bench, cloudflared.quick()).await;
    assert_eq!(view.url.as_deref(), Some("https://localhost:9"));
    assert_eq!(transport(&view), AddressState::Up);
    assert_eq!(
        view.state,
        AddressState::Down,
        "no nonce can arrive from there: {view:#?}"
    );

    bench.patchbay.clear_address().await.unwrap();
    support::sshd::until(|| !cloudflared.runs()).await;
    bench.patchbay.stop().await;
}

/// Whether the listener takes what names this host.
async fn lets_in(bench: &Bench, host: &str) -> bool {
    let port = bench.status().await.listener.port;
    let refused = async || {
        let listener = bench.status().await.listener;
        let foreign = listener
            .refused
            .iter()
            .find(|one| one.reason == "for another host");
        foreign.map_or(0, |one| one.count)
    };
    let before = refused().await;
    let url = format!("http://127.0.0.1:{port}/nothing");
    bench
        .http
        .get(url)
        .header("host", host)
        .send()
        .await
        .unwrap();
    refused().await == before
}

#[tokio::test(flavor = "multi_thread")]
async fn what_still_comes_by_the_name_before_is_taken() {
    let (bench, folder) = (Bench::start().await, tempfile::tempdir().unwrap());
    let cloudflared = Scripted::new(folder.path(), "well");
    assert!(!lets_in(&bench, "localhost:9").await);
    set(&bench, cloudflared.quick()).await;
    assert!(lets_in(&bench, "localhost:9").await);

    cloudflared.write("name", "localhost:10");
    let view = set(&bench, cloudflared.quick()).await;
    assert_eq!(view.url.as_deref(), Some("https://localhost:10"));
    for name in ["localhost:9", "localhost:10"] {
        assert!(lets_in(&bench, name).await, "{name}");
    }
    bench.patchbay.clear_address().await.unwrap();
    for name in ["localhost:9", "localhost:10"] {
        assert!(!lets_in(&bench, name).await, "{name}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tunnel_that_loses_its_connections_is_down_until_it_has_them_again() {
    let (bench, folder) = (Bench::start().await, tempfile::tempdir().unwrap());
    let cloudflared = Scripted::new(folder.path(), "well");
    set(&bench, cloudflared.quick()).await;
    let process = cloudflared.id();
    let until = async |state| {
        bench
            .until("the tunnel says so", |it| async move {
                transport(&it.status().await.address) == state
            })
            .await;
    };
    cloudflared.write("lost", "");
    until(AddressState::Down).await;
    std::fs::remove_file(cloudflared.folder.join("lost")).unwrap();
    until(AddressState::Up).await;
    assert_eq!(cloudflared.id(), process, "it mends itself");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_tunnel_gets_its_token_by_the_environment() {
    let (bench, folder) = (Bench::start().await, tempfile::tempdir().unwrap());
    let cloudflared = Scripted::new(folder.path(), "token");
    let view = set(&bench, cloudflared.named()).await;
    assert_eq!(view.state, AddressState::NeedsUser);

    cloudflared.write("mode", "well");
    let bench = bench
        .restart_after(async |home| lead_to_loopback(home).await)
        .await;
    let view = bench.patchbay.test_address().await.unwrap();
    assert_eq!(view.url.as_deref(), Some("https://localhost:9"));
    assert_eq!(transport(&view), AddressState::Up);
    assert!(
        !cloudflared.argv().contains("eyJ"),
        "{}",
        cloudflared.argv()
    );
    bench.patchbay.stop().await;
    drop(bench);
    support::sshd::until(|| !cloudflared.runs()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_refusals_are_told_apart() {
    let (bench, folder) = (Bench::start().await, tempfile::tempdir().unwrap());
    let view = set(&bench, Scripted::new(folder.path(), "429").quick()).await;
    assert_eq!(view.state, AddressState::Down);
    assert!(view.reason.contains("too many tunnels"), "{}", view.reason);
    let wait = view.next_try.unwrap().0 - view.since.0;
    assert!(wait >= 55_000, "{wait}");

    let view = set(&bench, Scripted::new(folder.path(), "token").named()).await;
    assert_eq!(view.state, AddressState::NeedsUser);
    assert!(
        view.reason.contains("does not accept the token"),
        "{}",
        view.reason
    );

    let missing = AddressWay::QuickTunnel {
        program: Some("/nowhere/cloudflared".into()),
    };
    let view = set(&bench, missing).await;
    assert_eq!(view.state, AddressState::NeedsUser);
    assert!(
        view.reason.contains("/nowhere/cloudflared was not found"),
        "{}",
        view.reason
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_never_connects_is_given_up_with_its_reason() {
    let (bench, folder) = (Bench::start().await, tempfile::tempdir().unwrap());
    let cloudflared = Scripted::new(folder.path(), "hang");
    let view = set(&bench, cloudflared.quick()).await;
    assert_eq!(view.state, AddressState::Down);
    assert!(view.reason.contains("port 7844"), "{}", view.reason);
    bench.patchbay.clear_address().await.unwrap();
    support::sshd::until(|| !cloudflared.runs()).await;
    bench.patchbay.stop().await;
}

fn supervised(script: &str) -> (Child, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let started = Command::new(env!("CARGO_BIN_EXE_patchbay"))
        .args(["supervise", "/bin/sh", "-c", script])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .spawn();
    (started.unwrap(), folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_supervised_ends_with_whoever_holds_its_input() {
    for ignoring in ["", "trap '' TERM; "] {
        let script = format!("{ignoring}echo $$ > pid; while true; do sleep 0.1; done");
        let (mut supervisor, folder) = supervised(&script);
        let pid = || fs::read_to_string(folder.path().join("pid")).unwrap_or_default();
        support::sshd::until(|| pid().ends_with('\n')).await;
        drop(supervisor.stdin.take());
        assert!(supervisor.wait().unwrap().success());
        assert!(
            !Path::new("/proc").join(pid().trim()).exists(),
            "{ignoring}"
        );
    }
}

#[test]
fn its_end_is_the_supervisors() {
    let (mut supervisor, _folder) = supervised("exit 7");
    let held = supervisor.stdin.take();
    assert_eq!(supervisor.wait().unwrap().code(), Some(7));
    drop(held);
}
