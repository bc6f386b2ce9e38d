//! Whether a server and the replay agree on a case.

use std::fmt;
use std::ops::AddAssign;

use pgbindgen_model::catalog::Catalog;
use pgbindgen_model::diff;
use postgres::Client;

use super::{Case, Pool, normalize, statements};

/// A refused statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The SQLSTATE.
    pub sqlstate: String,
    /// The message.
    pub message: String,
    /// A byte of the case's SQL that the refused statement has.
    pub offset: usize,
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
    /// Refused by both alike.
    Refused(String),
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
        Err(_) => Verdict::Refused(refusal.sqlstate),
    })
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
    mut replayed: Catalog,
    server: &Catalog,
) -> Result<Verdict, String> {
    let mut counts = Counts::default();
    normalize::normalize(client, &mut replayed, server, &mut counts)?;
    let comparison = diff::compare(&replayed, server);
    counts.not_modelled = comparison.not_modelled.len();
    if comparison.is_equal() {
        return Ok(Verdict::Equal(counts));
    }
    let lines: Vec<_> = comparison
        .differences
        .iter()
        .map(ToString::to_string)
        .collect();
    Ok(Verdict::Disagree(format!(
        "the catalogs differ (left the replay's, right the server's):\n{}",
        lines.join("\n")
    )))
}

/// The number of the statement that a refusal is about.
fn statement(sql: &str, refusal: &Refusal) -> usize {
    statements(sql)
        .iter()
        .take_while(|range| range.end <= refusal.offset)
        .count()
}

fn say(case: &Case, refusal: &Refusal) -> String {
    let before = case.sql.get(..refusal.offset).unwrap_or(&case.sql);
    let line = before.matches('\n').count() + 1;
    format!("line {line}: {} {}", refusal.sqlstate, refusal.message)
}
