//! Services that give an address when they listen, and say it in the session's output.
//!
//! What they say is documented by example only (localhost.run/docs/cli, pinggy.io/docs/usages), so
//! whatever line names an address of theirs is taken, in JSON or in words.

use russh::client::{Handle, Msg};
use russh::{Channel, ChannelMsg};
use serde_json::Value;
use url::Url;

use super::client::Client;
use crate::tunnel::fault::shortened;

/// The most of a line, and of what is kept of the last words.
const MOST: usize = 16 * 1024;

/// A service that anybody may use, and that gives an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// localhost.run.
    LocalhostRun,
    /// pinggy.io.
    Pinggy,
}

impl Service {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::LocalhostRun => "localhost.run",
            Self::Pinggy => "pinggy.io",
        }
    }

    /// The endings of the addresses it gives.
    fn domains(self) -> &'static [&'static str] {
        match self {
            Self::LocalhostRun => &[".lhr.life", ".lhr.rocks", ".lhr.pro", ".localhost.run"],
            Self::Pinggy => &[
                ".pinggy.link",
                ".pinggy.online",
                ".pinggy-free.link",
                ".pinggy.dev",
            ],
        }
    }

    /// Pages of its own that it names besides.
    fn is_its_own_page(self, host: &str) -> bool {
        match self {
            Self::LocalhostRun => matches!(host, "admin.localhost.run" | "www.localhost.run"),
            Self::Pinggy => false,
        }
    }

    pub(super) async fn listen(self, session: &Handle<Client>) -> Result<Words, russh::Error> {
        let channel = session.channel_open_session().await?;
        match self {
            Self::LocalhostRun => channel.exec(false, "--output json").await?,
            Self::Pinggy => channel.request_shell(false).await?,
        }
        Ok(Words {
            service: self,
            channel,
            line: Vec::new(),
            last: String::new(),
        })
    }

    /// The address that a line names.
    fn address(self, line: &str) -> Option<Url> {
        let said = serde_json::from_str::<Value>(line).ok();
        let field = said.as_ref().and_then(|said| said.get("address")?.as_str());
        match field {
            Some(host) if self.gave(host, &said) => Url::parse(&format!("https://{host}")).ok(),
            _ => self.address_in_words(line),
        }
    }

    /// A domain of the user's own is believed where the service says that it forwards.
    fn gave(self, host: &str, said: &Option<Value>) -> bool {
        let event = said.as_ref().and_then(|said| said.get("event")?.as_str());
        event == Some("tcpip-forward") || self.is_domain(host)
    }

    fn address_in_words(self, line: &str) -> Option<Url> {
        let all = line.match_indices("https://").map(|(at, _)| &line[at..]);
        all.filter_map(|rest| {
            let end =
                rest.find(|letter: char| letter.is_whitespace() || "\"'<>,\u{1b}".contains(letter));
            Url::parse(&rest[..end.unwrap_or(rest.len())]).ok()
        })
        .find(|url| url.host_str().is_some_and(|host| self.is_domain(host)))
        .map(|mut url| {
            url.set_path("");
            url.set_query(None);
            url.set_fragment(None);
            url
        })
    }

    fn is_domain(self, host: &str) -> bool {
        let ours = self.domains().iter().any(|end| host.ends_with(end));
        ours && !self.is_its_own_page(host)
    }
}

/// What a service says, line by line.
pub(super) struct Words {
    service: Service,
    channel: Channel<Msg>,
    line: Vec<u8>,
    last: String,
}

impl Words {
    /// Waits for a line that names an address; `None` when no more will come. May be dropped while it
    /// waits.
    pub async fn next(&mut self) -> Option<Url> {
        loop {
            while let Some(line) = self.take_line() {
                if let Some(address) = self.service.address(&line) {
                    return Some(address);
                }
                self.remember(&line);
            }
            if let ChannelMsg::Data { data } | ChannelMsg::ExtendedData { data, .. } =
                self.channel.wait().await?
            {
                self.line.extend_from_slice(&data);
            }
        }
    }

    /// The last it said besides addresses, shortened.
    pub fn last(&self) -> String {
        shortened(&self.last)
    }

    fn take_line(&mut self) -> Option<String> {
        let end = self
            .line
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'));
        let end = end.or((self.line.len() > MOST).then_some(MOST))?;
        let rest = self.line.split_off(end);
        let line = std::mem::replace(&mut self.line, rest);
        self.line.drain(..1);
        Some(String::from_utf8_lossy(&line).into_owned())
    }

    fn remember(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        if self.last.len() > MOST {
            self.last.clear();
        }
        self.last.push_str(line);
        self.last.push('\n');
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Words")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(service: Service, line: &str) -> Option<String> {
        let address = service.address(line)?;
        assert_eq!((address.scheme(), address.path()), ("https", "/"));
        address.host_str().map(str::to_owned)
    }

    #[test]
    fn localhost_run_says_it_in_json() {
        let line = r#"{"connection_id":"1","event":"tcpip-forward","message":"8beaa541ba3dc2.lhr.life tunneled with tls termination, https://8beaa541ba3dc2.lhr.life","address":"8beaa541ba3dc2.lhr.life","listen_host":"localhost","listen_port":80,"status":"success","tls_termination":true}"#;
        assert_eq!(
            host(Service::LocalhostRun, line).as_deref(),
            Some("8beaa541ba3dc2.lhr.life")
        );
        let own = r#"{"event":"tcpip-forward","address":"hooks.example.com","status":"success"}"#;
        assert_eq!(
            host(Service::LocalhostRun, own).as_deref(),
            Some("hooks.example.com")
        );
    }

    #[test]
    fn and_in_words() {
        let line = "8beaa541ba3dc2.lhr.life tunneled with tls termination, https://8beaa541ba3dc2.lhr.life\u{1b}[0m";
        assert_eq!(
            host(Service::LocalhostRun, line).as_deref(),
            Some("8beaa541ba3dc2.lhr.life")
        );
        for other in [
            "see https://localhost.run/docs/forever-free/ for more information.",
            "manage it at https://admin.localhost.run/ today",
            r#"{"event":"authn","message":"authenticated as anonymous user"}"#,
            "",
        ] {
            assert_eq!(host(Service::LocalhostRun, other), None, "{other}");
        }
    }

    #[test]
    fn pinggy_says_it_in_words() {
        let line = "https://rnxxf-203-0-113-49.a.free.pinggy.link";
        assert_eq!(
            host(Service::Pinggy, line).as_deref(),
            Some("rnxxf-203-0-113-49.a.free.pinggy.link")
        );
        for other in [
            "http://rnxxf-203-0-113-49.a.free.pinggy.link",
            "Upgrade to Pinggy Pro: https://dashboard.pinggy.io",
            "https://rnxxf.a.free.pinggy.link.evil.test/",
        ] {
            assert_eq!(host(Service::Pinggy, other), None, "{other}");
        }
    }
}
