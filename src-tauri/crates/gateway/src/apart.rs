//! A thread for what arrives: nothing else that the app does keeps an acknowledgement waiting, and no
//! delivery is handed from one thread to another on its way.

use std::io;
use std::net::TcpListener as Socket;
use std::thread;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// Has a thread of its own do a socket's work, to its end. Returns once it has begun.
///
/// # Errors
/// When the system gives no thread, or nothing to wait for sockets with.
pub(crate) async fn run<W: Future<Output = ()>>(
    socket: Socket,
    work: impl FnOnce(TcpListener) -> W + Send + 'static,
) -> io::Result<()> {
    let (tell, begun) = oneshot::channel();
    let thread = thread::Builder::new().name("arrivals".into());
    thread.spawn(move || match enter(socket) {
        Ok((runtime, socket)) => {
            let _nobody_waits = tell.send(Ok(()));
            runtime.block_on(work(socket));
        }
        Err(error) => {
            let _nobody_waits = tell.send(Err(error));
        }
    })?;
    begun
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))
}

fn enter(socket: Socket) -> io::Result<(Runtime, TcpListener)> {
    socket.set_nonblocking(true)?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let socket = {
        let _inside = runtime.enter();
        TcpListener::from_std(socket)?
    };
    Ok((runtime, socket))
}
