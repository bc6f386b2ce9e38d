//! The `pgbindgen` command: arguments in, `pgbindgen_codegen` called, reports out.
//!
//! It exits with 0 when all is clean, with 1 when the migrations or their
//! configuration are at fault, and with 2 for wrong usage and for what the
//! environment lacks.

mod alembic;
mod args;
mod commands;
mod console;
mod github;
mod roots;
mod sarif;

use args::{Args, Command};
use clap::Parser as _;
use console::Console;
use std::process::ExitCode;

/// How a command ends when nothing went wrong with the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    AtFault,
}

/// What stops a command: the environment or the usage.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args = Args::parse();
    let console = Console::new(args.message_format, args.color);
    let outcome = match &args.command {
        Command::Check(check) => commands::check::run(check, &console),
        Command::Generate(generate) => commands::generate::run(generate, &console),
        Command::Dump(dump) => commands::dump::run(dump, &console),
        Command::History(place) => commands::history::run(place, &console),
        Command::Heads(place) => commands::heads::run(place, &console),
        Command::Import(import) => commands::import::run(import, &console),
        Command::New(new) => commands::new::run(new, &console),
        Command::Lock(lock) => commands::lock::run(lock, &console),
        Command::Rules(rules) => commands::rules::run(rules, &console),
        Command::Explain(explain) => commands::explain::run(explain, &console),
        Command::Init(init) => commands::init::run(init, &console),
    };
    let code = match outcome {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::AtFault) => 1,
        Err(failure) => {
            console.failure(failure.as_ref());
            2
        }
    };
    console.finish();
    ExitCode::from(if console.is_complete() { code } else { 2 })
}
