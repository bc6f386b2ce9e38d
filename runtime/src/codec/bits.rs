use core::fmt;

use super::encode::{Encode, Kind, Param};
use super::{Decode, DecodeError, collections};
use crate::pg;

/// A `bit` or `bit varying` string.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct BitString {
    len: usize,
    bytes: Vec<u8>,
}

impl BitString {
    /// The number of bits.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no bits.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bit at this place, counted from the left.
    pub fn get(&self, i: usize) -> Option<bool> {
        (i < self.len).then(|| {
            self.bytes
                .get(i / 8)
                .is_some_and(|b| b & (0x80 >> (i % 8)) != 0)
        })
    }

    /// The bits from the left, eight a byte, the last byte filled with zeros.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl FromIterator<bool> for BitString {
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self {
        let mut out = Self::default();
        for bit in bits {
            if out.len.is_multiple_of(8) {
                out.bytes.push(0);
            }
            if let (true, Some(last)) = (bit, out.bytes.last_mut()) {
                *last |= 0x80 >> (out.len % 8);
            }
            out.len += 1;
        }
        out
    }
}

impl fmt::Display for BitString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.len)
            .try_for_each(|i| f.write_str(if self.get(i) == Some(true) { "1" } else { "0" }))
    }
}

impl fmt::Debug for BitString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "B'{self}'")
    }
}

fn decode(mut b: &[u8]) -> Result<BitString, DecodeError> {
    let len = usize::try_from(collections::count(&mut b)?)
        .map_err(|_| DecodeError::of("a bit string of negative length"))?;
    if b.len() != len.div_ceil(8) {
        return Err(DecodeError::of(
            "a value of another length than the type has",
        ));
    }
    Ok(BitString {
        len,
        bytes: b.to_vec(),
    })
}

macro_rules! bits {
    ($($s:ident),*) => { $(
        impl Decode<pg::$s> for BitString {
            fn decode(b: &[u8]) -> Result<Self, DecodeError> {
                decode(b)
            }
        }
        impl Encode<pg::$s> for BitString {
            fn encode(&self) -> Param<'_> {
                Param(Kind::Bits(self))
            }
        }
    )* };
}
bits!(Bit, VarBit);
