//! Clients on the `postgres` crate.
//!
//! ```no_run
//! use pgbindgen::sync::{Run, Session};
//! # use pgbindgen::Query;
//! # fn example(by_id: Query<'_, ()>) -> Result<(), Box<dyn std::error::Error>> {
//! let client = postgres::Client::connect("host=localhost user=app", postgres::NoTls)?;
//! let mut session = Session::new(client);
//! let mut tx = session.transaction()?;
//! tx.execute(by_id)?;
//! tx.commit()?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Session`] and [`Tx`] keep prepared statements, which makes a call several times faster. A bare
//! [`Client`] or [`Transaction`] names no statement and needs one round trip a call, which is what a
//! pooler in transaction mode wants.

use core::fmt;

use postgres::types::{ToSql, Type};
use postgres::{Client, Row as PgRow, Statement, Transaction};

use crate::cache::{Cache, DEFAULT_CAPACITY, Key};
use crate::driver::{At, Bound, check, retry_failed, stale, types};
use crate::sql::Sql;
use crate::{Args, Error, Query, Record, Row};

/// What can run a [`Query`].
pub trait Run {
    /// The rows of a statement.
    #[doc(hidden)]
    fn rows(&mut self, sql: &'static Sql, args: &Args<'_>) -> Result<Vec<PgRow>, Error>;

    /// How many rows a statement wrote.
    #[doc(hidden)]
    fn affected(&mut self, sql: &'static Sql, args: &Args<'_>) -> Result<u64, Error>;

    /// Runs a query that has exactly one row.
    ///
    /// # Errors
    /// Of kind `NoRow` or `TooManyRows` when it has another number; when the statement fails; when
    /// the row cannot be read.
    fn fetch_one<T: Record>(&mut self, query: Query<'_, T>) -> Result<T, Error> {
        self.fetch_optional(query)?.ok_or_else(Error::no_row)
    }

    /// Runs a query that has one row or none.
    ///
    /// # Errors
    /// Of kind `TooManyRows` when it has more; when the statement fails; when the row cannot be
    /// read.
    fn fetch_optional<T: Record>(&mut self, query: Query<'_, T>) -> Result<Option<T>, Error> {
        let rows = self.rows(query.sql, &query.args)?;
        match &rows[..] {
            [] => Ok(None),
            [row] => T::decode(&Row { row }).map(Some),
            _ => Err(Error::too_many_rows()),
        }
    }

    /// Runs a query and reads all its rows.
    ///
    /// # Errors
    /// When the statement fails or a row cannot be read.
    fn fetch_all<T: Record>(&mut self, query: Query<'_, T>) -> Result<Vec<T>, Error> {
        // The driver's own iterator would enter its runtime once a row.
        self.rows(query.sql, &query.args)?
            .iter()
            .map(|row| T::decode(&Row { row }))
            .collect()
    }

    /// Runs a query and says how many rows it wrote, or read if it is a SELECT.
    ///
    /// A bare client or transaction of the driver has a method of this name of its own: there,
    /// write `Run::execute(&mut client, query)`.
    ///
    /// # Errors
    /// When the statement fails.
    fn execute<T>(&mut self, query: Query<'_, T>) -> Result<u64, Error> {
        self.affected(query.sql, &query.args)
    }
}

type Params<'p> = &'p [&'p (dyn ToSql + Sync)];

/// How many parameters stand on the stack.
const STACK: usize = 24;

/// The parameters as the driver wants them.
#[inline]
fn with_params<R>(bound: &Bound<'_, '_>, f: impl FnOnce(Params<'_>) -> R) -> R {
    let n = bound.len();
    if n <= STACK {
        let at: [At<'_, '_>; STACK] = core::array::from_fn(|i| bound.at(i));
        let refs: [&(dyn ToSql + Sync); STACK] = at.each_ref().map(|p| p as _);
        f(refs.get(..n).unwrap_or(&refs))
    } else {
        let at: Vec<At<'_, '_>> = bound.iter().collect();
        let refs: Vec<&(dyn ToSql + Sync)> = at.iter().map(|p| p as _).collect();
        f(&refs)
    }
}

macro_rules! unnamed {
    ($t:ty) => {
        impl Run for $t {
            fn rows(&mut self, sql: &'static Sql, args: &Args<'_>) -> Result<Vec<PgRow>, Error> {
                let (set, written) = sql.written(args);
                let text = sql.text(&set);
                let rows = with_params(
                    &Bound {
                        keys: args.keys(),
                        written: &written,
                    },
                    |params| self.query_typed(&text.sql, &typed(params, &types(&text))),
                )?;
                // Unchecked, a column of another type could be read as nonsense.
                if let Some(row) = rows.first() {
                    check(sql, &text.sql, row.columns())?;
                }
                Ok(rows)
            }
            fn affected(&mut self, sql: &'static Sql, args: &Args<'_>) -> Result<u64, Error> {
                let (set, written) = sql.written(args);
                let text = sql.text(&set);
                Ok(with_params(
                    &Bound {
                        keys: args.keys(),
                        written: &written,
                    },
                    |params| self.execute_typed(&text.sql, &typed(params, &types(&text))),
                )?)
            }
        }
    };
}
unnamed!(Client);
unnamed!(Transaction<'_>);

fn typed<'p>(params: Params<'p>, types: &[Type]) -> Vec<(&'p (dyn ToSql + Sync), Type)> {
    params.iter().copied().zip(types.iter().cloned()).collect()
}

/// A connection that keeps prepared statements.
pub struct Session {
    client: Client,
    cache: Cache,
}

impl Session {
    /// Takes a connection.
    pub fn new(client: Client) -> Self {
        Self::with_capacity(client, DEFAULT_CAPACITY)
    }

    /// The same with another number of statements to keep than 256; at least one is kept.
    pub fn with_capacity(client: Client, statements: usize) -> Self {
        Self {
            client,
            cache: Cache::new(statements),
        }
    }

    /// Begins a transaction. Dropped without a [`commit`](Tx::commit) it is rolled back.
    ///
    /// # Errors
    /// When the server refuses or the connection fails.
    pub fn transaction(&mut self) -> Result<Tx<'_>, Error> {
        Ok(Tx {
            tx: self.client.transaction()?,
            cache: &mut self.cache,
        })
    }

    /// Runs statements of fixed text, separated by semicolons, and ignores their results.
    ///
    /// # Errors
    /// When one of them fails; those behind it do not run.
    pub fn batch_execute(&mut self, sql: &str) -> Result<(), Error> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// How many statements are kept now.
    pub fn cached(&self) -> usize {
        self.cache.len()
    }

    /// Forgets the kept statements, for after a `DISCARD ALL`.
    pub fn clear(&mut self) {
        drop(self.cache.take());
    }

    /// Whether the connection is closed.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Gives the connection back.
    pub fn into_client(self) -> Client {
        self.client
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("cached", &self.cached())
            .finish_non_exhaustive()
    }
}

/// A transaction of a [`Session`]. Dropped without a [`commit`](Self::commit) it is rolled back.
pub struct Tx<'s> {
    tx: Transaction<'s>,
    cache: &'s mut Cache,
}

impl Tx<'_> {
    /// Begins a transaction inside of this one, a savepoint.
    ///
    /// # Errors
    /// When the server refuses or the connection fails.
    pub fn transaction(&mut self) -> Result<Tx<'_>, Error> {
        Ok(Tx {
            tx: self.tx.transaction()?,
            cache: self.cache,
        })
    }

    /// Runs statements of fixed text, separated by semicolons, and ignores their results.
    ///
    /// # Errors
    /// When one of them fails; those behind it do not run.
    pub fn batch_execute(&mut self, sql: &str) -> Result<(), Error> {
        Ok(self.tx.batch_execute(sql)?)
    }

    /// Commits.
    ///
    /// # Errors
    /// When the server refuses, a deferred constraint say, or the connection fails.
    pub fn commit(self) -> Result<(), Error> {
        Ok(self.tx.commit()?)
    }

    /// Rolls back.
    ///
    /// # Errors
    /// When the connection fails.
    pub fn rollback(self) -> Result<(), Error> {
        Ok(self.tx.rollback()?)
    }
}

impl fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

macro_rules! cached {
    ($t:ty, $connection:ident, retry: $retry:literal) => {
        impl $t {
            #[inline]
            fn statement(&mut self, sql: &'static Sql, key: &Key) -> Result<Statement, Error> {
                match self.cache.get(key) {
                    Some(statement) => Ok(statement),
                    None => self.prepare(sql, key),
                }
            }

            #[cold]
            fn prepare(&mut self, sql: &'static Sql, key: &Key) -> Result<Statement, Error> {
                let text = sql.text(&key.set);
                let statement = self.$connection.prepare_typed(&text.sql, &types(&text))?;
                check(sql, &text.sql, statement.columns())?;
                drop(self.cache.put(key.clone(), statement.clone()));
                Ok(statement)
            }

            #[inline]
            fn run<R>(
                &mut self,
                sql: &'static Sql,
                args: &Args<'_>,
                call: impl Fn(&mut Self, &Statement, Params<'_>) -> Result<R, postgres::Error>,
            ) -> Result<R, Error> {
                let (set, written) = sql.written(args);
                let key = Key::new(sql, set);
                let bound = Bound {
                    keys: args.keys(),
                    written: &written,
                };
                let statement = self.statement(sql, &key)?;
                match with_params(&bound, |params| call(self, &statement, params)) {
                    Ok(result) => Ok(result),
                    Err(e) if stale(&e) => {
                        drop(statement);
                        drop(self.cache.forget(&key));
                        if !$retry {
                            return Err(e.into());
                        }
                        let again = self.prepare(sql, &key).and_then(|statement| {
                            Ok(with_params(&bound, |params| {
                                call(self, &statement, params)
                            })?)
                        });
                        again.map_err(|second| retry_failed(e, second))
                    }
                    Err(e) => Err(e.into()),
                }
            }
        }

        impl Run for $t {
            fn rows(&mut self, sql: &'static Sql, args: &Args<'_>) -> Result<Vec<PgRow>, Error> {
                self.run(sql, args, |this, st, params| {
                    this.$connection.query(st, params)
                })
            }
            fn affected(&mut self, sql: &'static Sql, args: &Args<'_>) -> Result<u64, Error> {
                self.run(sql, args, |this, st, params| {
                    this.$connection.execute(st, params)
                })
            }
        }
    };
}
cached!(Session, client, retry: true);
// A failed statement has ended the transaction: the caller has to begin it again.
cached!(Tx<'_>, tx, retry: false);
