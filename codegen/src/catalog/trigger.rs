//! Triggers and rules: their names, and what they hang on.

use super::error::{Result, SqlError};
use super::{
    ChangeKind, ColumnId, FunctionId, ObjectId, RelId, Relation, RelationKind, Replay, Trigger,
    builtin,
};
use crate::ddl::{CreateTrigger, Name, QName};

/// When and how a trigger fires, as far as it decides where one is allowed.
#[derive(Clone, Copy, Debug, Default)]
struct Form {
    instead_of: bool,
    each_row: bool,
    truncate: bool,
}

impl Replay {
    /// `CREATE TRIGGER`.
    pub(super) fn create_trigger(&mut self, stmt: &CreateTrigger) -> Result {
        if stmt.or_replace && stmt.constraint {
            return Err(SqlError::new(
                "0A000",
                stmt.name.span,
                "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported",
            ));
        }
        let rel = self.relation(&stmt.table)?;
        let relation = self.open(rel, stmt.table.span())?;
        let form = Form::of(&stmt.text);
        Self::check_trigger_target(&relation, form, &stmt.table)?;
        let function = self.trigger_function(&stmt.function)?;
        let mut columns: Vec<ColumnId> = Vec::new();
        for name in &stmt.columns {
            let Some(column) = relation.column(&name.value) else {
                return Err(Self::no_column(&relation, name));
            };
            if columns.contains(&column.id) {
                return Err(SqlError::new(
                    "42701",
                    name.span,
                    format!("column \"{}\" specified more than once", name.value),
                )
                .label("a second time"));
            }
            columns.push(column.id);
        }
        Self::check_trigger_name(&relation, stmt)?;
        let span = stmt.name.span;
        let column_names: Vec<String> = stmt.columns.iter().map(|c| c.value.clone()).collect();
        let mut targets = vec![(rel, false)];
        if relation.is_partitioned() && form.each_row {
            targets.extend(
                self.catalog
                    .descendants(rel)
                    .into_iter()
                    .map(|child| (child, true)),
            );
        }
        for (target, inherited) in targets {
            let Some(relation) = self.catalog.rel_mut(target) else {
                continue;
            };
            let columns = column_names
                .iter()
                .filter_map(|name| relation.column(name).map(|column| column.id))
                .collect();
            relation.triggers.insert(
                stmt.name.value.clone(),
                Trigger {
                    function,
                    columns,
                    definition: stmt.text.clone(),
                    comment: None,
                    inherited,
                    span,
                },
            );
            self.changed(
                ObjectId::Trigger(target, stmt.name.value.clone()),
                ChangeKind::Created,
                span,
            );
        }
        Ok(())
    }

    fn check_trigger_target(relation: &Relation, form: Form, name: &QName) -> Result {
        let refuse = |message: String, detail: &str| {
            Err(SqlError::new("42809", name.span(), message)
                .detail(detail)
                .also(
                    relation.origin.span,
                    format!("the {} is created here", relation.word()),
                ))
        };
        let shown = &relation.name;
        match &relation.kind {
            RelationKind::Table(_) | RelationKind::ForeignTable(_) if form.instead_of => refuse(
                format!("\"{shown}\" is a {}", relation.word()),
                "Tables cannot have INSTEAD OF triggers.",
            ),
            RelationKind::View(_) if !form.instead_of && form.each_row => refuse(
                format!("\"{shown}\" is a view"),
                "Views cannot have row-level BEFORE or AFTER triggers.",
            ),
            RelationKind::View(_) if form.truncate => refuse(
                format!("\"{shown}\" is a view"),
                "Views cannot have TRUNCATE triggers.",
            ),
            RelationKind::Table(_) | RelationKind::ForeignTable(_) | RelationKind::View(_) => {
                Ok(())
            }
            RelationKind::Index(_) => refuse(
                format!("cannot open relation \"{shown}\""),
                "This operation is not supported for indexes.",
            ),
            RelationKind::MaterializedView(_) => refuse(
                format!("relation \"{shown}\" cannot have triggers"),
                "This operation is not supported for materialized views.",
            ),
            RelationKind::Sequence(_) => refuse(
                format!("relation \"{shown}\" cannot have triggers"),
                "This operation is not supported for sequences.",
            ),
            RelationKind::Composite => refuse(
                format!("cannot open relation \"{shown}\""),
                "This operation is not supported for composite types.",
            ),
        }
    }

    fn check_trigger_name(relation: &Relation, stmt: &CreateTrigger) -> Result {
        let Some(old) = relation.triggers.get(&stmt.name.value) else {
            return Ok(());
        };
        let refuse = |what: &str| {
            Err(SqlError::new(
                "42710",
                stmt.name.span,
                format!(
                    "trigger \"{}\" for relation \"{}\" {what}",
                    stmt.name.value, relation.name
                ),
            )
            .also(old.span, "it is created here"))
        };
        if !stmt.or_replace {
            return refuse("already exists");
        }
        if old.inherited {
            return refuse("is an internal or a child trigger");
        }
        if words(&old.definition)
            .take(4)
            .any(|word| word == "constraint")
        {
            return refuse("is a constraint trigger");
        }
        Ok(())
    }

    /// The function of a trigger, which takes no declared arguments; `None` for
    /// PostgreSQL's own or an extension's.
    fn trigger_function(&self, name: &QName) -> Result<Option<FunctionId>> {
        let schemas = match &name.schema {
            Some(schema) => vec![self.schema(schema)?],
            None => self.lookup_path(),
        };
        let found = schemas.iter().find_map(|schema| {
            self.catalog
                .functions_named(&name.name.value)
                .find(|function| function.schema == *schema && function.arguments.is_empty())
        });
        match found {
            Some(function) => {
                let fits = function
                    .returns
                    .as_ref()
                    .is_none_or(|ty| ty.id == builtin::TRIGGER && !ty.array);
                if fits {
                    return Ok(Some(function.id));
                }
                Err(SqlError::new(
                    "42P17",
                    name.span(),
                    format!("function {} must return type trigger", function.name),
                )
                .also(function.origin.span, "it is created here"))
            }
            None => self.function_ref("FUNCTION", name, Some(&[])),
        }
    }

    /// The trigger of a name on a relation; 42704 when there is none.
    pub(super) fn trigger(&self, name: &Name, table: &QName) -> Result<RelId> {
        let rel = self.relation(table)?;
        let relation = self.open(rel, table.span())?;
        if relation.triggers.contains_key(&name.value) {
            return Ok(rel);
        }
        Err(missing(
            &relation,
            "trigger",
            name,
            "table",
            relation.triggers.keys(),
        ))
    }

    /// `ALTER TRIGGER … RENAME TO`.
    pub(super) fn rename_trigger(&mut self, name: &Name, table: &QName, to: &Name) -> Result {
        let rel = self.trigger(name, table)?;
        let relation = self.open(rel, table.span())?;
        if relation
            .triggers
            .get(&name.value)
            .is_some_and(|trigger| trigger.inherited)
        {
            return Err(SqlError::new(
                "0A000",
                name.span,
                format!(
                    "cannot rename trigger \"{}\" on table \"{}\"",
                    name.value, relation.name
                ),
            )
            .help("rename the trigger on the partitioned table instead"));
        }
        let mut targets = vec![rel];
        for child in self.catalog.descendants(rel) {
            let cloned = self
                .catalog
                .rel(child)
                .and_then(|child| child.triggers.get(&name.value))
                .is_some_and(|trigger| trigger.inherited);
            if cloned {
                targets.push(child);
            }
        }
        for target in targets {
            let relation = self.open_mut(target, to.span)?;
            if relation.triggers.contains_key(&to.value) {
                return Err(SqlError::new(
                    "42710",
                    to.span,
                    format!(
                        "trigger \"{}\" for relation \"{}\" already exists",
                        to.value, relation.name
                    ),
                )
                .label("already exists"));
            }
            if let Some(trigger) = relation.triggers.remove(&name.value) {
                relation.triggers.insert(to.value.clone(), trigger);
            }
            self.changed(
                ObjectId::Trigger(target, to.value.clone()),
                ChangeKind::Renamed,
                to.span,
            );
        }
        Ok(())
    }

    /// The relation of a rule. Rules are not modelled by name, so that only the
    /// relation is looked up.
    pub(super) fn rule(&self, _name: &Name, table: &QName) -> Result<RelId> {
        self.relation(table)
    }
}

pub(super) fn missing<'a>(
    relation: &Relation,
    what: &str,
    name: &Name,
    on: &str,
    known: impl Iterator<Item = &'a String>,
) -> Box<SqlError> {
    let error = SqlError::new(
        "42704",
        name.span,
        format!(
            "{what} \"{}\" for {on} \"{}\" does not exist",
            name.value, relation.name
        ),
    )
    .label(format!("no such {what}"));
    match crate::diag::nearest(&name.value, known.map(String::as_str)) {
        Some(near) => error.help(format!("write `{near}` if that {what} is meant")),
        None => error,
    }
}

/// The words of a statement, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '"')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
}

impl Form {
    fn of(text: &str) -> Self {
        let mut form = Self::default();
        let words: Vec<String> = words(text).collect();
        let end = words.iter().position(|word| word == "execute");
        let words = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
        let on = words.iter().position(|word| word == "on");
        for (at, pair) in words.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let before_on = on.is_none_or(|on| at < on);
            form.instead_of |= before_on && a == "instead" && b == "of";
            form.truncate |= before_on && (a == "truncate" || b == "truncate") && at > 1;
            form.each_row |=
                b == "row" && (a == "for" || a == "each") && on.is_some_and(|on| at > on);
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn forms() {
        let form =
            Form::of("CREATE TRIGGER t INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()");
        assert!(form.instead_of && form.each_row && !form.truncate);
        let form = Form::of("CREATE TRIGGER t AFTER TRUNCATE ON v EXECUTE FUNCTION f('for row')");
        assert!(!form.instead_of && !form.each_row && form.truncate);
    }
}
