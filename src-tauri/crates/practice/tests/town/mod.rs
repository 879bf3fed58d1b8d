//! A running practice BigCommerce with one app installed on one store, and a receiver of hooks:
//! real sockets, nothing looked up behind the API except to install.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod receiver;

use std::sync::Arc;

use patchbay_practice::clock::{Clock, ManualClock, SystemClock};
use patchbay_practice::model::{App, Callbacks, Install, ScopeChoice, Token, World};
use patchbay_practice::server::{Running, serve};
use patchbay_practice::{Options, Practice};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

pub const STORE: &str = "g5cd38";
pub const PRO_STORE: &str = "z4zn3wo";
pub const TOKEN: &str = "token0of0the0app";
pub const SECRET: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
pub const ALL: &[&str] = &[
    "store_v2_orders",
    "store_v2_information",
    "store_cart",
    "store_v2_transactions",
    "store_v2_customers",
    "store_v2_marketing",
];

/// A town with the practice BigCommerce in it.
pub struct Town {
    pub http: Client,
    pub folder: tempfile::TempDir,
    pub running: Running,
}

impl Town {
    /// With an app that has every scope, and retries a thousand times as fast.
    pub async fn new() -> Self {
        Self::with(ALL).await
    }

    /// With an app that has these scopes.
    pub async fn with(scopes: &[&str]) -> Self {
        Self::start(scopes, Arc::new(SystemClock), 0.001).await
    }

    /// With a clock that the test moves.
    pub async fn at(clock: Arc<ManualClock>) -> Self {
        Self::start(ALL, clock, 1.0).await
    }

    pub async fn start(scopes: &[&str], clock: Arc<dyn Clock>, retry_scale: f64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let running = open(&folder, clock, retry_scale).await;
        running
            .practice()
            .change(|world| install(world, 1, STORE, TOKEN, scopes));
        Self {
            http: client(),
            folder,
            running,
        }
    }

    /// Stops and starts again on the same folder.
    pub async fn restart(self, retry_scale: f64) -> Self {
        let Self {
            http,
            folder,
            running,
        } = self;
        running.stop().await;
        let running = open(&folder, Arc::new(SystemClock), retry_scale).await;
        Self {
            http,
            folder,
            running,
        }
    }

    pub fn practice(&self) -> &Practice {
        self.running.practice()
    }

    /// Installs another app, or the same one on another store.
    pub fn install(&self, app: u64, store: &str, token: &str, scopes: &[&str]) {
        self.practice()
            .change(|world| install(world, app, store, token, scopes));
    }

    /// A call to the API with a token.
    pub fn call(&self, method: Method, store: &str, token: &str, path: &str) -> RequestBuilder {
        let url = format!("{}/stores/{store}{path}", self.running.addresses.api);
        self.http.request(method, url).header("X-Auth-Token", token)
    }

    pub async fn get(&self, path: &str) -> Response {
        self.call(Method::GET, STORE, TOKEN, path)
            .send()
            .await
            .unwrap()
    }

    pub async fn send(&self, method: Method, path: &str, body: Value) -> Response {
        self.call(method, STORE, TOKEN, path)
            .json(&body)
            .send()
            .await
            .unwrap()
    }

    pub async fn post(&self, path: &str, body: Value) -> Response {
        self.send(Method::POST, path, body).await
    }

    /// Subscribes; returns the hook's id.
    pub async fn hook(&self, scope: &str, destination: &str) -> u64 {
        let body = json!({"scope": scope, "destination": destination, "is_active": true,
                          "headers": {"X-Hook-Secret": "s3cret"}});
        let (status, body) = told(self.post("/v3/hooks", body).await).await;
        assert_eq!(status, 200, "{body}");
        body["data"]["id"].as_u64().unwrap()
    }

    /// Waits until the world is as wanted, at most ten seconds.
    pub async fn until<T>(&self, what: &str, mut look: impl FnMut(&World) -> Option<T>) -> T {
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
        loop {
            if let Some(found) = self.practice().read(&mut look) {
                return found;
            }
            assert!(std::time::Instant::now() < deadline, "never: {what}");
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    }
}

/// Status and JSON body; null when the body is empty.
pub async fn told(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let body = if text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap()
    };
    (status, body)
}

pub fn client() -> Client {
    let none = reqwest::redirect::Policy::none();
    Client::builder().no_proxy().redirect(none).build().unwrap()
}

async fn open(folder: &tempfile::TempDir, clock: Arc<dyn Clock>, retry_scale: f64) -> Running {
    let mut options = Options::new(folder.path().join("practice"));
    options.port = 0;
    options.clock = clock;
    options.tuning.retry_scale = retry_scale;
    options.tuning.delivery_timeout_ms = 2_000;
    serve(options).await.unwrap()
}

fn install(world: &mut World, app_id: u64, store: &str, token: &str, scopes: &[&str]) {
    let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let app = App {
        id: app_id,
        name: format!("App {app_id}"),
        client_id: format!("client{app_id}"),
        client_secret: SECRET.to_owned(),
        account_uuid: world.account.uuid.clone(),
        callbacks: Callbacks::default(),
        choice: ScopeChoice::default(),
        confirmed: scopes.clone(),
        approved: false,
        created_ms: world.now_ms,
    };
    world.apps.insert(app_id, app);
    world.installs.push(Install {
        app_id,
        store: store.to_owned(),
        consented: scopes.clone(),
        installed_by: 1,
        installed_ms: world.now_ms,
        multiple_users: false,
        users: Vec::new(),
    });
    let issued_ms = world.now_ms;
    let (token, store) = (token.to_owned(), Some(store.to_owned()));
    world.issue(Token {
        token,
        app_id,
        store,
        scopes,
        issued_ms,
    });
}
