//! Steps that send something elsewhere than to a store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::canonical;
use crate::json::Json;

/// A request to a saved address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepHttp")]
pub struct Http {
    /// The id of the saved origin: where a request goes is never an expression.
    pub origin: String,
    /// The method.
    pub method: Method,
    /// The path, with expressions in it.
    pub path: String,
    /// Parameters after the path, with expressions in them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, String>,
    /// Headers, with expressions in them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The body, with expressions in it: a text as it stands, anything else as JSON.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "canonical::maybe"
    )]
    #[specta(type = Option<Json>)]
    pub body: Option<Value>,
    /// Whether it may be sent again where nobody knows whether it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeatable: Option<bool>,
    /// How many attempts are made; the usual number where this is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "UPPERCASE")]
#[serde(rename = "HttpMethod")]
pub enum Method {
    /// Reads.
    Get,
    /// Reads no more than the head.
    Head,
    /// Makes or does something.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Whether HTTP promises that doing it twice is as doing it once.
    pub fn is_repeatable(self) -> bool {
        match self {
            Self::Get | Self::Head | Self::Put | Self::Delete => true,
            Self::Post | Self::Patch => false,
        }
    }

    /// Whether a body goes with it.
    pub fn takes_body(self) -> bool {
        match self {
            Self::Post | Self::Put | Self::Patch | Self::Delete => true,
            Self::Get | Self::Head => false,
        }
    }
}

/// The event, to a saved forward address.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepForward")]
pub struct Forward {
    /// The id of the forward address.
    pub address: String,
    /// What is sent, with expressions in it; the event as it arrived, where this is missing.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "canonical::maybe"
    )]
    #[specta(type = Option<Json>)]
    pub body: Option<Value>,
}

/// A notification of the desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "StepNotify")]
pub struct Notify {
    /// Its title, with expressions in it.
    pub title: String,
    /// Its text, with expressions in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}
