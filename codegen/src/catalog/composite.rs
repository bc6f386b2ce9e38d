//! Composite types.

use super::error::{Result, SqlError};
use super::{
    ChangeKind, ColumnType, IndexInfo, Key, KeyKind, ObjectId, RelId, Relation, RelationKind,
    Replay, TypeId, TypeKind, TypeUse, builtin, names,
};
use crate::ddl::{Attribute, AttributeAction, Name, Persistence, QName};

impl Replay {
    /// `CREATE TYPE … AS (…)`.
    pub(super) fn create_composite(&mut self, name: &QName, attributes: &[Attribute]) -> Result {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        if self.catalog.type_in(schema, &name.name.value).is_some() {
            return Err(self.type_exists(schema, name));
        }
        let mut relation = Relation::new(
            schema,
            &name.name.value,
            RelationKind::Composite,
            Persistence::Permanent,
            name.span(),
        );
        for attribute in attributes {
            if let Some(before) = relation.column(&attribute.name.value) {
                return Err(SqlError::new(
                    "42701",
                    attribute.name.span,
                    format!(
                        "column \"{}\" specified more than once",
                        attribute.name.value
                    ),
                )
                .label("a second time")
                .also(before.span, "the first time"));
            }
            let (ty, collation) = self.attribute_type(attribute)?;
            push(&mut relation, attribute, ty, collation);
        }
        self.add_relation(relation, name.span())?;
        Ok(())
    }

    fn attribute_type(&self, attribute: &Attribute) -> Result<(TypeUse, Option<String>)> {
        let ty = self.resolve_type(&attribute.ty)?;
        if !ty.array && builtin::is_pseudo(ty.id) {
            return Err(SqlError::new(
                "42P16",
                attribute.ty.span,
                format!(
                    "column \"{}\" has pseudo-type {}",
                    attribute.name.value,
                    self.shown_type(&ty)
                ),
            ));
        }
        let collation = match &attribute.collation {
            Some(collation) => self.collation_of(collation, &ty)?,
            None => None,
        };
        Ok((ty, collation))
    }

    /// The composite type that ALTER TYPE … ATTRIBUTE means: it is looked up as
    /// a relation.
    fn composite(&self, name: &QName) -> Result<(RelId, TypeId)> {
        let id = self.relation(name)?;
        let relation = self.open(id, name.span())?;
        match (&relation.kind, relation.row_type) {
            (RelationKind::Composite, Some(ty)) => Ok((id, ty)),
            _ => Err(SqlError::new(
                "42809",
                name.span(),
                format!("\"{}\" is not a composite type", relation.name),
            )
            .also(
                relation.origin.span,
                format!("the {} is created here", relation.word()),
            )),
        }
    }

    /// `ALTER TYPE … ADD/DROP/ALTER ATTRIBUTE`.
    pub(super) fn alter_attributes(&mut self, name: &QName, actions: &[AttributeAction]) -> Result {
        let (rel, ty) = self.composite(name)?;
        // As in PostgreSQL: what is altered must be there before anything is
        // done, then drops come first, changes second, additions last.
        for action in actions {
            let cascade = match action {
                AttributeAction::Add { cascade, .. }
                | AttributeAction::Drop { cascade, .. }
                | AttributeAction::Alter { cascade, .. } => *cascade,
            };
            if let AttributeAction::Alter { attribute, .. } = action {
                let relation = self.open(rel, name.span())?;
                if relation.column(&attribute.name.value).is_none() {
                    return Err(Self::no_column(&relation, &attribute.name));
                }
            }
            if !cascade {
                self.refuse_typed_tables(ty, name)?;
            }
        }
        let order = |action: &AttributeAction| match action {
            AttributeAction::Drop { .. } => 0,
            AttributeAction::Alter { .. } => 1,
            AttributeAction::Add { .. } => 2,
        };
        let mut sorted: Vec<&AttributeAction> = actions.iter().collect();
        sorted.sort_by_key(|action| order(action));
        for action in sorted {
            match action {
                AttributeAction::Drop {
                    if_exists,
                    name,
                    cascade,
                } => self.drop_attribute(rel, ty, name, *if_exists, *cascade)?,
                AttributeAction::Alter { attribute, .. } => {
                    self.retype_attribute(rel, ty, attribute)?;
                }
                AttributeAction::Add { attribute, .. } => {
                    self.add_attribute(rel, ty, attribute)?;
                }
            }
        }
        self.changed(ObjectId::Type(ty), ChangeKind::Altered, name.span());
        Ok(())
    }

    fn add_attribute(&mut self, rel: RelId, ty: TypeId, attribute: &Attribute) -> Result {
        let span = attribute.name.span;
        for target in self.with_typed_tables(rel, ty) {
            let relation = self.open(target, span)?;
            if let Some(before) = relation.column(&attribute.name.value) {
                return Err(SqlError::new(
                    "42701",
                    span,
                    format!(
                        "column \"{}\" of relation \"{}\" already exists",
                        attribute.name.value, relation.name
                    ),
                )
                .label("already exists")
                .also(before.span, "it is here"));
            }
            let (new, collation) = self.attribute_type(attribute)?;
            if self.contains_type(&new, ty, 0) {
                let whole = self.shown_type(&TypeUse::plain(ty));
                return Err(SqlError::new(
                    "42P16",
                    attribute.ty.span,
                    format!("composite type {whole} cannot be made a member of itself"),
                ));
            }
            let relation = self.open_mut(target, span)?;
            push(relation, attribute, new, collation);
        }
        Ok(())
    }

    fn drop_attribute(
        &mut self,
        rel: RelId,
        ty: TypeId,
        name: &Name,
        if_exists: bool,
        cascade: bool,
    ) -> Result {
        let readers = self.readers_of_attribute(ty, &name.value);
        if !cascade && let Some(reader) = readers.first() {
            let whole = self.open(rel, name.span)?;
            let mut error = SqlError::new(
                "2BP01",
                name.span,
                format!(
                    "cannot drop column {} of composite type {} because other objects depend on it",
                    name.value, whole.name
                ),
            )
            .help("use DROP ... CASCADE to drop the dependent objects too");
            if let Some(reader) = self.catalog.rel(*reader) {
                error = error.also(
                    reader.origin.span,
                    format!("the {} \"{}\" reads it", reader.word(), reader.name),
                );
            }
            return Err(error);
        }
        for reader in readers {
            if self.catalog.rel(reader).is_some() {
                self.drop_cascading(ObjectId::Relation(reader), name.span);
            }
        }
        for target in self.with_typed_tables(rel, ty) {
            let relation = self.open(target, name.span)?;
            let Some(column) = relation.column(&name.value) else {
                if if_exists {
                    continue;
                }
                return Err(Self::no_column(&relation, name));
            };
            if target == rel {
                let column = ObjectId::Column(rel, column.id);
                self.drop_objects(&[column], cascade, name.span)?;
            } else {
                self.drop_cascading(ObjectId::Column(target, column.id), name.span);
            }
        }
        Ok(())
    }

    /// Views that read an attribute: those that use a column of the type and
    /// have `.attribute` in their text.
    fn readers_of_attribute(&self, ty: TypeId, attribute: &str) -> Vec<RelId> {
        let reads = |text: &str| {
            let tokens = super::rewrite::tokens(text);
            tokens.windows(3).any(|three| {
                matches!(three, [before, dot, name]
                    if before.is(")") && dot.is(".") && name.word() == Some(attribute))
            })
        };
        let views = self.catalog.relations.iter().filter(|(_, relation)| {
            let (RelationKind::View(view) | RelationKind::MaterializedView(view)) = &relation.kind
            else {
                return false;
            };
            let uses_type = view.uses.types.contains(&ty)
                || view.uses.columns.iter().any(|(rel, column)| {
                    self.catalog
                        .rel(*rel)
                        .and_then(|relation| relation.column_by_id(*column)?.ty.known().cloned())
                        .is_some_and(|used| self.contains_type(&used, ty, 0))
                });
            uses_type && reads(&view.definition)
        });
        views.map(|(id, _)| RelId(id)).collect()
    }

    fn retype_attribute(&mut self, rel: RelId, ty: TypeId, attribute: &Attribute) -> Result {
        let span = attribute.name.span;
        let (new, collation) = self.attribute_type(attribute)?;
        if let Some((table, column)) = self.column_that_uses(ty, 0) {
            let whole = self.open(rel, span)?;
            return Err(SqlError::new(
                "0A000",
                span,
                format!(
                    "cannot alter type \"{}\" because column \"{table}.{column}\" uses it",
                    whole.name
                ),
            )
            .label("values of the old form are stored"));
        }
        let whole = self.open(rel, span)?;
        if let Some(field) = whole.column(&attribute.name.value)
            && let ColumnType::Known(old) = &field.ty
        {
            self.retype_domains((rel, field.id), old, &new, span)?;
        }
        for target in self.with_typed_tables(rel, ty) {
            let relation = self.open_mut(target, span)?;
            if let Some(column) = relation
                .columns
                .iter_mut()
                .find(|column| column.name == attribute.name.value)
            {
                column.ty = ColumnType::Known(new.clone());
                column.collation.clone_from(&collation);
                column.type_span = attribute.ty.span;
            }
        }
        Ok(())
    }

    /// `ALTER TYPE … RENAME ATTRIBUTE`.
    pub(super) fn rename_attribute(
        &mut self,
        name: &QName,
        from: &Name,
        to: &Name,
        cascade: bool,
    ) -> Result {
        let rel = self.relation(name)?;
        let relation = self.open(rel, name.span())?;
        let (RelationKind::Composite, Some(ty)) = (&relation.kind, relation.row_type) else {
            // The row type of a table: the column is renamed.
            return self.rename_column_of(rel, from, to);
        };
        if !cascade {
            self.refuse_typed_tables(ty, name)?;
        }
        if relation.column(&from.value).is_none() {
            let error = SqlError::new(
                "42703",
                from.span,
                format!("column \"{}\" does not exist", from.value),
            )
            .label("no such attribute");
            return Err(Self::with_near_column(error, &relation, &from.value));
        }
        for target in self.with_typed_tables(rel, ty) {
            let relation = self.open(target, to.span)?;
            if relation.column(&to.value).is_some() {
                return Err(SqlError::new(
                    "42701",
                    to.span,
                    format!(
                        "column \"{}\" of relation \"{}\" already exists",
                        to.value, relation.name
                    ),
                )
                .label("already exists"));
            }
            if target == rel {
                let relation = self.open_mut(target, to.span)?;
                if let Some(column) = relation
                    .columns
                    .iter_mut()
                    .find(|column| column.name == from.value)
                {
                    column.name.clone_from(&to.value);
                    column.name_span = to.span;
                }
            } else {
                self.rename_column_of(target, from, to)?;
            }
        }
        self.changed(ObjectId::Type(ty), ChangeKind::Altered, to.span);
        Ok(())
    }

    /// The type's own relation and the tables `OF` it.
    fn with_typed_tables(&self, rel: RelId, ty: TypeId) -> Vec<RelId> {
        let mut all = vec![rel];
        all.extend(self.typed_tables(ty));
        all
    }

    fn typed_tables(&self, ty: TypeId) -> impl Iterator<Item = RelId> + '_ {
        self.catalog
            .relations
            .iter()
            .filter(move |(_, relation)| {
                relation
                    .table()
                    .is_some_and(|table| table.of_type == Some(ty))
            })
            .map(|(id, _)| RelId(id))
    }

    fn refuse_typed_tables(&self, ty: TypeId, name: &QName) -> Result {
        let Some(table) = self.typed_tables(ty).next() else {
            return Ok(());
        };
        let mut error = SqlError::new(
            "2BP01",
            name.span(),
            format!(
                "cannot alter type \"{}\" because it is the type of a typed table",
                name.name.value
            ),
        )
        .help("use ALTER ... CASCADE to alter the typed tables too");
        if let Some(table) = self.catalog.rel(table) {
            error = error.also(table.origin.span, "the typed table is created here");
        }
        Err(error)
    }

    /// Whether values of `ty` hold values of `wanted`.
    pub(super) fn contains_type(&self, ty: &TypeUse, wanted: TypeId, depth: u8) -> bool {
        if ty.id == wanted {
            return true;
        }
        if depth > 32 {
            return false;
        }
        match self.catalog.ty(ty.id).map(|ty| &ty.kind) {
            Some(TypeKind::Domain(domain)) => self.contains_type(&domain.base, wanted, depth + 1),
            Some(TypeKind::Range { subtype, .. }) => self.contains_type(subtype, wanted, depth + 1),
            Some(TypeKind::Multirange(range)) => {
                self.contains_type(&TypeUse::plain(*range), wanted, depth + 1)
            }
            Some(TypeKind::Composite(rel) | TypeKind::Row(rel)) => {
                self.catalog.rel(*rel).is_some_and(|relation| {
                    relation.columns.iter().any(|column| {
                        column
                            .ty
                            .known()
                            .is_some_and(|ty| self.contains_type(ty, wanted, depth + 1))
                    })
                })
            }
            _ => false,
        }
    }

    /// A column that stores values which hold values of a type.
    fn column_that_uses(&self, ty: TypeId, depth: u8) -> Option<(String, String)> {
        let is_of =
            |used: Option<&TypeUse>| used.is_some_and(|used| self.contains_type(used, ty, depth));
        self.catalog.relations.iter().find_map(|(_, relation)| {
            let column = match &relation.kind {
                RelationKind::Table(_) | RelationKind::MaterializedView(_) => {
                    let mut columns = relation.columns.iter();
                    let column = columns.find(|column| is_of(column.ty.known()))?;
                    column.name.clone()
                }
                // The value of an expression is stored, too.
                RelationKind::Index(info) => {
                    let table = self.catalog.rel(info.table)?;
                    let is_key = |key: &Key| match &key.what {
                        KeyKind::Expr(expr) => is_of(expr.ty.as_ref()),
                        KeyKind::Column(_) => false,
                    };
                    let at = info.keys.iter().position(is_key)?;
                    index_columns(info, table).into_iter().nth(at)?
                }
                _ => return None,
            };
            Some((relation.name.clone(), column))
        })
    }
}

/// The names that the columns of an index have.
fn index_columns(info: &IndexInfo, table: &Relation) -> Vec<String> {
    let keys = info.keys.iter().map(|key| match &key.what {
        KeyKind::Column(id) => {
            let column = table.column_by_id(*id);
            column.map_or_else(String::new, |column| column.name.clone())
        }
        KeyKind::Expr(expr) => names::expression_name(&expr.shape),
    });
    names::index_column_names(&keys.collect::<Vec<_>>())
}

fn push(relation: &mut Relation, attribute: &Attribute, ty: TypeUse, collation: Option<String>) {
    let id = relation.add_plain_column(
        &attribute.name.value,
        ColumnType::Known(ty),
        attribute.name.span,
    );
    if let Some(column) = relation.column_by_id_mut(id) {
        column.collation = collation;
        column.type_span = attribute.ty.span;
    }
}
