//! Functions that PL/pgSQL calls and whose values are known before it runs.

use super::error::SqlError;
use super::pleval::{Eval, Evaluator, Joined, MAX_TEXT, Scope, Stop, Why, cast_text, unknown};
use super::plquery::is_aggregate;
use super::plvalue::{Class, Value, equal, order};
use super::{EnumLabel, TypeId, TypeKind, TypeUse};
use crate::ddl::PlExpr;
use crate::diag::Span;
use std::borrow::Cow;

/// What `format()` gives.
#[derive(Default)]
struct Formatted {
    text: String,
    /// Whether the text is all of it.
    whole: bool,
    /// Why an argument that is missed is not known.
    open: Option<Why>,
}

impl Evaluator<'_> {
    pub(super) fn call(
        &self,
        name: &str,
        arguments: &[PlExpr],
        span: Span,
        scope: Option<&Scope<'_>>,
    ) -> Eval {
        if is_aggregate(name)
            && let Some(scope) = scope
            && let Some(group) = scope.group
        {
            return self.aggregate(name, arguments, group, scope, span);
        }
        match name {
            "coalesce" => {
                for argument in arguments {
                    let value = self.eval(argument, scope)?;
                    if value != Value::Null {
                        return Ok(value);
                    }
                }
                return Ok(Value::Null);
            }
            "format" => {
                let formatted = self.format(arguments, scope)?;
                return match formatted.open {
                    Some(why) => Err(Stop::Unknown(why)),
                    None if formatted.whole => Ok(Value::Text(formatted.text)),
                    None => unknown(span, "the text is known only when it runs"),
                };
            }
            "enum_first" | "enum_last" | "enum_range" => {
                if let Some(error) = self.shown_new_label(name, arguments, span) {
                    return Err(Stop::Error(error));
                }
            }
            "current_database" | "current_catalog" => {
                return unknown(span, "the migrations do not tell the database's name");
            }
            "current_user" | "session_user" | "user" | "current_role" | "getpgusername" => {
                return unknown(span, "the role that runs it is known only when it runs");
            }
            _ => {}
        }
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.eval(argument, scope)?);
        }
        let found = match self.builtin(name, &values, span)? {
            Some(value) => Some(value),
            None => self.definition(name, &values),
        };
        match found {
            Some(value) => Ok(value),
            None => unknown(
                span,
                format!("what {name}() gives is known only when it runs"),
            ),
        }
    }

    /// Why a call that lists the labels of an enum is refused: it shows one that the open
    /// transaction added. NULL is no bound.
    fn shown_new_label(
        &self,
        name: &str,
        arguments: &[PlExpr],
        span: Span,
    ) -> Option<Box<SqlError>> {
        let mut bounds = Vec::new();
        let mut ty = None;
        for argument in arguments {
            let PlExpr::Cast {
                value,
                ty: written,
                array: false,
                ..
            } = argument
            else {
                return None;
            };
            ty = Some(written);
            bounds.push(match &**value {
                PlExpr::Null => None,
                PlExpr::Text(text) => Some(text.as_str()),
                _ => return None,
            });
        }
        // The schema that may be written is not kept.
        let name_of_type = ty?;
        let types = self.replay.catalog.types.iter();
        let mut named = types.filter(|(_, ty)| ty.name == *name_of_type);
        let (Some((id, found)), None) = (named.next(), named.next()) else {
            return None;
        };
        let TypeKind::Enum(labels) = &found.kind else {
            return None;
        };
        let at = |label: &str| labels.place(label);
        let shown = match (name, bounds.as_slice()) {
            ("enum_first", _) => 0..1,
            ("enum_last", _) => labels.len().checked_sub(1)?..labels.len(),
            // One argument gives the type alone.
            (_, [_]) => 0..labels.len(),
            (_, [from, to]) => {
                let from = from.map_or(Some(0), at)?;
                from..to.map_or(Some(labels.len()), |label| Some(at(label)? + 1))?
            }
            _ => return None,
        };
        if shown.start > shown.end || shown.end > labels.len() {
            return None;
        }
        let ty = TypeUse::plain(TypeId(id));
        let refused =
            |label: &EnumLabel| self.replay.check_label_given(&ty, &label.text, span).err();
        let mut shown = labels.iter().take(shown.end).skip(shown.start);
        shown.find_map(refused)
    }

    /// The text of `format()` as far as it is known.
    fn format(&self, arguments: &[PlExpr], scope: Option<&Scope<'_>>) -> Eval<Formatted> {
        let Some((template, arguments)) = arguments.split_first() else {
            return Ok(Formatted::default());
        };
        let template = self.eval(template, scope)?.text().unwrap_or_default();
        let mut values = Vec::with_capacity(arguments.len());
        let mut open = None;
        for argument in arguments {
            values.push(match self.eval(argument, scope) {
                Ok(value) => self.shown(&value).map(Cow::into_owned),
                Err(Stop::Unknown(why)) => {
                    open.get_or_insert(why);
                    None
                }
                Err(stop) => return Err(stop),
            });
        }
        let (text, whole) = super::plvalue::format_text(&template, &values);
        // An argument that the template leaves out need not be known.
        let open = open.filter(|_| !whole);
        Ok(Formatted { text, whole, open })
    }

    /// What is known of the beginning of a text.
    pub(super) fn beginning(&self, expr: &PlExpr) -> (String, bool) {
        match expr {
            PlExpr::Concat(a, b) => {
                let (mut text, whole) = self.beginning(a);
                if !whole {
                    return (text, false);
                }
                let (more, whole) = self.beginning(b);
                text.push_str(&more);
                (text, whole)
            }
            PlExpr::Cast { value, .. } => self.beginning(value),
            PlExpr::Call {
                name, arguments, ..
            } if name == "format" => {
                let formatted = self.format(arguments, None).unwrap_or_default();
                (formatted.text, formatted.whole)
            }
            PlExpr::Call {
                name, arguments, ..
            } if name == "concat" => {
                let mut text = String::new();
                for argument in arguments {
                    let (more, whole) = self.beginning(argument);
                    text.push_str(&more);
                    if !whole {
                        return (text, false);
                    }
                }
                (text, true)
            }
            expr => match self.eval(expr, None) {
                Ok(value) => match self.shown(&value).and_then(|value| cast_text(&value)) {
                    Some(text) => (text, true),
                    None => (String::new(), false),
                },
                Err(_) => (String::new(), false),
            },
        }
    }

    fn aggregate(
        &self,
        name: &str,
        arguments: &[PlExpr],
        group: &[Joined],
        scope: &Scope<'_>,
        span: Span,
    ) -> Eval {
        if let Some(why) = group.iter().find_map(|row| row.maybe.clone()) {
            return Err(Stop::Unknown(why));
        }
        let mut values = Vec::with_capacity(group.len());
        let one = |row: &Joined, argument: &PlExpr| {
            let scope = Scope {
                bound: &row.bound,
                group: None,
                ..*scope
            };
            self.eval(argument, Some(&scope))
        };
        for row in group {
            values.push(match arguments.first() {
                Some(argument) => one(row, argument)?,
                None => Value::Bool(true),
            });
        }
        if name != "array_agg" {
            values.retain(|value| *value != Value::Null);
        }
        let number = |count: usize| Value::Int(i64::try_from(count).unwrap_or(i64::MAX));
        Ok(match name {
            "count" => number(values.len()),
            _ if values.is_empty() => Value::Null,
            _ if values.contains(&Value::Present) => {
                return unknown(span, "this is known only when it runs");
            }
            "min" => values.into_iter().min_by(order).unwrap_or(Value::Null),
            "max" => values.into_iter().max_by(order).unwrap_or(Value::Null),
            "array_agg" => Value::List(values),
            "bool_or" => Value::Bool(values.contains(&Value::Bool(true))),
            "bool_and" | "every" => Value::Bool(!values.contains(&Value::Bool(false))),
            "string_agg" => {
                let between = match (arguments.get(1), group.first()) {
                    (Some(argument), Some(row)) => one(row, argument)?.text().unwrap_or_default(),
                    _ => String::new(),
                };
                let texts: Option<Vec<String>> = values
                    .iter()
                    .map(|value| self.shown(value).and_then(|value| value.text()))
                    .collect();
                match texts {
                    Some(texts) => Value::Text(texts.join(&between)),
                    None => return unknown(span, "this is known only when it runs"),
                }
            }
            _ => return unknown(span, "this is known only when it runs"),
        })
    }

    /// Functions of the server that are known by their arguments; `None` for others.
    fn builtin(&self, name: &str, values: &[Value], span: Span) -> Eval<Option<Value>> {
        let text = |at: usize| {
            values
                .get(at)
                .and_then(|value| self.shown(value))
                .and_then(|value| cast_text(&value))
        };
        let int = |at: usize| match values.get(at) {
            Some(Value::Int(number)) => Some(*number),
            _ => None,
        };
        let null = values.contains(&Value::Null);
        Ok(match (name, values) {
            ("current_schema", []) => Some(match self.replay.current_schema() {
                Some(id) => Value::Text(self.replay.catalog.schema_name(id).to_owned()),
                None => Value::Null,
            }),
            ("current_setting", [Value::Text(setting), ..]) => match setting.as_str() {
                // Of a server only the major version is known: 15 is 150000 up to 159999.
                "server_version_num" => {
                    let low = i64::from(self.replay.catalog.version.0) * 10_000;
                    Some(Value::Between(low, low + 9_999))
                }
                _ if self.replay.custom_setting(setting).is_some() => {
                    let value = self.replay.custom_setting(setting);
                    value.map(|value| Value::Text(value.to_owned()))
                }
                _ => {
                    return unknown(
                        span,
                        format!("the setting \"{setting}\" is known only when it runs"),
                    );
                }
            },
            ("concat", _) => {
                let mut all = String::new();
                for value in values {
                    if *value != Value::Null {
                        match self.shown(value).and_then(|value| value.text()) {
                            Some(text) => all.push_str(&text),
                            None => return Ok(None),
                        }
                    }
                }
                Some(Value::Text(all))
            }
            ("concat_ws", [Value::Null, ..]) => Some(Value::Null),
            ("concat_ws", [between, rest @ ..]) => {
                let known = rest.iter().filter(|value| **value != Value::Null);
                let parts: Option<Vec<String>> =
                    known.map(|value| self.shown(value)?.text()).collect();
                parts
                    .zip(between.text())
                    .map(|(parts, between)| Value::Text(parts.join(&between)))
            }
            ("format_type", [_, _]) => self.format_type(values),
            (
                "pg_get_function_identity_arguments"
                | "pg_function_is_visible"
                | "obj_description"
                | "col_description",
                _,
            ) => match values {
                _ if null => Some(Value::Null),
                _ => self.asked_of_object(name, values),
            },
            ("array_cat", [a, b]) => match (a.list(), b.list()) {
                (Some(mut all), Some(more)) => {
                    all.extend(more);
                    Some(Value::List(all))
                }
                _ => None,
            },
            ("array_position", [array, wanted]) => {
                let first = i64::from(!matches!(array, Value::Vector(_)));
                let Some(list) = array.list() else {
                    return Ok((*array == Value::Null).then_some(Value::Null));
                };
                let mut found = Value::Null;
                for (number, value) in (first..).zip(&list) {
                    let same = match (value, wanted) {
                        (Value::Null, _) | (_, Value::Null) => Some(value == wanted),
                        _ => equal(value, wanted),
                    };
                    match same {
                        Some(true) => {
                            found = Value::Int(number);
                            break;
                        }
                        Some(false) => {}
                        None => return Ok(None),
                    }
                }
                Some(found)
            }
            ("@>" | "<@" | "&&", [a, b]) if !null => {
                let (Some(a), Some(b)) = (a.list(), b.list()) else {
                    return Ok(None);
                };
                let (all, of) = if name == "<@" { (&b, &a) } else { (&a, &b) };
                // NULL is equal to nothing there.
                let has = |value: &Value| -> Option<bool> {
                    let mut any = Some(false);
                    for one in all {
                        if *one == Value::Null || *value == Value::Null {
                            continue;
                        }
                        match equal(one, value) {
                            Some(true) => return Some(true),
                            Some(false) => {}
                            None => any = None,
                        }
                    }
                    any
                };
                let found: Option<Vec<bool>> = of.iter().map(has).collect();
                found.map(|found| {
                    Value::Bool(match name {
                        "&&" => found.contains(&true),
                        _ => !found.contains(&false),
                    })
                })
            }
            ("nullif", [a, b]) => match equal(a, b) {
                _ if null => Some(a.clone()),
                Some(true) => Some(Value::Null),
                Some(false) => Some(a.clone()),
                None => None,
            },
            ("quote_nullable", [Value::Null]) => Some(Value::Text("NULL".to_owned())),
            (
                "to_regclass" | "to_regtype" | "to_regnamespace" | "to_regproc" | "to_regprocedure",
                [Value::Text(shown)],
            ) => {
                let class = Class::of(name.trim_start_matches("to_"));
                match class.map(|class| self.find_object(shown, class, span)) {
                    Some(found) => Some(found?.unwrap_or(Value::Null)),
                    None => None,
                }
            }
            _ if null => is_strict(name).then_some(Value::Null),
            ("quote_ident", [_]) => {
                text(0).map(|text| Value::Text(self.replay.catalog.quoted(&text)))
            }
            ("quote_literal" | "quote_nullable", [_]) => {
                text(0).map(|text| Value::Text(super::plvalue::quote_literal(&text)))
            }
            ("lower", [_]) => text(0).map(|text| Value::Text(text.to_lowercase())),
            ("upper", [_]) => text(0).map(|text| Value::Text(text.to_uppercase())),
            ("trim" | "btrim", [_]) => {
                text(0).map(|text| Value::Text(text.trim_matches(' ').to_owned()))
            }
            ("length" | "char_length" | "character_length", [_]) => text(0)
                .and_then(|text| i64::try_from(text.chars().count()).ok())
                .map(Value::Int),
            ("replace", [_, _, _]) => match (text(0), text(1), text(2)) {
                (Some(text), Some(from), Some(to))
                    if !from.is_empty()
                        && text.matches(&from).count().saturating_mul(to.len()) <= MAX_TEXT =>
                {
                    Some(Value::Text(text.replace(&from, &to)))
                }
                _ => None,
            },
            ("regexp_like", [_, _, flags @ ..]) => {
                let insensitive = match flags {
                    [] => Some(false),
                    [Value::Text(flags)] if flags == "i" => Some(true),
                    _ => None,
                };
                match (text(0), text(1), insensitive) {
                    (Some(text), Some(pattern), Some(insensitive)) => {
                        super::pattern::matches(&text, &pattern, insensitive).map(Value::Bool)
                    }
                    _ => None,
                }
            }
            ("regexp_replace", [_, _, _, flags @ ..]) => {
                let flags = match flags {
                    [] => Some(""),
                    [Value::Text(flags)] => Some(flags.as_str()),
                    _ => None,
                };
                match (text(0), text(1), text(2), flags) {
                    (Some(text), Some(pattern), Some(by), Some(flags)) => {
                        super::pattern::replace(&text, &pattern, &by, flags).map(Value::Text)
                    }
                    _ => None,
                }
            }
            ("left", [_, _]) => match (text(0), int(1).and_then(|n| usize::try_from(n).ok())) {
                (Some(text), Some(count)) => Some(Value::Text(text.chars().take(count).collect())),
                _ => None,
            },
            ("split_part", [_, _, _]) => match (text(0), text(1), int(2)) {
                (Some(text), Some(by), Some(at @ 1..)) if !by.is_empty() => {
                    let at = usize::try_from(at - 1).unwrap_or(usize::MAX);
                    Some(Value::Text(
                        text.split(&by).nth(at).unwrap_or("").to_owned(),
                    ))
                }
                _ => None,
            },
            ("substr" | "substring", [_, Value::Int(from @ 1..), rest @ ..]) => {
                let from = usize::try_from(*from - 1).unwrap_or(usize::MAX);
                let count = match rest {
                    [] => Some(usize::MAX),
                    _ => int(2).and_then(|count| usize::try_from(count).ok()),
                };
                text(0)
                    .zip(count)
                    .map(|(text, count)| Value::Text(text.chars().skip(from).take(count).collect()))
            }
            ("array_upper", [Value::Vector(list), Value::Int(1)]) => {
                let last = i64::try_from(list.len()).unwrap_or(0) - 1;
                Some(if last < 0 {
                    Value::Null
                } else {
                    Value::Int(last)
                })
            }
            ("array_lower", [Value::Vector(list), Value::Int(1)]) => Some(if list.is_empty() {
                Value::Null
            } else {
                Value::Int(0)
            }),
            ("array_length" | "array_upper", [array, Value::Int(1)]) => {
                array.list().map(|list| match i64::try_from(list.len()) {
                    Ok(0) | Err(_) => Value::Null,
                    Ok(length) => Value::Int(length),
                })
            }
            ("array_lower", [array, Value::Int(1)]) => array.list().map(|list| {
                if list.is_empty() {
                    Value::Null
                } else {
                    Value::Int(1)
                }
            }),
            ("cardinality", [array]) => array
                .list()
                .and_then(|list| i64::try_from(list.len()).ok())
                .map(Value::Int),
            ("array_append", [array, value]) => array.list().map(|mut list| {
                list.push(value.clone());
                Value::List(list)
            }),
            ("array_to_string", [array, Value::Text(between)]) => {
                let texts: Option<Vec<String>> = array.list().and_then(|list| {
                    let known = list.iter().filter(|value| **value != Value::Null);
                    known.map(|value| self.shown(value)?.text()).collect()
                });
                texts
                    .filter(|texts| texts.len().saturating_mul(between.len()) <= MAX_TEXT)
                    .map(|texts| Value::Text(texts.join(between)))
            }
            ("string_to_array", [Value::Text(text), Value::Text(by)]) if !by.is_empty() => {
                let parts = text.split(by.as_str());
                Some(Value::List(
                    parts
                        .filter(|_| !text.is_empty())
                        .map(|part| Value::Text(part.to_owned()))
                        .collect(),
                ))
            }
            ("pg_table_is_visible" | "pg_type_is_visible", [Value::Oid(oid, _)]) => {
                self.is_visible(oid).map(Value::Bool)
            }
            _ => None,
        })
    }
}

/// Whether a function gives NULL for a NULL.
fn is_strict(name: &str) -> bool {
    matches!(
        name,
        "quote_ident"
            | "quote_literal"
            | "lower"
            | "upper"
            | "trim"
            | "btrim"
            | "length"
            | "char_length"
            | "character_length"
            | "replace"
            | "regexp_like"
            | "regexp_replace"
            | "left"
            | "split_part"
            | "substr"
            | "substring"
            | "@>"
            | "<@"
            | "&&"
            | "array_length"
            | "array_upper"
            | "array_lower"
            | "cardinality"
            | "array_to_string"
            | "string_to_array"
            | "to_regclass"
            | "to_regtype"
            | "to_regnamespace"
            | "to_regproc"
            | "to_regprocedure"
            | "pg_get_constraintdef"
            | "pg_get_expr"
            | "pg_get_indexdef"
    )
}
