//! How soon it is noticed that an SSH server is gone: one that no longer answers, and one that was
//! killed.

use std::fs;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tokio::time::sleep;

use crate::Result;
use crate::measurements::{Goal, Measurements};
use crate::reached::{Reached, through};
use crate::support::sshd::Sshd;

/// The app asks a silent server every two seconds: rounds begin at other moments of that time.
const STEP: Duration = Duration::from_millis(400);
/// Milliseconds.
const GOAL: Goal = Goal::AtMost(10_000.0);

/// Loses the server in each way, so many times.
pub async fn measure(rounds: usize, measured: &mut Measurements) -> Result<()> {
    let mut sshd = Sshd::start().await;
    let app = Reached::by(&through(&sshd)).await?;
    for (name, lose) in [
        ("ssh_frozen_noticed", freeze as fn(&mut Sshd) -> Result<()>),
        ("ssh_killed_noticed", kill),
    ] {
        let mut times = Vec::new();
        for round in 0..rounds {
            eprintln!("{name}, round {} of {rounds}", round + 1);
            sleep(STEP * u32::try_from(round)?).await;
            times.push(noticed(&app, &mut sshd, lose).await?);
        }
        measured.add_times(name, times, GOAL);
    }
    app.patchbay.stop().await;
    Ok(())
}

/// Loses the server and starts it again; how long the address went on being up.
async fn noticed(
    app: &Reached,
    sshd: &mut Sshd,
    lose: fn(&mut Sshd) -> Result<()>,
) -> Result<Duration> {
    let begun = Instant::now();
    lose(sshd)?;
    app.until_missed().await?;
    let took = begun.elapsed();
    sshd.kill();
    sshd.again().await;
    app.until_up().await?;
    Ok(took)
}

/// Stops the server and whoever serves its connections where they are (SIGSTOP): their sockets stay
/// open and say nothing.
fn freeze(sshd: &mut Sshd) -> Result<()> {
    let session = *sshd.sessions().first().ok_or("the server has no session")?;
    let server = Pid::from_raw(parent(session)?).ok_or("the session has no parent")?;
    kill_process(server, Signal::STOP)?;
    sshd.signal_sessions(Signal::STOP);
    Ok(())
}

/// Ends both at once (SIGKILL): the system closes their sockets.
fn kill(sshd: &mut Sshd) -> Result<()> {
    sshd.kill();
    Ok(())
}

/// The process that started this one (`man 5 proc_pid_stat`).
fn parent(process: i32) -> Result<i32> {
    let text = fs::read_to_string(format!("/proc/{process}/stat"))?;
    let (_, after) = text.rsplit_once(") ").ok_or("no state")?;
    Ok(after.split(' ').nth(1).ok_or("no parent")?.parse()?)
}
