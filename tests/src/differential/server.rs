//! Runs cases on servers.
//!
//! A database is made once a thread and emptied after each case, which is ten
//! times faster than a new one; emptying is checked, and a database that is
//! not as new is dropped.

use std::sync::Mutex;

use pgbindgen_migrate::live;
use pgbindgen_model::catalog::Catalog;
use pgbindgen_testserver::{Cluster, Database, Major};
use postgres::error::ErrorPosition;
use postgres::{Client, Config, NoTls};

use super::{Refusal, statements};

/// The role that runs the cases: a superuser that owns nothing else, so that
/// `DROP OWNED` empties a database.
const ROLE: &str = "differential";

/// What a server made of a case.
pub type ServerResult = Result<Catalog, Refusal>;

/// Databases of one server, to be used one after the other.
pub struct Pool {
    cluster: &'static Cluster,
    /// The version of its databases.
    pub major: Major,
    idle: Mutex<Vec<Database>>,
    /// Roles and tablespaces belong to the whole server: cases that make some
    /// run one after the other.
    global: Mutex<()>,
}

impl Pool {
    /// The databases of a server of this version, for all tests of a process:
    /// roles belong to the server.
    ///
    /// # Errors
    ///
    /// There is no such server, or it does not start.
    pub fn shared(major: Major) -> Result<&'static Self, String> {
        static POOLS: Mutex<Vec<&'static Pool>> = Mutex::new(Vec::new());
        let mut pools = POOLS.lock().map_err(|e| e.to_string())?;
        if let Some(pool) = pools.iter().find(|pool| pool.major == major) {
            return Ok(pool);
        }
        // It lives as long as the process, like the server itself.
        let pool: &'static Pool = Box::leak(Box::new(Pool::new(major)?));
        pools.push(pool);
        Ok(pool)
    }

    fn new(major: Major) -> Result<Self, String> {
        let cluster = Cluster::shared(major).map_err(|e| e.to_string())?;
        let mut client = cluster.connect("postgres").map_err(|e| e.to_string())?;
        client
            .batch_execute(&format!("CREATE ROLE {ROLE} SUPERUSER LOGIN"))
            .map_err(|e| e.to_string())?;
        Ok(Pool {
            cluster,
            major,
            idle: Mutex::default(),
            global: Mutex::default(),
        })
    }

    /// Runs SQL in an empty database, statement by statement, and looks at what
    /// it led to. `after` is given the connection when nothing was refused.
    ///
    /// # Errors
    ///
    /// The server cannot be asked; a refused statement is a result.
    pub fn run<T>(
        &self,
        sql: &str,
        after: impl FnOnce(&mut Client, Catalog) -> Result<T, String>,
    ) -> Result<Result<T, Refusal>, String> {
        let upper = sql.to_ascii_uppercase();
        let is_global = [" ROLE ", " USER ", " GROUP ", "TABLESPACE", "DATABASE"]
            .iter()
            .any(|word| upper.contains(word));
        let guard = if is_global {
            Some(self.global.lock())
        } else {
            None
        };
        let idle = self.idle.lock().map_err(|e| e.to_string())?.pop();
        let database = match idle {
            Some(database) => database,
            None => self.cluster.create_database().map_err(|e| e.to_string())?,
        };
        let result = self.run_in(&database, sql, after);
        if self.empty(&database, is_global).unwrap_or(false) {
            self.idle.lock().map_err(|e| e.to_string())?.push(database);
        } else {
            self.cluster
                .drop_database(&database)
                .map_err(|e| e.to_string())?;
        }
        drop(guard);
        result
    }

    fn run_in<T>(
        &self,
        database: &Database,
        sql: &str,
        after: impl FnOnce(&mut Client, Catalog) -> Result<T, String>,
    ) -> Result<Result<T, Refusal>, String> {
        let mut client = self.connect(database)?;
        for range in statements(sql) {
            let text = &sql[range.clone()];
            if let Err(error) = client.batch_execute(text) {
                let Some(db) = error.as_db_error() else {
                    return Err(error.to_string());
                };
                let place = match db.position() {
                    // In characters, from 1.
                    Some(ErrorPosition::Original(position)) => {
                        let at = text
                            .char_indices()
                            .nth((*position as usize).saturating_sub(1))
                            .map_or(text.len(), |(at, _)| at);
                        // At the end of the input there is no word.
                        let end = text[at..].chars().next().map_or(1, char::len_utf8);
                        range.start + at..range.start + at + end
                    }
                    _ => range.start..range.start,
                };
                return Ok(Err(Refusal {
                    sqlstate: db.code().code().to_owned(),
                    message: without_numbers(db.message(), database),
                    place,
                }));
            }
        }
        // A transaction that the case leaves open ends as with its session.
        client
            .batch_execute("ROLLBACK")
            .map_err(|e| e.to_string())?;
        let catalog = live::read(&mut client).map_err(|e| e.to_string())?;
        after(&mut client, catalog).map(Ok)
    }

    fn connect(&self, database: &Database) -> Result<Client, String> {
        Config::new()
            .host_path(self.cluster.socket_directory())
            .port(self.cluster.port())
            .user(ROLE)
            .dbname(database.name())
            .connect(NoTls)
            .map_err(|e| format!("cannot connect to {}: {e}", database.name()))
    }

    /// Empties a database of a case, which may have made roles; whether it is as new.
    fn empty(&self, database: &Database, is_global: bool) -> Result<bool, String> {
        const IS_NEW: &str = "SELECT
            (SELECT count(*) FROM pg_class WHERE oid >= 16384 AND relnamespace <> 99
                AND NOT EXISTS (SELECT FROM pg_namespace n
                    WHERE n.oid = relnamespace AND n.nspname ~ '^pg_(toast|temp)')) = 0
            AND (SELECT count(*) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                WHERE t.oid >= 16384 AND n.nspname !~ '^pg_(toast|temp)') = 0
            AND (SELECT count(*) FROM pg_proc WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_extension WHERE extname <> 'plpgsql') = 0
            AND (SELECT count(*) FROM pg_extension WHERE extname = 'plpgsql') = 1
            AND (SELECT count(*) FROM pg_cast WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_operator WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_collation WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_opclass WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_opfamily WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_am WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_language WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_transform WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_conversion WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_ts_config WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_ts_dict WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_ts_parser WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_ts_template WHERE oid >= 16384) = 0
            AND (SELECT count(*) FROM pg_foreign_data_wrapper) = 0
            AND (SELECT count(*) FROM pg_publication) = 0
            AND (SELECT count(*) FROM pg_db_role_setting) = 0
            AND (SELECT count(*) FROM pg_default_acl) = 0
            AND (SELECT count(*) FROM pg_event_trigger) = 0
            AND (SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)') = 3
            AND (SELECT nspname = 'public' AND nspowner = 6171 FROM pg_namespace WHERE oid = 2200)
            AND obj_description(2200, 'pg_namespace') = 'standard public schema'";
        let mut client = self.connect(database)?;
        client
            .batch_execute(&format!("DROP OWNED BY {ROLE} CASCADE"))
            .map_err(|e| e.to_string())?;
        // What the case made for the whole server. Another case may make roles meanwhile,
        // and would lose them.
        let script = format!(
            "DO $$ DECLARE made text; BEGIN
                 FOR made IN SELECT rolname FROM pg_roles WHERE oid >= 16384 AND rolname <> '{ROLE}'
                 LOOP
                     EXECUTE format('DROP OWNED BY %I CASCADE', made);
                     EXECUTE format('DROP ROLE %I', made);
                 END LOOP;
             END $$"
        );
        if is_global {
            client.batch_execute(&script).map_err(|e| e.to_string())?;
        }
        let row = client.query_one(IS_NEW, &[]).map_err(|e| e.to_string())?;
        Ok(row.get::<_, Option<bool>>(0).unwrap_or(false))
    }
}

/// A message without what is another each time: the number of the temporary
/// schema and the name of the database.
fn without_numbers(message: &str, database: &Database) -> String {
    let message = message.replace(database.name(), "postgres");
    let Some((before, after)) = message.split_once("pg_temp_") else {
        return message;
    };
    format!(
        "{before}pg_temp{}",
        after.trim_start_matches(|c: char| c.is_ascii_digit())
    )
}
