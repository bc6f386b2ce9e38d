//! A history on a server.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use pgbindgen_migrate::live;
use pgbindgen_migrate::postgres::error::ErrorPosition;
use pgbindgen_migrate::postgres::{Client, Error};
use pgbindgen_model::catalog::Catalog;
use pgbindgen_model::chain::{Revision, Script, Statement};
use pgbindgen_testserver::{Allow, Cluster, Database, Installation, Major, Options};

use crate::Failure;

/// What a cascade drops is told in notices, which say nothing here.
const QUIET: &str = "SET client_min_messages = error";

/// A server, with the settings that it was started with.
pub(super) struct Server {
    cluster: Cluster,
    pub(super) major: u16,
    settings: BTreeMap<String, String>,
}

/// What a server made of a history.
pub(super) struct Ran {
    /// How many revisions it took.
    pub(super) done: usize,
    /// Why it took no more.
    pub(super) refusal: Option<String>,
    /// The time that the revisions took, without that of connecting.
    pub(super) time: Duration,
    /// What it then held.
    pub(super) catalog: Catalog,
}

impl Server {
    /// Starts a server of this version.
    pub(super) fn start(number: u16, settings: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let major = Major::from_number(number)
            .ok_or_else(|| format!("PostgreSQL {number} is not supported: 15 to 18 are"))?;
        let installation =
            Installation::find_or_bring(major, Allow::Install, &mut std::io::stderr())?;
        let mut options = Options::new();
        for (name, value) in settings {
            options = options.setting(name, value);
        }
        Ok(Self {
            cluster: Cluster::start(&installation, &options)?,
            major: number,
            settings: settings.clone(),
        })
    }

    /// Whether it can serve a history with these settings.
    pub(super) fn fits(&self, settings: &BTreeMap<String, String>) -> bool {
        self.settings == *settings
    }

    /// The directory of the extensions' control files is of the installation: the server itself knows what it can create.
    pub(super) fn missing(&self, extensions: &[String]) -> Result<Vec<String>, Failure> {
        let mut client = self.cluster.connect("postgres")?;
        let mut missing = Vec::new();
        for name in extensions {
            let question = "SELECT count(*) FROM pg_available_extensions WHERE name = $1";
            let row = client.query_one(question, &[name])?;
            if row.try_get::<_, i64>(0)? == 0 {
                missing.push(name.clone());
            }
        }
        Ok(missing)
    }

    /// An empty database, in which `run` does something; then it is gone, and so are roles that were made.
    pub(super) fn apart<T>(
        &self,
        run: impl FnOnce(&mut Client) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let database = self.cluster.create_database()?;
        let result = in_database(&database, run);
        self.cluster.drop_database(&database)?;
        self.drop_roles()?;
        result
    }

    /// Roles belong to the whole server.
    fn drop_roles(&self) -> Result<(), Failure> {
        let mut client = self.cluster.connect("postgres")?;
        let question =
            "SELECT format('DROP ROLE %I', rolname) FROM pg_roles WHERE oid >= 16384 ORDER BY oid";
        for row in client.query(question, &[])? {
            client.batch_execute(row.try_get::<_, &str>(0)?)?;
        }
        Ok(())
    }

    /// Runs the revisions in their order until one is refused.
    pub(super) fn replay(&self, revisions: &[&Revision]) -> Result<Ran, Failure> {
        self.apart(|client| {
            let start = Instant::now();
            let mut refusal = None;
            let mut done = 0;
            for revision in revisions {
                if let Err(error) = run(client, revision) {
                    refusal = Some(error);
                    break;
                }
                done += 1;
            }
            let time = start.elapsed();
            Ok(Ran {
                done,
                refusal,
                time,
                catalog: read(client)?,
            })
        })
    }
}

fn in_database<T>(
    database: &Database,
    run: impl FnOnce(&mut Client) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut client = database.connect()?;
    client.batch_execute(QUIET)?;
    run(&mut client)
}

/// The catalog, whatever the session has set.
pub(super) fn read(client: &mut Client) -> Result<Catalog, Failure> {
    client.batch_execute("ROLLBACK; RESET ALL; RESET SESSION AUTHORIZATION")?;
    Ok(live::read(client)?)
}

/// Runs a revision as a runner does: the text as one in a transaction; a statement after the other in none, and where data
/// stands between them. Each begins with a session as new.
fn run(client: &mut Client, revision: &Revision) -> Result<(), String> {
    let script = &revision.up;
    // A COMMIT within a text that is sent as one does not end the transaction of that text.
    let mut statements = script.statements.iter();
    let is_whole = revision.transactional
        && statements
            .all(|statement| statement.copy.is_none() && !ends_transaction(script, statement));
    let result = if is_whole {
        in_transaction(client, |client| {
            let whole = Statement::from(0..script.text.len());
            execute(client, script, &whole).map_err(|error| told(revision, &whole, &error))
        })
    } else if revision.transactional {
        in_transaction(client, |client| each(client, revision))
    } else {
        each(client, revision)
    };
    // Each on its own: together they would be one transaction, in which the second may not run.
    for reset in ["ROLLBACK", "DISCARD ALL", QUIET] {
        let done = client.batch_execute(reset);
        done.map_err(|error| format!("{reset}: {}", described(&error)))?;
    }
    result
}

fn ends_transaction(script: &Script, statement: &Statement) -> bool {
    let text = script.text.get(statement.range.clone()).unwrap_or_default();
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next();
    let word = word.unwrap_or_default().to_ascii_lowercase();
    matches!(word.as_str(), "commit" | "end" | "rollback")
}

fn in_transaction(
    client: &mut Client,
    run: impl FnOnce(&mut Client) -> Result<(), String>,
) -> Result<(), String> {
    let control = |client: &mut Client, word| {
        let done = client.batch_execute(word);
        done.map_err(|error| format!("{word}: {}", described(&error)))
    };
    control(client, "BEGIN")?;
    run(client)?;
    control(client, "COMMIT")
}

fn each(client: &mut Client, revision: &Revision) -> Result<(), String> {
    for statement in &revision.up.statements {
        execute(client, &revision.up, statement)
            .map_err(|error| told(revision, statement, &error))?;
    }
    Ok(())
}

fn execute(client: &mut Client, script: &Script, statement: &Statement) -> Result<(), Error> {
    let text = script.text.get(statement.range.clone()).unwrap_or_default();
    let Some(data) = &statement.copy else {
        return client.batch_execute(text);
    };
    let mut writer = client.copy_in(text)?;
    // The server's refusal of the data comes with the end.
    let _ = writer.write_all(script.text.get(data.clone()).unwrap_or_default().as_bytes());
    writer.finish().map(|_| ())
}

/// A refusal with its place.
fn told(revision: &Revision, statement: &Statement, error: &Error) -> String {
    let script = &revision.up;
    let text = script.text.get(statement.range.clone()).unwrap_or_default();
    let at = match error.as_db_error().and_then(|db| db.position()) {
        Some(ErrorPosition::Original(position)) => {
            let characters = (*position as usize).saturating_sub(1);
            text.char_indices().nth(characters).map_or(0, |(at, _)| at)
        }
        _ => 0,
    };
    let line = script.line_at(statement.range.start + at);
    let file = Path::new(&revision.file).display();
    format!("{file}:{line}: {}", described(error))
}

/// What the server said, with the SQLSTATE.
fn described(error: &Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} ({})", db.message(), db.code().code()),
        None => error.to_string(),
    }
}
