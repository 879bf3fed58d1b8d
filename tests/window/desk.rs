//! A user's desk: the app's window, and the browser it hands pages to.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::Locator;
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

impl Desk {
    /// Starts the app with these further arguments.
    pub async fn open(arguments: &[&str]) -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), arguments).await
    }

    /// The same with the home in a folder that was prepared.
    pub async fn open_in(folder: TempDir, arguments: &[&str]) -> Self {
        let handed = folder.path().join("handed-to-the-browser");
        let window = window(&folder.path().join("home"), &handed, arguments).await;
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

    fn runs(&self) -> bool {
        let lock = self.folder.path().join("home").join("lock");
        std::fs::File::open(lock).is_ok_and(|lock| lock.try_lock().is_err())
    }
}

async fn window(home: &Path, handed: &Path, arguments: &[&str]) -> Session {
    let binary = Path::new(env!("CARGO_BIN_EXE_patchbay"));
    let mut all = vec![
        "--port".into(),
        free_port().to_string(),
        "--practice-port".into(),
        "0".into(),
    ];
    all.extend(arguments.iter().map(|argument| (*argument).to_owned()));
    let environment = [("PATCHBAY_HOME", home), ("PATCHBAY_BROWSER_FILE", handed)];
    Session::window(binary, &all, &environment).await
}
