//! What `since` leaves out, counted.

use super::quoted;
use crate::console::{Console, Object};
use pgbindgen_codegen::check::{RULES, Settings};
use pgbindgen_codegen::diag::{Diagnostic, Severity};
use pgbindgen_codegen::{Analysis, Project};
use std::collections::BTreeMap;
use std::path::Path;

/// How often each rule fires, in the order of the rules. What is no rule's is not
/// counted, nor is a note.
pub(super) fn by_rule(diagnostics: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics {
        let is_rule = RULES.iter().any(|rule| rule.name == diagnostic.code);
        if is_rule && diagnostic.severity > Severity::Note {
            *counts.entry(diagnostic.code).or_default() += 1;
        }
    }
    counts
}

/// `3 findings: down-residue 1, float-money 2`
pub(super) fn summary(counts: &BTreeMap<&'static str, usize>) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|(rule, count)| format!("{rule} {count}"))
        .collect();
    let all: usize = counts.values().sum();
    let findings = if all == 1 { "finding" } else { "findings" };
    format!("{all} {findings}: {}", parts.join(", "))
}

/// Says how much is left out, which a green check would otherwise hide.
pub(super) fn tell(dir: &Path, project: &Project, analysis: &Analysis, console: &Console) {
    let counts = by_rule(&analysis.settled);
    if counts.is_empty() {
        return;
    }
    let settings = Settings::of(&project.config, project.downs(), &mut Vec::new());
    for (rule, count) in &counts {
        let mut object = Object::new("settled").text("rule", rule);
        if let Some(since) = settings.since(rule) {
            object = object.text("since", &since.value);
        }
        console.object(&object.number("findings", *count));
    }
    let place = if dir == Path::new(".") {
        String::new()
    } else {
        format!(" {}", quoted(&dir.to_string_lossy()))
    };
    console.say(&format!(
        "`since` leaves out {}; to see them: pgbindgen check{place} --ignore-since",
        summary(&counts)
    ));
}
