//! What cloudflared says when it fails, and what that means. Its words are from its source
//! (`cmd/cloudflared/tunnel`, `supervisor`, `connection`) and are not promised to stay.

use super::SERVICE;
use crate::tunnel::Fault;
use crate::tunnel::fault::shortened;

pub(super) const PROGRAM: &str = "cloudflared";

/// The port that it reaches Cloudflare by.
const EDGE_PORT: u16 = 7844;

const TOO_MANY: [&str; 3] = [
    "429 Too Many Requests",
    "error code: 1015",
    "Too Many Requests",
];
/// A bare "Unauthorized" is not among them: a new quick tunnel is refused so for a moment.
const BAD_TOKEN: [&str; 3] = [
    "Provided Tunnel token is not valid",
    "Invalid tunnel secret",
    "Tunnel not found",
];
const CONFIG: [&str; 2] = ["to start tunnel", "error parsing YAML in config file"];
const BLOCKED: [&str; 5] = [
    "port 7844",
    ":7844",
    "failed to dial to edge",
    "no recent network activity",
    "Unable to establish connection with Cloudflare edge",
];
const NO_NETWORK: [&str; 4] = [
    "no such host",
    "network is unreachable",
    "failed to request quick Tunnel",
    "connection refused",
];

pub(super) fn why_it_ended(lines: &[String]) -> Fault {
    known(lines).unwrap_or_else(|| Fault::ProgramFailed {
        program: PROGRAM.to_owned(),
        said: shortened(last(lines)),
    })
}

pub(super) fn why_not_connected(lines: &[String]) -> Fault {
    known(lines).unwrap_or_else(|| Fault::Silent {
        host: SERVICE.to_owned(),
    })
}

pub(super) fn why_it_falters(lines: &[String]) -> Fault {
    if says(&failures(lines), &NO_NETWORK) {
        return no_network();
    }
    Fault::Lost {
        host: SERVICE.to_owned(),
        why: "cloudflared is connecting again".to_owned(),
    }
}

fn known(lines: &[String]) -> Option<Fault> {
    let lines = &failures(lines);
    let said = || shortened(last(lines));
    Some(if says(lines, &TOO_MANY) {
        Fault::TooMany { service: SERVICE }
    } else if says(lines, &BAD_TOKEN) {
        Fault::TokenRefused {
            service: SERVICE,
            said: said(),
        }
    } else if says(lines, &CONFIG) {
        Fault::ConfigInTheWay {
            program: PROGRAM.to_owned(),
            said: said(),
        }
    } else if says(lines, &NO_NETWORK) {
        no_network()
    } else if says(lines, &BLOCKED) {
        Fault::PortBlocked {
            service: SERVICE,
            port: EDGE_PORT,
        }
    } else {
        return None;
    })
}

/// The lines that tell of a failure of its own: what it logs as one, and what it says without logging.
/// That one request could not be handed on is none.
fn failures(lines: &[String]) -> Vec<String> {
    let logged = |line: &str| line.starts_with(|first: char| first.is_ascii_digit());
    let fails = |line: &&String| {
        (!logged(line) || line.contains(" ERR ") || line.contains(" FTL "))
            && !line.contains("origin service")
    };
    lines.iter().filter(fails).cloned().collect()
}

fn no_network() -> Fault {
    Fault::Unreachable {
        host: SERVICE.to_owned(),
        why: "there is no way to it from this network".to_owned(),
    }
}

fn says(lines: &[String], any: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| any.iter().any(|words| line.contains(words)))
}

/// The last line that tells of an error, else the last.
fn last(lines: &[String]) -> &str {
    let tells = |line: &&String| line.contains(" ERR ") || line.contains("error");
    let found = lines.iter().rev().find(tells).or(lines.last());
    let line = found.map_or("", String::as_str);
    line.split_once(" ERR ").map_or(line, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn too_many_quick_tunnels() {
        let said = "2026-11-20T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...\n\
            2026-11-20T10:00:01Z ERR Error unmarshaling QuickTunnel response: error code: 1015 error=\"invalid character 'e' looking for beginning of value\" status_code=\"429 Too Many Requests\"\n\
            failed to unmarshal quick Tunnel: invalid character 'e' looking for beginning of value";
        assert_eq!(
            why_it_ended(&lines(said)),
            Fault::TooMany {
                service: "Cloudflare"
            }
        );
    }

    #[test]
    fn a_token_that_is_none() {
        let fault = why_it_ended(&lines(
            "Provided Tunnel token is not valid.\nSee 'cloudflared tunnel run --help'.",
        ));
        assert!(matches!(&fault, Fault::TokenRefused { .. }), "{fault}");
        assert!(fault.is_fatal());
    }

    #[test]
    fn a_firewall() {
        let said = "2026-11-20T10:00:00Z ERR Failed to dial a quic connection error=\"failed to dial to edge with quic: timeout: no recent network activity\" connIndex=0 event=0 ip=198.41.192.27";
        let blocked = Fault::PortBlocked {
            service: "Cloudflare",
            port: 7844,
        };
        assert_eq!(why_not_connected(&lines(said)), blocked);
    }

    #[test]
    fn a_machine_that_is_offline() {
        let said = "failed to request quick Tunnel: Post \"https://api.trycloudflare.com/tunnel\": dial tcp: lookup api.trycloudflare.com: no such host";
        assert!(matches!(
            why_it_ended(&lines(said)),
            Fault::Unreachable { .. }
        ));
    }

    #[test]
    fn what_it_says_at_every_start_is_no_failure() {
        let said = "2026-11-20T10:00:00Z INF Cannot determine default configuration path. No file [config.yml config.yaml] in [~/.cloudflared]\n\
            2026-11-20T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...\n\
            2026-11-20T10:00:09Z ERR Register tunnel error from server side error=\"Unauthorized: Failed to get tunnel\" connIndex=0\n\
            2026-11-20T10:00:10Z ERR  error=\"Unable to reach the origin service: dial tcp 127.0.0.1:47800: connect: connection refused\"";
        let fault = why_it_ended(&lines(said));
        assert!(matches!(&fault, Fault::ProgramFailed { .. }), "{fault}");
        assert!(!fault.is_fatal());
    }

    #[test]
    fn a_configuration_of_the_users_own() {
        let said = "Use `cloudflared tunnel run` to start tunnel 4c7e";
        assert!(matches!(
            why_it_ended(&lines(said)),
            Fault::ConfigInTheWay { .. }
        ));
    }

    #[test]
    fn words_that_nobody_knows_are_told_as_they_are() {
        let said = "one\n2026-11-20T10:00:00Z ERR the sky has fallen\nlast";
        let Fault::ProgramFailed { said, .. } = why_it_ended(&lines(said)) else {
            panic!()
        };
        assert_eq!(said, "the sky has fallen");
        assert_eq!(
            why_not_connected(&[]),
            Fault::Silent {
                host: "Cloudflare".to_owned()
            }
        );
    }
}
