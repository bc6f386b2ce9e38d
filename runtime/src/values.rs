//! What insert structs and patches hold.

use core::fmt;

use crate::{Encode, Param};

/// A value for a column that has a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OrDefault<T> {
    /// The column is left out of the INSERT: its default applies.
    #[default]
    Default,
    /// The column gets this value.
    Value(T),
}

impl<T> From<T> for OrDefault<T> {
    fn from(v: T) -> Self {
        Self::Value(v)
    }
}

impl<S, T: Encode<S>> Encode<S> for OrDefault<T> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        match self {
            Self::Default => Param::unset(),
            Self::Value(v) => v.encode(),
        }
    }
}

/// A change to a column.
///
/// For a column that can be NULL `T` is an `Option`, so there are three states: keep, set, and
/// [`Patch::NULL`]. For a NOT NULL column there is no way to write the third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Patch<T> {
    /// The column is left out of the UPDATE: it keeps its value.
    #[default]
    Keep,
    /// The column gets this value.
    Set(T),
}

impl<T> Patch<Option<T>> {
    /// The column becomes NULL.
    pub const NULL: Self = Self::Set(None);

    /// The column gets this value.
    pub const fn some(v: T) -> Self {
        Self::Set(Some(v))
    }
}

impl<T> From<T> for Patch<T> {
    fn from(v: T) -> Self {
        Self::Set(v)
    }
}

impl<S, T: Encode<S>> Encode<S> for Patch<T> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        match self {
            Self::Keep => Param::unset(),
            Self::Set(v) => v.encode(),
        }
    }
}

/// What `Debug` shows for a column whose comment says `@pii` or `@secret`.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The body of a `Debug` that leaves columns out.
#[doc(hidden)]
pub fn debug(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut s = f.debug_struct(name);
    for (name, value) in fields {
        s.field(name, value);
    }
    s.finish()
}
