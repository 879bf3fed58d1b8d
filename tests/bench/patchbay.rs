//! Patchbay as the bench loads it: the app itself, installed on a practice store by the same way a
//! user takes, its hook's address and secrets read from the practice BigCommerce's own world.

use std::io::{Read, Write};
use std::path::Path;

use tokio::sync::oneshot;

use crate::Result;
use crate::address::Address;
use crate::support::Bench;

/// Serves until stdin closes.
pub fn serve(folder: &Path) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let bench = Bench::start_in(folder).await;
        let address = address(&bench).await?;
        writeln!(std::io::stdout(), "{}", serde_json::to_string(&address)?)?;
        stdin_closed().await;
        bench.patchbay.stop().await;
        Ok(())
    })
}

async fn address(bench: &Bench) -> Result<Address> {
    let (_, registered) = bench.installed().await;
    let hooks = bench.practice_hooks(&registered.client_id).await;
    let hook = hooks
        .iter()
        .find(|hook| hook["scope"] == Address::SCOPE)
        .ok_or("no such hook")?;
    Address::of_hook(hook, registered.client_secret)
}

async fn stdin_closed() {
    let (closed, end) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        let _either_way = std::io::stdin().read_to_end(&mut Vec::new());
        drop(closed);
    });
    let _closed = end.await;
}
