//! End-to-end, UI and differential tests of pgbindgen: what they share. The
//! tests themselves are in `tests/`.

pub mod bindings;
pub mod differential;
pub mod golden;
pub mod house;

pub mod package;
pub mod reference;
pub mod regress;
pub mod snapshot;
pub mod statements;
