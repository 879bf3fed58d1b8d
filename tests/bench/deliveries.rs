//! Deliveries as BigCommerce sends them, made and signed before the clock runs.

use std::ops::Range;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use standardwebhooks::Webhook;

use crate::Result;
use crate::address::Address;

/// One delivery of an order of its own.
#[derive(Debug)]
pub struct Shot {
    /// The order's id, which is also the event's `resource_id`.
    pub order: u64,
    pub request: Request<Full<Bytes>>,
}

/// Signed deliveries of the creation of `orders`, with bodies of `size` bytes.
pub fn prepare(address: &Address, orders: Range<u64>, size: usize) -> Result<Vec<Shot>> {
    let url: hyper::Uri = address.url.parse()?;
    let host = url.authority().ok_or("the address names no host")?.as_str();
    let path = url.path();
    let signer = Webhook::from_bytes(address.secret.as_bytes().to_vec())?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() as i64;
    orders
        .map(|order| {
            let body = body(&address.store_hash, order, size);
            let id = format!("msg_{order:024}");
            let mut request = Request::post(path)
                .header("Host", host)
                .header("User-Agent", "BigCommerce-Webhooks")
                .header("Content-Type", "application/json")
                .header("Accept", "*/*")
                .header("webhook-id", &id)
                .header("webhook-timestamp", now)
                .header("webhook-signature", signer.sign(&id, now, &body)?);
            for (name, value) in &address.headers {
                request = request.header(name, value);
            }
            Ok(Shot {
                order,
                request: request.body(Full::new(body))?,
            })
        })
        .collect()
}

/// A body of exactly `size` bytes, unless BigCommerce's own fields need more.
fn body(store: &str, order: u64, size: usize) -> Bytes {
    let with = |hash: &str| {
        format!(
            "{{\"scope\":\"store/order/created\",\"store_id\":\"1025646\",\
             \"data\":{{\"type\":\"order\",\"id\":{order}}},\"hash\":\"{hash}\",\
             \"created_at\":1561479335,\"producer\":\"stores/{store}\"}}"
        )
    };
    let rest = size.saturating_sub(with("").len());
    Bytes::from(with(&"5f".repeat(rest.div_ceil(2))[..rest]))
}
