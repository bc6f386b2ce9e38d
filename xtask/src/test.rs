//! `cargo xtask test`: everything, on both servers, in the order in which a fault is cheapest to find.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use pgbindgen_testserver::{Allow, Installation, Major};

use crate::shell::{cargo, has_cargo, root, run as execute};
use crate::{Outcome, cases, corpus, deps, layout_tools, registry, regress, settings, tidy};

/// The crates that are published, each after those that it needs.
const PUBLISHED: [&str; 7] = [
    "pgbindgen-model",
    "pgbindgen-codegen",
    "pgbindgen-derive",
    "pgbindgen-macros",
    "pgbindgen-migrate",
    "pgbindgen",
    "pgbindgen-cli",
];

struct Step {
    name: &'static str,
    run: fn() -> Outcome,
}

/// The tests come last, so that the runner's own summary is the last thing to read.
const STEPS: &[Step] = &[
    Step {
        name: "tidy",
        run: || tidy::run(&[]),
    },
    Step {
        name: "format",
        run: || execute(&mut cargo(&["fmt", "--all", "--check"])),
    },
    Step {
        name: "dependencies",
        run: || deps::run(&[]),
    },
    Step {
        name: "grammar productions",
        run: || cases::run(&["--quiet".to_owned()]),
    },
    Step {
        name: "servers",
        run: servers,
    },
    Step {
        name: "names of the servers' own objects",
        run: || registry::run(&["--check".to_owned()]),
    },
    Step {
        name: "settings of the servers",
        run: || settings::run(&["--check".to_owned()]),
    },
    Step {
        name: "lints",
        run: || {
            execute(&mut cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ]))
        },
    },
    Step {
        name: "features",
        run: features,
    },
    Step {
        name: "documentation",
        run: || {
            execute(
                cargo(&["doc", "--workspace", "--no-deps", "--locked"])
                    .env("RUSTDOCFLAGS", "-D warnings"),
            )
        },
    },
    Step {
        name: "generated code is fresh",
        run: || {
            execute(&mut cargo(&[
                "run",
                "--locked",
                "--quiet",
                "--package",
                "pgbindgen-cli",
                "--",
                "generate",
                "--check",
                "schema",
            ]))
        },
    },
    Step {
        name: "PostgreSQL's own regression SQL",
        run: || regress::run(&[]),
    },
    Step {
        name: "public histories inside published packages",
        run: || corpus::run(&["--no-shrink".to_owned()]),
    },
    Step {
        name: "layouts through their tools",
        run: || layout_tools::run(&["--quick".to_owned()]),
    },
    Step {
        name: "packages",
        run: packages,
    },
    Step {
        name: "tests",
        run: tests,
    },
];

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("`test` takes no arguments; for some of the tests use `cargo test`".into());
    }
    let start = Instant::now();
    for (number, step) in (1..).zip(STEPS) {
        println!("\n== {number}/{} {}", STEPS.len(), step.name);
        (step.run)().map_err(|failure| format!("{}: {failure}", step.name))?;
    }
    println!(
        "\nall {} steps passed in {} s",
        STEPS.len(),
        start.elapsed().as_secs()
    );
    Ok(())
}

/// Every tested server, found or brought.
fn installations() -> Result<Vec<Installation>, pgbindgen_testserver::Error> {
    Major::TESTED
        .into_iter()
        .map(|major| Installation::find_or_bring(major, Allow::Install, &mut std::io::stdout()))
        .collect()
}

fn servers() -> Outcome {
    for installation in installations()? {
        println!("{installation}");
    }
    Ok(())
}

/// Each feature of the runtime crate builds alone, and none does too: users choose, while the workspace builds them all together.
fn features() -> Outcome {
    let mut selections = vec![String::new()];
    selections.extend(deps::features()?);
    for features in &selections {
        execute(&mut cargo(&[
            "check",
            "--locked",
            "--quiet",
            "--package",
            "pgbindgen",
            "--no-default-features",
            "--features",
            features,
        ]))?;
    }
    Ok(())
}

/// Each crate that is published builds from what its package holds, and from nothing beside it.
fn packages() -> Outcome {
    forget_packages()?;
    let mut command = cargo(&["package", "--locked", "--quiet", "--allow-dirty"]);
    command.arg("--target-dir").arg(packages_dir());
    for package in PUBLISHED {
        command.args(["--package", package]);
    }
    execute(&mut command)
}

fn packages_dir() -> PathBuf {
    root().join("target").join("packages")
}

/// Cargo holds packages of one version for the same and unpacks and builds them once: what an earlier run has left would be
/// built in place of what is there now. The registry that `cargo package` makes for the while has no host in its name.
fn forget_packages() -> Outcome {
    let built = packages_dir();
    if built.exists() {
        fs::remove_dir_all(built)?;
    }
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let Some(home) = home else {
        return Ok(());
    };
    let Ok(registries) = fs::read_dir(home.join("registry").join("src")) else {
        return Ok(());
    };
    for registry in registries {
        let registry = registry?;
        if !registry.file_name().to_string_lossy().starts_with('-') {
            continue;
        }
        for package in fs::read_dir(registry.path())? {
            let package = package?;
            if package
                .file_name()
                .to_string_lossy()
                .starts_with("pgbindgen")
            {
                fs::remove_dir_all(package.path())?;
            }
        }
    }
    Ok(())
}

fn tests() -> Outcome {
    let installations = installations()?;
    let with_servers = |mut command: Command| {
        for installation in &installations {
            let name = format!("PGBINDGEN_PG{}", installation.major());
            command.env(name, installation.bin());
        }
        command
    };
    let cargo = |arguments: &[&str]| with_servers(cargo(arguments));
    if has_cargo("nextest") {
        // nextest runs no documentation tests.
        execute(&mut cargo(&["test", "--workspace", "--doc", "--locked"]))?;
        execute(&mut cargo(&[
            "nextest",
            "run",
            "--workspace",
            "--locked",
            "--no-fail-fast",
        ]))
    } else {
        execute(&mut cargo(&[
            "test",
            "--workspace",
            "--locked",
            "--no-fail-fast",
        ]))
    }
}
