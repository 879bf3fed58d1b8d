//! The app and the practice BigCommerce, run for real: the practice as a child of the executable,
//! its portal and control panel used by their forms, the listener reached over a socket.

#![allow(dead_code, reason = "each test file uses its part")]

pub mod clock;
pub mod elsewhere;
pub mod ledger;
pub mod many;
pub mod outside;
pub mod receiver;
pub mod shop;
#[path = "../../src-tauri/crates/gateway/tests/common/sshd.rs"]
pub mod sshd;
pub mod works;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use patchbay_core::clock::{Clock, SystemClock};
use patchbay_core::view::{
    AccountSpec, AppMode, AppView, CallbackKind, FeedPage, FeedQuery, InstallView, InstallWay,
    StatusView, StoreView,
};
use patchbay_core::{Error, Patchbay, Setup};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const STORE: &str = "g5cd38";

/// The webhook scope by which BigCommerce tells of failed deliveries.
pub const EXCEPTIONS: &str = "store/hook/deliveryException";

const PATIENCE: Duration = Duration::from_secs(30);

/// Scopes as the portal's form sends them: the four mandatory ones, information and carts.
pub const PORTAL_SCOPES: &[(&str, &str)] = &[
    ("orders", "modify"),
    ("products", "modify"),
    ("information", "read_only"),
    ("carts", "read_only"),
];

/// Scopes that let Patchbay read everything it reads by itself.
pub const ACCOUNT_SCOPES: &[(&str, &str)] = &[
    ("orders", "read_only"),
    ("information", "read_only"),
    ("carts", "read_only"),
];

/// The app on a home of its own.
pub struct Bench {
    pub patchbay: Patchbay,
    pub http: Client,
    home: PathBuf,
    folder: Option<TempDir>,
    elsewhere: Option<Places>,
}

/// Where a BigCommerce that the app did not start is reached, without slashes at the end.
#[derive(Clone, Debug)]
pub struct Places {
    pub portal: String,
    pub control_panel: String,
}

/// An app registered at the practice BigCommerce.
#[derive(Clone, Debug)]
pub struct Registered {
    pub id: u64,
    pub client_id: String,
    pub client_secret: String,
}

/// A store-level API account, as its control panel shows it once.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: String,
    pub api_path: String,
    pub client_id: String,
    pub client_secret: String,
    pub token: String,
}

impl Account {
    /// What is typed of it into Patchbay.
    pub fn spec(&self, name: &str) -> AccountSpec {
        AccountSpec {
            name: name.into(),
            api_path: self.api_path.clone(),
            client_id: self.client_id.clone(),
        }
    }
}

impl Bench {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bench = Self::start_in(folder.path()).await;
        Self {
            folder: Some(folder),
            ..bench
        }
    }

    /// On a home that stays.
    pub async fn start_in(home: &Path) -> Self {
        Self::start_on(home, 0).await
    }

    /// The same, listening on a port that the hooks know.
    pub async fn start_on(home: &Path, port: u16) -> Self {
        Self::start_at(home, port, Arc::new(SystemClock)).await
    }

    /// The same, at a time of the caller's choosing.
    pub async fn start_at(home: &Path, port: u16, clock: Arc<dyn Clock>) -> Self {
        let setup = Setup {
            port: Some(port),
            ..setup(home)
        };
        Self::of(Patchbay::start_with(setup, clock).await.unwrap(), home)
    }

    /// An app that was started on a home.
    pub fn of(patchbay: Patchbay, home: &Path) -> Self {
        let http = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none());
        let http = http.build().unwrap();
        Self {
            patchbay,
            http,
            home: home.to_owned(),
            folder: None,
            elsewhere: None,
        }
    }

    /// The same app, whose merchant uses the BigCommerce at `places`.
    pub fn with_bigcommerce_at(self, places: Places) -> Self {
        Self {
            elsewhere: Some(places),
            ..self
        }
    }

    /// Ends the app and starts it anew on the same home.
    pub async fn restart(self) -> Self {
        self.restart_after(async |_| {}).await
    }

    /// The same, with something done to the home between.
    pub async fn restart_after(self, between: impl AsyncFnOnce(&Path)) -> Self {
        self.restart_at(Arc::new(SystemClock), between).await
    }

    /// The same, at a time of the caller's choosing.
    pub async fn restart_at(self, clock: Arc<dyn Clock>, between: impl AsyncFnOnce(&Path)) -> Self {
        let port = self.status().await.listener.port;
        self.patchbay.stop().await;
        let Self {
            patchbay,
            http,
            home,
            folder,
            elsewhere,
        } = self;
        drop(patchbay);
        between(&home).await;
        let setup = Setup {
            port: Some(port),
            ..setup(&home)
        };
        let deadline = Instant::now() + PATIENCE;
        loop {
            match Patchbay::start_with(setup.clone(), clock.clone()).await {
                Ok(patchbay) => {
                    return Self {
                        patchbay,
                        http,
                        home,
                        folder,
                        elsewhere,
                    };
                }
                Err(why) if Instant::now() > deadline => panic!("did not start anew: {why}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    /// A practice app with its callbacks and scopes set at both sides, and its credentials given.
    pub async fn set_up(&self) -> (AppView, Registered) {
        self.patchbay.start_practice().await.unwrap();
        self.set_up_as(AppMode::Practice, "Practice").await
    }

    /// The same, of either mode.
    pub async fn set_up_as(&self, mode: AppMode, name: &str) -> (AppView, Registered) {
        let app = self
            .patchbay
            .create_app("bigcommerce", mode, name)
            .await
            .unwrap();
        let registered = self.register(&app).await;
        let (id, secret) = (
            registered.client_id.clone(),
            registered.client_secret.clone(),
        );
        let app = self
            .patchbay
            .set_credentials(app.id, id, secret.into())
            .await
            .unwrap();
        let additional =
            ["store_v2_information_read_only", "store_cart_read_only"].map(String::from);
        let app = self
            .patchbay
            .set_scopes(app.id, &additional, &[])
            .await
            .unwrap();
        (app, registered)
    }

    /// Makes an API account in a store's control panel, by its forms.
    pub async fn make_account(&self, store: &str, rows: &[(&str, &str)]) -> Account {
        let accounts = format!("{}/settings/api-accounts", self.manage(store).await);
        let mut fields = vec![("name".to_owned(), "Warehouse")];
        let levels = rows.iter();
        fields.extend(levels.map(|(row, level)| (format!("scope-{row}"), *level)));
        let form: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        let to = location(&self.post(&accounts, &form).await);
        let page = self.get(&self.absolute(&accounts, &to)).await;
        let page = page.text().await.unwrap();
        let shown = |name: &str| between(&page, &format!("data-test=\"{name}\">"));
        Account {
            id: to.split('/').rev().nth(1).unwrap().to_owned(),
            api_path: shown("api-path").replace("&#x2f;", "/"),
            client_id: shown("client-id"),
            client_secret: shown("client-secret"),
            token: shown("access-token"),
        }
    }

    /// Deletes it there.
    pub async fn delete_account(&self, store: &str, account: &Account) {
        let manage = self.manage(store).await;
        let delete = format!("{manage}/settings/api-accounts/{}/delete", account.id);
        self.post(&delete, &[]).await;
    }

    /// Adds a store by its account.
    pub async fn add_account(&self, account: &Account) -> Result<StoreView, Error> {
        let (secret, token) = (account.client_secret.clone(), account.token.clone());
        let spec = account.spec("Warehouse");
        self.patchbay
            .add_account(
                "bigcommerce",
                AppMode::Practice,
                &spec,
                secret.into(),
                token.into(),
            )
            .await
    }

    /// A store that was added by its account, its four hooks active.
    pub async fn with_account(&self, rows: &[(&str, &str)]) -> (Account, StoreView) {
        self.patchbay.start_practice().await.unwrap();
        let account = self.make_account(STORE, rows).await;
        let store = self.add_account(&account).await.unwrap();
        self.hooks_active(store.id).await;
        (account, store)
    }

    /// Waits until the four hooks of a store are active.
    pub async fn hooks_active(&self, store: u32) {
        self.until("four active hooks", |it| async move {
            it.patchbay.store(store).await.unwrap().hooks_active == 4
        })
        .await;
    }

    /// Registers an app in the practice developer portal, by its forms.
    pub async fn register(&self, app: &AppView) -> Registered {
        let portal = self.portal().await;
        let made = self
            .post(&format!("{portal}/my/apps"), &[("name", "Practice")])
            .await;
        let page = self
            .get(&format!("{portal}{}", location(&made)))
            .await
            .text()
            .await
            .unwrap();
        let id = location(&made).split('/').nth(3).unwrap().parse().unwrap();
        let registered = Registered {
            id,
            client_id: between(&page, "data-test=\"client-id\">"),
            client_secret: between(&page, "data-test=\"client-secret\">"),
        };
        self.save_callbacks(&registered, &url(app, CallbackKind::Auth))
            .await;
        self.save_scopes(&registered, PORTAL_SCOPES).await;
        registered
    }

    /// Saves the callback URLs in the portal, all derived from the one for Auth.
    pub async fn save_callbacks(&self, app: &Registered, auth: &str) {
        let uninstall = format!("{auth}/uninstall");
        let remove_user = format!("{auth}/remove-user");
        let fields = [
            ("auth", auth),
            ("load", auth),
            ("uninstall", uninstall.as_str()),
            ("multiple_users", "on"),
            ("remove_user", remove_user.as_str()),
        ];
        let portal = self.portal().await;
        self.post(&format!("{portal}/my/apps/{}/information", app.id), &fields)
            .await;
    }

    /// Picks levels in the portal and confirms them.
    pub async fn save_scopes(&self, app: &Registered, rows: &[(&str, &str)]) {
        let mut fields = vec![("mode".to_owned(), "manual")];
        fields.extend(
            rows.iter()
                .map(|(row, level)| (format!("scope-{row}"), *level)),
        );
        let form: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        self.confirm_scopes(app, &form).await;
    }

    /// Picks *Modify all* there and confirms it.
    pub async fn save_every_scope(&self, app: &Registered) {
        self.confirm_scopes(app, &[("mode", "all")]).await;
    }

    async fn confirm_scopes(&self, app: &Registered, form: &[(&str, &str)]) {
        let scopes = format!("{}/my/apps/{}/scopes", self.portal().await, app.id);
        self.post(&scopes, form).await;
        self.post(&format!("{scopes}/confirm"), &[]).await;
    }

    /// Consents to the install in the control panel and lets the browser call back.
    pub async fn consent(&self, app: &Registered, store: &str) -> Response {
        self.get(&self.callback_of(app, store).await).await
    }

    /// Consents, and gives the Auth callback that the browser would call next.
    pub async fn callback_of(&self, app: &Registered, store: &str) -> String {
        let manage = self.manage(store).await;
        let consent = format!("{manage}/marketplace/apps/{}/consent", app.id);
        let to = location(&self.post(&consent, &[]).await);
        let frame = self
            .get(&self.absolute(&manage, &to))
            .await
            .text()
            .await
            .unwrap();
        let source = between(&frame, "<iframe class=\"app\" src=\"").replace("&amp;", "&");
        source.replace("&#x2f;", "/").replace("&#x3d;", "=")
    }

    /// The whole install, begun in the app.
    pub async fn install(&self, app: &AppView, registered: &Registered, store: &str) -> Response {
        self.patchbay
            .begin_install(app.id, InstallWay::ControlPanel)
            .await
            .unwrap();
        self.consent(registered, store).await
    }

    /// Set up, installed, its four hooks active.
    pub async fn installed(&self) -> (AppView, Registered) {
        let (app, registered) = self.set_up().await;
        let app = self.install_whole(&app, &registered).await;
        (app, registered)
    }

    /// Installed on the first store, its four hooks active.
    pub async fn install_whole(&self, app: &AppView, registered: &Registered) -> AppView {
        let answer = self.install(app, registered, STORE).await;
        assert_eq!(answer.status(), StatusCode::OK, "the merchant sees a page");
        self.until("four active hooks", |it| async move {
            let stores = it.patchbay.stores(Some(app.id)).await.unwrap();
            stores.first().is_some_and(|store| store.hooks_active == 4)
        })
        .await;
        self.patchbay.app(app.id).await.unwrap()
    }

    /// How far the install is.
    pub async fn install_view(&self, app: &AppView) -> InstallView {
        let (sender, mut views) = tokio::sync::mpsc::unbounded_channel();
        self.patchbay.watch_install(app.id, move |view| {
            let _ = sender.send(view);
            false
        });
        views.recv().await.expect("an install was begun")
    }

    /// Presses one of the control panel's buttons.
    pub async fn drive(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/practice/{path}", self.control_panel().await);
        let answer = self.http.post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap()
    }

    pub async fn place_order(&self) -> u64 {
        self.drive(&format!("stores/{STORE}/orders"), json!({}))
            .await["order_id"]
            .as_u64()
            .unwrap()
    }

    pub async fn faults(&self, faults: Value) {
        let url = format!("{}/practice/faults", self.control_panel().await);
        let answer = self.http.put(url).json(&faults).send().await.unwrap();
        assert!(answer.status().is_success(), "faults: {}", answer.status());
    }

    /// The hooks of an app's triggers as the practice BigCommerce keeps them, once all four are there.
    pub async fn practice_hooks(&self, client_id: &str) -> Vec<Value> {
        self.hooks_where(|hook| hook["client_id"] == client_id)
            .await
    }

    /// Those hooks of triggers that `are` meant, once all four are there.
    pub async fn hooks_where(&self, are: impl Fn(&Value) -> bool) -> Vec<Value> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let state = self.practice_state();
            let hooks = state["hooks"].as_object().into_iter().flatten();
            let meant = hooks
                .map(|(_, hook)| hook)
                .filter(|hook| hook["scope"] != EXCEPTIONS && are(hook));
            let meant: Vec<Value> = meant.cloned().collect();
            if meant.len() >= 4 {
                return meant;
            }
            assert!(
                Instant::now() < deadline,
                "the practice BigCommerce wrote no hooks"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The hooks by which an app is told of failed deliveries, as the practice BigCommerce last wrote
    /// them.
    pub fn exception_hooks(&self, client_id: &str) -> Vec<Value> {
        let state = self.practice_state();
        let hooks = state["hooks"].as_object().into_iter().flatten();
        let are = |hook: &&Value| hook["scope"] == EXCEPTIONS && hook["client_id"] == client_id;
        hooks.map(|(_, hook)| hook).filter(are).cloned().collect()
    }

    /// The practice BigCommerce's own world, as it was last written.
    pub fn practice_state(&self) -> Value {
        let folder = self.home.join("practice");
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
            .find_map(|file| serde_json::from_slice(&std::fs::read(file).ok()?).ok())
            .unwrap_or_default()
    }

    pub async fn feed(&self) -> FeedPage {
        self.patchbay
            .feed_page(&FeedQuery {
                limit: 200,
                ..FeedQuery::default()
            })
            .await
            .unwrap()
    }

    /// Waits until nothing is missed of a store from now on.
    pub async fn watermarks_begun(&self, store_id: u32) {
        self.until("the watermarks begun", |it| async move {
            let of = it.patchbay.store_watermarks(store_id).await.unwrap();
            of.marks.len() == 3 && of.marks.iter().all(|mark| mark.at.is_some())
        })
        .await;
    }

    /// Waits until something holds.
    pub async fn until<'a, F>(&'a self, what: &str, holds: impl Fn(&'a Self) -> F)
    where
        F: Future<Output = bool> + 'a,
    {
        self.until_within(PATIENCE, what, holds).await;
    }

    /// The same of something that takes long.
    pub async fn until_late<'a, F>(&'a self, what: &str, holds: impl Fn(&'a Self) -> F)
    where
        F: Future<Output = bool> + 'a,
    {
        self.until_within(10 * PATIENCE, what, holds).await;
    }

    async fn until_within<'a, F>(
        &'a self,
        patience: Duration,
        what: &str,
        holds: impl Fn(&'a Self) -> F,
    ) where
        F: Future<Output = bool> + 'a,
    {
        let deadline = Instant::now() + patience;
        while !holds(self).await {
            assert!(Instant::now() < deadline, "never: {what}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    pub async fn status(&self) -> StatusView {
        self.patchbay.status().await.unwrap()
    }

    pub async fn portal(&self) -> String {
        if let Some(places) = &self.elsewhere {
            return places.portal.clone();
        }
        bare(
            self.status()
                .await
                .practice
                .portal_url
                .expect("practice runs"),
        )
    }

    pub async fn control_panel(&self) -> String {
        if let Some(places) = &self.elsewhere {
            return places.control_panel.clone();
        }
        bare(
            self.status()
                .await
                .practice
                .control_panel_url
                .expect("practice runs"),
        )
    }

    pub async fn manage(&self, store: &str) -> String {
        format!("{}/stores/{store}/manage", self.control_panel().await)
    }

    pub async fn get(&self, url: &str) -> Response {
        self.http.get(url).send().await.unwrap()
    }

    pub async fn post(&self, url: &str, form: &[(&str, &str)]) -> Response {
        let answer = self.http.post(url).form(form).send().await.unwrap();
        assert!(
            answer.status().is_redirection(),
            "{url}: {}",
            answer.status()
        );
        answer
    }

    fn absolute(&self, base: &str, to: &str) -> String {
        let base = reqwest::Url::parse(base).unwrap();
        base.join(to).unwrap().to_string()
    }
}

/// How the app starts on a home, on ports of the system's choosing.
pub fn setup(home: &Path) -> Setup {
    Setup {
        folder: home.to_owned(),
        moved: true,
        port: Some(0),
        practice_port: Some(0),
        practice_asked: false,
        executable: PathBuf::from(env!("CARGO_BIN_EXE_patchbay")),
        version: "test".into(),
    }
}

pub fn url(app: &AppView, kind: CallbackKind) -> String {
    app.callbacks
        .iter()
        .find(|callback| callback.kind == kind)
        .unwrap()
        .url
        .clone()
}

pub fn location(answer: &Response) -> String {
    answer.headers()["location"].to_str().unwrap().to_owned()
}

fn between(page: &str, before: &str) -> String {
    let start = page
        .find(before)
        .unwrap_or_else(|| panic!("no {before} in:\n{page}"))
        + before.len();
    let length = page[start..].find(['<', '"']).unwrap();
    page[start..start + length].to_owned()
}

fn bare(url: String) -> String {
    url.trim_end_matches('/').to_owned()
}
