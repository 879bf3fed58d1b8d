//! How orders are paid: the state of each payment, and the transactions that led to it.

use serde::{Deserialize, Serialize};

/// How the payment of an order stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Paid by card, and the money was taken.
    #[default]
    Captured,
    /// A card was authorised; the money is to be taken, or let go.
    Authorized,
    /// The money is being taken.
    CapturePending,
    /// The authorisation is being let go.
    VoidPending,
    /// The authorisation was let go.
    Voided,
    /// Paid outside of BigCommerce, if at all.
    Offline,
}

impl PaymentState {
    /// `payment_status` of v2, before refunds.
    pub fn word(self) -> &'static str {
        match self {
            Self::Captured => "captured",
            Self::Authorized => "authorized",
            Self::CapturePending => "capture pending",
            Self::VoidPending => "void pending",
            Self::Voided => "void",
            Self::Offline => "",
        }
    }

    /// What it becomes once the payment provider has done what it was asked; absent when it was
    /// asked nothing.
    pub fn settled(self) -> Option<Self> {
        match self {
            Self::CapturePending => Some(Self::Captured),
            Self::VoidPending => Some(Self::Voided),
            Self::Captured | Self::Authorized | Self::Voided | Self::Offline => None,
        }
    }
}

/// A payment that the provider has been asked to take or let go.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Settling {
    /// The order.
    pub order_id: u64,
    /// When the provider will have done it, in milliseconds since the epoch.
    pub due_ms: i64,
}

/// One thing that happened with the money of an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Transaction {
    /// Number within the store.
    pub id: u64,
    /// The order.
    pub order_id: u64,
    /// What happened.
    pub event: TransactionEvent,
    /// `credit_card`, `store_credit` or `custom`.
    pub method: String,
    /// `testgateway`, `storecredit` or `custom`.
    pub gateway: String,
    /// In hundredths.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// The transaction it acts upon.
    pub reference: Option<u64>,
    /// What the payment provider calls it.
    pub gateway_id: String,
}

/// What happened with the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionEvent {
    /// Authorised and taken at once.
    Purchase,
    /// Authorised.
    Authorization,
    /// Taken after it was authorised.
    Capture,
    /// Given back.
    Refund,
    /// Let go after it was authorised.
    Void,
}

impl TransactionEvent {
    /// The API's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Authorization => "authorization",
            Self::Capture => "capture",
            Self::Refund => "refund",
            Self::Void => "void",
        }
    }
}
