//! What a person can do about a tunnel that does not open.

use super::Fault;

impl Fault {
    /// What to do.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } | Self::Silent { .. } => {
                "Check that this machine is online, and the host name if you typed it. Patchbay goes on \
                 trying."
            }
            Self::NotSpoken { .. } => "Check the host and the port.",
            Self::HostKeyChanged { .. } => {
                "If you set the server up anew, forget the old key and connect again. If you did \
                 not, somebody may be between you and it: ask whoever runs it."
            }
            Self::LoginRefused { .. } => {
                "Check the user name, and add the public key to ~/.ssh/authorized_keys of that user \
                 on the server."
            }
            Self::KeyUnusable { .. } => {
                "Choose another file, or let Patchbay make a key of its own. A key with a passphrase \
                 works through the SSH agent."
            }
            Self::NoAgent { .. } => {
                "Start or unlock the agent and add a key with ssh-add, then test again; or use a key \
                 file or Patchbay’s own key."
            }
            Self::PortHeld { .. } => {
                "If an earlier connection of yours just broke, the server lets go by itself once it \
                 notices (ClientAliveInterval in its sshd_config): Patchbay goes on trying. If not, \
                 another program has the port, or AllowTcpForwarding is off."
            }
            Self::NoAddress { .. } => "Read what it said. Patchbay goes on trying.",
            Self::Lost { .. } | Self::EndedThere { .. } => "Patchbay connects again by itself.",
            Self::TokenRefused { .. } => "Copy the token from the provider’s site once more.",
            Self::AccountRefused { .. } => {
                "Put right on the provider’s site what it names, then test again."
            }
            Self::Locked { .. } => {
                "Mend that, then test again. A locked keychain is opened by Try again under \
                 Preferences, Keychain."
            }
            Self::NameRefused { .. } => {
                "Reserve the name at the provider with the account of this token, or leave it out."
            }
            Self::NameTaken { .. } => {
                "End the other tunnel or choose another name, then test again. If it was your own \
                 and just broke, the provider lets go within minutes."
            }
            Self::PlanLimit { .. } => {
                "End what else runs with this account, or take a larger plan, then try again."
            }
            Self::TooMany { .. } => {
                "Patchbay tries again in a minute. A named tunnel has no such limit."
            }
            Self::ProgramMissing { .. } => {
                "Install it, or choose the file. Patchbay neither brings nor downloads it."
            }
            Self::ProgramFailed { .. } => {
                "Run it in a terminal to see all it says. Patchbay goes on trying."
            }
            Self::ConfigInTheWay { .. } => {
                "Rename ~/.cloudflared/config.yml while you use a quick tunnel, or use a named one."
            }
            Self::PortBlocked { .. } => {
                "Let TCP and UDP out to that port in your firewall, or use another network."
            }
        }
    }
}
