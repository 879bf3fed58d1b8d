//! A network of the bench's own, in which it runs itself once more: loopback alone, where
//! BigCommerce's names and the public ones lead to this machine.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use rustix::process::geteuid;

use crate::network::{BIGCOMMERCE, BIGCOMMERCE_AT, MOVED, PROXY_AT, PUBLIC};
use crate::{Result, certificates};

/// The argument that makes this executable measure, with a folder of certificates behind it.
pub const INSIDE: &str = "inside";

/// Loopback up, port 443 for everybody, the names in the folder `$1`; then the bench.
const PREPARE: &str = r#"set -e
ip link set lo up
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
mount --bind "$1/hosts" /etc/hosts
shift
exec "$@""#;

/// What it needs, for whoever lacks it.
const NEEDS: &str = "The bench did not get through. It needs root, or user namespaces that anybody \
    may make, and what tests/scripts/install.sh test installs; a keychain comes with \
    tests/scripts/session.sh.";

/// Runs the bench with these arguments in such a network.
pub fn enter(arguments: &[String]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    certificates::write(folder.path());
    lead_public_names(folder.path(), PROXY_AT)?;
    let status = command(folder.path(), arguments)?.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(NEEDS.into())
    }
}

fn command(folder: &Path, arguments: &[String]) -> Result<Command> {
    let mut command = Command::new("unshare");
    if !geteuid().is_root() {
        command.args(["--user", "--map-current-user", "--keep-caps"]);
    }
    command
        .args(["--net", "--mount", "--", "sh", "-c", PREPARE, "sh"])
        .arg(folder)
        .arg(env::current_exe()?)
        .arg(INSIDE)
        .arg(folder)
        .args(arguments)
        .env("PATH", path())
        .env("SSL_CERT_FILE", folder.join("ca.pem"))
        .env_remove("SSL_CERT_DIR");
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().to_lowercase().ends_with("_proxy") {
            command.env_remove(name);
        }
    }
    Ok(command)
}

/// `ip`, `sshd` and nginx are in folders that a user's PATH need not have.
fn path() -> String {
    format!("{}:/usr/sbin:/sbin", env::var("PATH").unwrap_or_default())
}

/// Says where the public names lead, before or within the network of this folder.
pub fn lead_public_names(folder: &Path, to: &str) -> Result<()> {
    let bigcommerce = BIGCOMMERCE.join(" ");
    let hosts =
        format!("127.0.0.1 localhost\n{BIGCOMMERCE_AT} {bigcommerce}\n{to} {PUBLIC} {MOVED}\n");
    Ok(fs::write(folder.join("hosts"), hosts)?)
}
