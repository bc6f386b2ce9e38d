use core::ops::Bound;

use super::collections::{byte, count, item, nullable};
use super::encode::{Encode, Kind, Param};
use super::{Decode, DecodeError};
use crate::pg;
use crate::pg::PgType;

/// A range of values.
///
/// PostgreSQL stores the discrete ones (`int4range`, `int8range`, `daterange`) with an included
/// lower and an excluded upper bound, and gives them back so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Range<T> {
    /// The range that holds nothing.
    Empty,
    /// The values between a lower and an upper bound.
    Between(Bound<T>, Bound<T>),
}

impl<T> From<core::ops::Range<T>> for Range<T> {
    fn from(r: core::ops::Range<T>) -> Self {
        Self::Between(Bound::Included(r.start), Bound::Excluded(r.end))
    }
}
impl<T> From<core::ops::RangeInclusive<T>> for Range<T> {
    fn from(r: core::ops::RangeInclusive<T>) -> Self {
        let (start, end) = r.into_inner();
        Self::Between(Bound::Included(start), Bound::Included(end))
    }
}
impl<T> From<core::ops::RangeFrom<T>> for Range<T> {
    fn from(r: core::ops::RangeFrom<T>) -> Self {
        Self::Between(Bound::Included(r.start), Bound::Unbounded)
    }
}

impl<T> Range<T> {
    /// The lower bound; `Unbounded` when the range is empty.
    pub fn lower(&self) -> Bound<&T> {
        match self {
            Self::Empty => Bound::Unbounded,
            Self::Between(lower, _) => lower.as_ref(),
        }
    }

    /// The upper bound; `Unbounded` when the range is empty.
    pub fn upper(&self) -> Bound<&T> {
        match self {
            Self::Empty => Bound::Unbounded,
            Self::Between(_, upper) => upper.as_ref(),
        }
    }
}

impl<T: PartialOrd> Range<T> {
    /// Whether the range holds this value.
    pub fn contains(&self, value: &T) -> bool {
        match self {
            Self::Empty => false,
            Self::Between(lower, upper) => {
                (match lower {
                    Bound::Included(l) => value >= l,
                    Bound::Excluded(l) => value > l,
                    Bound::Unbounded => true,
                }) && (match upper {
                    Bound::Included(u) => value <= u,
                    Bound::Excluded(u) => value < u,
                    Bound::Unbounded => true,
                })
            }
        }
    }
}

// The flags of the binary form: src/include/utils/rangetypes.h in PostgreSQL.
const EMPTY: u8 = 1;
const LOWER_INCLUDED: u8 = 2;
const UPPER_INCLUDED: u8 = 4;
const LOWER_INFINITE: u8 = 8;
const UPPER_INFINITE: u8 = 16;

const fn bound<T>(value: T, included: bool) -> Bound<T> {
    if included {
        Bound::Included(value)
    } else {
        Bound::Excluded(value)
    }
}

impl<S, T: Decode<S>> Decode<pg::Range<S>> for Range<T> {
    fn decode(mut b: &[u8]) -> Result<Self, DecodeError> {
        let b = &mut b;
        let flags = byte(b)?;
        if flags & EMPTY != 0 {
            return Ok(Self::Empty);
        }
        let lower = if flags & LOWER_INFINITE == 0 {
            bound(nullable(item(b)?)?, flags & LOWER_INCLUDED != 0)
        } else {
            Bound::Unbounded
        };
        let upper = if flags & UPPER_INFINITE == 0 {
            bound(nullable(item(b)?)?, flags & UPPER_INCLUDED != 0)
        } else {
            Bound::Unbounded
        };
        Ok(Self::Between(lower, upper))
    }
}

impl<S, T: Decode<S>> Decode<pg::OwnRange<S>> for Range<T> {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        Decode::<pg::Range<S>>::decode(b)
    }
}

impl<S, T: Decode<S>> Decode<pg::MultiRange<S>> for Vec<Range<T>> {
    fn decode(mut b: &[u8]) -> Result<Self, DecodeError> {
        let b = &mut b;
        let n = count(b)?;
        let mut out = Self::new();
        for _ in 0..n {
            match item(b)? {
                Some(r) => out.push(Decode::<pg::Range<S>>::decode(r)?),
                None => return Err(DecodeError::of("NULL in a multirange")),
            }
        }
        Ok(out)
    }
}

impl<S, T: Decode<S>> Decode<pg::OwnMultiRange<S>> for Vec<Range<T>> {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        Decode::<pg::MultiRange<S>>::decode(b)
    }
}

fn parts<S, T: Encode<S>>(r: &Range<T>) -> (u8, Box<[Param<'_>]>) {
    let Range::Between(lower, upper) = r else {
        return (EMPTY, Box::new([]));
    };
    let mut flags = 0;
    let mut bounds = Vec::with_capacity(2);
    match lower {
        Bound::Included(v) => {
            flags |= LOWER_INCLUDED;
            bounds.push(v.encode());
        }
        Bound::Excluded(v) => bounds.push(v.encode()),
        Bound::Unbounded => flags |= LOWER_INFINITE,
    }
    match upper {
        Bound::Included(v) => {
            flags |= UPPER_INCLUDED;
            bounds.push(v.encode());
        }
        Bound::Excluded(v) => bounds.push(v.encode()),
        Bound::Unbounded => flags |= UPPER_INFINITE,
    }
    (flags, bounds.into_boxed_slice())
}

impl<S: PgType, T: Encode<S>> Encode<pg::Range<S>> for Range<T> {
    fn encode(&self) -> Param<'_> {
        let (flags, bounds) = parts(self);
        Param(Kind::Range(flags, bounds))
    }
}
impl<S: PgType, T: Encode<S>> Encode<pg::OwnRange<S>> for Range<T> {
    fn encode(&self) -> Param<'_> {
        Param(Kind::AsText(Box::new(Encode::<pg::Range<S>>::encode(self))))
    }
}
impl<S: PgType, T: Encode<S>> Encode<pg::OwnMultiRange<S>> for Vec<Range<T>> {
    fn encode(&self) -> Param<'_> {
        Param(Kind::AsText(Box::new(Encode::<pg::MultiRange<S>>::encode(
            self,
        ))))
    }
}
impl<S: PgType, T: Encode<S>> Encode<pg::MultiRange<S>> for Vec<Range<T>> {
    fn encode(&self) -> Param<'_> {
        Param(Kind::MultiRange(
            self.iter().map(Encode::<pg::Range<S>>::encode).collect(),
        ))
    }
}

/// The text form of a range from its flags and bounds.
pub(super) fn write_text(
    flags: u8,
    bounds: &[Param<'_>],
    s: &mut String,
    write: impl Fn(&Param<'_>, &mut String) -> Result<(), &'static str>,
) -> Result<(), &'static str> {
    if flags & EMPTY != 0 {
        s.push_str("empty");
        return Ok(());
    }
    let mut bounds = bounds.iter();
    s.push(if flags & LOWER_INCLUDED == 0 {
        '('
    } else {
        '['
    });
    if flags & LOWER_INFINITE == 0
        && let Some(p) = bounds.next()
    {
        write(p, s)?;
    }
    s.push(',');
    if flags & UPPER_INFINITE == 0
        && let Some(p) = bounds.next()
    {
        write(p, s)?;
    }
    s.push(if flags & UPPER_INCLUDED == 0 {
        ')'
    } else {
        ']'
    });
    Ok(())
}
