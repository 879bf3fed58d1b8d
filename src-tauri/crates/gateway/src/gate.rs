//! Pairs every request with the bytes of its own head.
//!
//! hyper does not give header names as they were sent, so the bytes are recorded on their way to
//! it. A connection carries many requests, and which bytes are a head is known only when the body
//! before it has ended. So the gate hands over one head, shuts, and waits until whoever answers
//! the request tells it, with hyper's own reading of the framing, how much body follows. Bytes
//! beyond that are kept back: they begin the next head.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

use crate::head::end_of_head;

const CHUNK: usize = 8 * 1024;

/// A connection whose requests are handed to hyper one at a time.
pub(crate) struct Gate<S> {
    stream: S,
    passage: Passage,
    kept: BytesMut,
    within: Duration,
    deadline: Pin<Box<Sleep>>,
    timed: bool,
}

/// The other end of the gate: lets the body of a request in.
#[derive(Clone)]
pub(crate) struct Passage(Arc<Mutex<State>>);

struct State {
    phase: Phase,
    head: Vec<u8>,
    heads: VecDeque<Vec<u8>>,
    waiting: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Head,
    Shut,
    Body(u64),
    Open,
}

impl Passage {
    /// The oldest head not yet claimed, letting in its body: so many bytes, or, when only its
    /// own coding tells, everything that follows. After the latter the connection must close.
    pub(crate) fn claim(&self, body: Option<u64>) -> Option<Vec<u8>> {
        let mut state = self.lock();
        if state.phase == Phase::Shut {
            state.phase = match body {
                Some(0) => Phase::Head,
                Some(length) => Phase::Body(length),
                None => Phase::Open,
            };
        }
        if let Some(waker) = state.waiting.take() {
            waker.wake();
        }
        state.heads.pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: AsyncRead + Unpin> Gate<S> {
    /// A gate whose first head, and every later one from its first byte, must come `within`.
    pub(crate) fn new(stream: S, within: Duration) -> (Self, Passage) {
        let state = State {
            phase: Phase::Head,
            head: Vec::new(),
            heads: VecDeque::new(),
            waiting: None,
        };
        let passage = Passage(Arc::new(Mutex::new(state)));
        let deadline = Box::pin(tokio::time::sleep(within));
        let kept = BytesMut::new();
        let gate = Self {
            stream,
            passage: passage.clone(),
            kept,
            within,
            deadline,
            timed: true,
        };
        (gate, passage)
    }

    fn poll_head(&mut self, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.skip_empty_lines();
        while self.kept.is_empty() {
            if self.poll_late(cx) {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            if ready!(self.poll_fill(cx))? == 0 {
                return Poll::Ready(Ok(()));
            }
            self.start_timing();
            self.skip_empty_lines();
        }
        self.start_timing();
        self.hand_over_head(out);
        Poll::Ready(Ok(()))
    }

    fn hand_over_head(&mut self, out: &mut ReadBuf<'_>) {
        let mut state = self.passage.lock();
        let known = state.head.len();
        let room = out.remaining().min(self.kept.len());
        state.head.extend_from_slice(&self.kept[..room]);
        let end = end_of_head(&state.head, known.saturating_sub(3));
        let taken = end.map_or(room, |end| end - known);
        out.put_slice(&self.kept[..taken]);
        self.kept.advance(taken);
        if let Some(end) = end {
            state.head.truncate(end);
            let head = std::mem::take(&mut state.head);
            state.heads.push_back(head);
            state.phase = Phase::Shut;
            self.timed = false;
        }
    }

    fn skip_empty_lines(&mut self) {
        if self.passage.lock().head.is_empty() {
            let lines = self
                .kept
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            self.kept.advance(lines);
        }
    }

    fn start_timing(&mut self) {
        if !self.timed {
            self.timed = true;
            self.deadline.as_mut().reset(Instant::now() + self.within);
        }
    }

    fn poll_late(&mut self, cx: &mut Context<'_>) -> bool {
        self.timed && self.deadline.as_mut().poll(cx).is_ready()
    }

    fn poll_fill(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut space = [0; CHUNK];
        let mut chunk = ReadBuf::new(&mut space);
        ready!(Pin::new(&mut self.stream).poll_read(cx, &mut chunk))?;
        self.kept.extend_from_slice(chunk.filled());
        Poll::Ready(Ok(chunk.filled().len()))
    }

    fn poll_pass(
        &mut self,
        cx: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
        most: u64,
    ) -> Poll<io::Result<u64>> {
        if self.kept.is_empty() && ready!(self.poll_fill(cx))? == 0 {
            return Poll::Ready(Ok(0));
        }
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let passed = most.min(self.kept.len()).min(out.remaining());
        out.put_slice(&self.kept[..passed]);
        self.kept.advance(passed);
        Poll::Ready(Ok(passed as u64))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Gate<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        out: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let gate = self.get_mut();
        let phase = {
            let mut state = gate.passage.lock();
            if state.phase == Phase::Shut {
                state.waiting = Some(cx.waker().clone());
            }
            state.phase
        };
        match phase {
            Phase::Shut => Poll::Pending,
            Phase::Head => gate.poll_head(cx, out),
            Phase::Open => gate.poll_pass(cx, out, u64::MAX).map_ok(drop),
            Phase::Body(left) => {
                let passed = ready!(gate.poll_pass(cx, out, left))?;
                gate.passage.lock().phase = if passed == left {
                    Phase::Head
                } else {
                    Phase::Body(left - passed)
                };
                Poll::Ready(Ok(()))
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Gate<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
