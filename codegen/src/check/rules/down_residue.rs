//! A down that does not give back the state before its up.

use crate::check::alike::{self, Alike, Place};
use crate::check::facts::{self, Changed};
use crate::check::ledger::{Fact, Form};
use crate::check::{Applied, Certainty, Finding, Level, Pass, Rule, Settings, Undone};
use crate::diag::Diagnostic;
use crate::source::layout::Downs;
use pgbindgen_model::catalog::{Catalog, Known, Relation};
use pgbindgen_model::diff::{self, ColumnOrder, Difference, Options};
use pgbindgen_model::tree::Tree;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "down-residue",
    summary: "up and then down does not give the state before",
    level: Level::Deny,
    page: include_str!("down_residue.md"),
    pass: Pass::Revision(pass),
};

/// How many differences a report lists.
const LISTED: usize = 12;

fn pass(revision: &Applied<'_>, settings: &Settings, out: &mut Vec<Finding>) {
    let Some(undone) = &revision.undone else {
        return;
    };
    if !revision.complete {
        return;
    }
    let Residue {
        certain,
        possible,
        order,
    } = Residue::of(revision, undone);
    let (notes, certainty) = match (certain.is_empty(), possible.is_empty()) {
        (false, _) => (certain, Certainty::Certain),
        (true, false) => (possible, Certainty::Possible),
        (true, true) => (Vec::new(), Certainty::Noted),
    };
    if notes.is_empty() && order.is_empty() {
        return;
    }
    let span = revision
        .statements
        .first()
        .map_or(undone.span, |statement| statement.span);
    let (message, label, help) = match certainty {
        Certainty::Certain => (
            format!(
                "after the up and down parts of `{}` the database is not what it was before",
                revision.id
            ),
            match notes.len() {
                1 => "one difference remains after this".to_owned(),
                many => format!("{many} differences remain after this"),
            },
            if undone.statements.is_empty() && settings.downs == Downs::Required {
                "undo in the down part what the up part does; or, if nothing does, say why in a header, \
                 `-- irreversible: REASON`, and remove `-- +down`"
            } else {
                "undo in the down part what the up part does"
            },
        ),
        Certainty::Possible => (
            format!(
                "after the up and down parts of `{}` the database may not be what it was before",
                revision.id
            ),
            match notes.len() {
                1 => "one text is not the one from before".to_owned(),
                many => format!("{many} texts are not those from before"),
            },
            "write it in the down part as it was written before, so that it can be told to be the same",
        ),
        Certainty::Noted => (
            format!(
                "after the up and down parts of `{}` columns are in another order than before",
                revision.id
            ),
            "this is no residue".to_owned(),
            "leave it: a column that is added comes last, whatever the down part says",
        ),
    };
    let mut diagnostic = Diagnostic::error(RULE.name, undone.span, message).with_label(label);
    for note in notes.iter().take(LISTED) {
        diagnostic = diagnostic.with_note(note);
    }
    if notes.len() > LISTED {
        diagnostic = diagnostic.with_note(format!("and {} more", notes.len() - LISTED));
    }
    for note in order {
        diagnostic = diagnostic.with_note(note);
    }
    out.push(Finding {
        span,
        diagnostic: diagnostic.with_help(help),
        certainty,
    });
}

/// What remains, in words.
#[derive(Debug, Default)]
struct Residue {
    certain: Vec<String>,
    /// Texts that a server may or may not take for the same.
    possible: Vec<String>,
    /// What is in another order.
    order: Vec<String>,
}

impl Residue {
    fn of(revision: &Applied<'_>, undone: &Undone<'_>) -> Self {
        let (mut before, mut after) = revision.before.changed_models(&undone.state);
        let options = Options::default().column_order(ColumnOrder::Ignored);
        let mut residue = Self {
            order: in_another_order(&before, &after),
            ..Self::default()
        };
        let found = diff::differences(&mut before, &mut after, options);
        for difference in &found {
            if is_harmless(difference) || is_told_already(difference, &found) {
                continue;
            }
            let alike = match difference.expressions() {
                Some((a, b)) => compare(&before, &difference.path, a, b),
                None => Alike::No,
            };
            residue.add(alike, || describe(difference));
        }
        let facts = facts::changed(
            (&revision.before, &revision.kept),
            (&undone.state, &undone.kept),
        );
        for changed in &facts {
            // Of an object that is left behind or missing, that is said.
            let is_part = |difference: &Difference| {
                (difference.left.is_none() || difference.right.is_none())
                    && changed
                        .path
                        .strip_prefix(&difference.path)
                        .is_some_and(|rest| rest.starts_with('.'))
            };
            if !found.iter().any(is_part) {
                residue.add(alike(changed), || describe_fact(changed));
            }
        }
        residue
    }

    fn add(&mut self, alike: Alike, note: impl FnOnce() -> String) {
        match alike {
            Alike::Same => {}
            Alike::Perhaps => self.possible.push(note()),
            Alike::No => self.certain.push(note()),
        }
    }
}

/// Two texts of an expression at a path of the catalog.
fn compare(catalog: &Catalog, path: &str, a: &str, b: &str) -> Alike {
    if path.ends_with(".definition")
        || path.ends_with(".partition_bound")
        || path.ends_with(".partition_key")
    {
        return alike::definitions(a, b);
    }
    if let Some(domain) = catalog
        .domains
        .iter()
        .find(|domain| path == format!("domains.{}.{}.default", domain.schema, domain.name))
    {
        let ty = domain.type_name.as_known().map(String::as_str);
        return alike::expressions(a, b, &Place::default().coerced_to(ty));
    }
    let relation = catalog.relations.iter().find_map(|relation| {
        let own = format!("relations.{}.{}.", relation.schema, relation.name);
        Some((relation, path.strip_prefix(&own)?))
    });
    let Some((relation, rest)) = relation else {
        return alike::expressions(a, b, &Place::default());
    };
    let place = Place::of_relation(relation);
    let columns = relation.columns.as_known().into_iter().flatten();
    let column = columns
        .filter(|column| rest == format!("columns.{}.default", column.name))
        .find_map(|column| match &column.type_name {
            Known::Known(ty) => Some(ty.as_str()),
            Known::Unknown(_) => None,
        });
    alike::expressions(a, b, &place.coerced_to(column))
}

fn alike(changed: &Changed) -> Alike {
    let (Some(before), Some(after)) = (&changed.before, &changed.after) else {
        return Alike::No;
    };
    let same = match before.form {
        Form::Words if before.text == after.text => Alike::Same,
        Form::Words => Alike::No,
        Form::Expression => alike::expressions(&before.text, &after.text, &Place::default()),
        Form::Definition => alike::definitions(&before.text, &after.text),
    };
    // What ALTER did to it is not followed: one more is not undone, and more
    // may undo each other.
    match after.altered.saturating_sub(before.altered) {
        0 => same,
        1 => Alike::No,
        _ => same.max(Alike::Perhaps),
    }
}

/// Differences that no down could avoid: an enum's label cannot be removed. The
/// order of labels is what comparisons go by, so it counts.
fn is_harmless(difference: &Difference) -> bool {
    if difference.path.starts_with("enums.")
        && difference.path.ends_with(".labels")
        && let (Some(Tree::List(before)), Some(Tree::List(after))) =
            (&difference.left, &difference.right)
    {
        // Those from before are there, in the order that they had.
        let mut after = after.iter();
        return before.iter().all(|label| after.any(|other| other == label));
    }
    false
}

/// Relations whose columns are in another order, which is no residue: a note for
/// who reads of another one.
fn in_another_order(before: &Catalog, after: &Catalog) -> Vec<String> {
    let mut notes = Vec::new();
    for relation in &before.relations {
        let other = after
            .relations
            .iter()
            .find(|other| other.schema == relation.schema && other.name == relation.name);
        let names = |relation: &Relation| -> Vec<String> {
            let columns = relation.columns.as_known().into_iter().flatten();
            columns.map(|column| column.name.clone()).collect()
        };
        let (mut old, mut new) = (names(relation), other.map(names).unwrap_or_default());
        if old == new {
            continue;
        }
        old.sort();
        new.sort();
        if old == new {
            notes.push(format!(
                "the columns of {}.{} are in another order, which no down can give back: \
                 that is not counted",
                relation.schema, relation.name
            ));
        }
    }
    notes
}

/// The name of a NOT NULL constraint (from PostgreSQL 18 on) comes and goes with
/// the constraint.
fn is_told_already(difference: &Difference, all: &[Difference]) -> bool {
    difference
        .path
        .strip_suffix("_name")
        .is_some_and(|path| path.ends_with(".not_null") && all.iter().any(|d| d.path == path))
}

/// A difference in words: what is left, what is missing, what is another.
fn describe(difference: &Difference) -> String {
    let path = difference
        .path
        .strip_prefix("relations.")
        .unwrap_or(&difference.path);
    match (&difference.left, &difference.right) {
        (None, Some(_)) => format!("left behind: {path}"),
        (Some(_), None) => format!("missing: {path}"),
        (Some(before), Some(after)) => format!(
            "{path}: {} before, {} after",
            before.to_json_line(),
            after.to_json_line()
        ),
        (None, None) => path.to_owned(),
    }
}

fn describe_fact(changed: &Changed) -> String {
    let path = changed
        .path
        .strip_prefix("relations.")
        .unwrap_or(&changed.path);
    // Some have a name and nothing else that could be shown.
    let shown = |fact: &Fact| match fact.form {
        Form::Words => format!("{:?}", fact.text),
        Form::Expression | Form::Definition => format!("`{}`", fact.text),
    };
    match (&changed.before, &changed.after) {
        (None, Some(after)) if path.contains('.') && after.form == Form::Words => {
            format!("left behind: {path} = {}", shown(after))
        }
        (None, _) => format!("left behind: {path}"),
        (Some(before), None) if path.contains('.') && before.form == Form::Words => {
            format!("missing: {path} = {}", shown(before))
        }
        (Some(_), None) => format!("missing: {path}"),
        (Some(before), Some(after)) if before.text == after.text => {
            format!("{path}: altered, and that is not undone")
        }
        (Some(before), Some(after)) => {
            format!("{path}: {} before, {} after", shown(before), shown(after))
        }
    }
}
