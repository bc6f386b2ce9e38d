//! The text form of a parameter, for the values that travel inside a composite or a range whose
//! type is the schema's own. Every form is one that the server reads under any `DateStyle`,
//! `IntervalStyle` and `bytea_output`.

use core::fmt::Write as _;

use super::encode::{Kind, Param};
use super::{digits, range};

const DAY: i64 = 86_400_000_000;

/// Appends the text form; NULL is nothing.
pub(super) fn write(p: &Param<'_>, s: &mut String) -> Result<(), &'static str> {
    // Writing to a String cannot fail.
    macro_rules! put {
        ($($t:tt)*) => {{ let _ = write!(s, $($t)*); }};
    }
    match &p.0 {
        Kind::Null | Kind::Unset => {}
        Kind::Invalid(reason) => return Err(reason),
        Kind::Bool(v) => s.push(if *v { 't' } else { 'f' }),
        Kind::Char(v) => s.push(char::from(v.cast_unsigned())),
        Kind::Int2(v) => put!("{v}"),
        Kind::Int4(v) => put!("{v}"),
        Kind::Int8(v) => put!("{v}"),
        Kind::Oid(v) => put!("{v}"),
        Kind::Float4(v) => float(f64::from(*v), &format!("{v}"), s),
        Kind::Float8(v) => float(*v, &format!("{v}"), s),
        Kind::Text(v) => s.push_str(v),
        Kind::Bytes(v) => {
            s.push_str("\\x");
            v.iter().for_each(|b| put!("{b:02x}"));
        }
        Kind::Uuid(v) => v.iter().for_each(|b| put!("{b:02x}")),
        Kind::Date(days) => date(*days, s),
        Kind::Time(micros) => time(*micros, s),
        Kind::TimeTz(micros, west) => {
            time(*micros, s);
            let east = west.wrapping_neg();
            let a = east.unsigned_abs();
            let sign = if east < 0 { '-' } else { '+' };
            put!("{sign}{:02}:{:02}:{:02}", a / 3600, a / 60 % 60, a % 60);
        }
        Kind::Timestamp(micros) => timestamp(*micros, "", s),
        Kind::Timestamptz(micros) => timestamp(*micros, "+00", s),
        Kind::Interval(v) => put!("{v}"),
        Kind::Numeric(hi, lo, scale) => {
            put!(
                "{}",
                super::AnyNumeric::from_parts(digits::join(*hi, *lo), *scale)
            );
        }
        Kind::AnyNumeric(v) => put!("{v}"),
        Kind::Json(_, v) => s.push_str(v),
        #[cfg(feature = "json")]
        Kind::JsonValue(_, v) => put!("{v}"),
        Kind::Inet(v, true) => put!("{}/{}", v.addr(), v.prefix()),
        Kind::Inet(v, false) => put!("{v}"),
        Kind::Mac(v, len) => {
            for (i, b) in v.iter().take(usize::from(*len)).enumerate() {
                put!("{}{b:02x}", if i == 0 { "" } else { ":" });
            }
        }
        Kind::Bits(v) => put!("{v}"),
        Kind::Texts(v) => {
            s.push('{');
            for (i, item) in v.iter().enumerate() {
                if i > 0 {
                    s.push(',');
                }
                quoted(item, s);
            }
            s.push('}');
        }
        Kind::Array(_, v) => {
            s.push('{');
            for (i, item) in v.iter().enumerate() {
                if i > 0 {
                    s.push(',');
                }
                if matches!(item.0, Kind::Null) {
                    s.push_str("NULL");
                } else {
                    nested(item, s)?;
                }
            }
            s.push('}');
        }
        Kind::Record(v) => {
            s.push('(');
            for (i, item) in v.iter().enumerate() {
                if i > 0 {
                    s.push(',');
                }
                if !matches!(item.0, Kind::Null) {
                    nested(item, s)?;
                }
            }
            s.push(')');
        }
        Kind::Range(flags, bounds) => range::write_text(*flags, bounds, s, nested)?,
        Kind::AsText(inner) => write(inner, s)?,
        Kind::MultiRange(v) => {
            s.push('{');
            for (i, item) in v.iter().enumerate() {
                if i > 0 {
                    s.push(',');
                }
                write(item, s)?;
            }
            s.push('}');
        }
    }
    Ok(())
}

/// The text form in double quotes, as arrays, composites and ranges hold it.
fn nested(p: &Param<'_>, s: &mut String) -> Result<(), &'static str> {
    let mut inner = String::new();
    write(p, &mut inner)?;
    quoted(&inner, s);
    Ok(())
}

fn quoted(v: &str, s: &mut String) {
    s.push('"');
    for c in v.chars() {
        // A doubled backslash and an escaped quote are read alike by all three syntaxes.
        if matches!(c, '"' | '\\') {
            s.push('\\');
        }
        s.push(c);
    }
    s.push('"');
}

fn float(v: f64, text: &str, s: &mut String) {
    if v.is_nan() {
        s.push_str("NaN");
    } else if v.is_infinite() {
        s.push_str(if v > 0.0 { "Infinity" } else { "-Infinity" });
    } else {
        s.push_str(text);
    }
}

/// Year, month and day of a number of days since 2000-01-01 in the proleptic Gregorian calendar.
pub(super) fn civil(days: i32) -> (i64, i64, i64) {
    // Count from 0000-03-01, so that leap days come last in their year; an era is 400 years.
    let z = i64::from(days) + 730_425;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

fn year_month_day(days: i32, s: &mut String) -> &'static str {
    let (year, month, day) = civil(days);
    // There is no year zero in PostgreSQL.
    let (shown, era) = if year > 0 {
        (year, "")
    } else {
        (1 - year, " BC")
    };
    let _ = write!(s, "{shown:04}-{month:02}-{day:02}");
    era
}

fn date(days: i32, s: &mut String) {
    match days {
        i32::MAX => s.push_str("infinity"),
        i32::MIN => s.push_str("-infinity"),
        _ => {
            let era = year_month_day(days, s);
            s.push_str(era);
        }
    }
}

fn time(micros: i64, s: &mut String) {
    let (seconds, rest) = (micros.div_euclid(1_000_000), micros.rem_euclid(1_000_000));
    let (h, m, sec) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let _ = write!(s, "{h:02}:{m:02}:{sec:02}.{rest:06}");
}

fn timestamp(micros: i64, zone: &str, s: &mut String) {
    match micros {
        i64::MAX => s.push_str("infinity"),
        i64::MIN => s.push_str("-infinity"),
        _ => {
            // 2^63 microseconds are 107 million days.
            let days = i32::try_from(micros.div_euclid(DAY)).unwrap_or(i32::MAX);
            let era = year_month_day(days, s);
            s.push(' ');
            time(micros.rem_euclid(DAY), s);
            s.push_str(zone);
            s.push_str(era);
        }
    }
}
