//! Whether a server and the replay agree on a case.

use std::fmt;
use std::ops::{AddAssign, Range};

use pgbindgen_model::catalog::Catalog;
use pgbindgen_model::diff::{self, Difference};
use postgres::Client;

use super::{Case, Pool, normalize, statements};

/// A refused statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The SQLSTATE.
    pub sqlstate: String,
    /// The message.
    pub message: String,
    /// The bytes of the case's SQL that are at fault: what the replay's
    /// diagnostic points at, and the word that the server points at. Where the
    /// server names no place it is empty, at the statement's beginning.
    pub place: Range<usize>,
}

/// What two refusals of one SQLSTATE at one statement still differ in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wording {
    /// The replay's words, or the place that it points at.
    pub ours: String,
    /// The server's.
    pub server: String,
}

/// How many expressions were compared, and how; and what was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Equal as text.
    pub by_text: usize,
    /// Equal when the server writes both.
    pub by_server: usize,
    /// Equal words, where the server has no place to write the replay's.
    pub by_words: usize,
    /// Both there; nothing more was compared.
    pub by_presence: usize,
    /// Values that the replay leaves open.
    pub not_modelled: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.by_text += other.by_text;
        self.by_server += other.by_server;
        self.by_words += other.by_words;
        self.by_presence += other.by_presence;
        self.not_modelled += other.not_modelled;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expressions: {} equal as text, {} as the server writes them, {} by their words, {} \
             present on both sides and not compared; {} values not modelled",
            self.by_text, self.by_server, self.by_words, self.by_presence, self.not_modelled
        )
    }
}

/// What came of a case on one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Equal catalogs.
    Equal(Counts),
    /// Refused by both with this SQLSTATE, at the same statement.
    Refused {
        /// The SQLSTATE.
        sqlstate: String,
        /// In which words or places the refusals differ.
        wording: Vec<Wording>,
    },
    /// They disagree: in words.
    Disagree(String),
}

/// Runs a case on a server and through the replay.
///
/// # Errors
///
/// The server cannot be asked.
pub fn judge(
    pool: &Pool,
    case: &Case,
    replay: impl FnOnce(&str, u16) -> Result<Catalog, Refusal>,
) -> Result<Verdict, String> {
    let major = pool.major.number();
    let replayed = replay(&case.sql, major);
    let server = pool.run(&case.sql, |client, catalog| match &replayed {
        Ok(replayed) => compare(client, replayed.clone(), &catalog),
        Err(refusal) => Ok(Verdict::Disagree(format!(
            "the replay refuses what the server takes: {}",
            say(case, refusal)
        ))),
    })?;
    let refusal = match server {
        Ok(verdict) => return Ok(verdict),
        Err(refusal) => refusal,
    };
    Ok(match replayed {
        Ok(_) => Verdict::Disagree(format!(
            "the replay takes what the server refuses: {}",
            say(case, &refusal)
        )),
        Err(ours) if ours.sqlstate != refusal.sqlstate => Verdict::Disagree(format!(
            "refused by the server: {}\nby the replay: {}",
            say(case, &refusal),
            say(case, &ours)
        )),
        Err(ours) if statement(&case.sql, &ours) != statement(&case.sql, &refusal) => {
            Verdict::Disagree(format!(
                "refused at another statement; by the server: {}\nby the replay: {}",
                say(case, &refusal),
                say(case, &ours)
            ))
        }
        Err(ours) => Verdict::Refused {
            wording: wording(&case.sql, &ours, &refusal),
            sqlstate: refusal.sqlstate,
        },
    })
}

/// What differs of two refusals: the message, and the place when the server
/// points at a word that is not the one that we point at.
fn wording(sql: &str, ours: &Refusal, server: &Refusal) -> Vec<Wording> {
    let mut found = Vec::new();
    if ours.message != server.message {
        found.push(Wording {
            ours: ours.message.clone(),
            server: server.message.clone(),
        });
    }
    if !server.place.is_empty() && !is_at(sql, &ours.place, server.place.start) {
        let place = |at: usize| format!("at {}:{}", line(sql, at), column(sql, at));
        found.push(Wording {
            ours: place(ours.place.start),
            server: place(server.place.start),
        });
    }
    found
}

/// Whether the words that we point at have the server's among them, or are a
/// part of the clause that it points at the beginning of: of `UNIQUE (a, b)` it
/// names the clause and we the column.
fn is_at(sql: &str, ours: &Range<usize>, server: usize) -> bool {
    if ours.start <= server {
        return server <= ours.end;
    }
    let mut depth = 0_usize;
    for c in sql.get(server..ours.start).unwrap_or_default().chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => return false,
            ',' | ';' if depth == 0 => return false,
            _ => {}
        }
    }
    true
}

/// The line of a byte, from 1.
fn line(sql: &str, at: usize) -> usize {
    sql.get(..at).unwrap_or(sql).matches('\n').count() + 1
}

/// The column of a byte in characters, from 1.
fn column(sql: &str, at: usize) -> usize {
    let before = sql.get(..at).unwrap_or(sql);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    before.get(start..).unwrap_or_default().chars().count() + 1
}

/// Whether the server does what the case's header says: what is wrong, or
/// nothing.
///
/// # Errors
///
/// The server cannot be asked.
pub fn check_header(pool: &Pool, case: &Case) -> Result<Option<String>, String> {
    let expected = case.error.as_deref();
    let server = pool.run(&case.sql, |_, _| Ok(()))?;
    let last = statements(&case.sql).len().saturating_sub(1);
    Ok(match (expected, server) {
        (None, Ok(())) => None,
        (Some(state), Err(refusal)) if refusal.sqlstate == state => {
            (statement(&case.sql, &refusal) != last).then(|| {
                format!(
                    "the server refuses a statement before the last: {}",
                    say(case, &refusal)
                )
            })
        }
        (Some(state), Ok(())) => Some(format!(
            "the header says error {state}, and the server refuses nothing"
        )),
        (expected, Err(refusal)) => Some(format!(
            "the header says {}, and the server refuses {}",
            expected.map_or("no error".into(), |state| format!("error {state}")),
            say(case, &refusal)
        )),
    })
}

/// Compares a replayed catalog with the one of the database that the client is
/// connected to, letting the server settle expressions.
///
/// # Errors
///
/// The server cannot be asked.
pub fn compare(
    client: &mut Client,
    replayed: Catalog,
    server: &Catalog,
) -> Result<Verdict, String> {
    let (counts, differences) = differences(client, replayed, server)?;
    if differences.is_empty() {
        return Ok(Verdict::Equal(counts));
    }
    let lines: Vec<_> = differences.iter().map(ToString::to_string).collect();
    Ok(Verdict::Disagree(format!(
        "the catalogs differ (left the replay's, right the server's):\n{}",
        lines.join("\n")
    )))
}

/// The differences that [`compare`] speaks of.
///
/// # Errors
///
/// The server cannot be asked.
pub fn differences(
    client: &mut Client,
    mut replayed: Catalog,
    server: &Catalog,
) -> Result<(Counts, Vec<Difference>), String> {
    let mut counts = Counts::default();
    normalize::normalize(client, &mut replayed, server, &mut counts)?;
    let comparison = diff::compare(&replayed, server);
    counts.not_modelled = comparison.not_modelled.len();
    Ok((counts, comparison.differences))
}

/// The number of the statement that a refusal is about.
fn statement(sql: &str, refusal: &Refusal) -> usize {
    statements(sql)
        .iter()
        .take_while(|range| range.end <= refusal.place.start)
        .count()
}

fn say(case: &Case, refusal: &Refusal) -> String {
    let line = line(&case.sql, refusal.place.start);
    format!("line {line}: {} {}", refusal.sqlstate, refusal.message)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests stop at the first fault")]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let sql = "CREATE TABLE t (a int,\n b int UNIQUE (a, x));";
        let at = |text: &str| sql.find(text).unwrap();
        let ours = at("x)")..at("x)") + 1;
        for (server, expected) in [
            ("x)", true),
            ("UNIQUE", true),
            ("b int", true),
            ("a int", false),
            (";", false),
        ] {
            assert_eq!(is_at(sql, &ours, at(server)), expected, "{server}");
        }
        assert_eq!((line(sql, at("b int")), column(sql, at("b int"))), (2, 2));
        let refusal = |message: &str, place: Range<usize>| Refusal {
            sqlstate: "42703".into(),
            message: message.into(),
            place,
        };
        let found = wording(sql, &refusal("a", ours), &refusal("b", 16..17));
        let texts: Vec<_> = found
            .iter()
            .map(|w| (w.ours.as_str(), w.server.as_str()))
            .collect();
        assert_eq!(texts, [("a", "b"), ("at 2:19", "at 1:17")]);
    }
}
