//! A DROP that is refused for what depends on its objects: who holds them, and
//! how they are dropped first.

use super::error::SqlError;
use super::{Catalog, ObjectId, RelationKind, Replay, TypeKind, quote_identifier};
use crate::diag::Span;

/// What a refused DROP leaves, and why.
#[derive(Clone, Debug)]
pub struct Held {
    /// The objects that are still there.
    pub objects: Vec<ObjectId>,
    /// The first of them as messages call it.
    pub shown: String,
    /// What depends on them.
    pub holders: Vec<Holder>,
}

/// An object that depends on another, which is to be dropped.
#[derive(Clone, Debug)]
pub struct Holder {
    /// What a DROP statement would name: itself, or the relation of which it is a
    /// constraint, a column, a default, a trigger or a policy.
    pub root: ObjectId,
    /// The name of the root.
    pub name: String,
    /// The name of the part, where it is one.
    pub part: Option<String>,
    /// As messages call it.
    pub shown: String,
    /// The statement that drops the root.
    pub drop: Option<String>,
    /// Where the root was created.
    pub created: Option<Span>,
    /// Whether it is a column.
    is_column: bool,
    /// Whether it is a column with a default.
    has_default: bool,
}

impl Replay {
    /// Why the last statement that was refused was, if it was a DROP and something
    /// depends on what it drops.
    pub fn take_held(&mut self) -> Option<Held> {
        self.held.take()
    }

    /// 2BP01 for objects and what depends on them, each with that on which it does.
    pub(super) fn held_back(
        &self,
        objects: &[ObjectId],
        dependents: &[(&ObjectId, &ObjectId)],
        span: Span,
    ) -> Box<SqlError> {
        let catalog = &self.catalog;
        let lines: Vec<String> = dependents
            .iter()
            .map(|(object, on)| {
                format!(
                    "{} depends on {}",
                    catalog.describe(object),
                    catalog.describe(on)
                )
            })
            .collect();
        let shown = objects.first().map(|one| catalog.describe(one));
        let message = match (objects, &shown) {
            ([_], Some(one)) => {
                format!("cannot drop {one} because other objects depend on it")
            }
            _ => "cannot drop desired object(s) because other objects depend on them".to_owned(),
        };
        let holders: Vec<Holder> = dependents
            .iter()
            .map(|(object, _)| catalog.holder(object))
            .collect();
        let is_column = matches!(objects, [ObjectId::Column(..)]);
        let is_type = matches!(objects, [ObjectId::Type(_)]);
        let mut error = SqlError::new("2BP01", span, message)
            .label("other objects depend on it")
            .detail(lines.join("\n"))
            .help(help(&holders, is_column, is_type));
        for (object, _) in dependents.iter().take(3) {
            if let Some(place) = catalog.place(object) {
                error = error.also(place, catalog.describe(object));
            }
        }
        error.held = Some(Held {
            objects: objects.to_vec(),
            shown: shown.unwrap_or_default(),
            holders,
        });
        error
    }
}

/// How many of them a help names.
const LISTED: usize = 3;

/// What to do. A view over a column is written again without it; of anything else
/// it is not known whether it is still wanted.
fn help(holders: &[Holder], is_column: bool, is_type: bool) -> String {
    let views: Option<Vec<&str>> = holders
        .iter()
        .map(|holder| holder.drop.as_deref().filter(|_| holder.is_view()))
        .collect();
    if let Some(views) = views.filter(|_| is_column) {
        let (it, pronoun) = match views.as_slice() {
            [_] => ("the view", "it"),
            _ => ("the views", "them"),
        };
        // The last is the one on which no other depends.
        let order: Vec<&str> = views.iter().rev().copied().collect();
        return format!(
            "drop {it} before, in this revision, and create {pronoun} again behind it without the column: {}",
            order.join("; ")
        );
    }
    if let Some(help) = columns_of_type(holders).filter(|_| is_type) {
        return help;
    }
    let mut shown: Vec<&str> = holders
        .iter()
        .map(|holder| holder.shown.as_str())
        .take(LISTED)
        .collect();
    let more = format!("{} more", holders.len().saturating_sub(LISTED));
    if holders.len() > LISTED {
        shown.push(&more);
    }
    let list = match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => shown.concat(),
    };
    format!("drop {list} first, or use DROP ... CASCADE to drop the dependent objects too")
}

/// What to do with columns of a type that is dropped: another type keeps the values.
fn columns_of_type(holders: &[Holder]) -> Option<String> {
    let all: Option<Vec<String>> = holders
        .iter()
        .map(|holder| {
            let column = holder.part.as_ref().filter(|_| holder.is_column)?;
            let table = holder.drop.as_deref()?.strip_prefix("DROP TABLE ")?;
            let column = quote_identifier(column);
            // A default keeps the type that it was written for.
            let default = if holder.has_default {
                format!("ALTER COLUMN {column} DROP DEFAULT, ")
            } else {
                String::new()
            };
            Some(format!(
                "ALTER TABLE {table} {default}ALTER COLUMN {column} TYPE text"
            ))
        })
        .collect();
    let all = all.filter(|all| !all.is_empty())?;
    let (column, its) = match all.as_slice() {
        [_] => ("the column", "its"),
        _ => ("the columns", "their"),
    };
    let more = if all.len() > LISTED { "; …" } else { "" };
    Some(format!(
        "give {column} another type before it, which keeps {its} values: {}{more}",
        all.get(..LISTED.min(all.len()))
            .unwrap_or_default()
            .join("; ")
    ))
}

impl Holder {
    fn is_view(&self) -> bool {
        self.part.is_none()
            && (self.shown.starts_with("view ") || self.shown.starts_with("materialized view "))
    }
}

impl Catalog {
    /// The name of an object, and the name of what it is a part of.
    pub(super) fn name_of(&self, object: &ObjectId) -> (String, Option<String>) {
        let (root, part) = self.root_and_part(object, &root_of(object));
        match part {
            Some(part) => (part, Some(root)),
            None => (root, None),
        }
    }

    /// The name of what a DROP statement would name of an object, and of the part of it.
    fn root_and_part(&self, object: &ObjectId, root: &ObjectId) -> (String, Option<String>) {
        let part = match object {
            ObjectId::Column(id, column) | ObjectId::Default(id, column) => self
                .rel(*id)
                .and_then(|relation| Some(relation.column_by_id(*column)?.name.clone())),
            ObjectId::Constraint(id, constraint) => self
                .rel(*id)
                .and_then(|relation| Some(relation.constraint_by_id(*constraint)?.name.clone())),
            ObjectId::Trigger(_, name)
            | ObjectId::Policy(_, name)
            | ObjectId::Rule(_, name)
            | ObjectId::DomainConstraint(_, name) => Some(name.clone()),
            _ => None,
        };
        let name = match root {
            ObjectId::Relation(id) => self.rel(*id).map(|relation| relation.name.clone()),
            ObjectId::Type(id) => self.ty(*id).map(|ty| ty.name.clone()),
            ObjectId::Function(id) => self.function(*id).map(|function| function.name.clone()),
            ObjectId::Schema(id) => Some(self.schema_name(*id).to_owned()),
            ObjectId::Extension(name) | ObjectId::Collation(_, name) => Some(name.clone()),
            ObjectId::Registered(id) => self.registered(*id).map(|entry| entry.name.clone()),
            _ => None,
        };
        (name.unwrap_or_default(), part)
    }

    fn holder(&self, object: &ObjectId) -> Holder {
        let root = root_of(object);
        let (name, part) = self.root_and_part(object, &root);
        Holder {
            name,
            part,
            shown: self.describe(object),
            drop: self.drop_of(&root),
            created: self.place(&root),
            is_column: matches!(object, ObjectId::Column(..)),
            has_default: match object {
                ObjectId::Column(id, column) => self
                    .rel(*id)
                    .and_then(|relation| relation.column_by_id(*column))
                    .is_some_and(|column| column.default.is_some()),
                _ => false,
            },
            root,
        }
    }

    /// The statement that drops an object.
    fn drop_of(&self, object: &ObjectId) -> Option<String> {
        let (word, name) = match object {
            ObjectId::Relation(id) => {
                let relation = self.rel(*id)?;
                let word = match relation.kind {
                    RelationKind::Composite => "type",
                    _ => relation.word(),
                };
                (word, self.shown_name(relation.schema, &relation.name))
            }
            ObjectId::Type(id) => {
                let ty = self.ty(*id)?;
                let word = match ty.kind {
                    TypeKind::Domain(_) => "domain",
                    _ => "type",
                };
                (word, self.shown_name(ty.schema, &ty.name))
            }
            ObjectId::Schema(id) => ("schema", quote_identifier(self.schema_name(*id))),
            ObjectId::Extension(name) => ("extension", quote_identifier(name)),
            ObjectId::Function(_) => return Some(format!("DROP {}", self.signature_of(object)?)),
            _ => return None,
        };
        Some(format!("DROP {} {name}", word.to_ascii_uppercase()))
    }

    /// `FUNCTION f(integer)`.
    fn signature_of(&self, object: &ObjectId) -> Option<String> {
        let shown = self.describe(object);
        let (word, rest) = shown.split_once(' ')?;
        Some(format!("{} {rest}", word.to_ascii_uppercase()))
    }

    /// Where an object was created.
    fn place(&self, object: &ObjectId) -> Option<Span> {
        match object {
            ObjectId::Relation(id) => Some(self.rel(*id)?.origin.span),
            ObjectId::Column(id, column) | ObjectId::Default(id, column) => {
                Some(self.rel(*id)?.column_by_id(*column)?.span)
            }
            ObjectId::Constraint(id, constraint) => {
                Some(self.rel(*id)?.constraint_by_id(*constraint)?.span)
            }
            ObjectId::Type(id) | ObjectId::DomainConstraint(id, _) => {
                Some(self.ty(*id)?.origin.span)
            }
            ObjectId::Function(id) => Some(self.function(*id)?.origin.span),
            ObjectId::Trigger(id, name) => Some(self.rel(*id)?.triggers.get(name)?.span),
            ObjectId::Registered(id) => Some(self.registered(*id)?.span),
            _ => None,
        }
    }
}

/// What a DROP statement would name: itself, or the whole of which it is a part.
fn root_of(object: &ObjectId) -> ObjectId {
    match object {
        ObjectId::Column(id, _)
        | ObjectId::Default(id, _)
        | ObjectId::Constraint(id, _)
        | ObjectId::Trigger(id, _)
        | ObjectId::Policy(id, _)
        | ObjectId::Rule(id, _) => ObjectId::Relation(*id),
        ObjectId::DomainConstraint(id, _) => ObjectId::Type(*id),
        whole => whole.clone(),
    }
}
