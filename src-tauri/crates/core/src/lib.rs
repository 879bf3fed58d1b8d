//! What Patchbay does: apps, installs, stores, triggers and the feed.

pub mod view;
