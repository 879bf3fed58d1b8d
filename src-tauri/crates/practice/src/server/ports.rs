//! Four consecutive loopback ports, or any four that are free.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::TcpListener;

use super::tls::Authority;
use super::{Addresses, Role, StartError};

/// The bound listeners, one a role.
pub(super) struct Ports {
    portal: TcpListener,
    login: TcpListener,
    control_panel: TcpListener,
    api: TcpListener,
}

impl Ports {
    /// Binds `first` and the three that follow; any four for 0.
    pub(super) async fn bind(first: u16) -> Result<Self, StartError> {
        let at = |offset: u16| match first {
            0 => Ok(0),
            _ => first
                .checked_add(offset)
                .ok_or(StartError::PortRange { port: first }),
        };
        at(3)?;
        Ok(Self {
            portal: bind(at(0)?).await?,
            login: bind(at(1)?).await?,
            control_panel: bind(at(2)?).await?,
            api: bind(at(3)?).await?,
        })
    }

    /// Their addresses, https when there is an authority.
    pub(super) fn addresses(&self, authority: Option<&Authority>) -> Result<Addresses, StartError> {
        let scheme = if authority.is_some() { "https" } else { "http" };
        let address = |listener: &TcpListener| {
            let port = listener.local_addr().map_err(StartError::listen)?.port();
            Ok::<_, StartError>(format!("{scheme}://127.0.0.1:{port}"))
        };
        Ok(Addresses {
            portal: address(&self.portal)?,
            login: address(&self.login)?,
            control_panel: address(&self.control_panel)?,
            api: address(&self.api)?,
            ca_pem_path: authority.map(|authority| authority.pem_path().to_owned()),
        })
    }

    /// The listeners, to serve.
    pub(super) fn into_listeners(self) -> [(Role, TcpListener); 4] {
        [
            (Role::Portal, self.portal),
            (Role::Login, self.login),
            (Role::ControlPanel, self.control_panel),
            (Role::Api, self.api),
        ]
    }
}

async fn bind(port: u16) -> Result<TcpListener, StartError> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == ErrorKind::AddrInUse {
            StartError::PortTaken { port }
        } else {
            StartError::listen(error)
        }
    })
}
