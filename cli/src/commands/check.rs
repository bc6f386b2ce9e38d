use crate::args::Check;
use crate::console::Console;
use crate::{Failure, Outcome};
use pgbindgen_codegen::{Options, Project, analyze};

pub(crate) fn run(args: &Check, console: &Console) -> Result<Outcome, Failure> {
    let options = Options::default().postgres(args.postgres.postgres.iter().copied());
    let project = Project::load(&args.place.dir, &options)?;
    let analysis = analyze(&project);
    let outcome = console.report(&analysis.diagnostics, &project.sources);
    if outcome == Outcome::Clean {
        let versions: Vec<String> = project.postgres.iter().map(u32::to_string).collect();
        let count = analysis.chain.revisions.len();
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
    Ok(outcome)
}
