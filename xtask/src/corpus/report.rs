//! What a run came to, as a table and in full.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use super::compare::{Compared, Share};
use super::replayed::Step;
use super::shrink::Fault;
use super::spec::{Expected, Spec};
use crate::shell::root;
use crate::{Failure, Outcome as Ended};

/// One line of the table.
#[derive(Clone, Default)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) version: u16,
    pub(super) files: usize,
    pub(super) statements: usize,
    pub(super) opaque: usize,
    pub(super) tainted: usize,
    pub(super) refused: usize,
    pub(super) compared: Compared,
    pub(super) time_static: Duration,
    pub(super) time_live: Duration,
}

/// One history on one server.
pub(super) struct Outcome {
    pub(super) line: Line,
    pub(super) notes: Vec<String>,
    /// What kept the history from being compared as a whole.
    pub(super) faults: Vec<String>,
    /// Errors of the replay on what the server has taken.
    pub(super) errors: Vec<String>,
    pub(super) tainted: Vec<String>,
    pub(super) expected: Expected,
    pub(super) is_run: bool,
    /// Where the smallest parts are that show a fault.
    pub(super) parts: Vec<String>,
}

impl Outcome {
    /// One for which something is missing on this machine.
    pub(super) fn not_run(line: Line, notes: Vec<String>) -> Self {
        Self {
            line,
            notes,
            faults: Vec::new(),
            errors: Vec::new(),
            tainted: Vec::new(),
            expected: Expected::default(),
            is_run: false,
            parts: Vec::new(),
        }
    }

    fn found(&self) -> Expected {
        Expected {
            refused: self.line.refused,
            opaque: self.line.opaque,
            tainted: self.line.tainted,
            different: self.line.compared.differences.len(),
            unknown: self.line.compared.unknown.len(),
        }
    }

    /// How it is not as its description says.
    fn surprises(&self) -> Vec<String> {
        if !self.is_run {
            return Vec::new();
        }
        let mut all = self.faults.clone();
        let (found, known) = (self.found(), self.expected);
        for (name, found, known) in [
            ("refused", found.refused, known.refused),
            ("opaque", found.opaque, known.opaque),
            ("tainted", found.tainted, known.tainted),
            ("different", found.different, known.different),
            ("unknown", found.unknown, known.unknown),
        ] {
            if found > known {
                all.push(format!("{name}: {found}, where {known} is expected"));
            } else if found < known {
                all.push(format!(
                    "{name}: {found}, better than the {known} that corpora/{}.toml expects: write {name} = {found}",
                    self.line.name
                ));
            }
        }
        all
    }
}

/// All of a run.
#[derive(Default)]
pub(super) struct Report {
    outcomes: Vec<Outcome>,
    missing: Vec<String>,
    bindings: Vec<String>,
    /// What rustc or the generator says against bindings.
    faults: Vec<String>,
}

/// Parts that are told on the terminal; the rest is in the file.
const SHOWN: usize = 12;

impl Report {
    pub(super) fn add(&mut self, outcome: Outcome) {
        eprintln!("{}", row(&outcome.line, outcome.is_run));
        self.outcomes.push(outcome);
    }

    /// Notes a repository that is not in the folder.
    pub(super) fn missing(&mut self, spec: &Spec) {
        let what = spec.source.shown();
        self.missing
            .push(format!("{}: {what} is not at hand", spec.name));
    }

    pub(super) fn bindings(&mut self, (told, faults): (Vec<String>, Vec<String>)) {
        self.bindings.extend(told);
        self.faults.extend(faults);
    }

    /// For the terminal.
    pub(super) fn text(&self) -> String {
        self.write(SHOWN)
    }

    /// With everything.
    pub(super) fn whole(&self) -> String {
        self.write(usize::MAX)
    }

    fn write(&self, limit: usize) -> String {
        let mut out = String::from(HEAD);
        let mut total = Line {
            name: "all".into(),
            ..Line::default()
        };
        for outcome in &self.outcomes {
            let _ = writeln!(out, "{}", row(&outcome.line, outcome.is_run));
            add(&mut total, &outcome.line);
        }
        let _ = writeln!(out, "{}\n", row(&total, true));
        for missing in &self.missing {
            let _ = writeln!(out, "{missing}");
        }
        for outcome in &self.outcomes {
            let mut lines = outcome.notes.clone();
            lines.extend(outcome.surprises());
            let mut list = |what: &str, found: Vec<String>| {
                let more = found.len().saturating_sub(limit);
                lines.extend(
                    found
                        .into_iter()
                        .take(limit)
                        .map(|one| format!("{what}: {one}")),
                );
                if more > 0 {
                    lines.push(format!("{what}: {more} more"));
                }
            };
            list("refused", outcome.errors.clone());
            list("tainted", outcome.tainted.clone());
            let compared = &outcome.line.compared;
            let all = compared.differences.iter().map(ToString::to_string);
            list("differs (left ours)", all.collect());
            let all = compared.unknown.iter().map(ToString::to_string);
            list("unknown", all.collect());
            list("shrunk", outcome.parts.clone());
            if !lines.is_empty() {
                let _ = writeln!(
                    out,
                    "\n{} on PostgreSQL {}",
                    outcome.line.name, outcome.line.version
                );
                for line in lines {
                    let _ = writeln!(out, "  {}", line.replace('\n', "\n    "));
                }
            }
        }
        for line in self.bindings.iter().chain(&self.faults) {
            let _ = writeln!(out, "{line}");
        }
        out
    }

    /// Whether all is as it is described.
    pub(super) fn outcome(&self) -> Ended {
        let is_off = |outcome: &&Outcome| !outcome.surprises().is_empty();
        let off = self.outcomes.iter().filter(is_off).count();
        let faults = self.faults.len();
        if off + faults == 0 {
            return Ok(());
        }
        Err(format!("{off} histories are not as corpora/*.toml describe them, {faults} bindings do not compile").into())
    }
}

const HEAD: &str = "\
| history | PostgreSQL | files | statements | parsed | opaque | tainted | refused | relations | columns | constraints | indexes | enums | views' columns | static | live |\n\
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

fn row(line: &Line, is_run: bool) -> String {
    if !is_run {
        return format!("| {} | {} | not run |", line.name, line.version);
    }
    let compared = &line.compared;
    let version = match line.version {
        0 => String::new(),
        version => version.to_string(),
    };
    let shares: Vec<String> = [
        compared.relations,
        compared.columns,
        compared.constraints,
        compared.indexes,
        compared.enums,
        compared.views,
    ]
    .iter()
    .map(Share::to_string)
    .collect();
    format!(
        "| {} | {version} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        line.name,
        line.files,
        line.statements,
        line.statements - line.opaque.min(line.statements),
        line.opaque,
        line.tainted,
        line.refused,
        shares.join(" | "),
        shown(line.time_static),
        shown(line.time_live),
    )
}

fn shown(time: Duration) -> String {
    match time.as_millis() {
        millis @ 0..10_000 => format!("{millis} ms"),
        _ => format!("{:.1} s", time.as_secs_f64()),
    }
}

fn add(total: &mut Line, line: &Line) {
    total.files += line.files;
    total.statements += line.statements;
    total.opaque += line.opaque;
    total.tainted += line.tainted;
    total.refused += line.refused;
    total.time_static += line.time_static;
    total.time_live += line.time_live;
    let (all, one) = (&mut total.compared, &line.compared);
    all.relations += one.relations;
    all.columns += one.columns;
    all.constraints += one.constraints;
    all.indexes += one.indexes;
    all.enums += one.enums;
    all.views += one.views;
}

/// How many faults of a history are shrunk: one of each kind, as kinds go together.
const PARTS: usize = 6;

/// The faults of a history that are worth a reproduction: one of each kind.
pub(super) fn to_shrink(steps: &[Step], compared: &Compared) -> Vec<(Fault, String)> {
    let mut kinds = BTreeSet::new();
    let mut faults = Vec::new();
    for (revision, step) in steps.iter().enumerate() {
        for error in &step.errors {
            let Some(at) = error.at else {
                continue;
            };
            if error.code != "tainted" && kinds.insert(error.code.to_owned()) {
                let code = error.code;
                // In the text of the part, which begins somewhere in its file.
                let at = at.saturating_sub(step.begins);
                faults.push((Fault::Refused { revision, at, code }, error.to_string()));
            }
        }
    }
    let paths = compared
        .differences
        .iter()
        .map(|one| (one.path.clone(), one.to_string()));
    let open = compared
        .unknown
        .iter()
        .map(|one| (one.path.clone(), one.to_string()));
    for (path, title) in paths.chain(open) {
        let mut steps = path.split('.');
        let kind = (
            steps.next().map(str::to_owned),
            steps.next_back().map(str::to_owned),
        );
        let kind = match kind {
            // The name of an object that only one side has.
            (first, _) if path.split('.').count() % 2 == 1 => {
                format!("{first:?} {}", path.split('.').count())
            }
            other => format!("{other:?}"),
        };
        if kinds.insert(kind) {
            faults.push((Fault::Difference(path.clone()), title));
        }
    }
    faults.truncate(PARTS);
    faults
}

/// Writes the parts below `target`, each to a file; says which.
pub(super) fn write_parts(
    spec: &Spec,
    version: u16,
    parts: Vec<(String, Option<String>)>,
) -> Result<Vec<String>, Failure> {
    let dir = root().join("target").join("corpora").join("differences");
    fs::create_dir_all(&dir)?;
    let mut told = Vec::new();
    for (number, (title, part)) in (1..).zip(parts) {
        let Some(part) = part else {
            told.push(format!("not outside of its transactions: {title}"));
            continue;
        };
        let file = dir.join(format!("{}-{version}-{number}.sql", spec.name));
        let title = title.replace('\n', " ");
        fs::write(
            &file,
            format!("-- {title}\n-- PostgreSQL {version}\n\n{part}"),
        )?;
        let shown = file
            .strip_prefix(root())
            .unwrap_or(&file)
            .display()
            .to_string();
        told.push(format!("{shown}: {title}"));
    }
    Ok(told)
}
