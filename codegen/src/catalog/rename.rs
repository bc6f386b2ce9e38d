//! RENAME and SET SCHEMA of relations, columns and constraints.

use super::constraint::duplicate;
use super::error::{Result, SqlError};
use super::mentions::{Kind, Mentions};
use super::rewrite::{Renamed, Role};
use super::{
    ChangeKind, ColumnId, ConstraintKind, ObjectId, RelId, Relation, RelationKind, Replay,
};
use crate::ddl::Name;
use crate::diag::Span;

impl Replay {
    /// `RENAME TO` of a relation. A constraint's index takes the constraint
    /// along.
    pub(super) fn rename_relation_statement(&mut self, id: RelId, to: &Name) -> Result {
        let relation = self.open(id, to.span)?;
        self.rename_relation(id, &to.value, to.span)?;
        if let Some(info) = relation.index()
            && let Some(constraint) = info.constraint
        {
            let table = self.open(info.table, to.span)?;
            if table.has_constraint_name(&to.value)
                && table
                    .constraint(&to.value)
                    .is_none_or(|other| other.id != constraint)
            {
                return Err(duplicate(&table, &to.value, to.span));
            }
            self.rename_constraint_only(info.table, constraint, &to.value, to.span)?;
        }
        self.rename_in_text(&relation, &to.value, relation.schema);
        Ok(())
    }

    /// Lets stored text follow a relation's new name or schema.
    fn rename_in_text(&mut self, relation: &Relation, new: &str, schema: super::SchemaId) {
        if relation.index().is_some() {
            return;
        }
        let old_schema = self.catalog.schema_name(relation.schema).to_owned();
        let new_schema = self.catalog.schema_name(schema).to_owned();
        let id = relation.id;
        let renamed = Renamed {
            role: Role::Relation,
            old_schema: &old_schema,
            old: &relation.name,
            new_schema: &new_schema,
            new,
            table: "",
        };
        self.rename_in_expressions(
            Some(&Mentions::of(Kind::Relation, id.0)),
            |uses| {
                uses.relations.contains(&id)
                    || uses.columns.iter().any(|(relation, _)| *relation == id)
            },
            &renamed,
        );
    }

    /// `RENAME COLUMN` on a relation, and RENAME ATTRIBUTE of its children.
    pub(super) fn rename_column_statement(
        &mut self,
        id: RelId,
        from: &Name,
        to: &Name,
        recurse: bool,
    ) -> Result {
        let relation = self.open(id, from.span)?;
        match &relation.kind {
            RelationKind::Sequence(_) => {
                return Err(SqlError::new(
                    "42809",
                    from.span,
                    format!("cannot rename columns of relation \"{}\"", relation.name),
                )
                .detail("This operation is not supported for sequences."));
            }
            RelationKind::Index(_) => return Ok(()),
            _ => {}
        }
        if relation.table().is_some_and(|info| info.of_type.is_some()) {
            return Err(SqlError::new(
                "42809",
                from.span,
                "cannot rename column of typed table",
            ));
        }
        let Some(column) = relation.column(&from.value) else {
            if let Some(reason) = &relation.unknown_columns {
                return Err(super::columns::unknown(&relation, reason, from.span));
            }
            if super::expr::SYSTEM_COLUMNS.contains(&from.value.as_str()) {
                return Err(SqlError::new(
                    "0A000",
                    from.span,
                    format!("cannot rename system column \"{}\"", from.value),
                ));
            }
            let error = SqlError::new(
                "42703",
                from.span,
                format!("column \"{}\" does not exist", from.value),
            )
            .label("no such column");
            return Err(Self::with_near_column(error, &relation, &from.value));
        };
        if column.inherited > 0 {
            return Err(SqlError::new(
                "42P16",
                from.span,
                format!("cannot rename inherited column \"{}\"", from.value),
            )
            .help("rename it in the parent table"));
        }
        if !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "42P16",
                from.span,
                format!(
                    "inherited column \"{}\" must be renamed in child tables too",
                    from.value
                ),
            )
            .help("leave out ONLY"));
        }
        self.rename_column_of(id, from, to)
    }

    /// Renames a column here and below, with what names it.
    pub(super) fn rename_column_of(&mut self, id: RelId, from: &Name, to: &Name) -> Result {
        let mut lineage = vec![id];
        lineage.extend(self.catalog.descendants(id));
        for member in &lineage {
            self.rename_column_in(*member, &lineage, from, to)?;
        }
        Ok(())
    }

    /// Renames a column of one of some relations, a table with all below it.
    fn rename_column_in(&mut self, id: RelId, lineage: &[RelId], from: &Name, to: &Name) -> Result {
        let relation = self.open(id, from.span)?;
        let Some(column) = relation.column(&from.value) else {
            return Err(Self::no_column(&relation, from));
        };
        if let Some(other) = relation.column(&to.value) {
            return Err(SqlError::new(
                "42701",
                to.span,
                format!(
                    "column \"{}\" of relation \"{}\" already exists",
                    to.value, relation.name
                ),
            )
            .label("this name is taken")
            .also(other.span, "the column is here"));
        }
        if relation.table().is_some() {
            Self::column_name_allowed(to)?;
        }
        let number = column.id;
        // Children whose column has another parent as well keep the name of all.
        for child in relation.children() {
            let Some(below) = self.catalog.rel(*child) else {
                continue;
            };
            let foreign = below.parents().iter().any(|parent| {
                !lineage.contains(parent)
                    && self
                        .catalog
                        .rel(*parent)
                        .is_some_and(|parent| parent.column(&from.value).is_some())
            });
            if foreign {
                return Err(SqlError::new(
                    "42P16",
                    from.span,
                    format!("cannot rename inherited column \"{}\"", from.value),
                ));
            }
        }
        if let Some(column) = self.open_mut(id, from.span)?.column_by_id_mut(number) {
            column.name.clone_from(&to.value);
            column.name_span = to.span;
        }
        self.changed(ObjectId::Column(id, number), ChangeKind::Renamed, to.span);
        self.rename_column_in_text(&relation, number, &from.value, &to.value);
        Ok(())
    }

    fn rename_column_in_text(
        &mut self,
        relation: &Relation,
        column: ColumnId,
        from: &str,
        to: &str,
    ) {
        let schema = self.catalog.schema_name(relation.schema).to_owned();
        let id = relation.id;
        let renamed = Renamed {
            role: Role::Column,
            old_schema: &schema,
            old: from,
            new_schema: &schema,
            new: to,
            table: &relation.name,
        };
        self.rename_in_expressions(
            Some(&Mentions::of(Kind::Relation, id.0)),
            |uses| uses.columns.contains(&(id, column)),
            &renamed,
        );
    }

    /// `RENAME CONSTRAINT`.
    pub(super) fn rename_constraint(
        &mut self,
        id: RelId,
        name: &Name,
        to: &Name,
        recurse: bool,
    ) -> Result {
        let relation = self.open(id, name.span)?;
        let column = relation.not_null_named(&name.value);
        let constraint = relation.constraint(&name.value);
        let (inherits, inherited) = match (constraint, column) {
            (Some(constraint), _) => (
                matches!(constraint.kind, ConstraintKind::Check(_)) && !constraint.no_inherit,
                constraint.inherited > 0 && matches!(constraint.kind, ConstraintKind::Check(_)),
            ),
            (None, Some(column)) => (
                column.not_null.as_ref().is_some_and(|n| !n.no_inherit),
                self.not_null_parents(&relation, &column.name) > 0,
            ),
            (None, None) => {
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
                return Err(match crate::diag::nearest(&name.value, known) {
                    Some(near) => error.help(format!("write `{near}` if that constraint is meant")),
                    None => error.also(relation.origin.span, "the table is created here"),
                });
            }
        };
        if inherited {
            return Err(SqlError::new(
                "42P16",
                name.span,
                format!("cannot rename inherited constraint \"{}\"", name.value),
            )
            .help("rename it in the parent table"));
        }
        if inherits && !recurse && !relation.children().is_empty() {
            return Err(SqlError::new(
                "42P16",
                name.span,
                format!(
                    "inherited constraint \"{}\" must be renamed in child tables too",
                    name.value
                ),
            )
            .help("leave out ONLY"));
        }
        self.rename_constraint_of(id, &name.value, &to.value, to.span)?;
        if inherits {
            for child in self.catalog.descendants(id) {
                self.rename_constraint_of(child, &name.value, &to.value, to.span)?;
            }
        }
        Ok(())
    }

    fn rename_constraint_of(&mut self, id: RelId, name: &str, to: &str, span: Span) -> Result {
        let relation = self.open(id, span)?;
        if relation.constraint(name).is_none() && relation.not_null_named(name).is_none() {
            return Ok(());
        }
        if relation.has_constraint_name(to) {
            return Err(SqlError::new(
                "42710",
                span,
                format!(
                    "constraint \"{to}\" for relation \"{}\" already exists",
                    relation.name
                ),
            )
            .label("this name is taken"));
        }
        if let Some(constraint) = relation.constraint(name) {
            if let Some(index) = constraint.index() {
                self.rename_relation(index, to, span)?;
            }
            return self.rename_constraint_only(id, constraint.id, to, span);
        }
        let Some(column) = relation.not_null_named(name).map(|column| column.id) else {
            return Ok(());
        };
        if let Some(not_null) = self
            .open_mut(id, span)?
            .column_by_id_mut(column)
            .and_then(|column| column.not_null.as_mut())
        {
            not_null.name = Some(to.to_owned());
        }
        self.catalog.forget_constraint_name(relation.schema, name);
        self.catalog.note_constraint_name(relation.schema, to);
        self.changed(ObjectId::Column(id, column), ChangeKind::Renamed, span);
        Ok(())
    }

    /// `SET SCHEMA` of a relation, with its indexes and the sequences that it owns.
    pub(super) fn set_schema(&mut self, id: RelId, schema: &Name) -> Result {
        let relation = self.open(id, schema.span)?;
        match &relation.kind {
            RelationKind::Index(_) => {
                return Err(SqlError::new(
                    "42809",
                    schema.span,
                    format!("cannot change schema of index \"{}\"", relation.name),
                )
                .help("change the schema of the table instead"));
            }
            RelationKind::Sequence(info) => {
                if let Some((owner, _)) = info.owned_by {
                    let owner = self.catalog.relation_name(owner);
                    return Err(SqlError::new(
                        "0A000",
                        schema.span,
                        "cannot move an owned sequence into another schema",
                    )
                    .detail(format!(
                        "Sequence \"{}\" is linked to table \"{owner}\".",
                        relation.name
                    )));
                }
            }
            _ => {}
        }
        let to = self.schema(schema)?;
        if to == super::builtin::PG_TEMP || relation.schema == super::builtin::PG_TEMP {
            return Err(SqlError::new(
                "0A000",
                schema.span,
                "cannot move objects into or out of temporary schemas",
            ));
        }
        if to == super::builtin::PG_TOAST {
            return Err(SqlError::new(
                "0A000",
                schema.span,
                "cannot move objects into or out of TOAST schema",
            ));
        }
        let mut moved = vec![id];
        moved.extend(&relation.indexes);
        if relation.table().is_some() {
            moved.extend(self.catalog.relations.iter().filter_map(|(number, other)| {
                match &other.kind {
                    RelationKind::Sequence(info)
                        if info.owned_by.is_some_and(|(owner, _)| owner == id) =>
                    {
                        Some(RelId(number))
                    }
                    _ => None,
                }
            }));
        }
        for part in moved {
            let before = self.open(part, schema.span)?;
            self.move_relation(part, to, schema.span)?;
            if before.schema != to {
                self.rename_in_text(&before, &before.name, to);
            }
        }
        Ok(())
    }
}
