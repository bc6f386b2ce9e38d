use core::fmt;

use super::collections::split8;
use super::encode::{Encode, Kind, Param};
use super::{Decode, DecodeError, decode};
use crate::pg;

/// An `interval`, exactly as PostgreSQL stores it.
///
/// The three parts are apart because a month has no fixed number of days and a day no fixed number
/// of hours. PostgreSQL 17's infinite intervals have the extreme value in all three.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Months, twelve a year.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Microseconds; hours, minutes and seconds are in here.
    pub microseconds: i64,
}

impl Interval {
    /// An interval of this many months.
    pub const fn months(months: i32) -> Self {
        Self {
            months,
            days: 0,
            microseconds: 0,
        }
    }

    /// An interval of this many days.
    pub const fn days(days: i32) -> Self {
        Self {
            months: 0,
            days,
            microseconds: 0,
        }
    }

    /// An interval of this many microseconds.
    pub const fn microseconds(microseconds: i64) -> Self {
        Self {
            months: 0,
            days: 0,
            microseconds,
        }
    }
}

impl fmt::Display for Interval {
    /// Writes a form that PostgreSQL reads back under every `IntervalStyle`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.months, self.days, self.microseconds) {
            (i32::MAX, i32::MAX, i64::MAX) => f.write_str("infinity"),
            (i32::MIN, i32::MIN, i64::MIN) => f.write_str("-infinity"),
            (months, days, micros) => write!(f, "{months:+} mons {days:+} days {micros:+} us"),
        }
    }
}

impl Decode<pg::Interval> for Interval {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let (microseconds, rest) = split8::<8>(b)?;
        let [days @ .., m0, m1, m2, m3] = rest;
        Ok(Self {
            months: i32::from_be_bytes([m0, m1, m2, m3]),
            days: i32::from_be_bytes(days),
            microseconds,
        })
    }
}
impl Encode<pg::Interval> for Interval {
    fn encode(&self) -> Param<'_> {
        Param(Kind::Interval(*self))
    }
}
impl From<Interval> for Param<'_> {
    fn from(v: Interval) -> Self {
        Self(Kind::Interval(v))
    }
}

/// A `timetz`: a time of day with an offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeTz {
    /// Microseconds since midnight, at most 86,400,000,000.
    pub microseconds: i64,
    /// Seconds east of Greenwich.
    pub offset: i32,
}

impl Decode<pg::TimeTz> for TimeTz {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let (microseconds, zone) = split8::<4>(b)?;
        // PostgreSQL counts west.
        Ok(Self {
            microseconds,
            offset: i32::from_be_bytes(zone).wrapping_neg(),
        })
    }
}
impl Encode<pg::TimeTz> for TimeTz {
    fn encode(&self) -> Param<'_> {
        Param(Kind::TimeTz(self.microseconds, self.offset.wrapping_neg()))
    }
}

/// JSON text as the database holds it, neither parsed nor checked in Rust.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RawJson(pub String);

impl Decode<pg::Json> for RawJson {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        decode::utf8(b).map(|s| Self(s.to_owned()))
    }
}
impl Decode<pg::Jsonb> for RawJson {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        match b.split_first() {
            Some((1, b)) => Decode::<pg::Json>::decode(b),
            _ => Err(DecodeError::of("jsonb of an unknown version")),
        }
    }
}
impl Encode<pg::Json> for RawJson {
    fn encode(&self) -> Param<'_> {
        Param(Kind::Json(false, self.0.as_str().into()))
    }
}
impl Encode<pg::Jsonb> for RawJson {
    fn encode(&self) -> Param<'_> {
        Param(Kind::Json(true, self.0.as_str().into()))
    }
}
