//! How far an address of the network lies. What was saved as one kind must not lead to another
//! later: a name on the internet that suddenly means this machine is an attack, or a mistake.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use patchbay_ledger::Reach;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;

/// Where an IP address lies; `None` for those that nothing may be sent to: unspecified, multicast
/// and link-local ones, among them the metadata services of clouds.
pub(super) fn of(ip: IpAddr) -> Option<Reach> {
    match ip.to_canonical() {
        IpAddr::V4(ip) => of_v4(ip),
        IpAddr::V6(ip) => of_v6(ip),
    }
}

fn of_v4(ip: Ipv4Addr) -> Option<Reach> {
    let [first, second, ..] = ip.octets();
    let shared = first == 100 && (64..128).contains(&second);
    let benchmarks = first == 198 && (second == 18 || second == 19);
    if ip.is_loopback() {
        return Some(Reach::Machine);
    }
    if ip.is_private() || shared || benchmarks {
        return Some(Reach::Network);
    }
    let nowhere = first == 0 || first >= 224 || ip.is_link_local();
    (!nowhere).then_some(Reach::Internet)
}

fn of_v6(ip: Ipv6Addr) -> Option<Reach> {
    if ip.is_loopback() {
        return Some(Reach::Machine);
    }
    if ip.is_unique_local() {
        return Some(Reach::Network);
    }
    match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            of_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
                .filter(|reach| *reach == Reach::Internet)
        }
        [first, ..] if (0x2000..0x4000).contains(&first) && first != 0x2002 => {
            Some(Reach::Internet)
        }
        _ => None,
    }
}

/// A host leads elsewhere than where it was saved for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{host} does not lead to {}", words(*.reach))]
pub(super) struct Elsewhere {
    pub host: String,
    pub reach: Reach,
}

/// Where a reach is, in words: "an address on the internet".
pub(super) fn words(reach: Reach) -> &'static str {
    match reach {
        Reach::Machine => "this machine",
        Reach::Network => "an address in your network",
        Reach::Internet => "an address on the internet",
    }
}

/// Looks names up, and lets through what lies where it should.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guard(pub Reach);

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            let there: Vec<SocketAddr> = found.filter(|at| of(at.ip()) == Some(reach)).collect();
            if there.is_empty() {
                return Err(Elsewhere { host, reach }.into());
            }
            Ok(Box::new(there.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_address_lies_where_it_lies() {
        let cases = [
            ("127.0.0.1", Some(Reach::Machine)),
            ("127.9.9.9", Some(Reach::Machine)),
            ("::1", Some(Reach::Machine)),
            ("::ffff:127.0.0.1", Some(Reach::Machine)),
            ("10.0.0.1", Some(Reach::Network)),
            ("172.16.3.4", Some(Reach::Network)),
            ("192.168.1.20", Some(Reach::Network)),
            ("::ffff:192.168.1.20", Some(Reach::Network)),
            ("100.100.1.1", Some(Reach::Network)),
            ("fd12::1", Some(Reach::Network)),
            ("93.184.216.34", Some(Reach::Internet)),
            ("2606:2800:220:1::1", Some(Reach::Internet)),
            ("64:ff9b::5db8:d822", Some(Reach::Internet)),
            ("64:ff9b::7f00:1", None),
            ("2002:7f00:1::", None),
            ("0.0.0.0", None),
            ("::", None),
            ("169.254.169.254", None),
            ("fe80::1", None),
            ("224.0.0.1", None),
            ("255.255.255.255", None),
            ("ff02::1", None),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text.parse().unwrap()), expected, "{text}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_elsewhere_is_not_followed() {
        let name = || "localhost".parse::<Name>().unwrap();
        assert!(Guard(Reach::Machine).resolve(name()).await.is_ok());
        let refused = Guard(Reach::Internet).resolve(name()).await.err().unwrap();
        let why = refused.downcast_ref::<Elsewhere>().unwrap();
        assert_eq!(why.host, "localhost");
    }
}
