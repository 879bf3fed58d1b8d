//! Reading a body whole, within its limit.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

use crate::refused::Reason;

/// How many limits' worth of a body are thrown away, so that a sender who is over the limit hears
/// the answer instead of a cut connection.
const PATIENCE: usize = 4;

/// The body, or why not. One that is declared hopelessly too large is not read at all; nor is one
/// that is over the limit and waits to be asked for.
pub(crate) async fn read(body: Incoming, limit: usize, waits: bool) -> Result<Bytes, Reason> {
    let most = if waits {
        limit
    } else {
        limit.saturating_mul(PATIENCE)
    };
    if body.size_hint().lower() > most as u64 {
        return Err(Reason::TooLarge);
    }
    gather(body, limit, most).await
}

async fn gather(mut body: Incoming, limit: usize, most: usize) -> Result<Bytes, Reason> {
    let mut bytes = BytesMut::new();
    let mut total = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Reason::Malformed)?.into_data() else {
            continue;
        };
        total += data.len();
        if total > most {
            return Err(Reason::TooLarge);
        }
        if total <= limit {
            bytes.extend_from_slice(&data);
        }
    }
    if total > limit {
        Err(Reason::TooLarge)
    } else {
        Ok(bytes.freeze())
    }
}
