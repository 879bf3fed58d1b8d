//! The practice BigCommerce as a process of its own. The test runs its own executable again, which
//! then is the program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const ARGUMENTS: &str = "PRACTICE_TEST_ARGUMENTS";

/// The program, when the environment says what to run it with.
#[test]
fn program() {
    if let Ok(arguments) = std::env::var(ARGUMENTS) {
        assert_eq!(
            patchbay_practice::main(arguments.split('\n')),
            ExitCode::SUCCESS
        );
    }
}

fn run(arguments: &[&str]) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "program", "--nocapture"])
        .env(ARGUMENTS, arguments.join("\n"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The program, its output (to be kept open until it ended) and its addresses.
fn start(folder: &Path) -> (Child, impl Sized, Value) {
    let folder = folder.to_str().unwrap();
    let mut child = run(&["--folder", folder, "--port", "0", "--until-stdin-closes"]);
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap);
    let line = lines.find(|line| line.starts_with('{')).unwrap();
    (child, lines, serde_json::from_str(&line).unwrap())
}

fn end(child: &mut Child) -> bool {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.success();
        }
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("the program did not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn it_prints_its_addresses_and_ends_with_its_input() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, _output, addresses) = start(folder.path());
    for role in ["portal", "login", "control_panel", "api"] {
        let address = addresses[role].as_str().unwrap();
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        let authority = address.strip_prefix("http://").unwrap();
        assert!(
            std::net::TcpStream::connect(authority).is_ok(),
            "{role} does not listen"
        );
    }
    assert_eq!(addresses["ca_pem_path"], Value::Null);
    drop(child.stdin.take());
    assert!(end(&mut child), "it ended badly");
    assert!(folder.path().join("practice.json").exists());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, _output, _) = start(folder.path());
    let told = Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    assert!(told.success() && end(&mut child), "it ended badly");
    assert!(folder.path().join("practice.json").exists());
}

#[test]
fn a_start_that_fails_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("practice.json"), "half a fi").unwrap();
    let child = run(&["--folder", folder.path().to_str().unwrap(), "--port", "0"]);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(
        said.contains("is damaged") && said.contains("Restore"),
        "{said}"
    );
}
