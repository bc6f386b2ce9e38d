use crate::args::{Import, Tool};
use crate::console::{Console, Object};
use crate::{Failure, Outcome, alembic};
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::output;
use std::io::Read as _;
use std::path::Path;

/// Writes the revisions of another tool's output as native ones: all of them, or
/// none.
pub(crate) fn run(args: &Import, console: &Console) -> Result<Outcome, Failure> {
    let Tool::Alembic = args.tool;
    let shown = args.file.display().to_string();
    let text = text_of(&args.file).map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    let mut sources = SourceMap::default();
    let file = sources.add(shown, text);
    let mut found = Vec::new();
    let revisions = alembic::read(file, &sources, &mut found);
    if found.iter().any(Diagnostic::is_error) {
        return Ok(console.report(&found, &sources));
    }
    let dir = &args.dir;
    let taken = revisions
        .iter()
        .map(|revision| dir.join(format!("{}.sql", revision.id)));
    if let Some(path) = taken.into_iter().find(|path| path.exists()) {
        return Err(format!(
            "`{}` is there already, and nothing is written over: name an empty folder",
            path.display()
        )
        .into());
    }
    let is_new = !dir.exists();
    std::fs::create_dir_all(dir)
        .map_err(|error| format!("cannot create `{}`: {error}", dir.display()))?;
    let mut written = Vec::new();
    for revision in &revisions {
        let path = dir.join(format!("{}.sql", revision.id));
        if let Err(error) = output::write_new(&path, &revision.text()) {
            // Half a history is worse than none.
            for path in &written {
                let _ = std::fs::remove_file(path);
            }
            if is_new {
                let _ = std::fs::remove_dir(dir);
            }
            return Err(error.into());
        }
        written.push(path);
    }
    let object = Object::new("imported")
        .number("revisions", revisions.len())
        .text("folder", &dir.display().to_string());
    console.result(
        &format!("{} revisions in {}", revisions.len(), dir.display()),
        &object,
    );
    console.say(
        "Read them with `pgbindgen check`. Where the history has run already, `pgbindgen lock --release` its head.",
    );
    Ok(Outcome::Clean)
}

/// The text of a file, or of standard input for `-`.
fn text_of(path: &Path) -> std::io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path)
}
