use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use super::digits::{Digits, INFINITE, NAN, NEGATIVE, NEGATIVE_INFINITE, put};
use super::encode::{Encode, Kind, Out, Param};
use super::{Decode, DecodeError, Numeric, NumericError};
use crate::pg;

/// Any `numeric`: every number of digits, NaN and the infinities.
///
/// It holds what PostgreSQL holds and does no arithmetic; `Display` and `FromStr` are PostgreSQL's
/// plain form. It orders as PostgreSQL does: NaN equals itself and is greater than all else.
/// Numbers that differ in scale alone (1.0 and 1.00) are not equal here and order by it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AnyNumeric {
    sign: u16,
    scale: u16,
    weight: i16,
    /// Base 10,000, without zeros at either end.
    groups: Vec<u16>,
}

impl AnyNumeric {
    /// Whether this is neither NaN nor infinite.
    pub const fn is_finite(&self) -> bool {
        self.sign <= NEGATIVE
    }

    /// Whether this is NaN.
    pub const fn is_nan(&self) -> bool {
        self.sign == NAN
    }

    /// How many decimals it is shown with.
    pub const fn scale(&self) -> u16 {
        self.scale
    }

    fn digits(&self) -> Vec<u8> {
        self.groups.iter().flat_map(|g| g.to_be_bytes()).collect()
    }

    pub(super) fn exact(&self, scale: u16) -> Result<i128, NumericError> {
        if !self.is_finite() {
            return Err(NumericError::Syntax);
        }
        Digits {
            weight: self.weight,
            negative: self.sign == NEGATIVE,
            scale: self.scale,
            groups: &self.digits(),
        }
        .unscaled(i32::from(scale))
    }

    pub(super) fn unscaled_half_up(&self, scale: u16) -> Result<i128, NumericError> {
        if !self.is_finite() {
            return Err(NumericError::Syntax);
        }
        // The first digit beyond the wanted ones decides; what comes after it does not.
        let place = |n: i32| -> u16 {
            // Decimal places: 1 is the first after the point.
            let from_point = n - 1 + 4 * (i32::from(self.weight) + 1);
            let (group, digit) = (from_point.div_euclid(4), from_point.rem_euclid(4));
            let group = usize::try_from(group).ok().and_then(|g| self.groups.get(g));
            group.map_or(0, |g| {
                g / 10u16.pow(3 - u32::try_from(digit).unwrap_or(0)) % 10
            })
        };
        let first = -4 * (i32::from(self.weight) + 1) + 1;
        let mut v = 0i128;
        let mut n = first;
        while n <= i32::from(scale) && !self.groups.is_empty() {
            v = v
                .checked_mul(10)
                .and_then(|v| v.checked_add(i128::from(place(n))))
                .ok_or(NumericError::Overflow)?;
            n += 1;
        }
        if place(i32::from(scale) + 1) >= 5 {
            v = v.checked_add(1).ok_or(NumericError::Overflow)?;
        }
        Ok(if self.sign == NEGATIVE { -v } else { v })
    }

    pub(super) fn put<O: Out>(&self, o: &mut O) {
        o.add(
            &u16::try_from(self.groups.len())
                .unwrap_or(u16::MAX)
                .to_be_bytes(),
        );
        o.add(&self.weight.to_be_bytes());
        o.add(&self.sign.to_be_bytes());
        o.add(&self.scale.to_be_bytes());
        for g in &self.groups {
            o.add(&g.to_be_bytes());
        }
    }
}

impl<const P: u16, const S: u16> From<Numeric<P, S>> for AnyNumeric {
    fn from(v: Numeric<P, S>) -> Self {
        Self::from_parts(v.unscaled(), S)
    }
}
impl From<i64> for AnyNumeric {
    fn from(v: i64) -> Self {
        Self::from_parts(i128::from(v), 0)
    }
}

impl AnyNumeric {
    pub(super) fn from_parts(unscaled: i128, scale: u16) -> Self {
        let mut b = Vec::with_capacity(32);
        put(unscaled, scale, &mut b);
        // What `put` writes is what `decode` reads.
        Self::decode(&b).unwrap_or(Self {
            sign: NAN,
            scale: 0,
            weight: 0,
            groups: Vec::new(),
        })
    }
}

impl Decode<pg::Numeric> for AnyNumeric {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let [n0, n1, w0, w1, s0, s1, d0, d1, groups @ ..] = b else {
            return Err(DecodeError::of("a value that ends early"));
        };
        let (groups, rest) = groups.as_chunks::<2>();
        if !rest.is_empty() || groups.len() != usize::from(u16::from_be_bytes([*n0, *n1])) {
            return Err(DecodeError::of(
                "a value of another length than the type has",
            ));
        }
        let sign = u16::from_be_bytes([*s0, *s1]);
        if !matches!(sign, 0 | NEGATIVE | NAN | INFINITE | NEGATIVE_INFINITE) {
            return Err(DecodeError::of("a numeric of an unknown sign"));
        }
        // NaN and the infinities come with a scale that means nothing.
        let finite = sign <= NEGATIVE;
        let groups: Vec<u16> = groups.iter().map(|g| u16::from_be_bytes(*g)).collect();
        Ok(Self {
            sign,
            scale: if finite {
                u16::from_be_bytes([*d0, *d1])
            } else {
                0
            },
            weight: if groups.is_empty() {
                0
            } else {
                i16::from_be_bytes([*w0, *w1])
            },
            groups,
        })
    }
}
impl Encode<pg::Numeric> for AnyNumeric {
    fn encode(&self) -> Param<'_> {
        Param(Kind::AnyNumeric(self))
    }
}

impl fmt::Display for AnyNumeric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sign {
            NAN => return f.write_str("NaN"),
            INFINITE => return f.write_str("Infinity"),
            NEGATIVE_INFINITE => return f.write_str("-Infinity"),
            NEGATIVE => f.write_str("-")?,
            _ => {}
        }
        let group = |weight: i32| {
            usize::try_from(i32::from(self.weight) - weight)
                .ok()
                .and_then(|i| self.groups.get(i))
                .copied()
                .unwrap_or(0)
        };
        if self.weight < 0 {
            f.write_str("0")?;
        }
        for weight in (0..=i32::from(self.weight)).rev() {
            if weight == i32::from(self.weight) {
                write!(f, "{}", group(weight))?;
            } else {
                write!(f, "{:04}", group(weight))?;
            }
        }
        let mut left = usize::from(self.scale);
        let mut weight = -1;
        if left > 0 {
            f.write_str(".")?;
        }
        while left > 0 {
            let digits = format!("{:04}", group(weight));
            f.write_str(&digits[..left.min(4)])?;
            left = left.saturating_sub(4);
            weight -= 1;
        }
        Ok(())
    }
}

impl fmt::Debug for AnyNumeric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for AnyNumeric {
    type Err = NumericError;
    fn from_str(s: &str) -> Result<Self, NumericError> {
        let special = |sign| {
            Ok(Self {
                sign,
                scale: 0,
                weight: 0,
                groups: Vec::new(),
            })
        };
        match s {
            "NaN" => return special(NAN),
            "Infinity" => return special(INFINITE),
            "-Infinity" => return special(NEGATIVE_INFINITE),
            _ => {}
        }
        let (negative, body) = match s.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, s.strip_prefix('+').unwrap_or(s)),
        };
        let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
        if whole.len() + decimals.len() == 0
            || !whole
                .bytes()
                .chain(decimals.bytes())
                .all(|b| b.is_ascii_digit())
        {
            return Err(NumericError::Syntax);
        }
        let whole = whole.trim_start_matches('0');
        // PostgreSQL's own limits: 131,072 digits before and 16,383 after the point.
        if whole.len() > 131_072 || decimals.len() > 16_383 {
            return Err(NumericError::Overflow);
        }
        let before = whole.len().div_ceil(4);
        let mut padded = "0".repeat(before * 4 - whole.len());
        padded.push_str(whole);
        padded.push_str(decimals);
        padded.push_str(&"0".repeat(decimals.len().next_multiple_of(4) - decimals.len()));
        let mut groups: Vec<u16> = padded
            .as_bytes()
            .chunks(4)
            .map(|c| c.iter().fold(0, |v, b| v * 10 + u16::from(b - b'0')))
            .collect();
        let mut weight = i16::try_from(before).map_err(|_| NumericError::Overflow)? - 1;
        let zeros = groups.iter().take_while(|g| **g == 0).count();
        groups.drain(..zeros);
        weight -= i16::try_from(zeros).map_err(|_| NumericError::Overflow)?;
        while groups.last() == Some(&0) {
            groups.pop();
        }
        let zero = groups.is_empty();
        Ok(Self {
            sign: if negative && !zero { NEGATIVE } else { 0 },
            scale: u16::try_from(decimals.len()).map_err(|_| NumericError::Overflow)?,
            weight: if zero { 0 } else { weight },
            groups,
        })
    }
}

impl AnyNumeric {
    fn rank(&self) -> i32 {
        match self.sign {
            NAN => 2,
            INFINITE => 1,
            NEGATIVE_INFINITE => -1,
            _ => 0,
        }
    }
}

impl PartialOrd for AnyNumeric {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self.rank() != 0 || other.rank() != 0 {
            return Some(self.rank().cmp(&other.rank()));
        }
        let signum = |v: &Self| match (v.groups.is_empty(), v.sign) {
            (true, _) => 0,
            (_, NEGATIVE) => -1,
            _ => 1,
        };
        let (a, b) = (signum(self), signum(other));
        let size = self
            .weight
            .cmp(&other.weight)
            .then_with(|| self.groups.cmp(&other.groups));
        let order = a.cmp(&b).then(match a {
            0 => Ordering::Equal,
            1 => size,
            _ => size.reverse(),
        });
        // Equal numbers of different scale are not the same value: `Eq` sees the scale.
        Some(order.then_with(|| self.scale.cmp(&other.scale)))
    }
}
