//! Lets the internet reach this machine: a loopback listener, its limits, tunnels, and the probe.
//!
//! The gateway knows paths, keys and bytes, and no platform: what arrives is handed to an
//! [`Inbox`]. Whoever reaches the listener is a stranger until the inbox has verified the request,
//! so everything that costs memory, time or disk is bounded here first.

mod address;
mod answer;
mod apart;
mod body;
mod connection;
mod door;
mod entrance;
mod gate;
mod head;
mod hosts;
mod inbox;
mod limits;
mod listener;
mod nonces;
mod page;
mod probe;
mod probe_result;
mod rate;
mod refused;
mod route;
mod to_end;
mod trust;
pub mod tunnel;

pub use address::{AddressError, check_base, under};
pub use entrance::{Entrance, Stream};
pub use hosts::Hosts;
pub use inbox::{Came, HookAnswer, Inbox, Outcome, Received};
pub use limits::{Config, Limits};
pub use listener::{BindError, Listener};
pub use nonces::Probes;
pub use page::{Page, PageBody};
pub use probe::{probe, probe_callback};
pub use probe_result::{ProbeResult, TlsFault};
pub use refused::Reason;
