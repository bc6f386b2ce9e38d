//! Of which type and collation an expression is, as far as that is certain
//! (`parse_expr.c`, `parse_collate.c`).

use super::builtin::{self, JSONB};
use super::error::{Result, SqlError};
use super::literal;
use super::operator::{Resolved, RetypedWhat, Scope, Typed};
use super::overload::{Choice, Input, bare};
use super::state::Unkept;
use super::{
    ColumnId, ColumnType, Function, FunctionId, Modifier, RelId, Replay, SchemaId, TypeId,
    TypeKind, TypeUse,
};
use crate::ddl::{Call, ExprShape, Form, FormKind, FunctionKind, Name, TypeName};

const DATE: TypeId = TypeId(1082);
const NAME: TypeId = TypeId(19);
const XML: TypeId = TypeId(142);

/// Types of strings, to which every value can be cast.
pub(super) const STRINGS: [TypeId; 4] = [NAME, builtin::TEXT, builtin::BPCHAR, builtin::VARCHAR];

/// Calls that the grammar has words for, with what they give.
const WORDS: [(&str, TypeId); 24] = [
    ("current_catalog", NAME),
    ("current_date", DATE),
    ("current_role", NAME),
    ("current_schema", NAME),
    ("current_time", TypeId(1266)),
    ("current_timestamp", TypeId(1184)),
    ("current_user", NAME),
    ("grouping", builtin::INT4),
    ("is_normalized", builtin::BOOL),
    ("localtime", TypeId(1083)),
    ("localtimestamp", TypeId(1114)),
    ("overlaps", builtin::BOOL),
    ("pg_collation_for", builtin::TEXT),
    ("session_user", NAME),
    ("system_user", builtin::TEXT),
    ("user", NAME),
    ("xmlconcat", XML),
    ("xmlelement", XML),
    ("xmlexists", builtin::BOOL),
    ("xmlforest", XML),
    ("xmlparse", XML),
    ("xmlpi", XML),
    ("xmlroot", XML),
    ("xmltable", XML),
];

/// The collation of every database, as PostgreSQL shows it.
pub(super) const DEFAULT: &str = "\"default\"";

/// The collation of a value, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Collated {
    /// It is not worked out.
    Unsure,
    /// None: its type has none.
    None,
    /// From a column, a literal or a type.
    Implicit(String),
    /// Two implicit ones differ.
    Conflict,
    /// From COLLATE.
    Explicit(String),
}

impl Collated {
    fn strength(&self) -> u8 {
        match self {
            Self::Unsure => 5,
            Self::None => 0,
            Self::Implicit(_) => 1,
            Self::Conflict => 2,
            Self::Explicit(_) => 3,
        }
    }

    /// What two values have together (`merge_collation_state`).
    pub(super) fn merge(self, other: &Self) -> Self {
        match (&self, other) {
            (Self::Implicit(a), Self::Implicit(b)) if a != b => {
                if a == DEFAULT {
                    other.clone()
                } else if b == DEFAULT {
                    self
                } else {
                    Self::Conflict
                }
            }
            _ if other.strength() > self.strength() => other.clone(),
            _ => self,
        }
    }

    /// The collation, where there is one.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Implicit(name) | Self::Explicit(name) => Some(name),
            Self::Unsure | Self::None | Self::Conflict => None,
        }
    }
}

/// A value's type and collation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// The type.
    pub(super) ty: Typed,
    /// The collation.
    pub(super) collation: Collated,
}

impl Value {
    /// A value of which nothing is known.
    pub(super) fn unsure() -> Self {
        Self {
            ty: Typed::Unsure,
            collation: Collated::Unsure,
        }
    }

    /// Its type as a candidate for overloads; nothing when it is not known.
    fn input(&self) -> Option<Input> {
        match &self.ty {
            Typed::Known(ty) => Some(Some(ty.clone())),
            Typed::Literal(_) => Some(None),
            Typed::Unsure => None,
        }
    }
}

/// The schema of a candidate, and whether its last argument takes several values.
type Place = (SchemaId, bool);

/// A function that a call may mean.
pub(super) struct Candidate {
    /// What it takes.
    pub(super) wanted: Vec<TypeUse>,
    /// What it gives.
    pub(super) result: TypeUse,
    columns: Vec<(String, TypeUse)>,
    /// Its only OUT argument.
    lends: Option<String>,
    /// The function, when it is not PostgreSQL's own.
    pub(super) function: Option<FunctionId>,
    /// Whether another of its schema takes the same, its defaults cut off.
    ambiguous: bool,
}

/// What a function in FROM gives.
pub(super) struct Rows {
    /// Its columns, when it has several.
    pub(super) columns: Vec<(String, TypeUse)>,
    /// Its result, when that is no `record`.
    pub(super) value: Value,
    /// The name of its only OUT argument.
    pub(super) lends: Option<String>,
    /// What the function wants for the arguments, when it is one of PostgreSQL's own
    /// and certain.
    pub(super) wanted: Option<Vec<TypeUse>>,
}

impl Replay {
    /// The collation of a type.
    pub(super) fn own_collation(&self, ty: &TypeUse) -> Option<String> {
        if !self.is_collatable(ty) {
            return None;
        }
        if let Some(TypeKind::Domain(domain)) = self.catalog.ty(ty.id).map(|ty| &ty.kind) {
            return domain
                .collation
                .clone()
                .or_else(|| self.own_collation(&domain.base));
        }
        Some(if ty.id == NAME {
            "\"C\"".to_owned()
        } else {
            DEFAULT.to_owned()
        })
    }

    /// A value of a type over operands of those collations.
    pub(super) fn operated(&self, ty: TypeUse, operands: Collated) -> Value {
        let collation = match (self.own_collation(&ty), operands) {
            (None, _) => Collated::None,
            (Some(own), Collated::None) => Collated::Implicit(own),
            (Some(_), merged) => merged,
        };
        Value {
            ty: Typed::Known(ty),
            collation,
        }
    }

    /// A value whose collation is its type's or that of a column.
    pub(super) fn leaf(&self, ty: TypeUse, collation: Option<&str>) -> Value {
        let own = self.own_collation(&ty);
        let collation = match (own, collation) {
            (None, _) => Collated::None,
            (Some(_), Some(collation)) => Collated::Implicit(collation.to_owned()),
            (Some(own), None) => Collated::Implicit(own),
        };
        Value {
            ty: Typed::Known(ty),
            collation,
        }
    }

    /// The collation that a column of a value gets, unless it is its type's own.
    pub(super) fn column_collation(&self, value: &Value) -> Option<String> {
        let Typed::Known(ty) = &value.ty else {
            return None;
        };
        let name = value.collation.name()?;
        (self.own_collation(ty).as_deref() != Some(name)).then(|| name.to_owned())
    }

    /// The type and collation of an expression.
    pub(super) fn value_of(&self, shape: &ExprShape, scope: &Scope<'_>) -> Result<Value> {
        let plain = |id: TypeId| self.leaf(TypeUse::plain(id), None);
        let literal = |text: Option<String>| Value {
            ty: Typed::Literal(text),
            collation: Collated::Implicit(DEFAULT.to_owned()),
        };
        Ok(match shape {
            ExprShape::Null => literal(None),
            ExprShape::Str(text) => literal(Some(text.clone())),
            ExprShape::Number(text) => plain(super::query::number_type(text)),
            ExprShape::Bool(_) | ExprShape::Test => plain(builtin::BOOL),
            ExprShape::Bits => plain(TypeId(1560)),
            ExprShape::Column(column) => {
                self.value_of_column(&column.name.value, &column.qualifier, scope)
            }
            ExprShape::Cast(_, inner, written) => {
                if let (ExprShape::Str(text), Some(written)) = (inner.as_ref(), written) {
                    self.reads_literal(text, written)?;
                }
                let inner = self.value_of(inner, scope)?;
                match written.as_ref().and_then(|ty| self.cast_to(ty)) {
                    // A literal is of that type from the start.
                    Some(ty) if matches!(inner.ty, Typed::Literal(_)) => self.leaf(ty, None),
                    Some(ty) => self.operated(ty, inner.collation),
                    None => Value::unsure(),
                }
            }
            ExprShape::Collate(inner, name) => {
                let inner = self.value_of(inner, scope)?;
                let ty = match inner.ty {
                    Typed::Literal(_) => Typed::Known(TypeUse::plain(builtin::TEXT)),
                    ty => ty,
                };
                if let Typed::Known(ty) = &ty {
                    self.can_collate(name, ty)?;
                }
                let collation = match self.find_collation(name) {
                    Ok(name) => Collated::Explicit(name),
                    Err(_) => Collated::Unsure,
                };
                Value { ty, collation }
            }
            ExprShape::Call(name, form) => self.value_of_form(name, form, scope)?,
            ExprShape::Query(form) => self.value_of_form("", form, scope)?,
            ExprShape::Case(otherwise, form) => {
                let mut all = vec![match otherwise {
                    Some(otherwise) => self.value_of(otherwise, scope)?,
                    None => literal(None),
                }];
                match form.kind() {
                    FormKind::Common(results) => {
                        for result in results {
                            all.push(self.value_of(result, scope)?);
                        }
                        self.common_value(&all)
                    }
                    _ => Value::unsure(),
                }
            }
            ExprShape::Logic(word, operands) => {
                for (operand, span) in operands {
                    let value = self.value_of(operand, scope)?;
                    self.expect_boolean(&value.ty, word, *span)?;
                }
                plain(builtin::BOOL)
            }
            ExprShape::Operator(operator) => self.value_of_operator(operator, scope)?,
            ExprShape::Other => Value::unsure(),
        })
    }

    /// The type that a cast names.
    /// A literal that is cast is read when the statement is (`transformTypeCast`): one that
    /// is certainly no value of one of PostgreSQL's own types is refused.
    pub(super) fn reads_literal(&self, text: &str, written: &TypeName) -> Result {
        let Some(ty) = self.cast_to(written) else {
            return Ok(());
        };
        let own = builtin::by_oid(ty.id).map(|own| own.name);
        match own {
            Some(own) if ty.array => literal::array_fits(text, Some(own), written.span),
            Some(own) => literal::fits(text, own, written.span),
            None => Ok(()),
        }
    }

    fn cast_to(&self, written: &TypeName) -> Option<TypeUse> {
        self.resolve_type(written).ok()
    }

    fn value_of_column(&self, name: &str, qualifier: &[Name], scope: &Scope<'_>) -> Value {
        if let Some(level) = scope.level {
            return self.value_in_query(name, qualifier, level);
        }
        if let Some(value) = scope.value {
            return if name == "value" && qualifier.is_empty() {
                self.leaf(value.clone(), None)
            } else {
                Value::unsure()
            };
        }
        // A field of a composite column has a qualifier that is no table.
        let plain = match qualifier {
            [] => true,
            [.., table] => scope.table.is_some_and(|t| t.name == table.value),
        };
        if !plain {
            return Value::unsure();
        }
        if let Some(retyped) = &scope.retyped
            && matches!(retyped.what, RetypedWhat::Column(column) if column == name)
        {
            return self.leaf(retyped.new.clone(), None);
        }
        let column = scope.table.and_then(|table| table.column(name));
        match column.map(|column| (&column.ty, column.collation.as_deref())) {
            Some((ColumnType::Known(ty), collation)) => self.leaf(ty.clone(), collation),
            _ => Value::unsure(),
        }
    }

    /// The value of several that become one: of CASE, COALESCE, an array, a set
    /// operation, VALUES.
    pub(super) fn common_value(&self, all: &[Value]) -> Value {
        let merged = merged(all);
        let Some(inputs) = all.iter().map(Value::input).collect::<Option<Vec<_>>>() else {
            return Value::unsure();
        };
        match self.common_type_and_modifier(&inputs) {
            Some(ty) => self.operated(ty, merged),
            None => Value::unsure(),
        }
    }

    fn values_of(&self, shapes: &[ExprShape], scope: &Scope<'_>) -> Result<Vec<Value>> {
        shapes
            .iter()
            .map(|shape| self.value_of(shape, scope))
            .collect()
    }

    fn value_of_form(&self, name: &str, form: &Form, scope: &Scope<'_>) -> Result<Value> {
        Ok(match form.kind() {
            FormKind::Unknown | FormKind::Row | FormKind::Fields(_) => Value::unsure(),
            FormKind::Word => {
                let found = WORDS.iter().find(|(word, _)| *word == name);
                found.map_or_else(Value::unsure, |(_, ty)| {
                    self.leaf(TypeUse::plain(*ty), None)
                })
            }
            FormKind::Function(call) => {
                let rows = self.called(name, call, scope)?;
                // Several OUT arguments make a record.
                rows.map_or_else(Value::unsure, |rows| rows.value)
            }
            FormKind::Common(list) => {
                let all = self.values_of(list, scope)?;
                self.common_value(&all)
            }
            FormKind::Nullif(list) => {
                let all = self.values_of(list, scope)?;
                match all.as_slice() {
                    [left, right] => self.nullif(left, right),
                    _ => Value::unsure(),
                }
            }
            FormKind::Array(list) => {
                if list.is_empty() {
                    return Ok(Value::unsure());
                }
                let all = self.values_of(list, scope)?;
                let mut value = self.common_value(&all);
                if let Typed::Known(ty) = value.ty {
                    value.ty = Typed::Known(ty.array_of());
                }
                value
            }
            FormKind::Scalar(select) => match self.first_column(select, scope) {
                Some(value) => value,
                None => Value::unsure(),
            },
            FormKind::Exists(select) => {
                self.first_column(select, scope);
                self.leaf(TypeUse::plain(builtin::BOOL), None)
            }
            FormKind::ArrayQuery(select) => match self.first_column(select, scope) {
                Some(mut value) => {
                    if let Typed::Known(ty) = value.ty {
                        value.ty = Typed::Known(ty.array_of());
                    }
                    value
                }
                None => Value::unsure(),
            },
            FormKind::Element { of, slice } => {
                let of = self.value_of(of, scope)?;
                self.element(of, *slice)
            }
            FormKind::Field { of, name } => {
                let of = self.value_of(of, scope)?;
                let fields = match &of.ty {
                    Typed::Known(ty) => {
                        if let Some(retyped) = self.note_field(ty, name, scope) {
                            return Ok(self.leaf(retyped, None));
                        }
                        self.fields_of(ty)
                    }
                    _ => None,
                };
                let found = fields.and_then(|fields| {
                    fields
                        .into_iter()
                        .find_map(|(field, value)| (field == *name).then_some(value))
                });
                found.unwrap_or_else(Value::unsure)
            }
        })
    }

    /// Notes that a field is read, where somebody asks; its type if it gets another one.
    fn note_field(&self, ty: &TypeUse, name: &str, scope: &Scope<'_>) -> Option<TypeUse> {
        let field = self.field_column(ty, name)?;
        if let Some(noted) = scope.fields {
            let mut noted = noted.borrow_mut();
            if !noted.contains(&field) {
                noted.push(field);
            }
        }
        let retyped = scope.retyped.as_ref()?;
        matches!(retyped.what, RetypedWhat::Field(of, column) if (of, column) == field)
            .then(|| retyped.new.clone())
    }

    /// The column that a field of a row type is.
    pub(super) fn field_column(&self, ty: &TypeUse, name: &str) -> Option<(RelId, ColumnId)> {
        let base = self.catalog.base_type(ty);
        let relation = match self.catalog.ty(base.id).map(|ty| &ty.kind) {
            Some(TypeKind::Composite(id) | TypeKind::Row(id)) if !base.array => {
                self.catalog.rel(*id)?
            }
            _ => return None,
        };
        Some((relation.id, relation.column(name)?.id))
    }

    /// The fields of a row type.
    pub(super) fn fields_of(&self, ty: &TypeUse) -> Option<Vec<(String, Value)>> {
        let base = self.catalog.base_type(ty);
        if base.array {
            return None;
        }
        let relation = match self.catalog.ty(base.id).map(|ty| &ty.kind) {
            Some(TypeKind::Composite(id) | TypeKind::Row(id)) => self.catalog.rel(*id)?,
            _ => return None,
        };
        if relation.unknown_columns.is_some() {
            return None;
        }
        let fields = relation.columns.iter().map(|column| {
            let value = match &column.ty {
                ColumnType::Known(ty) => self.leaf(ty.clone(), column.collation.as_deref()),
                ColumnType::Unknown(_) => Value::unsure(),
            };
            (column.name.clone(), value)
        });
        Some(fields.collect())
    }

    fn element(&self, of: Value, slice: bool) -> Value {
        let Typed::Known(ty) = &of.ty else {
            return Value::unsure();
        };
        let base = self.catalog.base_type(ty);
        if base.array {
            let ty = if slice { base } else { base.element() };
            return self.operated(ty, of.collation);
        }
        match base.id {
            JSONB if !slice => self.leaf(base, None),
            _ => Value::unsure(),
        }
    }

    fn nullif(&self, left: &Value, right: &Value) -> Value {
        let (operator, wanted) = match self.operator_for("=", Some(&left.ty), &right.ty) {
            (Resolved::Type(_), wanted) => match wanted.into_iter().next() {
                Some(wanted) => (left.clone(), wanted),
                None => return Value::unsure(),
            },
            _ => return Value::unsure(),
        };
        let ty = match (operator.ty, wanted) {
            // What the operator takes as it is keeps its modifier.
            (Typed::Known(ty), wanted) if bare(&ty) == wanted || builtin::is_pseudo(wanted.id) => {
                ty
            }
            (_, wanted) if builtin::is_pseudo(wanted.id) => return Value::unsure(),
            (_, wanted) => wanted,
        };
        let both = left.collation.clone().merge(&right.collation);
        self.operated(ty, both)
    }

    /// What a call gives: columns of a function in FROM, or one value.
    pub(super) fn called(
        &self,
        name: &str,
        call: &Call,
        scope: &Scope<'_>,
    ) -> Result<Option<Rows>> {
        let arguments = self.values_of(&call.arguments, scope)?;
        let collation = merged(&arguments);
        let inputs: Vec<Option<Input>> = if call.special {
            vec![None; arguments.len()]
        } else {
            arguments.iter().map(Value::input).collect()
        };
        let Some(candidates) = self.candidates(name, call) else {
            return Ok(None);
        };
        let base = |input: &Option<Input>| match input {
            Some(Some(ty)) => Some(self.catalog.base_type(ty)),
            _ => None,
        };
        // Of an extension's types the casts are not known.
        let foreign = inputs
            .iter()
            .filter_map(base)
            .any(|ty| self.is_of_extension(ty.id));
        let known: Option<Vec<Input>> = if foreign {
            None
        } else {
            inputs.iter().cloned().collect()
        };
        let rows = |candidate: &Candidate, ty: TypeUse| {
            let value = if ty.id == builtin::RECORD || builtin::is_pseudo(ty.id) {
                Value::unsure()
            } else {
                self.operated(ty, collation.clone())
            };
            Rows {
                columns: candidate.columns.clone(),
                value,
                lends: candidate.lends.clone(),
                wanted: None,
            }
        };
        if let Some(inputs) = known {
            if let ([Some(ty)], Some(to)) = (inputs.as_slice(), self.type_called(name, call))
                && bare(&self.catalog.base_type(ty)) == bare(&self.catalog.base_type(&to))
                && !candidates.iter().any(|c| c.wanted == [bare(ty)])
            {
                return Ok(Some(self.one_value(to, collation)));
            }
            if let ([None], Some(to)) = (inputs.as_slice(), self.type_called(name, call)) {
                return Ok(Some(self.one_value(to, collation)));
            }
            let wanted: Vec<Vec<TypeUse>> = candidates
                .iter()
                .map(|candidate| candidate.wanted.clone())
                .collect();
            let at = match self.choose(&inputs, &wanted) {
                Choice::One(at) => at,
                Choice::Several => {
                    return self.refuse_call(name, call, &inputs, Choice::Several);
                }
                Choice::Nothing => {
                    // Anything but a row is cast to a string by its output function.
                    let text = self.type_called(name, call);
                    let text = text.filter(|ty| STRINGS.contains(&ty.id) && !ty.array);
                    let cast = match inputs.as_slice() {
                        [Some(ty)] if self.fields_of(ty).is_none() => text,
                        _ => None,
                    };
                    return match cast {
                        Some(ty) => Ok(Some(self.one_value(ty, collation))),
                        None => self.refuse_call(name, call, &inputs, Choice::Nothing),
                    };
                }
            };
            let chosen = candidates.get(at);
            if chosen.is_some_and(|chosen| chosen.ambiguous) {
                return self.refuse_call(name, call, &inputs, Choice::Several);
            }
            if let Some(chosen) = chosen {
                Self::polymorphic_is_known(&inputs, &chosen.wanted, call.span)?;
            }
            return Ok(chosen.and_then(|chosen| {
                let ty = self.polymorphic_result(&inputs, &chosen.wanted, &chosen.result)?;
                Some(Rows {
                    wanted: chosen.function.is_none().then(|| chosen.wanted.clone()),
                    ..rows(chosen, ty)
                })
            }));
        }
        // With an argument that is not known all that may be meant must agree.
        let mut fitting = candidates.iter().filter(|candidate| {
            foreign
                || call.special
                || inputs
                    .iter()
                    .zip(&candidate.wanted)
                    .all(|(input, wanted)| match input {
                        Some(Some(ty)) => self.is_coercible(ty, wanted),
                        _ => true,
                    })
        });
        let Some(first) = fitting.next() else {
            return Ok(None);
        };
        let agreed = fitting
            .all(|other| other.result == first.result && other.columns == first.columns)
            && (!builtin::is_pseudo(first.result.id) || first.result.id == builtin::RECORD);
        Ok(agreed.then(|| rows(first, first.result.clone())))
    }

    /// 42883 and 42725 of a call that no function takes, or several do, unless it may
    /// mean something else.
    fn refuse_call(
        &self,
        name: &str,
        call: &Call,
        inputs: &[Input],
        choice: Choice,
    ) -> Result<Option<Rows>> {
        let may_cast = self.catalog.created.contains(Unkept::Cast);
        // A range type's name makes ranges.
        let is_type = self.type_called(name, call).is_some();
        // Of PostgreSQL's own those with internal arguments are not listed.
        let unlisted = builtin::has_function(name, self.catalog.version)
            && builtin::overloads(name, None).is_empty();
        // `f(t)` may be the field `f` of a row, and a child's row is one of its parent's.
        let mut given = inputs.iter().flatten();
        let has_rows = given.any(|ty| self.fields_of(ty).is_some() || builtin::is_pseudo(ty.id));
        if may_cast || has_rows || is_type || unlisted {
            return Ok(None);
        }
        let types: Vec<String> = inputs
            .iter()
            .map(|input| match input {
                Some(ty) => self.shown_type(&bare(ty)),
                None => "unknown".to_owned(),
            })
            .collect();
        let schema = call.schema.as_ref().map(|schema| schema.value.as_str());
        let shown = match schema {
            Some(schema) => format!("{schema}.{name}"),
            None => name.to_owned(),
        };
        let shown = format!("{shown}({})", types.join(", "));
        let procedure = |function: &Function| {
            function.kind == FunctionKind::Procedure
                && function.arguments.len() == inputs.len()
                && match schema {
                    Some(schema) => self.catalog.schema_name(function.schema) == schema,
                    None => self.lookup_path().contains(&function.schema),
                }
        };
        if choice == Choice::Nothing && self.catalog.functions_named(name).any(procedure) {
            return Err(
                SqlError::new("42809", call.span, format!("{shown} is a procedure"))
                    .help("to call a procedure, use CALL"),
            );
        }
        Err(match choice {
            Choice::Several => SqlError::new(
                "42725",
                call.span,
                format!("function {shown} is not unique"),
            )
            .label("several functions fit equally well")
            .help("cast the arguments to the types of the one that is meant"),
            _ => SqlError::new(
                "42883",
                call.span,
                format!("function {shown} does not exist"),
            )
            .label("no function of this name takes these types")
            .help("cast the arguments to what one of them takes"),
        })
    }

    fn one_value(&self, ty: TypeUse, collation: Collated) -> Rows {
        Rows {
            columns: Vec::new(),
            value: self.operated(ty, collation),
            lends: None,
            wanted: None,
        }
    }

    /// The type that a call casts to, when its name is a type's.
    fn type_called(&self, name: &str, call: &Call) -> Option<TypeUse> {
        match &call.schema {
            None => self.lookup_path().into_iter().find_map(|schema| {
                let found = self.catalog.find_type_in(schema, name)?;
                (!name.starts_with('_')).then_some(found)
            }),
            Some(schema) => {
                let schema = self.catalog.schema_id(&schema.value)?;
                self.catalog.find_type_in(schema, name)
            }
        }
        .filter(|ty| !builtin::is_pseudo(ty.id))
    }

    /// The functions that a call may mean; nothing where others may be there that
    /// are not known.
    pub(super) fn candidates(&self, name: &str, call: &Call) -> Option<Vec<Candidate>> {
        let schemas: Vec<SchemaId> = match &call.schema {
            Some(schema) => vec![self.catalog.schema_id(&schema.value)?],
            None => self.lookup_path(),
        };
        let brought = self.catalog.extensions.iter().any(|(extension, found)| {
            (schemas.contains(&found.schema) || !found.known)
                && super::extension::may_bring_function(extension, name)
        });
        let schema = call.schema.as_ref().map(|schema| schema.value.as_str());
        if brought || self.may_be_new_function(schema, name) {
            return None;
        }
        let count = call.arguments.len();
        // With the schema, and whether it is VARIADIC.
        let mut all: Vec<(Place, Candidate)> = Vec::new();
        let mut add = |place: Place, wanted: Vec<TypeUse>, other: Candidate| {
            // One of the same arguments in an earlier schema hides it, and so does one
            // without VARIADIC of the same (`FuncnameGetCandidates`).
            let same = all
                .iter_mut()
                .find(|(_, candidate)| candidate.wanted == wanted);
            match same {
                None => all.push((place, Candidate { wanted, ..other })),
                Some((before, _)) if before.0 != place.0 => {}
                Some((before, candidate)) => match (before.1, place.1) {
                    (true, false) => {
                        *before = place;
                        *candidate = Candidate { wanted, ..other };
                    }
                    (false, true) => {}
                    // PostgreSQL's own are told apart by its versions alone.
                    _ => candidate.ambiguous |= other.function.is_some(),
                },
            }
        };
        for schema in schemas {
            if schema == builtin::PG_CATALOG {
                for found in builtin::overloads(name, Some(self.catalog.version)) {
                    let Some(wanted) =
                        expanded(&found.arguments, found.defaults, found.variadic, call)
                    else {
                        continue;
                    };
                    let columns: Vec<(String, TypeUse)> = found
                        .columns
                        .iter()
                        .map(|(name, ty)| ((*name).to_owned(), ty.clone()))
                        .collect();
                    let lends = match columns.as_slice() {
                        [(only, _)] => Some(only.clone()),
                        _ => None,
                    };
                    let spreads = found.variadic && count >= found.arguments.len();
                    add(
                        (schema, spreads),
                        wanted,
                        Candidate {
                            wanted: Vec::new(),
                            result: found.result.clone(),
                            columns: if lends.is_some() { Vec::new() } else { columns },
                            lends,
                            function: None,
                            ambiguous: false,
                        },
                    );
                }
            }
            let own = self.catalog.functions_named(name);
            for function in own.filter(|function| function.schema == schema) {
                if function.kind == crate::ddl::FunctionKind::Procedure {
                    continue;
                }
                let defaults = usize::from(function.defaults);
                let arguments: Option<Vec<TypeUse>> = function.arguments.iter().cloned().collect();
                let Some(arguments) = arguments else {
                    let most = function.arguments.len();
                    if count <= most || function.variadic {
                        return None;
                    }
                    continue;
                };
                let bare_ones: Vec<TypeUse> = arguments.iter().map(bare).collect();
                let Some(wanted) = expanded(&bare_ones, defaults, function.variadic, call) else {
                    continue;
                };
                let mut columns = Vec::new();
                let mut complete = true;
                for parameter in &function.declared {
                    use crate::ddl::ArgumentMode::{In, InOut, Out, Table, Variadic};
                    match (parameter.mode, &parameter.ty) {
                        (In | Variadic, _) => {}
                        (Out | InOut | Table, Some(ty)) => {
                            let number = columns.len() + 1;
                            let name = parameter.name.clone();
                            let name = name.unwrap_or_else(|| format!("column{number}"));
                            columns.push((name, bare(ty)));
                        }
                        (Out | InOut | Table, None) => complete = false,
                    }
                }
                let lends = match columns.as_slice() {
                    [(name, _)] => Some(name.clone()),
                    _ => None,
                };
                let result = match (&function.returns, columns.as_slice()) {
                    (_, [(_, only)]) => only.clone(),
                    (Some(ty), []) => bare(ty),
                    (_, [_, ..]) => TypeUse::plain(builtin::RECORD),
                    (None, []) => return None,
                };
                if !complete {
                    return None;
                }
                if lends.is_some() {
                    columns.clear();
                }
                let spreads = function.variadic && count >= arguments.len();
                add(
                    (schema, spreads),
                    wanted,
                    Candidate {
                        wanted: Vec::new(),
                        result,
                        columns,
                        lends,
                        function: Some(function.id),
                        ambiguous: false,
                    },
                );
            }
        }
        Some(all.into_iter().map(|(_, candidate)| candidate).collect())
    }
}

/// What a function wants for the arguments of a call: those with defaults cut off,
/// the last one repeated when it is VARIADIC.
fn expanded(
    arguments: &[TypeUse],
    defaults: usize,
    variadic: bool,
    call: &Call,
) -> Option<Vec<TypeUse>> {
    let count = call.arguments.len();
    let most = arguments.len();
    if call.special {
        let least = most.saturating_sub(defaults + usize::from(variadic));
        return (count >= least).then(|| arguments.to_vec());
    }
    if variadic && count >= most {
        let (last, first) = arguments.split_last()?;
        let each = match last.id.0 {
            _ if last.array => last.clone().element(),
            2277 => TypeUse::plain(TypeId(2283)),
            5078 => TypeUse::plain(TypeId(5077)),
            _ => last.clone(),
        };
        let repeated = std::iter::repeat_n(each, count - first.len());
        return Some(first.iter().cloned().chain(repeated).collect());
    }
    let least = most.saturating_sub(defaults);
    (count >= least && count <= most).then(|| arguments.iter().take(count).cloned().collect())
}

fn merged(all: &[Value]) -> Collated {
    all.iter().fold(Collated::None, |merged, value| {
        merged.merge(&value.collation)
    })
}

/// Whether a value in a query is one of that type.
pub(super) fn as_column(value: &Value) -> ColumnType {
    const UNKNOWN: &str = "the type of an expression is not worked out";
    match &value.ty {
        Typed::Known(ty) if !builtin::is_pseudo(ty.id) => ColumnType::Known(ty.clone()),
        Typed::Literal(_) => ColumnType::Known(TypeUse {
            id: builtin::TEXT,
            array: false,
            modifier: Modifier::None,
        }),
        Typed::Known(_) | Typed::Unsure => ColumnType::Unknown(UNKNOWN.to_owned()),
    }
}
