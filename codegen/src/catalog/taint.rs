//! What is no longer certain, because a statement could not be modelled.
//!
//! Such a statement is not an error of itself: what it may have touched is
//! tainted, and using a tainted object is the error, at the place of use, which
//! says how to settle it.
//!
//! What may or may not run is tried on a copy of the state: what differs
//! afterwards, and nothing else, is tainted.

use super::builtin::PG_TEMP;
use super::error::{Result, SqlError};
use super::registry::RegistryKinds;
use super::rewrite::split_name;
use super::{Catalog, RelId, Replay, Taint, TaintedName, extension};
use crate::ddl::{
    AlterActionKind, AlterObjectAction, CreateIndex, Name, ObjectRef, QName, Stmt, StmtKind,
};
use crate::diag::{Diagnostic, Span};
use crate::resting::{BLAMED, CAUSE, USE};
use pgbindgen_model::catalog as model;
use std::collections::{BTreeMap, BTreeSet};

/// The kind of a [`TaintedName`] that stands for ROW LEVEL SECURITY of a table.
const ROW_SECURITY: &str = "row level security";

/// What something that may or may not have run would have changed.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Anything, with the reason and its place.
    everything: Option<(Span, String)>,
    /// Relations of the state before.
    relations: BTreeSet<RelId>,
    /// Names of everything else, and of what is new.
    names: BTreeSet<TaintedName>,
    /// Kinds of objects that are known by name alone: what may be there is not refused.
    registry: RegistryKinds,
}

impl Touched {
    fn is_empty(&self) -> bool {
        self.everything.is_none() && self.relations.is_empty() && self.names.is_empty()
    }

    fn name(&mut self, kind: &'static str, schema: &str, name: &str) {
        self.names.insert(TaintedName {
            kind,
            schema: schema.to_owned(),
            table: None,
            name: name.to_owned(),
        });
    }

    /// Adds what differs between two states of one history.
    fn add(&mut self, before: &Catalog, after: &Catalog) {
        for taint in after.taints.iter().skip(before.taints.len()) {
            if taint.everything && self.everything.is_none() {
                self.everything = Some((taint.span, taint.reason.clone()));
            }
            self.names.extend(taint.names.iter().cloned());
        }
        // Nothing is certain any more: what else differs says no more.
        if self.everything.is_some() {
            return;
        }
        // What is tainted as it is has not changed.
        if after.taints.len() > before.taints.len() {
            let marked = after.relations.iter().filter(|(id, relation)| {
                relation.taint.is_some_and(|at| at >= before.taints.len())
                    && before.rel(RelId(*id)).is_some()
            });
            self.relations.extend(marked.map(|(id, _)| RelId(id)));
        }
        let (old, new) = before.changed_models(after);
        let same = |all: &[model::Relation], relation: &model::Relation| {
            let name = (&relation.schema, &relation.name);
            let found = all.binary_search_by(|one| (&one.schema, &one.name).cmp(&name));
            found.ok()
        };
        for was in &old.relations {
            let is = same(&new.relations, was).and_then(|at| new.relations.get(at));
            self.add_relation(Some(was), is, before);
        }
        for is in &new.relations {
            if same(&old.relations, is).is_none() {
                self.add_relation(None, Some(is), before);
            }
        }
        for sequence in &new.sequences {
            if !old.sequences.contains(sequence) {
                self.add_by_name(before, "sequence", &sequence.schema, &sequence.name);
            }
        }
        for sequence in &old.sequences {
            if !new.sequences.contains(sequence) {
                self.add_by_name(before, "sequence", &sequence.schema, &sequence.name);
            }
        }
        let triggers = |a: &model::Catalog, b: &model::Catalog| {
            let key = |one: &'_ model::Trigger| {
                (one.schema.clone(), one.relation.clone(), one.name.clone())
            };
            let others: BTreeMap<_, _> = b.triggers.iter().map(|one| (key(one), one)).collect();
            let found = a
                .triggers
                .iter()
                .filter(|one| others.get(&key(one)) != Some(one));
            found
                .map(|trigger| TaintedName {
                    kind: "trigger",
                    schema: trigger.schema.clone(),
                    table: Some(trigger.relation.clone()),
                    name: trigger.name.clone(),
                })
                .collect::<Vec<_>>()
        };
        self.names.extend(triggers(&old, &new));
        self.names.extend(triggers(&new, &old));
        self.registry.add(before.registry_difference(after));
        self.add_names(before, after, &old, &new);
        self.add_rules(before, after);
        self.add_temporary(before, after);
    }

    /// A relation before and after, in their public forms.
    fn add_relation(
        &mut self,
        was: Option<&model::Relation>,
        is: Option<&model::Relation>,
        before: &Catalog,
    ) {
        let (Some(was), Some(is)) = (was, is) else {
            if let Some(only) = was.or(is) {
                let kind = only.kind.as_str();
                let word = match kind {
                    "materialized_view" => "materialized view",
                    "foreign_table" => "foreign table",
                    "view" => "view",
                    _ => "table",
                };
                self.add_by_name(before, word, &only.schema, &only.name);
            }
            return;
        };
        if was == is {
            return;
        }
        // Policies and comments leave what a statement reads of a table alone.
        let of_table = |kind, name: &str| TaintedName {
            kind,
            schema: was.schema.clone(),
            table: Some(was.name.clone()),
            name: name.to_owned(),
        };
        if was.row_security != is.row_security {
            self.names.insert(of_table(ROW_SECURITY, ""));
        }
        if was.policies != is.policies {
            let none = Vec::new();
            let list = |side: &'_ model::Relation| side.policies.as_known().cloned();
            let (old, new) = (list(was), list(is));
            let (old, new) = (old.as_ref().unwrap_or(&none), new.as_ref().unwrap_or(&none));
            let differs = old.iter().filter(|policy| !new.contains(policy));
            for policy in differs.chain(new.iter().filter(|policy| !old.contains(policy))) {
                self.names.insert(of_table("policy", &policy.name));
            }
        }
        let only_the_rest = was.policies == is.policies
            && was.row_security == is.row_security
            && was.comment == is.comment;
        let bare = |relation: &model::Relation| model::Relation {
            policies: model::Known::default(),
            row_security: model::Known::default(),
            comment: None,
            ..relation.clone()
        };
        if only_the_rest || bare(was) != bare(is) {
            self.add_by_name(before, "table", &was.schema, &was.name);
        }
    }

    /// A relation that was there is tainted itself, a new one by its name.
    fn add_by_name(&mut self, before: &Catalog, word: &'static str, schema: &str, name: &str) {
        let known = before
            .schema_id(schema)
            .and_then(|schema| before.rel_in(schema, name));
        match known {
            Some(id) => {
                self.relations.insert(id);
            }
            None => self.name(word, schema, name),
        }
    }

    fn add_names(
        &mut self,
        before: &Catalog,
        after: &Catalog,
        old: &model::Catalog,
        new: &model::Catalog,
    ) {
        for (a, b) in [(old, new), (new, old)] {
            for ty in a.enums.iter().filter(|ty| !b.enums.contains(ty)) {
                self.name("type", &ty.schema, &ty.name);
            }
            for ty in a.domains.iter().filter(|ty| !b.domains.contains(ty)) {
                self.name("type", &ty.schema, &ty.name);
            }
            for ty in a.composites.iter().filter(|ty| !b.composites.contains(ty)) {
                self.name("type", &ty.schema, &ty.name);
            }
            for ty in a.ranges.iter().filter(|ty| !b.ranges.contains(ty)) {
                self.name("type", &ty.schema, &ty.name);
            }
            for function in a.functions.iter().filter(|f| !b.functions.contains(f)) {
                self.name("function", &function.schema, &function.name);
            }
        }
        for (a, b) in [(before, after), (after, before)] {
            for schema in a.schemas.values() {
                if b.schema_id(&schema.name).is_none() {
                    self.name("schema", "", &schema.name);
                }
            }
            for name in a.extensions.keys() {
                if !b.extensions.contains_key(name) {
                    self.name("extension", "", name);
                }
            }
            for (schema, name) in a.collations.keys() {
                if !b.collations.contains_key(&(*schema, name.clone())) {
                    self.name("collation", a.schema_name(*schema), name);
                }
            }
        }
    }

    /// The public form leaves rules out.
    fn add_rules(&mut self, before: &Catalog, after: &Catalog) {
        for id in before.relations.differing(&after.relations) {
            let id = RelId(id);
            let none = super::Map::default();
            let rules =
                |catalog: &'_ Catalog| catalog.rel(id).map(|relation| relation.rules.clone());
            let (old, new) = (rules(before), rules(after));
            let (old, new) = (old.as_ref().unwrap_or(&none), new.as_ref().unwrap_or(&none));
            let Some(relation) = before.rel(id).or_else(|| after.rel(id)) else {
                continue;
            };
            let both = old.iter().chain(new);
            for (name, _) in both.filter(|(name, _)| old.get(*name) != new.get(*name)) {
                self.names.insert(TaintedName {
                    kind: "rule",
                    schema: before.schema_name(relation.schema).to_owned(),
                    table: Some(relation.name.clone()),
                    name: name.clone(),
                });
            }
        }
    }

    /// The public form leaves temporary relations out.
    fn add_temporary(&mut self, before: &Catalog, after: &Catalog) {
        for id in before.relations.differing(&after.relations) {
            let id = RelId(id);
            if let Some(relation) = before.rel(id) {
                if relation.schema == PG_TEMP {
                    self.relations.insert(id);
                }
            } else if let Some(relation) = after.rel(id)
                && relation.schema == PG_TEMP
            {
                self.name("table", "pg_temp", &relation.name);
            }
        }
    }
}

impl Replay {
    /// Notes that a statement may have changed `touches`, or anything when that
    /// is empty.
    pub(super) fn taint(&mut self, span: Span, reason: &str, touches: &[QName]) {
        let mut touched = Touched::default();
        if touches.is_empty() {
            touched.everything = Some((span, reason.to_owned()));
        }
        for name in touches {
            if let Some(id) = self.find_relation(name) {
                touched.relations.insert(id);
                continue;
            }
            let schema = match &name.schema {
                Some(schema) => schema.value.clone(),
                None => self
                    .current_schema()
                    .map(|id| self.catalog.schema_name(id).to_owned())
                    .unwrap_or_default(),
            };
            touched.name("relation", &schema, &name.name.value);
        }
        self.taint_touched(span, reason, touched);
    }

    /// Notes that a statement may have changed these relations.
    pub(super) fn taint_relations(&mut self, span: Span, reason: &str, relations: Vec<RelId>) {
        let touched = Touched {
            relations: relations.into_iter().collect(),
            ..Touched::default()
        };
        self.taint_touched(span, reason, touched);
    }

    /// Tries alternatives, of which any or none may run, and taints what they
    /// would change. The state stays as it is.
    pub(super) fn uncertain(
        &mut self,
        span: Span,
        reason: &str,
        alternatives: usize,
        mut run: impl FnMut(&mut Self, usize),
    ) {
        let mut touched = Touched::default();
        for alternative in 0..alternatives {
            let before = self.snapshot();
            let path = self.path().to_vec();
            let told = self.diagnostics.len();
            self.trial.depth += 1;
            run(self, alternative);
            self.trial.depth -= 1;
            self.diagnostics.truncate(told);
            touched.add(before.catalog(), &self.catalog);
            if self.path() != path.as_slice() && touched.everything.is_none() {
                touched.everything = Some((span, format!("it may set search_path: {reason}")));
            }
            let tried = self.session.custom.clone();
            self.restore(before);
            self.forget_custom(&tried);
        }
        self.catalog.registry_unsure.add(touched.registry);
        if !touched.is_empty() {
            self.taint_touched(span, reason, touched);
        }
    }

    /// Taints what a statement names that cannot be tried.
    pub(super) fn taint_named(&mut self, stmt: &Stmt, reason: &str) {
        let kinds = registry_kinds(&stmt.kind);
        self.catalog.registry_unsure.add(kinds);
        let mut uses = Vec::new();
        named(&stmt.kind, &mut uses);
        let mut touched = Touched::default();
        let here = self.current_schema();
        let here = here
            .map_or("", |id| self.catalog.schema_name(id))
            .to_owned();
        for used in uses {
            let schema = used.schema.unwrap_or(&here);
            match used.table {
                Some(table) => {
                    touched.names.insert(TaintedName {
                        kind: used.word,
                        schema: schema.to_owned(),
                        table: Some(table.to_owned()),
                        name: used.name.to_owned(),
                    });
                }
                None => touched.add_by_name(&self.catalog, used.word, schema, used.name),
            }
        }
        let altered = match &stmt.kind {
            StmtKind::AlterTable(alter) => Some(&alter.name),
            StmtKind::CreateIndex(create) => Some(&create.table),
            _ => None,
        };
        touched
            .relations
            .extend(altered.and_then(|name| self.find_relation(name)));
        if !touched.is_empty() {
            self.taint_touched(stmt.span, reason, touched);
        }
    }

    /// Taints what a statement that has run may have changed since `before`,
    /// because it may also have been undone.
    pub(super) fn uncertain_since(&mut self, before: &Catalog, span: Span, reason: &str) {
        let mut touched = Touched::default();
        touched.add(before, &self.catalog);
        // What is new since then is there now, and tainted as it is.
        touched.relations.retain(|id| before.rel(*id).is_some());
        let new: Vec<RelId> = before
            .relations
            .differing(&self.catalog.relations)
            .into_iter()
            .map(RelId)
            .filter(|id| before.rel(*id).is_none())
            .collect();
        touched.relations.extend(new);
        self.catalog.registry_unsure.add(touched.registry);
        if !touched.is_empty() {
            self.taint_touched(span, reason, touched);
        }
    }

    fn taint_touched(&mut self, span: Span, reason: &str, touched: Touched) {
        // The rounds of a loop taint the same again and again.
        const ROUND: usize = 64;
        let everything = touched.everything.is_some();
        let (span, reason) = match touched.everything {
            Some((span, reason)) => (span, reason),
            None => (span, reason.to_owned()),
        };
        // Above the statement that calls a function stands what settles it.
        let within = self.running.calls.first().map(|call| (*call, span));
        let span = within.map_or(span, |(call, _)| call);
        let names: Vec<TaintedName> = touched.names.into_iter().collect();
        let taints = &self.catalog.taints;
        let mut recent = (0..taints.len()).rev().take(ROUND);
        let known = recent.find(|at| {
            taints.get(*at).is_some_and(|taint| {
                taint.span == span
                    && taint.reason == reason
                    && taint.everything == everything
                    && taint.names == names
            })
        });
        let index = known.unwrap_or(self.catalog.taints.len());
        let relations: Vec<RelId> = if everything {
            let all = self.catalog.relations.iter();
            all.map(|(id, _)| RelId(id)).collect()
        } else {
            touched.relations.into_iter().collect()
        };
        let mut shown: Vec<String> = Vec::new();
        for id in relations {
            let Some(relation) = self.catalog.rel(id) else {
                continue;
            };
            if !everything && known.is_none() {
                shown.push(format!("{} \"{}\"", relation.word(), relation.name));
            }
            // What is opened is copied.
            if relation.taint.is_none()
                && let Some(relation) = self.catalog.rel_mut(id)
            {
                relation.taint = Some(index);
            }
        }
        if known.is_some() {
            return;
        }
        shown.extend(names.iter().map(shown_name));
        let message = if everything {
            format!("the effect of this statement on the schema is not known: {reason}")
        } else {
            format!("this may change {}: {reason}", list(&shown))
        };
        let mut warning = Diagnostic::warning(CAUSE, span, message).with_label("not modelled");
        if let Some((call, place)) = within
            && call != place
        {
            warning = warning.with_secondary(place, "the function does this");
        }
        self.diagnostics.push(warning);
        let taint = Taint {
            span,
            statement: self.running.statement,
            reason,
            everything,
            names,
        };
        self.catalog.taints.push(taint.into());
    }

    /// Runs something as if no statement before it was in doubt.
    pub(crate) fn as_if_certain<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.trial.certain = true;
        let result = work(self);
        self.trial.certain = false;
        result
    }

    /// Refuses a relation that a statement which is not modelled may have changed.
    pub(super) fn check_taint(&self, id: RelId, span: Span) -> Result {
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(());
        };
        // What is only tried need not be certain: it taints no more than there is.
        let taint = relation.taint.and_then(|at| self.catalog.taints.get(at));
        match taint {
            Some(taint) if self.trial.depth == 0 && !self.trial.certain => {
                Err(error(taint, span, relation.word(), &relation.name))
            }
            _ => Ok(()),
        }
    }

    /// The error to give in place of "does not exist" when a statement that is
    /// not modelled may have created an object of that name.
    pub(super) fn may_be_there(&self, span: Span, word: &str, name: &str) -> Option<Box<SqlError>> {
        let (schema, bare) = split_name(name).unwrap_or((None, name.to_owned()));
        let taint = self.catalog.taints.iter().find(|taint| {
            taint.everything
                || taint.names.iter().any(|tainted| {
                    tainted.is(word, schema.as_deref(), &bare)
                        || tainted.brings(word, schema.as_deref(), &bare)
                })
        })?;
        Some(error(taint, span, word, name))
    }

    /// Whether a function of that name may have been created.
    pub(super) fn may_be_new_function(&self, schema: Option<&str>, name: &str) -> bool {
        let word = "function";
        self.catalog.taints.iter().any(|taint| {
            taint.everything
                || taint
                    .names
                    .iter()
                    .any(|one| one.is(word, schema, name) || one.brings(word, schema, name))
        })
    }

    /// Refuses a statement that creates or changes what may or may not be there,
    /// and settles what it makes certain.
    pub(super) fn check_tainted_names(&mut self, stmt: &Stmt) -> Result {
        let is_tried = self.trial.depth > 0 || self.trial.certain;
        if is_tried || self.catalog.taints.iter().all(|t| t.names.is_empty()) {
            return Ok(());
        }
        let mut uses = Vec::new();
        let settles = named(&stmt.kind, &mut uses);
        for used in &uses {
            let same = |tainted: &TaintedName| {
                tainted.is(used.word, used.schema, used.name)
                    && tainted.table.as_deref() == used.table
            };
            if settles {
                let is_named = |taint: &super::Shared<Taint>| taint.names.iter().any(same);
                for taint in self.catalog.taints.picked(is_named) {
                    taint.names.retain(|tainted| !same(tainted));
                }
                continue;
            }
            let mut taints = self.catalog.taints.iter();
            if let Some(taint) = taints.find(|taint| taint.names.iter().any(same)) {
                return Err(error(taint, used.span, used.word, used.name));
            }
        }
        Ok(())
    }
}

impl Catalog {
    /// Why what a relation has of a kind (`policy`, row level security) is not certain.
    fn part_taint(&self, kind: &str, schema: &str, table: &str) -> Option<String> {
        let taint = self.taints.iter().find(|taint| {
            taint.names.iter().any(|name| {
                name.kind == kind && name.schema == schema && name.table.as_deref() == Some(table)
            })
        })?;
        Some(format!(
            "a statement that is not modelled may have changed it: {}",
            taint.reason
        ))
    }

    /// Whether one of the things of a kind that a relation has is not certain.
    pub(super) fn part_is_tainted(&self, kind: &str, schema: &str, table: &str) -> bool {
        self.part_taint(kind, schema, table).is_some()
    }

    /// Leaves open what is not certain of a relation's public form.
    pub(super) fn open_tainted_parts(&self, shown: &mut model::Relation) {
        if let Some(reason) = self.part_taint(ROW_SECURITY, &shown.schema, &shown.name) {
            shown.row_security = model::Known::Unknown(reason);
        }
        if let Some(reason) = self.part_taint("policy", &shown.schema, &shown.name) {
            shown.policies = model::Known::Unknown(reason);
        }
    }
}

/// Takes the generation of bindings for the use that it is: one error for each
/// statement that taints something that gets bindings, in place of its warnings.
///
/// `bound` holds schema and name of the relations that get bindings, and `wants`
/// says whether one of that schema and name would.
pub(crate) fn check_bindings(
    catalog: &Catalog,
    bound: &BTreeSet<(&str, &str)>,
    wants: impl Fn(&str, &str) -> bool,
    found: &mut Vec<Diagnostic>,
) {
    let mut guesses: Vec<Guess<'_>> = Vec::new();
    for (at, taint) in catalog.taints.iter().enumerate() {
        let told = found.iter().any(|fault| {
            let mut labels = fault.secondary.iter();
            fault.code == USE && labels.any(|label| taint.statement.holds(label.span))
        });
        if told {
            continue;
        }
        let mut shown = Vec::new();
        let mut excluded = Vec::new();
        for (_, relation) in catalog.relations.iter() {
            let schema = catalog.schema_name(relation.schema);
            if relation.taint == Some(at) && bound.contains(&(schema, relation.name.as_str())) {
                shown.push(format!("{} \"{}\"", relation.word(), relation.name));
                excluded.push(relation.name.as_str());
            }
        }
        for name in &taint.names {
            let has_bindings = match name.kind {
                "table" | "view" | "materialized view" | "foreign table" => {
                    let is = wants(&name.schema, &name.name) && name.schema != "pg_temp";
                    if is {
                        excluded.push(&name.name);
                    }
                    is
                }
                "type" => true,
                _ => false,
            };
            if has_bindings {
                shown.push(shown_name(name));
            }
        }
        if shown.is_empty() {
            continue;
        }
        let same =
            |one: &&mut Guess<'_>| one.taints.iter().any(|of| of.statement == taint.statement);
        match guesses.iter_mut().find(same) {
            Some(guess) => {
                guess.taints.push(taint);
                guess.shown.extend(shown);
                guess.excluded.extend(excluded);
            }
            None => guesses.push(Guess {
                taints: vec![taint],
                shown,
                excluded,
            }),
        }
    }
    for guess in guesses {
        found.retain(|fault| {
            let place = fault.primary.as_ref().map(|label| label.span);
            let is_one = guess.taints.iter().any(|taint| Some(taint.span) == place);
            fault.code != CAUSE || !is_one
        });
        found.extend(guess.report());
    }
}

/// Bindings that rest on one statement which is not modelled.
struct Guess<'a> {
    taints: Vec<&'a Taint>,
    /// What gets them, in words.
    shown: Vec<String>,
    /// What need not get them.
    excluded: Vec<&'a str>,
}

impl Guess<'_> {
    fn report(&self) -> Option<Diagnostic> {
        let (first, others) = self.taints.split_first()?;
        let mut error = Diagnostic::error(
            USE,
            first.span,
            format!(
                "the bindings of {} would be a guess: {}",
                list(&self.shown),
                first.reason
            ),
        )
        .with_label(match self.shown.len() {
            1 => "this may change it",
            _ => "this may change them",
        });
        for other in others {
            error = error
                .with_secondary(other.span, "and this")
                .with_note(other.reason.clone());
        }
        let names: Vec<String> = self
            .excluded
            .iter()
            .take(MOST)
            .map(|name| format!("\"{name}\""))
            .collect();
        Some(match names.as_slice() {
            [] => error,
            names => error.with_help(format!(
                "or generate no bindings for what is uncertain: `exclude = [{}{}]` under \
                 `[generate]` in pgbindgen.toml",
                names.join(", "),
                if self.excluded.len() > MOST {
                    ", …"
                } else {
                    ""
                }
            )),
        })
    }
}

impl TaintedName {
    /// Whether it is that object; kinds of relations are one, as in PostgreSQL.
    fn is(&self, word: &str, schema: Option<&str>, name: &str) -> bool {
        class(self.kind) == class(word)
            && self.name == name
            && schema.is_none_or(|schema| self.schema.is_empty() || schema == self.schema)
    }

    /// Whether it is an extension, or a schema, that may bring the object.
    fn brings(&self, word: &str, schema: Option<&str>, name: &str) -> bool {
        match (self.kind, class(word)) {
            ("extension", "type") => {
                !extension::is_known(&self.name)
                    || extension::brings_type(name) == Some(self.name.as_str())
            }
            ("extension", "function") => extension::may_bring_function(&self.name, name),
            ("schema", _) => schema == Some(self.name.as_str()),
            _ => false,
        }
    }
}

/// Words of objects that share one space of names.
fn class(word: &str) -> &str {
    match word {
        "table" | "view" | "materialized view" | "foreign table" | "index" | "sequence"
        | "relation" => "relation",
        "type" | "domain" => "type",
        "function" | "procedure" | "aggregate" | "routine" => "function",
        other => other,
    }
}

/// An object that a statement creates or changes by name.
struct Used<'a> {
    word: &'static str,
    schema: Option<&'a str>,
    table: Option<&'a str>,
    name: &'a str,
    span: Span,
}

impl<'a> Used<'a> {
    fn of(word: &'static str, name: &'a QName) -> Self {
        Self {
            word,
            schema: name.schema.as_ref().map(|schema| schema.value.as_str()),
            table: None,
            name: &name.name.value,
            span: name.span(),
        }
    }

    fn bare(word: &'static str, name: &'a Name) -> Self {
        Self {
            word,
            schema: None,
            table: None,
            name: &name.value,
            span: name.span,
        }
    }

    fn on(word: &'static str, name: &'a Name, table: &'a QName) -> Self {
        Self {
            word,
            schema: table.schema.as_ref().map(|schema| schema.value.as_str()),
            table: Some(&table.name.value),
            name: &name.value,
            span: name.span,
        }
    }
}

/// The objects that a statement creates or changes, but for relations that must
/// be there. Whether they are certain when it has run.
fn named<'a>(kind: &'a StmtKind, uses: &mut Vec<Used<'a>>) -> bool {
    match kind {
        StmtKind::CreateSchema(create) => {
            uses.push(Used::bare("schema", &create.name));
            create.if_not_exists
        }
        StmtKind::CreateExtension(create) => {
            uses.push(Used::bare("extension", &create.name));
            create.if_not_exists
        }
        StmtKind::CreateFunction(create) => {
            uses.push(Used::of("function", &create.name));
            create.or_replace
        }
        StmtKind::CreateView(create) => {
            uses.push(Used::of("view", &create.name));
            false
        }
        StmtKind::CreateTable(create) => {
            uses.push(Used::of("table", &create.name));
            false
        }
        StmtKind::CreateIndex(create) => {
            let CreateIndex { name, table, .. } = create.as_ref();
            if let Some(name) = name {
                let mut used = Used::bare("index", name);
                used.schema = table.schema.as_ref().map(|schema| schema.value.as_str());
                uses.push(used);
            }
            false
        }
        StmtKind::CreateSequence(create) => {
            uses.push(Used::of("sequence", &create.name));
            false
        }
        StmtKind::CreateType(create) => {
            uses.push(Used::of("type", &create.name));
            false
        }
        StmtKind::CreateDomain(create) => {
            uses.push(Used::of("type", &create.name));
            false
        }
        StmtKind::AlterType(alter) => {
            uses.push(Used::of("type", &alter.name));
            false
        }
        StmtKind::AlterDomain(alter) => {
            uses.push(Used::of("type", &alter.name));
            false
        }
        StmtKind::CreateCollation { name, .. } => {
            uses.push(Used::of("collation", name));
            false
        }
        StmtKind::CreateTrigger(create) => {
            uses.push(Used::on("trigger", &create.name, &create.table));
            create.or_replace
        }
        StmtKind::CreateRule(create) => {
            uses.push(Used::on("rule", &create.name, &create.table));
            create.or_replace
        }
        StmtKind::CreatePolicy { name, table, .. } | StmtKind::AlterPolicy { name, table, .. } => {
            uses.push(Used::on("policy", name, table));
            false
        }
        StmtKind::AlterTable(alter) => {
            for action in &alter.actions {
                if let AlterActionKind::Rename { to } = &action.kind {
                    let mut used = Used::bare("table", to);
                    used.schema = alter.name.schema.as_ref().map(|s| s.value.as_str());
                    uses.push(used);
                }
            }
            false
        }
        StmtKind::AlterObject(alter) => {
            if !matches!(
                alter.action,
                AlterObjectAction::NoEffect | AlterObjectAction::Volatility(_)
            ) {
                uses.extend(object(&alter.object));
            }
            false
        }
        StmtKind::Drop(drop) => {
            uses.extend(drop.objects.iter().filter_map(object));
            drop.if_exists
        }
        _ => false,
    }
}

/// Kinds of objects known by name alone that a statement makes or drops.
fn registry_kinds(kind: &StmtKind) -> RegistryKinds {
    let mut kinds = RegistryKinds::default();
    match kind {
        StmtKind::Registry(stmt) => kinds.insert(stmt.kind),
        StmtKind::Drop(drop) => {
            for object in &drop.objects {
                if let ObjectRef::Registered(object) = object {
                    kinds.insert(object.kind);
                }
            }
        }
        _ => {}
    }
    kinds
}

fn object(object: &ObjectRef) -> Option<Used<'_>> {
    Some(match object {
        ObjectRef::Function { name, .. } => Used::of("function", name),
        ObjectRef::Trigger { name, table } => Used::on("trigger", name, table),
        ObjectRef::Policy { name, table } => Used::on("policy", name, table),
        ObjectRef::Relation { name, .. } => Used::of("relation", name),
        ObjectRef::Type { name } | ObjectRef::Domain { name } => Used::of("type", &name.name),
        ObjectRef::Schema { name } => Used::bare("schema", name),
        ObjectRef::Extension { name } => Used::bare("extension", name),
        ObjectRef::Collation { name } => Used::of("collation", name),
        ObjectRef::Rule { name, table } => Used::on("rule", name, table),
        ObjectRef::Constraint { .. }
        | ObjectRef::Column { .. }
        | ObjectRef::Registered(_)
        | ObjectRef::Operator(_)
        | ObjectRef::Other { .. } => return None,
    })
}

fn shown_name(name: &TaintedName) -> String {
    match &name.table {
        Some(table) if name.name.is_empty() => format!("{} of table \"{table}\"", name.kind),
        Some(table) => format!("{} \"{}\" of table \"{table}\"", name.kind, name.name),
        None => format!("{} \"{}\"", name.kind, name.name),
    }
}

/// How many names a report lists.
const MOST: usize = 4;

/// At most four names in words.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= MOST => {
            format!("{} and {last}", first.join(", "))
        }
        many => {
            let shown: Vec<&str> = many.iter().take(MOST - 1).map(String::as_str).collect();
            format!("{} and {} more", shown.join(", "), many.len() + 1 - MOST)
        }
    }
}

fn error(taint: &Taint, span: Span, word: &str, name: &str) -> Box<SqlError> {
    SqlError::new(
        USE,
        span,
        format!("{word} \"{name}\" may have been changed by a statement that is not modelled"),
    )
    .label("not certain")
    .detail(taint.reason.clone())
    .also(taint.span, BLAMED)
}

#[cfg(test)]
mod tests {
    use super::super::{PgVersion, replay_sql};

    /// A block whose branch may run.
    fn maybe(body: &str) -> String {
        format!("DO $$ BEGIN IF current_user = 'z' THEN {body} END IF; END $$;\n")
    }

    /// The message of the error that the last statement gives; empty when it is taken.
    fn after(setup: &str, body: &str, last: &str) -> String {
        let sql = format!("{setup}\n{}{last}", maybe(body));
        match replay_sql(&sql, PgVersion(16)) {
            Ok(_) => String::new(),
            Err(found) => {
                let error = found.into_iter().find(crate::diag::Diagnostic::is_error);
                error.map_or_else(String::new, |error| {
                    format!("{}: {}", error.code, error.message)
                })
            }
        }
    }

    #[test]
    fn what_may_be_there_is_an_error_where_it_is_used() {
        let table = "CREATE TABLE t (a int);";
        for (body, last, named) in [
            (
                "CREATE TABLE x (a int);",
                "ALTER TABLE x ADD b int",
                "\"x\"",
            ),
            (
                "CREATE TABLE x (a int);",
                "CREATE TABLE x (a int)",
                "table \"x\"",
            ),
            (
                "CREATE TABLE x (a int);",
                "CREATE VIEW v AS SELECT * FROM x",
                "\"x\"",
            ),
            (
                "CREATE INDEX i ON t (a);",
                "ALTER TABLE t ADD b int",
                "table \"t\"",
            ),
            (
                "ALTER TABLE t RENAME TO x;",
                "ALTER TABLE x ADD b int",
                "\"x\"",
            ),
            (
                "CREATE TYPE m AS ENUM ();",
                "CREATE TABLE y (a m)",
                "type \"m\"",
            ),
            (
                "CREATE TYPE m AS ENUM ();",
                "CREATE TYPE m AS ENUM ()",
                "type \"m\"",
            ),
            (
                "CREATE EXTENSION citext;",
                "CREATE TABLE y (a citext)",
                "type \"citext\"",
            ),
            (
                "CREATE SCHEMA s;",
                "CREATE TABLE s.y (a int)",
                "schema \"s\"",
            ),
            ("CREATE SCHEMA s;", "CREATE SCHEMA s", "schema \"s\""),
            (
                "CREATE POLICY p ON t;",
                "DROP POLICY p ON t",
                "policy \"p\"",
            ),
            ("DROP TABLE t;", "ALTER TABLE t ADD b int", "table \"t\""),
        ] {
            let found = after(table, body, last);
            assert!(
                found.starts_with("tainted: ") && found.contains(named),
                "{body} {last}: {found}"
            );
        }
    }

    #[test]
    fn what_may_be_there_is_no_error_elsewhere() {
        let table = "CREATE TABLE t (a int); CREATE TABLE u (a int);";
        for (body, last) in [
            ("CREATE TABLE x (a int);", "ALTER TABLE t ADD b int"),
            (
                "CREATE TABLE x (a int);",
                "DROP TABLE IF EXISTS x; CREATE TABLE x (b int)",
            ),
            (
                "CREATE SCHEMA s;",
                "CREATE SCHEMA IF NOT EXISTS s; CREATE TABLE s.y (a int)",
            ),
            (
                "CREATE EXTENSION citext;",
                "CREATE EXTENSION IF NOT EXISTS citext; CREATE TABLE y (a citext)",
            ),
            ("CREATE POLICY p ON t;", "ALTER TABLE t ADD b int"),
            (
                "CREATE POLICY p ON t;",
                "DROP POLICY IF EXISTS p ON t; CREATE POLICY p ON t",
            ),
            ("ALTER TABLE u ADD b int;", "ALTER TABLE t ADD b int"),
            (
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY;",
                "ALTER TABLE t ADD b int",
            ),
            ("DROP TABLE u;", "ALTER TABLE t ADD b int"),
        ] {
            assert_eq!(after(table, body, last), "", "{body} {last}");
        }
    }

    #[test]
    fn a_handler_that_may_run_is_not_forgotten() {
        let block = |handler: &str| {
            format!(
                "CREATE TABLE t (a int); CREATE TABLE u (a int);
                 DO $$ BEGIN
                     ALTER TABLE t ADD b int;
                     IF current_user = 'z' THEN RAISE EXCEPTION 'no'; END IF;
                 EXCEPTION WHEN {handler} THEN NULL; END $$;
                 ALTER TABLE u ADD b int; ALTER TABLE t ADD c int;"
            )
        };
        let found = replay_sql(&block("others"), PgVersion(16)).map(|_| ());
        let found = found.unwrap_err().pop().map(|error| error.message);
        assert!(found.is_some_and(|found| found.contains("table \"t\"")));
        assert!(replay_sql(&block("duplicate_table"), PgVersion(16)).is_ok());
    }
}
