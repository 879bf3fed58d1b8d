//! A user's desk: the app's window, and the browser it hands pages to.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Locator;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::driver::{Session, free_port};
use crate::page::Page;

const PATIENCE: Duration = Duration::from_secs(20);

/// The window and the browser, on a home of their own.
pub struct Desk {
    pub app: Page,
    pub browser: Page,
    window: Session,
    other: Session,
    handed: PathBuf,
    folder: TempDir,
}

/// What is out of the ordinary about a desk.
pub struct Circumstances<'a> {
    /// A folder that was prepared; the home is `home` in it.
    pub folder: TempDir,
    /// Further arguments of the app.
    pub arguments: &'a [&'a str],
    /// Further environment of the app.
    pub environment: Vec<(&'a str, OsString)>,
    /// What is started instead of the app, and starts it.
    pub launcher: Option<PathBuf>,
}

impl Default for Circumstances<'_> {
    fn default() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            arguments: &[],
            environment: Vec::new(),
            launcher: None,
        }
    }
}

impl Desk {
    /// Starts the app with these further arguments.
    pub async fn open(arguments: &[&str]) -> Self {
        Self::open_under(Circumstances {
            arguments,
            ..Circumstances::default()
        })
        .await
    }

    /// The same under other circumstances.
    pub async fn open_under(mut circumstances: Circumstances<'_>) -> Self {
        let folder = circumstances.folder.path();
        let handed = folder.join("handed-to-the-browser");
        circumstances.environment.extend([
            ("PATCHBAY_HOME", folder.join("home").into()),
            ("PATCHBAY_BROWSER_FILE", handed.clone().into()),
        ]);
        let window = window(&circumstances).await;
        let folder = circumstances.folder;
        let other = Session::browser(&folder.path().join("profile")).await;
        let (app, browser) = (Page(window.client.clone()), Page(other.client.clone()));
        Self {
            app,
            browser,
            window,
            other,
            handed,
            folder,
        }
    }

    /// Lets the browser go where the app sent it.
    pub async fn follow(&self) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match std::fs::read_to_string(&self.handed) {
                Ok(address) if !address.is_empty() => {
                    std::fs::remove_file(&self.handed).unwrap();
                    return self.browser.0.goto(&address).await.unwrap();
                }
                _ => assert!(
                    Instant::now() < deadline,
                    "nothing was handed to the browser"
                ),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Clicks what the practice pages mark for tests.
    pub async fn click(&self, name: &str) {
        self.browser
            .click(Locator::Css(&format!("[data-test='{name}']")))
            .await;
    }

    /// Types into a field that the practice pages mark for tests.
    pub async fn fill(&self, name: &str, text: &str) {
        self.browser
            .fill(&format!("[data-test='{name}']"), text)
            .await;
    }

    /// Closes both, and waits for the app to have ended: one that still runs would take the next
    /// one's place.
    pub async fn close(self) {
        self.window.end().await;
        self.other.end().await;
        let deadline = Instant::now() + PATIENCE;
        while self.runs() {
            assert!(Instant::now() < deadline, "the app did not end");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The data folder.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Whether the app is there.
    pub fn runs(&self) -> bool {
        let lock = self.home().join("lock");
        std::fs::File::open(lock).is_ok_and(|lock| lock.try_lock().is_err())
    }
}

/// An app that is left behind by a failed test, asking what becomes of its hooks, would take the next
/// one's place.
impl Drop for Desk {
    fn drop(&mut self) {
        let home = format!("PATCHBAY_HOME={}", self.home().display());
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        for process in processes {
            let environment = std::fs::read(process.path().join("environ")).unwrap_or_default();
            let id = process.file_name().to_string_lossy().parse().ok();
            let ours = environment
                .split(|byte| *byte == 0)
                .any(|it| it == home.as_bytes());
            if let Some(id) = id.filter(|_| ours).and_then(Pid::from_raw) {
                let _gone = kill_process(id, Signal::KILL);
            }
        }
    }
}

/// The app, as every launcher starts it.
pub const APP: &str = env!("CARGO_BIN_EXE_patchbay");

async fn window(circumstances: &Circumstances<'_>) -> Session {
    let binary = circumstances.launcher.as_deref();
    let mut all = vec![
        "--port".into(),
        free_port().to_string(),
        "--practice-port".into(),
        "0".into(),
    ];
    let further = circumstances.arguments.iter();
    all.extend(further.map(|argument| (*argument).to_owned()));
    Session::window(
        binary.unwrap_or(Path::new(APP)),
        &all,
        &circumstances.environment,
    )
    .await
}
