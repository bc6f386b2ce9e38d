//! Records over some columns of a table, and what `#[derive(Record)]` writes with.

use core::convert::Infallible;
use core::fmt;
use core::marker::PhantomData;
use std::sync::OnceLock;

use crate::sql::Sql;
use crate::{Decode, Encode, Error, Param, Record, Row, Table, TableSql};

/// A record over some columns of a table or view.
///
/// `#[derive(Record)]` (feature `derive`) implements it. [`Query::project`](crate::Query::project)
/// turns every helper of the table into one that reads these columns.
///
/// ```
/// # mod db { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exemplar/pgbindgen.rs")); }
/// use db::invoices::{Invoice, InvoiceId};
/// use pgbindgen::{Numeric, PgEnum, Project, Record};
///
/// #[derive(Clone, Copy, PartialEq, PgEnum)]
/// #[pgbindgen(type = db::InvoiceStatus)]
/// enum Status {
///     Draft,
///     Issued,
///     #[pgbindgen(rename = "PartlyPaid")]
///     Partly,
///     Paid,
/// }
///
/// #[derive(Record)]
/// #[pgbindgen(table = db::invoices)]
/// struct Summary {
///     id: InvoiceId,
///     net: Numeric<12, 2>,
///     #[pgbindgen(own_type)]
///     status: Status,
///     #[pgbindgen(skip)]
///     seen: bool,
/// }
///
/// let query = Invoice::by_id(InvoiceId(7)).project::<Summary>();
/// assert_eq!(query.sql(), "SELECT id, net, status::text FROM public.invoices WHERE id = $1");
/// assert_eq!(Summary::SELECT, "id, net, status::text");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record over columns of a table",
    label = "this does not derive `Record`",
    note = "a struct is one with `#[derive(Record)]` and `#[pgbindgen(table = path::of::the::generated_module)]`"
)]
pub trait Project: Record {
    /// The row struct of the table.
    type Table: Table;

    /// The select list, for statements that you write yourself.
    ///
    /// Its items are what the table's own bindings select: names quoted where PostgreSQL needs it,
    /// and casts for types whose number only the server knows.
    const SELECT: &'static str;

    /// The places of its columns among those of the table.
    #[doc(hidden)]
    const PLACES: &'static [usize];

    /// What its statements share.
    #[doc(hidden)]
    fn projection() -> &'static Projection;

    /// Reads a row whose columns from this place on are those of this record.
    ///
    /// # Errors
    /// When a value cannot be read; the error names the column.
    #[doc(hidden)]
    fn decode_at(row: &Row<'_>, at: usize) -> Result<Self, Error>;
}

/// The columns of a record, and the statements that read them.
///
/// There is a `static` one for each derived record.
pub struct Projection {
    list: &'static str,
    oids: &'static [u32],
    statements: Statements,
}

/// The statements that were asked for, one behind the other. There are as many as helpers are used
/// with the record, a few, and each has the address that a cache of statements knows it by.
type Statements = OnceLock<Box<Statement>>;

struct Statement {
    of: &'static Sql,
    sql: Sql,
    next: Statements,
}

impl Projection {
    /// A select list, and the OID of each of its items.
    pub const fn new(list: &'static str, oids: &'static [u32]) -> Self {
        Self {
            list,
            oids,
            statements: OnceLock::new(),
        }
    }

    pub(crate) const fn list(&self) -> &'static str {
        self.list
    }

    pub(crate) const fn oids(&self) -> &'static [u32] {
        self.oids
    }

    /// A table's statement with these columns; `None` for one whose text is its own.
    pub(crate) fn statement(&'static self, of: &'static Sql) -> Option<&'static Sql> {
        let mut slot = &self.statements;
        loop {
            if slot.get().is_none() {
                let statement = Statement {
                    of,
                    sql: of.projected(self)?,
                    next: OnceLock::new(),
                };
                // Another thread may have been faster; then the search goes on behind its one.
                let _ = slot.set(Box::new(statement));
            }
            let statement = slot.get()?;
            if core::ptr::eq(statement.of, of) {
                return Some(&statement.sql);
            }
            slot = &statement.next;
        }
    }
}

impl fmt::Debug for Projection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Projection")
            .field("list", &self.list)
            .finish_non_exhaustive()
    }
}

/// A type of the user's own in the place of the column's; `NULLABLE` is whether the column can be
/// NULL, `S` how its values travel.
#[doc(hidden)]
pub trait FieldOf<const NULLABLE: bool, S>: Decode<S> {}

impl<S, T: Decode<S>> FieldOf<true, S> for Option<T> {}
impl<S, T: Decode<S>> FieldOf<false, S> for T {}

/// A record that is a field of another over the table whose row struct is `Row`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a record over the table of `{Row}`",
    label = "this cannot be flattened here",
    note = "a field with `flatten` is a struct with `#[derive(Record)]` and the same `table`"
)]
pub trait Flat<Row>: Project {}

#[diagnostic::do_not_recommend]
impl<Row: Table, P: Project<Table = Row>> Flat<Row> for P {}

/// What is needed of a flattened record.
#[doc(hidden)]
#[derive(Debug)]
pub struct Flattened<T> {
    /// The places of its columns.
    pub places: &'static [usize],
    /// Reads it.
    pub decode: fn(&Row<'_>, usize) -> Result<T, Error>,
}

/// A record that is a field of another.
#[doc(hidden)]
pub const fn flat<T: Flat<R>, R>() -> Flattened<T> {
    Flattened {
        places: T::PLACES,
        decode: T::decode_at,
    }
}

/// A type without values.
#[doc(hidden)]
#[derive(Debug)]
pub struct Never<T>(Infallible, PhantomData<T>);

impl<T> Never<T> {
    /// Cannot be called.
    pub fn never(self) -> T {
        match self.0 {}
    }
}

/// Whether two names of types, where there are any, are the same; see `Decode::TYPE`.
#[doc(hidden)]
pub const fn is_one_type(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    a.len() == b.len()
}

/// The places of all parts, one after the other.
#[doc(hidden)]
pub const fn places<const N: usize>(parts: &[&[usize]]) -> [usize; N] {
    let mut all = [0; N];
    let mut n = 0;
    let mut part = 0;
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            all[n] = parts[part][i];
            n += 1;
            i += 1;
        }
        part += 1;
    }
    all
}

/// The OIDs of the columns at these places.
#[doc(hidden)]
pub const fn oids<const N: usize>(table: &TableSql, places: &[usize]) -> [u32; N] {
    let mut all = [0; N];
    let mut i = 0;
    while i < N {
        all[i] = table.item(places[i]).1;
        i += 1;
    }
    all
}

/// How long the select list of these places is, in bytes.
#[doc(hidden)]
pub const fn list_len(table: &TableSql, places: &[usize]) -> usize {
    let mut len = 0;
    let mut i = 0;
    while i < places.len() {
        if i > 0 {
            len += 2;
        }
        len += table.item(places[i]).0.len();
        i += 1;
    }
    len
}

/// The select list of these places; `N` is what [`list_len`] says.
#[doc(hidden)]
pub const fn list<const N: usize>(table: &TableSql, places: &[usize]) -> [u8; N] {
    let mut text = [b' '; N];
    let mut n = 0;
    let mut i = 0;
    while i < places.len() {
        if i > 0 {
            text[n] = b',';
            n += 2;
        }
        let item = table.item(places[i]).0.as_bytes();
        let mut j = 0;
        while j < item.len() {
            text[n] = item[j];
            n += 1;
            j += 1;
        }
        i += 1;
    }
    text
}

/// An attribute of a composite type: its type in Rust, how it travels, and its place.
#[doc(hidden)]
pub struct Attribute<T, S> {
    place: usize,
    types: PhantomData<fn() -> (T, S)>,
}

impl<T: Encode<S>, S> Attribute<T, S> {
    /// The attribute at this place, from 0.
    pub const fn at(place: usize) -> Self {
        Self {
            place,
            types: PhantomData,
        }
    }

    /// Puts a value where it belongs among the attributes.
    pub fn set<'a>(&self, value: Option<&'a T>, among: &mut [Param<'a>]) {
        if let (Some(value), Some(at)) = (value, among.get_mut(self.place)) {
            *at = value.encode();
        }
    }
}

impl<T, S> fmt::Debug for Attribute<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attribute")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
