//! Logs: structured, one file a day in the data folder, the last seven kept, and redacted.
//!
//! Nothing here is given a secret to log; the redaction is the second line, for what a library or
//! an address might carry (`code`, `signed_payload_jwt`, tokens in headers).

use std::io::{self, Write};
use std::path::Path;

use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use patchbay_core::redact::redact;

/// Starts logging into `folder`. Keep what it returns: dropping it writes out what is queued.
pub fn start(folder: &Path) -> Option<WorkerGuard> {
    std::fs::create_dir_all(folder).ok()?;
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("patchbay")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let filter = EnvFilter::try_from_env("PATCHBAY_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,hyper=warn,zbus=warn,reqwest=warn"));
    let logger = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(Redacted(writer));
    logger.try_init().ok()?;
    Some(guard)
}

/// Passes lines on without what looks like a secret.
struct Redacted(NonBlocking);

struct RedactedLine(NonBlocking);

impl<'a> MakeWriter<'a> for Redacted {
    type Writer = RedactedLine;

    fn make_writer(&'a self) -> RedactedLine {
        RedactedLine(self.0.clone())
    }
}

impl Write for RedactedLine {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        self.0.write_all(redact(&text).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
