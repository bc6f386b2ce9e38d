//! Where a type hides: the search that the rules on money have in common.
//!
//! A column can be of a type in many disguises: an array, a domain over a domain,
//! an attribute of a composite type, a range, a view's expression, a cast in a
//! default. And it can become so in many ways: with another type, another name,
//! a comment. So a rule judges a state, and the search finds the statement
//! after which the judgement last changed.

use super::money::{self, Naming, is_money_column};
use super::{Applied, History};
use crate::catalog::builtin::PG_TEMP;
use crate::catalog::{
    Catalog, ChangeKind, Column, ColumnId, ColumnType, FunctionId, ObjectId, RelId, Relation,
    RelationKind, StoredExpr, TypeId, TypeKind, TypeUse,
};
use crate::diag::Span;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// How many types are followed into each other. PostgreSQL has no limit; nobody
/// has come near this one.
const MAX_DEPTH: usize = 100;

/// What a rule judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A column, or an attribute of a composite type.
    Column(RelId, ColumnId),
    /// A relation, for what is not of one column.
    Relation(RelId),
    /// A type.
    Type(TypeId),
    /// A function.
    Function(FunctionId),
}

/// What is wrong with a subject.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// Where it is.
    pub(super) place: Place,
    /// What it is, in words.
    pub(super) words: String,
    /// The types on the way, which with the spans tell one fault from another.
    types: Vec<TypeId>,
    /// Where it is written, the nearest first.
    pub(super) spans: Vec<Span>,
}

/// What of a subject is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Its type.
    Type,
    /// Its DEFAULT.
    Default,
    /// The expression that it is generated from.
    Generated,
    /// The expression of a view's column.
    View,
    /// A condition or a key.
    Within,
}

impl Fault {
    pub(super) fn new(place: Place, words: impl Into<String>, span: Span) -> Self {
        Self {
            place,
            words: words.into(),
            types: Vec::new(),
            spans: vec![span],
        }
    }

    /// Whether a range lies on the way.
    pub(super) fn is_in_range(&self, catalog: &Catalog) -> bool {
        let types = self.types.iter();
        types
            .filter_map(|id| catalog.types.get(id.0))
            .any(|ty| matches!(ty.kind, TypeKind::Range { .. } | TypeKind::Multirange(_)))
    }

    /// Whether it is the same fault, whatever the objects are called by now.
    fn is(&self, other: &Self) -> bool {
        self.place == other.place && self.types == other.types && self.spans == other.spans
    }
}

/// A fault of the state at the head.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) subject: Subject,
    pub(super) fault: Fault,
    /// The statement that last made it so, or the words in it that did.
    pub(super) span: Span,
}

/// What is at fault in a type by itself, in words.
pub(super) type Culprit = fn(&TypeUse) -> Option<&'static str>;

/// A rule's judgement on one subject of a state.
pub(super) type Judge<'j> = dyn Fn(&Catalog, Subject) -> Option<Fault> + 'j;

/// The faults at the head, in the order of the objects. What `subjects` gives
/// is judged.
pub(super) fn at_head(
    history: &History<'_>,
    subjects: fn(&Catalog) -> Vec<Subject>,
    judge: &Judge<'_>,
) -> Vec<Found> {
    let Some(head) = history.revisions.last() else {
        return Vec::new();
    };
    let mut pending = Pending::default();
    for subject in subjects(&head.after) {
        if let Some(fault) = judge(&head.after, subject) {
            pending.insert(&head.after, (subject, fault));
        }
    }
    let mut found = Vec::new();
    // A revision is looked into when it left a fault that was not there before
    // it, and when it may have made one anew that was.
    for revision in history.revisions.iter().rev() {
        let touched = pending.touched(revision);
        let (looked_for, rest): (Vec<_>, Vec<_>) = touched.into_iter().partition(|fault| {
            let before = judge(&revision.before, fault.0);
            !is_same(before.as_ref(), Some(&fault.1)) || touches(revision, fault.0)
        });
        for fault in rest {
            pending.insert(&revision.before, fault);
        }
        if looked_for.is_empty() {
            continue;
        }
        for (fault, made) in statements(revision, looked_for, judge) {
            let (subject, fault) = fault;
            if made.is_none() && judge(&revision.before, subject).is_some() {
                pending.insert(&revision.before, (subject, fault));
                continue;
            }
            found.push(Found {
                span: place(revision, &head.after, made, subject, &fault),
                subject,
                fault,
            });
        }
    }
    found.sort_by_key(|found| found.subject);
    found
}

/// Faults whose cause is still looked for: most can only be another where their own
/// relation changes.
#[derive(Default)]
struct Pending {
    of_relation: BTreeMap<u32, Vec<(Subject, Fault)>>,
    others: Vec<(Subject, Fault)>,
}

impl Pending {
    /// Adds a fault as it is in a state.
    fn insert(&mut self, state: &Catalog, fault: (Subject, Fault)) {
        match fault.0 {
            Subject::Column(id, _) | Subject::Relation(id) if is_plain(state, id) => {
                self.of_relation.entry(id.0).or_default().push(fault);
            }
            _ => self.others.push(fault),
        }
    }

    /// Takes those out that a revision may have changed.
    fn touched(&mut self, revision: &Applied<'_>) -> Vec<(Subject, Fault)> {
        let (before, after) = (&revision.before, &revision.after);
        let differing = before.relations.differing(&after.relations);
        let changes = revision.statements.iter().flat_map(|stmt| &stmt.changes);
        let columns = changes.filter_map(|change| match change.object {
            ObjectId::Column(relation, _) => Some(relation.0),
            _ => None,
        });
        let relations: BTreeSet<u32> = differing.into_iter().chain(columns).collect();
        let is_anything = !relations.is_empty()
            || !before.types.differing(&after.types).is_empty()
            || !before.functions.differing(&after.functions).is_empty();
        let mut touched = Vec::new();
        for id in relations {
            touched.append(&mut self.of_relation.remove(&id).unwrap_or_default());
        }
        if is_anything {
            touched.append(&mut self.others);
        }
        touched
    }
}

/// Whether a revision gave a column another name or did something else to it.
fn touches(revision: &Applied<'_>, subject: Subject) -> bool {
    let Subject::Column(relation, column) = subject else {
        return false;
    };
    revision
        .statements
        .iter()
        .flat_map(|stmt| &stmt.changes)
        .any(|change| change.object == ObjectId::Column(relation, column))
}

fn is_same(one: Option<&Fault>, other: Option<&Fault>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.is(other),
        (None, None) => true,
        _ => false,
    }
}

/// Finds the statements of a revision that made faults what they are after it:
/// the last after which each is another than before.
fn statements(
    revision: &Applied<'_>,
    faults: Vec<(Subject, Fault)>,
    judge: &Judge<'_>,
) -> Vec<((Subject, Fault), Option<usize>)> {
    let mut states: Vec<Option<Fault>> = faults
        .iter()
        .map(|(subject, _)| judge(&revision.before, *subject))
        .collect();
    let mut made: Vec<Option<usize>> = vec![None; faults.len()];
    // Most faults are looked at only when their own relation has changed.
    let mut of_relation: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut others = Vec::new();
    for (index, (subject, _)) in faults.iter().enumerate() {
        match subject {
            Subject::Column(id, _) | Subject::Relation(id) if is_plain(&revision.after, *id) => {
                of_relation.entry(id.0).or_default().push(index);
            }
            _ => others.push(index),
        }
    }
    let mut before = revision.before.clone();
    let mut at = 0;
    revision.steps.run(|after| {
        let relations = before.relations.differing(&after.relations);
        let is_anything = !relations.is_empty()
            || !before.types.differing(&after.types).is_empty()
            || !before.functions.differing(&after.functions).is_empty();
        let own = relations.iter().filter_map(|id| of_relation.get(id));
        let others = is_anything.then_some(&others);
        for &index in own.chain(others).flatten() {
            let state = judge(after, faults[index].0);
            if !is_same(states[index].as_ref(), state.as_ref()) {
                if state.is_some() {
                    made[index] = Some(at);
                }
                states[index] = state;
            }
        }
        before = after.clone();
        at += 1;
        ControlFlow::Continue(())
    });
    faults.into_iter().zip(made).collect()
}

/// Whether judging a column of the relation asks nothing else: it has no parents,
/// reads nothing, and its types are the server's own.
fn is_plain(catalog: &Catalog, id: RelId) -> bool {
    let Some(relation) = catalog.rel(id) else {
        return true;
    };
    match &relation.kind {
        RelationKind::Table(info) | RelationKind::ForeignTable(info) => {
            let of_rows = relation.columns.iter().any(|column| {
                let ty = column.ty.known();
                ty.is_some_and(|ty| catalog.types.get(ty.id.0).is_some())
            });
            info.inherits.is_empty()
                && info.partition_of.is_none()
                && info.of_type.is_none()
                && !of_rows
        }
        _ => false,
    }
}

/// The words that made a fault, in the statement that did.
fn place(
    revision: &Applied<'_>,
    head: &Catalog,
    made: Option<usize>,
    subject: Subject,
    fault: &Fault,
) -> Span {
    let written = fault.spans.first().copied();
    let stmt = made.and_then(|made| revision.statements.get(made));
    let Some(stmt) = stmt else {
        return written.unwrap_or(revision.revision.header);
    };
    let is_inside = |span: &Span| {
        stmt.span.file == span.file && stmt.span.start <= span.start && span.end <= stmt.span.end
    };
    if let Some(span) = fault.spans.iter().find(|span| is_inside(span)) {
        return *span;
    }
    let touching = |of: &dyn Fn(&ObjectId) -> bool| {
        let changes = || stmt.changes.iter().filter(|change| of(&change.object));
        changes()
            .rfind(|change| change.kind == ChangeKind::Renamed)
            .or_else(|| changes().next_back())
            .map(|change| change.span)
            .filter(is_inside)
    };
    let own = |object: &ObjectId| match (subject, object) {
        (Subject::Column(rel, id), ObjectId::Column(other, column)) => {
            rel == *other && id == *column
        }
        (Subject::Function(id), ObjectId::Function(other)) => id == *other,
        _ => false,
    };
    // Of an attribute the composite type is changed.
    let row = column(head, subject).and_then(|(relation, _)| relation.row_type);
    let types = |object: &ObjectId| match object {
        ObjectId::Type(id) => {
            row == Some(*id) || subject == Subject::Type(*id) || fault.types.contains(id)
        }
        _ => false,
    };
    let relation = |object: &ObjectId| match (subject, object) {
        (Subject::Column(rel, _) | Subject::Relation(rel), ObjectId::Relation(other)) => {
            rel == *other
        }
        _ => false,
    };
    touching(&own)
        .or_else(|| touching(&types))
        .or_else(|| touching(&relation))
        .unwrap_or(stmt.span)
}

/// Every column of the database's own relations.
pub(super) fn columns(catalog: &Catalog) -> Vec<Subject> {
    catalog
        .relations
        .iter()
        .filter(|(_, relation)| is_judged(relation))
        .flat_map(|(_, relation)| {
            let columns = relation.columns.iter();
            columns.map(|column| Subject::Column(relation.id, column.id))
        })
        .collect()
}

/// Whether a relation is the project's own, stays, and has columns in their own
/// right.
pub(super) fn is_judged(relation: &Relation) -> bool {
    relation.origin.extension.is_none()
        && relation.schema != PG_TEMP
        && !matches!(relation.kind, RelationKind::Index(_))
}

/// The column of a subject.
pub(super) fn column(catalog: &Catalog, subject: Subject) -> Option<(&Relation, &Column)> {
    let Subject::Column(relation, column) = subject else {
        return None;
    };
    let relation = catalog.rel(relation).filter(|rel| is_judged(rel))?;
    Some((relation, relation.column_by_id(column)?))
}

/// The fault of a money column whose type holds the culprit, unless another
/// column is told to be at fault for it.
pub(super) fn money_type(
    catalog: &Catalog,
    relation: &Relation,
    column: &Column,
    culprit: Culprit,
    naming: &Naming<'_>,
) -> Option<Fault> {
    let fault = inside_column(catalog, relation, column, culprit, naming)?;
    let told = follows(catalog, relation, column).any(|(other, followed)| {
        inside_column(catalog, other, followed, culprit, naming).is_some()
    });
    (!told).then_some(fault)
}

/// Columns that this one repeats: those of its parents, the attribute of the
/// type that its table is of, and what a view shows as it is.
pub(super) fn follows<'a>(
    catalog: &'a Catalog,
    relation: &'a Relation,
    column: &'a Column,
) -> impl Iterator<Item = (&'a Relation, &'a Column)> {
    let mut found = Vec::new();
    let mut named = |id: RelId| {
        let other = catalog.rel(id);
        found.extend(other.and_then(|other| Some((other, other.column(&column.name)?))));
    };
    match &relation.kind {
        RelationKind::Table(info) | RelationKind::ForeignTable(info) => {
            if !column.is_local && column.inherited > 0 {
                info.inherits.iter().copied().for_each(&mut named);
                if let Some((parent, _)) = &info.partition_of {
                    named(*parent);
                }
            }
            if let Some(ty) = info.of_type.and_then(|id| catalog.types.get(id.0))
                && let TypeKind::Composite(row) = &ty.kind
            {
                named(*row);
            }
        }
        RelationKind::View(info) | RelationKind::MaterializedView(info) => {
            let at = relation.columns.iter().position(|c| c.id == column.id);
            if let Some((rel, id)) = at.and_then(|at| *info.sources.get(at)?) {
                let other = catalog.rel(rel);
                found.extend(other.and_then(|other| Some((other, other.column_by_id(id)?))));
            }
        }
        _ => {}
    }
    found.into_iter()
}

fn inside_column(
    catalog: &Catalog,
    relation: &Relation,
    column: &Column,
    culprit: Culprit,
    naming: &Naming<'_>,
) -> Option<Fault> {
    let ty = column.ty.known()?;
    if culprit(ty).is_none() && catalog.types.get(ty.id.0).is_none() {
        // The server's own type and another one: nearly every column.
        return None;
    }
    let walk = Walk {
        catalog,
        culprit,
        naming,
        seen: RefCell::default(),
    };
    let named = is_money_column(catalog, relation, column, naming);
    let mut fault = walk.inside(ty, named, 0)?;
    // What is written at the column itself is nearest.
    fault.spans.insert(0, column.type_span);
    Some(fault)
}

/// A search through the types within types.
struct Walk<'a> {
    catalog: &'a Catalog,
    culprit: Culprit,
    naming: &'a Naming<'a>,
    /// Types in which nothing was found: one may be a part of many, and those of
    /// many others.
    seen: RefCell<BTreeSet<(TypeId, bool)>>,
}

impl Walk<'_> {
    /// Where the culprit is in a type; `named` says whether it is there as money.
    fn inside(&self, ty: &TypeUse, named: bool, depth: usize) -> Option<Fault> {
        if depth > MAX_DEPTH {
            return None;
        }
        if let Some(words) = (self.culprit)(ty).filter(|_| named) {
            return Some(Fault {
                place: Place::Type,
                words: words_of(words, ty),
                types: vec![ty.id],
                spans: Vec::new(),
            });
        }
        let user = self.catalog.types.get(ty.id.0)?;
        if !self.seen.borrow_mut().insert((ty.id, named)) {
            return None;
        }
        let next = depth + 1;
        let mut fault = match &user.kind {
            TypeKind::Domain(domain) => {
                let named = money::is_money_type(user, named, self.naming);
                let fault = self.inside(&domain.base, named, next)?;
                fault.within(&format!("the domain `{}`", user.name))
            }
            TypeKind::Range { subtype, .. } => {
                let named = money::is_money_type(user, named, self.naming);
                let fault = self.inside(subtype, named, next)?;
                fault.within(&format!("the range `{}`", user.name))
            }
            TypeKind::Multirange(range) => self.inside(&TypeUse::plain(*range), named, next)?,
            TypeKind::Composite(row) | TypeKind::Row(row) => self.in_row(*row, named, next)?,
            TypeKind::Enum(_) | TypeKind::Base | TypeKind::Shell => return None,
        };
        fault.types.push(ty.id);
        if ty.array {
            fault.words = format!("an array of {}", fault.words);
        }
        Some(fault)
    }

    /// Inside a composite type the attributes' names count as well.
    fn in_row(&self, row: RelId, named: bool, depth: usize) -> Option<Fault> {
        let row = self.catalog.rel(row)?;
        row.columns.iter().find_map(|attribute| {
            let ColumnType::Known(ty) = &attribute.ty else {
                return None;
            };
            // An attribute that is money by its own name is reported there.
            let named = named
                && !is_money_column(self.catalog, row, attribute, self.naming)
                && !self.naming.says_otherwise(attribute);
            let mut fault = self.inside(ty, named, depth)?;
            fault.spans.insert(0, attribute.type_span);
            fault.words = format!(
                "the composite type `{}`, whose `{}` is {}",
                row.name, attribute.name, fault.words
            );
            Some(fault)
        })
    }
}

impl Fault {
    fn within(mut self, what: &str) -> Self {
        self.words = format!("{what}, which is {}", self.words);
        self
    }
}

/// A type in words, as an array where it is one.
pub(super) fn words_of(words: &str, ty: &TypeUse) -> String {
    if ty.array {
        format!("an array of {words}")
    } else {
        words.to_owned()
    }
}

/// The default that a domain gives its columns; the nearest of domains over domains.
fn default_of_domain<'a>(catalog: &'a Catalog, ty: &TypeUse) -> Option<&'a StoredExpr> {
    let mut id = ty.id;
    for _ in 0..MAX_DEPTH {
        let TypeKind::Domain(domain) = &catalog.types.get(id.0)?.kind else {
            return None;
        };
        if ty.array {
            return None;
        }
        if domain.default.is_some() {
            return domain.default.as_ref();
        }
        id = domain.base.id;
    }
    None
}

/// The fault of a column whose value goes through the culprit, though its type
/// may be another: in its default, in what it is generated from, in a view.
pub(super) fn cast(
    catalog: &Catalog,
    relation: &Relation,
    column: &Column,
    culprit: Culprit,
) -> Option<Fault> {
    let deep = |ty: &TypeUse| {
        // A domain over it is it.
        let mut ty = ty.clone();
        for _ in 0..MAX_DEPTH {
            let Some(TypeKind::Domain(domain)) = catalog.types.get(ty.id.0).map(|ty| &ty.kind)
            else {
                break;
            };
            ty = domain.base.clone();
        }
        culprit(&ty)
    };
    let ty = column.ty.known();
    let of_domain = || ty.and_then(|ty| default_of_domain(catalog, ty));
    if let Some(expr) = column.default.as_deref().or_else(of_domain) {
        let place = match column.generated {
            Some(_) => Place::Generated,
            None => Place::Default,
        };
        let found = expr.ty.iter().chain(&expr.casts).find_map(deep);
        return found.map(|words| Fault::new(place, words, expr.span));
    }
    let (RelationKind::View(info) | RelationKind::MaterializedView(info)) = &relation.kind else {
        return None;
    };
    let at = relation.columns.iter().position(|c| c.id == column.id)?;
    let found = info.casts.get(at)?.iter().find_map(deep);
    found.map(|words| Fault::new(Place::View, words, column.type_span))
}
