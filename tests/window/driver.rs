//! WebDriver sessions: WebKitWebDriver for the app's own window, chromedriver for the browser that
//! the app hands its pages to.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use serde_json::{Map, Value, json};

const PATIENCE: Duration = Duration::from_secs(30);

/// A driver process and its one session.
pub struct Session {
    pub client: Client,
    driver: Child,
    port: u16,
    id: Option<String>,
    ended: AtomicBool,
}

impl Session {
    /// Opens the app's window. `environment` reaches the app.
    pub async fn window(
        binary: &Path,
        arguments: &[String],
        environment: &[(&str, OsString)],
    ) -> Self {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command
            .args([format!("--port={port}"), "--host=127.0.0.1".into()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(environment.iter().cloned());
        let options = json!({ "binary": binary, "args": arguments });
        Self::start(
            command,
            port,
            json!({ "webkitgtk:browserOptions": options }),
        )
        .await
    }

    /// Opens a browser with a profile of its own.
    pub async fn browser(profile: &Path) -> Self {
        let port = free_port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}"));
        let arguments = json!([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1200,900",
            format!("--user-data-dir={}", profile.display()),
        ]);
        let options = json!({ "binary": chromium(), "args": arguments });
        Self::start(command, port, json!({ "goog:chromeOptions": options })).await
    }

    async fn start(mut command: Command, port: u16, capabilities: Value) -> Self {
        let driver = command
            .stdout(Stdio::null())
            .spawn()
            .expect("the driver is installed");
        let capabilities: Map<String, Value> = capabilities.as_object().unwrap().clone();
        let address = format!("http://127.0.0.1:{port}");
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mut builder = ClientBuilder::rustls().expect("certificates");
            let session = builder.capabilities(capabilities.clone()).connect(&address);
            match tokio::time::timeout(PATIENCE, session).await {
                Ok(Ok(client)) => {
                    let id = client.session_id().await.unwrap();
                    return Self {
                        client,
                        driver,
                        port,
                        id,
                        ended: AtomicBool::new(false),
                    };
                }
                Err(_) => panic!("the driver at {address} opens nothing"),
                Ok(Err(why)) if Instant::now() > deadline => panic!("no session: {why}"),
                Ok(Err(_)) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// Ends the session first, so that what it opened ends too.
    pub async fn end(&self) {
        let closed = self.client.clone().close().await;
        self.ended.store(closed.is_ok(), Ordering::Relaxed);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.ended.load(Ordering::Relaxed) {
            let _ = delete(self.port, self.id.as_deref().unwrap_or_default());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Ends a session also where a test failed: what it opened would outlive its driver. Drivers answer once
/// it has ended, and may keep the connection.
fn delete(port: u16, session: &str) -> io::Result<()> {
    let mut driver = TcpStream::connect(("127.0.0.1", port))?;
    driver.set_read_timeout(Some(PATIENCE))?;
    let host = "Host: 127.0.0.1\r\nConnection: close";
    write!(
        driver,
        "DELETE /session/{session} HTTP/1.1\r\n{host}\r\n\r\n"
    )?;
    driver.read(&mut [0; 1]).map(drop)
}

/// A port nobody uses at this moment.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn chromium() -> &'static str {
    ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
        .into_iter()
        .find(|path| Path::new(path).exists())
        .expect("Chromium is installed")
}
