//! A network of the test's own: loopback alone, where BigCommerce's names and the public ones lead
//! to this machine. The test runs itself once more in there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::certificates;

/// The folder with certificates, for the test that runs inside.
const FOLDER: &str = "PATCHBAY_LIVE_NETWORK";

/// Where BigCommerce's names lead.
pub const BIGCOMMERCE_AT: &str = "127.0.0.1";
/// Where the public names lead: the user's own proxy.
pub const PROXY_AT: &str = "127.0.0.2";

pub const BIGCOMMERCE: [&str; 4] = [
    "devtools.bigcommerce.com",
    "login.bigcommerce.com",
    "api.bigcommerce.com",
    "store-g5cd38.mybigcommerce.com",
];
pub const PUBLIC: &str = "patchbay.example.com";
pub const MOVED: &str = "hooks.example.com";

/// Loopback up, port 443 for everybody, names; then the test.
const PREPARE: &str = r#"set -e
ip link set lo up
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
mount --bind "$PATCHBAY_LIVE_NETWORK/hosts" /etc/hosts
exec "$@""#;

const PROXIES: [&str; 8] = [
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// Runs the ignored test `name` of this program in such a network. Whatever keeps it from running
/// is a failure.
pub fn run(name: &str) {
    needs(
        "PATCHBAY_TEST_KEYCHAIN",
        "tests/scripts/session.sh cargo test",
    );
    let folder = tempfile::tempdir().unwrap();
    let output = inside(folder.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", name])
        .output()
        .unwrap_or_else(|why| cannot(&format!("unshare (util-linux) did not start: {why}")));
    judge(&output, name);
}

/// The folder that the outer test prepared.
pub fn folder() -> PathBuf {
    std::env::var_os(FOLDER)
        .map(PathBuf::from)
        .expect("this runs inside the network that `network::run` makes")
}

/// What runs the program that is put behind it in such a network, with certificates and names in the
/// folder.
pub fn inside(folder: &Path) -> Command {
    certificates::write(folder);
    lead_public_names(folder, PROXY_AT);
    let mut command = Command::new("unshare");
    if !is_root() {
        command.args(["--user", "--map-current-user", "--keep-caps"]);
    }
    command
        .args(["--net", "--mount", "--", "sh", "-c", PREPARE, "sh"])
        .env("PATH", path())
        .env(FOLDER, folder)
        .env("SSL_CERT_FILE", folder.join("ca.pem"))
        .env_remove("SSL_CERT_DIR");
    for proxy in PROXIES {
        command.env_remove(proxy);
    }
    command
}

/// Says where the public names lead, before or within the network of this folder.
pub fn lead_public_names(folder: &Path, to: &str) {
    let names = format!(
        "127.0.0.1 localhost\n{BIGCOMMERCE_AT} {}\n{to} {PUBLIC} {MOVED}\n",
        BIGCOMMERCE.join(" ")
    );
    fs::write(folder.join("hosts"), names).unwrap();
}

/// `ip` and nginx are in folders that a user's PATH need not have.
fn path() -> String {
    format!(
        "{}:/usr/sbin:/sbin",
        std::env::var("PATH").unwrap_or_default()
    )
}

fn judge(output: &Output, name: &str) {
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    if !out.contains("running 1 test") {
        cannot(&format!("{err}{out}"));
    }
    assert!(output.status.success(), "{name} failed:\n{out}\n{err}");
}

fn needs(variable: &str, command: &str) {
    if std::env::var_os(variable).is_none() {
        cannot(&format!(
            "there is no keychain to test with; run it as `{command}`"
        ));
    }
}

fn cannot(why: &str) -> ! {
    panic!(
        "THE LIVE PATH WAS NOT TESTED, because this machine gives no network of its own: {why}\n\
         It needs root, or user namespaces that anybody may make \
         (sysctl kernel.unprivileged_userns_clone=1; on Ubuntu 24.04 \
         kernel.apparmor_restrict_unprivileged_userns=0), and the packages iproute2, util-linux \
         and nginx (tests/scripts/install.sh test). In a container: --cap-add SYS_ADMIN,NET_ADMIN."
    )
}

fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("Uid:"))
        .is_some_and(|ids| ids.split_whitespace().nth(1) == Some("0"))
}
