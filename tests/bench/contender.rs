//! A server under load: a process of its own, which says as JSON on a line where it listens, and
//! ends when its stdin closes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::Result;
use crate::address::Address;
use crate::example::example;

/// The argument that makes this executable Patchbay instead of the bench.
pub const SERVE: &str = "serve";

/// What is measured.
#[derive(Debug)]
pub struct Contender {
    pub name: &'static str,
    pub program: PathBuf,
    pub arguments: &'static [&'static str],
}

/// The bare floor.
pub fn floor() -> Result<Contender> {
    Ok(Contender {
        name: "floor",
        program: example("floor")?,
        arguments: &[],
    })
}

/// Patchbay: this executable again.
pub fn patchbay() -> Result<Contender> {
    Ok(Contender {
        name: "patchbay",
        program: std::env::current_exe()?,
        arguments: &[SERVE],
    })
}

impl Contender {
    /// Starts it with its data in `folder`.
    pub fn start(&self, folder: &Path) -> Result<Server> {
        let mut process = Command::new(&self.program)
            .args(self.arguments)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = process.stdout.take().ok_or("no stdout")?;
        let address = BufReader::new(stdout)
            .lines()
            .find_map(|line| address_in(&line.ok()?))
            .ok_or_else(|| format!("{} ended before it said where it listens", self.name))?;
        Ok(Server { process, address })
    }
}

fn address_in(line: &str) -> Option<Address> {
    serde_json::from_str(&line[line.find('{')?..]).ok()
}

/// A contender that runs.
#[derive(Debug)]
pub struct Server {
    process: Child,
    pub address: Address,
}

impl Server {
    /// Lets it end.
    pub fn end(mut self) -> Result<()> {
        drop(self.process.stdin.take());
        let status = self.process.wait()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("it ended with {status}").into())
        }
    }

    /// Ends it at once, without a chance to finish anything (SIGKILL).
    pub fn kill(&mut self) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.process.kill();
        let _reaped_already = self.process.wait();
    }
}
