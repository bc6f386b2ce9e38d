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
    let bytes = bytes_of(&args.file).map_err(|error| format!("cannot read `{shown}`: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        format!(
            "`{shown}` is not UTF-8: save it so; in PowerShell, where `>` writes UTF-16, \
             `alembic upgrade base:head --sql | Out-File -Encoding utf8 {shown}`"
        )
    })?;
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

/// What a file holds, or standard input for `-`.
fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(path)
}
