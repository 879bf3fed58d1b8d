//! What cloudflared tells of itself: `/ready` (200 while connected, else 503) and `/quicktunnel`
//! (`{"hostname":"….trycloudflare.com"}`), from its source, `metrics/`.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use reqwest::Client;
use serde::Deserialize;
use url::Url;

use crate::tunnel::Fault;

const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug)]
pub(super) struct Metrics {
    port: u16,
    client: Client,
}

#[derive(Deserialize)]
struct Quick {
    hostname: String,
}

impl Metrics {
    /// A port that is free at this moment: cloudflared says its own choice in its log only.
    pub fn at_a_free_port() -> Result<Self, Fault> {
        let failed = |why: String| Fault::ProgramFailed {
            program: "cloudflared".to_owned(),
            said: why,
        };
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|socket| socket.local_addr())
            .map_err(|error| failed(error.to_string()))?
            .port();
        let client = Client::builder().no_proxy().timeout(PATIENCE).build();
        let client = client.map_err(|error| failed(error.to_string()))?;
        Ok(Self { port, client })
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub async fn ready(&self) -> bool {
        let answer = self.client.get(self.url("ready")).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    pub async fn quick_address(&self) -> Option<Url> {
        let answer = self.client.get(self.url("quicktunnel")).send().await.ok()?;
        let quick: Quick = answer.json().await.ok()?;
        let host = quick.hostname.trim_start_matches("https://");
        (!host.is_empty()).then_some(())?;
        Url::parse(&format!("https://{host}")).ok()
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }
}
