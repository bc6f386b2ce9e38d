//! CREATE EXTENSION.

/// The extension that brings a type of that name.
pub(super) fn brings_type(_name: &str) -> Option<&'static str> {
    None
}

/// Whether an extension may bring a function of that name.
pub(super) fn may_bring_function(_extension: &str, _name: &str) -> bool {
    true
}

/// Whether an extension's type of that name takes modifiers.
pub(super) fn has_modifiers(_name: &str) -> bool {
    true
}

/// Modifiers as the type's output function prints them.
pub(super) fn modifier(_name: &str, modifiers: &[String]) -> String {
    modifiers.join(",")
}
