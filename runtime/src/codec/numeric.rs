use core::fmt;
use core::str::FromStr;

use super::digits::{Digits, split};
use super::encode::{Encode, Kind, Param};
use super::{AnyNumeric, Decode, DecodeError};
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
