//! The types of PostgreSQL's own, one row each.

use super::{
    Argument, DecimalType, JsonType, Mapped, Marker, Select, Shape, TimeFamily, Traits, TypeOptions,
};
use crate::catalog::{Modifier, TypeId, TypeUse};

/// What a mapping needs of the runtime: a feature of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// `jiff`.
    Jiff,
    /// `chrono`.
    Chrono,
    /// `time`.
    Time,
    /// `decimal`.
    Decimal,
    /// `uuid`.
    Uuid,
    /// `json`.
    Json,
}

impl Family {
    /// The feature's name.
    pub fn feature(self) -> &'static str {
        match self {
            Family::Jiff => "jiff",
            Family::Chrono => "chrono",
            Family::Time => "time",
            Family::Decimal => "decimal",
            Family::Uuid => "uuid",
            Family::Json => "json",
        }
    }
}

/// A type of PostgreSQL's own.
#[derive(Debug)]
pub struct Row {
    /// Its number.
    pub oid: u32,
    /// The wire form.
    pub marker: &'static str,
    /// The Rust type.
    pub rust: Rust,
}

/// How a row names its Rust type.
#[derive(Debug)]
pub enum Rust {
    /// A primitive type, and what it implements.
    Primitive(&'static str, Traits),
    /// `String`.
    Text,
    /// `Vec<u8>`.
    Bytes,
    /// A type of the runtime.
    Runtime {
        /// Its path within it.
        path: &'static str,
        /// Whether it is `Copy`.
        copy: bool,
        /// What else it implements.
        traits: Traits,
        /// How it is passed.
        argument: Argument,
    },
    /// A type of the families jiff, chrono and time.
    Time(&'static str, &'static str, &'static str),
    /// `Numeric<P, S>` or a decimal.
    Numeric,
    /// `serde_json::Value`.
    Json,
    /// `uuid::Uuid`.
    Uuid,
    /// A range of the row of that number.
    Range(u32),
    /// A multirange of the row of that number.
    MultiRange(u32),
}

const fn row(oid: u32, marker: &'static str, rust: Rust) -> Row {
    Row { oid, marker, rust }
}

const fn primitive(oid: u32, marker: &'static str, name: &'static str, traits: Traits) -> Row {
    row(oid, marker, Rust::Primitive(name, traits))
}

const fn runtime(
    oid: u32,
    marker: &'static str,
    path: &'static str,
    copy: bool,
    traits: Traits,
    argument: Argument,
) -> Row {
    row(
        oid,
        marker,
        Rust::Runtime {
            path,
            copy,
            traits,
            argument,
        },
    )
}

use Argument::{Reference, Value};
use Traits::{Few, Hash, Ord};

/// Every type that has a row, by number. What has none is read and written as text.
pub const TYPES: &[Row] = &[
    primitive(16, "Bool", "bool", Ord),
    row(17, "Bytea", Rust::Bytes),
    primitive(18, "Char", "i8", Ord),
    row(19, "Text", Rust::Text),
    primitive(20, "Int8", "i64", Ord),
    primitive(21, "Int2", "i16", Ord),
    primitive(23, "Int4", "i32", Ord),
    row(25, "Text", Rust::Text),
    primitive(26, "Oid", "u32", Ord),
    row(114, "Json", Rust::Json),
    runtime(650, "Cidr", "Inet", true, Ord, Reference),
    primitive(700, "Float4", "f32", Few),
    primitive(701, "Float8", "f64", Few),
    runtime(774, "MacAddr8", "MacAddr8", true, Ord, Reference),
    runtime(829, "MacAddr", "MacAddr", true, Ord, Reference),
    runtime(869, "Inet", "Inet", true, Ord, Reference),
    row(1042, "Text", Rust::Text),
    row(1043, "Text", Rust::Text),
    row(
        1082,
        "Date",
        Rust::Time("jiff::civil::Date", "chrono::NaiveDate", "time::Date"),
    ),
    row(
        1083,
        "Time",
        Rust::Time("jiff::civil::Time", "chrono::NaiveTime", "time::Time"),
    ),
    row(
        1114,
        "Timestamp",
        Rust::Time(
            "jiff::civil::DateTime",
            "chrono::NaiveDateTime",
            "time::PrimitiveDateTime",
        ),
    ),
    row(
        1184,
        "Timestamptz",
        Rust::Time(
            "jiff::Timestamp",
            "chrono::DateTime<chrono::Utc>",
            "time::OffsetDateTime",
        ),
    ),
    runtime(1186, "Interval", "Interval", true, Hash, Value),
    runtime(1266, "TimeTz", "TimeTz", true, Hash, Reference),
    runtime(1560, "Bit", "BitString", false, Hash, Reference),
    runtime(1562, "VarBit", "BitString", false, Hash, Reference),
    row(1700, "Numeric", Rust::Numeric),
    row(2950, "Uuid", Rust::Uuid),
    row(3802, "Jsonb", Rust::Json),
    row(3904, "Int4", Rust::Range(23)),
    row(3906, "Numeric", Rust::Range(1700)),
    row(3908, "Timestamp", Rust::Range(1114)),
    row(3910, "Timestamptz", Rust::Range(1184)),
    row(3912, "Date", Rust::Range(1082)),
    row(3926, "Int8", Rust::Range(20)),
    row(4451, "Int4", Rust::MultiRange(23)),
    row(4532, "Numeric", Rust::MultiRange(1700)),
    row(4533, "Timestamp", Rust::MultiRange(1114)),
    row(4534, "Timestamptz", Rust::MultiRange(1184)),
    row(4535, "Date", Rust::MultiRange(1082)),
    row(4536, "Int8", Rust::MultiRange(20)),
];

/// The row of a number.
pub(super) fn row_of(oid: u32) -> Option<&'static Row> {
    let at = TYPES.binary_search_by_key(&oid, |row| row.oid).ok()?;
    TYPES.get(at)
}

impl Row {
    /// The mapping of a use of this type.
    pub(super) fn mapped(&self, ty: &TypeUse, options: &TypeOptions) -> Mapped {
        let plain = |shape: Shape, copy: bool, traits: Traits, argument: Argument| Mapped {
            shape,
            marker: Marker::Plain(self.marker),
            copy,
            traits,
            argument,
            select: Select::Plain,
            oid: self.oid,
            parameter: self.oid,
            cast: String::new(),
            needs: None,
        };
        match self.rust {
            Rust::Primitive(name, traits) => plain(Shape::Std(name), true, traits, Value),
            Rust::Text => plain(
                Shape::Std("::std::string::String"),
                false,
                Ord,
                Argument::Str,
            ),
            Rust::Bytes => plain(
                Shape::Std("::std::vec::Vec<u8>"),
                false,
                Ord,
                Argument::Bytes,
            ),
            Rust::Runtime {
                path,
                copy,
                traits,
                argument,
            } => plain(Shape::Runtime(path), copy, traits, argument),
            Rust::Time(jiff, chrono, time) => {
                let (path, family) = match options.time {
                    TimeFamily::Jiff => (jiff, Family::Jiff),
                    TimeFamily::Chrono => (chrono, Family::Chrono),
                    TimeFamily::Time => (time, Family::Time),
                };
                Mapped {
                    needs: Some(family),
                    ..plain(Shape::Runtime(path), true, Ord, Value)
                }
            }
            Rust::Numeric => match numeric(&ty.modifier) {
                Some((precision, scale)) => {
                    plain(Shape::Numeric(precision, scale), true, Ord, Value)
                }
                None if options.decimal == DecimalType::AnyNumeric => {
                    plain(Shape::Runtime("AnyNumeric"), false, Few, Reference)
                }
                None => Mapped {
                    needs: Some(Family::Decimal),
                    ..plain(Shape::Runtime("rust_decimal::Decimal"), true, Ord, Value)
                },
            },
            Rust::Json if options.json == JsonType::Raw => {
                plain(Shape::Runtime("RawJson"), false, Hash, Reference)
            }
            Rust::Json => Mapped {
                needs: Some(Family::Json),
                ..plain(Shape::Runtime("serde_json::Value"), false, Few, Reference)
            },
            Rust::Uuid => Mapped {
                needs: Some(Family::Uuid),
                ..plain(Shape::Runtime("uuid::Uuid"), true, Ord, Value)
            },
            Rust::Range(subtype) | Rust::MultiRange(subtype) => {
                let Some(subtype) = row_of(subtype) else {
                    return Mapped::text(self.marker);
                };
                let subtype = subtype.mapped(&TypeUse::plain(TypeId(subtype.oid)), options);
                let range = Shape::Range(Box::new(subtype.shape));
                let form = Box::new(Marker::Plain(self.marker));
                let (shape, marker) = match self.rust {
                    Rust::MultiRange(_) => (Shape::Vec(Box::new(range)), Marker::MultiRange(form)),
                    _ => (range, Marker::Range(form)),
                };
                Mapped {
                    marker,
                    needs: subtype.needs,
                    ..plain(shape, false, subtype.traits.min(Hash), Reference)
                }
            }
        }
    }
}

/// Precision and scale that `Numeric<P, S>` can hold: 1 to 38 digits, of which at
/// most all are decimals. Others, and `numeric` without them, become a decimal.
fn numeric(modifier: &Modifier) -> Option<(u16, u16)> {
    let Modifier::Numeric { precision, scale } = modifier else {
        return None;
    };
    let precision = u16::try_from(*precision).ok()?;
    let scale = u16::try_from(*scale).ok()?;
    (precision <= 38 && scale <= precision).then_some((precision, scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::builtin;

    #[test]
    fn rows_are_sorted_and_are_types_of_postgresql() {
        assert!(TYPES.is_sorted_by_key(|row| row.oid));
        for row in TYPES {
            assert!(builtin::by_oid(TypeId(row.oid)).is_some(), "{}", row.oid);
        }
    }
}
