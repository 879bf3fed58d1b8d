//! The floor that `make bench` measures Patchbay against: the least that commits before it
//! acknowledges. Bare hyper, one table of bodies, one writer with group commit under
//! `synchronous=FULL`; no checks, no headers kept, no events.
//!
//! `floor FOLDER` prints `{"url": …}` once it listens, and ends when its stdin closes.

use std::convert::Infallible;
use std::error::Error;
use std::io::{Read, Write};
use std::path::Path;
use std::thread;

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rusqlite::Connection;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

type Job = (Bytes, oneshot::Sender<bool>);
type Failure = Box<dyn Error + Send + Sync>;

const GROUP: usize = 256;

fn main() -> Result<(), Failure> {
    let folder = std::env::args_os().nth(1).ok_or("usage: floor FOLDER")?;
    let conn = open(Path::new(&folder))?;
    let (queue, jobs) = mpsc::channel(4096);
    thread::spawn(move || write(&conn, jobs));
    thread::spawn(|| {
        let _closed = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    tokio::runtime::Runtime::new()?.block_on(listen(queue))
}

fn open(folder: &Path) -> Result<Connection, Failure> {
    let conn = Connection::open(folder.join("floor.db"))?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS delivery (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
    )?;
    Ok(conn)
}

fn write(conn: &Connection, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.blocking_recv_many(&mut group, GROUP) > 0 {
        let done = commit(conn, &group).is_ok();
        for (_, answer) in group.drain(..) {
            let _gone = answer.send(done);
        }
    }
}

fn commit(conn: &Connection, group: &[Job]) -> rusqlite::Result<()> {
    let transaction = conn.unchecked_transaction()?;
    for (body, _) in group {
        conn.prepare_cached("INSERT INTO delivery (body) VALUES (?1)")?
            .execute([&body[..]])?;
    }
    transaction.commit()
}

async fn listen(queue: mpsc::Sender<Job>) -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(
        std::io::stdout(),
        "{{\"url\":\"http://{}/\"}}",
        listener.local_addr()?
    )?;
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(serve(stream, queue.clone()));
    }
}

async fn serve(stream: TcpStream, queue: mpsc::Sender<Job>) {
    let _nodelay = stream.set_nodelay(true);
    let service = service_fn(|request| answer(request, &queue));
    let _ended = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: Request<Incoming>,
    queue: &mpsc::Sender<Job>,
) -> Result<Response<Empty<Bytes>>, Infallible> {
    let mut response = Response::new(Empty::new());
    if !stored(request, queue).await {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(response)
}

async fn stored(request: Request<Incoming>, queue: &mpsc::Sender<Job>) -> bool {
    let Ok(body) = request.into_body().collect().await else {
        return false;
    };
    let (answer, done) = oneshot::channel();
    queue.try_send((body.to_bytes(), answer)).is_ok() && done.await.unwrap_or(false)
}
