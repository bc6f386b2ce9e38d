use super::chain;
use crate::args::Place;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::{Revision, State};
use std::collections::BTreeSet;

pub(crate) fn run(args: &Place, console: &Console) -> Result<Outcome, Failure> {
    let (project, chain, diagnostics) = chain(&args.dir, console)?;
    let outcome = console.report(&diagnostics, &project.sources);
    let heads: BTreeSet<&str> = chain
        .heads()
        .iter()
        .map(|head| head.id.value.as_str())
        .collect();
    for revision in chain.revisions.iter().rev() {
        let id = revision.id.value.as_str();
        let is_head = heads.contains(id);
        let state = match revision.state {
            State::Draft => "draft",
            State::Released => "released",
        };
        let parents = || revision.parents.iter().map(|parent| parent.value.as_str());
        let labels = || revision.labels.iter().map(|label| label.value.as_str());
        let object = Object::new("revision")
            .text("id", id)
            .texts("parents", parents())
            .texts("labels", labels())
            .text("state", state)
            .flag("head", is_head)
            .flag("transaction", revision.transaction.value.is_there())
            .flag("reversible", revision.down.is_some())
            .text("file", project.sources.file(revision.file).path());
        console.result(&line(revision, state, is_head), &object);
    }
    Ok(outcome)
}

fn line(revision: &Revision, state: &str, is_head: bool) -> String {
    let list = |items: &[pgbindgen_codegen::diag::Spanned<String>]| {
        let items: Vec<&str> = items.iter().map(|item| item.value.as_str()).collect();
        items.join(", ")
    };
    let mut line = revision.id.value.clone();
    if revision.parents.is_empty() {
        line.push_str(" (root)");
    } else {
        line.push_str(" <- ");
        line.push_str(&list(&revision.parents));
    }
    if is_head {
        line.push_str(" (head)");
    }
    line.push_str(" : ");
    line.push_str(state);
    if !revision.labels.is_empty() {
        line.push_str(", labels: ");
        line.push_str(&list(&revision.labels));
    }
    if !revision.transaction.value.is_there() {
        line.push_str(", no transaction");
    }
    if revision.down.is_none() {
        line.push_str(", no way back");
    }
    line
}
