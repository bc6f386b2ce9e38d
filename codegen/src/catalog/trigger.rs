//! Triggers: their names, and what they hang on.

use super::error::{Result, SqlError};
use super::expr::SYSTEM_COLUMNS;
use super::{
    ChangeKind, ColumnId, FunctionId, ObjectId, RelId, Relation, RelationKind, Replay, Trigger,
    builtin,
};
use crate::ddl::{CreateTrigger, Name, QName, TriggerEvent, TriggerTiming};

impl Replay {
    /// ENABLE and DISABLE TRIGGER: of one or of all, with those of partitions that
    /// come from it.
    pub(super) fn switch_triggers(
        &mut self,
        table: RelId,
        fires: bool,
        name: Option<&Name>,
        recurse: bool,
    ) {
        let mut tables = vec![table];
        if recurse
            && self
                .catalog
                .rel(table)
                .is_some_and(Relation::is_partitioned)
        {
            tables.extend(self.catalog.descendants(table));
        }
        for id in tables {
            let Some(relation) = self.catalog.rel_mut(id) else {
                continue;
            };
            let set = |trigger: &mut super::Shared<Trigger>| {
                if trigger.fires != fires && (id == table || trigger.inherited) {
                    trigger.fires = fires;
                }
            };
            if let Some(name) = name {
                if let Some(trigger) = relation.triggers.get_mut(&name.value) {
                    set(trigger);
                }
            } else {
                let others = relation.triggers.picked(|trigger| trigger.fires != fires);
                others.into_iter().for_each(set);
            }
        }
    }

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
        Self::check_trigger_target(&relation, stmt)?;
        Self::check_trigger_form(&relation, stmt)?;
        check_when(&relation, stmt)?;
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
        if relation.is_partitioned() && stmt.each_row {
            targets.extend(
                self.catalog
                    .descendants(rel)
                    .into_iter()
                    .map(|child| (child, true)),
            );
        }
        for (target, inherited) in targets {
            if let Some(child) = self.catalog.rel(target)
                && let Some(old) = child.triggers.get(&stmt.name.value)
                && inherited
                && !old.inherited
                && !stmt.or_replace
            {
                return Err(SqlError::new(
                    "42710",
                    stmt.name.span,
                    format!(
                        "trigger \"{}\" for relation \"{}\" already exists",
                        stmt.name.value, child.name
                    ),
                )
                .also(old.span, "it is created here"));
            }
            let Some(relation) = self.catalog.rel_mut(target) else {
                continue;
            };
            let columns = column_names
                .iter()
                .filter_map(|name| relation.column(name).map(|column| column.id))
                .collect();
            let trigger = Trigger {
                function,
                columns,
                definition: stmt.text.clone(),
                comment: None,
                instead_of: if stmt.timing == TriggerTiming::InsteadOf {
                    stmt.events.clone()
                } else {
                    Vec::new()
                },
                inherited,
                fires: true,
                span,
            };
            let name = stmt.name.value.clone();
            relation.triggers.insert(name, trigger.into());
            self.changed(
                ObjectId::Trigger(target, stmt.name.value.clone()),
                ChangeKind::Created,
                span,
            );
        }
        Ok(())
    }

    fn check_trigger_target(relation: &Relation, stmt: &CreateTrigger) -> Result {
        let name = &stmt.table;
        let instead_of = stmt.timing == TriggerTiming::InsteadOf;
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
            RelationKind::Table(_) | RelationKind::ForeignTable(_) if instead_of => refuse(
                format!("\"{shown}\" is a {}", relation.word()),
                "Tables cannot have INSTEAD OF triggers.",
            ),
            RelationKind::View(_) if !instead_of && stmt.each_row => refuse(
                format!("\"{shown}\" is a view"),
                "Views cannot have row-level BEFORE or AFTER triggers.",
            ),
            RelationKind::View(_) if stmt.events.contains(&TriggerEvent::Truncate) => refuse(
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

    /// What `CreateTriggerFiringOn` of `trigger.c` says of timing, events and
    /// transition tables.
    fn check_trigger_form(relation: &Relation, stmt: &CreateTrigger) -> Result {
        let span = stmt.name.span;
        let refuse = |state, message: &str| Err(SqlError::new(state, span, message));
        let at = |event| stmt.events.contains(&event);
        if stmt.each_row && at(TriggerEvent::Truncate) {
            return refuse("0A000", "TRUNCATE FOR EACH ROW triggers are not supported");
        }
        if stmt.timing == TriggerTiming::InsteadOf {
            if !stmt.each_row {
                return refuse("0A000", "INSTEAD OF triggers must be FOR EACH ROW");
            }
            if stmt.when.is_some() {
                return refuse("0A000", "INSTEAD OF triggers cannot have WHEN conditions");
            }
            if !stmt.columns.is_empty() {
                return refuse("0A000", "INSTEAD OF triggers cannot have column lists");
            }
        }
        let mut named: [Option<&Name>; 2] = [None, None];
        for transition in &stmt.transitions {
            let span = transition.name.span;
            let refuse = |state, message: String| Err(SqlError::new(state, span, message));
            let word = if transition.is_new { "NEW" } else { "OLD" };
            if !transition.is_table {
                return refuse(
                    "0A000",
                    "ROW variable naming in the REFERENCING clause is not supported".to_owned(),
                );
            }
            match &relation.kind {
                RelationKind::Table(_) => {}
                _ => {
                    return refuse(
                        "42809",
                        format!("\"{}\" is a {}", relation.name, relation.word()),
                    );
                }
            }
            if stmt.each_row && relation.is_partitioned() {
                return Err(SqlError::new(
                    "0A000",
                    span,
                    format!("\"{}\" is a partitioned table", relation.name),
                )
                .detail(
                    "ROW triggers with transition tables are not supported on partitioned tables.",
                ));
            }
            if stmt.each_row && (relation.is_partition() || !relation.parents().is_empty()) {
                let what = if relation.is_partition() {
                    "partitions"
                } else {
                    "inheritance children"
                };
                return refuse(
                    "0A000",
                    format!("ROW triggers with transition tables are not supported on {what}"),
                );
            }
            if stmt.timing != TriggerTiming::After {
                return refuse(
                    "42P17",
                    "transition table name can only be specified for an AFTER trigger".to_owned(),
                );
            }
            if at(TriggerEvent::Truncate) {
                return refuse(
                    "0A000",
                    "TRUNCATE triggers with transition tables are not supported".to_owned(),
                );
            }
            if stmt.events.len() > 1 {
                return refuse(
                    "0A000",
                    "transition tables cannot be specified for triggers with more than one event"
                        .to_owned(),
                );
            }
            if !stmt.columns.is_empty() {
                return refuse(
                    "0A000",
                    "transition tables cannot be specified for triggers with column lists"
                        .to_owned(),
                );
            }
            let (other, of) = if transition.is_new {
                (TriggerEvent::Insert, "an INSERT")
            } else {
                (TriggerEvent::Delete, "a DELETE")
            };
            if !at(other) && !at(TriggerEvent::Update) {
                return refuse(
                    "42P17",
                    format!("{word} TABLE can only be specified for {of} or UPDATE trigger"),
                );
            }
            let [old, new] = &mut named;
            let slot = if transition.is_new { new } else { old };
            if slot.replace(&transition.name).is_some() {
                return refuse(
                    "42P17",
                    format!("{word} TABLE cannot be specified multiple times"),
                );
            }
        }
        if let [Some(old), Some(new)] = named
            && old.value == new.value
        {
            return Err(SqlError::new(
                "42P17",
                new.span,
                "OLD TABLE name and NEW TABLE name cannot be the same",
            ));
        }
        Ok(())
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
                .label("not a function for triggers")
                .also(function.origin.span, "it is created here")
                .help("create it with RETURNS trigger, and let it return NEW, OLD or NULL"))
            }
            None => self
                .function_ref("FUNCTION", name, Some(&[]))
                .map_err(|error| self.with_declared_arguments(error, name)),
        }
    }

    /// What to do where the only function of the name declares arguments.
    fn with_declared_arguments(&self, error: Box<SqlError>, name: &QName) -> Box<SqlError> {
        let mut named = self.catalog.functions_named(&name.name.value);
        if error.help.is_none() && named.any(|function| !function.arguments.is_empty()) {
            return error.help(
                "create it without arguments: what a trigger writes in the parentheses, its function finds in TG_ARGV",
            );
        }
        error
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

/// What WHEN of a trigger cannot refer to.
fn check_when(relation: &Relation, stmt: &CreateTrigger) -> Result {
    let Some(when) = stmt.when.as_ref().filter(|when| !when.unparsed) else {
        return Ok(());
    };
    if when.has_subquery {
        return Err(SqlError::new(
            "0A000",
            when.span,
            "cannot use subquery in trigger WHEN condition",
        )
        .label("subquery"));
    }
    for column in &when.columns {
        // A whole row is `new` alone, or `new.*`, which is kept as a column of that name.
        let (row, name) = match column.qualifier.as_slice() {
            [] => (&column.name, None),
            [row] => (row, Some(&column.name)),
            _ => continue,
        };
        let is_new = match row.value.as_str() {
            "new" => true,
            "old" => false,
            _ => continue,
        };
        let span = row.span;
        let refuse = |state, message: &str| Err(SqlError::new(state, span, message));
        let found = name.and_then(|name| relation.column(&name.value));
        let is_system = name.is_some_and(|name| SYSTEM_COLUMNS.contains(&name.value.as_str()));
        if let Some(name) = name
            && found.is_none()
            && !is_system
            && relation.unknown_columns.is_none()
        {
            let message = format!("column {}.{} does not exist", row.value, name.value);
            let error = SqlError::new("42703", name.span, message).label("no such column");
            return Err(Replay::with_near_column(error, relation, &name.value));
        }
        if !stmt.each_row {
            return refuse(
                "42P17",
                "statement trigger's WHEN condition cannot reference column values",
            );
        }
        if !is_new {
            if stmt.events.contains(&TriggerEvent::Insert) {
                return refuse(
                    "42P17",
                    "INSERT trigger's WHEN condition cannot reference OLD values",
                );
            }
            continue;
        }
        if stmt.events.contains(&TriggerEvent::Delete) {
            return refuse(
                "42P17",
                "DELETE trigger's WHEN condition cannot reference NEW values",
            );
        }
        if stmt.timing != TriggerTiming::Before {
            continue;
        }
        if is_system && found.is_none() {
            return refuse(
                "0A000",
                "BEFORE trigger's WHEN condition cannot reference NEW system columns",
            );
        }
        let is_generated = match (name, found) {
            (None, _) => relation.columns.iter().any(|c| c.generated.is_some()),
            (_, Some(column)) => column.generated.is_some(),
            _ => false,
        };
        if is_generated {
            return refuse(
                "42P17",
                "BEFORE trigger's WHEN condition cannot reference NEW generated columns",
            );
        }
    }
    Ok(())
}

/// Whether a trigger is for each row and has transition tables, which no
/// partition and no child of another table can have.
pub(super) fn has_row_transitions(trigger: &Trigger) -> bool {
    let mut form = words(&trigger.definition).take_while(|word| word != "execute");
    super::partition::is_row_trigger(trigger) && form.any(|word| word == "referencing")
}

/// The words of a statement, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '"')
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
}
