//! The ledger's examples, built as this bench is.

use std::path::PathBuf;
use std::process::Command;

use crate::Result;

/// Builds an example; where it is.
pub fn example(name: &str) -> Result<PathBuf> {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--profile", "bench", "--locked", "--quiet"])
        .args(["--package", "patchbay-ledger", "--example", name])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    let here = std::env::current_exe()?;
    let folder = here
        .ancestors()
        .nth(2)
        .ok_or("the bench stands in no target folder")?;
    let program = folder
        .join("examples")
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION);
    if built.success() && program.exists() {
        Ok(program)
    } else {
        Err(format!("the example {name} was not built").into())
    }
}
