//! Casts, and the objects that names in strings mean: `regclass` and its like.

use super::do_block::text_name;
use super::error::SqlError;
use super::pleval::{Eval, Evaluator, Stop, cast_text, unknown};
use super::plvalue::{CATALOG, Class, Value, boolean};
use super::{ColumnId, Function, RelId, SchemaId, TypeId, TypeUse};
use crate::ddl::{ArgumentMode, FunctionKind};
use crate::diag::Span;
use std::borrow::Cow;

impl Evaluator<'_> {
    pub(super) fn cast(&self, value: Value, ty: &str, array: bool, span: Span) -> Eval {
        let not_known = || unknown(span, "this is known only when it runs");
        if value == Value::Null {
            return Ok(Value::Null);
        }
        if array {
            let Some(list) = value.list() else {
                return not_known();
            };
            let list: Eval<Vec<Value>> = list
                .into_iter()
                .map(|value| self.cast(value, ty, false, span))
                .collect();
            return list.map(Value::List);
        }
        match ty {
            "text" | "varchar" | "name" | "bpchar" | "char" | "citext" | "sql_identifier"
            | "character_data" => match self.shown(&value).and_then(|value| cast_text(&value)) {
                Some(text) => Ok(Value::Text(text)),
                None if matches!(value, Value::System | Value::Affixed(..) | Value::Present) => {
                    Ok(value)
                }
                None => not_known(),
            },
            "int2" | "int4" | "int8" | "numeric" => match &value {
                Value::Int(_) | Value::Between(..) => Ok(value),
                Value::Bool(value) => Ok(Value::Int(i64::from(*value))),
                Value::Text(text) => match text.trim().parse() {
                    Ok(number) => Ok(Value::Int(number)),
                    Err(_) => not_known(),
                },
                _ => not_known(),
            },
            "bool" => match &value {
                Value::Bool(_) => Ok(value),
                Value::Int(number) => Ok(Value::Bool(*number != 0)),
                Value::Text(text) => match boolean(text) {
                    Some(value) => Ok(Value::Bool(value)),
                    None => not_known(),
                },
                _ => not_known(),
            },
            "oid" => match value {
                Value::Oid(id, _) => Ok(Value::Oid(id, None)),
                Value::Int(_) => Ok(value),
                _ => not_known(),
            },
            _ => match (Class::of(ty), value) {
                (Some(class), Value::Oid(id, _)) => Ok(Value::Oid(id, Some(class))),
                (Some(class), Value::Text(text)) => self.object(&text, class, span),
                _ => not_known(),
            },
        }
    }

    /// The object of a name in a string, which must be there.
    pub(super) fn object(&self, text: &str, class: Class, span: Span) -> Eval {
        if let Some(value) = self.find_object(text, class, span)? {
            return Ok(value);
        }
        let (state, word) = match class {
            Class::Relation => ("42P01", "relation"),
            Class::Type => ("42704", "type"),
            Class::Schema => ("3F000", "schema"),
            Class::Function | Class::Signature => ("42883", "function"),
        };
        Err(Stop::Error(
            SqlError::new(state, span, format!("{word} \"{text}\" does not exist"))
                .label(format!("no such {word}")),
        ))
    }

    /// The object of a name in a string.
    pub(super) fn find_object(&self, text: &str, class: Class, span: Span) -> Eval<Option<Value>> {
        let replay = self.replay;
        let not_known = || unknown(span, "the name is not certain");
        let word = match class {
            Class::Relation => "relation",
            Class::Type => "type",
            Class::Schema => "schema",
            Class::Function | Class::Signature => "function",
        };
        let bare = text.split('(').next().unwrap_or(text).trim();
        if replay.may_be_there(span, word, bare).is_some() {
            return not_known();
        }
        let named = |id: String| Some(Value::Oid(id, Some(class)));
        Ok(match class {
            Class::Relation => {
                let Some(name) = text_name(text, span) else {
                    return not_known();
                };
                match replay.find_relation(&name) {
                    Some(id) => {
                        if replay
                            .catalog
                            .rel(id)
                            .is_some_and(|rel| rel.taint.is_some())
                        {
                            return not_known();
                        }
                        named(format!("r{}", id.0))
                    }
                    None if replay.is_system_relation(&name) => {
                        named(format!("c{}", name.name.value))
                    }
                    None => None,
                }
            }
            Class::Type => {
                let Some(ty) = crate::parse::type_of_text(text, span) else {
                    return not_known();
                };
                match replay.find_type(&ty.name) {
                    Some(found) => {
                        let found = if ty.array_dims > 0 {
                            found.array_of()
                        } else {
                            found
                        };
                        named(super::lookup::type_number(&found))
                    }
                    None => None,
                }
            }
            Class::Schema => {
                let Some(name) = text_name(text, span) else {
                    return not_known();
                };
                let schema = replay.catalog.schema_id(&name.name.value);
                schema.and_then(|id| named(format!("n{}", id.0)))
            }
            Class::Function | Class::Signature => return self.find_function(text, class, span),
        })
    }

    /// `to_regproc` and `to_regprocedure`.
    fn find_function(&self, text: &str, class: Class, span: Span) -> Eval<Option<Value>> {
        let replay = self.replay;
        let not_known = || unknown(span, "which functions there are is not certain");
        let (bare, arguments) = match text.split_once('(') {
            Some((bare, rest)) => (bare.trim(), rest.trim_end().strip_suffix(')')),
            None => (text.trim(), None),
        };
        let Some(name) = text_name(bare, span) else {
            return not_known();
        };
        let wanted = match arguments {
            None => None,
            Some(list) => {
                let mut types = Vec::new();
                for part in list
                    .split(',')
                    .map(str::trim)
                    .filter(|part| !part.is_empty())
                {
                    let Some(ty) = crate::parse::type_of_text(part, span) else {
                        return not_known();
                    };
                    let Some(found) = replay.find_type(&ty.name) else {
                        return Ok(None);
                    };
                    types.push(Some(if ty.array_dims > 0 {
                        found.array_of()
                    } else {
                        found
                    }));
                }
                Some(types)
            }
        };
        let schemas: Vec<SchemaId> = match &name.schema {
            Some(schema) => replay
                .catalog
                .schema_id(&schema.value)
                .into_iter()
                .collect(),
            None => replay.lookup_path(),
        };
        let mut found = replay
            .catalog
            .functions_named(&name.name.value)
            .filter(|function| {
                schemas.contains(&function.schema)
                    && wanted
                        .as_ref()
                        .is_none_or(|wanted| function.arguments == *wanted)
            });
        if let Some(first) = found.next() {
            if found.next().is_some() {
                // Several: there is no such `regproc`.
                return Ok(None);
            }
            return Ok(Some(Value::Oid(format!("f{}", first.id.0), Some(class))));
        }
        if replay.may_be_function(&name)
            && replay
                .catalog
                .functions_named(&name.name.value)
                .next()
                .is_none()
        {
            return not_known();
        }
        Ok(None)
    }

    pub(super) fn is_visible(&self, oid: &str) -> Option<bool> {
        let number: u32 = oid.get(1..)?.parse().ok()?;
        if oid.starts_with('r') {
            return self.relation_is_visible(RelId(number));
        }
        if oid.starts_with('t') {
            let Some(ty) = self.replay.catalog.ty(TypeId(number)) else {
                return Some(true);
            };
            let mut schemas = self.replay.lookup_path().into_iter();
            let first = schemas.find_map(|schema| self.replay.catalog.type_in(schema, &ty.name));
            return Some(first == Some(ty.id));
        }
        None
    }

    fn relation_is_visible(&self, id: RelId) -> Option<bool> {
        let relation = self.replay.catalog.rel(id)?;
        let mut schemas = self.replay.lookup_path().into_iter();
        let first = schemas.find_map(|schema| self.replay.catalog.rel_in(schema, &relation.name));
        Some(first == Some(id))
    }

    /// A value with an object's number as the name that it is shown as; `None` when
    /// that is not known.
    pub(super) fn shown<'v>(&self, value: &'v Value) -> Option<Cow<'v, Value>> {
        let Value::Oid(oid, Some(class)) = value else {
            return Some(Cow::Borrowed(value));
        };
        let text = |text: String| Cow::Owned(Value::Text(text));
        let catalog = &self.replay.catalog;
        if let Some(name) = oid.strip_prefix(CATALOG) {
            return (!name.is_empty()).then(|| text(name.to_owned()));
        }
        if let Some(name) = oid.strip_prefix('i') {
            return Some(text(format!("information_schema.{name}")));
        }
        let is_array = oid.ends_with("[]");
        let number: u32 = oid.get(1..)?.trim_end_matches("[]").parse().ok()?;
        let quote = super::quote_identifier;
        let shown = match class {
            Class::Relation => {
                let relation = catalog.rel(RelId(number))?;
                let name = quote(&relation.name);
                if self.relation_is_visible(relation.id)? {
                    name
                } else {
                    format!("{}.{name}", quote(catalog.schema_name(relation.schema)))
                }
            }
            Class::Type => {
                let plain = TypeUse::plain(TypeId(number));
                self.bare_type(&if is_array { plain.array_of() } else { plain })
            }
            Class::Schema => quote(catalog.schema_name(SchemaId(number))),
            Class::Function => {
                let function = catalog.functions.get(number)?;
                // One of the server's own may stand before it.
                if super::builtin::is_function(&function.name) {
                    return None;
                }
                let path = self.replay.lookup_path();
                let mut same = catalog.functions_named(&function.name);
                let one =
                    same.all(|other| other.id == function.id || !path.contains(&other.schema));
                self.function_name(function, one && path.contains(&function.schema))
            }
            Class::Signature => {
                let function = catalog.functions.get(number)?;
                if super::builtin::is_function(&function.name) {
                    return None;
                }
                let name = self.function_name(function, self.function_is_visible(function));
                let types: Option<Vec<String>> = function
                    .arguments
                    .iter()
                    .map(|ty| Some(self.bare_type(ty.as_ref()?)))
                    .collect();
                format!("{name}({})", types?.join(","))
            }
        };
        Some(text(shown))
    }

    fn function_name(&self, function: &Function, bare: bool) -> String {
        let name = super::quote_identifier(&function.name);
        if bare {
            return name;
        }
        let schema = self.replay.catalog.schema_name(function.schema);
        format!("{}.{name}", super::quote_identifier(schema))
    }

    /// Whether a call with those types finds the function without its schema.
    fn function_is_visible(&self, function: &Function) -> bool {
        let catalog = &self.replay.catalog;
        let mut path = self.replay.lookup_path().into_iter();
        let first = path.find(|schema| {
            let mut same = catalog.functions_named(&function.name);
            same.any(|one| one.schema == *schema && one.arguments == function.arguments)
        });
        first == Some(function.schema)
    }

    /// `pg_get_function_identity_arguments()`.
    fn identity_arguments(&self, function: &Function) -> Option<String> {
        let is_procedure = function.kind == FunctionKind::Procedure;
        let mut parts = Vec::new();
        for parameter in &function.declared {
            let mode = match parameter.mode {
                ArgumentMode::In if is_procedure => "IN ",
                ArgumentMode::In => "",
                ArgumentMode::InOut => "INOUT ",
                ArgumentMode::Out => "OUT ",
                ArgumentMode::Variadic => "VARIADIC ",
                ArgumentMode::Table => continue,
            };
            let name = parameter.name.as_deref().map(super::quote_identifier);
            let name = name.map_or_else(String::new, |name| name + " ");
            parts.push(format!(
                "{mode}{name}{}",
                self.bare_type(parameter.ty.as_ref()?)
            ));
        }
        Some(parts.join(", "))
    }

    /// What is asked of an object of the history by its number; `None` of others.
    pub(super) fn asked_of_object(&self, name: &str, values: &[Value]) -> Option<Value> {
        let catalog = &self.replay.catalog;
        let (Value::Oid(oid, _), rest) = values.split_first()? else {
            return None;
        };
        let number: u32 = oid.get(1..)?.parse().ok()?;
        let comment = |comment: &Option<String>| match comment {
            Some(text) => Value::Text(text.clone()),
            None => Value::Null,
        };
        match (name, oid.get(..1)?, rest) {
            ("pg_get_function_identity_arguments", "f", []) => {
                let function = catalog.functions.get(number)?;
                if function.kind == FunctionKind::Aggregate {
                    return None;
                }
                self.identity_arguments(function).map(Value::Text)
            }
            ("pg_function_is_visible", "f", []) => {
                let function = catalog.functions.get(number)?;
                Some(Value::Bool(self.function_is_visible(function)))
            }
            ("obj_description", kind, [Value::Text(of)]) => Some(match (kind, of.as_str()) {
                ("r", "pg_class") => comment(&catalog.rel(RelId(number))?.comment),
                ("t", "pg_type") => comment(&catalog.ty(TypeId(number))?.comment),
                ("f", "pg_proc") => comment(&catalog.functions.get(number)?.comment),
                _ => return None,
            }),
            ("col_description", "r", [Value::Int(at)]) => {
                let relation = catalog.rel(RelId(number))?;
                let at = ColumnId(u16::try_from(*at).ok()?);
                Some(match relation.column_by_id(at) {
                    Some(column) => comment(&column.comment),
                    None => Value::Null,
                })
            }
            _ => None,
        }
    }

    /// `format_type()`; `None` when that is not known.
    pub(super) fn format_type(&self, values: &[Value]) -> Option<Value> {
        let [Value::Oid(oid, _), modifier] = values else {
            return match values {
                [Value::Null, _] => Some(Value::Null),
                _ => None,
            };
        };
        // What is no type has a sign of its own.
        if oid == "t0" {
            return Some(Value::Text("-".to_owned()));
        }
        let number = oid.strip_prefix('t')?;
        let number: u32 = number.trim_end_matches("[]").parse().ok()?;
        let plain = TypeUse::plain(TypeId(number));
        let mut ty = if oid.ends_with("[]") {
            plain.array_of()
        } else {
            plain
        };
        Some(Value::Text(match modifier {
            Value::Null => self.bare_type(&ty),
            Value::Int(modifier) => {
                ty.modifier = super::lookup_columns::modifier_of(&ty, *modifier)?;
                self.as_visible(&ty, self.replay.catalog.format_type(&ty))
            }
            _ => return None,
        }))
    }

    /// A type as `regtype` and `format_type()` without a modifier show it.
    fn bare_type(&self, ty: &TypeUse) -> String {
        self.as_visible(ty, self.replay.catalog.format_bare(ty))
    }

    /// What is shown of a type of the history, without the schema where the path leads to it.
    fn as_visible(&self, ty: &TypeUse, text: String) -> String {
        let visible = self.is_visible(&format!("t{}", ty.id.0)) == Some(true);
        let Some(own) = self.replay.catalog.ty(ty.id).filter(|_| visible) else {
            return text;
        };
        let schema = super::quote_identifier(self.replay.catalog.schema_name(own.schema));
        match text.strip_prefix(&format!("{schema}.")) {
            Some(bare) => bare.to_owned(),
            None => text,
        }
    }
}
