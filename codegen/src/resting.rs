//! What rests on a statement that is not modelled: one report, with a count.
//!
//! One line of `pgbindgen.toml` settles all of it, so that it is one fault: the
//! first use is told, with what else is not certain, and the others are counted.

use crate::chain::State;
use crate::diag::{Diagnostic, Label, Span};
use crate::history::{Parsed, ParsedStmt};
use crate::{Project, diag};

/// The code of a use of what is not certain.
pub(crate) const USE: &str = "tainted";

/// The code of the statement that makes it so.
pub(crate) const CAUSE: &str = "not-modelled";

/// The label of the statement that is to blame, in the report of a use.
pub(crate) const BLAMED: &str = "this statement";

/// The statements that are not modelled, with what is told of them.
#[derive(Debug, Default)]
pub(crate) struct Resting {
    all: Vec<Cause>,
}

/// A statement that is not modelled.
#[derive(Debug)]
struct Cause {
    statement: Span,
    /// Its warnings, among the diagnostics.
    warnings: Vec<usize>,
    /// The report of the first use, among the diagnostics.
    used: Option<usize>,
    /// How many statements use it besides.
    more: usize,
}

impl Resting {
    /// Whether a fault of the statement at `here`, which comes next among the
    /// diagnostics, is not to be told, since it is counted.
    pub(crate) fn counts(&mut self, fault: &Diagnostic, here: Span, next: usize) -> bool {
        match fault.code {
            CAUSE => {
                self.cause(here).warnings.push(next);
                false
            }
            USE => {
                let Some(blamed) = blamed(fault) else {
                    return false;
                };
                let cause = self.cause(blamed);
                if cause.used.is_some() {
                    cause.more += 1;
                    return true;
                }
                cause.used = Some(next);
                false
            }
            _ => false,
        }
    }

    /// The statement that holds a place; a new one where none is known.
    fn cause(&mut self, place: Span) -> &mut Cause {
        let known = self.all.iter().rposition(|one| one.statement.holds(place));
        let at = known.unwrap_or_else(|| {
            self.all.push(Cause {
                statement: place,
                warnings: Vec::new(),
                used: None,
                more: 0,
            });
            self.all.len() - 1
        });
        &mut self.all[at]
    }

    /// Says of each first use how many there are, and what else is not certain, in
    /// place of the warnings.
    pub(crate) fn finish(self, out: &mut Vec<Diagnostic>) {
        let mut told = Vec::new();
        for cause in self.all {
            let Some(used) = cause.used else {
                continue;
            };
            let mut labels: Vec<Label> = Vec::new();
            let mut notes = Vec::new();
            for warning in cause.warnings.iter().filter_map(|&at| out.get(at)) {
                labels.extend(warning.secondary.iter().cloned());
                let known = out.get(used).and_then(blamed);
                let place = warning.primary.as_ref().map(|label| label.span);
                if let Some(place) = place.filter(|_| place != known) {
                    labels.push(Label {
                        span: place,
                        text: "and this".to_owned(),
                    });
                    notes.push(warning.message.clone());
                }
            }
            let Some(report) = out.get_mut(used) else {
                continue;
            };
            report.secondary.extend(labels);
            report.notes.extend(notes);
            report.notes.extend(match cause.more {
                0 => None,
                1 => Some("1 more statement rests on it".to_owned()),
                more => Some(format!("{more} more statements rest on it")),
            });
            told.extend(cause.warnings);
        }
        let mut at = 0;
        out.retain(|_| {
            at += 1;
            !told.contains(&(at - 1))
        });
    }
}

/// The place of what is not modelled, in the report of a use or of itself.
fn blamed(fault: &Diagnostic) -> Option<Span> {
    let mut labels = fault.secondary.iter();
    let label = labels.find(|label| fault.code == USE && label.text == BLAMED);
    label.or(fault.primary.as_ref()).map(|label| label.span)
}

/// Says what settles each statement that is not modelled: the comment above it, and
/// the line of `pgbindgen.toml`, as they are to be written.
pub(crate) fn advise(found: &mut [Diagnostic], parsed: &[Parsed<'_>], project: &Project) {
    for fault in found {
        if !matches!(fault.code, USE | CAUSE) {
            continue;
        }
        let help = blamed(fault).map_or_else(Vec::new, |place| settled_by(place, parsed, project));
        fault.help.splice(0..0, help);
    }
}

fn settled_by(place: Span, parsed: &[Parsed<'_>], project: &Project) -> Vec<String> {
    let holds = |one: &&ParsedStmt| one.raw.span.holds(place);
    let found = parsed.iter().find_map(|one| {
        let down = one.down.iter().flatten();
        let statement = one.up.iter().chain(down).find(holds)?;
        Some((one.revision.state, statement.raw.span))
    });
    let Some((state, statement)) = found else {
        return vec![format!("say what it does to the schema: {COMMENT}")];
    };
    let statement = project.sources.on_disk(statement);
    let line = project.sources.file(statement.file);
    let line = line.position(statement.range().start).line;
    let input = project.inputs.iter();
    let mut input = input.filter(|input| input.file == statement.file);
    let in_config = input.next().map(|input| {
        let key = diag::json_string(&format!("{}:{line}", input.path));
        format!(
            "`{key} = \"no-effect\"`, or the SQL in its place, under `[effects]` in pgbindgen.toml"
        )
    });
    let comment = format!("write above line {line} what it does to the schema: {COMMENT}");
    match (state, in_config) {
        (State::Released, Some(in_config)) => {
            vec![format!("write, since the file has run: {in_config}")]
        }
        (State::Draft, Some(in_config)) => {
            vec![comment, format!("write, if the file has run: {in_config}")]
        }
        (_, None) => vec![comment],
    }
}

/// The comments that say what a statement does.
const COMMENT: &str = "`-- pgbindgen: no-effect` if it does nothing to it, else `-- pgbindgen: effect \"CREATE TABLE …\"`";
