//! The bench runs itself once more in a network of its own.

use std::env;

use crate::{Result, network};

/// The argument that makes this executable measure, with a folder of certificates behind it.
pub const INSIDE: &str = "inside";

/// What it needs, for whoever lacks it.
const NEEDS: &str = "The bench did not get through. It needs root, or user namespaces that anybody \
    may make, and what tests/scripts/install.sh test installs; a keychain comes with \
    tests/scripts/session.sh.";

/// Runs the bench with these arguments in such a network.
pub fn enter(arguments: &[String]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let status = network::inside(folder.path())
        .arg(env::current_exe()?)
        .arg(INSIDE)
        .arg(folder.path())
        .args(arguments)
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(NEEDS.into())
    }
}
