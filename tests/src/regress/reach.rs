//! Which refusals of a server are out of the reach of a catalog.

/// Why a statement says nothing about the replay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It needs a variable or a condition of psql.
    Psql,
    /// The transaction that it stands in has failed before.
    Aborted,
    /// Rows, or the value that an expression comes to.
    Rows,
    /// Roles and what they may do.
    Roles,
    /// How the server is set up: settings, files, libraries, other servers.
    Server,
    /// A cursor, a prepared statement, a lock, a large object of the session.
    Session,
    /// What a function, a block or a rule does when it runs.
    Running,
    /// The replay says that it does not see into the statement.
    Opaque,
}

impl Reason {
    /// All, in the order of the table.
    pub const ALL: [Self; 8] = [
        Self::Psql,
        Self::Aborted,
        Self::Rows,
        Self::Roles,
        Self::Server,
        Self::Session,
        Self::Running,
        Self::Opaque,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Psql => "psql",
            Self::Aborted => "aborted",
            Self::Rows => "rows",
            Self::Roles => "roles",
            Self::Server => "server",
            Self::Session => "session",
            Self::Running => "running",
            Self::Opaque => "opaque",
        }
    }
}

/// SQLSTATEs, or beginnings of them, that do not depend on the catalog.
const STATES: &[(&str, Reason)] = &[
    ("22012", Reason::Rows),
    // cardinality_violation, with_check_option_violation: rows.
    ("21000", Reason::Rows),
    ("23", Reason::Rows),
    ("44000", Reason::Rows),
    ("25006", Reason::Session),
    ("25P02", Reason::Aborted),
    ("26", Reason::Session),
    ("28", Reason::Roles),
    ("0L", Reason::Roles),
    ("0P", Reason::Roles),
    ("34", Reason::Session),
    ("3D", Reason::Server),
    ("40", Reason::Server),
    ("42501", Reason::Roles),
    ("53", Reason::Server),
    ("54", Reason::Server),
    // An object in use, by a query or a trigger that is still to come.
    ("55006", Reason::Session),
    ("55P03", Reason::Session),
    ("57", Reason::Server),
    ("58", Reason::Server),
    ("P0", Reason::Running),
    ("2F", Reason::Running),
    ("38", Reason::Running),
    ("39", Reason::Running),
    ("HV", Reason::Server),
    ("F0", Reason::Server),
    ("XX", Reason::Server),
];

/// Messages of states that otherwise speak of the catalog.
const MESSAGES: &[(&str, Reason)] = &[
    ("role \"", Reason::Roles),
    ("unrecognized configuration parameter", Reason::Server),
    ("invalid value for parameter", Reason::Server),
    ("parameter \"", Reason::Server),
];

/// Statements that run: what a value of class 22 is depends on their rows.
const RUN: &[&str] = &[
    "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE", "COPY", "EXECUTE",
    "CALL", "DO", "FETCH", "MOVE", "EXPLAIN", "DECLARE", "REFRESH",
];

/// Why a refusal says nothing about the replay; `None` where it does.
pub(super) fn out_of_reach(statement: &str, state: &str, message: &str) -> Option<Reason> {
    let by_state = STATES.iter().find(|(start, _)| state.starts_with(start));
    let by_message = MESSAGES
        .iter()
        .find(|(start, _)| message.starts_with(start));
    if let Some((_, reason)) = by_state.or(by_message) {
        return Some(*reason);
    }
    let first = statement
        .trim_start_matches('(')
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    let runs = RUN.iter().any(|word| word.eq_ignore_ascii_case(first));
    (runs && state.starts_with("22")).then_some(Reason::Rows)
}
