//! What the tests of the practice BigCommerce share: one that runs, a client that acts like a
//! browser without following redirects, and a listener in place of the app.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use patchbay_practice::clock::{Clock, ManualClock};
use patchbay_practice::{Options, Running, serve};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use url::Url;

/// Noon of a day in 2026, in milliseconds since the epoch.
pub const START_MS: i64 = 1_789_300_800_000;

/// The store that most tests install on.
pub const STORE: &str = "g5cd38";

/// A running practice BigCommerce with a clock that stands.
pub struct Bench {
    pub running: Running,
    pub clock: Arc<ManualClock>,
    pub http: Client,
    pub folder: tempfile::TempDir,
}

/// An app as the portal shows it.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub id: u64,
    pub client_id: String,
    pub client_secret: String,
    pub account_uuid: String,
    pub auth: String,
}

pub fn options(folder: &std::path::Path, clock: &Arc<ManualClock>) -> Options {
    let mut options = Options::new(folder);
    options.port = 0;
    options.clock = Arc::clone(clock) as Arc<dyn Clock>;
    options
}

pub fn client() -> Client {
    let policy = reqwest::redirect::Policy::none();
    Client::builder()
        .redirect(policy)
        .no_proxy()
        .build()
        .unwrap()
}

impl Bench {
    pub async fn start() -> Self {
        Self::in_folder(tempfile::tempdir().unwrap()).await
    }

    pub async fn in_folder(folder: tempfile::TempDir) -> Self {
        let clock = Arc::new(ManualClock::at(START_MS));
        let running = serve(options(folder.path(), &clock)).await.unwrap();
        Self {
            running,
            clock,
            http: client(),
            folder,
        }
    }

    pub async fn restart(self) -> Self {
        self.running.stop().await;
        Self::in_folder(self.folder).await
    }

    pub fn portal(&self, path: &str) -> String {
        format!("{}{path}", self.running.addresses.portal)
    }

    pub fn login(&self, path: &str) -> String {
        format!("{}{path}", self.running.addresses.login)
    }

    pub fn panel(&self, path: &str) -> String {
        format!(
            "{}/stores/{STORE}/manage{path}",
            self.running.addresses.control_panel
        )
    }

    pub async fn get(&self, url: &str) -> Response {
        self.http.get(url).send().await.unwrap()
    }

    pub async fn text(&self, url: &str) -> String {
        self.get(url).await.text().await.unwrap()
    }

    pub async fn post(&self, url: &str, form: &[(&str, &str)]) -> Response {
        self.http.post(url).form(form).send().await.unwrap()
    }

    /// Creates an app through the portal and reads its credentials off the page.
    pub async fn create_app(&self, name: &str) -> Credentials {
        let made = self.post(&self.portal("/my/apps"), &[("name", name)]).await;
        let page = location(&made);
        let id = page.split('/').nth(3).unwrap().parse().unwrap();
        let html = self.text(&self.portal(&page)).await;
        Credentials {
            id,
            client_id: marked(&html, "client-id"),
            client_secret: marked(&html, "client-secret"),
            account_uuid: marked(&html, "account-uuid"),
            auth: String::new(),
        }
    }

    /// An app with callback URLs at `base` and confirmed scopes.
    pub async fn ready_app(&self, base: &str) -> Credentials {
        let mut app = self.create_app("Ready").await;
        app.auth = format!("{base}/auth");
        let urls = [
            ("auth", app.auth.clone()),
            ("load", format!("{base}/load")),
            ("uninstall", format!("{base}/uninstall")),
            ("multiple_users", "on".to_owned()),
            ("remove_user", format!("{base}/remove-user")),
        ];
        let urls: Vec<(&str, &str)> = urls.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let saved = self
            .post(
                &self.portal(&format!("/my/apps/{}/information", app.id)),
                &urls,
            )
            .await;
        assert_eq!(saved.status(), StatusCode::SEE_OTHER);
        self.scopes(app.id, &[("orders", "modify"), ("products", "read_only")])
            .await;
        app
    }

    /// Saves and confirms scopes.
    pub async fn scopes(&self, id: u64, levels: &[(&str, &str)]) {
        let fields: Vec<(String, &str)> = levels
            .iter()
            .map(|(row, level)| (format!("scope-{row}"), *level))
            .collect();
        let mut form = vec![("mode", "manual")];
        form.extend(fields.iter().map(|(name, level)| (name.as_str(), *level)));
        let saved = self
            .post(&self.portal(&format!("/my/apps/{id}/scopes")), &form)
            .await;
        let next = location(&saved);
        assert!(next.ends_with("/scopes/confirm"), "{next}");
        let confirmed = self.post(&self.portal(&next), &[]).await;
        assert_eq!(confirmed.status(), StatusCode::SEE_OTHER);
    }

    /// Consents in the control panel; gives the parameters of the Auth callback.
    pub async fn consent(&self, app: &Credentials) -> BTreeMap<String, String> {
        let path = format!("/marketplace/apps/{}/consent", app.id);
        let confirmed = self.post(&self.panel(&path), &[]).await;
        assert_eq!(confirmed.status(), StatusCode::SEE_OTHER);
        let page = format!(
            "{}{}",
            self.running.addresses.control_panel,
            location(&confirmed)
        );
        let source = frame(&self.text(&page).await);
        assert!(source.as_str().starts_with(&app.auth), "{source}");
        source.query_pairs().into_owned().collect()
    }

    /// The body of a correct exchange.
    pub fn exchange_body(app: &Credentials, callback: &BTreeMap<String, String>) -> Value {
        json!({
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "code": callback["code"],
            "scope": callback["scope"],
            "context": callback["context"],
            "grant_type": "authorization_code",
            "redirect_uri": app.auth,
        })
    }

    /// Posts an exchange as JSON.
    pub async fn exchange(&self, body: &Value) -> (StatusCode, Value) {
        let sent = self
            .http
            .post(self.login("/oauth2/token"))
            .json(body)
            .send()
            .await
            .unwrap();
        let status = sent.status();
        (status, sent.json().await.unwrap())
    }

    /// Installs an app and gives its token.
    pub async fn token(&self, app: &Credentials) -> String {
        let callback = self.consent(app).await;
        let (status, grant) = self.exchange(&Self::exchange_body(app, &callback)).await;
        assert_eq!(status, StatusCode::OK, "{grant}");
        grant["access_token"].as_str().unwrap().to_owned()
    }

    /// What `GET /v2/store` answers to a token.
    pub async fn store_status(&self, token: &str) -> StatusCode {
        let url = format!("{}/stores/{STORE}/v2/store", self.running.addresses.api);
        let request = self.http.get(url).header("X-Auth-Token", token);
        request
            .header("Accept", "application/json")
            .send()
            .await
            .unwrap()
            .status()
    }
}

/// The `Location` of a redirect.
pub fn location(response: &Response) -> String {
    let status = response.status();
    let location = response.headers().get("location");
    location
        .unwrap_or_else(|| panic!("no redirect but {status}"))
        .to_str()
        .unwrap()
        .to_owned()
}

/// The text of the element with that `id`.
pub fn marked(html: &str, id: &str) -> String {
    let (_, rest) = html.split_once(&format!("id=\"{id}\"")).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split_once('<').unwrap().0.to_owned()
}

/// The hidden fields of the page, as a browser would send them.
pub fn hidden(html: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.replace("&amp;", "&")
    };
    html.split("<input type=\"hidden\"")
        .skip(1)
        .map(|tag| (attribute(tag, "name"), attribute(tag, "value")))
        .collect()
}

/// Where the page's frame points.
pub fn frame(html: &str) -> Url {
    let (_, rest) = html
        .split_once("<iframe")
        .unwrap_or_else(|| panic!("no frame in {html}"));
    let (_, rest) = rest.split_once("src=\"").unwrap();
    let source = rest.split_once('"').unwrap().0;
    let source = source
        .replace("&amp;", "&")
        .replace("&#x2f;", "/")
        .replace("&#x27;", "'");
    Url::parse(&source).unwrap()
}

/// A request the app received.
#[derive(Debug)]
pub struct Seen {
    pub path: String,
    pub query: BTreeMap<String, String>,
}

/// The app: answers 200 to everything and tells what it saw.
pub async fn app() -> (String, mpsc::UnboundedReceiver<Seen>) {
    async fn see(State(seen): State<mpsc::UnboundedSender<Seen>>, request: Request) {
        let query = request.uri().query().unwrap_or_default();
        let query = url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        seen.send(Seen {
            path: request.uri().path().to_owned(),
            query,
        })
        .unwrap();
    }
    let (sender, receiver) = mpsc::unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(see).with_state(sender);
    tokio::spawn(async move { axum::serve(listener, router).await });
    (base, receiver)
}

/// What the app sees next, within five seconds.
pub async fn next(seen: &mut mpsc::UnboundedReceiver<Seen>) -> Seen {
    let limit = std::time::Duration::from_secs(5);
    tokio::time::timeout(limit, seen.recv())
        .await
        .expect("nothing arrived")
        .unwrap()
}
