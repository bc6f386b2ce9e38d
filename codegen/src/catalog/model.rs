//! The catalog in its public form, `pgbindgen_model::catalog`: what
//! `dump catalog` prints and a server's catalog is compared with.

use pgbindgen_model::catalog as model;
use pgbindgen_model::catalog::Known;

use super::builtin::{INFORMATION_SCHEMA, PG_CATALOG, PG_TEMP, PG_TOAST};
use super::{
    Catalog, Column, ColumnId, ColumnType, Constraint, ConstraintKind, Function, FunctionId,
    IdentityKind, IndexInfo, Key, KeyKind, RelId, Relation, RelationKind, SchemaId, SequenceInfo,
    StoredExpr, TableInfo, TypeKind, TypeUse,
};
use crate::ddl::{
    Action, ArgumentMode, FunctionKind, GeneratedStorage, MatchType, Persistence, PolicyCommand,
};
use std::collections::BTreeSet;

/// The table that the runner of migrations keeps.
const HISTORY: (&str, &str) = ("public", "pgbindgen_history");

impl Catalog {
    /// The catalog in its public form, in its canonical order. What belongs to
    /// an extension, temporary objects and PostgreSQL's own are left out.
    pub fn to_model(&self) -> model::Catalog {
        self.to_model_of(None)
    }

    /// Relations that are not the same in two states of one history. One that was
    /// changed and changed back is, whatever the number of its next column.
    pub(crate) fn differing_relations(&self, other: &Self) -> Vec<u32> {
        let mut ids = self.relations.differing(&other.relations);
        ids.retain(
            |id| match (self.relations.get(*id), other.relations.get(*id)) {
                (Some(a), Some(b)) if a.columns.len() == b.columns.len() => {
                    let a = Relation {
                        next_column: b.next_column,
                        ..Relation::clone(a)
                    };
                    a != **b
                }
                _ => true,
            },
        );
        ids
    }

    /// What differs between two states of one history, in the public form: the
    /// objects of each side that the other does not have in the same state.
    /// Objects that were dropped and created again are in both.
    pub fn changed_models(&self, other: &Self) -> (model::Catalog, model::Catalog) {
        let mut names = BTreeSet::new();
        for id in self.differing_relations(other) {
            for side in [self, other] {
                let Some(relation) = side.rel(RelId(id)) else {
                    continue;
                };
                // An index is shown with its table.
                let shown = match &relation.kind {
                    RelationKind::Index(index) => side.rel(index.table).unwrap_or(relation),
                    _ => relation,
                };
                names.insert((
                    side.schema_name(shown.schema).to_owned(),
                    shown.name.clone(),
                ));
            }
        }
        for id in self.types.differing(&other.types) {
            for side in [self, other] {
                if let Some(ty) = side.types.get(id) {
                    names.insert((side.schema_name(ty.schema).to_owned(), ty.name.clone()));
                }
            }
        }
        for id in self.functions.differing(&other.functions) {
            for side in [self, other] {
                if let Some(function) = side.functions.get(id) {
                    names.insert((
                        side.schema_name(function.schema).to_owned(),
                        function.name.clone(),
                    ));
                }
            }
        }
        (
            self.to_model_of(Some(&names)),
            other.to_model_of(Some(&names)),
        )
    }

    /// The public form of all relations, types and functions, or of those with
    /// these schemas and names. The latter looks them up: a check that compares
    /// two states for every revision must not cost what the whole catalog does.
    fn to_model_of(&self, names: Option<&BTreeSet<(String, String)>>) -> model::Catalog {
        let schemas = self
            .schemas
            .iter()
            .filter(|(id, schema)| self.is_shown(**id, None) && schema.extension.is_none());
        let mut out = model::Catalog {
            schemas: schemas.map(|(_, schema)| schema.name.clone()).collect(),
            extensions: self
                .extensions
                .keys()
                .filter(|name| *name != "plpgsql")
                .cloned()
                .collect(),
            ..model::Catalog::default()
        };
        match names {
            None => {
                for (_, relation) in self.relations.iter() {
                    self.add_if_shown(relation, &mut out);
                }
                for (_, ty) in self.types.iter() {
                    self.add_type_if_shown(ty, &mut out);
                }
            }
            Some(names) => {
                for (schema, name) in names {
                    let Some(schema) = self.schema_id(schema) else {
                        continue;
                    };
                    let relation = self.relation_names.get(schema.0, name);
                    if let Some(relation) = relation.and_then(|id| self.relations.get(id)) {
                        self.add_if_shown(relation, &mut out);
                    }
                    let ty = self.type_names.get(schema.0, name);
                    if let Some(ty) = ty.and_then(|id| self.types.get(id)) {
                        self.add_type_if_shown(ty, &mut out);
                    }
                }
            }
        }
        let functions: Vec<&Function> = match names {
            None => self.functions.iter().map(|(_, one)| one.as_ref()).collect(),
            Some(names) => {
                let bare: BTreeSet<&String> = names.iter().map(|(_, name)| name).collect();
                let ids = bare
                    .into_iter()
                    .flat_map(|name| self.function_names.of(name));
                let found = ids.filter_map(|id| self.function(FunctionId(id)));
                let is_wanted = |function: &&Function| {
                    let schema = self.schema_name(function.schema).to_owned();
                    names.contains(&(schema, function.name.clone()))
                };
                found.filter(is_wanted).collect()
            }
        };
        for function in functions {
            if self.is_shown(function.schema, function.origin.extension.as_deref()) {
                out.functions.push(self.function_model(function));
            }
        }
        out.sort();
        out
    }

    fn add_if_shown(&self, relation: &Relation, out: &mut model::Catalog) {
        if self.is_shown(relation.schema, relation.origin.extension.as_deref())
            && relation.persistence != Persistence::Temporary
        {
            self.add_relation(relation, out);
        }
    }

    fn add_type_if_shown(&self, ty: &super::Type, out: &mut model::Catalog) {
        if self.is_shown(ty.schema, ty.origin.extension.as_deref()) {
            self.add_type(ty, out);
        }
    }

    fn is_shown(&self, schema: SchemaId, extension: Option<&str>) -> bool {
        extension.is_none()
            && ![PG_TEMP, PG_CATALOG, PG_TOAST, INFORMATION_SCHEMA].contains(&schema)
            && self.schemas.contains_key(&schema)
    }

    fn names(&self, id: RelId) -> (String, String) {
        match self.rel(id) {
            Some(relation) => (
                self.schema_name(relation.schema).to_owned(),
                relation.name.clone(),
            ),
            None => (String::new(), String::new()),
        }
    }

    fn qualified(&self, id: RelId) -> model::RelationName {
        let (schema, relation) = self.names(id);
        model::RelationName { schema, relation }
    }

    fn add_relation(&self, relation: &Relation, out: &mut model::Catalog) {
        let schema = self.schema_name(relation.schema).to_owned();
        if (schema.as_str(), relation.name.as_str()) == HISTORY {
            return;
        }
        let mut shown = model::Relation {
            schema,
            name: relation.name.clone(),
            columns: self.columns(relation),
            comment: relation.comment.clone(),
            row_security: Known::Known(model::RowSecurity {
                enabled: relation.row_security,
                forced: relation.row_security_forced,
            }),
            policies: policies(relation),
            ..model::Relation::default()
        };
        self.open_tainted_parts(&mut shown);
        match &relation.kind {
            RelationKind::Table(table) => {
                shown.kind = match &table.partition_key {
                    Some(_) => model::RelationKind::PartitionedTable,
                    None => model::RelationKind::Table,
                };
                self.add_table(relation, table, &mut shown);
            }
            RelationKind::ForeignTable(table) => {
                shown.kind = model::RelationKind::ForeignTable;
                self.add_table(relation, table, &mut shown);
            }
            RelationKind::View(view) => {
                shown.kind = model::RelationKind::View;
                shown.definition = Known::Known(Some(view.definition.clone()));
            }
            RelationKind::MaterializedView(view) => {
                shown.kind = model::RelationKind::MaterializedView;
                shown.definition = Known::Known(Some(view.definition.clone()));
            }
            RelationKind::Sequence(sequence) => {
                out.sequences.push(self.sequence(relation, sequence));
                return;
            }
            // Shown with their table and their type.
            RelationKind::Index(_) | RelationKind::Composite => return,
        }
        for id in &relation.indexes {
            if let Some(index) = self.rel(*id)
                && let RelationKind::Index(info) = &index.kind
            {
                shown.indexes.push(index_model(relation, &index.name, info));
            }
        }
        for (name, trigger) in &relation.triggers {
            out.triggers.push(model::Trigger {
                schema: shown.schema.clone(),
                relation: shown.name.clone(),
                name: name.clone(),
                definition: Known::Known(Some(trigger.definition.clone())),
            });
        }
        out.relations.push(shown);
    }

    fn add_table(&self, relation: &Relation, table: &TableInfo, shown: &mut model::Relation) {
        shown.inherits = table
            .inherits
            .iter()
            .map(|id| self.qualified(*id))
            .collect();
        if let Some((parent, bound)) = &table.partition_of {
            shown.partition_of = Some(self.qualified(*parent));
            shown.partition_bound = Known::Known(Some(bound.text().to_owned()));
        }
        shown.partition_key = Known::Known(table.partition_key.as_ref().map(|key| {
            let keys: Vec<_> = key
                .keys
                .iter()
                .map(|key| key_text(self, relation, key))
                .collect();
            format!("{} ({})", key.strategy.to_uppercase(), keys.join(", "))
        }));
        let constraints = relation.constraints.iter();
        shown.constraints = constraints.map(|c| self.constraint(relation, c)).collect();
    }

    fn columns(&self, relation: &Relation) -> Known<Vec<model::Column>> {
        if let Some(taint) = relation.taint.and_then(|at| self.taints.get(at)) {
            return Known::Unknown(format!(
                "a statement that is not modelled may have changed it: {}",
                taint.reason
            ));
        }
        match &relation.unknown_columns {
            Some(reason) => Known::Unknown(reason.clone()),
            None => Known::Known(
                relation
                    .columns
                    .iter()
                    .map(|c| self.column_model(c))
                    .collect(),
            ),
        }
    }

    fn column_model(&self, column: &Column) -> model::Column {
        model::Column {
            name: column.name.clone(),
            type_name: match &column.ty {
                ColumnType::Known(ty) => Known::Known(self.format_type(ty)),
                ColumnType::Unknown(reason) => Known::Unknown(reason.clone()),
            },
            not_null: column.not_null.is_some(),
            default: expression(column.default.as_deref()),
            identity: column.identity.map(|kind| match kind {
                IdentityKind::Always => model::Identity::Always,
                IdentityKind::ByDefault => model::Identity::ByDefault,
            }),
            generated: column.generated.map(|kind| match kind {
                GeneratedStorage::Stored => model::Generated::Stored,
                GeneratedStorage::Virtual => model::Generated::Virtual,
            }),
            collation: Known::Known(column.collation.clone()),
            not_null_name: Known::Known(column.not_null.as_ref().and_then(|n| n.name.clone())),
            comment: column.comment.clone(),
        }
    }

    fn constraint(&self, relation: &Relation, constraint: &Constraint) -> model::Constraint {
        let mut shown = model::Constraint {
            name: constraint.name.clone(),
            deferrable: constraint.deferrable,
            initially_deferred: constraint.initially_deferred,
            validated: constraint.validated,
            enforced: constraint.enforced,
            ..model::Constraint::default()
        };
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, .. } => {
                shown.kind = model::ConstraintKind::PrimaryKey;
                shown.columns = column_names(relation, columns);
            }
            ConstraintKind::Unique {
                columns,
                nulls_not_distinct,
                ..
            } => {
                shown.kind = model::ConstraintKind::Unique;
                shown.columns = column_names(relation, columns);
                shown.nulls_not_distinct = *nulls_not_distinct;
            }
            ConstraintKind::Exclude { index, .. } => {
                shown.kind = model::ConstraintKind::Exclude;
                if let Some(RelationKind::Index(info)) = self.rel(*index).map(|r| &r.kind) {
                    let columns = info.keys.iter().filter_map(|key| match &key.what {
                        KeyKind::Column(id) => Some(*id),
                        KeyKind::Expr(_) => None,
                    });
                    shown.columns = column_names(relation, &columns.collect::<Vec<_>>());
                }
            }
            ConstraintKind::Check(check) => {
                shown.kind = model::ConstraintKind::Check;
                shown.no_inherit = constraint.no_inherit;
                shown.expression = expression(Some(check));
                let mut columns: Vec<ColumnId> = Vec::new();
                for (_, id) in check
                    .uses
                    .columns
                    .iter()
                    .filter(|(rel, _)| *rel == relation.id)
                {
                    if !columns.contains(id) {
                        columns.push(*id);
                    }
                }
                shown.columns = column_names(relation, &columns);
            }
            ConstraintKind::ForeignKey(key) => {
                let (schema, name) = self.names(key.table);
                shown.kind = model::ConstraintKind::ForeignKey;
                shown.columns = column_names(relation, &key.columns);
                shown.references = Some(model::Reference {
                    schema,
                    relation: name,
                    columns: self
                        .rel(key.table)
                        .map(|table| column_names(table, &key.referenced))
                        .unwrap_or_default(),
                });
                shown.on_delete = Some(action(key.on_delete));
                shown.on_update = Some(action(key.on_update));
                shown.match_type = Some(match key.match_type {
                    MatchType::Simple => model::Match::Simple,
                    MatchType::Full => model::Match::Full,
                    MatchType::Partial => model::Match::Partial,
                });
                shown.set_columns = column_names(relation, &key.set_columns);
            }
        }
        shown
    }

    fn sequence(&self, relation: &Relation, sequence: &SequenceInfo) -> model::Sequence {
        let owned_by = sequence.owned_by.and_then(|(table, column)| {
            let table = self.rel(table)?;
            Some(model::OwnedBy {
                schema: self.schema_name(table.schema).to_owned(),
                relation: table.name.clone(),
                column: table.column_by_id(column)?.name.clone(),
            })
        });
        model::Sequence {
            schema: self.schema_name(relation.schema).to_owned(),
            name: relation.name.clone(),
            type_name: Known::Known(self.format_type(&TypeUse::plain(sequence.ty))),
            owned_by,
            start: Known::Known(sequence.start),
            increment: Known::Known(sequence.increment),
            min: Known::Known(sequence.min),
            max: Known::Known(sequence.max),
            cache: Known::Known(sequence.cache),
            cycle: Known::Known(sequence.cycle),
        }
    }

    fn add_type(&self, ty: &super::Type, out: &mut model::Catalog) {
        let schema = self.schema_name(ty.schema).to_owned();
        let name = ty.name.clone();
        match &ty.kind {
            TypeKind::Enum(labels) => out.enums.push(model::Enum {
                schema,
                name,
                labels: labels.iter().map(|label| label.text.clone()).collect(),
                comment: ty.comment.clone(),
            }),
            TypeKind::Domain(domain) => out.domains.push(model::Domain {
                schema,
                name,
                type_name: Known::Known(self.format_type(&domain.base)),
                not_null: domain.not_null.is_some(),
                default: expression(domain.default.as_ref()),
                checks: domain
                    .checks
                    .iter()
                    .map(|check| check.name.clone())
                    .collect(),
            }),
            TypeKind::Composite(id) => {
                let columns = self
                    .rel(*id)
                    .map(|r| r.columns.as_slice())
                    .unwrap_or_default();
                let attributes = columns.iter().map(|column| model::Attribute {
                    name: column.name.clone(),
                    type_name: match &column.ty {
                        ColumnType::Known(ty) => Known::Known(self.format_type(ty)),
                        ColumnType::Unknown(reason) => Known::Unknown(reason.clone()),
                    },
                });
                out.composites.push(model::Composite {
                    schema,
                    name,
                    attributes: attributes.collect(),
                });
            }
            TypeKind::Range { subtype, .. } => out.ranges.push(model::Range {
                schema,
                name,
                // `format_type(rngsubtype, NULL)`: a subtype has no modifier.
                subtype: Known::Known(self.format_bare(subtype)),
            }),
            TypeKind::Row(_) | TypeKind::Multirange(_) | TypeKind::Base | TypeKind::Shell => {}
        }
    }

    fn function_model(&self, function: &Function) -> model::Function {
        let argument = |ty: &Option<TypeUse>| match ty {
            Some(ty) => self.format_bare(ty),
            None => "???".to_owned(),
        };
        model::Function {
            schema: self.schema_name(function.schema).to_owned(),
            name: function.name.clone(),
            kind: match function.kind {
                FunctionKind::Function if function.window => model::FunctionKind::Window,
                FunctionKind::Function => model::FunctionKind::Function,
                FunctionKind::Procedure => model::FunctionKind::Procedure,
                FunctionKind::Aggregate => model::FunctionKind::Aggregate,
            },
            arguments: function.arguments.iter().map(argument).collect(),
            returns: self.returns(function),
            language: Known::Known(function.language.clone()),
            body_hash: Known::Known(match function.kind {
                FunctionKind::Aggregate => None,
                _ => function
                    .body
                    .as_deref()
                    .map(|body| pgbindgen_model::checksum(body).to_string()),
            }),
        }
    }

    /// As `pg_get_function_result` prints it.
    fn returns(&self, function: &Function) -> Known<Option<String>> {
        if function.kind == FunctionKind::Procedure {
            return Known::Known(None);
        }
        let columns: Vec<_> = function
            .declared
            .iter()
            .filter(|parameter| parameter.mode == ArgumentMode::Table)
            .collect();
        if !columns.is_empty() {
            let mut texts = Vec::with_capacity(columns.len());
            for column in columns {
                let Some(ty) = &column.ty else {
                    return Known::unknown("the type of a column that it returns is not known");
                };
                let ty = self.format_bare(ty);
                texts.push(match &column.name {
                    Some(name) => format!("{} {ty}", self.quoted(name)),
                    None => ty,
                });
            }
            return Known::Known(Some(format!("TABLE({})", texts.join(", "))));
        }
        let set = if function.returns_set { "SETOF " } else { "" };
        match &function.returns {
            Some(ty) => Known::Known(Some(format!("{set}{}", self.format_bare(ty)))),
            None => Known::unknown("the type that it returns is not known"),
        }
    }
}

fn expression(expression: Option<&StoredExpr>) -> Known<Option<String>> {
    Known::Known(expression.map(|e| e.text.clone()))
}

fn action(action: Action) -> model::Action {
    match action {
        Action::NoAction => model::Action::NoAction,
        Action::Restrict => model::Action::Restrict,
        Action::Cascade => model::Action::Cascade,
        Action::SetNull => model::Action::SetNull,
        Action::SetDefault => model::Action::SetDefault,
    }
}

fn column_name(relation: &Relation, id: ColumnId) -> String {
    let column = relation.column_by_id(id);
    column.map(|column| column.name.clone()).unwrap_or_default()
}

fn column_names(relation: &Relation, ids: &[ColumnId]) -> Vec<String> {
    ids.iter().map(|id| column_name(relation, *id)).collect()
}

fn index_model(table: &Relation, name: &str, info: &IndexInfo) -> model::Index {
    let constraint = table
        .constraints
        .iter()
        .find(|constraint| Some(constraint.id) == info.constraint);
    model::Index {
        name: name.to_owned(),
        unique: info.unique,
        method: info.method.clone(),
        keys: info
            .keys
            .iter()
            .map(|key| match &key.what {
                KeyKind::Column(id) => model::IndexKey::Column(column_name(table, *id)),
                KeyKind::Expr(expr) => model::IndexKey::Expression(expr.text.clone()),
            })
            .collect(),
        key_options: info
            .keys
            .iter()
            .map(|key| model::IndexKeyOptions {
                opclass: Known::Known(key.opclass.clone()),
                collation: Known::Known(key.collation.clone()),
                desc: key.descending,
                nulls_first: key.nulls_first,
            })
            .collect(),
        include: column_names(table, &info.include),
        predicate: expression(info.predicate.as_ref()),
        constraint: constraint.map(|constraint| constraint.name.clone()),
        nulls_not_distinct: info.nulls_not_distinct,
        valid: info.valid,
    }
}

/// A partition key as `pg_get_partkeydef` prints it.
fn key_text(catalog: &Catalog, relation: &Relation, key: &Key) -> String {
    let mut text = match &key.what {
        KeyKind::Column(id) => catalog.quoted(&column_name(relation, *id)),
        KeyKind::Expr(expr) => format!("({})", expr.text),
    };
    if let Some(collation) = &key.collation {
        text.push_str(" COLLATE ");
        text.push_str(collation);
    }
    if let Some(opclass) = &key.opclass {
        text.push(' ');
        text.push_str(opclass);
    }
    text
}

/// Policies; unknown when one is for a role that only a session can tell.
fn policies(relation: &Relation) -> Known<Vec<model::Policy>> {
    let of_session = relation.policies.values().any(|policy| {
        policy.roles.iter().any(|role| {
            matches!(
                role.as_str(),
                "current_user" | "current_role" | "session_user"
            )
        })
    });
    if of_session {
        return Known::unknown("a policy is for the role of the session");
    }
    let text = |expr: &Option<StoredExpr>| expr.as_ref().map(|expr| expr.text.clone());
    let all = relation
        .policies
        .iter()
        .map(|(name, policy)| model::Policy {
            name: name.clone(),
            permissive: !policy.restrictive,
            command: match policy.command {
                PolicyCommand::All => model::PolicyCommand::All,
                PolicyCommand::Select => model::PolicyCommand::Select,
                PolicyCommand::Insert => model::PolicyCommand::Insert,
                PolicyCommand::Update => model::PolicyCommand::Update,
                PolicyCommand::Delete => model::PolicyCommand::Delete,
            },
            roles: policy.roles.clone(),
            using: text(&policy.using),
            check: text(&policy.check),
        });
    Known::Known(all.collect())
}
