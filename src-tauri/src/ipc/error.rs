use patchbay_core::{Error, ErrorCode, Field};
use serde::Serialize;
use specta::Type;

/// Why a command failed, as the page gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IpcError {
    /// The kind of failure.
    pub code: ErrorCode,
    /// What happened, in a sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The field it is about.
    pub field: Option<Field>,
}

impl From<Error> for IpcError {
    fn from(error: Error) -> Self {
        tracing::info!(error.code = ?error.code(), error.message = %error, "a command failed");
        Self {
            code: error.code(),
            message: error.to_string(),
            hint: error.hint(),
            field: error.field(),
        }
    }
}

/// What commands return.
pub type Answer<T> = Result<T, IpcError>;
