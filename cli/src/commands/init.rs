use super::new::dated;
use crate::args::Init;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::output;
use std::fmt::Write as _;
use std::path::Path;
use std::time::SystemTime;

const CONFIG: &str = "\
# The keys are described in docs/configuration.md of pgbindgen.
migrations = \"{migrations}\"
# The major versions of PostgreSQL for which the history must be valid.
postgres = [\"15\", \"18\"]

[types]
time = \"jiff\"
decimal = \"rust_decimal\"
";

const FIRST: &str = "\
-- revision: {id}
-- down_revision: none
--
-- The first revision. Make it your own: what is between +up and +down is plain SQL.

-- +up
CREATE TABLE notes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text NOT NULL,
    body text,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- +down
DROP TABLE notes;
";

const BUILD_SCRIPT: &str = "\
fn main() -> Result<(), Box<dyn std::error::Error>> {
    pgbindgen_codegen::build(\"{migrations}\")?;
    Ok(())
}
";

/// The macro cannot tell cargo to watch a folder; a build script can.
const WATCH_SCRIPT: &str = "\
//! Lets `pgbindgen::bindings!` see migrations that are added or removed.
fn main() {
    println!(\"cargo::rerun-if-changed={migrations}\\ncargo::rustc-env=PGBINDGEN_WATCHED={migrations}\");
}
";

pub(crate) fn run(args: &Init, console: &Console) -> Result<Outcome, Failure> {
    if !args.dir.is_dir() {
        return Err(format!("there is no directory `{}`", args.dir.display()).into());
    }
    let name = &args.migrations;
    if name.is_empty() || name.contains(['"', '\\', '\n']) || Path::new(name).is_absolute() {
        return Err(format!("`{name}` cannot be the name of the folder of migrations").into());
    }
    let fill = |template: &str| template.replace("{migrations}", name);
    let migrations = args.dir.join(name);
    create(console, &args.dir.join("pgbindgen.toml"), &fill(CONFIG))?;
    if holds_sql(&migrations)? {
        console.say(&format!("kept {}", migrations.display()));
    } else {
        std::fs::create_dir_all(&migrations)
            .map_err(|error| format!("cannot make `{}`: {error}", migrations.display()))?;
        let id = dated("init", SystemTime::now());
        create(
            console,
            &migrations.join(format!("{id}.sql")),
            &FIRST.replace("{id}", &id),
        )?;
    }
    if args.build_script || args.macro_watch {
        let script = fill(if args.macro_watch {
            WATCH_SCRIPT
        } else {
            BUILD_SCRIPT
        });
        let path = args.dir.join("build.rs");
        if path.exists() {
            console.say(&format!(
                "kept {}; it has to hold what this one would:\n\n{script}",
                path.display()
            ));
        } else {
            create(console, &path, &script)?;
        }
    }
    console.say(&next_steps(args));
    Ok(Outcome::Clean)
}

fn create(console: &Console, path: &Path, text: &str) -> Result<(), Failure> {
    let shown = path.display().to_string();
    if path.exists() {
        console.say(&format!("kept {shown}"));
        return Ok(());
    }
    output::write_new(path, text)?;
    console.result(
        &format!("created {shown}"),
        &Object::new("created").text("file", &shown),
    );
    Ok(())
}

fn holds_sql(dir: &Path) -> Result<bool, Failure> {
    if !dir.is_dir() {
        return Ok(false);
    }
    let failed = |error| format!("cannot read the directory `{}`: {error}", dir.display());
    for entry in std::fs::read_dir(dir).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "sql")
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn next_steps(args: &Init) -> String {
    let mut text = String::from("\nNext, in the package that uses the database:\n\n");
    let mut line = |line: &str| {
        let _ = writeln!(text, "    {line}");
    };
    if args.macro_watch {
        line("cargo add pgbindgen --features macros,sync");
        line("");
        line("mod db {");
        line(&format!(
            "    pgbindgen::bindings!(\"{}\");",
            args.migrations
        ));
        line("}");
    } else {
        line("cargo add pgbindgen --features sync");
        line("cargo add --build pgbindgen-codegen");
        if !args.build_script {
            line("");
            line("# build.rs (`pgbindgen init --build-script` writes it)");
            for script in BUILD_SCRIPT
                .replace("{migrations}", &args.migrations)
                .lines()
            {
                line(script);
            }
        }
        line("");
        line("mod db {");
        line("    pgbindgen::include_bindings!();");
        line("}");
    }
    text.push_str(
        "\n`pgbindgen check` checks the migrations, `pgbindgen new NAME` adds a revision.",
    );
    text
}
