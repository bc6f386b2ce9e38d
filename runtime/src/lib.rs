//! Typed Rust from PostgreSQL migrations, with no database at build time
