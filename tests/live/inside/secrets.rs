//! What opens a tunnel goes into the vault and nowhere else, also when the tunnel fails.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use patchbay_core::view::{AddressState, AddressView, AddressWay};
use tracing_subscriber::fmt::MakeWriter;

use crate::town::Town;

const TOKEN: &str = "2canaryCANARYcanaryCANARY_7GHq3kLmNpQrStUvWx";

/// All that is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn of_tunnels() {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .init();
    let town = Town::start().await;
    let patchbay = &town.bench.patchbay;
    let mut shown = String::new();
    for way in ways() {
        let view = patchbay.set_address(way, TOKEN.to_owned().into()).await;
        let view = view.unwrap();
        assert!(failed(&view), "there is no internet here: {view:#?}");
        shown += &serde_json::to_string(&view).unwrap();
        let means = patchbay.tunnel_means().await.unwrap();
        shown += &serde_json::to_string(&means).unwrap();
    }
    let key = patchbay.ssh_public_key().await.unwrap();
    shown += &serde_json::to_string(&patchbay.outages().await.unwrap()).unwrap();
    shown += &serde_json::to_string(&patchbay.status().await.unwrap()).unwrap();
    assert!(key.starts_with("ssh-ed25519 "));
    let means = patchbay.tunnel_means().await.unwrap();
    assert!(means.ngrok_token && means.cloudflared_token);
    patchbay.stop().await;

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("the tunnel is not open"), "it is logged");
    for (place, text) in [("the page", shown), ("the log", logged)] {
        assert!(!text.contains(TOKEN), "the token reached {place}");
        assert!(
            !text.contains("PRIVATE KEY"),
            "the private key reached {place}"
        );
    }
    for secret in [TOKEN, "PRIVATE KEY"] {
        assert_eq!(
            holding(town.bench.home(), secret.as_bytes()),
            Vec::<String>::new()
        );
    }
}

fn ways() -> [AddressWay; 2] {
    [
        AddressWay::Ngrok { domain: None },
        AddressWay::Cloudflared {
            program: Some("/bin/false".into()),
            url: "https://nowhere.example.com".into(),
        },
    ]
}

fn failed(view: &AddressView) -> bool {
    matches!(view.state, AddressState::Down | AddressState::NeedsUser)
}

/// The files of the home that hold these bytes.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(holding(&path, bytes));
        } else if fs::read(&path)
            .is_ok_and(|content| content.windows(bytes.len()).any(|window| window == bytes))
        {
            found.push(path.display().to_string());
        }
    }
    found
}
