//! Typed Rust from PostgreSQL migrations, with no database at build time.
//!
//! This crate is what generated bindings are written against, and the only one that they name. A
//! helper of theirs is a value, a [`Query`]; a client runs it:
//!
//! - with the feature `sync`, `use pgbindgen::sync::Run` on the `postgres` crate;
//! - with the feature `tokio`, `use pgbindgen::tokio::Run` on the `tokio-postgres` crate.
//!
//! What generated code looks like is described in `docs/generated-code.md` of the repository.
//!
//! # Features
//!
//! Features only add support; what bindings use is chosen in `pgbindgen.toml`, and bindings that
//! need a feature which is off say so in one error.
//!
//! | feature | adds |
//! |---|---|
//! | `sync` | clients on `postgres` |
//! | `tokio` | asynchronous clients on `tokio-postgres` |
//! | `jiff` (default), `chrono`, `time` | dates and times of that crate |
//! | `decimal` (default) | `rust_decimal::Decimal` for `numeric` |
//! | `uuid` (default) | `uuid::Uuid` |
//! | `json` (default) | `serde_json::Value` and your own types for `json` and `jsonb` |
//! | `derive` | `#[derive(Record)]`, `#[derive(PgEnum)]` and `#[derive(PgComposite)]` for types of your own |
//! | `macros` | `bindings!`, the generator as a macro; and `derive` |

#![cfg_attr(
    not(all(
        feature = "_driver",
        feature = "jiff",
        feature = "decimal",
        feature = "uuid"
    )),
    allow(
        dead_code,
        reason = "a form on the wire that no type of the features at hand takes"
    )
)]

#[cfg(feature = "_driver")]
mod cache;
mod codec;
#[cfg(feature = "_driver")]
mod driver;
mod error;
mod guard;
pub mod pg;
mod project;
mod query;
mod record;
mod sql;
#[cfg(feature = "sync")]
pub mod sync;
#[cfg(feature = "tokio")]
pub mod tokio;
mod values;

#[cfg(feature = "json")]
pub use crate::codec::Json;
pub use crate::codec::{
    AnyNumeric, Attributes, BitString, Decode, DecodeError, Encode, Inet, Interval, MacAddr,
    MacAddr8, Numeric, NumericError, Param, Range, RawJson, TimeTz,
};
#[doc(hidden)]
pub use crate::error::numbered;
pub use crate::error::{Error, ErrorKind};
#[doc(hidden)]
pub use crate::project::{
    Attribute, FieldOf, Flat, Flattened, Never, flat, is_one_type, list, list_len, oids, places,
};
pub use crate::project::{Project, Projection};
pub use crate::query::{Args, Bind, Query};
pub use crate::record::{Column, PgEnum, Record, Row, Table};
pub use crate::sql::{Sql, TableSql};
pub use crate::values::{OrDefault, Patch};
#[doc(hidden)]
pub use crate::values::{Redacted, debug};

#[cfg(feature = "chrono")]
pub use ::chrono;
#[cfg(feature = "jiff")]
pub use ::jiff;
#[cfg(feature = "sync")]
pub use ::postgres;
#[cfg(feature = "decimal")]
pub use ::rust_decimal;
#[cfg(feature = "json")]
pub use ::serde_json;
#[cfg(feature = "time")]
pub use ::time;
#[cfg(feature = "_driver")]
pub use ::tokio_postgres;
#[cfg(feature = "uuid")]
pub use ::uuid;

#[cfg(feature = "macros")]
pub use ::pgbindgen_macros::bindings;

#[cfg(feature = "derive")]
pub use ::pgbindgen_derive::{PgComposite, PgEnum, Record};

macro_rules! stand_in {
    ($feature:literal $name:ident { $($body:item)* }) => {
        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        pub mod $name {
            use crate::guard::missing::Missing;
            $($body)*
        }
    };
}

stand_in!("jiff" jiff {
    pub type Timestamp = Missing;
    pub mod civil {
        use crate::guard::missing::Missing;
        pub type Date = Missing;
        pub type Time = Missing;
        pub type DateTime = Missing;
    }
});
stand_in!("chrono" chrono {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Utc;
    pub type DateTime<T> = Missing<T>;
    pub type NaiveDate = Missing;
    pub type NaiveTime = Missing;
    pub type NaiveDateTime = Missing;
});
stand_in!("time" time {
    pub type OffsetDateTime = Missing;
    pub type PrimitiveDateTime = Missing;
    pub type Date = Missing;
    pub type Time = Missing;
});
stand_in!("decimal" rust_decimal {
    pub type Decimal = Missing;
});
stand_in!("uuid" uuid {
    pub type Uuid = Missing;
});
stand_in!("json" serde_json {
    pub type Value = Missing;
});

/// Takes in the bindings that `pgbindgen_codegen::build` wrote in this package's build script.
///
/// ```ignore
/// mod db {
///     ::pgbindgen::include_bindings!();
/// }
/// ```
///
/// With the leading `::` it is the crate that is named, also beside a table named `pgbindgen`.
///
/// A package with several databases names the files that its build script names with `Builder::out_file`:
///
/// ```ignore
/// mod shop {
///     ::pgbindgen::include_bindings!("shop.rs");
/// }
/// ```
#[macro_export]
macro_rules! include_bindings {
    () => {
        $crate::include_bindings!("pgbindgen.rs");
    };
    ($file:literal $(,)?) => {
        // What is at fault asks for this, so that `include!` alone does not pass over it.
        #[allow(unused_macros)]
        macro_rules! __pgbindgen_include_bindings {
            () => {};
        }
        ::core::include!(::core::concat!(::core::env!(
                "OUT_DIR",
                "there is no build script, which writes the bindings: `pgbindgen init --build-script` makes one, and \
                 `cargo add --build pgbindgen-codegen` what it calls"
            ), "/", $file));
        // The faults are in the file. The macro that reports them is named here, so that
        // rustc and editors show them here, and not in `OUT_DIR`.
        __pgbindgen_faults!(::core::compile_error);
    };
}
