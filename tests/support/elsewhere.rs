//! Another program with the app's token, and a practice BigCommerce whose API it finds.

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use patchbay_core::{Patchbay, Setup};
use serde_json::Value;

use super::{Bench, setup};

/// The app with a practice BigCommerce whose API can be found: it listens three ports above the portal.
pub async fn with_api(home: &Path) -> Bench {
    let setup = Setup {
        practice_port: Some(four_ports()),
        ..setup(home)
    };
    Bench::of(Patchbay::start(setup).await.unwrap(), home)
}

/// The first of four ports in a row that are free.
pub fn four_ports() -> u16 {
    loop {
        let any = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let first = any.local_addr().unwrap().port();
        drop(any);
        let is_free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
        if first < u16::MAX - 3 && (first..=first + 3).all(is_free) {
            return first;
        }
    }
}

/// Another program's call of the store's API, with the app's token.
pub struct Elsewhere {
    api: String,
    token: String,
}

impl Elsewhere {
    pub async fn of(bench: &Bench, store: &str) -> Self {
        let portal = reqwest::Url::parse(&bench.portal().await).unwrap();
        let api = format!("http://127.0.0.1:{}", portal.port().unwrap() + 3);
        let find = |state: &Value| {
            let tokens = state["tokens"].as_object()?;
            let (token, _) = tokens.iter().find(|(_, of)| of["store"] == store)?;
            Some(token.clone())
        };
        bench
            .until("the token is written", |it| async move {
                find(&it.practice_state()).is_some()
            })
            .await;
        let token = find(&bench.practice_state()).unwrap();
        Self {
            api: format!("{api}/stores/{store}"),
            token,
        }
    }

    pub async fn call(
        &self,
        bench: &Bench,
        method: &str,
        path: &str,
        body: Value,
    ) -> reqwest::Response {
        let method = method.parse().unwrap();
        let request = bench.http.request(method, format!("{}{path}", self.api));
        let answer = request
            .header("X-Auth-Token", &self.token)
            .json(&body)
            .send();
        answer.await.unwrap()
    }

    /// The same once nobody else asks: what follows an install is over.
    pub async fn used_at_rest(&self, bench: &Bench) -> u32 {
        bench
            .until("nobody asks", |it| async move {
                let before = self.used(it).await;
                tokio::time::sleep(Duration::from_millis(400)).await;
                self.used(it).await == before + 1
            })
            .await;
        self.used(bench).await
    }

    /// Requests of the store's quota that are used, this one apart.
    pub async fn used(&self, bench: &Bench) -> u32 {
        let answer = self.call(bench, "GET", "/v2/time", Value::Null).await;
        let number =
            |name: &str| -> u32 { answer.headers()[name].to_str().unwrap().parse().unwrap() };
        number("x-rate-limit-requests-quota") - number("x-rate-limit-requests-left") - 1
    }
}
