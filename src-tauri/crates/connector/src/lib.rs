//! Connectors as data: what an integration can do, which scopes it needs, and what they imply.
