use serde::{Deserialize, Serialize};
use specta::Type;

use super::Millis;

/// What an export of a set-up is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SetupPurpose {
    /// Another machine of the same person: callback URLs, stores and the public address go along.
    Move,
    /// Somebody else, who has an address and stores of their own.
    Share,
}

/// What came of an export of a set-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum SetupExportView {
    /// The user chose no file.
    Nowhere,
    /// It was written.
    #[serde(rename_all = "camelCase")]
    Done {
        /// The file's number, to show its folder by.
        number: u32,
        /// How many apps are in it.
        apps: u32,
        /// The file's name.
        file: String,
    },
}

/// What is in a set-up that was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum SetupPreview {
    /// The user chose no file.
    Nothing,
    /// It can be taken.
    #[serde(rename_all = "camelCase")]
    Ready {
        /// The file's number, to take it by.
        number: u32,
        /// The file's name.
        file: String,
        /// What it was exported for.
        purpose: SetupPurpose,
        /// When.
        exported_at: Millis,
        /// Its apps.
        apps: Vec<SetupAppView>,
        /// Its public address in words.
        address: Option<String>,
        /// Whether there is another one here already.
        replaces_address: bool,
        /// How many saved filters.
        filters: u32,
        /// Its forward addresses.
        forwards: Vec<SetupForwardView>,
    },
}

/// An app of a set-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetupAppView {
    /// Which of the file's.
    pub at: u32,
    /// Its name.
    pub name: String,
    /// Its connector's name.
    pub connector: String,
    /// Its Client ID.
    pub client_id: Option<String>,
    /// How many stores are named.
    pub stores: u32,
    /// Whether its callback URLs stay the same behind the same address.
    pub keeps_callbacks: bool,
    /// Whether it can be taken.
    pub standing: SetupStanding,
}

/// Whether an app of a set-up can be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum SetupStanding {
    /// It can.
    New,
    /// It is here already.
    Here {
        /// Under this name.
        name: String,
    },
    /// Its connector is not known here.
    Unknown,
}

/// A forward address of a set-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetupForwardView {
    /// Its name.
    pub name: String,
    /// The URL.
    pub url: String,
}

/// What is to be taken of a set-up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetupWanted {
    /// Which of its apps.
    pub apps: Vec<u32>,
    /// Whether its public address.
    pub address: bool,
    /// Whether its filters.
    pub filters: bool,
    /// Whether its forward addresses; they are off at first.
    pub forwards: bool,
}

/// What was taken of a set-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SetupTaken {
    /// The apps, which need their Client Secret.
    pub apps: Vec<TakenApp>,
    /// Whether the public address.
    pub address: bool,
    /// How many filters.
    pub filters: u32,
    /// How many forward addresses.
    pub forwards: u32,
    /// What was not taken, and why.
    pub left: Vec<String>,
}

/// An app that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TakenApp {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its Client ID, if the file has one.
    pub client_id: Option<String>,
}
