//! What the catalog does not hold, kept by what the statements say: rules,
//! operators, casts, publications and their like, whether triggers fire, the
//! attributes of functions, storage parameters.
//!
//! Such a thing is known only as text under a path. That is enough to say that
//! a down leaves it behind, takes it away or makes another of it.

mod functions;
mod names;
mod places;

use super::alike::token::{self, Kind, Token};
use crate::catalog::{Catalog, Change, ChangeKind, Map, ObjectId, RelId, RelationKind, Shared};
use crate::ddl::{
    AlterActionKind, AlterObject, AlterObjectAction, AlterTable, Name, ObjectRef, RelOption, Stmt,
    StmtKind,
};
use crate::diag::{SourceMap, Span};
use names::{closing, unquoted};
use places::{function, lives, made, path_of, relation};
use std::collections::BTreeMap;

/// How the text of a fact is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Word for word.
    Words,
    /// As an expression.
    Expression,
    /// As a definition.
    Definition,
}

/// One thing that is known as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The text.
    pub(super) text: String,
    /// How it is compared.
    pub(super) form: Form,
    /// How often it was altered in a way that is not followed.
    pub(super) altered: usize,
}

impl Fact {
    pub(super) fn new(text: impl Into<String>, form: Form) -> Self {
        Self {
            text: text.into(),
            form,
            altered: 0,
        }
    }
}

/// Whose it is, and what it is called there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The object that the path begins with.
    host: Option<ObjectId>,
    path: String,
}

#[derive(Clone, Debug)]
struct Entry {
    fact: Fact,
    /// Goes when one of these goes.
    needs: Vec<ObjectId>,
}

/// What the statements so far made that the catalog does not hold. Cheap to copy.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Map<Key, Shared<Entry>>);

impl Ledger {
    /// Notes what a statement did. The catalog is that after it, and `changes`
    /// is what it did there.
    pub fn apply(
        &mut self,
        stmt: &Stmt,
        sources: &SourceMap,
        changes: &[Change],
        catalog: &Catalog,
    ) {
        let text = |span: Span| sources.text(span);
        match &stmt.kind {
            StmtKind::CreateTable(create) if !create.options.is_empty() => {
                if let Some(id) = made(changes, catalog, &create.name.name) {
                    self.set_options(id, &create.options);
                }
            }
            StmtKind::CreateIndex(create) if !create.options.is_empty() => {
                let index = changes.iter().find_map(|change| match change.object {
                    ObjectId::Relation(id) => catalog.rel(id).filter(|rel| {
                        matches!(rel.kind, RelationKind::Index(_))
                            && change.kind == ChangeKind::Created
                    }),
                    _ => None,
                });
                if let Some(index) = index {
                    self.set_options(index.id, &create.options);
                }
            }
            StmtKind::CreateView(create) => {
                if let Some(id) = made(changes, catalog, &create.name.name) {
                    self.forget(&ObjectId::Relation(id), "options.");
                    self.set_options(id, &create.options);
                    if let Some(span) = create.check_option {
                        let tokens = token::read(text(span));
                        let local = tokens.iter().any(|token| token.is_word("local"));
                        let value = if local { "local" } else { "cascaded" };
                        self.set_option(id, "check_option", value);
                    }
                }
            }
            StmtKind::AlterTable(alter) => self.alter_table(alter, sources, catalog),
            StmtKind::CreateFunction(create) => {
                let id = changes.iter().find_map(|change| match change.object {
                    ObjectId::Function(id) => Some(id),
                    _ => None,
                });
                if let Some(id) = id {
                    self.create_function(id, create, &token::read(text(stmt.span)));
                }
            }
            StmtKind::AlterObject(alter) => self.alter_object(alter, text(stmt.span), catalog),
            // It fires again, whatever was said of one of this name before.
            StmtKind::CreateTrigger(create) => {
                if let Some(id) = relation(catalog, &create.table) {
                    let host = ObjectId::Trigger(id, create.name.value.clone());
                    self.forget(&host, "");
                }
            }
            // Not INSERT and COPY, which may be long.
            StmtKind::CreateRule(_) | StmtKind::CreateOperator(_) | StmtKind::Registry(_) => {
                self.by_name(&token::read(text(stmt.span)), catalog);
            }
            StmtKind::NoEffect { what, .. }
                if what.starts_with("CREATE") || what.starts_with("ALTER") =>
            {
                self.by_name(&token::read(text(stmt.span)), catalog);
            }
            StmtKind::Drop(drop)
                if drop.objects.iter().any(|object| {
                    matches!(
                        object,
                        ObjectRef::Registered(_)
                            | ObjectRef::Operator(_)
                            | ObjectRef::Other { .. }
                            | ObjectRef::Rule { .. }
                    )
                }) =>
            {
                self.by_name(&token::read(text(stmt.span)), catalog);
            }
            _ => {}
        }
    }

    /// What it holds, as paths into this catalog.
    pub(super) fn facts(&self, catalog: &Catalog) -> BTreeMap<String, Fact> {
        self.0
            .iter()
            .filter(|(_, entry)| entry.needs.iter().all(|object| lives(catalog, object)))
            .filter_map(|(key, entry)| {
                let path = match &key.host {
                    None => key.path.clone(),
                    Some(host) => format!("{}.{}", path_of(catalog, host)?, key.path),
                };
                Some((path, entry.fact.clone()))
            })
            .collect()
    }

    fn set(
        &mut self,
        host: Option<ObjectId>,
        path: impl Into<String>,
        fact: Fact,
        needs: Vec<ObjectId>,
    ) {
        let key = Key {
            host,
            path: path.into(),
        };
        self.0.insert(key, Entry { fact, needs }.into());
    }

    fn remove(&mut self, host: Option<ObjectId>, path: impl Into<String>) -> Option<Shared<Entry>> {
        let key = Key {
            host,
            path: path.into(),
        };
        self.0.remove(&key)
    }

    /// Removes what a host has under paths that begin so.
    fn forget(&mut self, host: &ObjectId, prefix: &str) {
        let is_meant = |key: &Key| key.host.as_ref() == Some(host) && key.path.starts_with(prefix);
        let first = Key {
            host: Some(host.clone()),
            path: prefix.to_owned(),
        };
        let found = self.0.range(first..).map(|(key, _)| key);
        let gone: Vec<Key> = found.take_while(|key| is_meant(key)).cloned().collect();
        for key in gone {
            self.0.remove(&key);
        }
    }

    fn set_options(&mut self, id: RelId, options: &[RelOption]) {
        for option in options {
            let name = match &option.namespace {
                Some(namespace) => format!("{}.{}", namespace.value, option.name.value),
                None => option.name.value.clone(),
            };
            self.set_option(id, &name, option.value.as_deref().unwrap_or("true"));
        }
    }

    fn set_option(&mut self, id: RelId, name: &str, value: &str) {
        let host = ObjectId::Relation(id);
        // A server takes many spellings of a truth value and keeps them.
        let value = value.to_ascii_lowercase();
        self.set(
            Some(host),
            format!("options.{name}"),
            Fact::new(value, Form::Words),
            Vec::new(),
        );
    }

    fn alter_table(&mut self, alter: &AlterTable, sources: &SourceMap, catalog: &Catalog) {
        let Some(id) = relation(catalog, &alter.name) else {
            return;
        };
        let host = ObjectId::Relation(id);
        for action in &alter.actions {
            let tokens = || token::read(sources.text(action.span));
            match &action.kind {
                AlterActionKind::SetOptions(options) => self.set_options(id, options),
                AlterActionKind::NoEffect { what: "RESET", .. } => {
                    let tokens = tokens();
                    let names = tokens.iter().skip(2).take_while(|token| token.text != ")");
                    let joined: String = names.map(|token| token.text.as_str()).collect();
                    for name in joined.split(',') {
                        self.remove(Some(host.clone()), format!("options.{name}"));
                    }
                }
                AlterActionKind::NoEffect {
                    what:
                        "ENABLE TRIGGER"
                        | "ENABLE REPLICA TRIGGER"
                        | "DISABLE TRIGGER"
                        | "ENABLE or DISABLE RULE",
                    ..
                } => self.set_firing(id, &tokens(), catalog),
                AlterActionKind::ReplicaIdentity(_) => {
                    let tokens = tokens();
                    let words: Vec<&str> = tokens.iter().skip(2).map(|t| t.text.as_str()).collect();
                    let identity = words.join(" ");
                    if identity == "default" {
                        self.remove(Some(host.clone()), "replica identity");
                    } else {
                        let fact = Fact::new(identity, Form::Words);
                        self.set(Some(host.clone()), "replica identity", fact, Vec::new());
                    }
                }
                _ => {}
            }
        }
    }

    /// `ENABLE [REPLICA | ALWAYS] TRIGGER name` and its like.
    fn set_firing(&mut self, id: RelId, tokens: &[Token], catalog: &Catalog) {
        let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        let Some(at) = words
            .iter()
            .position(|word| ["trigger", "rule"].contains(word))
        else {
            return;
        };
        let (Some(state), Some(name)) = (words.get(..at), tokens.get(at + 1)) else {
            return;
        };
        let state = state.join(" ");
        let Some(relation) = catalog.rel(id) else {
            return;
        };
        let is_rule = words.get(at) == Some(&"rule");
        let all = name.kind == Kind::Word && matches!(name.text.as_str(), "all" | "user");
        let names: Vec<String> = if all && !is_rule {
            relation.triggers.keys().cloned().collect()
        } else {
            vec![unquoted(name)]
        };
        for name in names {
            let (host, path) = if is_rule {
                (ObjectId::Relation(id), format!("rules.{name}.firing"))
            } else {
                (ObjectId::Trigger(id, name), "firing".to_owned())
            };
            if state == "enable" {
                self.remove(Some(host), path);
            } else {
                self.set(
                    Some(host),
                    path,
                    Fact::new(state.clone(), Form::Words),
                    Vec::new(),
                );
            }
        }
    }

    fn alter_object(&mut self, alter: &AlterObject, text: &str, catalog: &Catalog) {
        match (&alter.object, &alter.action) {
            (
                ObjectRef::Function {
                    name, arguments, ..
                },
                AlterObjectAction::NoEffect | AlterObjectAction::Volatility(_),
            ) => {
                let count = arguments.as_ref().map(Vec::len);
                if let Some(id) = function(catalog, name, count) {
                    let tokens = token::read(text);
                    // Behind the name, and its arguments when they are written.
                    let rest = match tokens.iter().position(|token| token.text == "(") {
                        Some(open) if arguments.is_some() => {
                            let rest = tokens.get(open..).unwrap_or_default();
                            rest.get(closing(rest)..).unwrap_or_default()
                        }
                        _ => tokens.get(3..).unwrap_or_default(),
                    };
                    self.set_attributes(id, rest);
                }
            }
            (ObjectRef::Trigger { name, table }, AlterObjectAction::Rename { to }) => {
                if let Some(id) = relation(catalog, table) {
                    let host = ObjectId::Trigger(id, name.value.clone());
                    if let Some(entry) = self.remove(Some(host), "firing") {
                        let host = ObjectId::Trigger(id, to.value.clone());
                        self.set(
                            Some(host),
                            "firing",
                            entry.fact.clone(),
                            entry.needs.clone(),
                        );
                    }
                }
            }
            (ObjectRef::Rule { name, table }, AlterObjectAction::Rename { to }) => {
                if let Some(id) = relation(catalog, table) {
                    for end in ["", ".firing"] {
                        let path = |name: &Name| format!("rules.{}{end}", name.value);
                        let host = Some(ObjectId::Relation(id));
                        if let Some(entry) = self.remove(host.clone(), path(name)) {
                            self.set(host, path(to), entry.fact.clone(), entry.needs.clone());
                        }
                    }
                }
            }
            _ => {}
        }
    }
}
