//! The program to write: every name, collision and helper is decided here.

pub mod names;
