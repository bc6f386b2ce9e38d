//! What the server prints of an object: `pg_get_constraintdef()`, `pg_get_indexdef()` and
//! the defaults of columns, as `ruleutils.c` of PostgreSQL 15 and 18 does. An expression
//! is kept as a tree there, and its text is the server's own: of those only literals
//! and the like are known.

use super::pleval::Evaluator;
use super::plvalue::{Class, Value};
use super::{
    Catalog, Column, ColumnId, ColumnType, Constraint, ConstraintKind, ForeignKey, IndexInfo,
    KeyKind, RelId, Relation, Replay, StoredExpr, TypeKind, TypeUse, builtin, quote_identifier,
};
use crate::ddl::{Action, ExprShape, MatchType};

/// Names of columns in their order, with commas between them.
fn list(relation: &Relation, columns: &[ColumnId]) -> String {
    let name = |id: &ColumnId| {
        let column = relation.column_by_id(*id);
        column.map_or_else(String::new, |column| quote_identifier(&column.name))
    };
    columns.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The same of a key whose last column is one of periods.
fn period_list(relation: &Relation, columns: &[ColumnId], period: bool) -> String {
    match columns.split_last() {
        Some((last, [])) if period => format!("PERIOD {}", list(relation, &[*last])),
        Some((last, rest)) if period => {
            format!(
                "{}, PERIOD {}",
                list(relation, rest),
                list(relation, &[*last])
            )
        }
        _ => list(relation, columns),
    }
}

/// ` INCLUDE (…)`.
fn included(relation: &Relation, include: &[ColumnId]) -> String {
    if include.is_empty() {
        return String::new();
    }
    format!(" INCLUDE ({})", list(relation, include))
}

/// The words of an action; of that without any nothing is printed.
fn action(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::NoAction => return None,
        Action::Restrict => "RESTRICT",
        Action::Cascade => "CASCADE",
        Action::SetNull => "SET NULL",
        Action::SetDefault => "SET DEFAULT",
    })
}

impl Catalog {
    /// A key, primary or unique.
    fn key_definition(
        &self,
        relation: &Relation,
        columns: &[ColumnId],
        index: RelId,
        without_overlaps: bool,
    ) -> Option<String> {
        let info = self.rel(index)?.index()?;
        let mut text = if info.primary {
            "PRIMARY KEY ("
        } else if info.nulls_not_distinct {
            "UNIQUE NULLS NOT DISTINCT ("
        } else {
            "UNIQUE ("
        }
        .to_owned();
        text.push_str(&list(relation, columns));
        if without_overlaps {
            text.push_str(" WITHOUT OVERLAPS");
        }
        text.push(')');
        text.push_str(&included(relation, &info.include));
        Some(text)
    }

    /// `pg_get_indexdef()`; `None` when there is an expression in it, or what is not kept.
    pub(super) fn index_definition(&self, index: &Relation) -> Option<String> {
        let info = index.index()?;
        let table = self.rel(info.table)?;
        if info.predicate.is_some() || info.parameters {
            return None;
        }
        let mut keys = Vec::with_capacity(info.keys.len());
        for key in 0..info.keys.len() {
            keys.push(index_key(table, info, key)?);
        }
        let mut text = format!(
            "CREATE {}INDEX {} ON {}{}.{} USING {} ({})",
            if info.unique { "UNIQUE " } else { "" },
            quote_identifier(&index.name),
            if table.is_partitioned() { "ONLY " } else { "" },
            quote_identifier(self.schema_name(table.schema)),
            quote_identifier(&table.name),
            info.method,
            keys.join(", "),
        );
        text.push_str(&included(table, &info.include));
        if info.nulls_not_distinct {
            text.push_str(" NULLS NOT DISTINCT");
        }
        Some(text)
    }
}

/// A key of an index: a column with what is not its own anyway.
fn index_key(table: &Relation, info: &IndexInfo, at: usize) -> Option<String> {
    let key = info.keys.get(at)?;
    let KeyKind::Column(column) = key.what else {
        return None;
    };
    let mut text = list(table, &[column]);
    // Whether the schema of one that has any is shown is a matter of the search path.
    let plain = |name: &String| !name.contains(['.', '(']);
    if let Some(collation) = &key.collation {
        plain(collation).then_some(())?;
        text.push_str(" COLLATE ");
        text.push_str(collation);
    }
    if let Some(class) = &key.opclass {
        plain(class).then_some(())?;
        text.push(' ');
        text.push_str(class);
    }
    text.push_str(match (key.descending, key.nulls_first) {
        (false, false) => "",
        (false, true) => " NULLS FIRST",
        (true, true) => " DESC",
        (true, false) => " DESC NULLS LAST",
    });
    Some(text)
}

impl Replay {
    /// The definition of a constraint by the number that look-ups have of it: a text, or
    /// that there is one.
    pub(super) fn constraint_definition(&self, number: &str) -> Option<Value> {
        let (id, name) = number.strip_prefix('k')?.split_once('.')?;
        let id: u32 = id.parse().ok()?;
        let of_domain = self.catalog.types.get(id).is_some_and(|ty| {
            matches!(&ty.kind, TypeKind::Domain(domain)
                if domain.checks.iter().any(|check| check.name == name))
        });
        if of_domain {
            return Some(Value::Present);
        }
        let relation = self.catalog.rel(RelId(id))?;
        if let Some(constraint) = relation.constraints.iter().find(|c| c.name == name) {
            let text = self.table_constraint(relation, constraint);
            return Some(text.map_or(Value::Present, Value::Text));
        }
        relation.columns.iter().find_map(|column| {
            let not_null = column.not_null.as_ref()?;
            (not_null.name.as_deref() == Some(name)).then(|| {
                Value::Text(format!(
                    "NOT NULL {}{}{}",
                    quote_identifier(&column.name),
                    if not_null.no_inherit {
                        " NO INHERIT"
                    } else {
                        ""
                    },
                    if not_null.validated { "" } else { " NOT VALID" },
                ))
            })
        })
    }

    fn table_constraint(&self, relation: &Relation, constraint: &Constraint) -> Option<String> {
        let mut text = match &constraint.kind {
            ConstraintKind::PrimaryKey {
                columns,
                index,
                without_overlaps,
            }
            | ConstraintKind::Unique {
                columns,
                index,
                without_overlaps,
                ..
            } => self
                .catalog
                .key_definition(relation, columns, *index, *without_overlaps)?,
            ConstraintKind::ForeignKey(key) => self.foreign_key_definition(relation, key)?,
            ConstraintKind::Check(_) | ConstraintKind::Exclude { .. } => return None,
        };
        if constraint.deferrable {
            text.push_str(" DEFERRABLE");
        }
        if constraint.initially_deferred {
            text.push_str(" INITIALLY DEFERRED");
        }
        if !constraint.enforced {
            text.push_str(" NOT ENFORCED");
        } else if !constraint.validated {
            text.push_str(" NOT VALID");
        }
        Some(text)
    }

    fn foreign_key_definition(&self, relation: &Relation, key: &ForeignKey) -> Option<String> {
        let target = self.catalog.rel(key.table)?;
        let mut text = format!(
            "FOREIGN KEY ({}) REFERENCES {}({})",
            period_list(relation, &key.columns, key.period),
            self.shown_relation(target),
            period_list(target, &key.referenced, key.period),
        );
        text.push_str(match key.match_type {
            MatchType::Simple => "",
            MatchType::Full => " MATCH FULL",
            MatchType::Partial => " MATCH PARTIAL",
        });
        for (of, done) in [("UPDATE", key.on_update), ("DELETE", key.on_delete)] {
            if let Some(done) = action(done) {
                text.extend([" ON ", of, " ", done]);
            }
        }
        if !key.set_columns.is_empty() {
            text.extend([" (", &list(relation, &key.set_columns), ")"]);
        }
        Some(text)
    }

    /// The default of a column as the server prints it, or that there is one.
    pub(super) fn default_definition(&self, column: &Column) -> Value {
        match &column.default {
            None => Value::Null,
            Some(default) => match &column.ty {
                ColumnType::Known(ty) if column.generated.is_none() => self
                    .default_text(default, ty)
                    .map_or(Value::Present, Value::Text),
                _ => Value::Present,
            },
        }
    }

    fn default_text(&self, default: &StoredExpr, ty: &TypeUse) -> Option<String> {
        let literal = |text: &str| {
            // The server reads a literal and prints the value: here those that stay as they are.
            let kept = match ty.id {
                _ if ty.array => text == "{}",
                builtin::TEXT | builtin::VARCHAR | builtin::JSON => true,
                builtin::JSONB => matches!(text, "{}" | "[]"),
                _ => matches!(
                    self.catalog.ty(ty.id).map(|ty| &ty.kind),
                    Some(TypeKind::Enum(_))
                ),
            };
            kept.then(|| {
                let quoted = text.replace('\'', "''");
                // A backslash is printed as it is: standard_conforming_strings is on.
                Some(format!("'{quoted}'::{}", self.shown_bare_type(ty)?))
            })?
        };
        match &default.shape {
            ExprShape::Bool(value) if ty.id == builtin::BOOL => Some(value.to_string()),
            ExprShape::Str(text) => literal(text),
            // A length in it is another call.
            ExprShape::Cast(_, inner, Some(name)) if name.modifiers.is_empty() => {
                let ExprShape::Str(text) = inner.as_ref() else {
                    return None;
                };
                let cast = default.ty.as_ref()?;
                let same = cast.id == ty.id && cast.array == ty.array;
                if same { literal(text) } else { None }
            }
            ExprShape::Number(written) => {
                let number: i32 = written.parse().ok()?;
                let whole = [
                    builtin::INT2,
                    builtin::INT4,
                    builtin::INT8,
                    builtin::NUMERIC,
                ];
                (whole.contains(&ty.id) && !ty.array && !written.starts_with('+')).then(|| {
                    if number < 0 {
                        format!("'{number}'::integer")
                    } else {
                        number.to_string()
                    }
                })
            }
            ExprShape::Call(name, _) => {
                let text = default.text.to_ascii_lowercase();
                match (name.as_str(), default.uses.relations.as_slice()) {
                    ("nextval", [sequence]) if text.ends_with("::regclass)") => {
                        let shown = self.shown_relation(self.catalog.rel(*sequence)?);
                        Some(format!(
                            "nextval('{}'::regclass)",
                            shown.replace('\'', "''")
                        ))
                    }
                    ("now" | "gen_random_uuid" | "clock_timestamp", [])
                        if text == format!("{name}()") && default.uses.functions.is_empty() =>
                    {
                        Some(text)
                    }
                    ("current_timestamp" | "current_date", []) if text == *name => {
                        Some(name.to_ascii_uppercase())
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A relation's name, with its schema where the search path does not find it.
    fn shown_relation(&self, relation: &Relation) -> String {
        let name = quote_identifier(&relation.name);
        let mut schemas = self.lookup_path().into_iter();
        let found = schemas.find_map(|schema| self.catalog.rel_in(schema, &relation.name));
        if found == Some(relation.id) {
            return name;
        }
        let schema = quote_identifier(self.catalog.schema_name(relation.schema));
        format!("{schema}.{name}")
    }

    /// The same of a type, as `format_type(oid, NULL)` shows it.
    fn shown_bare_type(&self, ty: &TypeUse) -> Option<String> {
        let Some(own) = self.catalog.ty(ty.id) else {
            return Some(match ty.id {
                builtin::BPCHAR => return None,
                _ => self.catalog.format_bare(ty),
            });
        };
        let mut schemas = self.lookup_path().into_iter();
        let found = schemas.find_map(|schema| self.catalog.type_in(schema, &own.name));
        let mut text = quote_identifier(&own.name);
        if found != Some(ty.id) {
            let schema = quote_identifier(self.catalog.schema_name(own.schema));
            text = format!("{schema}.{text}");
        }
        if ty.array {
            text.push_str("[]");
        }
        Some(text)
    }
}

impl Evaluator<'_> {
    /// `pg_get_constraintdef()` and its like of the objects that look-ups find.
    pub(super) fn definition(&self, name: &str, values: &[Value]) -> Option<Value> {
        let catalog = &self.replay.catalog;
        match (name, values) {
            ("pg_get_constraintdef", [Value::Oid(number, _), rest @ ..]) => {
                // What is left out when it is to be pretty are parentheses of expressions.
                (rest.len() <= 1).then(|| self.replay.constraint_definition(number))?
            }
            ("pg_get_indexdef", [Value::Oid(number, class)]) => {
                if !matches!(class, None | Some(Class::Relation)) {
                    return None;
                }
                let id: u32 = number.strip_prefix('r')?.parse().ok()?;
                let relation = catalog.rel(RelId(id))?;
                if relation.index().is_none() {
                    return Some(Value::Null);
                }
                let text = catalog.index_definition(relation);
                Some(text.map_or(Value::Present, Value::Text))
            }
            // An expression of a look-up is the text that it is shown as.
            ("pg_get_expr", [value @ (Value::Text(_) | Value::Present), _, ..]) => {
                Some(value.clone())
            }
            _ => None,
        }
    }
}
