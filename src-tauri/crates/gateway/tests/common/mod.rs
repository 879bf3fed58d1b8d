//! An inbox that records, a listener on a free port, and a client that sends bytes as written.

#![allow(dead_code)]

pub mod sshd;

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use patchbay_gateway::tunnel::ssh::{Forward, Login, OwnKey, Pin, Reached, Remnant, Ssh};
use patchbay_gateway::{
    Came, Config, HookAnswer, Hosts, Inbox, Limits, Listener, Outcome, Page, Reason, Received,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::Url;

use self::sshd::Sshd;

pub const KEY: &str = "0123456789abcdef0123456789abcdef";
pub const SOON: Duration = Duration::from_secs(10);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    Browser(String, Vec<(String, String)>),
    Server(String, String, Vec<(String, String)>),
    Stray(String, String, Vec<String>, Came),
}

/// Records what it is given. With `held`, hooks wait for a permit before they answer.
pub struct Recorder {
    pub hooks: Mutex<Vec<Received>>,
    pub calls: Mutex<Vec<Call>>,
    pub answer: Mutex<HookAnswer>,
    pub outcomes: Mutex<Vec<Outcome>>,
    pub permits: Semaphore,
    pub begun: Semaphore,
}

impl Recorder {
    pub fn new(permits: usize) -> Arc<Self> {
        Arc::new(Self {
            hooks: Mutex::default(),
            calls: Mutex::default(),
            answer: Mutex::new(HookAnswer::Stored),
            outcomes: Mutex::default(),
            permits: Semaphore::new(permits),
            begun: Semaphore::new(0),
        })
    }

    pub fn hooks(&self) -> Vec<Received> {
        self.hooks.lock().unwrap().clone()
    }

    /// What requests came to, since it was last asked.
    pub fn outcomes(&self) -> Vec<Outcome> {
        std::mem::take(&mut self.outcomes.lock().unwrap())
    }

    pub fn answer_with(&self, answer: HookAnswer) {
        *self.answer.lock().unwrap() = answer;
    }
}

#[async_trait]
impl Inbox for Recorder {
    async fn hook(&self, key: &str, request: Received) -> HookAnswer {
        assert_eq!(key, KEY);
        self.begun.add_permits(1);
        self.permits.acquire().await.unwrap().forget();
        self.hooks.lock().unwrap().push(request);
        *self.answer.lock().unwrap()
    }

    async fn stray(&self, key: &str, rest: &str, names: Vec<String>, came: Came) -> Option<Page> {
        let known = names.iter().any(|name| name == "code");
        let call = Call::Stray(key.to_owned(), rest.to_owned(), names, came);
        self.calls.lock().unwrap().push(call);
        known.then(|| Page::html(502, "<p>Sorry</p>"))
    }

    async fn browser(&self, key: &str, query: Vec<(String, String)>, _: Came) -> Page {
        self.calls
            .lock()
            .unwrap()
            .push(Call::Browser(key.to_owned(), query));
        Page::html(200, "<style>p{}</style><p>Hi</p>").framed_by(["https://*.shop.example"])
    }

    async fn server(&self, key: &str, what: &str, query: Vec<(String, String)>) -> u16 {
        let call = Call::Server(key.to_owned(), what.to_owned(), query);
        self.calls.lock().unwrap().push(call);
        if what == "uninstall" { 200 } else { 404 }
    }

    fn answered(&self, at: SystemTime, outcome: Outcome) {
        assert!(at.elapsed().unwrap() < SOON, "the time of the request");
        self.outcomes.lock().unwrap().push(outcome);
    }
}

pub async fn listener(inbox: &Arc<Recorder>, limits: Limits) -> Listener {
    let inbox = Arc::clone(inbox) as Arc<dyn Inbox>;
    let hosts = Arc::new(Hosts::new());
    Listener::bind(Config { port: 0, limits }, inbox, hosts)
        .await
        .unwrap()
}

pub async fn simple() -> (Arc<Recorder>, Listener) {
    let inbox = Recorder::new(Semaphore::MAX_PERMITS);
    let listener = listener(&inbox, Limits::default()).await;
    (inbox, listener)
}

pub fn refused(listener: &Listener, reason: Reason) -> u64 {
    listener
        .refused()
        .into_iter()
        .find(|(found, _)| *found == reason)
        .map_or(0, |(_, n)| n)
}

/// A hook request with the given headers (each line ended) and body.
pub fn hook(listener: &Listener, headers: &str, body: &str) -> String {
    let (addr, length) = (listener.addr(), body.len());
    format!(
        "POST /h/{KEY} HTTP/1.1\r\nHost: {addr}\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    )
}

pub fn get(listener: &Listener, path: &str, headers: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n",
        listener.addr()
    )
}

#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// A connection that sends bytes as written and reads answers one by one.
pub struct Raw {
    pub stream: TcpStream,
    read: Vec<u8>,
}

impl Raw {
    pub async fn to(listener: &Listener) -> Self {
        Self::at(listener.addr().port()).await
    }

    pub async fn at(port: u16) -> Self {
        Self {
            stream: TcpStream::connect(("127.0.0.1", port)).await.unwrap(),
            read: Vec::new(),
        }
    }

    pub async fn send(&mut self, text: impl AsRef<[u8]>) {
        self.stream.write_all(text.as_ref()).await.unwrap();
    }

    pub async fn ask(&mut self, text: impl AsRef<[u8]>) -> Answer {
        self.send(text).await;
        self.answer().await
    }

    /// The next answer; 1xx ones too.
    pub async fn answer(&mut self) -> Answer {
        let head_end = loop {
            if let Some(at) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            assert!(
                self.more().await,
                "closed before an answer: {}",
                self.read.escape_ascii()
            );
        };
        let head = String::from_utf8(self.read.drain(..head_end).collect()).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let pair = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_owned(), value.to_owned())
        };
        let mut answer = Answer {
            status,
            headers: lines.map(pair).collect(),
            body: String::new(),
        };
        let length = answer
            .header("content-length")
            .map_or(0, |n| n.parse().unwrap());
        while self.read.len() < length {
            assert!(self.more().await, "closed within a body");
        }
        answer.body = String::from_utf8(self.read.drain(..length).collect()).unwrap();
        answer
    }

    /// Whether the listener closes the connection, in time and without another byte.
    pub async fn is_closed(&mut self) -> bool {
        self.read.is_empty() && !self.more().await
    }

    async fn more(&mut self) -> bool {
        let mut chunk = [0; 4096];
        let read = timeout(SOON, self.stream.read(&mut chunk))
            .await
            .expect("no answer in time");
        let count = read.unwrap_or(0);
        self.read.extend_from_slice(&chunk[..count]);
        count > 0
    }
}

pub async fn ask(listener: &Listener, text: impl AsRef<[u8]>) -> Answer {
    Raw::to(listener).await.ask(text).await
}

pub fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

/// A tunnel to this server, by the user's key in a file.
pub fn tunnel(sshd: &Sshd) -> Ssh {
    Ssh {
        host: "127.0.0.1".to_owned(),
        port: sshd.port,
        user: sshd::user(),
        login: Login::File(sshd.path("user")),
        pin: Pin::none(),
        forward: Forward {
            address: "127.0.0.1".to_owned(),
            port: sshd.forwarded.into(),
        },
        reached: Reached::At("https://hooks.example.com/".parse().unwrap()),
        remnant: Remnant::default(),
    }
}

/// The app's own key, let in.
pub fn own_key(sshd: &Sshd) -> OwnKey {
    let key = OwnKey::generate().unwrap();
    sshd.authorize(&key.public().unwrap());
    key
}
