//! `init` in a project with a history: what its rules would say today is left
//! out with `since`, so that the project begins with a green build.

use super::literal;
use super::settled::{by_rule, summary};
use crate::Failure;
use crate::args::Init;
use crate::console::Console;
use pgbindgen_codegen::diag::{Counts, Diagnostic};
use pgbindgen_codegen::source::layout::Layout;
use pgbindgen_codegen::{Project, analyze};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// What a history needs of its `pgbindgen.toml`.
#[derive(Default)]
pub(super) struct Adopted {
    /// The lines to add; empty when no rule fires.
    pub(super) lines: String,
    /// The layout, when it is that of another tool.
    pub(super) layout: Option<&'static str>,
    /// The command of its tool that begins a migration.
    pub(super) creates: Option<&'static str>,
    /// How often each rule fires.
    counts: BTreeMap<&'static str, usize>,
    /// What no `since` leaves out.
    errors: usize,
}

/// Judges the history under a configuration, which need not be written yet.
pub(super) fn look(
    args: &Init,
    config: &Path,
    text: &str,
    console: &Console,
) -> Result<Adopted, Failure> {
    let mut options = console.options();
    if !config.exists() {
        options = options.texts(BTreeMap::from([(config.to_path_buf(), text.to_owned())]));
    }
    let project = Project::load(&args.dir, &options)?;
    let analysis = analyze(&project);
    let counts = by_rule(&analysis.diagnostics);
    let others: Vec<Diagnostic> = analysis
        .diagnostics
        .into_iter()
        .filter(|diagnostic| !counts.contains_key(diagnostic.code))
        .collect();
    let mut adopted = Adopted {
        errors: Counts::of(&others).errors,
        creates: project.layout.and_then(Layout::creates),
        layout: project
            .layout
            .filter(|layout| layout.creates().is_some())
            .map(Layout::name),
        ..Adopted::default()
    };
    let heads = analysis.chain.heads();
    if let [head] = heads.as_slice()
        && !counts.is_empty()
    {
        let head = literal(&head.id.value);
        adopted.lines = format!(
            "\n[rules]\n# What the history held when this file was written is left out:\n\
             # `pgbindgen check --ignore-since` shows it, {}.\n",
            summary(&counts)
        );
        for rule in counts.keys() {
            let _ = writeln!(adopted.lines, "{rule} = {{ since = {head} }}");
        }
        adopted.counts = counts;
    }
    Ok(adopted)
}

impl Adopted {
    /// What is said of the lines that were written, and of what they do not help.
    pub(super) fn note(&self) -> Option<String> {
        let mut notes = Vec::new();
        if !self.counts.is_empty() {
            notes.push(format!(
                "the rules look at what comes after the history; `since` leaves out {}",
                summary(&self.counts)
            ));
        }
        notes.extend(self.faults());
        (!notes.is_empty()).then(|| notes.join("\n"))
    }

    /// The lines for a file that is there already.
    pub(super) fn advice(&self) -> Option<String> {
        let mut notes = Vec::new();
        if !self.counts.is_empty() {
            notes.push(format!(
                "to leave out what the rules find in the history today, add to pgbindgen.toml:\n{}",
                self.lines
            ));
        }
        notes.extend(self.faults());
        (!notes.is_empty()).then(|| notes.join("\n"))
    }

    fn faults(&self) -> Option<String> {
        let what = match self.errors {
            0 => return None,
            1 => "an error".to_owned(),
            errors => format!("{errors} errors"),
        };
        Some(format!(
            "the history has {what} that no rule is to blame for: `pgbindgen check` shows what is wrong. \
             When that is mended, `pgbindgen init` again says what to write for the rules"
        ))
    }
}
