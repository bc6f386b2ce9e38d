//! A file on a server and through the replay, statement by statement.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pgbindgen_codegen::catalog::{PgVersion, Replay};
use pgbindgen_codegen::ddl::{StmtKind, Transaction};
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::parse;
use pgbindgen_codegen::split::{self, RawKind, RawStmt};
use pgbindgen_migrate::live;
use pgbindgen_model::diff::Difference;
use pgbindgen_testserver::{Cluster, Database, Major};
use postgres::Client;

use super::known::{Known, checksum};
use super::psql::{Meta, Psql};
use super::reach::{Reason, out_of_reach};
use crate::differential::{differences, step};

/// How many statements ended how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All SQL statements.
    pub statements: usize,
    /// Taken by both.
    pub taken: usize,
    /// Refused by both with one SQLSTATE.
    pub refused: usize,
    /// What says nothing about the replay, by reason.
    pub out_of_reach: BTreeMap<Reason, usize>,
    /// Disagreements that follow from an earlier one.
    pub following: usize,
    /// Statements on which the two disagree.
    pub disagreements: usize,
    /// Places in which the catalogs differ at the end.
    pub differences: usize,
}

impl std::ops::AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Self) {
        self.statements += other.statements;
        self.taken += other.taken;
        self.refused += other.refused;
        for (reason, count) in &other.out_of_reach {
            *self.out_of_reach.entry(*reason).or_default() += count;
        }
        self.following += other.following;
        self.disagreements += other.disagreements;
        self.differences += other.differences;
    }
}

/// A disagreement, as a person reads it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What the list of known ones has of it.
    pub known: Known,
    /// The line of the file, from 1; 0 for a difference at the end.
    pub line: usize,
    /// What both sides said.
    pub says: String,
}

/// What came of a file.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Its statements, counted.
    pub tally: Tally,
    /// Its disagreements.
    pub faults: Vec<Fault>,
}

/// A server beside the replay, both having run the file that sets up what the
/// others use.
pub struct Beside {
    cluster: &'static Cluster,
    version: PgVersion,
    template: Database,
    start: Replay,
    /// What came of the file that sets up.
    pub setup: Run,
}

impl Beside {
    /// Runs the file that sets up.
    ///
    /// # Errors
    ///
    /// There is no such server, or it cannot be asked.
    pub fn new(major: Major, name: &str, setup: &str) -> Result<Self, String> {
        let cluster = Cluster::shared(major).map_err(|e| e.to_string())?;
        let template = cluster.create_database().map_err(|e| e.to_string())?;
        let version = PgVersion(major.number());
        let mut session = Session::new(cluster, &template, name, setup, Replay::new(version))?;
        session.run()?;
        let (setup, start) = session.end()?;
        Ok(Self {
            cluster,
            version,
            template,
            start,
            setup,
        })
    }

    /// The version of the server.
    pub fn version(&self) -> u16 {
        self.version.0
    }

    /// Runs a file in a database of its own.
    ///
    /// # Errors
    ///
    /// The server cannot be asked.
    pub fn run(&self, name: &str, text: &str) -> Result<Run, String> {
        let database = self
            .cluster
            .create_database_from(&self.template)
            .map_err(|e| e.to_string())?;
        let mut session = Session::new(self.cluster, &database, name, text, self.start.clone())?;
        session.run()?;
        let (run, _) = session.end()?;
        self.cluster
            .drop_database(&database)
            .map_err(|e| e.to_string())?;
        self.forget_roles()?;
        Ok(run)
    }

    /// Drops the roles that a file has left: they are the server's, not the database's.
    fn forget_roles(&self) -> Result<(), String> {
        let mut client = self
            .cluster
            .connect("postgres")
            .map_err(|e| e.to_string())?;
        client
            .batch_execute(
                "DO $$ DECLARE made text; BEGIN
                     FOR made IN SELECT rolname FROM pg_roles WHERE oid >= 16384
                     LOOP EXECUTE format('DROP OWNED BY %I CASCADE', made); END LOOP;
                     FOR made IN SELECT rolname FROM pg_roles WHERE oid >= 16384
                     LOOP EXECUTE format('DROP ROLE %I', made); END LOOP;
                 END $$",
            )
            .map_err(|e| format!("roles cannot be dropped: {e}"))
    }
}

/// A refusal of the server.
struct Refused {
    state: String,
    message: String,
}

struct Session<'a> {
    database: &'a Database,
    client: Client,
    replay: Replay,
    psql: Psql,
    file: &'a str,
    text: &'a str,
    /// The file that COPY reads in the place of the connection.
    data: PathBuf,
    /// Whether the server's transaction has failed.
    is_aborted: bool,
    /// Names of what the server has otherwise than the replay.
    diverged: BTreeSet<String>,
    diagnostics: Vec<Diagnostic>,
    run: Run,
}

impl<'a> Session<'a> {
    fn new(
        cluster: &Cluster,
        database: &'a Database,
        file: &'a str,
        text: &'a str,
        replay: Replay,
    ) -> Result<Self, String> {
        Ok(Self {
            client: connect(database)?,
            database,
            replay,
            psql: Psql::default(),
            file,
            text,
            data: cluster.directory().join("copy"),
            is_aborted: false,
            diverged: BTreeSet::new(),
            diagnostics: Vec::new(),
            run: Run::default(),
        })
    }

    fn run(&mut self) -> Result<(), String> {
        let mut next = Some(0);
        while let Some(from) = next {
            next = self.run_from(from)?;
        }
        Ok(())
    }

    /// Runs the statements that begin at a byte. Where the server refuses a COPY,
    /// psql reads no data: what follows is SQL again, and its beginning the result.
    fn run_from(&mut self, from: usize) -> Result<Option<usize>, String> {
        let mut sources = SourceMap::default();
        let file = sources.add("regress.sql", self.text);
        let raws = split::split(
            file,
            self.text,
            from..self.text.len(),
            &mut self.diagnostics,
        );
        // What the splitter refuses is met again where it stands.
        let lexical = std::mem::take(&mut self.diagnostics);
        for (at, raw) in raws.iter().enumerate() {
            let text = &self.text[raw.span.range()];
            match raw.kind {
                RawKind::PsqlMeta => self.meta(raws.get(at.wrapping_sub(1)), text)?,
                RawKind::CopyData => {}
                RawKind::Sql => {
                    let range = raw.full.range();
                    self.diagnostics = lexical
                        .iter()
                        .filter(|d| {
                            d.primary
                                .as_ref()
                                .is_some_and(|p| range.contains(&p.span.range().start))
                        })
                        .cloned()
                        .collect();
                    let data = raws
                        .get(at + 1)
                        .filter(|next| next.kind == RawKind::CopyData);
                    let rows = data.map_or("", |next| &self.text[next.span.range()]);
                    let rows = rows.strip_suffix("\\.").unwrap_or(rows);
                    if data.is_some() {
                        self.write_data(rows)?;
                    }
                    let refused = self.statement(raw)?;
                    let reads_rows = |state: &str| {
                        ["22", "23", "P0"]
                            .iter()
                            .any(|class| state.starts_with(class))
                    };
                    if let (Some(data), Some(state)) = (data, refused)
                        && !reads_rows(&state)
                    {
                        return Ok(Some(data.span.range().start));
                    }
                }
            }
        }
        Ok(None)
    }

    fn write_data(&self, rows: &str) -> Result<(), String> {
        fs::write(&self.data, rows).map_err(|e| format!("{}: {e}", self.data.display()))
    }

    fn meta(&mut self, before: Option<&RawStmt>, line: &str) -> Result<(), String> {
        if let Some(prefix) = line.strip_prefix("\\gset")
            && let Some(query) = before
        {
            self.psql
                .gset(&self.text[query.span.range()], prefix.trim());
        }
        if self.psql.meta(line) == Meta::Connect {
            self.reconnect()?;
        }
        Ok(())
    }

    /// Ends the server's session as its end does, but at once: what follows must
    /// not see what is temporary.
    fn close(&mut self) -> Result<(), String> {
        if self.client.is_closed() {
            return Ok(());
        }
        ["ROLLBACK", "RESET SESSION AUTHORIZATION", "DISCARD TEMP"]
            .iter()
            .try_for_each(|statement| self.client.batch_execute(statement))
            .map_err(|e| format!("a session cannot be ended: {e}"))
    }

    fn reconnect(&mut self) -> Result<(), String> {
        self.close()?;
        self.client = connect(self.database)?;
        self.replay.new_session();
        self.is_aborted = false;
        Ok(())
    }

    /// Runs one statement on both sides; the SQLSTATE with which the server refuses it.
    fn statement(&mut self, raw: &RawStmt) -> Result<Option<String>, String> {
        let text = &self.text[raw.span.range()];
        self.run.tally.statements += 1;
        let number = self.run.tally.statements;
        if self.psql.is_conditional() || self.psql.has_variable(text) {
            self.out_of_reach(Reason::Psql);
            return Ok(None);
        }
        let server = execute(&mut self.client, text, &self.data)?;
        if self.client.is_closed() {
            self.out_of_reach(Reason::Session);
            self.reconnect()?;
            return Ok(None);
        }
        let refused = server.as_ref().err().map(|refused| refused.state.clone());
        self.judge(raw, number, &server);
        Ok(refused)
    }

    fn judge(&mut self, raw: &RawStmt, number: usize, server: &Result<(), Refused>) {
        let text = &self.text[raw.span.range()];
        if self.is_aborted {
            match server {
                Err(refused) if refused.state == "25P02" => self.out_of_reach(Reason::Aborted),
                // It ends the transaction, or goes back to a savepoint.
                result => {
                    self.run.tally.taken += 1;
                    self.is_aborted = result.is_err();
                    if result.is_ok() {
                        self.end_of_aborted(raw);
                    }
                }
            }
            return;
        }
        let mut trial = self.replay.clone();
        let ours = step(&mut trial, self.text, raw, &mut self.diagnostics);
        let mut is_opaque = false;
        if trial.catalog.taints.len() > self.replay.catalog.taints.len() {
            // What the replay does not see into is taken to have no effect, as if a
            // comment said so: where it has one, the end tells.
            trial.catalog.taints.clone_from(&self.replay.catalog.taints);
            is_opaque = true;
        }
        if server.is_err() && self.replay.in_transaction() {
            if self.ends_transaction(raw) {
                self.replay.rollback();
            } else {
                self.is_aborted = true;
            }
        }
        let said = |result: &Result<(), (&str, &str)>| match result {
            Ok(()) => "takes it".to_owned(),
            Err((state, message)) => format!("{state} {message}"),
        };
        let code = |result: &Result<(), (&str, &str)>| match result {
            Ok(()) => "taken".to_owned(),
            Err((state, _)) => (*state).to_owned(),
        };
        let ours = ours
            .as_ref()
            .map_err(|refusal| (refusal.sqlstate.as_str(), refusal.message.as_str()))
            .copied();
        let theirs = server
            .as_ref()
            .map_err(|refused| (refused.state.as_str(), refused.message.as_str()))
            .copied();
        match (&ours, &theirs) {
            (Ok(()), Ok(())) => {
                if is_opaque {
                    self.out_of_reach(Reason::Opaque);
                } else {
                    self.run.tally.taken += 1;
                }
                self.replay = trial;
                return;
            }
            (Err((ours, _)), Err((theirs, _))) if ours == theirs => {
                self.run.tally.refused += 1;
                return;
            }
            (_, Err((state, message))) => {
                if let Some(reason) = out_of_reach(text, state, message) {
                    self.out_of_reach(reason);
                    return;
                }
            }
            (Err(_), Ok(())) => {}
        }
        let (is_following, target) = self.follows(text);
        if ours.is_err() && theirs.is_ok() {
            self.diverged.extend(target);
        }
        if is_following {
            self.run.tally.following += 1;
            return;
        }
        self.run.tally.disagreements += 1;
        let line = self.text[..raw.span.range().start].matches('\n').count() + 1;
        let says = format!(
            "the replay: {}; the server: {}\n    {}",
            said(&ours),
            said(&theirs),
            shortened(text)
        );
        self.run.faults.push(Fault {
            known: Known {
                file: self.file.to_owned(),
                statement: Some(number),
                checksum: checksum(text),
                reason: format!("{}:{}", code(&ours), code(&theirs)),
            },
            line,
            says,
        });
    }

    fn out_of_reach(&mut self, reason: Reason) {
        *self.run.tally.out_of_reach.entry(reason).or_default() += 1;
    }

    /// Whether a statement ends a transaction even when it is refused: a COMMIT
    /// that finds a deferred constraint violated takes all of it back.
    fn ends_transaction(&self, raw: &RawStmt) -> bool {
        let stmt = parse::parse(self.text, raw, &mut Vec::new());
        matches!(
            stmt.kind,
            StmtKind::Transaction(
                Transaction::Commit
                    | Transaction::Prepare(_)
                    | Transaction::Prepared(..)
                    | Transaction::Other
            )
        )
    }

    /// The end of a transaction that has failed: COMMIT takes it back as ROLLBACK does.
    fn end_of_aborted(&mut self, raw: &RawStmt) {
        let stmt = parse::parse(self.text, raw, &mut Vec::new());
        match &stmt.kind {
            StmtKind::Transaction(Transaction::RollbackTo(_)) => {
                // A savepoint that is not there would have been the server's refusal.
                let _ = self.replay.apply(&stmt);
            }
            _ => self.replay.rollback(),
        }
    }

    /// Whether a statement speaks of something that has diverged, and the name
    /// of what it makes or changes.
    fn follows(&self, text: &str) -> (bool, Option<String>) {
        const WORDS: &[&str] = &[
            "create",
            "alter",
            "drop",
            "or",
            "replace",
            "temp",
            "temporary",
            "unlogged",
            "global",
            "local",
            "table",
            "view",
            "materialized",
            "recursive",
            "index",
            "unique",
            "sequence",
            "type",
            "domain",
            "function",
            "procedure",
            "aggregate",
            "operator",
            "class",
            "family",
            "trigger",
            "constraint",
            "rule",
            "policy",
            "schema",
            "if",
            "not",
            "exists",
            "only",
            "concurrently",
            "foreign",
            "statistics",
            "cast",
            "collation",
            "extension",
            "event",
        ];
        let mut words = text
            .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase);
        let is_following = words.clone().any(|word| self.diverged.contains(&word));
        let is_ddl = words
            .clone()
            .next()
            .is_some_and(|word| ["create", "alter", "drop"].contains(&word.as_str()));
        let target = words.find(|word| !WORDS.contains(&word.as_str()));
        (is_following, target.filter(|_| is_ddl))
    }

    /// Compares the catalogs.
    fn end(mut self) -> Result<(Run, Replay), String> {
        self.replay.new_session();
        self.close()?;
        let mut client = connect(self.database)?;
        let server = live::read(&mut client).map_err(|e| e.to_string())?;
        let replayed = self.replay.catalog.to_model();
        let (_, found) = differences(&mut client, replayed, &server)?;
        for difference in found {
            let follows = difference
                .path
                .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'))
                .any(|word| self.diverged.contains(word));
            if follows {
                self.run.tally.following += 1;
                continue;
            }
            self.run.tally.differences += 1;
            self.run.faults.push(Fault {
                known: Known {
                    file: self.file.to_owned(),
                    statement: None,
                    checksum: checksum(&difference.path),
                    reason: reason(&difference),
                },
                line: 0,
                says: difference.to_string(),
            });
        }
        Ok((self.run, self.replay))
    }
}

/// The kind of thing that differs, and on which side it is missing.
fn reason(difference: &Difference) -> String {
    let kind = difference.path.split('.').next().unwrap_or_default();
    let sides = match (&difference.left, &difference.right) {
        (Some(_), None) => "there:missing",
        (None, _) => "missing:there",
        _ => "differs",
    };
    format!("{kind} {sides}")
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(300) {
        Some((at, _)) => format!("{} …", &line[..at]),
        None => line,
    }
}

fn connect(database: &Database) -> Result<Client, String> {
    let mut client = database.connect().map_err(|e| e.to_string())?;
    client
        .batch_execute("SET statement_timeout = '20s'; SET lock_timeout = '5s'")
        .map_err(|e| e.to_string())?;
    Ok(client)
}

/// Runs one statement as psql sends it. COPY reads and writes a file of the
/// server's instead of the connection, which is the same to a catalog.
fn execute(client: &mut Client, text: &str, data: &Path) -> Result<Result<(), Refused>, String> {
    let error = match client.batch_execute(&with_file(text, data)) {
        Ok(()) => return Ok(Ok(())),
        Err(error) => error,
    };
    match error.as_db_error() {
        Some(db) => Ok(Err(Refused {
            state: db.code().code().to_owned(),
            message: db.message().to_owned(),
        })),
        None if client.is_closed() => Ok(Err(Refused {
            state: "57P01".to_owned(),
            message: error.to_string(),
        })),
        None => Err(format!("{error}: {}", shortened(text))),
    }
}

/// A COPY with the file in the place of the connection; anything else as it is.
fn with_file<'a>(text: &'a str, data: &Path) -> Cow<'a, str> {
    let mut words = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty());
    if !words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("copy"))
    {
        return Cow::Borrowed(text);
    }
    let mut last = "";
    for word in words {
        let file = match word.to_ascii_lowercase().as_str() {
            // Either word is the connection, whatever the direction.
            "stdin" | "stdout" if last.eq_ignore_ascii_case("from") => data,
            "stdin" | "stdout" if last.eq_ignore_ascii_case("to") => Path::new("/dev/null"),
            _ => {
                last = word;
                continue;
            }
        };
        // Both are parts of one text.
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        return Cow::Owned(format!("{before}'{}'{after}", file.display()));
    }
    Cow::Borrowed(text)
}
