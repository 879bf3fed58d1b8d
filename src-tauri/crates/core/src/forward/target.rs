//! What may be saved as a forward address.

use patchbay_ledger::Reach;
use url::{Host, Url};

use super::reach;
use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;

/// The longest URL, in bytes.
const LONGEST: usize = 2_000;

/// A URL that events may be sent to, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub url: Url,
    pub reach: Reach,
}

impl Patchbay {
    /// Reads a URL as the user typed it, and looks at where its host leads.
    pub(super) async fn forward_target(&self, typed: &str) -> Result<Target> {
        let url = parse(typed)?;
        let reach = where_to(&url).await?;
        if reach == Reach::Internet && url.scheme() != "https" {
            return Err(wrong("On the internet events travel by https only."));
        }
        if self.leads_back(&url, reach) {
            return Err(wrong(
                "This is Patchbay’s own address: what is forwarded would come back for ever.",
            ));
        }
        Ok(Target { url, reach })
    }

    /// Whether what is sent there arrives here again.
    pub(super) fn leads_back(&self, url: &Url, reach: Reach) -> bool {
        let port = url.port_or_known_default();
        let listener = self.0.listener.port();
        if reach == Reach::Machine && port == Some(listener) {
            return true;
        }
        let public = self.0.address.base();
        public.is_some_and(|base| base.host_str() == url.host_str() && base.port() == url.port())
    }
}

fn parse(typed: &str) -> Result<Url> {
    let typed = typed.trim();
    let url = Url::parse(typed).ok().filter(|_| typed.len() <= LONGEST);
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let mut url = url.ok_or_else(|| {
        wrong("Give a whole URL with http or https, such as http://localhost:3000/webhooks.")
    })?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong(
            "A URL with a name and a password in it cannot be kept safe.",
        ));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where the host leads; the internet when it cannot be found at this moment.
async fn where_to(url: &Url) -> Result<Reach> {
    let ips: Vec<_> = match url.host() {
        Some(Host::Ipv4(ip)) => vec![ip.into()],
        Some(Host::Ipv6(ip)) => vec![ip.into()],
        Some(Host::Domain(host)) => tokio::net::lookup_host((host, 0))
            .await
            .map(|found| found.map(|at| at.ip()).collect())
            .unwrap_or_default(),
        None => Vec::new(),
    };
    if ips.is_empty() {
        return Ok(Reach::Internet);
    }
    ips.into_iter()
        .find_map(reach::of)
        .ok_or_else(|| wrong("Nothing may be sent to this kind of network address."))
}

/// Whether a URL whose host is an IP address leads to where it was saved for; names are looked at
/// when they are connected to.
pub(super) fn literal_holds(url: &Url, saved: Reach) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => reach::of(ip.into()) == Some(saved),
        Some(Host::Ipv6(ip)) => reach::of(ip.into()) == Some(saved),
        Some(Host::Domain(_)) => true,
        None => false,
    }
}

fn wrong(message: &str) -> Error {
    Error::invalid(Field::ForwardUrl, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_urls_without_a_password_are_taken() {
        let wrong = [
            "",
            "localhost:3000",
            "/webhooks",
            "//evil.example",
            "ftp://example.com",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://",
            "http://me:secret@example.com/",
            "http://me@example.com/",
        ];
        for typed in wrong {
            assert!(parse(typed).is_err(), "{typed}");
        }
        let url = parse("  http://localhost:3000/hooks?x=1#top ").unwrap();
        assert_eq!(url.as_str(), "http://localhost:3000/hooks?x=1");
    }

    #[tokio::test]
    async fn a_url_leads_where_its_host_leads() {
        for (url, reach) in [
            ("http://localhost:3000", Reach::Machine),
            ("http://[::1]:3000", Reach::Machine),
            ("http://2130706433/", Reach::Machine),
            ("http://192.168.1.20", Reach::Network),
            ("https://93.184.216.34", Reach::Internet),
            ("https://nowhere.invalid", Reach::Internet),
        ] {
            assert_eq!(
                where_to(&Url::parse(url).unwrap()).await.unwrap(),
                reach,
                "{url}"
            );
        }
        assert!(
            where_to(&Url::parse("http://169.254.169.254/").unwrap())
                .await
                .is_err()
        );
        assert!(!literal_holds(
            &Url::parse("http://127.0.0.1/").unwrap(),
            Reach::Internet
        ));
    }
}
