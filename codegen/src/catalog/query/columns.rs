//! The columns of a query with their types, through subqueries, joins, common
//! table expressions and functions in FROM (`parse_relation.c`, `analyze.c`).

use super::{ColumnRef, QName, Relation, Replay, Result, SqlError, TypeUse, Uses, builtin, push};
use crate::catalog::operator::{Scope, Typed};
use crate::catalog::typing::{Collated, Value, as_column};
use crate::catalog::{ColumnId, ColumnType, RelId, Shared, TypeId};
use crate::ddl::{
    Arm, Body, Condition, Cte, ExprShape, FormKind, Join, JoinKind, Name, Select, SourceKind,
    TableSource, Target,
};
use crate::diag::Span;
use std::cell::RefCell;
use std::sync::Arc;

/// How many columns a query can have (`MaxTupleAttributeNumber`).
const MOST_COLUMNS: usize = 1664;

/// Columns that every table has, with their types.
const SYSTEM: [(&str, TypeId); 6] = [
    ("ctid", TypeId(27)),
    ("xmin", TypeId(28)),
    ("cmin", TypeId(29)),
    ("xmax", TypeId(28)),
    ("cmax", TypeId(29)),
    ("tableoid", TypeId(26)),
];

/// A column of a query or of something in FROM.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct Field {
    /// Its name, when it has one.
    pub(in crate::catalog) name: Option<String>,
    /// Its type and collation.
    pub(in crate::catalog) value: Value,
    /// Why its type is not known, when that is told.
    pub(in crate::catalog) reason: Option<String>,
    /// Whether its type has a collation and it has none: those in it differ.
    pub(in crate::catalog) unclear: bool,
    /// The column that it stands for.
    pub(in crate::catalog) source: Option<(RelId, ColumnId)>,
    /// The column of the row type through which a function in FROM gives it.
    through: Option<(RelId, ColumnId)>,
    /// Whether a plan may give it another modifier than the query has.
    pub(in crate::catalog) planned: bool,
    /// Types to which something in it is cast.
    pub(in crate::catalog) casts: Vec<TypeUse>,
    /// Where it is written.
    pub(in crate::catalog) span: Option<Span>,
    /// Where its name is, when the query gives it one.
    pub(in crate::catalog) label: Option<Span>,
}

impl Field {
    fn new(name: &str, value: Value) -> Self {
        Self {
            name: Some(name.to_owned()),
            value,
            reason: None,
            unclear: false,
            source: None,
            through: None,
            planned: false,
            casts: Vec::new(),
            span: None,
            label: None,
        }
    }

    /// What a column of it is, and why that is not known.
    pub(super) fn column_type(&self) -> ColumnType {
        match (as_column(&self.value), &self.reason) {
            (ColumnType::Unknown(_), Some(reason)) => ColumnType::Unknown(reason.clone()),
            (ty, _) => ty,
        }
    }

    fn is(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }
}

/// Columns, or why they are not known.
pub(in crate::catalog) type Fields = std::result::Result<Vec<Shared<Field>>, String>;

/// What a name with a qualifier may mean.
#[derive(Clone)]
struct Table {
    alias: Option<String>,
    fields: Fields,
    /// Its row type.
    row: Option<TypeUse>,
    is_stored: bool,
}

/// What FROM gives: tables by name, and columns in order.
#[derive(Clone, Default)]
struct Namespace {
    tables: Vec<Table>,
    columns: Vec<Shared<Field>>,
    /// Why there may be more columns.
    unknown: Option<String>,
}

impl Namespace {
    fn add(&mut self, other: Self) {
        self.tables.extend(other.tables);
        self.columns.extend(other.columns);
        self.unknown = self.unknown.take().or(other.unknown);
    }

    fn of(table: Table) -> Self {
        let (columns, unknown) = match &table.fields {
            Ok(fields) => (fields.clone(), None),
            Err(reason) => (Vec::new(), Some(reason.clone())),
        };
        Self {
            tables: vec![table],
            columns,
            unknown,
        }
    }
}

/// A level of a query with those around it.
pub(in crate::catalog) struct Level<'a> {
    space: Namespace,
    ctes: Vec<(String, Fields)>,
    outer: Option<&'a Level<'a>>,
    kind: LevelKind,
    notes: &'a Notes,
}

/// What a level is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LevelKind {
    /// A query.
    Query,
    /// What stands before something in a join of the query around.
    Beside,
    /// A subquery in FROM without LATERAL: it does not see the query around.
    Hidden,
}

impl<'a> Level<'a> {
    /// The level in which a name is looked for next.
    fn above(&self) -> Option<&'a Level<'a>> {
        let mut next = self.outer?;
        if self.kind == LevelKind::Hidden {
            while next.kind == LevelKind::Beside {
                next = next.outer?;
            }
            return next.outer;
        }
        Some(next)
    }

    fn inside(outer: &'a Level<'a>) -> Self {
        Self {
            kind: LevelKind::Query,
            space: Namespace::default(),
            ctes: Vec::new(),
            outer: Some(outer),
            notes: outer.notes,
        }
    }

    fn cte(&self, name: &str) -> Option<&Fields> {
        let mut own = self.ctes.iter().rev();
        own.find(|(cte, _)| cte == name)
            .map(|(_, fields)| fields)
            .or_else(|| self.outer.and_then(|outer| outer.cte(name)))
    }

    fn outermost(notes: &'a Notes) -> Self {
        Self {
            space: Namespace::default(),
            ctes: Vec::new(),
            outer: None,
            kind: LevelKind::Query,
            notes,
        }
    }

    fn scope(&'a self) -> Scope<'a> {
        Scope {
            level: Some(self),
            fields: Some(&self.notes.named),
            ..Scope::of(None)
        }
    }

    /// What is known, or that it is refused.
    fn or_refused<T>(&self, found: Result<T>) -> Option<T> {
        match found {
            Ok(found) => Some(found),
            Err(error) => {
                self.notes.refusal.borrow_mut().get_or_insert(error);
                None
            }
        }
    }
}

/// What is noted of a query on the way.
#[derive(Default)]
struct Notes {
    /// Columns that a `*` names, and fields of rows that are read.
    named: RefCell<Vec<(RelId, ColumnId)>>,
    /// Functions in FROM that give rows of a type, by name, with the type's columns.
    rows: RefCell<Vec<(Option<String>, Vec<Through>)>>,
    /// Why it is refused.
    refusal: RefCell<Option<Box<SqlError>>>,
}

/// A column that is read through a row, and its name there.
type Through = (String, (RelId, ColumnId));

impl Replay {
    /// The columns of a query at the outermost level. `own` is a recursive view
    /// with the names of its columns.
    pub(super) fn columns_of_query(
        &self,
        select: &Select,
        own: Option<(&QName, &[Name])>,
        named: &[Arc<ColumnRef>],
        uses: &mut Uses,
    ) -> Result<Fields> {
        let notes = Notes::default();
        let mut level = Level::outermost(&notes);
        let fields = match own {
            Some((name, columns)) => {
                let cte = Cte {
                    name: name.name.clone(),
                    columns: columns.to_vec(),
                    select: select.clone(),
                    recursive: true,
                };
                self.add_ctes(&mut level, std::slice::from_ref(&cte));
                level
                    .ctes
                    .pop()
                    .map_or(Ok(Vec::new()), |(_, fields)| fields)
            }
            None => self.columns_at(select, &level),
        };
        let Notes {
            named: read,
            rows,
            refusal,
        } = notes;
        if let Some(refusal) = refusal.into_inner() {
            return Err(refusal);
        }
        for column in read.into_inner() {
            push(&mut uses.columns, column);
        }
        use_rows(&rows.into_inner(), named, uses);
        Ok(fields)
    }

    /// Refuses a query for what its operators and calls are given.
    pub(in crate::catalog) fn check_query(&self, select: &Select) -> Result {
        let notes = Notes::default();
        let _ = self.raw_columns(select, &Level::outermost(&notes));
        notes.refusal.into_inner().map_or(Ok(()), Err)
    }

    /// The types of a query's columns as INSERT takes them: a literal is of no type yet.
    pub(in crate::catalog) fn fields_given(&self, select: &Select) -> Result<Option<Vec<Typed>>> {
        let notes = Notes::default();
        let fields = self.raw_columns(select, &Level::outermost(&notes));
        if let Some(refusal) = notes.refusal.into_inner() {
            return Err(refusal);
        }
        let types = |fields: Vec<Shared<Field>>| {
            let types = fields.iter().map(|field| field.value.ty.clone());
            types.collect()
        };
        Ok(fields.ok().map(types))
    }

    /// The value of a query's first column, as an expression.
    pub(in crate::catalog) fn first_column(
        &self,
        select: &Select,
        scope: &Scope<'_>,
    ) -> Option<Value> {
        let fields = self.columns_at(select, scope.level?).ok()?;
        Some(fields.first()?.value.clone())
    }

    /// The columns of a query inside `outer`; literals are text.
    fn columns_at(&self, select: &Select, outer: &Level<'_>) -> Fields {
        let mut fields = self.raw_columns(select, outer)?;
        for field in &mut fields {
            self.settle_literal(field);
        }
        Ok(fields)
    }

    /// Makes text of a literal, and an implicit collation of any.
    fn settle_literal(&self, field: &mut Shared<Field>) {
        let ty = match &field.value.ty {
            Typed::Literal(_) => TypeUse::plain(builtin::TEXT),
            Typed::Known(ty) => ty.clone(),
            Typed::Unsure => return,
        };
        if field.value.collation == Collated::Conflict {
            field.unclear = true;
            field.value = Value {
                ty: Typed::Known(ty),
                collation: Collated::None,
            };
            return;
        }
        if field.unclear {
            return;
        }
        let value = self.leaf(ty, field.value.collation.name());
        if value != field.value {
            field.value = value;
        }
    }

    fn raw_columns(&self, select: &Select, outer: &Level<'_>) -> Fields {
        let mut level = Level::inside(outer);
        self.add_ctes(&mut level, select.with());
        match select.body() {
            Body::Unknown => Err("a data statement or a query that is not followed".to_owned()),
            Body::Values(rows) => self.values_columns(rows, &level),
            Body::Set(arms) => self.united_columns(arms, &level),
            Body::Plain {
                targets,
                from,
                conditions,
            } => {
                for source in from {
                    let space = self.namespace(source, &level);
                    level.space.add(space);
                }
                let mut fields = Vec::new();
                for target in targets {
                    self.target(target, &level, &mut fields)?;
                    if fields.len() > MOST_COLUMNS {
                        return Err("it has more columns than PostgreSQL takes".to_owned());
                    }
                }
                for condition in conditions {
                    self.check_condition(condition, &level);
                }
                Ok(fields)
            }
        }
    }

    fn check_condition(&self, condition: &Condition, level: &Level<'_>) {
        let value = self.value_of(&condition.shape, &level.scope());
        let checked = value
            .and_then(|value| self.expect_boolean(&value.ty, condition.clause, condition.span));
        level.or_refused(checked);
    }

    /// Adds the queries of a WITH; in a recursive one each may name itself and
    /// those behind it.
    fn add_ctes(&self, level: &mut Level<'_>, with: &[Cte]) {
        let recursive = with.iter().any(|cte| cte.recursive);
        let start = level.ctes.len();
        if recursive {
            for cte in with {
                let unknown = Err("a WITH query that is named before it is known".to_owned());
                level.ctes.push((cte.name.value.clone(), unknown));
            }
        }
        for (at, cte) in with.iter().enumerate() {
            let fields = if recursive {
                self.recursive_columns(cte, level)
            } else {
                self.columns_at(&cte.select, level)
            };
            let fields = fields.map(|fields| renamed(fields, &cte.columns));
            match level.ctes.get_mut(start + at) {
                Some(slot) => slot.1 = fields,
                None => level.ctes.push((cte.name.value.clone(), fields)),
            }
        }
    }

    /// The columns of a query that may name itself in its last arm: there it has
    /// those of the arms before.
    fn recursive_columns(&self, cte: &Cte, level: &Level<'_>) -> Fields {
        let Body::Set(arms) = cte.select.body() else {
            return self.columns_at(&cte.select, level);
        };
        let mut inner = Level::inside(level);
        self.add_ctes(&mut inner, cte.select.with());
        let Some((last, first)) = arms.split_last() else {
            return Ok(Vec::new());
        };
        let mut fields = self.united_columns(first, &inner)?;
        if first.is_empty() {
            fields = self.raw_columns(&last.select, &inner)?;
        } else {
            let mut own = fields.clone();
            for field in &mut own {
                self.settle_literal(field);
            }
            let own = Ok(renamed(own, &cte.columns));
            inner.ctes.push((cte.name.value.clone(), own));
            let right = self.raw_columns(&last.select, &inner)?;
            fields = self.united(fields, &right, last.narrows)?;
        }
        for field in &mut fields {
            self.settle_literal(field);
        }
        Ok(fields)
    }

    fn united_columns(&self, arms: &[Arm], level: &Level<'_>) -> Fields {
        let mut arms = arms.iter();
        let mut left = match arms.next() {
            Some(first) => self.raw_columns(&first.select, level)?,
            None => Vec::new(),
        };
        for arm in arms {
            let right = self.raw_columns(&arm.select, level)?;
            left = self.united(left, &right, arm.narrows)?;
        }
        Ok(left)
    }

    fn values_columns(&self, rows: &[Vec<ExprShape>], level: &Level<'_>) -> Fields {
        let scope = level.scope();
        let width = rows.first().map_or(0, Vec::len);
        let mut fields = Vec::with_capacity(width);
        for at in 0..width {
            let mut all = Vec::with_capacity(rows.len());
            let mut casts = Vec::new();
            for row in rows {
                let shape = row.get(at).ok_or("VALUES of different lengths")?;
                let value = level.or_refused(self.value_of(shape, &scope));
                all.push(value.unwrap_or_else(Value::unsure));
                self.add_casts(shape, &scope, &mut casts);
            }
            let mut field = Field::new(&format!("column{}", at + 1), self.common_value(&all));
            field.casts = casts;
            fields.push(Shared::from(field));
        }
        Ok(fields)
    }

    /// The columns of two arms of a set operation; names are the first's.
    fn united(&self, left: Vec<Shared<Field>>, right: &[Shared<Field>], narrows: bool) -> Fields {
        if left.len() != right.len() {
            return Err("the arms of a set operation have different columns".to_owned());
        }
        let both = left.into_iter().zip(right);
        Ok(both
            .map(|(left, right)| {
                let mut value = self.common_value(&[left.value.clone(), right.value.clone()]);
                if value.collation == Collated::Conflict || left.unclear || right.unclear {
                    // UNION ALL leaves it unclear, and the rest is refused for it.
                    value.collation = Collated::Unsure;
                }
                // What both have with different modifiers has none.
                let lost = match (&left.value.ty, &value.ty) {
                    (Typed::Known(left), Typed::Known(both)) => {
                        left.id == both.id
                            && left.array == both.array
                            && left.modifier != both.modifier
                    }
                    _ => false,
                };
                let mut both = left;
                let field = &mut *both;
                field.value = value;
                field.reason = field.reason.take().or_else(|| right.reason.clone());
                field.unclear = false;
                field.source = None;
                field.through = None;
                field.casts.extend(right.casts.iter().cloned());
                field.planned |= (narrows && lost) || right.planned;
                both
            })
            .collect())
    }

    fn target(
        &self,
        target: &Target,
        level: &Level<'_>,
        fields: &mut Vec<Shared<Field>>,
    ) -> std::result::Result<(), String> {
        match target {
            Target::Star(None, span) => {
                if let Some(reason) = &level.space.unknown {
                    return Err(reason.clone());
                }
                add_all(&level.space.columns, *span, level, fields);
            }
            Target::Star(Some(qualifier), span) => {
                let table = find_table(&qualifier.name.value, level)
                    .ok_or("`*` of something that is not in FROM")?;
                match &table.fields {
                    Ok(columns) => add_all(columns, *span, level, fields),
                    Err(reason) => return Err(reason.clone()),
                }
            }
            Target::Expr {
                name,
                shape,
                span,
                label,
            } => {
                if let ExprShape::Call(_, form) | ExprShape::Query(form) = shape
                    && let FormKind::Fields(of) = form.kind()
                {
                    let value = level.or_refused(self.value_of(of, &level.scope()));
                    let Some(Typed::Known(ty)) = value.map(|value| value.ty) else {
                        return Err("`.*` of a row that is not known".to_owned());
                    };
                    let row = self
                        .fields_of(&ty)
                        .ok_or("`.*` of a row that is not known")?;
                    for (name, value) in row {
                        let mut field = Field::new(&name, value);
                        field.span = Some(*span);
                        fields.push(Shared::from(field));
                    }
                    return Ok(());
                }
                let mut shared = self.expression_field(shape, level);
                let field = &mut *shared;
                field.name.clone_from(name);
                field.span = Some(*span);
                field.label = *label;
                self.add_casts(shape, &level.scope(), &mut field.casts);
                fields.push(shared);
            }
        }
        Ok(())
    }

    fn expression_field(&self, shape: &ExprShape, level: &Level<'_>) -> Shared<Field> {
        const ELSEWHERE: &str =
            "it comes from a subquery, a function or a relation whose columns are not known";
        let ExprShape::Column(column) = shape else {
            let value = level.or_refused(self.value_of(shape, &level.scope()));
            return Field::new("", value.unwrap_or_else(Value::unsure)).into();
        };
        let (name, qualifier) = (&column.name.value, &column.qualifier);
        if let Some(field) = field_named(name, qualifier, level) {
            return field.clone();
        }
        Shared::from(Field {
            reason: Some(ELSEWHERE.to_owned()),
            ..Field::new(name, self.value_in_query(name, qualifier, level))
        })
    }

    /// What a name in a query is.
    pub(in crate::catalog) fn value_in_query(
        &self,
        name: &str,
        qualifier: &[Name],
        level: &Level<'_>,
    ) -> Value {
        if let Some(field) = field_named(name, qualifier, level) {
            return field.value.clone();
        }
        let system = SYSTEM.iter().find(|(column, _)| *column == name);
        let at = match (qualifier.last(), level.space.tables.as_slice()) {
            (Some(table), _) => find_table(&table.value, level),
            (None, [only]) if system.is_some() && only.is_stored => Some(only),
            (None, _) => find_table(name, level),
        };
        let Some(table) = at else {
            return Value::unsure();
        };
        if qualifier.is_empty() && table.alias.as_deref() == Some(name) {
            // The row itself, unless a column of that name may be there.
            return match (&table.row, is_certain(level)) {
                (Some(row), true) => self.leaf(row.clone(), None),
                _ => Value::unsure(),
            };
        }
        match system {
            Some((_, ty)) if table.is_stored && table.fields.is_ok() => {
                self.leaf(TypeUse::plain(*ty), None)
            }
            _ => Value::unsure(),
        }
    }

    fn namespace(&self, source: &TableSource, level: &Level<'_>) -> Namespace {
        let alias = source.alias.as_ref().map(|alias| alias.value.clone());
        if let SourceKind::Join(join) = &source.kind {
            let mut space = self.joined(join, level);
            if alias.is_some() {
                let fields = match space.unknown.take() {
                    Some(reason) => Err(reason),
                    None => Ok(renamed(space.columns, &source.columns)),
                };
                return Namespace::of(Table {
                    alias,
                    fields,
                    row: None,
                    is_stored: false,
                });
            }
            return space;
        }
        let mut table = Table {
            alias,
            fields: Err("`*` over something that is not followed".to_owned()),
            row: None,
            is_stored: false,
        };
        let mut through = false;
        match &source.kind {
            SourceKind::Unknown | SourceKind::Join(_) => {}
            SourceKind::Relation(name) => {
                if table.alias.is_none() {
                    table.alias = Some(name.name.value.clone());
                }
                let cte = match name.schema {
                    None => level.cte(&name.name.value),
                    Some(_) => None,
                };
                match cte {
                    Some(fields) => table.fields.clone_from(fields),
                    None => self.relation_fields(name, &mut table),
                }
            }
            SourceKind::Query { select, lateral } => {
                table.fields = if *lateral {
                    self.columns_at(select, level)
                } else {
                    // What stands beside it is not seen from inside.
                    let hidden = Level {
                        kind: LevelKind::Hidden,
                        ..Level::inside(level)
                    };
                    self.columns_at(select, &hidden)
                };
            }
            SourceKind::Functions { calls, ordinality } => {
                let only = calls.len() == 1;
                let name = table.alias.clone().filter(|_| only);
                let mut all = Ok(Vec::new());
                for (call, definitions) in calls {
                    let fields = self.function_fields(call, definitions, name.as_deref(), level);
                    all = all.and_then(|mut all: Vec<Shared<Field>>| {
                        let (fields, row) = fields?;
                        all.extend(fields);
                        table.row = row.filter(|_| only && !ordinality);
                        Ok(all)
                    });
                }
                if let (Ok(all), true) = (&mut all, *ordinality) {
                    let value = self.leaf(TypeUse::plain(builtin::INT8), None);
                    all.push(Field::new("ordinality", value).into());
                }
                table.fields = all;
                through = true;
            }
        }
        table.fields = table.fields.map(|fields| renamed(fields, &source.columns));
        if let (true, Ok(fields)) = (through, &table.fields) {
            let read = |field: &Shared<Field>| Some((field.name.clone()?, field.through?));
            let columns: Vec<Through> = fields.iter().filter_map(read).collect();
            if !columns.is_empty() {
                let mut rows = level.notes.rows.borrow_mut();
                rows.push((table.alias.clone(), columns));
            }
        }
        Namespace::of(table)
    }

    fn relation_fields(&self, name: &QName, table: &mut Table) {
        let found = self.find_relation(name).and_then(|id| self.catalog.rel(id));
        let Some(relation) = found else {
            table.fields = Err(format!(
                "the columns of \"{}\" are PostgreSQL's own",
                name.display()
            ));
            return;
        };
        table.row = relation.row_type.map(TypeUse::plain);
        table.is_stored = relation.table().is_some();
        table.fields = if let Some(reason) = &relation.unknown_columns {
            Err(format!(
                "the columns of \"{}\" are not known: {reason}",
                relation.name
            ))
        } else if relation.has_rows() {
            Ok(self.fields_of_relation(relation))
        } else {
            Err(format!("\"{}\" is no table", relation.name))
        };
    }

    fn fields_of_relation(&self, relation: &Relation) -> Vec<Shared<Field>> {
        let fields = relation.columns.iter().map(|column| {
            let (value, reason) = match &column.ty {
                ColumnType::Known(ty) => (self.leaf(ty.clone(), column.collation.as_deref()), None),
                ColumnType::Unknown(reason) => (Value::unsure(), Some(reason.clone())),
            };
            Shared::from(Field {
                source: Some((relation.id, column.id)),
                reason,
                ..Field::new(&column.name, value)
            })
        });
        fields.collect()
    }

    /// The columns of a function in FROM, and what its name alone means there.
    fn function_fields(
        &self,
        shape: &ExprShape,
        definitions: &[(Name, crate::ddl::TypeName)],
        alias: Option<&str>,
        level: &Level<'_>,
    ) -> std::result::Result<(Vec<Shared<Field>>, Option<TypeUse>), String> {
        if !definitions.is_empty() {
            let defined = definitions
                .iter()
                .map(|(name, ty)| match self.resolve_type(ty) {
                    Ok(ty) => Field::new(&name.value, self.leaf(ty, None)),
                    Err(_) => Field::new(&name.value, Value::unsure()),
                });
            return Ok((defined.map(Shared::from).collect(), None));
        }
        let unknown = "`*` over a function whose columns are not known";
        let ExprShape::Call(name, form) = shape else {
            return Err(unknown.to_owned());
        };
        let scope = level.scope();
        let FormKind::Function(call) = form.kind() else {
            let value = level
                .or_refused(self.value_of(shape, &scope))
                .ok_or(unknown)?;
            let only = Field::new(alias.unwrap_or(name), value);
            return Ok((vec![only.into()], None));
        };
        if name == "unnest" && call.arguments.len() > 1 {
            // It stands for several calls.
            let mut all = Vec::new();
            for argument in &call.arguments {
                let one = crate::ddl::Call {
                    arguments: vec![argument.clone()],
                    ..call.clone()
                };
                let one = FormKind::Function(one).into();
                let shape = ExprShape::Call(name.clone(), Box::new(one));
                all.extend(self.function_fields(&shape, &[], None, level)?.0);
            }
            return Ok((all, None));
        }
        let called = level.or_refused(self.called(name, call, &scope)).flatten();
        let rows = called.ok_or(unknown)?;
        if !rows.columns.is_empty() {
            let columns = rows.columns.into_iter();
            let columns = columns.map(|(name, ty)| Field::new(&name, self.leaf(ty, None)));
            return Ok((columns.map(Shared::from).collect(), None));
        }
        match &rows.value.ty {
            Typed::Known(ty) => {
                let row = Some(ty.clone());
                let fields = if let Some(fields) = self.fields_of(ty) {
                    let field = |(name, value): (String, Value)| Field {
                        through: self.field_column(ty, &name),
                        ..Field::new(&name, value)
                    };
                    fields.into_iter().map(field).map(Shared::from).collect()
                } else {
                    let name = rows.lends.as_deref().or(alias).unwrap_or(name);
                    vec![Field::new(name, rows.value).into()]
                };
                Ok((fields, row))
            }
            _ => Err(unknown.to_owned()),
        }
    }

    /// A join: what it merges comes first, then the rest of both sides.
    fn joined(&self, join: &Join, level: &Level<'_>) -> Namespace {
        let mut left = self.namespace(&join.left, level);
        // The right side may look at the left one.
        let lateral = Level {
            space: left.clone(),
            kind: LevelKind::Beside,
            ..Level::inside(level)
        };
        let right = self.namespace(&join.right, &lateral);
        let merges = join.natural || !join.using.is_empty();
        if !merges {
            left.add(right);
            if let Some(on) = &join.on {
                let both = Level {
                    space: left,
                    kind: LevelKind::Beside,
                    ..Level::inside(level)
                };
                self.check_condition(on, &both);
                return both.space;
            }
            return left;
        }
        let mut space = Namespace::default();
        let unknown = left.unknown.take().or_else(|| right.unknown.clone());
        let names: Vec<String> = if join.natural {
            left.columns
                .iter()
                .filter_map(|field| field.name.clone())
                .filter(|name| right.columns.iter().any(|field| field.is(name)))
                .collect()
        } else {
            join.using.iter().map(|name| name.value.clone()).collect()
        };
        let mut merged = Vec::new();
        for name in &names {
            let of = |fields: &[Shared<Field>]| fields.iter().find(|field| field.is(name)).cloned();
            if let (Some(l), Some(r)) = (of(&left.columns), of(&right.columns)) {
                let value = self.common_value(&[l.value.clone(), r.value.clone()]);
                let (chosen, other) = if join.kind == JoinKind::Right {
                    (r, l)
                } else {
                    (l, r)
                };
                // One that need not be cast is the column itself.
                let same = chosen.value.ty == value.ty;
                let chosen = if !same && join.kind == JoinKind::Inner && other.value.ty == value.ty
                {
                    other
                } else {
                    chosen
                };
                let source = if join.kind == JoinKind::Full || chosen.value.ty != value.ty {
                    None
                } else {
                    chosen.source
                };
                let collation = chosen.value.collation.clone();
                let mut both = chosen;
                let field = &mut *both;
                field.source = source;
                field.value = if join.kind == JoinKind::Full {
                    value
                } else {
                    Value {
                        ty: value.ty,
                        collation,
                    }
                };
                merged.push(both);
            }
        }
        let rest = |fields: Vec<Shared<Field>>| {
            let names = &names;
            fields
                .into_iter()
                .filter(move |field| !names.iter().any(|name| field.is(name)))
        };
        let alias = join.using_alias.as_ref().map(|alias| Table {
            alias: Some(alias.value.clone()),
            fields: match &unknown {
                Some(reason) => Err(reason.clone()),
                None => Ok(merged.clone()),
            },
            row: None,
            is_stored: false,
        });
        space.tables.extend(left.tables);
        space.tables.extend(right.tables);
        space.tables.extend(alias);
        if unknown.is_none() {
            space.columns = merged;
            space.columns.extend(rest(left.columns));
            space.columns.extend(rest(right.columns));
        }
        space.unknown = unknown;
        space
    }
}

/// Adds the columns that a query reads through the rows of functions
/// (`process_function_rte_ref` of `dependency.c`).
fn use_rows(rows: &[(Option<String>, Vec<Through>)], named: &[Arc<ColumnRef>], uses: &mut Uses) {
    if rows.is_empty() {
        return;
    }
    for column in named {
        let meant = rows.iter().filter(|(alias, _)| {
            let table = column.qualifier.last();
            table.is_none_or(|table| alias.as_deref() == Some(table.value.as_str()))
        });
        let mut found = meant
            .flat_map(|(_, columns)| columns)
            .filter(|(name, _)| *name == column.name.value);
        match (found.next(), found.next()) {
            (Some((_, only)), None) => push(&mut uses.columns, *only),
            (Some(_), Some(_)) => uses.incomplete = true,
            (None, _) => {}
        }
    }
}

/// Adds the columns that a `*` stands for.
fn add_all(
    columns: &[Shared<Field>],
    span: Span,
    level: &Level<'_>,
    fields: &mut Vec<Shared<Field>>,
) {
    for field in columns {
        for read in field.source.iter().chain(&field.through) {
            push(&mut level.notes.named.borrow_mut(), *read);
        }
        let mut field = field.clone();
        field.span = Some(span);
        fields.push(field);
    }
}

fn renamed(mut fields: Vec<Shared<Field>>, names: &[Name]) -> Vec<Shared<Field>> {
    for (field, name) in fields.iter_mut().zip(names) {
        field.name = Some(name.value.clone());
        field.label = Some(name.span);
    }
    fields
}

fn find_table<'a>(name: &str, level: &'a Level<'_>) -> Option<&'a Table> {
    let mut own = level.space.tables.iter();
    own.find(|table| table.alias.as_deref() == Some(name))
        .or_else(|| level.above().and_then(|outer| find_table(name, outer)))
}

/// Whether no level has columns that are not known.
fn is_certain(level: &Level<'_>) -> bool {
    level.space.unknown.is_none() && level.above().is_none_or(is_certain)
}

/// The column of a name, where it is certain.
pub(super) fn field_named<'a>(
    name: &str,
    qualifier: &[Name],
    level: &'a Level<'_>,
) -> Option<&'a Shared<Field>> {
    if let Some(table) = qualifier.last() {
        let table = find_table(&table.value, level)?;
        let fields = table.fields.as_ref().ok()?;
        return fields.iter().find(|field| field.is(name));
    }
    let mut own = level.space.columns.iter().filter(|field| field.is(name));
    if let Some(found) = own.next() {
        return own.next().is_none().then_some(found);
    }
    if level.space.unknown.is_some() {
        return None;
    }
    level
        .above()
        .and_then(|outer| field_named(name, qualifier, outer))
}
