//! Everything a live app meets: BigCommerce at its own names behind TLS, the user's proxy at a
//! public one, and Patchbay, which knows of none of this.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use patchbay_core::view::{AddressState, AddressView, AddressWay, AppMode, AppView};
use tempfile::TempDir;

use crate::network::{self, PUBLIC};
use crate::proxy::{Does, Proxy};
use crate::support::{Bench, Places, Registered};

/// The practice BigCommerce's first port, and those of portal, login, API and control panel.
const FIRST: u16 = 47_810;
const PORTS: [u16; 4] = [FIRST, FIRST + 1, FIRST + 3, FIRST + 2];

/// BigCommerce, the user's proxy and Patchbay.
pub struct Town {
    pub bench: Bench,
    pub bigcommerce: Option<Proxy>,
    pub proxy: Option<Proxy>,
    practice: Child,
    folder: PathBuf,
    _home: TempDir,
}

impl Town {
    pub async fn start() -> Self {
        let (folder, home) = (network::folder(), tempfile::tempdir().unwrap());
        let practice = practice(&home.path().join("practice"));
        let places = Places {
            portal: "https://devtools.bigcommerce.com".into(),
            control_panel: "https://store-g5cd38.mybigcommerce.com".into(),
        };
        let bench = Bench::start_in(home.path()).await;
        let mut town = Self {
            bench: bench.with_bigcommerce_at(places),
            bigcommerce: Some(Proxy::before_bigcommerce(&folder, "bigcommerce", PORTS)),
            proxy: None,
            practice,
            folder,
            _home: home,
        };
        town.proxy_up().await;
        town
    }

    /// The user's proxy works as it should.
    pub async fn proxy_up(&mut self) {
        let port = self.port().await;
        self.proxy_with("good", &Does::HandsOn(port));
    }

    /// The user's proxy with this certificate, doing this.
    pub fn proxy_with(&mut self, certificate: &str, does: &Does) {
        self.proxy = None;
        self.proxy = Some(Proxy::of_user(&self.folder, certificate, does));
    }

    /// Somebody else answers at BigCommerce's addresses, with this certificate.
    pub fn bigcommerce_with(&mut self, certificate: &str) {
        self.bigcommerce = None;
        self.bigcommerce = Some(Proxy::before_bigcommerce(&self.folder, certificate, PORTS));
    }

    /// BigCommerce's login host leads to this port instead.
    pub fn login_at(&mut self, port: u16) {
        let [portal, _, api, control_panel] = PORTS;
        let ports = [portal, port, api, control_panel];
        self.bigcommerce = None;
        self.bigcommerce = Some(Proxy::before_bigcommerce(
            &self.folder,
            "bigcommerce",
            ports,
        ));
    }

    pub async fn port(&self) -> u16 {
        self.bench.status().await.listener.port
    }

    /// The public address, set and seen to work.
    pub async fn addressed(&self) -> AddressView {
        let view = self.set_address(PUBLIC).await;
        assert_eq!(view.state, AddressState::Up, "{view:#?}");
        view
    }

    pub async fn set_address(&self, host: &str) -> AddressView {
        let address = format!("https://{host}");
        let way = AddressWay::Own { url: address };
        let patchbay = &self.bench.patchbay;
        patchbay
            .set_address(way, String::new().into())
            .await
            .unwrap()
    }

    /// A live app, installed, its hooks active.
    pub async fn installed(&self) -> (AppView, Registered) {
        self.addressed().await;
        self.installed_again().await
    }

    /// The same at the address there is.
    pub async fn installed_again(&self) -> (AppView, Registered) {
        let (app, registered) = self.bench.set_up_as(AppMode::Live, "Live").await;
        let app = self.bench.install_whole(&app, &registered).await;
        (app, registered)
    }

    /// What passed BigCommerce's front.
    pub fn edge(&self) -> &Proxy {
        self.bigcommerce.as_ref().unwrap()
    }

    pub async fn stop(self) {
        self.bench.patchbay.stop().await;
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = self.practice.kill();
        let _ = self.practice.wait();
    }
}

/// The practice BigCommerce, started by itself: Patchbay is not told of it. A minute of its retries
/// takes 0.6 s.
fn practice(folder: &Path) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_patchbay"))
        .args(["practice", "--until-stdin-closes", "--retry-scale", "0.01"])
        .args(["--port", &FIRST.to_string(), "--folder"])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    assert!(line.contains("127.0.0.1"), "practice said {line:?}");
    child
}
