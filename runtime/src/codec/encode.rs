use core::fmt;
use std::borrow::Cow;
use std::net::IpAddr;

use super::collections::{array_header, empty_array_header};
use super::digits;
use super::{AnyNumeric, BitString, Inet, text};
use crate::pg;
use crate::pg::PgType;

/// A Rust type that can be written as the PostgreSQL type `S`; see [`Decode`](crate::Decode).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written as the PostgreSQL type `{S}`",
    label = "no `Encode<{S}>` for this type",
    note = "the types that a column can be written from are listed in `docs/generated-code.md`"
)]
pub trait Encode<S> {
    /// The parameter that carries this value.
    fn encode(&self) -> Param<'_>;

    /// The parameter that carries an array of such values.
    fn encode_slice(items: &[Self]) -> Param<'_>
    where
        Self: Sized,
        S: PgType,
    {
        Param(Kind::Array(
            S::OID,
            items.iter().map(Self::encode).collect(),
        ))
    }
}

/// A parameter of a statement: a wire type and its value, borrowed where it is large.
///
/// `Debug` shows no value.
#[derive(Clone)]
pub struct Param<'a>(pub(crate) Kind<'a>);

#[derive(Clone)]
pub(crate) enum Kind<'a> {
    Null,
    /// The column takes its default, or keeps its value.
    Unset,
    /// The value has no form on the wire, for this reason.
    Invalid(&'static str),
    Bool(bool),
    Char(i8),
    Int2(i16),
    Int4(i32),
    Int8(i64),
    Oid(u32),
    Float4(f32),
    Float8(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Uuid([u8; 16]),
    /// Days since 2000-01-01.
    Date(i32),
    /// Microseconds since midnight.
    Time(i64),
    /// Microseconds since midnight and seconds west of Greenwich.
    TimeTz(i64, i32),
    /// Microseconds since 2000-01-01 00:00.
    Timestamp(i64),
    /// The same, in UTC.
    Timestamptz(i64),
    Interval(super::Interval),
    /// A number of at most 38 digits, in two halves so that alignment stays at eight bytes, and
    /// how many of its digits are decimals.
    Numeric(u64, u64, u16),
    AnyNumeric(&'a AnyNumeric),
    /// JSON text, with `jsonb`'s version byte in front when asked.
    Json(bool, Cow<'a, str>),
    #[cfg(feature = "json")]
    JsonValue(bool, &'a serde_json::Value),
    Inet(Inet, bool),
    Mac([u8; 8], u8),
    Bits(&'a BitString),
    Texts(&'a [String]),
    /// The OID of the elements, and the elements.
    Array(u32, Box<[Param<'a>]>),
    Record(Box<[Param<'a>]>),
    /// Flags as on the wire, and the bounds that are there.
    Range(u8, Box<[Param<'a>]>),
    MultiRange(Box<[Param<'a>]>),
    /// A value whose type has an OID that the build cannot know: it travels as text.
    AsText(Box<Param<'a>>),
}

impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Null => "NULL",
            Kind::Unset => "DEFAULT",
            _ => "_",
        })
    }
}

impl Param<'static> {
    /// NULL.
    pub const fn null() -> Self {
        Self(Kind::Null)
    }

    /// A value that cannot be sent, for this reason: running the statement is an error that names
    /// the parameter.
    pub const fn invalid(reason: &'static str) -> Self {
        Self(Kind::Invalid(reason))
    }

    pub(crate) const fn unset() -> Self {
        Self(Kind::Unset)
    }
}

impl Param<'_> {
    /// A parameter of a value that goes by value: what `From` does, without a trait in scope.
    #[inline]
    pub fn of(v: impl Into<Self>) -> Self {
        v.into()
    }
}

impl Param<'_> {
    #[inline]
    pub(crate) fn is_unset(&self) -> bool {
        matches!(self.0, Kind::Unset)
    }
}

macro_rules! by_value {
    ($($t:ty: $s:ident),*) => { $(
        impl From<$t> for Param<'_> {
            #[inline]
            fn from(v: $t) -> Self {
                Self(Kind::$s(v))
            }
        }
        impl Encode<pg::$s> for $t {
            #[inline]
            fn encode(&self) -> Param<'_> {
                Param(Kind::$s(*self))
            }
        }
    )* };
}
by_value!(bool: Bool, i8: Char, i16: Int2, i32: Int4, i64: Int8, u32: Oid, f32: Float4, f64: Float8);

impl<'a> From<&'a str> for Param<'a> {
    #[inline]
    fn from(v: &'a str) -> Self {
        Self(Kind::Text(v))
    }
}
impl<'a> From<&'a [u8]> for Param<'a> {
    #[inline]
    fn from(v: &'a [u8]) -> Self {
        Self(Kind::Bytes(v))
    }
}

impl Encode<pg::Text> for String {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Text(self))
    }
    fn encode_slice(items: &[Self]) -> Param<'_> {
        Param(Kind::Texts(items))
    }
}
impl Encode<pg::Text> for str {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Text(self))
    }
}
impl Encode<pg::Text> for &str {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Text(self))
    }
}
impl Encode<pg::Text> for Box<str> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Text(self))
    }
}
impl Encode<pg::Enum> for String {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Text(self))
    }
}
impl<T: crate::PgEnum> Encode<pg::Enum> for T {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Text(self.label()))
    }
}
impl Encode<pg::Bytea> for Vec<u8> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Bytes(self))
    }
}
#[cfg(feature = "uuid")]
impl From<uuid::Uuid> for Param<'_> {
    #[inline]
    fn from(v: uuid::Uuid) -> Self {
        Self(Kind::Uuid(*v.as_bytes()))
    }
}
#[cfg(feature = "uuid")]
impl Encode<pg::Uuid> for uuid::Uuid {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param(Kind::Uuid(*self.as_bytes()))
    }
}

impl<S, T: Encode<S>> Encode<S> for Option<T> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        match self {
            Some(v) => v.encode(),
            None => Param(Kind::Null),
        }
    }
}

/// Where bytes are written to.
pub(crate) trait Out {
    fn add(&mut self, b: &[u8]);
    fn len(&self) -> usize;
    fn set(&mut self, at: usize, b: [u8; 4]);
}

impl Out for Vec<u8> {
    #[inline]
    fn add(&mut self, b: &[u8]) {
        self.extend_from_slice(b);
    }
    #[inline]
    fn len(&self) -> usize {
        self.len()
    }
    #[inline]
    fn set(&mut self, at: usize, b: [u8; 4]) {
        if let Some(slot) = self.get_mut(at..at + 4) {
            slot.copy_from_slice(&b);
        }
    }
}

#[cfg(feature = "_driver")]
impl Out for bytes::BytesMut {
    #[inline]
    fn add(&mut self, b: &[u8]) {
        self.extend_from_slice(b);
    }
    #[inline]
    fn len(&self) -> usize {
        bytes::BytesMut::len(self)
    }
    #[inline]
    fn set(&mut self, at: usize, b: [u8; 4]) {
        if let Some(slot) = self.get_mut(at..at + 4) {
            slot.copy_from_slice(&b);
        }
    }
}

const TOO_LONG: &str = "a value longer than PostgreSQL's one gigabyte";

impl Param<'_> {
    /// Appends the binary form; `false` is NULL.
    #[inline]
    pub(crate) fn put<O: Out>(&self, o: &mut O) -> Result<bool, &'static str> {
        match &self.0 {
            Kind::Null | Kind::Unset => return Ok(false),
            Kind::Invalid(reason) => return Err(reason),
            Kind::Bool(v) => o.add(&[u8::from(*v)]),
            Kind::Char(v) => o.add(&v.to_be_bytes()),
            Kind::Int2(v) => o.add(&v.to_be_bytes()),
            Kind::Int4(v) | Kind::Date(v) => o.add(&v.to_be_bytes()),
            Kind::Int8(v) | Kind::Time(v) | Kind::Timestamp(v) | Kind::Timestamptz(v) => {
                o.add(&v.to_be_bytes());
            }
            Kind::Oid(v) => o.add(&v.to_be_bytes()),
            Kind::Float4(v) => o.add(&v.to_be_bytes()),
            Kind::Float8(v) => o.add(&v.to_be_bytes()),
            Kind::Text(v) => o.add(v.as_bytes()),
            Kind::Bytes(v) => o.add(v),
            Kind::Uuid(v) => o.add(v),
            Kind::Numeric(hi, lo, scale) => digits::put(digits::join(*hi, *lo), *scale, o),
            _ => return self.put_rare(o).map(|()| true),
        }
        Ok(true)
    }

    // Apart, so that the common kinds stay small.
    fn put_rare<O: Out>(&self, o: &mut O) -> Result<(), &'static str> {
        match &self.0 {
            Kind::TimeTz(micros, zone) => {
                o.add(&micros.to_be_bytes());
                o.add(&zone.to_be_bytes());
            }
            Kind::Interval(v) => {
                o.add(&v.microseconds.to_be_bytes());
                o.add(&v.days.to_be_bytes());
                o.add(&v.months.to_be_bytes());
            }
            Kind::AnyNumeric(v) => v.put(o),
            Kind::Json(versioned, v) => {
                if *versioned {
                    o.add(&[1]);
                }
                o.add(v.as_bytes());
            }
            #[cfg(feature = "json")]
            Kind::JsonValue(versioned, v) => {
                if *versioned {
                    o.add(&[1]);
                }
                super::json::put(v, o);
            }
            Kind::Inet(v, cidr) => match v.addr() {
                IpAddr::V4(a) => {
                    o.add(&[2, v.prefix(), u8::from(*cidr), 4]);
                    o.add(&a.octets());
                }
                IpAddr::V6(a) => {
                    o.add(&[3, v.prefix(), u8::from(*cidr), 16]);
                    o.add(&a.octets());
                }
            },
            Kind::Mac(v, len) => o.add(&v[..usize::from(*len)]),
            Kind::Bits(v) => {
                let n = i32::try_from(v.len()).map_err(|_| TOO_LONG)?;
                o.add(&n.to_be_bytes());
                o.add(v.as_bytes());
            }
            Kind::Texts(v) => {
                if v.is_empty() {
                    o.add(&empty_array_header(pg::Text::OID));
                    return Ok(());
                }
                o.add(&array_header(pg::Text::OID, v.len(), false).ok_or(TOO_LONG)?);
                for s in *v {
                    o.add(&i32::try_from(s.len()).map_err(|_| TOO_LONG)?.to_be_bytes());
                    o.add(s.as_bytes());
                }
            }
            Kind::Array(element, v) => {
                if v.is_empty() {
                    o.add(&empty_array_header(*element));
                    return Ok(());
                }
                let nulls = v.iter().any(|p| matches!(p.0, Kind::Null));
                o.add(&array_header(*element, v.len(), nulls).ok_or(TOO_LONG)?);
                for p in v {
                    p.put_item(o)?;
                }
            }
            Kind::Range(flags, bounds) => {
                o.add(&[*flags]);
                for p in bounds {
                    p.put_item(o)?;
                }
            }
            Kind::MultiRange(v) => {
                o.add(&i32::try_from(v.len()).map_err(|_| TOO_LONG)?.to_be_bytes());
                for p in v {
                    p.put_item(o)?;
                }
            }
            Kind::Record(_) | Kind::AsText(_) => {
                let mut s = String::new();
                text::write(self, &mut s)?;
                o.add(s.as_bytes());
            }
            // Written by `put`.
            _ => {}
        }
        Ok(())
    }

    /// Appends a length and the binary form.
    pub(crate) fn put_item<O: Out>(&self, o: &mut O) -> Result<(), &'static str> {
        let at = o.len();
        o.add(&(-1i32).to_be_bytes());
        if self.put(o)? {
            let n = i32::try_from(o.len() - at - 4).map_err(|_| TOO_LONG)?;
            o.set(at, n.to_be_bytes());
        }
        Ok(())
    }
}
