//! Dates and times in the three families: jiff, chrono and time.

use super::decode::fixed;
use super::encode::{Encode, Kind, Param};
#[cfg(any(feature = "jiff", feature = "time"))]
use super::text::civil;
use super::{Decode, DecodeError};
use crate::pg;

/// Microseconds from 1970 to 2000, where PostgreSQL begins to count.
const EPOCH: i64 = 946_684_800_000_000;
const DAY: i64 = 86_400_000_000;

const INFINITE: DecodeError = DecodeError::of("infinity, which this type cannot hold");
const OUT_OF_RANGE: DecodeError =
    DecodeError::of("a date or time outside of what this type can hold");
/// PostgreSQL's least and greatest timestamp: 4714-11-24 BC and before 294277-01-01
/// (`src/include/datatype/timestamp.h`).
const LEAST: i64 = -211_813_488_000_000_000;
const END: i64 = 9_223_371_331_200_000_000;
const FAR: &str = "a date or time outside of what PostgreSQL can hold";

fn micros(b: &[u8]) -> Result<i64, DecodeError> {
    match i64::from_be_bytes(fixed(b)?) {
        i64::MIN | i64::MAX => Err(INFINITE),
        v => Ok(v),
    }
}

fn days(b: &[u8]) -> Result<i32, DecodeError> {
    match i32::from_be_bytes(fixed(b)?) {
        i32::MIN | i32::MAX => Err(INFINITE),
        v => Ok(v),
    }
}

/// Microseconds since midnight; 24:00 exists in PostgreSQL and nowhere else.
fn of_day(b: &[u8]) -> Result<i64, DecodeError> {
    match i64::from_be_bytes(fixed(b)?) {
        v @ 0..DAY => Ok(v),
        _ => Err(OUT_OF_RANGE),
    }
}

fn split(micros: i64) -> Result<(i32, i64), DecodeError> {
    let days = i32::try_from(micros.div_euclid(DAY)).map_err(|_| OUT_OF_RANGE)?;
    Ok((days, micros.rem_euclid(DAY)))
}

fn stamp<'a>(micros: Option<i64>, kind: fn(i64) -> Kind<'static>) -> Param<'a> {
    match micros {
        Some(v @ LEAST..END) => Param(kind(v)),
        _ => Param::invalid(FAR),
    }
}

fn day<'a>(days: Option<i64>) -> Param<'a> {
    // The least date is the least timestamp's day.
    match days.and_then(|d| i32::try_from(d).ok()) {
        Some(v) if i64::from(v) >= LEAST / DAY && v < 2_145_031_949 => Param(Kind::Date(v)),
        _ => Param::invalid(FAR),
    }
}

/// Days from 2000-01-01 to a date of the proleptic Gregorian calendar.
#[cfg(any(feature = "jiff", feature = "time"))]
fn ordinal(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (month + 9) % 12;
    let doy = (153 * mp + 2) / 5 + day - 1;
    era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 730_425
}

/// `From` and `Encode` of a type that is written by value.
macro_rules! written {
    ($($t:ty: $s:ident |$v:ident| $body:expr;)*) => { $(
        impl From<$t> for Param<'_> {
            #[inline]
            fn from($v: $t) -> Self {
                $body
            }
        }
        impl Encode<pg::$s> for $t {
            #[inline]
            fn encode(&self) -> Param<'_> {
                Param::from(*self)
            }
        }
    )* };
}

#[cfg(feature = "jiff")]
mod with_jiff {
    use jiff::Timestamp;
    use jiff::civil::{Date, DateTime, Time};

    use super::{
        DAY, Decode, DecodeError, EPOCH, Encode, Kind, OUT_OF_RANGE, Param, civil, day, days,
        micros, of_day, ordinal, pg, split, stamp,
    };

    impl Decode<pg::Timestamptz> for Timestamp {
        #[inline]
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            let v = micros(b)?.checked_add(EPOCH).ok_or(OUT_OF_RANGE)?;
            Self::from_microsecond(v).map_err(|_| OUT_OF_RANGE)
        }
    }
    fn date(days: i32) -> Result<Date, DecodeError> {
        let (y, m, d) = civil(days);
        match (i16::try_from(y), i8::try_from(m), i8::try_from(d)) {
            (Ok(y), Ok(m), Ok(d)) => Date::new(y, m, d).map_err(|_| OUT_OF_RANGE),
            _ => Err(OUT_OF_RANGE),
        }
    }
    fn time(micros: i64) -> Result<Time, DecodeError> {
        let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
        let part = |v: i64| i8::try_from(v).map_err(|_| OUT_OF_RANGE);
        let nanos = i32::try_from(rest * 1_000).map_err(|_| OUT_OF_RANGE)?;
        Time::new(
            part(seconds / 3600)?,
            part(seconds / 60 % 60)?,
            part(seconds % 60)?,
            nanos,
        )
        .map_err(|_| OUT_OF_RANGE)
    }
    impl Decode<pg::Date> for Date {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            date(days(b)?)
        }
    }
    impl Decode<pg::Time> for Time {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            time(of_day(b)?)
        }
    }
    impl Decode<pg::Timestamp> for DateTime {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            let (days, rest) = split(micros(b)?)?;
            Ok(Self::from_parts(date(days)?, time(rest)?))
        }
    }
    fn date_days(v: Date) -> i64 {
        ordinal(
            i64::from(v.year()),
            i64::from(v.month()),
            i64::from(v.day()),
        )
    }
    fn time_micros(v: Time) -> i64 {
        let seconds =
            i64::from(v.hour()) * 3600 + i64::from(v.minute()) * 60 + i64::from(v.second());
        seconds * 1_000_000 + i64::from(v.subsec_nanosecond()) / 1_000
    }
    written! {
        // What is finer than a microsecond is cut off.
        Timestamp: Timestamptz |v| stamp(
            i64::try_from(v.as_nanosecond().div_euclid(1_000)).ok().and_then(|v| v.checked_sub(EPOCH)),
            Kind::Timestamptz,
        );
        Date: Date |v| day(Some(date_days(v)));
        Time: Time |v| Param(Kind::Time(time_micros(v)));
        DateTime: Timestamp |v| stamp(Some(date_days(v.date()) * DAY + time_micros(v.time())), Kind::Timestamp);
    }
}

#[cfg(feature = "chrono")]
mod with_chrono {
    use chrono::{
        DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc,
    };

    use super::{
        Decode, DecodeError, EPOCH, Encode, Kind, OUT_OF_RANGE, Param, day, days, micros, of_day,
        pg, stamp,
    };

    /// The number that chrono gives to 2000-01-01, counting from the first day of year one.
    const FIRST: i32 = 730_120;

    fn instant(b: &[u8]) -> Result<DateTime<Utc>, DecodeError> {
        micros(b)?
            .checked_add(EPOCH)
            .and_then(DateTime::from_timestamp_micros)
            .ok_or(OUT_OF_RANGE)
    }
    impl Decode<pg::Timestamptz> for DateTime<Utc> {
        #[inline]
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            instant(b)
        }
    }
    impl Decode<pg::Timestamptz> for DateTime<FixedOffset> {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            instant(b).map(|t| t.fixed_offset())
        }
    }
    impl Decode<pg::Timestamp> for NaiveDateTime {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            instant(b).map(|t| t.naive_utc())
        }
    }
    impl Decode<pg::Date> for NaiveDate {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            days(b)?
                .checked_add(FIRST)
                .and_then(Self::from_num_days_from_ce_opt)
                .ok_or(OUT_OF_RANGE)
        }
    }
    impl Decode<pg::Time> for NaiveTime {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            let v = of_day(b)?;
            let part = |v: i64| u32::try_from(v).map_err(|_| OUT_OF_RANGE);
            Self::from_num_seconds_from_midnight_opt(
                part(v / 1_000_000)?,
                part(v % 1_000_000 * 1_000)?,
            )
            .ok_or(OUT_OF_RANGE)
        }
    }
    written! {
        DateTime<Utc>: Timestamptz |v| stamp(v.timestamp_micros().checked_sub(EPOCH), Kind::Timestamptz);
        DateTime<FixedOffset>: Timestamptz |v| stamp(v.timestamp_micros().checked_sub(EPOCH), Kind::Timestamptz);
        NaiveDateTime: Timestamp |v| stamp(v.and_utc().timestamp_micros().checked_sub(EPOCH), Kind::Timestamp);
        NaiveDate: Date |v| day(Some(i64::from(v.num_days_from_ce()) - i64::from(FIRST)));
        NaiveTime: Time |v| {
            // A leap second is the last microsecond of its minute.
            let nanos = i64::from(v.nanosecond().min(999_999_999));
            Param(Kind::Time(i64::from(v.num_seconds_from_midnight()) * 1_000_000 + nanos / 1_000))
        };
    }
}

#[cfg(feature = "time")]
mod with_time {
    use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time};

    use super::{
        DAY, Decode, DecodeError, EPOCH, Encode, Kind, OUT_OF_RANGE, Param, civil, day, days,
        micros, of_day, ordinal, pg, split, stamp,
    };

    fn date(days: i32) -> Result<Date, DecodeError> {
        let (y, m, d) = civil(days);
        let month = u8::try_from(m).ok().and_then(|m| Month::try_from(m).ok());
        match (i32::try_from(y), month, u8::try_from(d)) {
            (Ok(y), Some(m), Ok(d)) => Date::from_calendar_date(y, m, d).map_err(|_| OUT_OF_RANGE),
            _ => Err(OUT_OF_RANGE),
        }
    }
    fn time(micros: i64) -> Result<Time, DecodeError> {
        let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
        let part = |v: i64| u8::try_from(v).map_err(|_| OUT_OF_RANGE);
        let rest = u32::try_from(rest).map_err(|_| OUT_OF_RANGE)?;
        Time::from_hms_micro(
            part(seconds / 3600)?,
            part(seconds / 60 % 60)?,
            part(seconds % 60)?,
            rest,
        )
        .map_err(|_| OUT_OF_RANGE)
    }
    impl Decode<pg::Timestamptz> for OffsetDateTime {
        #[inline]
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            let nanos = (i128::from(micros(b)?) + i128::from(EPOCH)) * 1_000;
            Self::from_unix_timestamp_nanos(nanos).map_err(|_| OUT_OF_RANGE)
        }
    }
    impl Decode<pg::Date> for Date {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            date(days(b)?)
        }
    }
    impl Decode<pg::Time> for Time {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            time(of_day(b)?)
        }
    }
    impl Decode<pg::Timestamp> for PrimitiveDateTime {
        fn decode(b: &[u8]) -> Result<Self, DecodeError> {
            let (days, rest) = split(micros(b)?)?;
            Ok(Self::new(date(days)?, time(rest)?))
        }
    }
    fn date_days(v: Date) -> i64 {
        ordinal(
            i64::from(v.year()),
            i64::from(u8::from(v.month())),
            i64::from(v.day()),
        )
    }
    fn time_micros(v: Time) -> i64 {
        let (h, m, s, micro) = v.as_hms_micro();
        (i64::from(h) * 3600 + i64::from(m) * 60 + i64::from(s)) * 1_000_000 + i64::from(micro)
    }
    written! {
        OffsetDateTime: Timestamptz |v| stamp(
            i64::try_from(v.unix_timestamp_nanos().div_euclid(1_000)).ok().and_then(|v| v.checked_sub(EPOCH)),
            Kind::Timestamptz,
        );
        Date: Date |v| day(Some(date_days(v)));
        Time: Time |v| Param(Kind::Time(time_micros(v)));
        PrimitiveDateTime: Timestamp |v| stamp(Some(date_days(v.date()) * DAY + time_micros(v.time())), Kind::Timestamp);
    }
}
