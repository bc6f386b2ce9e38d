//! Rows, and what the generated code says about its types.

use crate::{Decode, Error};

/// A type that a row of a result becomes.
pub trait Record: Sized + Send {
    /// Reads a row, by position.
    ///
    /// # Errors
    /// When a value cannot be read; the error names the column.
    fn decode(row: &Row<'_>) -> Result<Self, Error>;
}

/// For statements whose result has no rows, or whose rows do not matter.
impl Record for () {
    fn decode(_: &Row<'_>) -> Result<Self, Error> {
        Ok(())
    }
}

/// A row of a result.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    #[cfg(feature = "_driver")]
    pub(crate) row: &'r tokio_postgres::Row,
    #[cfg(not(feature = "_driver"))]
    row: core::marker::PhantomData<&'r ()>,
}

impl Row<'_> {
    /// The value of the column at this place, of the PostgreSQL type `S`.
    ///
    /// # Errors
    /// When it is not a value of that type or not one that `T` can hold, NULL included.
    #[inline]
    pub fn get<S, T: Decode<S>>(&self, i: usize) -> Result<T, Error> {
        #[cfg(feature = "_driver")]
        {
            let value = match crate::driver::raw(self.row, i) {
                Ok(Some(b)) => T::decode(b),
                Ok(None) => T::decode_null(),
                Err(e) => Err(e),
            };
            value.map_err(|e| crate::driver::decode_error(self.row, i, e))
        }
        #[cfg(not(feature = "_driver"))]
        {
            // Without a driver there are no rows.
            let _ = self.row;
            T::decode_null().map_err(|e| Error::decode(&i.to_string(), e))
        }
    }
}

/// A table or view.
pub trait Table: Record {
    /// Its schema.
    const SCHEMA: &'static str;
    /// Its name.
    const TABLE: &'static str;
    /// What its statements share.
    #[doc(hidden)]
    const SQL: &'static crate::TableSql;
}

/// A column: each is a unit type in the `columns` module of its table.
pub trait Column {
    /// The row struct of the column's table.
    type Table: Table;
    /// The PostgreSQL type as it travels; a marker of [`pg`](crate::pg).
    type Pg: crate::pg::PgType;
    /// The type of the field in the row struct; an `Option` when the column can be NULL.
    type Rust: Decode<Self::Pg>;
    /// The column's name in the database.
    const NAME: &'static str = <Self::Table as Table>::SQL.item(Self::PLACE).0;
    /// Whether the column can be NULL.
    const NULLABLE: bool = false;
    /// Its place among the columns of the table's bindings, from 0.
    const PLACE: usize;
}

/// An enum of the database.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of the database",
    label = "neither generated as one nor derived"
)]
pub trait PgEnum: Copy + PartialEq + 'static {
    /// Its name in the database, with its schema.
    const NAME: &'static str;
    /// Its values, in the database's order.
    const ALL: &'static [Self];
    /// The label of a value.
    fn label(self) -> &'static str;
    /// The value of a label; `None` when the bindings do not know it.
    fn from_label(label: &str) -> Option<Self>;
}
