use super::new::dated;
use super::{adopt, literal, plain};
use crate::args::Init;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::output;
use pgbindgen_codegen::source::Config;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// The name of the folder of migrations when nobody chooses one.
const USUAL: &str = "migrations";

const CONFIG: &str = "\
# The keys are described in docs/configuration.md of pgbindgen.
migrations = {migrations}
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
    pgbindgen_codegen::build({dir})?;
    Ok(())
}
";

/// The macro cannot tell cargo of files that are not there yet; a build script
/// can.
const WATCH_SCRIPT: &str = "\
//! Lets `pgbindgen::bindings!` see what is added to the migrations and removed.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    pgbindgen_codegen::watch({dir})?;
    Ok(())
}
";

pub(crate) fn run(args: &Init, console: &Console) -> Result<Outcome, Failure> {
    if !args.dir.is_dir() {
        return Err(format!("there is no directory `{}`", plain(&args.dir).display()).into());
    }
    let there = match existing(&args.dir)? {
        Existing::None => None,
        Existing::Names(name) => Some(name),
        Existing::Faulty(diagnostics, sources) => {
            return Ok(console.report(&diagnostics, &sources));
        }
    };
    let name = match (&args.migrations, there) {
        (Some(wanted), Some(there)) if plain(Path::new(wanted)) != plain(Path::new(&there)) => {
            return Err(format!(
                "{} names the folder `{there}`, not `{wanted}`: change it there, or leave --migrations out",
                plain(&args.dir.join("pgbindgen.toml")).display()
            )
            .into());
        }
        (_, Some(there)) => there,
        (Some(wanted), None) => wanted.clone(),
        (None, None) => USUAL.to_owned(),
    };
    let plan = Plan::new(args, &name, console)?;
    plan.carry_out(console)?;
    for note in &plan.notes {
        console.say(note);
    }
    if plan.is_done() {
        console.say("everything is there already: nothing was written");
    } else {
        console.say(&next_steps(args, &dir_in_code(&name), plan.creates));
    }
    Ok(Outcome::Clean)
}

/// What a `pgbindgen.toml` that is there already says.
enum Existing {
    None,
    Names(String),
    Faulty(Vec<Diagnostic>, SourceMap),
}

fn existing(dir: &Path) -> Result<Existing, Failure> {
    let path = dir.join("pgbindgen.toml");
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Existing::None),
        Err(error) => {
            return Err(format!("cannot read `{}`: {error}", plain(&path).display()).into());
        }
    };
    let mut sources = SourceMap::default();
    let file = sources.add(plain(&path).display().to_string(), text);
    let mut diagnostics = Vec::new();
    let config = Config::parse(file, &sources, &mut diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(Existing::Faulty(diagnostics, sources));
    }
    Ok(Existing::Names(
        config
            .migrations
            .map_or_else(|| USUAL.to_owned(), |name| name.value),
    ))
}

/// Everything that is going to be written, so that nothing is when one part of
/// it cannot be.
struct Plan {
    /// The folder of migrations, when it is to be made.
    folder: Option<PathBuf>,
    files: Vec<(PathBuf, String)>,
    notes: Vec<String>,
    /// Whether something is left for a person to do.
    is_open: bool,
    /// The command that adds a migration, where it is another tool's.
    creates: Option<&'static str>,
}

impl Plan {
    fn new(args: &Init, name: &str, console: &Console) -> Result<Self, Failure> {
        let is_path = !name.trim().is_empty() && !name.contains(|c: char| c.is_control());
        if !is_path || Path::new(name).is_absolute() {
            return Err(format!(
                "`{}` cannot be the folder of migrations: name one relative to pgbindgen.toml",
                name.escape_debug()
            )
            .into());
        }
        let mut plan = Self {
            folder: None,
            files: Vec::new(),
            notes: Vec::new(),
            is_open: false,
            creates: None,
        };
        let config = args.dir.join("pgbindgen.toml");
        let mut text = CONFIG.replace("{migrations}", &literal(name));
        let migrations = args.dir.join(name);
        if holds_sql(&migrations, 2)? {
            plan.notes
                .push(format!("kept {}", plain(&migrations).display()));
            let adopted = adopt::look(args, &config, &text, console)?;
            plan.creates = adopted.creates;
            if config.exists() {
                plan.notes.extend(adopted.advice());
            } else {
                if let Some(layout) = adopted.layout {
                    text = text.replacen(
                        "# The major versions",
                        &format!("layout = {}\n# The major versions", literal(layout)),
                        1,
                    );
                }
                text.push_str(&adopted.lines);
                plan.notes.extend(adopted.note());
            }
            plan.add(config, text);
        } else {
            plan.add(config, text);
            if !migrations.is_dir() {
                plan.folder = Some(migrations.clone());
            }
            let id = dated("init", SystemTime::now());
            plan.add(
                migrations.join(format!("{id}.sql")),
                FIRST.replace("{id}", &id),
            );
        }
        if args.build_script || args.macro_watch {
            plan.add_script(args, &dir_in_code(name))?;
        }
        Ok(plan)
    }

    fn add(&mut self, path: PathBuf, text: String) {
        if path.exists() {
            self.notes.push(format!("kept {}", plain(&path).display()));
        } else {
            self.files.push((path, text));
        }
    }

    fn add_script(&mut self, args: &Init, dir: &str) -> Result<(), Failure> {
        let template = if args.macro_watch {
            WATCH_SCRIPT
        } else {
            BUILD_SCRIPT
        };
        let script = template.replace("{dir}", &literal(dir));
        let usual = args.dir.join("build.rs");
        let manifest = args.dir.join("Cargo.toml");
        let note = match build_key(&manifest)? {
            Some(Build::Off) => format!(
                "wrote no build script: {} says `build = false`. Remove that line, and put this into build.rs:",
                plain(&manifest).display()
            ),
            Some(Build::File(name)) if Path::new(&name) != Path::new("build.rs") => format!(
                "wrote no build.rs: {} names `{name}` as the build script. It has to hold what this one would:",
                plain(&manifest).display()
            ),
            _ if usual.exists() && calls(&usual, template)? => {
                self.notes.push(format!(
                    "kept {}, which has the call already",
                    plain(&usual).display()
                ));
                return Ok(());
            }
            _ if usual.exists() => format!(
                "kept {}; it has to hold what this one would:",
                plain(&usual).display()
            ),
            _ => {
                self.files.push((usual, script));
                return Ok(());
            }
        };
        self.notes.push(format!("{note}\n\n{script}"));
        self.is_open = true;
        Ok(())
    }

    /// Whether there is nothing to do.
    fn is_done(&self) -> bool {
        self.folder.is_none() && self.files.is_empty() && !self.is_open
    }

    /// Writes it all, or takes back what was written.
    fn carry_out(&self, console: &Console) -> Result<(), Failure> {
        let mut made = Vec::new();
        if let Err(failure) = self.write(&mut made) {
            for path in made.iter().rev() {
                let _ = if path.is_dir() {
                    fs::remove_dir(path)
                } else {
                    fs::remove_file(path)
                };
            }
            return Err(failure);
        }
        for (path, _) in &self.files {
            let shown = plain(path).display().to_string();
            console.result(
                &format!("created {shown}"),
                &Object::new("created").text("file", &shown),
            );
        }
        Ok(())
    }

    /// What is made is noted in the order in which it is.
    fn write(&self, made: &mut Vec<PathBuf>) -> Result<(), Failure> {
        if let Some(folder) = &self.folder {
            let missing: Vec<&Path> = folder
                .ancestors()
                .take_while(|dir| !dir.as_os_str().is_empty() && !dir.exists())
                .collect();
            for dir in missing.into_iter().rev() {
                // `x/..` is there once `x` is.
                if dir.exists() {
                    continue;
                }
                fs::create_dir(dir)
                    .map_err(|error| format!("cannot make `{}`: {error}", plain(dir).display()))?;
                made.push(dir.to_path_buf());
            }
        }
        for (path, text) in &self.files {
            output::write_new(path, text)?;
            made.push(path.clone());
        }
        Ok(())
    }
}

/// Whether a build script calls the function of pgbindgen that a template does.
fn calls(script: &Path, template: &str) -> Result<bool, Failure> {
    let text = fs::read_to_string(script)
        .map_err(|error| format!("cannot read `{}`: {error}", plain(script).display()))?;
    let call = template
        .split_whitespace()
        .filter_map(|word| Some(word.split_once('(')?.0))
        .find(|call| call.starts_with("pgbindgen_codegen::"))
        .unwrap_or_default();
    let lines = text.lines().map(str::trim_start);
    Ok(!call.is_empty()
        && lines
            .filter(|line| !line.starts_with("//"))
            .any(|line| line.contains(call)))
}

/// How the code names the project: by the folder of migrations where that lies
/// in the package, else by the folder of the configuration.
fn dir_in_code(name: &str) -> String {
    let name = plain(Path::new(name));
    let mut parts = name.components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(one)), None) => one.to_string_lossy().into_owned(),
        _ => ".".to_owned(),
    }
}

/// What a manifest says of the build script.
enum Build {
    Off,
    File(String),
}

/// The key `build` of `[package]`. Only what stands on a line of its own is
/// found, which is how everybody writes it.
fn build_key(manifest: &Path) -> Result<Option<Build>, Failure> {
    let text = match fs::read_to_string(manifest) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(format!("cannot read `{}`: {error}", plain(manifest).display()).into());
        }
    };
    let mut table = String::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            line.clone_into(&mut table);
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let is_build = match table.as_str() {
            "" => key.trim() == "package.build",
            table => table.starts_with("[package]") && key.trim() == "build",
        };
        if is_build {
            let value = value.trim();
            if value.starts_with("false") {
                return Ok(Some(Build::Off));
            }
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let name = quote.and_then(|quote| value.split(quote).nth(1));
            return Ok(name.map(|name| Build::File(name.to_owned())));
        }
    }
    Ok(None)
}

fn holds_sql(dir: &Path, depth: usize) -> Result<bool, Failure> {
    let failed = |error| {
        format!(
            "cannot read the directory `{}`: {error}",
            plain(dir).display()
        )
    };
    match fs::metadata(dir) {
        Ok(data) if data.is_dir() => {}
        Ok(_) => {
            return Err(format!(
                "`{}` is a file: the migrations need a directory",
                plain(dir).display()
            )
            .into());
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failed(error).into()),
    }
    for entry in fs::read_dir(dir).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "sql") {
            return Ok(true);
        }
        // Some tools give each migration a folder of its own.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && depth > 0 && holds_sql(&path, depth - 1)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn next_steps(args: &Init, dir: &str, creates: Option<&str>) -> String {
    let mut text = String::from(
        "\nNext, in the package that uses the database (until pgbindgen is on crates.io, `cargo add` takes \
         `--path` to its crates in a clone: runtime, codegen):\n\n",
    );
    let mut line = |line: &str| {
        let _ = writeln!(text, "{}", format!("    {line}").trim_end());
    };
    if args.macro_watch {
        line("cargo add pgbindgen --features macros,sync");
        line("cargo add --build pgbindgen-codegen");
        line("");
        line("mod db {");
        line(&format!("    ::pgbindgen::bindings!({});", literal(dir)));
        line("}");
    } else {
        line("cargo add pgbindgen --features sync");
        line("cargo add --build pgbindgen-codegen");
        if !args.build_script {
            line("");
            line("# build.rs (`pgbindgen init --build-script` writes it)");
            let script = BUILD_SCRIPT.replace("{dir}", &literal(dir));
            for script in script.lines() {
                line(script);
            }
        }
        line("");
        line("mod db {");
        line("    ::pgbindgen::include_bindings!();");
        line("}");
    }
    let _ = write!(
        text,
        "\n`pgbindgen check` checks the migrations, `{}` adds a revision.",
        creates.unwrap_or("pgbindgen new NAME")
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_as_the_code_names_it() {
        for (name, expected) in [
            ("migrations", "migrations"),
            ("./db", "db"),
            ("db/migs", "."),
            ("../sql", "."),
            (".", "."),
        ] {
            assert_eq!(dir_in_code(name), expected, "{name}");
        }
    }
}
