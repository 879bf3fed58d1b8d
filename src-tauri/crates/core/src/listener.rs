//! The local listener: started with the app, moved when its port is taken or changed.

use std::sync::Arc;

use patchbay_gateway::{BindError, Config, Entrance, Limits, Listener, Probes};
use tokio::sync::Mutex;

use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::{ListenerView, Problem, RefusedCount};

/// The port when nothing else is said: the callback URLs of practice apps name it.
pub const DEFAULT_PORT: u16 = 47_800;

const SETTING: &str = "listener.port";

/// The listener, or why there is none.
#[derive(Debug, Default)]
pub(crate) struct LocalListener {
    running: Mutex<Option<Listener>>,
    state: std::sync::Mutex<State>,
}

#[derive(Clone, Debug, Default)]
struct State {
    port: u16,
    listening: bool,
    problem: Option<Problem>,
}

impl LocalListener {
    /// Takes no more arrivals and lets those under way finish.
    pub async fn stop(&self) {
        if let Some(listener) = self.running.lock().await.take() {
            listener.stop().await;
        }
    }

    /// The port it listens on, or should.
    pub fn port(&self) -> u16 {
        self.state().port
    }

    fn state(&self) -> State {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }

    fn set(&self, state: State) {
        *self
            .state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = state;
    }
}

impl Patchbay {
    /// Listens on the port of this start, of the settings, or on the default one.
    pub(crate) async fn start_listener(&self) {
        let saved = self.0.ledger.setting(SETTING).await.ok().flatten();
        let saved = saved.and_then(|port| port.parse().ok());
        let port = self.0.setup.port.or(saved).unwrap_or(DEFAULT_PORT);
        if let Err(error) = self.listen(port).await {
            tracing::error!(listener.port = port, error.message = %error, "not listening");
        }
    }

    /// Moves the listener to another loopback port. The old one is let go only once the new one is
    /// to be had.
    pub async fn set_listener_port(&self, port: u16) -> Result<ListenerView> {
        if port < 1024 {
            return Err(Error::invalid(
                Field::Port,
                "Choose a port from 1024 to 65535.",
            ));
        }
        let same = self.0.listener.state();
        if same.listening && same.port == port {
            return Ok(self.listener_view().await);
        }
        self.listen(port).await?;
        self.0
            .ledger
            .set_setting(SETTING, &port.to_string())
            .await?;
        self.note(None, "listener port changed", &port.to_string())
            .await;
        self.spawn(|it| async move { it.settle_practice().await });
        self.touch();
        Ok(self.listener_view().await)
    }

    async fn listen(&self, port: u16) -> Result<()> {
        let config = Config {
            port,
            limits: Limits::default(),
        };
        let inbox = Arc::new(self.clone());
        let bound = Listener::bind(config, inbox, self.0.hosts.clone()).await;
        let mut running = self.0.listener.running.lock().await;
        match bound {
            Ok(listener) => {
                let port = listener.addr().port();
                let before = running.replace(listener);
                self.0.listener.set(State {
                    port,
                    listening: true,
                    problem: None,
                });
                drop(running);
                self.0.address.listener_moved();
                if let Some(before) = before {
                    before.stop().await;
                }
                Ok(())
            }
            Err(error) => {
                let error = bind_error(error, port);
                if running.is_none() {
                    let problem = Some(error.problem());
                    self.0.listener.set(State {
                        port,
                        listening: false,
                        problem,
                    });
                }
                Err(error)
            }
        }
    }

    /// The probes that the running listener recognises.
    pub(crate) async fn probes(&self) -> Option<Probes> {
        self.0
            .listener
            .running
            .lock()
            .await
            .as_ref()
            .map(|listener| listener.probes().clone())
    }

    /// Where tunnels bring what they carry, while it listens.
    pub(crate) async fn entrance(&self) -> Option<Entrance> {
        let running = self.0.listener.running.lock().await;
        running.as_ref().map(|listener| listener.entrance().clone())
    }

    /// The listener as the status shows it.
    pub(crate) async fn listener_view(&self) -> ListenerView {
        let state = self.0.listener.state();
        ListenerView {
            port: state.port,
            listening: state.listening,
            problem: state.problem,
            refused: self.refused().await,
        }
    }

    async fn refused(&self) -> Vec<RefusedCount> {
        let running = self.0.listener.running.lock().await;
        let counts = running.as_ref().map(Listener::refused).unwrap_or_default();
        counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(reason, count)| RefusedCount {
                reason: reason.words().into(),
                count: u32::try_from(count).unwrap_or(u32::MAX),
            })
            .collect()
    }

    pub(crate) async fn refused_total(&self) -> u64 {
        self.refused()
            .await
            .iter()
            .map(|refused| u64::from(refused.count))
            .sum()
    }
}

fn bind_error(error: BindError, port: u16) -> Error {
    match error {
        BindError::PortTaken { port } => Error::PortTaken { port },
        other @ (BindError::NotAllowed { .. } | BindError::Failed { .. }) => Error::Conflict {
            message: format!("Patchbay cannot listen on port {port}: {other}"),
            remedy: "Choose another port in Preferences.",
        },
    }
}
