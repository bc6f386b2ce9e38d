//! Clients on the `tokio-postgres` crate.
//!
//! ```no_run
//! use pgbindgen::tokio::{Run, Session};
//! # use pgbindgen::Query;
//! # async fn example(client: tokio_postgres::Client, by_id: Query<'_, ()>) -> Result<(), pgbindgen::Error> {
//! let mut session = Session::new(client);
//! let tx = session.transaction().await?;
//! tx.execute(by_id).await?;
//! tx.commit().await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Session`] and [`Tx`] keep prepared statements, which makes a call several times faster. A bare
//! [`Client`] or [`Transaction`] names no statement and needs one round trip a call, which is what a
//! pooler in transaction mode wants. Futures do nothing until they are polled; several that are
//! polled together on one session are pipelined.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::ops::Deref;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use std::borrow::Cow;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::{Stream, TryStreamExt};
use tokio_postgres::{Client, RowStream, Statement, Transaction};

use crate::cache::{Cache, DEFAULT_CAPACITY, Key};
use crate::driver::{Bound, check, driver_type, retry_failed, stale, types};
use crate::sql::{Sql, Text};
use crate::{Args, Error, Query, Record, Row};

/// What can run a [`Query`].
pub trait Run: Sync {
    /// Sends a statement.
    #[doc(hidden)]
    fn open<'r>(
        &'r self,
        sql: &'static Sql,
        args: &'r Args<'_>,
    ) -> impl Future<Output = Result<Answer, Error>> + Send + 'r;

    /// Runs a query that has exactly one row.
    ///
    /// # Errors
    /// Of kind `NoRow` or `TooManyRows` when it has another number; when the statement fails; when
    /// the row cannot be read.
    fn fetch_one<T: Record>(
        &self,
        query: Query<'_, T>,
    ) -> impl Future<Output = Result<T, Error>> + Send {
        async move { self.fetch_optional(query).await?.ok_or_else(Error::no_row) }
    }

    /// Runs a query that has one row or none.
    ///
    /// # Errors
    /// Of kind `TooManyRows` when it has more; when the statement fails; when the row cannot be
    /// read.
    fn fetch_optional<T: Record>(
        &self,
        query: Query<'_, T>,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send {
        async move {
            let Answer {
                stream,
                mut unchecked,
            } = self.open(query.sql, &query.args).await?;
            let mut stream = pin!(stream);
            let Some(row) = stream.try_next().await? else {
                return Ok(None);
            };
            let value = read(&row, &mut unchecked)?;
            // To the end, where a statement can still fail.
            match stream.try_next().await? {
                None => Ok(Some(value)),
                Some(_) => Err(Error::too_many_rows()),
            }
        }
    }

    /// Runs a query and reads all its rows.
    ///
    /// # Errors
    /// When the statement fails or a row cannot be read.
    fn fetch_all<T: Record>(
        &self,
        query: Query<'_, T>,
    ) -> impl Future<Output = Result<Vec<T>, Error>> + Send {
        async move {
            let Answer {
                stream,
                mut unchecked,
            } = self.open(query.sql, &query.args).await?;
            let mut stream = pin!(stream);
            let mut rows = Vec::new();
            while let Some(row) = stream.try_next().await? {
                rows.push(read(&row, &mut unchecked)?);
            }
            Ok(rows)
        }
    }

    /// Runs a query and gives its rows as they arrive.
    ///
    /// # Errors
    /// When the statement fails at once; later failures come as items.
    fn stream<T: Record>(
        &self,
        query: Query<'_, T>,
    ) -> impl Future<Output = Result<Rows<T>, Error>> + Send {
        async move {
            let Answer { stream, unchecked } = self.open(query.sql, &query.args).await?;
            Ok(Rows {
                stream: Box::pin(stream),
                unchecked,
                item: PhantomData,
            })
        }
    }

    /// Runs a query and says how many rows it wrote, or read if it is a SELECT.
    ///
    /// A bare client or transaction of the driver has a method of this name of its own: there,
    /// write `Run::execute(&client, query)`.
    ///
    /// # Errors
    /// When the statement fails.
    fn execute<T>(&self, query: Query<'_, T>) -> impl Future<Output = Result<u64, Error>> + Send {
        // `T` need not be `Send`: it does not go into the future.
        let Query { sql, args, .. } = query;
        async move {
            let mut stream = pin!(self.open(sql, &args).await?.stream);
            while stream.try_next().await?.is_some() {}
            Ok(stream.rows_affected().unwrap_or(0))
        }
    }
}

/// The answer to a statement: its rows, and what has to be checked when the first one comes.
#[doc(hidden)]
pub struct Answer {
    stream: RowStream,
    unchecked: Unchecked,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").finish_non_exhaustive()
    }
}

type Unchecked = Option<(&'static Sql, Cow<'static, Text>)>;

#[inline]
fn read<T: Record>(row: &tokio_postgres::Row, unchecked: &mut Unchecked) -> Result<T, Error> {
    if let Some((sql, text)) = unchecked.take() {
        // Unchecked, a column of another type could be read as nonsense.
        check(sql, &text.sql, row.columns())?;
    }
    T::decode(&Row { row })
}

/// The rows of a query as they arrive.
///
/// It is a [`Stream`], and has a [`next`](Self::next) of its own for those who want no other crate.
pub struct Rows<T> {
    stream: Pin<Box<RowStream>>,
    unchecked: Unchecked,
    item: PhantomData<fn() -> T>,
}

impl<T: Record> Rows<T> {
    /// The next row; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        core::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T: Record> Stream for Rows<T> {
    type Item = Result<T, Error>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.stream
            .as_mut()
            .poll_next(cx)
            .map(|item| item.map(|row| read(&row?, &mut this.unchecked)))
    }
}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}

macro_rules! unnamed {
    ($t:ty) => {
        impl Run for $t {
            async fn open(&self, sql: &'static Sql, args: &Args<'_>) -> Result<Answer, Error> {
                let (set, written) = sql.written(args);
                let text = sql.text(&set);
                let bound = Bound {
                    keys: args.keys(),
                    written: &written,
                };
                let types = text.params.iter().map(|oid| driver_type(*oid));
                let stream = self
                    .query_typed_raw(&text.sql, bound.iter().zip(types))
                    .await?;
                Ok(Answer {
                    stream,
                    unchecked: Some((sql, text)),
                })
            }
        }
    };
}
unnamed!(Client);
unnamed!(Transaction<'_>);

/// A connection that keeps prepared statements.
///
/// It gives the connection itself out by reference, for what this crate has no helper for.
pub struct Session {
    client: Client,
    cache: Kept,
}

impl Session {
    /// Takes a connection. The task that drives it is the caller's, as ever with this driver.
    pub fn new(client: Client) -> Self {
        Self::with_capacity(client, DEFAULT_CAPACITY)
    }

    /// The same with another number of statements to keep than 256; at least one is kept.
    pub fn with_capacity(client: Client, statements: usize) -> Self {
        Self {
            client,
            cache: Kept(Mutex::new(Cache::new(statements))),
        }
    }

    /// Begins a transaction. Dropped without a [`commit`](Tx::commit) it is rolled back.
    ///
    /// # Errors
    /// When the server refuses or the connection fails.
    pub async fn transaction(&mut self) -> Result<Tx<'_>, Error> {
        Ok(Tx {
            tx: self.client.transaction().await?,
            cache: &self.cache,
        })
    }

    /// How many statements are kept now.
    pub fn cached(&self) -> usize {
        self.cache.lock().len()
    }

    /// Forgets the kept statements, for after a `DISCARD ALL`.
    pub fn clear(&self) {
        let all = self.cache.lock().take();
        drop(all);
    }

    /// Gives the connection back.
    pub fn into_client(self) -> Client {
        self.client
    }
}

impl Deref for Session {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
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
    cache: &'s Kept,
}

impl Tx<'_> {
    /// Begins a transaction inside of this one, a savepoint.
    ///
    /// # Errors
    /// When the server refuses or the connection fails.
    pub async fn transaction(&mut self) -> Result<Tx<'_>, Error> {
        Ok(Tx {
            tx: self.tx.transaction().await?,
            cache: self.cache,
        })
    }

    /// Commits.
    ///
    /// # Errors
    /// When the server refuses, a deferred constraint say, or the connection fails.
    pub async fn commit(self) -> Result<(), Error> {
        Ok(self.tx.commit().await?)
    }

    /// Rolls back.
    ///
    /// # Errors
    /// When the connection fails.
    pub async fn rollback(self) -> Result<(), Error> {
        Ok(self.tx.rollback().await?)
    }
}

impl<'s> Deref for Tx<'s> {
    type Target = Transaction<'s>;
    fn deref(&self) -> &Transaction<'s> {
        &self.tx
    }
}

impl fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx").finish_non_exhaustive()
    }
}

/// The statements of a connection, shared with its transactions.
struct Kept(Mutex<Cache>);

impl Kept {
    #[inline]
    fn lock(&self) -> MutexGuard<'_, Cache> {
        // A cache is whole between any two of its operations, whatever happened to their caller.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[inline]
    async fn statement(
        &self,
        client: &Client,
        sql: &'static Sql,
        key: &Key,
    ) -> Result<Statement, Error> {
        let hit = self.lock().get(key);
        match hit {
            Some(statement) => Ok(statement),
            None => self.prepare(client, sql, key).await,
        }
    }

    #[cold]
    async fn prepare(
        &self,
        client: &Client,
        sql: &'static Sql,
        key: &Key,
    ) -> Result<Statement, Error> {
        let text = sql.text(&key.set);
        let statement = client.prepare_typed(&text.sql, &types(&text)).await?;
        check(sql, &text.sql, statement.columns())?;
        let out = self.lock().put(key.clone(), statement.clone());
        drop(out);
        Ok(statement)
    }

    fn forget(&self, key: &Key) {
        let out = self.lock().forget(key);
        drop(out);
    }
}

impl Run for Session {
    async fn open(&self, sql: &'static Sql, args: &Args<'_>) -> Result<Answer, Error> {
        let (set, written) = sql.written(args);
        let key = Key::new(sql, set);
        let bound = Bound {
            keys: args.keys(),
            written: &written,
        };
        let statement = self.cache.statement(&self.client, sql, &key).await?;
        let stream = match self.client.query_raw(&statement, bound.iter()).await {
            Ok(stream) => stream,
            Err(e) if stale(&e) => {
                drop(statement);
                self.cache.forget(&key);
                let again = async {
                    let statement = self.cache.prepare(&self.client, sql, &key).await?;
                    Ok(self.client.query_raw(&statement, bound.iter()).await?)
                };
                again.await.map_err(|second| retry_failed(e, second))?
            }
            Err(e) => return Err(e.into()),
        };
        Ok(Answer {
            stream,
            unchecked: None,
        })
    }
}

impl Run for Tx<'_> {
    async fn open(&self, sql: &'static Sql, args: &Args<'_>) -> Result<Answer, Error> {
        let (set, written) = sql.written(args);
        let key = Key::new(sql, set);
        let bound = Bound {
            keys: args.keys(),
            written: &written,
        };
        let statement = self.cache.statement(self.tx.client(), sql, &key).await?;
        match self.tx.query_raw(&statement, bound.iter()).await {
            Ok(stream) => Ok(Answer {
                stream,
                unchecked: None,
            }),
            Err(e) => {
                // A failed statement has ended the transaction: the caller has to begin it again.
                if stale(&e) {
                    self.cache.forget(&key);
                }
                Err(e.into())
            }
        }
    }
}
