//! `rust_decimal::Decimal`.

use rust_decimal::Decimal;

use super::encode::{Encode, Kind, Param};
use super::{AnyNumeric, Decode, DecodeError, Numeric, NumericError, digits};
use crate::pg;

const WIDE: DecodeError =
    DecodeError::of("a numeric of more digits than rust_decimal::Decimal has");

impl Decode<pg::Numeric> for Decimal {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        let (unscaled, scale) = digits::read(b, 28)?;
        Self::try_from_i128_with_scale(unscaled, u32::from(scale)).map_err(|_| WIDE)
    }
}

impl Encode<pg::Numeric> for Decimal {
    #[inline]
    fn encode(&self) -> Param<'_> {
        Param::from(*self)
    }
}
impl From<Decimal> for Param<'_> {
    #[inline]
    fn from(v: Decimal) -> Self {
        let (hi, lo) = digits::split(v.mantissa());
        Self(Kind::Numeric(hi, lo, scale(v)))
    }
}

fn scale(v: Decimal) -> u16 {
    // At most 28.
    u16::try_from(v.scale()).unwrap_or(0)
}

impl From<Decimal> for AnyNumeric {
    fn from(v: Decimal) -> Self {
        Self::from_parts(v.mantissa(), scale(v))
    }
}

impl<const P: u16, const S: u16> TryFrom<Decimal> for Numeric<P, S> {
    type Error = NumericError;
    /// The same number; an error when it would have to be rounded.
    fn try_from(v: Decimal) -> Result<Self, NumericError> {
        Self::rescaled(v.mantissa(), scale(v), false)
    }
}

impl<const P: u16, const S: u16> Numeric<P, S> {
    /// A decimal rounded to `S` decimals, halves away from zero.
    ///
    /// # Errors
    /// [`NumericError::Overflow`] when the result has more than `P` digits.
    pub fn from_decimal_half_up(v: Decimal) -> Result<Self, NumericError> {
        Self::rescaled(v.mantissa(), scale(v), true)
    }

    /// The same number as a decimal.
    ///
    /// It compiles for at most 28 digits, the most that every `Decimal` can hold.
    pub fn to_decimal(self) -> Decimal {
        const { assert!(P <= 28, "use `Decimal::try_from` for more than 28 digits") };
        Decimal::from_i128_with_scale(self.unscaled(), u32::from(S))
    }
}

impl<const P: u16, const S: u16> TryFrom<Numeric<P, S>> for Decimal {
    type Error = NumericError;
    fn try_from(v: Numeric<P, S>) -> Result<Self, NumericError> {
        Self::try_from_i128_with_scale(v.unscaled(), u32::from(S))
            .map_err(|_| NumericError::Overflow)
    }
}
