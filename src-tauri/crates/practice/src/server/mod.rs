//! Serving the four roles on loopback, each on a port of its own, as the real ones have hosts of
//! their own: a page of one must not pass for a page of another.

mod cut;
mod error;
mod guard;
mod ports;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub(crate) use cut::Cord;
pub use error::StartError;

use crate::config::Options;
use crate::persist::{Disk, Saver};
use crate::{Practice, api, control_panel, delivery, login, portal};
use cut::Cuttable;
use ports::Ports;

/// How long requests in flight may take to end when stopping.
const GRACE: Duration = Duration::from_secs(2);

/// Where each role is reached; printed as one line of JSON when ready.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// The developer portal.
    pub portal: String,
    /// The login host: token endpoint, authorize, install links.
    pub login: String,
    /// The stores' control panels.
    pub control_panel: String,
    /// The REST API.
    pub api: String,
    /// The throw-away authority's certificate, with `--tls`.
    pub ca_pem_path: Option<std::path::PathBuf>,
}

/// A practice BigCommerce that serves until it is stopped.
#[derive(Debug)]
pub struct Running {
    /// Where each role is reached.
    pub addresses: Addresses,
    practice: Practice,
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
    saver: Saver,
}

impl Running {
    /// The handle to its state, for tests that look behind the pages.
    pub fn practice(&self) -> &Practice {
        &self.practice
    }

    /// Stops serving and delivering, then writes the state a last time.
    pub async fn stop(self) {
        self.stop.cancel();
        for mut task in self.tasks {
            if tokio::time::timeout(GRACE, &mut task).await.is_err() {
                task.abort();
            }
        }
        self.saver.finish().await;
    }
}

/// Starts serving. When it returns, every address answers.
pub async fn serve(options: Options) -> Result<Running, StartError> {
    let disk = Disk::open(&options.folder)?;
    let ports = Ports::bind(options.port).await?;
    let world = disk.load(options.stores, options.clock.now_ms())?;
    let authority = options
        .tls
        .then(|| tls::Authority::create(&options.folder))
        .transpose()?;
    let addresses = ports.addresses(authority.as_ref())?;
    let http = callback_client(options.tuning.delivery_timeout_ms)?;
    let practice = Practice::new(
        world,
        options.clock,
        http,
        options.tuning,
        addresses.clone(),
    );
    let stop = CancellationToken::new();
    let mut tasks = Vec::new();
    for (role, listener) in ports.into_listeners() {
        let app = router(role, &practice, &listener)?;
        let acceptor = authority.as_ref().map(tls::Authority::acceptor);
        tasks.push(tokio::spawn(serve_role(
            listener,
            app,
            acceptor,
            stop.clone(),
        )));
    }
    tasks.push(tokio::spawn(delivery::run(practice.clone(), stop.clone())));
    let saver = Saver::start(disk, practice.clone());
    Ok(Running {
        addresses,
        practice,
        stop,
        tasks,
        saver,
    })
}

/// One of the four hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Portal,
    Login,
    ControlPanel,
    Api,
}

fn router(role: Role, practice: &Practice, listener: &TcpListener) -> Result<Router, StartError> {
    let port = listener.local_addr().map_err(StartError::listen)?.port();
    let routes = match role {
        Role::Portal => portal::router().layer(from_fn(guard::same_origin)),
        Role::Login => login::pages()
            .layer(from_fn(guard::same_origin))
            .merge(login::endpoint()),
        Role::ControlPanel => control_panel::router()
            .merge(api::drive::router())
            .layer(from_fn(guard::same_origin)),
        Role::Api => api::router(),
    };
    Ok(routes
        .with_state(practice.clone())
        .layer(from_fn_with_state(port, guard::loopback_host)))
}

async fn serve_role(
    listener: TcpListener,
    app: Router,
    acceptor: Option<tokio_rustls::TlsAcceptor>,
    stop: CancellationToken,
) {
    let stopped = stop.clone().cancelled_owned();
    let app = app.into_make_service_with_connect_info::<Cord>();
    let served = match acceptor {
        Some(acceptor) => {
            let listener = tls::TlsListener::start(listener, acceptor, stop);
            axum::serve(Cuttable(listener), app)
                .with_graceful_shutdown(stopped)
                .await
        }
        None => {
            axum::serve(Cuttable(listener), app)
                .with_graceful_shutdown(stopped)
                .await
        }
    };
    if let Err(error) = served {
        tracing::error!(%error, "a practice listener ended");
    }
}

fn callback_client(timeout_ms: u64) -> Result<reqwest::Client, StartError> {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .timeout(Duration::from_millis(timeout_ms))
        .user_agent("BigCommerce-Practice/1.0")
        .build()
        .map_err(|error| StartError::Client(Arc::from(error.to_string())))
}
