//! The binary form of a numeric: digits of base 10,000 (`numeric_send` in PostgreSQL's `numeric.c`).

use super::encode::Out;
use super::{DecodeError, NumericError};

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

pub(super) const NEGATIVE: u16 = 0x4000;
pub(super) const NAN: u16 = 0xC000;
pub(super) const INFINITE: u16 = 0xD000;
pub(super) const NEGATIVE_INFINITE: u16 = 0xF000;

/// The binary form of a numeric, taken apart: digits of base 10,000, the first one's weight is
/// `10_000^weight` (`numeric_send` in PostgreSQL's `numeric.c`).
pub(super) struct Digits<'a> {
    pub(super) weight: i16,
    pub(super) negative: bool,
    pub(super) scale: u16,
    pub(super) groups: &'a [u8],
}

impl<'a> Digits<'a> {
    #[inline]
    pub(super) fn read(b: &'a [u8]) -> Result<Self, DecodeError> {
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
    pub(super) fn unscaled(&self, scale: i32) -> Result<i128, NumericError> {
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
