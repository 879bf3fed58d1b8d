//! The SSH agent: keys that are used without ever being seen.

use std::path::Path;

use russh::client::Handle;
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::{AgentClient, AgentStream};

use super::Ssh;
use super::client::Client;
use crate::tunnel::Fault;

/// The most keys that are offered: servers hang up after six.
const MOST_KEYS: usize = 5;

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
/// When the agent holds no key. What ends the connection is in the inner result.
pub(super) async fn offer(
    mut agent: Agent,
    to: &Ssh,
    session: &mut Handle<Client>,
) -> Result<Result<bool, russh::Error>, Fault> {
    let keys = agent.request_identities().await;
    let keys = keys.map_err(|_| none("The SSH agent does not say which keys it has"))?;
    if keys.is_empty() {
        return Err(none("The SSH agent holds no key"));
    }
    let hash = match session.best_supported_rsa_hash().await {
        Ok(hash) => hash.flatten(),
        Err(error) => return Ok(Err(error)),
    };
    for key in keys.into_iter().take(MOST_KEYS) {
        let AgentIdentity::PublicKey { key, .. } = key else {
            continue;
        };
        let hash = key.algorithm().is_rsa().then_some(hash).flatten();
        let answer = session.authenticate_publickey_with(&to.user, key, hash, &mut agent);
        if answer.await.is_ok_and(|answer| answer.success()) {
            return Ok(Ok(true));
        }
    }
    Ok(Ok(false))
}

fn none(why: &str) -> Fault {
    Fault::NoAgent {
        why: why.to_owned(),
    }
}
