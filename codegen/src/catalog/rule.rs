//! Rules: what they fire at, and whether they replace the statement. What a rule does
//! is not modelled. The rule ON SELECT of a view is its query, `_RETURN`.

use super::error::{Result, SqlError};
use super::query::QueryShape;
use super::trigger::missing;
use super::updatable::Updatable;
use super::{
    ChangeKind, ObjectId, RelId, Relation, RelationKind, Replay, Rule, RuleGives, Uses, ViewInfo,
};
use crate::ddl::{CreateRule, Name, QName, Query, RuleAction, RuleEvent};
use crate::diag::Span;

/// The name of the rule that is a view's query.
const QUERY: &str = "_RETURN";

impl Replay {
    /// `CREATE RULE` (`DefineQueryRewrite` of `rewriteDefine.c`).
    pub(super) fn create_rule(&mut self, stmt: &CreateRule) -> Result {
        if self.is_system_relation(&stmt.table) {
            return Ok(());
        }
        let span = stmt.name.span;
        let rel = self.relation(&stmt.table)?;
        let relation = self.open(rel, stmt.table.span())?;
        let name = &relation.name;
        let refuse = |state, message: String| Err(SqlError::new(state, stmt.table.span(), message));
        match relation.kind {
            RelationKind::Table(_) | RelationKind::View(_) => {}
            RelationKind::MaterializedView(_) => {
                return refuse(
                    "0A000",
                    "rules on materialized views are not supported".to_owned(),
                );
            }
            // Of a foreign table nothing is refused that was not tried.
            RelationKind::ForeignTable(_) => return Ok(()),
            _ => return refuse("42809", format!("relation \"{name}\" cannot have rules")),
        }
        if stmt.event == RuleEvent::Select {
            return self.create_query_rule(rel, &relation, stmt);
        }
        if stmt.name.value == QUERY {
            return Err(SqlError::new(
                "42P17",
                span,
                format!("non-view rule for \"{name}\" must not be named \"{QUERY}\""),
            ));
        }
        if let Some(before) = relation.rules.get(&stmt.name.value)
            && !stmt.or_replace
            && self.rules_are_certain(&relation)
        {
            return Err(exists(&relation, &stmt.name).also(before.span, "it is created here"));
        }
        let rule = Rule {
            event: stmt.event,
            conditional: stmt.conditional,
            instead: stmt.instead,
            switched: false,
            gives: match stmt.action {
                RuleAction::Nothing => RuleGives::Nothing,
                RuleAction::Answer | RuleAction::Query(_) => RuleGives::Rows,
                RuleAction::Other => RuleGives::Other,
            },
            span,
        };
        self.open_mut(rel, stmt.table.span())?
            .rules
            .insert(stmt.name.value.clone(), rule.into());
        let rule = ObjectId::Rule(rel, stmt.name.value.clone());
        self.changed(rule, ChangeKind::Created, span);
        Ok(())
    }

    /// A rule ON SELECT: a view's query, or up to 15 what makes a view of a table.
    fn create_query_rule(&mut self, rel: RelId, relation: &Relation, stmt: &CreateRule) -> Result {
        let span = stmt.name.span;
        let name = &relation.name;
        let RuleAction::Query(query) = &stmt.action else {
            let is_nothing = matches!(stmt.action, RuleAction::Nothing);
            let (state, message) = match (is_nothing, stmt.conditional) {
                (true, _) => (
                    "0A000",
                    "INSTEAD NOTHING rules on SELECT are not implemented",
                ),
                (false, true) => (
                    "42P17",
                    "event qualifications are not implemented for rules on SELECT",
                ),
                (false, false) => ("0A000", "rules on SELECT must have action INSTEAD SELECT"),
            };
            return Err(SqlError::new(state, span, message));
        };
        let is_view = matches!(relation.kind, RelationKind::View(_));
        if !is_view && self.catalog.version.only_views_have_select_rules() {
            return Err(SqlError::new(
                "42809",
                stmt.table.span(),
                format!("relation \"{name}\" cannot have ON SELECT rules"),
            )
            .detail("This operation is not supported for tables.")
            .help("create a view of this query"));
        }
        if is_view && !stmt.or_replace {
            let message = format!("\"{name}\" is already a view");
            return Err(SqlError::new("55000", stmt.table.span(), message)
                .also(relation.origin.span, "it is created here")
                .help("use CREATE OR REPLACE VIEW to give it another query"));
        }
        if !is_view {
            check_becomes_view(relation, stmt.table.span())?;
        }
        if stmt.name.value != QUERY {
            let message = format!("view rule for \"{name}\" must be named \"{QUERY}\"");
            return Err(SqlError::new("42P17", span, message));
        }
        let mut info = self.info_of(query)?;
        // A relation that was there may be read by what its query reads: no circle is kept.
        let may_lead_back = |id: &RelId| {
            let read = self.catalog.rel(*id);
            *id == rel || read.is_none_or(|read| !matches!(read.kind, RelationKind::Table(_)))
        };
        if info.uses.relations.iter().any(may_lead_back) {
            info.uses = Uses {
                incomplete: true,
                ..Uses::default()
            };
            info.sources = vec![None; info.sources.len()];
        }
        let relation = self.open_mut(rel, stmt.table.span())?;
        relation.kind = RelationKind::View(info);
        self.changed(ObjectId::Relation(rel), ChangeKind::Altered, span);
        Ok(())
    }

    /// A view's query where its columns are known beforehand.
    fn info_of(&self, query: &Query) -> Result<ViewInfo> {
        let QueryShape { columns, uses, .. } = self.query_shape(query, None)?;
        let columns = columns.unwrap_or_default();
        Ok(ViewInfo {
            populated: true,
            definition: query.text.clone(),
            uses,
            updatable: Updatable::default(),
            sources: columns.iter().map(|column| column.source).collect(),
            casts: columns.into_iter().map(|column| column.casts).collect(),
        })
    }

    /// The relation of a rule; 42704 when there is no such rule.
    pub(super) fn rule(&self, name: &Name, table: &QName) -> Result<RelId> {
        let rel = self.relation(table)?;
        let relation = self.open(rel, table.span())?;
        if relation.rules.contains_key(&name.value) || !self.may_be_missing(&relation) {
            return Ok(rel);
        }
        if name.value == QUERY && matches!(relation.kind, RelationKind::View(_)) {
            return Err(query_rule(
                "2BP01",
                name,
                format!(
                    "cannot drop rule {QUERY} on view {} because view {} requires it",
                    relation.name, relation.name
                ),
            ));
        }
        let known = relation.rules.keys();
        Err(missing(&relation, "rule", name, "relation", known))
    }

    /// The same, where a view's query counts as a rule.
    pub(super) fn rule_or_query(&self, name: &Name, table: &QName) -> Result<RelId> {
        let rel = self.relation(table)?;
        let is_view = matches!(
            self.open(rel, table.span())?.kind,
            RelationKind::View(_) | RelationKind::MaterializedView(_)
        );
        if is_view && name.value == QUERY {
            return Ok(rel);
        }
        self.rule(name, table)
    }

    /// `ALTER RULE … RENAME TO` (`RenameRewriteRule` of `rewriteDefine.c`).
    pub(super) fn rename_rule(&mut self, name: &Name, table: &QName, to: &Name) -> Result {
        let rel = self.rule_or_query(name, table)?;
        let relation = self.open(rel, table.span())?;
        let is_view = matches!(relation.kind, RelationKind::View(_));
        let is_taken = relation.rules.contains_key(&to.value) || (is_view && to.value == QUERY);
        if is_taken && self.rules_are_certain(&relation) {
            return Err(exists(&relation, to));
        }
        if is_view && name.value == QUERY {
            return Err(query_rule(
                "42P17",
                name,
                "renaming an ON SELECT rule is not allowed".to_owned(),
            ));
        }
        let relation = self.open_mut(rel, table.span())?;
        if let Some(rule) = relation.rules.remove(&name.value) {
            relation.rules.insert(to.value.clone(), rule);
        }
        let rule = ObjectId::Rule(rel, to.value.clone());
        self.changed(rule, ChangeKind::Renamed, to.span);
        Ok(())
    }

    /// ENABLE and DISABLE RULE.
    pub(super) fn switch_rule(&mut self, rel: RelId, name: &Name) -> Result {
        let relation = self.open(rel, name.span)?;
        if !relation.rules.contains_key(&name.value) && self.may_be_missing(&relation) {
            let known = relation.rules.keys();
            return Err(missing(&relation, "rule", name, "relation", known));
        }
        if let Some(rule) = self.open_mut(rel, name.span)?.rules.get_mut(&name.value) {
            rule.switched = true;
        }
        Ok(())
    }

    /// Whether the rules of a relation are all that are listed: an extension's may have
    /// others, and what is not modelled may have changed them.
    pub(super) fn rules_are_certain(&self, relation: &Relation) -> bool {
        self.may_be_missing(relation) && relation.rules.values().all(|rule| !rule.switched)
    }

    fn may_be_missing(&self, relation: &Relation) -> bool {
        let schema = self.catalog.schema_name(relation.schema);
        relation.taint.is_none()
            && relation.origin.extension.is_none()
            && !self.catalog.part_is_tainted("rule", schema, &relation.name)
    }
}

/// What keeps a table from becoming a view.
fn check_becomes_view(relation: &Relation, span: Span) -> Result {
    let name = &relation.name;
    let refuse = |state, message: String| Err(SqlError::new(state, span, message));
    if relation.is_partitioned() {
        let message = format!("cannot convert partitioned table \"{name}\" to a view");
        return refuse("42809", message);
    }
    if relation.is_partition() {
        let message = format!("cannot convert partition \"{name}\" to a view");
        return refuse("42809", message);
    }
    let has = [
        (!relation.triggers.is_empty(), "it has triggers"),
        (!relation.indexes.is_empty(), "it has indexes"),
        (!relation.children().is_empty(), "it has child tables"),
        (!relation.parents().is_empty(), "it has parent tables"),
        (relation.row_security, "it has row security enabled"),
        (
            !relation.policies.is_empty(),
            "it has row security policies",
        ),
    ];
    let held = has.iter().find_map(|(has, why)| has.then_some(why));
    match held {
        Some(why) if relation.taint.is_none() => refuse(
            "55000",
            format!("could not convert table \"{name}\" to a view because {why}"),
        ),
        _ => Ok(()),
    }
}

fn exists(relation: &Relation, name: &Name) -> Box<SqlError> {
    let message = format!(
        "rule \"{}\" for relation \"{}\" already exists",
        name.value, relation.name
    );
    SqlError::new("42710", name.span, message).label("already exists")
}

fn query_rule(state: &'static str, name: &Name, message: String) -> Box<SqlError> {
    SqlError::new(state, name.span, message)
        .label("this rule is the view's query")
        .help("drop or replace the view itself")
}
