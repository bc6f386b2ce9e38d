use super::decode::fixed;
use super::encode::{Encode, Kind, Param};
use super::{Decode, DecodeError};
use crate::pg;

/// Takes `N` bytes from the front.
#[inline]
fn take<const N: usize>(b: &mut &[u8]) -> Result<[u8; N], DecodeError> {
    let Some((head, rest)) = b.split_first_chunk::<N>() else {
        return Err(DecodeError::of("a value that ends early"));
    };
    *b = rest;
    Ok(*head)
}

/// Takes a length and that many bytes: `None` for NULL.
#[inline]
pub(super) fn item<'a>(b: &mut &'a [u8]) -> Result<Option<&'a [u8]>, DecodeError> {
    let n = i32::from_be_bytes(take(b)?);
    if n == -1 {
        return Ok(None);
    }
    let parts = usize::try_from(n).ok().and_then(|n| b.split_at_checked(n));
    let Some((head, rest)) = parts else {
        return Err(DecodeError::of("a value that ends early"));
    };
    *b = rest;
    Ok(Some(head))
}

#[inline]
pub(super) fn nullable<S, T: Decode<S>>(b: Option<&[u8]>) -> Result<T, DecodeError> {
    match b {
        Some(b) => T::decode(b),
        None => T::decode_null(),
    }
}

impl<S, T: Decode<S>> Decode<pg::Array<S>> for Vec<T> {
    const TYPE: &'static str = T::TYPE;

    fn decode(mut b: &[u8]) -> Result<Self, DecodeError> {
        let b = &mut b;
        let dimensions = i32::from_be_bytes(take(b)?);
        // Whether there are NULLs, and the OID of the elements: neither is needed.
        take::<8>(b)?;
        match dimensions {
            0 => return Ok(Self::new()),
            1 => {}
            _ => return Err(DecodeError::of("an array of more than one dimension")),
        }
        let n = usize::try_from(i32::from_be_bytes(take(b)?))
            .map_err(|_| DecodeError::of("an array of negative length"))?;
        // The lower bound has no place in a `Vec`.
        take::<4>(b)?;
        // Each element has a length of four bytes: do not trust `n` further than that.
        if n > b.len() / 4 {
            return Err(DecodeError::of("a value that ends early"));
        }
        let mut out = Self::with_capacity(n);
        for _ in 0..n {
            out.push(nullable(item(b)?)?);
        }
        Ok(out)
    }
}

impl<S: pg::PgType, T: Encode<S>> Encode<pg::Array<S>> for Vec<T> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        T::encode_slice(self)
    }
}
impl<S: pg::PgType, T: Encode<S>> Encode<pg::Array<S>> for [T] {
    #[inline]
    fn encode(&self) -> Param<'_> {
        T::encode_slice(self)
    }
}

/// Writes the header of an array of one dimension.
pub(super) fn array_header(element: u32, len: usize, nulls: bool) -> Option<[u8; 20]> {
    let mut h = [0; 20];
    h[3] = 1;
    h[7] = u8::from(nulls);
    h[8..12].copy_from_slice(&element.to_be_bytes());
    h[12..16].copy_from_slice(&i32::try_from(len).ok()?.to_be_bytes());
    h[19] = 1;
    Some(h)
}

/// The header of an empty array.
pub(super) fn empty_array_header(element: u32) -> [u8; 12] {
    let mut h = [0; 12];
    h[8..].copy_from_slice(&element.to_be_bytes());
    h
}

/// Reads the attributes of a composite value, in order.
#[derive(Debug)]
pub struct Attributes<'a>(&'a [u8]);

impl<'a> Attributes<'a> {
    /// Begins to read a composite value that should have `count` attributes.
    ///
    /// # Errors
    /// When it has another number.
    pub fn new(mut b: &'a [u8], count: i32) -> Result<Self, DecodeError> {
        let n = i32::from_be_bytes(take(&mut b)?);
        if n != count {
            return Err(DecodeError::new(format!(
                "a composite value of {n} attributes where the bindings know {count}"
            )));
        }
        Ok(Self(b))
    }

    /// The next attribute, of the PostgreSQL type `S`.
    ///
    /// # Errors
    /// When it is not a value of that type or not one that `T` can hold.
    #[expect(
        clippy::should_implement_trait,
        reason = "each attribute has a type of its own"
    )]
    pub fn next<S, T: Decode<S>>(&mut self) -> Result<T, DecodeError> {
        // The attribute's OID: the schema's own types have one that the build cannot know.
        take::<4>(&mut self.0)?;
        nullable(item(&mut self.0)?)
    }
}

impl<'a> Param<'a> {
    /// A composite value from its attributes, in order.
    pub fn record<const N: usize>(attributes: [Param<'a>; N]) -> Self {
        Self(Kind::Record(Box::new(attributes)))
    }
}

/// Reads the one-byte header that some types begin with.
#[cfg(feature = "json")]
pub(super) fn first(b: &[u8]) -> Result<(u8, &[u8]), DecodeError> {
    match b.split_first() {
        Some((v, rest)) => Ok((*v, rest)),
        None => Err(DecodeError::of("a value that ends early")),
    }
}

/// The same for a 32-bit count.
pub(super) fn count(b: &mut &[u8]) -> Result<i32, DecodeError> {
    take(b).map(i32::from_be_bytes)
}

/// The same for one byte.
pub(super) fn byte(b: &mut &[u8]) -> Result<u8, DecodeError> {
    take(b).map(|[v]| v)
}

/// A 64-bit number and the rest.
pub(super) fn split8<const N: usize>(b: &[u8]) -> Result<(i64, [u8; N]), DecodeError> {
    let mut b = b;
    let head = i64::from_be_bytes(take(&mut b)?);
    Ok((head, fixed(b)?))
}
