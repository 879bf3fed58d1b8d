//! What is left of a connection that was lost.
//!
//! The server does not know that it is over while nothing gets through, and holds the port that it
//! listened on for us. Once something does, its system learns of it only when it next tries to send, up
//! to a minute later. So the socket is kept, and reset when the next connection has been made.

use std::net::TcpStream as StdStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::TcpStream;

/// The socket of the last connection. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Remnant(Arc<Mutex<Option<StdStream>>>);

impl Remnant {
    /// Connects, resets the connection before, and keeps hold of this one.
    pub(super) async fn connect(&self, at: (&str, u16)) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        if let Some(lost) = self.take() {
            TcpStream::from_std(lost)?.set_zero_linger()?;
        }
        let stream = stream.into_std()?;
        *self.lock() = Some(stream.try_clone()?);
        TcpStream::from_std(stream)
    }

    /// Lets go of it: nothing will be connected to in its place.
    pub fn let_go(&self) {
        drop(self.take());
    }

    fn take(&self) -> Option<StdStream> {
        self.lock().take()
    }

    fn lock(&self) -> MutexGuard<'_, Option<StdStream>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use tokio::io::AsyncReadExt;
    use tokio::net::TcpListener;

    use super::*;

    async fn read(stream: &mut TcpStream) -> std::io::Result<usize> {
        stream.read(&mut [0; 8]).await
    }

    /// A connection that is over here, the other end of it, and the server.
    async fn lost() -> (Remnant, TcpStream, TcpListener) {
        let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = ("127.0.0.1", server.local_addr().unwrap().port());
        let remnant = Remnant::default();
        drop(remnant.connect(at).await.unwrap());
        let (there, _) = server.accept().await.unwrap();
        (remnant, there, server)
    }

    #[tokio::test]
    async fn the_connection_before_is_reset_by_the_next() {
        let (remnant, mut there, server) = lost().await;
        let port = server.local_addr().unwrap().port();
        let _second = remnant.connect(("127.0.0.1", port)).await.unwrap();
        let error = read(&mut there).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }

    #[tokio::test]
    async fn one_that_was_let_go_of_ends_in_order() {
        let (remnant, mut there, _server) = lost().await;
        remnant.let_go();
        assert_eq!(read(&mut there).await.unwrap(), 0, "its end, not a reset");
    }
}
