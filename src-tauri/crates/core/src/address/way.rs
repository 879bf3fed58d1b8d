//! The chosen way in: what was typed made clean, what it promises, and where it is kept.

use patchbay_gateway::{AddressError, check_base};
use patchbay_ledger::Ledger;
use url::Url;

use crate::error::{Error, Field, Result};
use crate::view::{AddressWay, SshKey, SshService};

const SETTING: &str = "address.way";
/// What the first versions had: the user's own address.
const OLD_SETTING: &str = "address.url";

impl AddressWay {
    /// What was typed, without what surrounds it.
    pub(crate) fn checked(self) -> Result<Self> {
        Ok(match self {
            Self::Own { url } => Self::Own {
                url: address(&url)?,
            },
            Self::Ssh {
                host,
                port,
                user,
                key,
                listens,
                url,
            } => Self::Ssh {
                host: word(
                    &host,
                    Field::TunnelHost,
                    "Type the server’s name, such as vps.example.com.",
                )?,
                port: above_zero(port, Field::TunnelPort)?,
                user: word(&user, Field::TunnelUser, "Type the user to log in as.")?,
                key: checked_key(key)?,
                listens: above_zero(listens, Field::TunnelListens)?,
                url: address(&url)?,
            },
            Self::SshService { service, key } => Self::SshService {
                service,
                key: key
                    .filter(|_| service.knows_keys())
                    .map(checked_key)
                    .transpose()?,
            },
            Self::Ngrok { domain } => Self::Ngrok {
                domain: domain_of(domain)?,
            },
            Self::Cloudflared { program, url } => Self::Cloudflared {
                program: filled(program),
                url: address(&url)?,
            },
            Self::QuickTunnel { program } => Self::QuickTunnel {
                program: filled(program),
            },
        })
    }

    /// Whether it has the same address each time, so that opening it anew costs nothing.
    pub(crate) fn keeps_its_address(&self) -> bool {
        match self {
            Self::Own { .. } | Self::Ssh { .. } | Self::Ngrok { .. } | Self::Cloudflared { .. } => {
                true
            }
            Self::SshService { .. } | Self::QuickTunnel { .. } => false,
        }
    }

    /// The address, where it is known before the way is open.
    pub(crate) fn url(&self) -> Option<String> {
        match self {
            Self::Own { url } | Self::Ssh { url, .. } | Self::Cloudflared { url, .. } => {
                Some(url.clone())
            }
            Self::Ngrok { domain } => domain.as_ref().map(|domain| format!("https://{domain}")),
            Self::SshService { .. } | Self::QuickTunnel { .. } => None,
        }
    }

    /// The SSH server, by name and port.
    pub(crate) fn server(&self) -> Option<(String, u16)> {
        match self {
            Self::Ssh { host, port, .. } => Some((host.clone(), *port)),
            Self::SshService { service, .. } => {
                let (host, port) = super::tunnels::server(*service);
                Some((host.to_owned(), port))
            }
            Self::Own { .. }
            | Self::Ngrok { .. }
            | Self::Cloudflared { .. }
            | Self::QuickTunnel { .. } => None,
        }
    }

    /// Whether somebody else keeps it open.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self, Self::Own { .. })
    }

    /// In a few words, for the list of changes.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Own { url } => url.clone(),
            Self::Ssh { host, url, .. } => format!("{url} by SSH to {host}"),
            Self::SshService { service, .. } => super::tunnels::service(*service).name().into(),
            Self::Ngrok { domain } => format!("ngrok {}", domain.clone().unwrap_or_default())
                .trim()
                .into(),
            Self::Cloudflared { url, .. } => format!("{url} by cloudflared"),
            Self::QuickTunnel { .. } => "a quick tunnel by cloudflared".into(),
        }
    }
}

impl SshService {
    /// Whether it gives those it knows by their key the same address for longer.
    fn knows_keys(self) -> bool {
        match self {
            Self::LocalhostRun => true,
            Self::Pinggy => false,
        }
    }
}

/// The way that was last chosen.
pub(super) async fn load(ledger: &Ledger) -> Option<AddressWay> {
    let saved = ledger.setting(SETTING).await.ok().flatten();
    if let Some(saved) = saved {
        return serde_json::from_str(&saved).ok();
    }
    let url = ledger.setting(OLD_SETTING).await.ok().flatten()?;
    (!url.is_empty()).then_some(AddressWay::Own { url })
}

/// Remembers the way, or that there is none.
pub(super) async fn save(ledger: &Ledger, way: Option<&AddressWay>) -> Result<()> {
    let text = match way {
        Some(way) => serde_json::to_string(way).map_err(|why| Error::Internal(why.to_string()))?,
        None => String::new(),
    };
    Ok(ledger.set_setting(SETTING, &text).await?)
}

/// The address without a slash at its end, so that paths can be put after it.
pub(super) fn bare(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

fn address(typed: &str) -> Result<String> {
    let url = check_base(typed, false).map_err(refused)?;
    Ok(bare(&url))
}

fn refused(error: AddressError) -> Error {
    Error::invalid(Field::Address, format!("{error} {}", error.remedy()))
}

fn word(typed: &str, field: Field, empty: &str) -> Result<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Error::invalid(field, empty));
    }
    if typed.starts_with('-')
        || typed.contains(|letter: char| letter.is_whitespace() || "/@".contains(letter))
    {
        return Err(Error::invalid(
            field,
            format!("“{typed}” cannot be one: leave out spaces, slashes and @."),
        ));
    }
    Ok(typed.to_owned())
}

fn above_zero(port: u16, field: Field) -> Result<u16> {
    if port == 0 {
        return Err(Error::invalid(field, "Type a port from 1 to 65535."));
    }
    Ok(port)
}

fn checked_key(key: SshKey) -> Result<SshKey> {
    match key {
        SshKey::File { path } if path.trim().is_empty() => Err(Error::invalid(
            Field::TunnelKey,
            "Choose the file of the private key.",
        )),
        SshKey::File { path } => Ok(SshKey::File {
            path: path.trim().to_owned(),
        }),
        SshKey::Agent | SshKey::Own => Ok(key),
    }
}

/// A domain, of which the whole address may have been pasted.
fn domain_of(typed: Option<String>) -> Result<Option<String>> {
    let Some(typed) = filled(typed) else {
        return Ok(None);
    };
    let bare = typed.trim_start_matches("https://").trim_end_matches('/');
    let domain = word(bare, Field::TunnelDomain, "")?;
    match check_base(&format!("https://{domain}"), false) {
        Ok(_) => Ok(Some(domain)),
        Err(error) => Err(Error::invalid(
            Field::TunnelDomain,
            format!("{error} {}", error.remedy()),
        )),
    }
}

fn filled(typed: Option<String>) -> Option<String> {
    let typed = typed?.trim().to_owned();
    (!typed.is_empty()).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ssh(host: &str, url: &str) -> AddressWay {
        AddressWay::Ssh {
            host: host.into(),
            port: 22,
            user: " me ".into(),
            key: SshKey::Agent,
            listens: 8080,
            url: url.into(),
        }
    }

    #[test]
    fn what_surrounds_what_was_typed_comes_off() {
        let checked = ssh(" vps.example.com ", " https://Hooks.Example.com/ ")
            .checked()
            .unwrap();
        let AddressWay::Ssh {
            host, user, url, ..
        } = checked
        else {
            panic!()
        };
        assert_eq!(
            (&*host, &*user, &*url),
            ("vps.example.com", "me", "https://hooks.example.com")
        );
        let ngrok = AddressWay::Ngrok {
            domain: Some("https://a.ngrok.app/".into()),
        };
        assert_eq!(
            ngrok.checked().unwrap(),
            AddressWay::Ngrok {
                domain: Some("a.ngrok.app".into())
            }
        );
        let none = AddressWay::Ngrok {
            domain: Some("  ".into()),
        };
        assert_eq!(none.checked().unwrap(), AddressWay::Ngrok { domain: None });
    }

    #[test]
    fn a_key_that_the_service_does_not_know_is_left_out() {
        let pinggy = AddressWay::SshService {
            service: SshService::Pinggy,
            key: Some(SshKey::File {
                path: String::new(),
            }),
        };
        let AddressWay::SshService { key, .. } = pinggy.checked().unwrap() else {
            panic!()
        };
        assert_eq!(key, None);
    }

    #[test]
    fn each_port_is_refused_where_it_was_typed() {
        let of = |port, listens| AddressWay::Ssh {
            host: "vps.example.com".into(),
            port,
            user: "me".into(),
            key: SshKey::Agent,
            listens,
            url: "https://hooks.example.com".into(),
        };
        let field = |way: AddressWay| way.checked().unwrap_err().field();
        assert_eq!(field(of(0, 8080)), Some(Field::TunnelPort));
        assert_eq!(field(of(22, 0)), Some(Field::TunnelListens));
    }

    #[test]
    fn what_cannot_be_is_refused_where_it_was_typed() {
        for (way, field) in [
            (ssh("", "https://hooks.example.com"), Field::TunnelHost),
            (
                ssh("me@host", "https://hooks.example.com"),
                Field::TunnelHost,
            ),
            (
                ssh("-oProxyCommand=x", "https://hooks.example.com"),
                Field::TunnelHost,
            ),
            (
                ssh("vps.example.com", "http://hooks.example.com"),
                Field::Address,
            ),
            (
                AddressWay::Ngrok {
                    domain: Some("a b".into()),
                },
                Field::TunnelDomain,
            ),
            (
                AddressWay::Ngrok {
                    domain: Some("localhost".into()),
                },
                Field::TunnelDomain,
            ),
        ] {
            assert_eq!(way.checked().unwrap_err().field(), Some(field));
        }
    }
}
