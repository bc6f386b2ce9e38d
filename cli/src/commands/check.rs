use super::{fix, quoted, settled};
use crate::args::Check;
use crate::console::Console;
use crate::{Failure, Outcome};
use pgbindgen_codegen::diag::{Diagnostic, Safety, sort};
use pgbindgen_codegen::{Analysis, Options, Project, analyze};

pub(crate) fn run(args: &Check, console: &Console) -> Result<Outcome, Failure> {
    if args.fix {
        return fix::run(args, console);
    }
    let (project, analysis) = judged(args, &options(args, console))?;
    let outcome = conclude(args, &project, &analysis, console);
    let count = mendable(&analysis.diagnostics);
    if count > 0 {
        console.say(&format!("`pgbindgen check --fix` mends {count} of these"));
    }
    Ok(outcome)
}

/// How the project is read.
pub(super) fn options(args: &Check, console: &Console) -> Options {
    console
        .options()
        .postgres(args.postgres.postgres.iter().copied())
}

/// The project, with what is to be told of it.
pub(super) fn judged(args: &Check, options: &Options) -> Result<(Project, Analysis), Failure> {
    let project = Project::load(&args.place.dir, options)?;
    let mut analysis = analyze(&project);
    if args.ignore_since {
        analysis.diagnostics.append(&mut analysis.settled);
        sort(&mut analysis.diagnostics);
    }
    Ok((project, analysis))
}

/// Reports what was found, and what `since` left out.
pub(super) fn conclude(
    args: &Check,
    project: &Project,
    analysis: &Analysis,
    console: &Console,
) -> Outcome {
    let outcome = console.report(&analysis.diagnostics, &project.sources);
    if outcome == Outcome::Clean {
        let versions: Vec<String> = project.postgres.iter().map(u32::to_string).collect();
        let count = analysis.chain.revisions.len();
        if count == 0 {
            console.say(&nothing_yet(args, project));
            return outcome;
        }
        console.say(&format!(
            "{count} {} valid on PostgreSQL {}",
            if count == 1 {
                "revision is"
            } else {
                "revisions are"
            },
            versions.join(", ")
        ));
    }
    settled::tell(&args.place.dir, project, analysis, console);
    outcome
}

/// How to begin in a folder without migrations.
fn nothing_yet(args: &Check, project: &Project) -> String {
    let folder = project.shown_path(&project.migrations);
    let dir = match args.place.dir.to_string_lossy() {
        dir if dir == "." => String::new(),
        dir => format!(" --dir {}", quoted(&dir)),
    };
    if !project.config.ignore.is_empty() {
        return format!(
            "note: there are no migrations in `{folder}` but for what `ignore` in pgbindgen.toml names, if anything"
        );
    }
    format!(
        "note: there are no migrations in `{folder}` yet: `pgbindgen new NAME{dir}` adds the first, \
         or move those of another tool there"
    )
}

/// How many faults have an edit that can be made unseen.
fn mendable(diagnostics: &[Diagnostic]) -> usize {
    diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .filter(|fix| fix.safety == Safety::Safe)
        .count()
}
