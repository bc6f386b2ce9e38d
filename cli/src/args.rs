//! The command line.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks PostgreSQL migrations and generates typed Rust from them.
#[derive(Debug, Parser)]
#[command(name = "pgbindgen", version, propagate_version = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// How diagnostics are printed: for people on standard error; or, on standard
    /// output, as JSON in rustc's form, one object a line, as a SARIF log, or as
    /// annotations of GitHub Actions.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT"
    )]
    pub(crate) message_format: MessageFormat,

    /// Whether to use colours.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a project: pgbindgen.toml, and migrations with a first revision.
    Init(Init),
    /// Check the migrations.
    Check(Check),
    /// Write the bindings as files to be checked in.
    Generate(Generate),
    /// Add a revision after the head.
    New(New),
    /// Bring migrations.lock up to date, release revisions, or settle a change
    /// of a released one.
    Lock(Lock),
    /// Write the history of another tool as native revisions.
    Import(Import),
    /// List the revisions, the newest first.
    History(Place),
    /// List the revisions that no other follows.
    Heads(Place),
    /// List the rules, each with its level.
    Rules(Rules),
    /// Print the page of a rule, or what an error's code means.
    Explain(Explain),
    /// Print what a stage of the pipeline makes of the migrations.
    Dump(Dump),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// The tool whose output the file is.
    #[arg(value_enum, value_name = "TOOL")]
    pub(crate) tool: Tool,
    /// The output of `alembic upgrade base:head --sql`; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The folder for the revisions; it is made when it is not there.
    #[arg(default_value = "migrations", value_name = "DIR")]
    pub(crate) dir: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tool {
    Alembic,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    #[default]
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Place {
    /// A folder with a pgbindgen.toml, or a folder of migrations.
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
}

#[derive(Debug, ClapArgs)]
// Each is a flag of the command line.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Make the edits that a machine can make unseen, in every file that is not
    /// released, and report what is left.
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix: make the suggested edits too, which someone should read.
    #[arg(long, requires = "fix")]
    pub(crate) suggestions: bool,
    /// With --fix: write nothing; print the edits, and fail if there are any.
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    /// Report what rules find in the revisions that `since` leaves out, too.
    #[arg(long)]
    pub(crate) ignore_since: bool,
    #[command(flatten)]
    pub(crate) postgres: Postgres,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    /// A project, for the levels that it sets and what its `since` leaves out.
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// The name of a rule, or the code of an error.
    #[arg(value_name = "RULE|CODE")]
    pub(crate) name: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Write nothing; fail, with a diff, when the files are not up to date.
    #[arg(long)]
    pub(crate) check: bool,
    /// The folder for the files, instead of the one in pgbindgen.toml.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) postgres: Postgres,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Dump {
    /// The stage.
    #[arg(value_enum)]
    pub(crate) stage: Stage,
    /// A folder with a pgbindgen.toml, or a folder of migrations.
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Read the catalog of the server at this URL, and no migrations (for `catalog`).
    #[arg(long, value_name = "URL", conflicts_with_all = ["dir", "against", "postgres"])]
    pub(crate) live: Option<String>,
    /// Print how the database of the server at this URL differs from what the
    /// migrations in DIR lead to, and fail if it does (for `catalog`).
    /// They are replayed for the version of the server.
    #[arg(long, value_name = "URL")]
    pub(crate) against: Option<String>,
    #[command(flatten)]
    pub(crate) postgres: Postgres,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The statements as they are cut.
    Split,
    /// The statements as they are read.
    Ddl,
    /// The database at the end, as JSON (docs/catalog-format.md).
    Catalog,
    /// The program that is generated.
    Ir,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Postgres {
    /// A major version of PostgreSQL for which the history must be valid, in
    /// place of those of pgbindgen.toml; may be given several times.
    #[arg(long, value_name = "VERSION", value_parser = version)]
    pub(crate) postgres: Vec<u32>,
}

fn version(text: &str) -> Result<u32, String> {
    pgbindgen_codegen::source::config::parse_postgres(text)
}

#[derive(Debug, ClapArgs)]
pub(crate) struct New {
    /// What the revision does, in a few words; becomes part of its id.
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    /// The project.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The revision that it follows, instead of the head; twice for a revision
    /// that joins two.
    #[arg(long, value_name = "REV")]
    pub(crate) parent: Vec<String>,
    /// The whole id, instead of the date, the time (UTC) and the name.
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Lock {
    #[command(flatten)]
    pub(crate) place: LockPlace,
    /// Release this revision and all before it; without a value, all. Released
    /// revisions must not change any more.
    #[arg(long, value_name = "REV", num_args = 0..=1, conflicts_with = "amend")]
    #[allow(clippy::option_option)]
    pub(crate) release: Option<Option<String>>,
    /// Settle a change of this released revision: its file was edited, renamed
    /// or deleted, or follows another now. Of several, the one that the others
    /// follow comes first; before one that is deleted come those that followed it.
    #[arg(long, value_name = "REV", requires = "reason")]
    pub(crate) amend: Option<String>,
    /// Why; stays in the lock.
    #[arg(long, value_name = "TEXT", requires = "amend")]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LockPlace {
    /// A folder with a pgbindgen.toml, or a folder of migrations.
    #[arg(value_name = "DIR", default_value = ".", conflicts_with = "dir")]
    place: PathBuf,
    /// The same, as an option.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl LockPlace {
    pub(crate) fn dir(&self) -> &std::path::Path {
        self.dir.as_deref().unwrap_or(&self.place)
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// The folder of the project, usually that of the package.
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The folder of migrations; `migrations` when a pgbindgen.toml names no
    /// other.
    #[arg(long, value_name = "NAME")]
    pub(crate) migrations: Option<String>,
    /// Write the build.rs that generates bindings into `OUT_DIR`.
    #[arg(long, conflicts_with = "macro_watch")]
    pub(crate) build_script: bool,
    /// Write the build.rs with which the macro `bindings!` sees new files.
    #[arg(long = "macro")]
    pub(crate) macro_watch: bool,
}
