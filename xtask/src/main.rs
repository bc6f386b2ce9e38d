//! The developer's commands. `cargo xtask` lists them; each is one file and one line of [`COMMANDS`].

mod bench;
mod bless;
mod cases;
mod commands;
mod corpus;
mod deps;
mod layout_tools;
mod lex;
mod money;
mod new_rule;
mod pages;
mod registry;
mod regress;
mod settings;
mod shell;
mod synth;
mod test;
mod tidy;

use std::fmt::Write as _;
use std::process::ExitCode;

/// What went wrong, as the developer reads it.
type Failure = Box<dyn std::error::Error>;
type Outcome = Result<(), Failure>;

struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "test",
        arguments: "",
        about: "bring the servers, then run every check and every test",
        run: test::run,
    },
    Command {
        name: "bless",
        arguments: "[FILTER]",
        about: "accept new output: regenerate generated/, goldens and expected diagnostics",
        run: bless::run,
    },
    Command {
        name: "tidy",
        arguments: "",
        about: "check the invariants that text can check",
        run: tidy::run,
    },
    Command {
        name: "deps",
        arguments: "",
        about: "check that no crate comes in two versions, and what each feature pulls in",
        run: deps::run,
    },
    Command {
        name: "cases",
        arguments: "",
        about: "list the grammar productions of the manual with the case that covers each",
        run: cases::run,
    },
    Command {
        name: "corpus",
        arguments: "[DIR] [--only NAME] [--postgres N] [--out FILE]",
        about: "public migration histories: our catalog against PostgreSQL's",
        run: corpus::run,
    },
    Command {
        name: "layout-tools",
        arguments: "[--quick] [--only TOOL]",
        about: "the fixtures of the layouts through the tools themselves",
        run: layout_tools::run,
    },
    Command {
        name: "registry",
        arguments: "[--check]",
        about: "write the table of the names that PostgreSQL itself has, or check that it is fresh",
        run: registry::run,
    },
    Command {
        name: "settings",
        arguments: "[--check]",
        about: "write the table of the servers' settings, or check that it is fresh",
        run: settings::run,
    },
    Command {
        name: "regress",
        arguments: "[--file NAME] [--bless]",
        about: "run PostgreSQL's own regression SQL through the replay and on both servers",
        run: regress::run,
    },
    Command {
        name: "money",
        arguments: "",
        about: "say how well the words of money judge the labelled columns",
        run: money::run,
    },
    Command {
        name: "new-rule",
        arguments: "NAME 'WHAT IT FINDS'",
        about: "begin a rule: its file, its page, its row in the table",
        run: new_rule::run,
    },
    Command {
        name: "synth",
        arguments: "N_TABLES N_MIGRATIONS DIR",
        about: "write a synthetic project of this size",
        run: synth::run,
    },
    Command {
        name: "bench",
        arguments: "[--quick]",
        about: "time and memory of check and generate, and the cold build of pgbindgen-codegen",
        run: bench::run,
    },
    Command {
        name: "measure",
        arguments: "PROGRAM [ARGUMENT]...",
        about: "run a program and print its wall time and peak memory (bench uses it)",
        run: bench::measure,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, arguments)) = words.split_first() else {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    if name == "help" || name == "--help" {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprint!("error: no command `{name}`\n\n{}", usage());
        return ExitCode::from(2);
    };
    match (command.run)(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> String {
    let mut text = String::from("usage: cargo xtask COMMAND\n\n");
    for command in COMMANDS {
        let call = format!("{} {}", command.name, command.arguments);
        let _ = writeln!(text, "  {call:<34} {}", command.about);
    }
    text
}
