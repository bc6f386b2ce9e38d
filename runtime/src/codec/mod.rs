//! PostgreSQL's binary formats, both ways, by position and from raw bytes.

mod any_numeric;
mod bits;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod calendar;
mod collections;
#[cfg(feature = "decimal")]
mod decimal;
mod decode;
mod digits;
mod encode;
#[cfg(feature = "json")]
mod json;
mod net;
mod numeric;
mod range;
mod temporal;
mod text;

pub use self::any_numeric::AnyNumeric;
pub use self::bits::BitString;
pub use self::collections::Attributes;
pub use self::decode::{Decode, DecodeError};
pub use self::encode::{Encode, Param};
#[cfg(feature = "json")]
pub use self::json::Json;
pub use self::net::{Inet, MacAddr, MacAddr8};
pub use self::numeric::{Numeric, NumericError};
pub use self::range::Range;
pub use self::temporal::{Interval, RawJson, TimeTz};
