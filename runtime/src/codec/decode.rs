use core::fmt;
use std::borrow::Cow;

use crate::pg;

/// A Rust type that can be read from the binary form of the PostgreSQL type `S`.
///
/// `S` is a marker of [`pg`]. A type of your own that stands for a column (see `[types]` in
/// `pgbindgen.toml`) implements this and [`Encode`](crate::Encode):
///
/// ```
/// use pgbindgen::{Decode, DecodeError, Encode, Param, pg};
///
/// #[derive(Debug, Clone, PartialEq)]
/// struct Seats(u16);
///
/// impl Decode<pg::Int4> for Seats {
///     fn decode(b: &[u8]) -> Result<Self, DecodeError> {
///         let n: i32 = Decode::<pg::Int4>::decode(b)?;
///         u16::try_from(n).map(Seats).map_err(|_| DecodeError::new("not a number of seats"))
///     }
/// }
/// impl Encode<pg::Int4> for Seats {
///     fn encode(&self) -> Param<'_> {
///         Param::from(i32::from(self.0))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from the PostgreSQL type `{S}`",
    label = "no `Decode<{S}>` for this type",
    note = "the types that a column can be read as are listed in `docs/generated-code.md`"
)]
pub trait Decode<S>: Sized {
    /// The enum or composite type of the database that this stands for, with its schema; empty for
    /// every other. Types that travel alike are told apart by it.
    #[doc(hidden)]
    const TYPE: &'static str = "";

    /// Reads a value that is not NULL.
    ///
    /// # Errors
    /// When the bytes are not a value of `S`, or not one that this type can hold.
    fn decode(b: &[u8]) -> Result<Self, DecodeError>;

    /// Reads NULL: an error for every type but `Option`.
    ///
    /// # Errors
    /// When the type has no place for NULL.
    #[inline]
    fn decode_null() -> Result<Self, DecodeError> {
        Err(DecodeError::new("NULL where the bindings say NOT NULL"))
    }
}

/// Why a value could not be read. It never holds the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Cow<'static, str>);

impl DecodeError {
    /// An error with this reason: lower case, no final period, and without the value.
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(reason.into())
    }

    pub(crate) const fn of(reason: &'static str) -> Self {
        Self(Cow::Borrowed(reason))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DecodeError {}

/// The bytes as an array of the length that the type has on the wire.
#[inline]
pub(super) fn fixed<const N: usize>(b: &[u8]) -> Result<[u8; N], DecodeError> {
    b.try_into()
        .map_err(|_| DecodeError::of("a value of another length than the type has"))
}

macro_rules! integers {
    ($($t:ty: $s:ident),*) => { $(
        impl Decode<pg::$s> for $t {
            #[inline]
            fn decode(b: &[u8]) -> Result<Self, DecodeError> {
                fixed(b).map(<$t>::from_be_bytes)
            }
        }
    )* };
}
integers!(i16: Int2, i32: Int4, i64: Int8, u32: Oid, f32: Float4, f64: Float8, i8: Char);

impl Decode<pg::Bool> for bool {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        fixed::<1>(b).map(|[v]| v != 0)
    }
}

#[inline]
pub(super) fn utf8(b: &[u8]) -> Result<&str, DecodeError> {
    core::str::from_utf8(b).map_err(|_| DecodeError::of("text that is not UTF-8"))
}

impl Decode<pg::Text> for String {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        utf8(b).map(str::to_owned)
    }
}
impl Decode<pg::Text> for Box<str> {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        utf8(b).map(Box::from)
    }
}
impl Decode<pg::Enum> for String {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        utf8(b).map(str::to_owned)
    }
}

impl Decode<pg::Bytea> for Vec<u8> {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        Ok(b.to_vec())
    }
}

#[cfg(feature = "uuid")]
impl Decode<pg::Uuid> for uuid::Uuid {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        fixed(b).map(Self::from_bytes)
    }
}

impl<S, T: Decode<S>> Decode<S> for Option<T> {
    const TYPE: &'static str = T::TYPE;

    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        T::decode(b).map(Some)
    }
    #[inline]
    fn decode_null() -> Result<Self, DecodeError> {
        Ok(None)
    }
}

impl<T: crate::PgEnum> Decode<pg::Enum> for T {
    const TYPE: &'static str = T::NAME;

    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let label = utf8(b)?;
        T::from_label(label).ok_or_else(|| {
            DecodeError::new(format!(
                "the enum {} has the label `{}` in the database and not in the bindings; generate them again from migrations that add it",
                T::NAME,
                label.escape_debug()
            ))
        })
    }
}
