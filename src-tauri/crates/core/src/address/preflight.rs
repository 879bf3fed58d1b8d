//! The public address as BigCommerce will judge it: what it asks of a webhook's destination, point
//! by point, as far as the last probe got.
//!
//! Its rules: <https://developer.bigcommerce.com/docs/integrations/webhooks>. What becomes of
//! redirects, and how long it waits for an answer, is not documented: both are taken strictly.

use std::time::Duration;

use patchbay_gateway::ProbeResult;
use url::Url;

use crate::view::AddressCheck;

/// The longest an answer should take: deliveries in a burst wait for one another.
const QUICK: Duration = Duration::from_secs(1);

/// One thing that is asked of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// https, on the port that goes without saying.
    Https,
    /// The name leads to something that takes connections.
    Reached,
    /// A certificate of a public authority, for this name, in its days, with its chain.
    Certificate,
    /// It answers itself.
    Direct,
    /// What answers is this listener.
    ThisListener,
    /// The answer has few and short headers.
    Headers,
    /// The answer comes within a second.
    Quick,
}

/// In the order in which a probe meets them.
const POINTS: [Point; 7] = [
    Point::Https,
    Point::Reached,
    Point::Certificate,
    Point::Direct,
    Point::ThisListener,
    Point::Headers,
    Point::Quick,
];

impl Point {
    /// It, as a user would say it.
    fn words(self) -> &'static str {
        match self {
            Self::Https => "HTTPS on port 443",
            Self::Reached => "A name that leads to a running server",
            Self::Certificate => "A trusted certificate for this name, with its full chain",
            Self::Direct => "An answer without a redirect",
            Self::ThisListener => "Patchbay itself answers",
            Self::Headers => "At most 64 short headers in the answer",
            Self::Quick => "An answer within a second",
        }
    }
}

/// Each point, and whether it is met.
pub(super) fn preflight(base: &Url, result: &ProbeResult) -> Vec<AddressCheck> {
    let https = base.scheme() == "https" && base.port().is_none();
    let broken = broken(result);
    let mut beyond = false;
    let judge = |point: Point| {
        let met = if point == Point::Https {
            Some(https)
        } else {
            (!beyond).then_some(broken != Some(point))
        };
        beyond |= broken == Some(point);
        AddressCheck {
            words: point.words().to_owned(),
            met,
            doubt: doubt(point, result),
        }
    };
    POINTS.into_iter().map(judge).collect()
}

/// Whether it is about the certificate.
pub(crate) fn is_certificate(check: &AddressCheck) -> bool {
    check.words == Point::Certificate.words()
}

/// What speaks against a point although it was met.
fn doubt(point: Point, result: &ProbeResult) -> Option<String> {
    let only_here = matches!(
        result,
        ProbeResult::Up {
            only_here: true,
            ..
        }
    );
    (point == Point::Certificate && only_here).then(|| {
        "This machine trusts whoever signed it, and no public authority does. BigCommerce refuses it, \
         unless a proxy or virus scanner near this machine put its own certificate in between."
            .to_owned()
    })
}

fn broken(result: &ProbeResult) -> Option<Point> {
    match result {
        ProbeResult::Up { rtt, .. } if *rtt > QUICK => Some(Point::Quick),
        ProbeResult::Up { .. } => None,
        ProbeResult::Unreachable { .. } | ProbeResult::Timeout => Some(Point::Reached),
        ProbeResult::Tls { .. } => Some(Point::Certificate),
        ProbeResult::Redirected { .. } => Some(Point::Direct),
        ProbeResult::Status(_) | ProbeResult::WrongServer => Some(Point::ThisListener),
        ProbeResult::TooManyHeaders { .. } => Some(Point::Headers),
    }
}

#[cfg(test)]
mod tests {
    use patchbay_gateway::TlsFault;

    use super::*;

    fn met(base: &str, result: &ProbeResult) -> String {
        let mark = |check: AddressCheck| match check.met {
            Some(true) => '+',
            Some(false) => '-',
            None => '?',
        };
        let base = Url::parse(base).unwrap();
        preflight(&base, result).into_iter().map(mark).collect()
    }

    fn up(ms: u64) -> ProbeResult {
        ProbeResult::Up {
            rtt: Duration::from_millis(ms),
            only_here: false,
        }
    }

    #[test]
    fn an_authority_of_this_machine_alone_is_doubted() {
        let base = Url::parse("https://hooks.example.com").unwrap();
        let private = ProbeResult::Up {
            rtt: Duration::from_millis(40),
            only_here: true,
        };
        let doubted = |result: &ProbeResult| -> Vec<_> {
            let checks = preflight(&base, result).into_iter();
            checks.filter(|check| check.doubt.is_some()).collect()
        };
        assert_eq!(doubted(&up(40)), []);
        let found = doubted(&private);
        assert_eq!(found.len(), 1);
        assert!(found[0].words.contains("certificate") && found[0].met == Some(true));
    }

    #[test]
    fn what_lies_beyond_the_first_fault_is_not_known() {
        let tls = ProbeResult::Tls {
            why: TlsFault::Incomplete,
        };
        let to = "https://elsewhere.example.com".to_owned();
        for (result, marks) in [
            (up(40), "+++++++"),
            (up(1_400), "++++++-"),
            (ProbeResult::TooManyHeaders { count: 70 }, "+++++-?"),
            (ProbeResult::Status(502), "++++-??"),
            (ProbeResult::WrongServer, "++++-??"),
            (ProbeResult::Redirected { to }, "+++-???"),
            (tls, "++-????"),
            (ProbeResult::Timeout, "+-?????"),
        ] {
            assert_eq!(
                met("https://hooks.example.com/base", &result),
                marks,
                "{result:?}"
            );
        }
    }

    #[test]
    fn another_port_is_refused_however_well_it_answers() {
        assert_eq!(met("https://hooks.example.com:8443", &up(40)), "-++++++");
        assert_eq!(met("http://127.0.0.1:8080", &up(40)), "-++++++");
    }
}
