//! The user's own software: takes what is forwarded, notes it, and answers as it is told.

#![allow(dead_code, reason = "each test file uses its part")]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use standardwebhooks::Webhook;
use tokio::net::TcpListener;

/// One request that was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub uri: Uri,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Taken {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Whether it is signed with this secret at this moment, as BigCommerce's libraries judge it.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let hook = Webhook::from_bytes(secret.as_bytes().to_vec()).unwrap();
        hook.verify(&self.body, &self.headers).is_ok()
    }
}

#[derive(Clone)]
struct Shared {
    taken: Arc<Mutex<Vec<Taken>>>,
    answers: Arc<Mutex<Vec<Response>>>,
}

/// A server on loopback.
pub struct Receiver {
    shared: Shared,
    pub addr: SocketAddr,
}

impl Receiver {
    pub async fn start() -> Self {
        Self::on(SocketAddr::from(([127, 0, 0, 1], 0))).await
    }

    pub async fn on(addr: SocketAddr) -> Self {
        let shared = Shared {
            taken: Arc::default(),
            answers: Arc::default(),
        };
        let listener = TcpListener::bind(addr).await.unwrap();
        let addr = listener.local_addr().unwrap();
        let router = Router::new().fallback(take).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { shared, addr }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// Answers the next request with this; 200 when nothing is left to answer with.
    pub fn answer(&self, answer: impl IntoResponse) {
        let mut answers = self.shared.answers.lock().unwrap();
        answers.insert(0, answer.into_response());
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.shared.taken.lock().unwrap().clone()
    }
}

async fn take(State(shared): State<Shared>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    shared
        .taken
        .lock()
        .unwrap()
        .push(Taken { uri, headers, body });
    let answer = shared.answers.lock().unwrap().pop();
    answer.unwrap_or_else(|| StatusCode::OK.into_response())
}
