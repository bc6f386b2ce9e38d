//! What values PostgreSQL takes for a setting: `parse_and_validate_value` of `guc.c`.

use super::settings;
use super::settings_data::VALUES;
use crate::catalog::PgVersion;
use crate::catalog::error::{Result, SqlError};
use crate::ddl::{SetParameter, SetScope};
use crate::diag::nearest;

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Takes {
    /// The version does not have it, or it takes texts.
    Anything,
    /// On and off.
    Bool,
    /// A whole number of a unit, from the least to the most.
    Integer(&'static str, i64, i64),
    /// A number of a unit, from the least to the most.
    Real(&'static str, f64, f64),
    /// One of these words; the latter the server does not show.
    Words(&'static [&'static str], &'static [&'static str]),
}

/// Units of memory in bytes, and of time in microseconds.
const MEMORY: &[(&str, f64)] = &[
    ("B", 1.0),
    ("kB", 1024.0),
    ("MB", 1_048_576.0),
    ("GB", 1_073_741_824.0),
    ("TB", 1_099_511_627_776.0),
];
const TIME: &[(&str, f64)] = &[
    ("us", 1.0),
    ("ms", 1e3),
    ("s", 1e6),
    ("min", 60e6),
    ("h", 3600e6),
    ("d", 86400e6),
];

/// Why a number is none of the setting's.
enum Wrong {
    Invalid(Option<String>),
    /// The number in the setting's own unit.
    Outside(String),
}

/// Refuses a value that the server does not take, as it does with 22023.
pub(crate) fn check_value(set: &SetParameter, version: PgVersion) -> Result {
    let (Some(value), Some(first)) = (&set.value, set.places.first()) else {
        return Ok(());
    };
    let is_of_session =
        settings::context(&set.name.value, version).is_some_and(settings::Context::is_of_session);
    if !is_of_session || set.scope == SetScope::Call {
        return Ok(());
    }
    let name = set.name.value.to_ascii_lowercase();
    let takes = takes(&name, version);
    let span = first.to(*set.places.last().unwrap_or(first));
    if takes == Takes::Anything {
        return Ok(());
    }
    if set.places.len() > 1 {
        return Err(
            SqlError::new("22023", span, format!("SET {name} takes only one argument"))
                .help("give it one value"),
        );
    }
    let invalid = || format!("invalid value for parameter \"{name}\": \"{value}\"");
    let error =
        |message: String, help: String| Err(SqlError::new("22023", span, message).help(help));
    match takes {
        Takes::Anything => Ok(()),
        Takes::Bool if is_bool(value) => Ok(()),
        Takes::Bool => error(
            format!("parameter \"{name}\" requires a Boolean value"),
            "write on or off".to_owned(),
        ),
        Takes::Words(shown, hidden) => {
            let mut all = shown.iter().chain(hidden);
            if all.any(|word| word.eq_ignore_ascii_case(value)) {
                return Ok(());
            }
            let lower = value.to_ascii_lowercase();
            let help = match nearest(&lower, shown.iter().copied()) {
                Some(near) => format!("write '{near}' if that is meant"),
                None => format!("write one of {}", shown.join(", ")),
            };
            error(invalid(), help)
        }
        Takes::Integer(unit, least, most) => match integer(value, unit, least, most) {
            Ok(()) => Ok(()),
            Err(wrong) => {
                let bounds = (least.to_string(), most.to_string());
                let (message, help) = number(wrong, &name, unit, bounds, invalid());
                error(message, help)
            }
        },
        Takes::Real(unit, least, most) => match real(value, unit, least, most) {
            Ok(()) => Ok(()),
            Err(wrong) => {
                let bounds = (shown(least), shown(most));
                let (message, help) = number(wrong, &name, unit, bounds, invalid());
                error(message, help)
            }
        },
    }
}

/// What a setting takes on a version; of those between what either takes.
fn takes(name: &str, version: PgVersion) -> Takes {
    let Ok(at) = VALUES.binary_search_by(|(known, _, _)| (*known).cmp(name)) else {
        return Takes::Anything;
    };
    match (VALUES.get(at), version.0) {
        (Some((_, old, _)), 15) => *old,
        (Some((_, _, new)), 18..) => *new,
        // No server of 16 and 17 was asked.
        (Some((_, old, new)), _) if old == new => *old,
        _ => Takes::Anything,
    }
}

/// The message and the help for a number.
fn number(
    wrong: Wrong,
    name: &str,
    unit: &str,
    (least, most): (String, String),
    invalid: String,
) -> (String, String) {
    let spaced = |text: &str| {
        if unit.is_empty() {
            text.to_owned()
        } else {
            format!("{text} {unit}")
        }
    };
    match wrong {
        Wrong::Invalid(help) => {
            let number = || match unit {
                "" => "write a number".to_owned(),
                unit => format!(
                    "write a number, which is of the unit {unit}, or with its own unit in quotes"
                ),
            };
            (invalid, help.unwrap_or_else(number))
        }
        Wrong::Outside(found) => {
            // Servers before 18 leave the unit out; one fault is one report.
            let range = format!("{} .. {}", spaced(&least), spaced(&most));
            (
                format!(
                    "{} is outside the valid range for parameter \"{name}\" ({range})",
                    spaced(&found)
                ),
                format!("write a value from {} to {}", spaced(&least), spaced(&most)),
            )
        }
    }
}

/// `parse_bool`: a beginning of a word is enough where it is of one word.
fn is_bool(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let begins = |word: &str, least: usize| value.len() >= least && word.starts_with(&value);
    begins("true", 1)
        || begins("false", 1)
        || begins("yes", 1)
        || begins("no", 1)
        || begins("on", 2)
        || begins("off", 2)
        || value == "1"
        || value == "0"
}

fn integer(value: &str, unit: &str, least: i64, most: i64) -> std::result::Result<(), Wrong> {
    let number = in_unit(value, unit)?.round_ties_even();
    #[expect(
        clippy::cast_precision_loss,
        reason = "the bounds of settings are small"
    )]
    let (low, high) = (least as f64, most as f64);
    if number > f64::from(i32::MAX) || number < f64::from(i32::MIN) {
        return Err(Wrong::Invalid(Some(format!(
            "write a value of {} at most: this one exceeds the range of integers",
            i32::MAX
        ))));
    }
    if number < low || number > high {
        return Err(Wrong::Outside(format!("{number:.0}")));
    }
    Ok(())
}

fn real(value: &str, unit: &str, least: f64, most: f64) -> std::result::Result<(), Wrong> {
    let number = in_unit(value, unit)?;
    if !number.is_finite() {
        return Err(Wrong::Invalid(None));
    }
    if number < least || number > most {
        return Err(Wrong::Outside(shown(number)));
    }
    Ok(())
}

/// A number in the unit of its setting, `8kB` being eight of `kB`.
fn in_unit(value: &str, unit: &str) -> std::result::Result<f64, Wrong> {
    let trimmed = value.trim_start();
    let (number, rest) = leading_number(trimmed).ok_or(Wrong::Invalid(None))?;
    let written = rest.trim();
    if written.is_empty() {
        return Ok(number);
    }
    let base = unit.trim_start_matches(|c: char| c.is_ascii_digit());
    let many: f64 = unit
        .get(..unit.len() - base.len())
        .filter(|digits| !digits.is_empty())
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(1.0);
    let table = [MEMORY, TIME]
        .into_iter()
        .find(|table| table.iter().any(|(known, _)| *known == base));
    let Some(table) = table else {
        return Err(Wrong::Invalid(None));
    };
    let of = |name: &str| {
        table
            .iter()
            .find(|(known, _)| *known == name)
            .map(|row| row.1)
    };
    let (Some(from), Some(to)) = (of(written), of(base)) else {
        let known: Vec<&str> = table.iter().map(|(known, _)| *known).collect();
        return Err(Wrong::Invalid(Some(format!(
            "write the number with one of the units {}",
            known.join(", ")
        ))));
    };
    Ok(number * from / (to * many))
}

/// The number at the beginning of a text (`strtol` with any base, `strtod`).
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let unsigned = text.trim_start_matches(['+', '-']);
    let sign_length = text.len() - unsigned.len();
    if sign_length > 1 {
        return None;
    }
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let digits = |text: &str, is: fn(&char) -> bool| text.chars().take_while(is).count();
    let hex = unsigned.strip_prefix("0x").or(unsigned.strip_prefix("0X"));
    if let Some(hex) = hex {
        let length = digits(hex, char::is_ascii_hexdigit);
        let (number, rest) = hex.split_at_checked(length)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "of numbers that large none is taken"
        )]
        let number = u64::from_str_radix(number, 16).ok()? as f64;
        return Some((sign * number, rest));
    }
    let whole = digits(unsigned, char::is_ascii_digit);
    let mut length = whole;
    let mut fraction = 0;
    if unsigned.get(length..)?.starts_with('.') {
        fraction = digits(unsigned.get(length + 1..)?, char::is_ascii_digit);
        length += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    let rest = unsigned.get(length..)?;
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let power = exponent.trim_start_matches(['+', '-']);
        let count = digits(power, char::is_ascii_digit);
        let signs = exponent.len() - power.len();
        if count > 0 && signs <= 1 {
            length += 1 + signs + count;
        }
    }
    let (number, rest) = unsigned.split_at_checked(length)?;
    let is_octal = whole == length && number.len() > 1 && number.starts_with('0');
    let value = if is_octal {
        #[expect(
            clippy::cast_precision_loss,
            reason = "of numbers that large none is taken"
        )]
        let value = u64::from_str_radix(number, 8).ok()? as f64;
        value
    } else {
        number.parse().ok()?
    };
    Some((sign * value, rest))
}

/// A number as `%g` shows it, as far as settings have such numbers.
fn shown(number: f64) -> String {
    if number != 0.0 && (number.abs() >= 1e6 || number.abs() < 1e-4) {
        let text = format!("{number:.5e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    format!("{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    /// What is said of a value on 18; empty when it is taken.
    fn said(name: &str, value: &str) -> String {
        let set = SetParameter {
            name: crate::ddl::Name {
                value: name.to_owned(),
                span: Span::default(),
            },
            value: Some(value.to_owned()),
            places: vec![Span::default()],
            scope: SetScope::Session,
        };
        match check_value(&set, PgVersion(18)) {
            Ok(()) => String::new(),
            Err(error) => error.message,
        }
    }

    #[test]
    fn values_are_read_as_the_server_reads_them() {
        for (name, value) in [
            ("work_mem", "64"),
            ("work_mem", " 4 MB "),
            ("work_mem", "0x40"),
            ("work_mem", "1.5GB"),
            ("statement_timeout", "10.5s"),
            ("statement_timeout", "1e3"),
            ("enable_seqscan", "TR"),
            ("enable_seqscan", "0"),
            ("client_min_messages", "Warning"),
            ("client_min_messages", "debug"),
            ("random_page_cost", "1.1"),
            ("geqo_threshold", "1.6"),
            ("search_path", "anything"),
            ("my.setting", "anything"),
        ] {
            assert_eq!(said(name, value), "", "{name} {value}");
        }
        for (name, value, message) in [
            (
                "work_mem",
                "1kB",
                "1 kB is outside the valid range for parameter \"work_mem\" (64 kB .. 2147483647 kB)",
            ),
            (
                "random_page_cost",
                "-1",
                "-1 is outside the valid range for parameter \"random_page_cost\" (0 .. 1.79769e+308)",
            ),
            (
                "statement_timeout",
                "1d 2h",
                "invalid value for parameter \"statement_timeout\": \"1d 2h\"",
            ),
            (
                "enable_seqscan",
                "o",
                "parameter \"enable_seqscan\" requires a Boolean value",
            ),
            (
                "client_min_messages",
                "loud",
                "invalid value for parameter \"client_min_messages\": \"loud\"",
            ),
        ] {
            assert_eq!(said(name, value), message);
        }
    }

    #[test]
    fn the_table_is_in_order() {
        assert!(VALUES.is_sorted_by(|(a, _, _), (b, _, _)| a < b));
    }
}
