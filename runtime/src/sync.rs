//! Clients on the `postgres` crate.
