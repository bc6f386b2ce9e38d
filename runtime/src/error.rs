use core::fmt;

use crate::DecodeError;

/// Why a query failed.
///
/// Neither `Display` nor `Debug` shows values of rows or arguments: the detail of a server's
/// message, which quotes keys, is to be had from [`detail`](Self::detail) alone.
pub struct Error(Box<Inner>);

#[derive(Debug)]
enum Inner {
    NoRow,
    TooManyRows,
    /// The column, and why.
    Decode(String, DecodeError),
    /// The parameter, counted from one, and why.
    #[cfg(feature = "_driver")]
    Encode(usize, &'static str),
    /// The statement, the column and what differs.
    #[cfg(feature = "_driver")]
    Drift(String),
    #[cfg(feature = "_driver")]
    Driver(tokio_postgres::Error),
}

/// What kind of failure an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `fetch_one` found no row.
    NoRow,
    /// `fetch_one` or `fetch_optional` found more than one row.
    TooManyRows,
    /// A value cannot be read as the type that the bindings have for it.
    Decode,
    /// An argument has no form on the wire.
    Encode,
    /// The database's columns are not those that the bindings were generated from.
    Drift,
    /// The server refused the statement: see [`Error::code`].
    Database,
    /// The connection failed.
    Connection,
}

impl Error {
    #[cfg(feature = "_driver")]
    pub(crate) fn no_row() -> Self {
        Self(Box::new(Inner::NoRow))
    }

    #[cfg(feature = "_driver")]
    pub(crate) fn too_many_rows() -> Self {
        Self(Box::new(Inner::TooManyRows))
    }

    #[cold]
    pub(crate) fn decode(column: &str, e: DecodeError) -> Self {
        Self(Box::new(Inner::Decode(column.to_owned(), e)))
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        match &*self.0 {
            Inner::NoRow => ErrorKind::NoRow,
            Inner::TooManyRows => ErrorKind::TooManyRows,
            Inner::Decode(..) => ErrorKind::Decode,
            #[cfg(feature = "_driver")]
            Inner::Encode(..) => ErrorKind::Encode,
            #[cfg(feature = "_driver")]
            Inner::Drift(_) => ErrorKind::Drift,
            #[cfg(feature = "_driver")]
            Inner::Driver(e) if e.as_db_error().is_some() => ErrorKind::Database,
            #[cfg(feature = "_driver")]
            Inner::Driver(_) => ErrorKind::Connection,
        }
    }
}

/// What the server said. All are `None` for an error that is not the server's.
#[cfg(feature = "_driver")]
impl Error {
    pub(crate) fn encode(parameter: usize, reason: &'static str) -> Self {
        Self(Box::new(Inner::Encode(parameter, reason)))
    }

    #[cold]
    pub(crate) fn drift(what: String) -> Self {
        Self(Box::new(Inner::Drift(what)))
    }

    fn db(&self) -> Option<&tokio_postgres::error::DbError> {
        self.driver()?.as_db_error()
    }

    /// The driver's own error, if this is one. Its `Display` may show the detail.
    pub fn driver(&self) -> Option<&tokio_postgres::Error> {
        match &*self.0 {
            Inner::Driver(e) => Some(e),
            _ => None,
        }
    }

    /// The SQLSTATE.
    pub fn code(&self) -> Option<&str> {
        Some(self.db()?.code().code())
    }

    /// The server's message.
    pub fn message(&self) -> Option<&str> {
        Some(self.db()?.message())
    }

    /// The detail of the server's message. It may quote values of the row at fault.
    pub fn detail(&self) -> Option<&str> {
        self.db()?.detail()
    }

    /// The constraint that was violated.
    pub fn constraint(&self) -> Option<&str> {
        self.db()?.constraint()
    }

    /// The table at fault.
    pub fn table(&self) -> Option<&str> {
        self.db()?.table()
    }

    /// The schema of the table at fault.
    pub fn schema(&self) -> Option<&str> {
        self.db()?.schema()
    }

    /// The column at fault, for a violated NOT NULL.
    pub fn column(&self) -> Option<&str> {
        self.db()?.column()
    }

    /// The domain at fault, for a violated constraint of a domain; [`schema`](Self::schema) is its
    /// schema then.
    pub fn datatype(&self) -> Option<&str> {
        self.db()?.datatype()
    }
}

/// Without a driver no error is the server's: all are `None`.
#[cfg(not(feature = "_driver"))]
impl Error {
    /// The SQLSTATE.
    pub const fn code(&self) -> Option<&str> {
        None
    }

    /// The server's message.
    pub const fn message(&self) -> Option<&str> {
        None
    }

    /// The detail of the server's message. It may quote values of the row at fault.
    pub const fn detail(&self) -> Option<&str> {
        None
    }

    /// The constraint that was violated.
    pub const fn constraint(&self) -> Option<&str> {
        None
    }

    /// The table at fault.
    pub const fn table(&self) -> Option<&str> {
        None
    }

    /// The schema of the table at fault.
    pub const fn schema(&self) -> Option<&str> {
        None
    }

    /// The column at fault, for a violated NOT NULL.
    pub const fn column(&self) -> Option<&str> {
        None
    }

    /// The domain at fault, for a violated constraint of a domain; [`schema`](Self::schema) is its
    /// schema then.
    pub const fn datatype(&self) -> Option<&str> {
        None
    }
}

impl Error {
    /// The violated constraint, if it is one of this table.
    ///
    /// The enums of constraints in the generated code are built on this.
    pub fn constraint_on(&self, schema: &str, table: &str) -> Option<&str> {
        if self.schema()? == schema && self.table()? == table {
            self.constraint()
        } else {
            None
        }
    }

    /// The violated constraint, if it is one of this domain.
    pub fn constraint_of_type(&self, schema: &str, datatype: &str) -> Option<&str> {
        if self.schema()? == schema && self.datatype()? == datatype {
            self.constraint()
        } else {
            None
        }
    }
}

/// Whether `name` is `base` with a number behind it: PostgreSQL names so what it
/// makes of a foreign key for each partition of the table that is referred to
/// (`fkey_1` since 17, `fkey1` before).
#[doc(hidden)]
pub fn numbered(name: &str, base: &str) -> bool {
    let Some(rest) = name.strip_prefix(base) else {
        return false;
    };
    let digits = rest.strip_prefix('_').unwrap_or(rest);
    rest.is_empty() || (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(feature = "_driver")]
impl From<tokio_postgres::Error> for Error {
    fn from(e: tokio_postgres::Error) -> Self {
        // The driver carries a parameter's own error to here.
        let own = core::error::Error::source(&e)
            .and_then(|s| s.downcast_ref::<crate::driver::Unsent>())
            .map(|u| (u.parameter, u.reason));
        match own {
            Some((parameter, reason)) => Self::encode(parameter, reason),
            None => Self(Box::new(Inner::Driver(e))),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Inner::NoRow => f.write_str("no row where one was expected"),
            Inner::TooManyRows => f.write_str("more than one row where one was expected"),
            Inner::Decode(column, e) => write!(f, "column `{column}`: {e}"),
            #[cfg(feature = "_driver")]
            Inner::Encode(parameter, reason) => write!(f, "parameter ${parameter}: {reason}"),
            #[cfg(feature = "_driver")]
            Inner::Drift(what) => f.write_str(what),
            #[cfg(feature = "_driver")]
            Inner::Driver(e) => match e.as_db_error() {
                Some(db) => write!(f, "{} (SQLSTATE {})", db.message(), db.code().code()),
                None => write!(f, "{e}"),
            },
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut s = f.debug_struct("Error");
        s.field("kind", &self.kind());
        s.field("message", &format_args!("{self}"));
        if let Some(constraint) = self.constraint() {
            s.field("constraint", &constraint);
        }
        s.finish()
    }
}

impl std::error::Error for Error {
    /// What lies behind a failed connection or an unreadable value. The server's own errors have
    /// none, because the driver would show their detail: see [`detail`](Self::detail).
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Inner::Decode(_, e) => Some(e),
            #[cfg(feature = "_driver")]
            Inner::Driver(e) if e.as_db_error().is_none() => std::error::Error::source(e),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn names_with_a_number_behind() {
        for (name, expected) in [
            ("a_fkey", true),
            ("a_fkey1", true),
            ("a_fkey_12", true),
            ("a_fkey_", false),
            ("a_fkey_1x", false),
            ("a_fkeys", false),
            ("a_fke", false),
            ("b_fkey1", false),
        ] {
            assert_eq!(numbered(name, "a_fkey"), expected, "{name}");
        }
    }
}
