//! The SSH agent: keys that are used without ever being seen.

use std::path::Path;
use std::time::Duration;

use russh::client::Handle;
use russh::keys::PublicKey;
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::{AgentClient, AgentStream};
use tokio::time::timeout;

use super::Ssh;
use super::client::{Client, gone};
use crate::tunnel::Fault;

/// The most keys that are offered: servers hang up after six.
pub(super) const MOST_KEYS: usize = 5;

/// How long the agent may take: it may ask the user, who may not be there.
const PATIENCE: Duration = Duration::from_secs(25);

pub(super) type Agent = AgentClient<Box<dyn AgentStream + Send + Unpin>>;

/// Speaks to the agent at `socket`.
///
/// # Errors
/// When there is none.
#[cfg(unix)]
pub(super) async fn connect(socket: Option<&Path>) -> Result<Agent, Fault> {
    let socket = socket.ok_or_else(|| none("No SSH agent runs (SSH_AUTH_SOCK is not set)"))?;
    let agent = AgentClient::connect_uds(socket).await;
    let agent = agent.map_err(|_| none("The SSH agent does not answer"))?;
    Ok(agent.dynamic())
}

/// Speaks to the agent of OpenSSH for Windows.
///
/// # Errors
/// When it does not run.
#[cfg(windows)]
pub(super) async fn connect(_: Option<&Path>) -> Result<Agent, Fault> {
    let agent = AgentClient::connect_named_pipe(r"\\.\pipe\openssh-ssh-agent").await;
    let agent = agent.map_err(|_| none("The SSH agent does not answer"))?;
    Ok(agent.dynamic())
}

/// Offers one key after another; whether one was accepted.
///
/// # Errors
/// When the agent holds no key, or does not use those it holds.
pub(super) async fn offer(
    mut agent: Agent,
    to: &Ssh,
    session: &mut Handle<Client>,
) -> Result<bool, Fault> {
    let offered = timeout(PATIENCE, offer_all(&mut agent, to, session)).await;
    offered.unwrap_or_else(|_| {
        Err(none(
            "The SSH agent did not answer: it may be waiting for you to allow the use of a key",
        ))
    })
}

async fn offer_all(
    agent: &mut Agent,
    to: &Ssh,
    session: &mut Handle<Client>,
) -> Result<bool, Fault> {
    let keys = keys(agent).await?;
    let hash = session.best_supported_rsa_hash().await;
    let hash = hash.map_err(|error| gone(&to.host, &error))?.flatten();
    let mut signed = false;
    for key in keys.into_iter().take(MOST_KEYS) {
        let hash = key.algorithm().is_rsa().then_some(hash).flatten();
        let answer = session.authenticate_publickey_with(&to.user, key, hash, agent);
        match answer.await {
            Ok(answer) if answer.success() => return Ok(true),
            Ok(_) => signed = true,
            Err(error) => tracing::warn!(%error, "the SSH agent did not sign"),
        }
    }
    if signed || session.is_closed() {
        return Ok(false);
    }
    Err(none("The SSH agent refuses the use of its keys"))
}

/// The keys that stand for themselves; who vouches for a certificate is not asked here.
async fn keys(agent: &mut Agent) -> Result<Vec<PublicKey>, Fault> {
    let all = agent.request_identities().await;
    let all = all.map_err(|_| none("The SSH agent does not say which keys it has"))?;
    let keys: Vec<_> = all.into_iter().filter_map(plain).collect();
    if keys.is_empty() {
        return Err(none("The SSH agent holds no key"));
    }
    Ok(keys)
}

fn plain(identity: AgentIdentity) -> Option<PublicKey> {
    match identity {
        AgentIdentity::PublicKey { key, .. } => Some(key),
        AgentIdentity::Certificate { .. } => None,
    }
}

fn none(why: &str) -> Fault {
    Fault::NoAgent {
        why: why.to_owned(),
    }
}
