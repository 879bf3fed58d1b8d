//! The app as one value: what it is made of, how it starts and how it ends.

use std::path::PathBuf;
use std::sync::Arc;

use patchbay_bigcommerce::Quotas;
use patchbay_connector::Connector;
use patchbay_gateway::Hosts;
use patchbay_ledger::{App, Ledger, Mode};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::address::PublicAddress;
use crate::alerts::Alerts;
use crate::answers::Answered;
use crate::clock::{Clock, SystemClock};
use crate::diagnosis::Strays;
use crate::error::{Error, Result, StartError};
use crate::exceptions::Exceptions;
use crate::faults::Faults;
use crate::feed::KnownNames;
use crate::fetching::Fetching;
use crate::forward::Forwarding;
use crate::home::Home;
use crate::install::Installs;
use crate::keeping::Keeping;
use crate::leaving::Leaving;
use crate::listener::LocalListener;
use crate::practice::Practice;
use crate::recovery::Recovering;
use crate::routes::Routes;
use crate::runs::Orchestrating;
use crate::secrets::Secrets;
use crate::sendings::Sendings;
use crate::transfers::Transfers;
use crate::turns::Turns;
use crate::watches::Watches;

/// How the app is to start.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The data folder.
    pub folder: PathBuf,
    /// Whether the user chose that folder (`PATCHBAY_HOME`).
    pub moved: bool,
    /// The listener's port, instead of the one in the settings.
    pub port: Option<u16>,
    /// The first of the practice BigCommerce's ports, instead of its default.
    pub practice_port: Option<u16>,
    /// Whether to open straight into practice.
    pub practice_asked: bool,
    /// The executable that also runs the practice BigCommerce.
    pub executable: PathBuf,
    /// The app's version.
    pub version: String,
}

/// The running app. Cheap to clone; all clones are the same app.
#[derive(Clone, Debug)]
pub struct Patchbay(pub(crate) Arc<Parts>);

/// What the app is made of.
#[derive(Debug)]
pub(crate) struct Parts {
    pub setup: Setup,
    pub home: Home,
    pub ledger: Ledger,
    pub secrets: Arc<Secrets>,
    pub clock: Arc<dyn Clock>,
    pub http: reqwest::Client,
    pub routes: Routes,
    pub installs: Installs,
    pub strays: Strays,
    pub sendings: Sendings,
    pub faults: Faults,
    pub answered: Answered,
    pub forwarding: Forwarding,
    pub fetching: Fetching,
    pub recovering: Recovering,
    pub orchestrating: Orchestrating,
    pub alerts: Alerts,
    pub address: PublicAddress,
    pub hosts: Arc<Hosts>,
    pub listener: LocalListener,
    pub quotas: Quotas,
    pub exceptions: Exceptions,
    /// Two that settle a store's hooks would make one twice.
    pub hook_turns: Turns<i64>,
    pub check_turns: Turns<i64>,
    /// Actions that must not be under way together, by store and what they are about.
    pub action_turns: Turns<(i64, String)>,
    pub verify_turn: tokio::sync::Mutex<()>,
    pub practice: Practice,
    pub watches: Watches,
    pub names: KnownNames,
    pub keeping: Keeping,
    pub transfers: Transfers,
    pub leaving: Leaving,
    pub changed: watch::Sender<u64>,
    pub ended: CancellationToken,
}

impl Patchbay {
    /// Opens the data folder and starts everything. A listener or keychain that is not to be had
    /// shows in the status; only a folder or ledger that cannot be used stops the start.
    pub async fn start(setup: Setup) -> Result<Self, StartError> {
        Self::start_with(setup, Arc::new(SystemClock)).await
    }

    /// The same at a time of the caller's choosing.
    pub async fn start_with(setup: Setup, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let home = Home::claim(&setup.folder, setup.moved)?;
        let secrets = Arc::new(Secrets::new(home.namespace()));
        Self::open(setup, clock, home, secrets).await
    }

    /// Starts again what has been stopped, without letting go of the folder or of secrets that are
    /// only in memory.
    pub(crate) async fn again(&self) -> Result<Self, StartError> {
        let parts = &self.0;
        let (setup, clock) = (parts.setup.clone(), Arc::clone(&parts.clock));
        Self::open(setup, clock, parts.home.clone(), Arc::clone(&parts.secrets)).await
    }

    async fn open(
        setup: Setup,
        clock: Arc<dyn Clock>,
        home: Home,
        secrets: Arc<Secrets>,
    ) -> Result<Self, StartError> {
        let ledger = Ledger::open(home.folder())?;
        let now = clock.now_ms();
        let patchbay = Self(Arc::new(Parts {
            practice: Practice::new(&setup, &home),
            setup,
            home,
            ledger,
            secrets,
            clock,
            http: patchbay_bigcommerce::http_client()?,
            routes: Routes::default(),
            installs: Installs::default(),
            strays: Strays::default(),
            sendings: Sendings::default(),
            faults: Faults::default(),
            answered: Answered::default(),
            forwarding: Forwarding::default(),
            fetching: Fetching::default(),
            recovering: Recovering::default(),
            orchestrating: Orchestrating::default(),
            alerts: Alerts::default(),
            address: PublicAddress::new(now),
            hosts: Arc::new(Hosts::new()),
            listener: LocalListener::default(),
            quotas: Quotas::default(),
            exceptions: Exceptions::default(),
            hook_turns: Turns::default(),
            check_turns: Turns::default(),
            action_turns: Turns::default(),
            verify_turn: tokio::sync::Mutex::default(),
            watches: Watches::default(),
            names: KnownNames::default(),
            keeping: Keeping::default(),
            transfers: Transfers::default(),
            leaving: Leaving::default(),
            changed: watch::Sender::new(0),
            ended: CancellationToken::new(),
        }));
        patchbay.awake().await;
        Ok(patchbay)
    }

    async fn awake(&self) {
        self.tidy_restoring();
        self.load_address().await;
        self.end_cut_off_calls().await;
        self.start_listener().await;
        self.spawn(|it| async move { it.check_vault().await });
        self.spawn(|it| async move { it.watch_ledger().await });
        self.spawn(|it| async move { it.keep_address().await });
        self.spawn(|it| async move { it.keep_outages().await });
        self.spawn(|it| async move { it.watch_successes().await });
        self.spawn(|it| async move { it.mend_hooks().await });
        self.spawn(|it| async move { it.keep_health().await });
        self.spawn(|it| async move { it.look_into_exceptions().await });
        self.spawn(Self::forward_events);
        self.spawn(Self::fetch_arrivals);
        self.spawn(Self::recover_missed);
        self.spawn(Self::orchestrate);
        self.spawn(|it| async move { it.watch_outages().await });
        self.spawn(|it| async move { it.alert_of_outages().await });
        self.spawn(|it| async move { it.keep_alive_noted().await });
        self.spawn(|it| async move { it.watch_disk().await });
        self.spawn(|it| async move { it.keep_ledger().await });
        self.spawn(|it| async move { it.keep_answers().await });
        self.spawn(|it| async move { it.start_practice_if_used().await });
    }

    /// Ends everything in order: no more arrivals, then the practice BigCommerce, then the ledger.
    pub async fn stop(&self) {
        self.0.ended.cancel();
        self.0.listener.stop().await;
        self.write_answers().await;
        self.end_outages().await;
        self.note_alive().await;
        self.0.practice.stop().await;
        self.0.ledger.clone().close().await;
    }

    /// Runs something beside the caller until the app ends.
    pub(crate) fn spawn<F>(&self, work: impl FnOnce(Self) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let ended = self.0.ended.clone();
        let work = work(self.clone());
        tokio::spawn(async move { ended.run_until_cancelled(work).await });
    }

    /// Tells those who watch that something of the set-up changed.
    pub(crate) fn touch(&self) {
        self.0.routes.clear();
        self.0.changed.send_modify(|count| *count += 1);
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.clock.now_ms()
    }

    pub(crate) async fn ledger_app(&self, id: u32) -> Result<App> {
        self.0
            .ledger
            .app(i64::from(id))
            .await?
            .ok_or(Error::NotFound("app"))
    }
}

/// The connector of an app.
pub(crate) fn connector_of(app: &App) -> Result<&'static Connector> {
    connector(&app.connector)
}

/// The connector with this id.
pub(crate) fn connector(id: &str) -> Result<&'static Connector> {
    patchbay_connector::bundled()
        .iter()
        .find(|connector| connector.id == id)
        .ok_or(Error::NotFound("connector"))
}

/// Whether an app practises.
pub(crate) fn practises(app: &App) -> bool {
    app.mode == Mode::Practice
}

/// A row id as the page's number.
pub(crate) fn id(row: i64) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}
