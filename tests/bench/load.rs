//! The load: some connections, each kept alive, each sending its next delivery once the last was
//! answered.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{StatusCode, Uri};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::address::Address;
use crate::deliveries::Shot;
use crate::{Failure, Result};

/// What came of one load.
#[derive(Debug, Default)]
pub struct Round {
    pub took: Duration,
    /// From the request to the end of its answer, of every one that was acknowledged.
    pub latencies: Vec<Duration>,
    /// Answers that were no acknowledgement.
    pub refused: usize,
}

/// Sends every shot over `connections` connections.
pub async fn run(address: &Address, shots: Vec<Shot>, connections: usize) -> Result<Round> {
    let mut lanes: Vec<Lane> = Vec::new();
    for _ in 0..connections {
        lanes.push(Lane {
            sender: connect(address).await?,
            shots: Vec::new(),
        });
    }
    for (at, shot) in shots.into_iter().enumerate() {
        lanes[at % connections].shots.push(shot);
    }
    let started = Instant::now();
    let mut running: JoinSet<Result<Round>> = lanes.into_iter().map(Lane::run).collect();
    let mut all = Round::default();
    while let Some(lane) = running.join_next().await {
        let lane = lane??;
        all.latencies.extend(lane.latencies);
        all.refused += lane.refused;
    }
    all.took = started.elapsed();
    Ok(all)
}

/// A connection that is kept alive.
pub async fn connect(address: &Address) -> Result<SendRequest<Full<Bytes>>> {
    let url: Uri = address.url.parse()?;
    let host = url.authority().ok_or("the address names no host")?;
    let stream = TcpStream::connect(host.as_str()).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// Sends one delivery; whether it was acknowledged.
pub async fn send(sender: &mut SendRequest<Full<Bytes>>, shot: Shot) -> Result<bool> {
    sender.ready().await?;
    let answer = sender.send_request(shot.request).await?;
    let status = answer.status();
    answer.into_body().collect().await?;
    Ok(status == StatusCode::OK)
}

struct Lane {
    sender: SendRequest<Full<Bytes>>,
    shots: Vec<Shot>,
}

impl Lane {
    async fn run(mut self) -> Result<Round, Failure> {
        let mut round = Round::default();
        round.latencies.reserve(self.shots.len());
        for shot in self.shots {
            let sent = Instant::now();
            if send(&mut self.sender, shot).await? {
                round.latencies.push(sent.elapsed());
            } else {
                round.refused += 1;
            }
        }
        Ok(round)
    }
}
