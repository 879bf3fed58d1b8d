//! A live app on many stores: BigCommerce at its own names behind TLS, the user's proxy at the public
//! ones, and Patchbay, which knows of none of this.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use patchbay_core::view::{AddressState, AddressView, AddressWay, AppMode, AppView, HooksProgress};
use reqwest::StatusCode;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::network::{PROXY_AT, PUBLIC};
use crate::proxy::{Does, Proxy};
use crate::support::{Bench, Places, Registered};
use crate::{Result, network};

/// The practice BigCommerce's first port, and those of portal, login, API and control panel.
const FIRST: u16 = 47_810;
const PORTS: [u16; 4] = [FIRST, FIRST + 1, FIRST + 3, FIRST + 2];
/// The listener takes so many callbacks of an app at once, then one every three seconds.
const BURST: usize = 10;
const PACE: Duration = Duration::from_millis(3_100);
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything that a live app meets.
pub struct Merchants {
    pub bench: Bench,
    pub edge: Proxy,
    _proxy: Proxy,
    practice: Child,
    _home: TempDir,
}

impl Merchants {
    /// A live app on `stores` stores, reached at the first public name, with `hooks` active hooks.
    pub async fn start(folder: &Path, stores: usize, hooks: u32) -> Result<Self> {
        network::lead_public_names(folder, PROXY_AT);
        let home = tempfile::tempdir()?;
        let practice = practice(&home.path().join("practice"), stores)?;
        let bench = Bench::start_in(home.path()).await;
        let does = Does::HandsOn(bench.status().await.listener.port);
        let merchants = Self {
            bench: bench.with_bigcommerce_at(Places {
                portal: "https://devtools.bigcommerce.com".into(),
                control_panel: "https://store-g5cd38.mybigcommerce.com".into(),
            }),
            edge: Proxy::before_bigcommerce(folder, "bigcommerce", PORTS),
            _proxy: Proxy::of_user(folder, "good", &does),
            practice,
            _home: home,
        };
        merchants.move_to(PUBLIC).await?;
        merchants.install_everywhere().await?;
        merchants.until_in_order(PUBLIC, hooks).await?;
        Ok(merchants)
    }

    /// Gives the app another public address.
    pub async fn move_to(&self, host: &str) -> Result<()> {
        let url = format!("https://{host}");
        let way = AddressWay::Own { url };
        let patchbay = &self.bench.patchbay;
        patchbay.set_address(way, String::new().into()).await?;
        Ok(())
    }

    /// Waits until it is up at this address, and so many hooks are wanted and in order there.
    pub async fn until_in_order(&self, host: &str, hooks: u32) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let address = self.bench.status().await.address;
            if is_in_order(&address, host, hooks) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(format!("hooks are not in order: {address:#?}").into());
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    /// How many calls of this method about hooks BigCommerce has answered well.
    pub fn calls(&self, method: &str) -> usize {
        let begins = format!("api.bigcommerce.com {method} /stores/");
        self.edge.passed(&begins, " 200")
    }

    async fn install_everywhere(&self) -> Result<()> {
        let (app, registered) = self.bench.set_up_as(AppMode::Live, "Live").await;
        for (nth, store) in self.stores()?.iter().enumerate() {
            eprintln!("installing on {store}");
            if nth >= BURST {
                sleep(PACE).await;
            }
            self.install(&app, &registered, store).await?;
        }
        Ok(())
    }

    async fn install(&self, app: &AppView, registered: &Registered, store: &str) -> Result<()> {
        let page = self.bench.install(app, registered, store).await;
        match page.status() {
            StatusCode::OK => Ok(()),
            status => Err(format!("not installed on {store}: {status}").into()),
        }
    }

    /// The hashes of BigCommerce's stores.
    fn stores(&self) -> Result<Vec<String>> {
        let state = self.bench.practice_state();
        let stores = state["stores"].as_object().ok_or("no stores")?;
        Ok(stores.keys().cloned().collect())
    }
}

impl Drop for Merchants {
    fn drop(&mut self) {
        let _ended_already = self.practice.kill();
        let _reaped_already = self.practice.wait();
    }
}

fn is_in_order(address: &AddressView, host: &str, hooks: u32) -> bool {
    let there = address.url.as_deref() == Some(&format!("https://{host}"));
    let up = address.state == AddressState::Up;
    let all = |it: HooksProgress| (it.wanted, it.in_order) == (hooks, hooks);
    there && up && address.hooks.is_some_and(all)
}

/// The practice BigCommerce, started by itself: Patchbay is not told of it.
fn practice(folder: &Path, stores: usize) -> Result<Child> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_patchbay"))
        .args(["practice", "--until-stdin-closes"])
        .args(["--port", &FIRST.to_string()])
        .args(["--stores", &stores.to_string(), "--folder"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    let out = child.stdout.take().ok_or("no stdout")?;
    BufReader::new(out).read_line(&mut line)?;
    if line.contains("127.0.0.1") {
        Ok(child)
    } else {
        Err(format!("practice said {line:?}").into())
    }
}
