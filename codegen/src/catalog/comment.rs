//! COMMENT ON, and what ALTER does to objects that are no relations.

use super::error::{Result, SqlError};
use super::{ChangeKind, ObjectId, RelId, Relation, RelationKind, Replay, TypeId, TypeKind};
use crate::ddl::{
    AlterObject, AlterObjectAction, Comment, Name, ObjectRef, QName, RelationWord, TypeName,
};

impl RelationWord {
    /// As messages have it.
    fn word(self) -> &'static str {
        match self {
            RelationWord::Table => "a table",
            RelationWord::ForeignTable => "a foreign table",
            RelationWord::View => "a view",
            RelationWord::MaterializedView => "a materialized view",
            RelationWord::Index => "an index",
            RelationWord::Sequence => "a sequence",
        }
    }

    fn fits(self, kind: &RelationKind) -> bool {
        matches!(
            (self, kind),
            (RelationWord::Table, RelationKind::Table(_))
                | (RelationWord::ForeignTable, RelationKind::ForeignTable(_))
                | (RelationWord::View, RelationKind::View(_))
                | (
                    RelationWord::MaterializedView,
                    RelationKind::MaterializedView(_)
                )
                | (RelationWord::Index, RelationKind::Index(_))
                | (RelationWord::Sequence, RelationKind::Sequence(_))
        )
    }
}

impl Replay {
    /// `COMMENT ON`.
    pub(super) fn comment(&mut self, stmt: &Comment) -> Result {
        // The empty text is no comment.
        let text = stmt.text.clone().filter(|text| !text.is_empty());
        let span = stmt.text_span;
        let object = match &stmt.object {
            ObjectRef::Function {
                word,
                name,
                arguments,
            } => {
                let Some(id) = self.function_ref(word, name, arguments.as_deref())? else {
                    return Ok(());
                };
                if let Some(function) = self.catalog.function_mut(id) {
                    function.comment = text;
                }
                ObjectId::Function(id)
            }
            ObjectRef::Trigger { name, table } => {
                let rel = self.trigger(name, table)?;
                if let Some(trigger) = self
                    .open_mut(rel, table.span())?
                    .triggers
                    .get_mut(&name.value)
                {
                    trigger.comment = text;
                }
                ObjectId::Trigger(rel, name.value.clone())
            }
            ObjectRef::Policy { name, table } => {
                ObjectId::Policy(self.policy(name, table)?, name.value.clone())
            }
            ObjectRef::Rule { name, table } => {
                ObjectId::Rule(self.rule_or_query(name, table)?, name.value.clone())
            }
            ObjectRef::Constraint {
                name,
                of,
                domain: true,
            } => self.comment_on_domain_constraint(name, of, text)?,
            ObjectRef::Constraint {
                name,
                of,
                domain: false,
            } => self.comment_on_constraint(name, of, text)?,
            ObjectRef::Column { relation, column } => {
                self.comment_on_column(relation, column, text)?
            }
            ObjectRef::Relation { word, name } => {
                let rel = self.relation(name)?;
                let relation = self.open_mut(rel, name.span())?;
                if !word.fits(&relation.kind) {
                    return Err(wrong_kind(relation, name, *word));
                }
                relation.comment = text;
                ObjectId::Relation(rel)
            }
            ObjectRef::Type { name } => {
                let Some(id) = self.commented_type(name)? else {
                    return Ok(());
                };
                if let Some(ty) = self.catalog.ty_mut(id) {
                    ty.comment = text;
                }
                ObjectId::Type(id)
            }
            ObjectRef::Domain { name } => {
                let found = self.commented_type(name)?;
                let id = self.expect_domain(found, &name.name)?;
                if let Some(ty) = self.catalog.ty_mut(id) {
                    ty.comment = text;
                }
                ObjectId::Type(id)
            }
            ObjectRef::Schema { name } => {
                let id = self.schema(name)?;
                if let Some(schema) = self.catalog.schemas.get_mut(&id) {
                    schema.comment = text;
                }
                ObjectId::Schema(id)
            }
            ObjectRef::Extension { name } => {
                self.extension(name)?;
                if let Some(extension) = self.catalog.extensions.get_mut(&name.value) {
                    extension.comment = text;
                }
                ObjectId::Extension(name.value.clone())
            }
            ObjectRef::Collation { name } => match self.user_collation(name)? {
                Some((schema, name)) => ObjectId::Collation(schema, name),
                None => return Ok(()),
            },
            ObjectRef::Registered(object) => match self.registered_target(object)? {
                Some(id) => id,
                None => return Ok(()),
            },
            ObjectRef::Operator(operator) => {
                return self.operator_meant(operator).map(|_| ());
            }
            ObjectRef::Other { .. } => return Ok(()),
        };
        self.changed(object, ChangeKind::Altered, span);
        Ok(())
    }

    /// Refuses the name of an object that is not there. What may have been made
    /// out of sight is for the server to judge.
    pub(super) fn object_is_there(&self, object: &ObjectRef) -> Result {
        let found = match object {
            ObjectRef::Function {
                word,
                name,
                arguments,
            } => self
                .function_ref(word, name, arguments.as_deref())
                .map(|_| ()),
            ObjectRef::Relation { word, name } => self.named_relation(name, |relation| {
                (!word.fits(&relation.kind)).then(|| word.word())
            }),
            ObjectRef::Type { name } => self.commented_type(name).map(|_| ()),
            ObjectRef::Domain { name } => self
                .commented_type(name)
                .and_then(|id| self.expect_domain(id, &name.name))
                .map(|_| ()),
            ObjectRef::Schema { name } => self.schema(name).map(|_| ()),
            ObjectRef::Registered(object) => self.registered_target(object).map(|_| ()),
            _ => Ok(()),
        };
        match found {
            Err(error) if error.state == "tainted" => Ok(()),
            other => other,
        }
    }

    /// The type of COMMENT ON TYPE; `None` for PostgreSQL's own.
    fn commented_type(&self, name: &TypeName) -> Result<Option<TypeId>> {
        if let Some(schema) = &name.name.schema {
            self.schema(schema)?;
        }
        match self.find_type(&name.name) {
            Some(ty) if !ty.array && name.array_dims == 0 => {
                Ok(self.catalog.ty(ty.id).map(|ty| ty.id))
            }
            Some(_) => Ok(None),
            None => Err(self.no_type(&name.name, name.span, &name.name.display())),
        }
    }

    fn expect_domain(&self, id: Option<TypeId>, name: &QName) -> Result<TypeId> {
        let ty = id.and_then(|id| self.catalog.ty(id));
        match ty {
            Some(ty) if matches!(ty.kind, TypeKind::Domain(_)) => Ok(ty.id),
            _ => Err(SqlError::new(
                "42809",
                name.span(),
                format!("\"{}\" is not a domain", name.display()),
            )),
        }
    }

    fn comment_on_domain_constraint(
        &mut self,
        name: &Name,
        of: &QName,
        text: Option<String>,
    ) -> Result<ObjectId> {
        if let Some(schema) = &of.schema {
            self.schema(schema)?;
        }
        let found = match self.find_type(of) {
            Some(ty) => self.catalog.ty(ty.id).map(|ty| ty.id),
            None => return Err(self.no_type(of, of.span(), &of.display())),
        };
        let id = self.expect_domain(found, of)?;
        if let Some(ty) = self.catalog.ty_mut(id)
            && let TypeKind::Domain(domain) = &mut ty.kind
        {
            if let Some(check) = domain.checks.find_mut(|check| check.name == name.value) {
                check.comment = text;
                return Ok(ObjectId::DomainConstraint(id, name.value.clone()));
            }
            if domain.constraint_names().any(|other| other == name.value) {
                return Ok(ObjectId::DomainConstraint(id, name.value.clone()));
            }
        }
        Err(SqlError::new(
            "42704",
            name.span,
            format!(
                "constraint \"{}\" for domain {} does not exist",
                name.value,
                of.display()
            ),
        )
        .label("no such constraint"))
    }

    fn comment_on_constraint(
        &mut self,
        name: &Name,
        of: &QName,
        text: Option<String>,
    ) -> Result<ObjectId> {
        let rel = self.relation(of)?;
        let relation = self.open_mut(rel, of.span())?;
        if let Some(constraint) = relation
            .constraints
            .find_mut(|constraint| constraint.name == name.value)
        {
            constraint.comment = text;
            return Ok(ObjectId::Constraint(rel, constraint.id));
        }
        let not_null = relation.columns.iter().find(|column| {
            column
                .not_null
                .as_ref()
                .is_some_and(|set| set.name.as_deref() == Some(&name.value))
        });
        if let Some(column) = not_null {
            return Ok(ObjectId::Column(rel, column.id));
        }
        let error = SqlError::new(
            "42704",
            name.span,
            format!(
                "constraint \"{}\" for table \"{}\" does not exist",
                name.value, relation.name
            ),
        )
        .label("no such constraint");
        let known = relation.constraints.iter().map(|c| c.name.as_str());
        Err(match crate::diag::nearest(&name.value, known) {
            Some(near) => error.help(format!("write `{near}` if that constraint is meant")),
            None => error,
        })
    }

    fn comment_on_column(
        &mut self,
        name: &QName,
        column: &Name,
        text: Option<String>,
    ) -> Result<ObjectId> {
        let rel = self.relation(name)?;
        let relation = self.open(rel, name.span())?;
        let plural = match &relation.kind {
            RelationKind::Index(_) => Some("indexes"),
            RelationKind::Sequence(_) => Some("sequences"),
            _ => None,
        };
        if let Some(plural) = plural {
            return Err(SqlError::new(
                "42809",
                name.span(),
                format!("cannot set comment on relation \"{}\"", relation.name),
            )
            .detail(format!("This operation is not supported for {plural}.")));
        }
        let found = self
            .open_mut(rel, name.span())?
            .columns
            .iter_mut()
            .find(|other| other.name == column.value);
        if let Some(found) = found {
            found.comment = text;
            return Ok(ObjectId::Column(rel, found.id));
        }
        if relation.unknown_columns.is_some() {
            return Ok(ObjectId::Relation(rel));
        }
        Err(Self::no_column(&relation, column))
    }

    /// `RENAME TO`, `SET SCHEMA` and the rest on objects that are no relations.
    pub(super) fn alter_object(&mut self, stmt: &AlterObject) -> Result {
        let (to, schema) = match &stmt.action {
            AlterObjectAction::Rename { to } => (Some(to), None),
            AlterObjectAction::SetSchema { schema } => (None, Some(schema)),
            AlterObjectAction::Member { object, add } => {
                return match &stmt.object {
                    ObjectRef::Extension { name } => self.set_member(name, object, *add, name.span),
                    _ => Ok(()),
                };
            }
            AlterObjectAction::DependsOnExtension { extension, no } => {
                let object = match &stmt.object {
                    ObjectRef::Function {
                        word,
                        name,
                        arguments,
                    } => self
                        .function_ref(word, name, arguments.as_deref())?
                        .map(ObjectId::Function),
                    ObjectRef::Trigger { name, table } => {
                        let table = self.trigger(name, table)?;
                        Some(ObjectId::Trigger(table, name.value.clone()))
                    }
                    _ => None,
                };
                return match object {
                    Some(object) => self.depends_on_extension(object, extension, *no),
                    None => self.extension(extension),
                };
            }
            AlterObjectAction::Volatility(volatility) => {
                if let ObjectRef::Function {
                    word,
                    name,
                    arguments,
                } = &stmt.object
                    && let Some(id) = self.function_ref(word, name, arguments.as_deref())?
                    && let Some(function) = self.catalog.function_mut(id)
                {
                    function.calling.volatility = *volatility;
                }
                (None, None)
            }
            AlterObjectAction::NoEffect => (None, None),
        };
        match &stmt.object {
            ObjectRef::Function {
                word,
                name,
                arguments,
            } => match self.function_ref(word, name, arguments.as_deref())? {
                Some(id) if to.is_some() || schema.is_some() => {
                    let span = to.or(schema).map_or(name.span(), |name| name.span);
                    self.move_function(id, to, schema, span)
                }
                _ => Ok(()),
            },
            ObjectRef::Trigger { name, table } => match to {
                Some(to) => self.rename_trigger(name, table, to),
                None => self.trigger(name, table).map(|_| ()),
            },
            ObjectRef::Policy { name, table } => match to {
                Some(to) => self.rename_policy(name, table, to),
                None => self.policy(name, table).map(|_| ()),
            },
            ObjectRef::Rule { name, table } => match to {
                Some(to) => self.rename_rule(name, table, to),
                None => self.rule(name, table).map(|_| ()),
            },
            ObjectRef::Extension { name } => match schema {
                Some(schema) => self.move_extension(name, schema),
                None => self.extension(name),
            },
            ObjectRef::Collation { name } => match (to, schema) {
                (None, None) => self.find_collation(name).map(|_| ()),
                _ => self.move_collation(name, to, schema),
            },
            ObjectRef::Schema { name } => match to {
                Some(to) => self.rename_schema(name, to),
                None => self.schema(name).map(|_| ()),
            },
            ObjectRef::Type { name } | ObjectRef::Domain { name } => {
                let Some(id) = self.commented_type(name)? else {
                    return Ok(());
                };
                match (to, schema) {
                    (Some(to), _) => self.rename_type(id, to),
                    (None, Some(schema)) => {
                        let target = self.schema(schema)?;
                        self.move_type(id, target, schema.span)
                    }
                    (None, None) => Ok(()),
                }
            }
            ObjectRef::Relation { word, name } => {
                let rel = self.relation(name)?;
                let relation = self.open(rel, name.span())?;
                if word.fits(&relation.kind) {
                    Ok(())
                } else {
                    Err(wrong_kind(&relation, name, *word))
                }
            }
            ObjectRef::Column { relation, .. } => self.relation(relation).map(|_: RelId| ()),
            ObjectRef::Constraint { .. } | ObjectRef::Registered(_) | ObjectRef::Other { .. } => {
                Ok(())
            }
            ObjectRef::Operator(operator) => self.alter_operator(operator, schema),
        }
    }
}

fn wrong_kind(relation: &Relation, name: &QName, word: RelationWord) -> Box<SqlError> {
    SqlError::new(
        "42809",
        name.span(),
        format!("\"{}\" is not {}", relation.name, word.word()),
    )
    .label(format!("this is a {}", relation.word()))
    .also(
        relation.origin.span,
        format!("the {} is created here", relation.word()),
    )
}
