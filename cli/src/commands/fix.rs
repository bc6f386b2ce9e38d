//! `check --fix`: makes the edits that diagnostics carry until none is left.

use super::check::{conclude, judged, options};
use super::{LockFile, lock_of};
use crate::args::Check;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::State;
use pgbindgen_codegen::diag::{FileId, Safety, fix};
use pgbindgen_codegen::output::{self, Replacement};
use pgbindgen_codegen::{Analysis, Project};
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// An edit may uncover another fault with an edit of its own; two that undo each
/// other must come to an end.
const ROUNDS: usize = 32;

pub(super) fn run(args: &Check, console: &Console) -> Result<Outcome, Failure> {
    let options = options(args, console);
    let (project, analysis) = judged(args, &options)?;
    if matches!(lock_of(&project), LockFile::Faulty) {
        let outcome = conclude(args, &project, &analysis, console);
        console.say(
            "nothing was mended: which revisions are released, and must not change, is not known until the lock can be read",
        );
        return Ok(outcome);
    }
    let mut changed = Changed::default();
    let (mut project, mut analysis) = (project, analysis);
    let mut held = BTreeSet::new();
    for _ in 0..ROUNDS {
        held.clear();
        if !changed.round(args, &project, &analysis, &mut held) {
            break;
        }
        let options = options.clone().texts(changed.texts.clone());
        (project, analysis) = judged(args, &options)?;
    }
    changed.write(args, &project, console)?;
    if !held.is_empty() {
        console.say(&format!(
            "left alone what is released: {}",
            held.into_iter().collect::<Vec<_>>().join(", ")
        ));
    }
    let outcome = conclude(args, &project, &analysis, console);
    Ok(if args.dry_run && !changed.texts.is_empty() {
        Outcome::AtFault
    } else {
        outcome
    })
}

/// What has been mended so far.
#[derive(Default)]
struct Changed {
    /// The new text of each file.
    texts: BTreeMap<PathBuf, String>,
    /// The old one.
    before: BTreeMap<PathBuf, String>,
    /// The codes of what was mended in it.
    codes: BTreeMap<PathBuf, Vec<&'static str>>,
    /// Every state so far.
    seen: BTreeSet<BTreeMap<PathBuf, String>>,
}

impl Changed {
    /// Makes what edits can be made at once. Whether there were any that lead
    /// somewhere new.
    fn round(
        &mut self,
        args: &Check,
        project: &Project,
        analysis: &Analysis,
        held: &mut BTreeSet<String>,
    ) -> bool {
        let released = released(project, analysis);
        let wanted = |safety| safety == Safety::Safe || args.suggestions;
        // Of a file that is no text only a part was read.
        let is_faulty = |file| {
            let mut inputs = project.inputs.iter();
            inputs.any(|input| input.file == file && input.faulty)
        };
        let may_change = |file| {
            project.path_of(file).is_some()
                && !is_faulty(file)
                && project.lock != Some(file)
                && !released.contains(&file)
        };
        let fixed = fix::apply(
            &analysis.diagnostics,
            &project.sources,
            &wanted,
            &may_change,
        );
        let files = |diagnostic: &pgbindgen_codegen::diag::Diagnostic| -> BTreeSet<FileId> {
            let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            edits.map(|edit| edit.span.file).collect()
        };
        for diagnostic in &fixed.refused {
            for file in files(diagnostic).intersection(&released) {
                held.insert(project.sources.file(*file).path().to_owned());
            }
        }
        let mut texts = self.texts.clone();
        for (file, text) in fixed.texts {
            if let Some(path) = project.path_of(file) {
                self.before
                    .entry(path.clone())
                    .or_insert_with(|| project.sources.file(file).text().to_owned());
                texts.insert(path, text);
            }
        }
        if texts == self.texts || !self.seen.insert(texts.clone()) {
            return false;
        }
        self.texts = texts;
        for diagnostic in fixed.applied {
            for file in files(diagnostic) {
                if let Some(path) = project.path_of(file) {
                    self.codes.entry(path).or_default().push(diagnostic.code);
                }
            }
        }
        true
    }

    /// Writes all of it or nothing, or shows it.
    fn write(&mut self, args: &Check, project: &Project, console: &Console) -> Result<(), Failure> {
        let before = &self.before;
        self.texts
            .retain(|path, text| before.get(path) != Some(text));
        if self.texts.is_empty() {
            console.say("nothing to mend");
            return Ok(());
        }
        if !args.dry_run {
            let files: Vec<Replacement> = self
                .texts
                .iter()
                .map(|(path, text)| Replacement {
                    path: path.clone(),
                    old: before.get(path).cloned().unwrap_or_default(),
                    new: text.clone(),
                })
                .collect();
            output::write_all(&files)?;
        }
        for (path, text) in &self.texts {
            let shown = project.shown_path(path);
            let codes = self.codes.get(path).cloned().unwrap_or_default();
            let object = Object::new("fixed")
                .text("file", &shown)
                .texts("codes", codes.iter().copied());
            if args.dry_run {
                let old = before.get(path).map_or("", String::as_str);
                let diff = TextDiff::from_lines(old, text.as_str())
                    .unified_diff()
                    .header(&shown, &format!("{shown} (mended)"))
                    .to_string();
                console.result(diff.trim_end(), &object.text("diff", &diff));
            } else {
                console.result(&format!("mended {shown}: {}", codes.join(", ")), &object);
            }
        }
        Ok(())
    }
}

/// The files of released revisions, also of those that are not understood.
fn released(project: &Project, analysis: &Analysis) -> BTreeSet<FileId> {
    let of_chain = analysis
        .chain
        .revisions
        .iter()
        .filter(|revision| revision.state == State::Released)
        .flat_map(pgbindgen_codegen::chain::Revision::texts);
    let LockFile::Read(lock) = lock_of(project) else {
        return of_chain.collect();
    };
    let is_released = |id: &str| {
        lock.entries()
            .iter()
            .any(|entry| entry.id == id && entry.is_released())
    };
    let by_name = project
        .inputs
        .iter()
        .filter(|input| is_released(input.stem()))
        .map(|input| input.file);
    of_chain.chain(by_name).collect()
}
