//! A receiver of hooks: remembers what came, byte for byte, and answers what it is told to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// One request that came.
#[derive(Debug, Clone)]
pub struct Came {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Came {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .map(|v| v.to_str().unwrap().to_owned())
            .unwrap_or_default()
    }

    pub fn scope(&self) -> String {
        self.json()["scope"].as_str().unwrap().to_owned()
    }
}

#[derive(Default)]
struct Book {
    came: Vec<Came>,
    answers: VecDeque<u16>,
    otherwise: u16,
}

/// Listens on loopback.
#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    book: Arc<Mutex<Book>>,
}

impl Receiver {
    /// Answers 200.
    pub async fn new() -> Self {
        Self::answering(&[], 200).await
    }

    /// Answers these statuses in turn, then `otherwise`.
    pub async fn answering(answers: &[u16], otherwise: u16) -> Self {
        let answers = answers.iter().copied().collect();
        let book = Arc::new(Mutex::new(Book {
            came: Vec::new(),
            answers,
            otherwise,
        }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/h/key", listener.local_addr().unwrap());
        let app = Router::new()
            .fallback(receive)
            .with_state(Arc::clone(&book));
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, book }
    }

    /// What it answers from here on.
    pub fn answer(&self, status: u16) {
        self.book.lock().unwrap().otherwise = status;
    }

    pub fn came(&self) -> Vec<Came> {
        self.book.lock().unwrap().came.clone()
    }

    pub fn scopes(&self) -> Vec<String> {
        self.came().iter().map(Came::scope).collect()
    }

    /// Waits until at least `count` requests came.
    pub async fn until(&self, count: usize) -> Vec<Came> {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let came = self.came();
            if came.len() >= count {
                return came;
            }
            assert!(
                Instant::now() < deadline,
                "only {} of {count} came",
                came.len()
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

async fn receive(
    State(book): State<Arc<Mutex<Book>>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut book = book.lock().unwrap();
    book.came.push(Came {
        path: uri.path().to_owned(),
        headers,
        body,
    });
    let status = book.answers.pop_front().unwrap_or(book.otherwise);
    if status == 302 {
        return (StatusCode::FOUND, [("location", "/elsewhere")]).into_response();
    }
    StatusCode::from_u16(status).unwrap().into_response()
}
