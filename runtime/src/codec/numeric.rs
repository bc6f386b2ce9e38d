use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use super::encode::{Encode, Kind, Out, Param};
use super::{Decode, DecodeError};
use crate::pg;

/// A `numeric(P, S)`: exact, at most `P` digits, `S` of them decimals.
///
/// A value that has more digits than the column never comes into being, so the server never
/// rounds one in silence. Rounding is always asked for: [`round_half_up`](Self::round_half_up).
///
/// `P` is 1 to 38 and `S` is 0 to `P`; the generator uses another type for a wider column.
///
/// ```
/// use pgbindgen::Numeric;
///
/// type Money = Numeric<12, 2>;
/// let net: Money = "19.99".parse()?;
/// assert_eq!(net.unscaled(), 1999);
/// assert!("19.995".parse::<Money>().is_err()); // would have to be rounded
/// assert_eq!(Money::round_half_up("19.995".parse()?)?.to_string(), "20.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Numeric<const P: u16, const S: u16>(i128);

/// Why a number is not a value of a `numeric(P, S)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumericError {
    /// It has more digits before the decimal point than the type.
    Overflow,
    /// It has more decimals than the type, and they are not zeros.
    Inexact,
    /// It is not a decimal number.
    Syntax,
}

impl fmt::Display for NumericError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overflow => "more digits than the numeric type has",
            Self::Inexact => "more decimals than the numeric type has; round explicitly",
            Self::Syntax => "not a decimal number",
        })
    }
}

impl std::error::Error for NumericError {}

impl From<NumericError> for DecodeError {
    fn from(e: NumericError) -> Self {
        match e {
            NumericError::Overflow => Self::of("a numeric of more digits than the bindings know"),
            NumericError::Inexact => Self::of("a numeric of more decimals than the bindings know"),
            NumericError::Syntax => Self::of("not a number"),
        }
    }
}

impl<const P: u16, const S: u16> Numeric<P, S> {
    const LIMIT: i128 = {
        assert!(P >= 1 && P <= 38, "a numeric of 1 to 38 digits");
        assert!(S <= P, "at most as many decimals as digits");
        10i128.pow(P as u32)
    };

    /// Zero.
    pub const ZERO: Self = Self(0);
    /// The greatest value.
    pub const MAX: Self = Self(Self::LIMIT - 1);
    /// The least value.
    pub const MIN: Self = Self(1 - Self::LIMIT);

    /// The value `unscaled / 10^S`.
    ///
    /// # Errors
    /// [`NumericError::Overflow`] when it has more than `P` digits.
    pub const fn from_unscaled(unscaled: i128) -> Result<Self, NumericError> {
        if unscaled < Self::LIMIT && unscaled > -Self::LIMIT {
            Ok(Self(unscaled))
        } else {
            Err(NumericError::Overflow)
        }
    }

    /// The value times `10^S`, a whole number.
    pub const fn unscaled(self) -> i128 {
        self.0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`NumericError::Overflow`] when it has more than `P` digits.
    pub const fn try_add(self, other: Self) -> Result<Self, NumericError> {
        // Both are below 10^38, and i128 reaches 1.7 * 10^38.
        match self.0.checked_add(other.0) {
            Some(v) => Self::from_unscaled(v),
            None => Err(NumericError::Overflow),
        }
    }

    /// The difference.
    ///
    /// # Errors
    /// [`NumericError::Overflow`] when it has more than `P` digits.
    pub const fn try_sub(self, other: Self) -> Result<Self, NumericError> {
        self.try_add(Self(-other.0))
    }

    /// The same number in another numeric type.
    ///
    /// # Errors
    /// When that type has too few digits or decimals for it.
    pub fn convert<const Q: u16, const T: u16>(self) -> Result<Numeric<Q, T>, NumericError> {
        Numeric::rescaled(self.0, S, false)
    }

    /// This number rounded to the decimals of another numeric type, halves away from zero.
    ///
    /// # Errors
    /// [`NumericError::Overflow`] when it has too few digits before the decimal point.
    pub fn convert_half_up<const Q: u16, const T: u16>(
        self,
    ) -> Result<Numeric<Q, T>, NumericError> {
        Numeric::rescaled(self.0, S, true)
    }

    /// A number rounded to `S` decimals, halves away from zero (`ROUND_HALF_UP` of Java and of
    /// Python's `decimal`, and what PostgreSQL's `round(numeric, int)` does).
    ///
    /// # Errors
    /// [`NumericError::Overflow`] when the result has more than `P` digits;
    /// [`NumericError::Syntax`] for NaN and the infinities.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "converts from several owned types"
    )]
    pub fn round_half_up(value: AnyNumeric) -> Result<Self, NumericError> {
        value.unscaled_half_up(S).and_then(Self::from_unscaled)
    }

    /// `unscaled / 10^scale` as this type.
    pub(super) fn rescaled(unscaled: i128, scale: u16, round: bool) -> Result<Self, NumericError> {
        let v = if scale <= S {
            power(S - scale)
                .and_then(|f| unscaled.checked_mul(f))
                .ok_or(NumericError::Overflow)?
        } else {
            match power(scale - S) {
                Some(f) => {
                    let (whole, rest) = (unscaled / f, unscaled % f);
                    if rest != 0 && !round {
                        return Err(NumericError::Inexact);
                    }
                    // `f` is even, so half of it is exact.
                    if rest.unsigned_abs() >= f.unsigned_abs() / 2 {
                        whole + unscaled.signum()
                    } else {
                        whole
                    }
                }
                None if unscaled == 0 || round => 0,
                None => return Err(NumericError::Inexact),
            }
        };
        Self::from_unscaled(v)
    }
}

fn power(n: u16) -> Option<i128> {
    10i128.checked_pow(u32::from(n))
}

impl<const P: u16, const S: u16> fmt::Display for Numeric<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:01$}", self.0.unsigned_abs(), usize::from(S) + 1);
        let (whole, decimals) = digits.split_at(digits.len() - usize::from(S));
        let point = if S == 0 { "" } else { "." };
        f.pad_integral(self.0 >= 0, "", &format!("{whole}{point}{decimals}"))
    }
}

impl<const P: u16, const S: u16> fmt::Debug for Numeric<P, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const P: u16, const S: u16> FromStr for Numeric<P, S> {
    type Err = NumericError;
    /// Reads a plain decimal number: `-12.30`. Trailing zeros may go beyond `S`.
    fn from_str(s: &str) -> Result<Self, NumericError> {
        match s.parse::<AnyNumeric>()?.exact(S) {
            Ok(v) => Self::from_unscaled(v),
            Err(e) => Err(e),
        }
    }
}

impl<const P: u16, const S: u16> TryFrom<i64> for Numeric<P, S> {
    type Error = NumericError;
    fn try_from(v: i64) -> Result<Self, NumericError> {
        Self::rescaled(i128::from(v), 0, false)
    }
}

impl<const P: u16, const S: u16> Decode<pg::Numeric> for Numeric<P, S> {
    #[inline]
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self::from_unscaled(
            Digits::read(b)?.unscaled(i32::from(S))?,
        )?)
    }
}

impl<const P: u16, const S: u16> Encode<pg::Numeric> for Numeric<P, S> {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param::from(*self)
    }
}
impl<const P: u16, const S: u16> From<Numeric<P, S>> for Param<'_> {
    #[inline]
    fn from(v: Numeric<P, S>) -> Self {
        let (hi, lo) = split(v.0);
        Self(Kind::Numeric(hi, lo, S))
    }
}

/// A 128-bit number in two halves.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "halves of the bits"
)]
#[inline]
pub(super) const fn split(v: i128) -> (u64, u64) {
    ((v >> 64) as u64, v as u64)
}

/// The number again.
#[expect(
    clippy::cast_possible_wrap,
    reason = "the sign is in the upper half's bits"
)]
#[inline]
pub(super) const fn join(hi: u64, lo: u64) -> i128 {
    (((hi as u128) << 64) | lo as u128) as i128
}

const NEGATIVE: u16 = 0x4000;
const NAN: u16 = 0xC000;
const INFINITE: u16 = 0xD000;
const NEGATIVE_INFINITE: u16 = 0xF000;

/// The binary form of a numeric, taken apart: digits of base 10,000, the first one's weight is
/// `10_000^weight` (`numeric_send` in PostgreSQL's `numeric.c`).
struct Digits<'a> {
    weight: i16,
    negative: bool,
    scale: u16,
    groups: &'a [u8],
}

impl<'a> Digits<'a> {
    #[inline]
    fn read(b: &'a [u8]) -> Result<Self, DecodeError> {
        let [n0, n1, w0, w1, s0, s1, d0, d1, groups @ ..] = b else {
            return Err(DecodeError::of("a value that ends early"));
        };
        if groups.len() != 2 * usize::from(u16::from_be_bytes([*n0, *n1])) {
            return Err(DecodeError::of(
                "a value of another length than the type has",
            ));
        }
        let negative = match u16::from_be_bytes([*s0, *s1]) {
            0 => false,
            NEGATIVE => true,
            NAN => return Err(DecodeError::of("NaN, which this type cannot hold")),
            _ => {
                return Err(DecodeError::of(
                    "an infinite numeric, which this type cannot hold",
                ));
            }
        };
        Ok(Self {
            weight: i16::from_be_bytes([*w0, *w1]),
            negative,
            scale: u16::from_be_bytes([*d0, *d1]),
            groups,
        })
    }

    /// The value times `10^scale`, when that is a whole number below 2^127.
    #[inline]
    fn unscaled(&self, scale: i32) -> Result<i128, NumericError> {
        let groups = self.groups.as_chunks::<2>().0;
        if groups.is_empty() {
            return Ok(0);
        }
        // How many decimal places the last group stands left of the wanted last digit.
        let last = i32::from(self.weight) + 1 - i32::try_from(groups.len()).unwrap_or(i32::MAX);
        let mut shift = 4 * last + scale;
        let mut v: i128;
        if groups.len() <= 4 {
            let mut small = 0u64;
            for g in groups {
                small = small * 10_000 + u64::from(u16::from_be_bytes(*g));
            }
            while shift < 0 && small.is_multiple_of(10) && small != 0 {
                small /= 10;
                shift += 1;
            }
            // Sixteen digits and three more are below 2^64.
            while shift > 0 && small < 10_000_000_000_000_000 {
                small *= 10;
                shift -= 1;
            }
            v = i128::from(small);
        } else {
            v = 0;
            let mut rest = groups.iter();
            // Zeros at the end may be beyond what is wanted: they are dropped, not multiplied.
            for g in rest.by_ref() {
                let g = u16::from_be_bytes(*g);
                v = match v
                    .checked_mul(10_000)
                    .and_then(|v| v.checked_add(i128::from(g)))
                {
                    Some(v) => v,
                    None => return self.near_the_limit(groups, shift),
                };
            }
            while shift < 0 && v % 10 == 0 && v != 0 {
                v /= 10;
                shift += 1;
            }
        }
        if shift < 0 && v != 0 {
            return Err(NumericError::Inexact);
        }
        while shift > 0 {
            v = v.checked_mul(10).ok_or(NumericError::Overflow)?;
            shift -= 1;
        }
        Ok(if self.negative { -v } else { v })
    }

    /// A number whose groups do not fit an `i128`, though the number may when the zeros that fill
    /// the last group are left out.
    fn near_the_limit(&self, groups: &[[u8; 2]], shift: i32) -> Result<i128, NumericError> {
        let (Some((last, front)), -3..=-1) = (groups.split_last(), shift) else {
            return Err(if shift < 0 {
                NumericError::Inexact
            } else {
                NumericError::Overflow
            });
        };
        let keep = u32::try_from(4 + shift).unwrap_or(0);
        let drop = 10u16.pow(4 - keep);
        let last = u16::from_be_bytes(*last);
        if !last.is_multiple_of(drop) {
            return Err(NumericError::Inexact);
        }
        let mut v = 0i128;
        for g in front {
            v = v
                .checked_mul(10_000)
                .and_then(|v| v.checked_add(i128::from(u16::from_be_bytes(*g))))
                .ok_or(NumericError::Overflow)?;
        }
        v = v
            .checked_mul(10i128.pow(keep))
            .and_then(|v| v.checked_add(i128::from(last / drop)))
            .ok_or(NumericError::Overflow)?;
        Ok(if self.negative { -v } else { v })
    }
}

/// The value `unscaled / 10^scale` from its binary form, at the scale that it has there.
#[cfg(feature = "decimal")]
pub(super) fn read(b: &[u8], most: u16) -> Result<(i128, u16), DecodeError> {
    let d = Digits::read(b)?;
    let scale = d.scale.min(most);
    Ok((d.unscaled(i32::from(scale))?, scale))
}

/// Appends the binary form of `v / 10^scale`.
pub(super) fn put<O: Out>(v: i128, scale: u16, out: &mut O) {
    // 39 digits make at most eleven groups.
    let mut groups = [0u16; 12];
    let mut used = 0;
    let mut rest = v.unsigned_abs();
    // Decimals come in groups of four from the point, so the last one may have to be filled.
    let odd = scale % 4;
    if odd != 0 {
        let f = 10u128.pow(u32::from(odd));
        groups[0] = digit(rest % f) * 10u16.pow(u32::from(4 - odd));
        rest /= f;
        used = 1;
    }
    while rest > u128::from(u64::MAX) {
        groups[used] = digit(rest % 10_000);
        rest /= 10_000;
        used += 1;
    }
    // Division of 64 bits is much cheaper than of 128.
    let mut rest = u64::try_from(rest).unwrap_or(u64::MAX);
    while rest > 0 {
        groups[used] = digit(u128::from(rest % 10_000));
        rest /= 10_000;
        used += 1;
    }
    let decimals = scale.div_ceil(4);
    // Zeros at the end are not sent, nor those at the front (0.00005 has one after the point).
    let mut low = 0;
    while low < used && groups[low] == 0 {
        low += 1;
    }
    let mut high = used;
    while high > low && groups[high - 1] == 0 {
        high -= 1;
    }
    let mut bytes = [0u8; 32];
    let count = u16::try_from(high - low).unwrap_or(0);
    let weight = if count == 0 {
        0
    } else {
        i16::try_from(high).unwrap_or(0) - i16::try_from(decimals).unwrap_or(0) - 1
    };
    bytes[..2].copy_from_slice(&count.to_be_bytes());
    bytes[2..4].copy_from_slice(&weight.to_be_bytes());
    bytes[4..6].copy_from_slice(&(if v < 0 { NEGATIVE } else { 0 }).to_be_bytes());
    bytes[6..8].copy_from_slice(&scale.to_be_bytes());
    let mut end = 8;
    for g in groups[low..high].iter().rev() {
        bytes[end..end + 2].copy_from_slice(&g.to_be_bytes());
        end += 2;
    }
    out.add(&bytes[..end]);
}

/// A remainder of at most 9,999.
fn digit(v: u128) -> u16 {
    u16::try_from(v).unwrap_or(0)
}

/// Any `numeric`: every number of digits, NaN and the infinities.
///
/// It holds what PostgreSQL holds and does no arithmetic; `Display` and `FromStr` are PostgreSQL's
/// plain form. It orders as PostgreSQL does: NaN equals itself and is greater than all else.
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

    fn exact(&self, scale: u16) -> Result<i128, NumericError> {
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

    fn unscaled_half_up(&self, scale: u16) -> Result<i128, NumericError> {
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
        Self::from_parts(v.0, S)
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
