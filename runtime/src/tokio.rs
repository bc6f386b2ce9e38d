//! Clients on the `tokio-postgres` crate.
