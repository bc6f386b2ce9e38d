//! Private PostgreSQL servers for tests and examples
