//! Checked-in bindings of the reference database
