//! The ledger: a SQLite database whose one writer commits before anything is acknowledged.
