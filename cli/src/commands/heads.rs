use super::chain;
use crate::args::Place;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};

pub(crate) fn run(args: &Place, console: &Console) -> Result<Outcome, Failure> {
    let (project, chain, diagnostics) = chain(&args.dir, console)?;
    let outcome = console.report(&diagnostics, &project.sources);
    for head in chain.heads() {
        let object = Object::new("head")
            .text("id", &head.id.value)
            .text("file", project.sources.file(head.file).path());
        console.result(&head.id.value, &object);
    }
    Ok(outcome)
}
