use core::fmt;
use core::marker::PhantomData;
use std::borrow::Cow;

use crate::sql::Sql;
use crate::{Param, Project, Table};

/// A statement and its arguments, to be run by a client.
///
/// A helper of the generated code returns one; `pgbindgen::sync::Run` and `pgbindgen::tokio::Run`
/// run it. It can be built before there is a connection, printed, and run more than once when
/// cloned. `T` is what a row of the result becomes: `()` for a statement that has none.
#[must_use = "a query does nothing until a client runs it"]
pub struct Query<'a, T> {
    pub(crate) sql: &'static Sql,
    pub(crate) args: Args<'a>,
    rows: PhantomData<fn() -> T>,
}

impl<'a, T> Query<'a, T> {
    /// A query of a statement and its arguments.
    #[inline]
    pub const fn new(sql: &'static Sql, args: Args<'a>) -> Self {
        Self {
            sql,
            args,
            rows: PhantomData,
        }
    }

    /// The text that the server gets.
    pub fn sql(&self) -> Cow<'static, str> {
        match self.sql.text(&self.sql.written(&self.args).0) {
            Cow::Borrowed(text) => Cow::Borrowed(&text.sql),
            Cow::Owned(text) => Cow::Owned(text.sql),
        }
    }
}

impl<'a, T: Table> Query<'a, T> {
    /// The same statement, reading only the columns of a record of your own.
    ///
    /// It works on every helper whose rows are the table's: `Invoice::by_id(id).project::<Summary>()`
    /// reads the columns of `Summary`, and `Invoice::insert(&new).project::<Summary>()` returns them.
    /// A statement of free text (`Sql::new`) has no list of columns that could be replaced: running
    /// its projection is an error that says so.
    ///
    /// See [`Project`], and `#[derive(Record)]` of the feature `derive`.
    pub fn project<P: Project<Table = T>>(self) -> Query<'a, P> {
        // It has one parameter, for the reason to be that parameter's.
        static REFUSED: Sql = Sql::new(
            "SELECT $1 -- a statement of free text cannot be projected",
            &[25],
            &[25],
        );
        match P::projection().statement(self.sql) {
            Some(sql) => Query::new(sql, self.args),
            None => Query::new(
                &REFUSED,
                Args::of([Param::invalid(
                    "a statement of free text has no list of columns to project",
                )]),
            ),
        }
    }
}

impl<T> Clone for Query<'_, T> {
    fn clone(&self) -> Self {
        Self {
            sql: self.sql,
            args: self.args.clone(),
            rows: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Query<'_, T> {
    /// Shows the statement and how many arguments it has; never their values.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("sql", &self.sql())
            .field("args", &self.args)
            .finish()
    }
}

/// How many arguments stand in the query itself.
const INLINE: usize = 4;

/// The arguments of a query: the keys, and the struct whose columns are written.
#[derive(Clone)]
pub struct Args<'a> {
    keys: Keys<'a>,
    bind: Option<&'a dyn Bind>,
}

#[derive(Clone)]
enum Keys<'a> {
    Few([Param<'a>; INLINE], usize),
    // A key of more than four columns is rare enough for the heap.
    Many(Box<[Param<'a>]>),
}

impl<'a> Args<'a> {
    /// Arguments in the order of the statement's parameters.
    #[inline]
    pub fn of<const N: usize>(params: [Param<'a>; N]) -> Self {
        let keys = if N <= INLINE {
            let mut params = params.into_iter();
            Keys::Few(
                core::array::from_fn(|_| params.next().unwrap_or(Param::null())),
                N,
            )
        } else {
            Keys::Many(Box::new(params))
        };
        Self { keys, bind: None }
    }

    /// The same, followed by the columns of a struct.
    #[inline]
    #[must_use]
    pub fn with(mut self, bind: &'a dyn Bind) -> Self {
        self.bind = Some(bind);
        self
    }

    #[inline]
    pub(crate) fn keys(&self) -> &[Param<'a>] {
        match &self.keys {
            Keys::Few(params, n) => params.get(..*n).unwrap_or(params),
            Keys::Many(params) => params,
        }
    }

    /// The column of the struct at this place.
    #[inline]
    pub(crate) fn written(&self, i: usize) -> Param<'a> {
        match self.bind {
            Some(bind) => bind.bind(i),
            None => Param::null(),
        }
    }
}

impl fmt::Debug for Args<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys()).finish_non_exhaustive()
    }
}

/// A struct that hands out its columns by their place in
/// [`TableSql`](crate::TableSql)'s list of columns that can be written.
pub trait Bind: Sync {
    /// The column at this place; NULL for a place that there is not.
    fn bind(&self, i: usize) -> Param<'_>;
}
