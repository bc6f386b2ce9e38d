//! From migrations to a typed application, step by step: `cargo run -p quickstart`.
//!
//! The build script has read `migrations/` and written the module [`db`] before this file was compiled; no database was asked. The
//! program then starts a private PostgreSQL (or takes the one that `DATABASE_URL` names), applies the same migrations and uses the
//! bindings.

mod refused;
mod server;
mod story;

use std::path::PathBuf;
use std::process::ExitCode;

use pgbindgen::postgres::{Client, NoTls};
use pgbindgen_codegen::{Options, Project};

use server::Server;
use story::{heading, say};

/// The bindings: a module for each table, written by the build script.
mod db {
    ::pgbindgen::include_bindings!();
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    heading("A server");
    let server = Server::start()?;
    let mut client = Client::connect(server.url(), NoTls)?;

    heading("Migrations");
    migrate(&mut client)?;

    story::tell(client)?;

    heading("What the build refuses");
    refused::show()?;

    heading("Next");
    say(
        "Break a migration yourself: in examples/quickstart/migrations, rename a column in one file",
    );
    say("and run `cargo build -p quickstart`. rustc stops at each place that no longer fits.");
    Ok(())
}

/// The folder that the build script has read. `cargo run` says where the package is.
fn migrations() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    let package = package.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.join("migrations")
}

/// Applies what the database does not have yet: one transaction a revision, under a lock that other runners wait for.
fn migrate(client: &mut Client) -> Result<(), Box<dyn std::error::Error>> {
    let project = Project::load(&migrations(), &Options::default())?;
    let chain = pgbindgen_codegen::chain::Chain::build(&project, &mut Vec::new());
    let report = pgbindgen_migrate::runner::up(client, &chain.to_model(&project.sources))?;
    if report.steps.is_empty() {
        say("The database is up to date.");
    }
    for step in report.steps {
        say(&format!("applied {} in {:.0?}", step.id, step.duration));
    }
    Ok(())
}
