//! The names that a block knows where it is compiled: variables and labels, as
//! `pl_funcs.c` and `pl_comp.c` of the server look them up.

use crate::ddl::{ArgumentMode, PlResult, PlSignature, TypeName};

/// What a label is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelOf {
    Block,
    Loop,
    /// A declaration of a cursor, whose arguments are names of its own.
    Cursor,
}

/// What a variable holds, as far as its declaration tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// One value.
    Scalar,
    /// A row.
    Row,
    /// `refcursor`, without a query.
    Cursor,
    /// A cursor of a query, with as many arguments.
    BoundCursor(usize),
    /// The type is the catalog's matter.
    Unknown,
}

/// A variable.
#[derive(Clone, Debug)]
pub(super) struct Variable {
    pub(super) name: String,
    pub(super) holds: Holds,
    pub(super) constant: bool,
}

#[derive(Debug)]
struct Level {
    label: Option<String>,
    of: LabelOf,
    variables: Vec<Variable>,
}

/// Blocks and loops from the outermost to the one that is being read.
#[derive(Debug, Default)]
pub(super) struct Scope {
    levels: Vec<Level>,
}

/// What a name of one to three parts stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) variable: &'a Variable,
    /// Whether it is a field of the variable.
    pub(super) field: bool,
}

/// Variables of a trigger's function, and of an event trigger's.
const TRIGGER: [&str; 9] = [
    "tg_name",
    "tg_when",
    "tg_level",
    "tg_op",
    "tg_relid",
    "tg_relname",
    "tg_table_name",
    "tg_table_schema",
    "tg_nargs",
];
const EVENT_TRIGGER: [&str; 2] = ["tg_event", "tg_tag"];

impl Scope {
    /// What a body knows before its first word.
    pub(super) fn of(signature: &PlSignature) -> Self {
        let mut scope = Self::default();
        scope.push(Some(signature.name.clone()), LabelOf::Block);
        if let PlResult::Trigger = signature.result {
            scope.declare("new", Holds::Row, false);
            scope.declare("old", Holds::Row, false);
            for name in TRIGGER {
                scope.declare(name, Holds::Scalar, false);
            }
            scope.declare("tg_argv", Holds::Scalar, false);
        }
        if let PlResult::EventTrigger = signature.result {
            for name in EVENT_TRIGGER {
                scope.declare(name, Holds::Scalar, false);
            }
        }
        for (at, parameter) in signature.parameters.iter().enumerate() {
            let holds = match parameter.mode {
                // An array of what is written.
                ArgumentMode::Variadic => Holds::Unknown,
                _ => holds(&parameter.ty),
            };
            scope.declare(&format!("${}", at + 1), holds, false);
            if let Some(name) = &parameter.name {
                scope.declare(&name.value, holds, false);
            }
        }
        scope.declare("$0", Holds::Unknown, false);
        scope.declare("found", Holds::Scalar, false);
        scope
    }

    pub(super) fn push(&mut self, label: Option<String>, of: LabelOf) {
        self.levels.push(Level {
            label,
            of,
            variables: Vec::new(),
        });
    }

    pub(super) fn pop(&mut self) {
        self.levels.pop();
    }

    pub(super) fn declare(&mut self, name: &str, holds: Holds, constant: bool) {
        if let Some(level) = self.levels.last_mut() {
            level.variables.push(Variable {
                name: name.to_owned(),
                holds,
                constant,
            });
        }
    }

    /// Whether the innermost level has a variable of that name.
    pub(super) fn is_declared_here(&self, name: &str) -> bool {
        let mut variables = self.levels.iter().rev().take(1).flat_map(|l| &l.variables);
        variables.any(|variable| variable.name == name)
    }

    /// The variable that a name stands for (`plpgsql_ns_lookup`).
    pub(super) fn find(&self, names: &[String]) -> Option<Found<'_>> {
        let first = names.first()?;
        let may_have_fields =
            |variable: &&Variable| matches!(variable.holds, Holds::Row | Holds::Unknown);
        for level in self.levels.iter().rev() {
            let named = |name: &str| level.variables.iter().rev().find(|v| v.name == name);
            let qualified = names.len() > 1;
            if let Some(variable) = named(first).filter(|v| !qualified || may_have_fields(v)) {
                return Some(Found {
                    variable,
                    field: qualified,
                });
            }
            if level.label.as_ref() == Some(first)
                && let Some(second) = names.get(1)
                && let Some(variable) =
                    named(second).filter(|v| names.len() < 3 || may_have_fields(v))
            {
                return Some(Found {
                    variable,
                    field: names.len() > 2,
                });
            }
        }
        None
    }

    /// What a label is of.
    pub(super) fn label(&self, name: &str) -> Option<LabelOf> {
        let mut levels = self.levels.iter().rev();
        let level = levels.find(|level| level.label.as_deref() == Some(name))?;
        Some(level.of)
    }

    /// Whether a loop is around.
    pub(super) fn in_loop(&self) -> bool {
        self.levels.iter().any(|level| level.of == LabelOf::Loop)
    }

    /// The names of all variables, for what a mistyped one may mean.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let levels = self.levels.iter().rev();
        levels.flat_map(|level| level.variables.iter().map(|v| v.name.as_str()))
    }

    /// The labels in sight.
    pub(super) fn labels(&self) -> impl Iterator<Item = &str> {
        self.levels.iter().rev().filter_map(|l| l.label.as_deref())
    }
}

/// Types of one value whose names no other type of a search path comes before.
const SCALARS: &[&str] = &[
    "bytea", "date", "int2", "int4", "int8", "json", "jsonb", "name", "oid", "text", "uuid",
];

/// What a variable of a type holds.
pub(super) fn holds(ty: &TypeName) -> Holds {
    if ty.of_column.is_some() {
        return Holds::Unknown;
    }
    if ty.array_dims > 0 {
        return Holds::Scalar;
    }
    let schema = ty.name.schema.as_ref().map(|schema| schema.value.as_str());
    match (schema, ty.name.name.value.as_str()) {
        (None | Some("pg_catalog"), "record") => Holds::Row,
        (None | Some("pg_catalog"), "refcursor") => Holds::Cursor,
        (Some("pg_catalog"), _) => Holds::Scalar,
        (None, name) if SCALARS.contains(&name) => Holds::Scalar,
        _ => Holds::Unknown,
    }
}
