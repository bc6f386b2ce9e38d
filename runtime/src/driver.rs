//! What both clients share: parameters and rows of the driver.

use core::fmt;

use bytes::BytesMut;
use tokio_postgres::types::{Format, FromSql, IsNull, ToSql, Type};
use tokio_postgres::{Column, Row};

use crate::sql::{Sql, Text};
use crate::{DecodeError, Error, Param};

/// A column's bytes, `None` for NULL.
#[inline]
pub(crate) fn raw(row: &Row, i: usize) -> Result<Option<&[u8]>, DecodeError> {
    match row.try_get::<usize, Raw<'_>>(i) {
        Ok(raw) => Ok(raw.0),
        Err(_) => Err(DecodeError::of("a column that the result does not have")),
    }
}

#[cold]
pub(crate) fn decode_error(row: &Row, i: usize, e: DecodeError) -> Error {
    let name = row
        .columns()
        .get(i)
        .map_or_else(|| i.to_string(), |c| c.name().to_owned());
    Error::decode(&name, e)
}

struct Raw<'a>(Option<&'a [u8]>);

impl<'a> FromSql<'a> for Raw<'a> {
    #[inline]
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Boxed> {
        Ok(Self(Some(raw)))
    }
    #[inline]
    fn from_sql_null(_: &Type) -> Result<Self, Boxed> {
        Ok(Self(None))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

type Boxed = Box<dyn std::error::Error + Sync + Send>;

/// A parameter that has no form on the wire; [`Error`] takes it out of the driver's.
#[derive(Debug)]
pub(crate) struct Unsent {
    pub(crate) parameter: usize,
    pub(crate) reason: &'static str,
}

impl fmt::Display for Unsent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "parameter ${}: {}", self.parameter, self.reason)
    }
}

impl std::error::Error for Unsent {}

/// The parameters of a statement: the keys, then the columns that it writes.
pub(crate) struct Bound<'q, 'a> {
    pub(crate) keys: &'q [Param<'a>],
    pub(crate) written: &'q [Param<'a>],
}

impl<'q, 'a> Bound<'q, 'a> {
    pub(crate) fn len(&self) -> usize {
        self.keys.len() + self.written.len()
    }

    #[inline]
    pub(crate) fn at(&'q self, i: usize) -> At<'q, 'a> {
        At(self, i)
    }

    #[inline]
    pub(crate) fn iter(&'q self) -> impl ExactSizeIterator<Item = At<'q, 'a>> {
        (0..self.len()).map(|i| self.at(i))
    }
}

/// A parameter by its place: what travels through the driver's lists is two words.
#[derive(Clone, Copy)]
pub(crate) struct At<'q, 'a>(&'q Bound<'q, 'a>, usize);

impl fmt::Debug for At<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("_")
    }
}

impl ToSql for At<'_, '_> {
    #[inline]
    fn to_sql(&self, _: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        let Self(bound, i) = *self;
        let param = match bound.keys.get(i) {
            Some(key) => Some(key),
            None => bound.written.get(i - bound.keys.len()),
        };
        let written = param.map_or(Ok(false), |p| p.put(out));
        match written {
            Ok(true) => Ok(IsNull::No),
            Ok(false) => Ok(IsNull::Yes),
            Err(reason) => Err(Box::new(Unsent {
                parameter: i + 1,
                reason,
            })),
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    #[inline]
    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        self.to_sql(ty, out)
    }
    #[inline]
    fn encode_format(&self, _: &Type) -> Format {
        Format::Binary
    }
}

/// The driver's type of an OID. The OIDs of generated code are PostgreSQL's own; any other is
/// left to the server to find out.
pub(crate) fn driver_type(oid: u32) -> Type {
    Type::from_oid(oid).unwrap_or(Type::UNKNOWN)
}

pub(crate) fn types(text: &Text) -> Vec<Type> {
    text.params.iter().map(|oid| driver_type(*oid)).collect()
}

/// `text`, `varchar`, `char(n)` and `name` are read alike: one for another is no drift.
fn same(expected: u32, found: u32) -> bool {
    const TEXTS: [u32; 4] = [25, 1043, 1042, 19];
    const ARRAYS: [u32; 4] = [1009, 1015, 1014, 1003];
    expected == found
        || TEXTS.contains(&expected) && TEXTS.contains(&found)
        || ARRAYS.contains(&expected) && ARRAYS.contains(&found)
}

/// Compares a result's columns with those that the bindings were generated from.
#[inline]
pub(crate) fn check(sql: &'static Sql, text: &str, found: &[Column]) -> Result<(), Error> {
    let expected = sql.columns();
    let fits = expected.len() == found.len()
        && expected
            .iter()
            .zip(found)
            .all(|(e, c)| same(*e, c.type_().oid()));
    if fits {
        Ok(())
    } else {
        Err(drift(expected, text, found))
    }
}

#[cold]
fn drift(expected: &[u32], text: &str, found: &[Column]) -> Error {
    let odd = expected
        .iter()
        .zip(found)
        .find(|(e, c)| !same(**e, c.type_().oid()));
    let what = match odd {
        Some((e, c)) => format!(
            "column `{}` is of type {} where the migrations have {}",
            c.name(),
            c.type_().name(),
            driver_type(*e).name()
        ),
        None => format!(
            "{} columns where the migrations have {}",
            found.len(),
            expected.len()
        ),
    };
    let what = format!(
        "the database does not fit the bindings: {what}; migrate the database or generate the bindings again (statement: {text})"
    );
    Error::drift(what)
}

/// Whether the server dropped or outgrew a prepared statement: it is to be prepared anew.
pub(crate) fn stale(e: &tokio_postgres::Error) -> bool {
    use tokio_postgres::error::SqlState;
    e.as_db_error().is_some_and(|d| {
        *d.code() == SqlState::INVALID_SQL_STATEMENT_NAME
            // "cached plan must not change result type"
            || *d.code() == SqlState::FEATURE_NOT_SUPPORTED
                && d.routine() == Some("RevalidateCachedQuery")
    })
}

/// The error of a statement whose second try failed too.
///
/// In a transaction that was begun as text the second try is always refused because the first one
/// failed: then the first failure is the one to tell.
pub(crate) fn retry_failed(first: tokio_postgres::Error, second: Error) -> Error {
    if second.code() == Some("25P02") {
        first.into()
    } else {
        second
    }
}
