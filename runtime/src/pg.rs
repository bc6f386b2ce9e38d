//! Markers for PostgreSQL's types: what a column is on the wire.
//!
//! [`Decode`](crate::Decode) and [`Encode`](crate::Encode) are chosen by these markers, because one
//! Rust type can travel as several PostgreSQL types (`json` and `jsonb` differ on the wire).

use core::marker::PhantomData;

mod sealed {
    pub trait Sealed {}
}

/// A marker of a PostgreSQL type.
pub trait PgType: sealed::Sealed + 'static {
    /// The OID under which a *parameter* of this type travels.
    const OID: u32;
}

macro_rules! markers {
    ($($(#[$doc:meta])* $name:ident = $oid:literal),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl PgType for $name {
            const OID: u32 = $oid;
        }
    )* };
}

markers! {
    /// `boolean`.
    Bool = 16,
    /// `bytea`.
    Bytea = 17,
    /// The one-byte type `"char"`.
    Char = 18,
    /// `bigint`.
    Int8 = 20,
    /// `smallint`.
    Int2 = 21,
    /// `integer`.
    Int4 = 23,
    /// `text`, `varchar`, `char(n)`, `name`, and whatever is cast to text in the SQL.
    Text = 25,
    /// `oid`.
    Oid = 26,
    /// `json`.
    Json = 114,
    /// `real`.
    Float4 = 700,
    /// `double precision`.
    Float8 = 701,
    /// `macaddr8`.
    MacAddr8 = 774,
    /// `macaddr`.
    MacAddr = 829,
    /// `cidr`.
    Cidr = 650,
    /// `inet`.
    Inet = 869,
    /// `date`.
    Date = 1082,
    /// `time`.
    Time = 1083,
    /// `timestamp`.
    Timestamp = 1114,
    /// `timestamptz`.
    Timestamptz = 1184,
    /// `interval`.
    Interval = 1186,
    /// `timetz`.
    TimeTz = 1266,
    /// `bit`.
    Bit = 1560,
    /// `bit varying`.
    VarBit = 1562,
    /// `numeric`.
    Numeric = 1700,
    /// `uuid`.
    Uuid = 2950,
    /// `jsonb`.
    Jsonb = 3802,
    /// An enum. Its labels travel as text, cast in the SQL, because its OID is the server's.
    Enum = 25,
    /// A composite type: read as the bytes that `record_send` makes, written as text that is cast in
    /// the SQL.
    Record = 25,
}

/// An array of `S`.
#[derive(Debug, Clone, Copy)]
pub struct Array<S>(PhantomData<S>);
/// A range of `S` whose type is PostgreSQL's own.
#[derive(Debug, Clone, Copy)]
pub struct Range<S>(PhantomData<S>);
/// A multirange of `S` whose type is PostgreSQL's own.
#[derive(Debug, Clone, Copy)]
pub struct MultiRange<S>(PhantomData<S>);
/// A range type of the schema's own: read as the bytes that `range_send` makes, written as text that
/// is cast in the SQL.
#[derive(Debug, Clone, Copy)]
pub struct OwnRange<S>(PhantomData<S>);
/// The multirange of a range type of the schema's own, likewise.
#[derive(Debug, Clone, Copy)]
pub struct OwnMultiRange<S>(PhantomData<S>);

impl<S> sealed::Sealed for Array<S> {}
impl<S> sealed::Sealed for Range<S> {}
impl<S> sealed::Sealed for MultiRange<S> {}
impl<S> sealed::Sealed for OwnRange<S> {}
impl<S> sealed::Sealed for OwnMultiRange<S> {}

impl<S: PgType> PgType for Array<S> {
    const OID: u32 = match S::OID {
        16 => 1000,
        17 => 1001,
        18 => 1002,
        20 => 1016,
        21 => 1005,
        23 => 1007,
        26 => 1028,
        114 => 199,
        650 => 651,
        700 => 1021,
        701 => 1022,
        774 => 775,
        829 => 1040,
        869 => 1041,
        1082 => 1182,
        1083 => 1183,
        1114 => 1115,
        1184 => 1185,
        1186 => 1187,
        1266 => 1270,
        1560 => 1561,
        1562 => 1563,
        1700 => 1231,
        2950 => 2951,
        3802 => 3807,
        3904 => 3905,
        3906 => 3907,
        3908 => 3909,
        3910 => 3911,
        3912 => 3913,
        3926 => 3927,
        _ => 1009,
    };
}
impl<S: PgType> PgType for Range<S> {
    const OID: u32 = match S::OID {
        23 => 3904,
        1700 => 3906,
        1114 => 3908,
        1184 => 3910,
        1082 => 3912,
        20 => 3926,
        _ => 25,
    };
}
impl<S: PgType> PgType for MultiRange<S> {
    const OID: u32 = match S::OID {
        23 => 4451,
        1700 => 4532,
        1114 => 4533,
        1184 => 4534,
        1082 => 4535,
        20 => 4536,
        _ => 25,
    };
}
impl<S: PgType> PgType for OwnRange<S> {
    const OID: u32 = 25;
}
impl<S: PgType> PgType for OwnMultiRange<S> {
    const OID: u32 = 25;
}
