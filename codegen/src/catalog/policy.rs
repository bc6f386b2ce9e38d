//! Row security policies.

use super::error::{Result, SqlError};
use super::expr::ExprUse;
use super::trigger::missing;
use super::{ChangeKind, ObjectId, Policy, RelId, Relation, RelationKind, Replay, StoredExpr};
use crate::ddl::{Expr, Name, PolicyCommand, PolicyOptions, QName};

impl Replay {
    /// `CREATE POLICY`.
    pub(super) fn create_policy(
        &mut self,
        name: &Name,
        table: &QName,
        options: &PolicyOptions,
    ) -> Result {
        let rel = self.relation(table)?;
        let relation = self.open(rel, table.span())?;
        if !matches!(relation.kind, RelationKind::Table(_)) {
            return Err(SqlError::new(
                "42809",
                table.span(),
                format!("\"{}\" is not a table", relation.name),
            ));
        }
        if let Some(before) = relation.policies.get(&name.value) {
            return Err(SqlError::new(
                "42710",
                name.span,
                format!(
                    "policy \"{}\" for table \"{}\" already exists",
                    name.value, relation.name
                ),
            )
            .label("already exists")
            .also(before.span, "it is created here"));
        }
        match options.command {
            PolicyCommand::Insert if options.using.is_some() => {
                return Err(SqlError::new(
                    "42601",
                    name.span,
                    "only WITH CHECK expression allowed for INSERT",
                ));
            }
            PolicyCommand::Select | PolicyCommand::Delete if options.check.is_some() => {
                return Err(SqlError::new(
                    "42601",
                    name.span,
                    "WITH CHECK cannot be applied to SELECT or DELETE",
                ));
            }
            _ => {}
        }
        let policy = Policy {
            restrictive: options.restrictive,
            command: options.command,
            roles: roles(options.roles.as_deref()).unwrap_or_else(|| vec!["public".to_owned()]),
            using: self.policy_expr(options.using.as_ref(), &relation)?,
            check: self.policy_expr(options.check.as_ref(), &relation)?,
            span: name.span,
        };
        self.open_mut(rel, table.span())?
            .policies
            .insert(name.value.clone(), policy.into());
        self.changed(
            ObjectId::Policy(rel, name.value.clone()),
            ChangeKind::Created,
            name.span,
        );
        Ok(())
    }

    /// The table of a policy; 42704 when there is no such policy.
    pub(super) fn policy(&self, name: &Name, table: &QName) -> Result<RelId> {
        let rel = self.relation(table)?;
        let relation = self.open(rel, table.span())?;
        if relation.policies.contains_key(&name.value) {
            return Ok(rel);
        }
        Err(missing(
            &relation,
            "policy",
            name,
            "table",
            relation.policies.keys(),
        ))
    }

    /// `ALTER POLICY … RENAME TO`.
    pub(super) fn rename_policy(&mut self, name: &Name, table: &QName, to: &Name) -> Result {
        let rel = self.policy(name, table)?;
        let relation = self.open_mut(rel, table.span())?;
        if relation.policies.contains_key(&to.value) {
            return Err(SqlError::new(
                "42710",
                to.span,
                format!(
                    "policy \"{}\" for table \"{}\" already exists",
                    to.value, relation.name
                ),
            )
            .label("already exists"));
        }
        if let Some(span) = relation.policies.remove(&name.value) {
            relation.policies.insert(to.value.clone(), span);
        }
        self.changed(
            ObjectId::Policy(rel, to.value.clone()),
            ChangeKind::Renamed,
            to.span,
        );
        Ok(())
    }

    /// `ALTER POLICY … TO | USING | WITH CHECK`.
    pub(super) fn alter_policy(
        &mut self,
        name: &Name,
        table: &QName,
        options: &PolicyOptions,
    ) -> Result {
        let rel = self.policy(name, table)?;
        let relation = self.open(rel, table.span())?;
        let using = self.policy_expr(options.using.as_ref(), &relation)?;
        let check = self.policy_expr(options.check.as_ref(), &relation)?;
        let Some(policy) = self
            .open_mut(rel, table.span())?
            .policies
            .get_mut(&name.value)
        else {
            return Ok(());
        };
        let refuse = |message: &str| Err(SqlError::new("42601", name.span, message));
        match policy.command {
            PolicyCommand::Select | PolicyCommand::Delete if check.is_some() => {
                return refuse("only USING expression allowed for SELECT, DELETE");
            }
            PolicyCommand::Insert if using.is_some() => {
                return refuse("only WITH CHECK expression allowed for INSERT");
            }
            _ => {}
        }
        if let Some(roles) = roles(options.roles.as_deref()) {
            policy.roles = roles;
        }
        if using.is_some() {
            policy.using = using;
        }
        if check.is_some() {
            policy.check = check;
        }
        self.changed(
            ObjectId::Policy(rel, name.value.clone()),
            ChangeKind::Altered,
            name.span,
        );
        Ok(())
    }

    /// A condition of a policy. It may hold subqueries, whose columns are then
    /// not told from the table's: nothing is refused for a column there.
    fn policy_expr(&self, expr: Option<&Expr>, relation: &Relation) -> Result<Option<StoredExpr>> {
        let Some(expr) = expr else {
            return Ok(None);
        };
        if !expr.has_subquery {
            return self.bind(expr, Some(relation), ExprUse::Policy).map(Some);
        }
        if !expr.unparsed {
            for name in &expr.relations {
                if !self.is_system_relation(name) {
                    self.relation_in_query(name)?;
                }
            }
        }
        let lenient = Expr {
            unparsed: true,
            has_subquery: false,
            ..expr.clone()
        };
        self.bind(&lenient, Some(relation), ExprUse::Policy)
            .map(Some)
    }
}

/// Names of roles, sorted; PUBLIC stands for all others.
fn roles(written: Option<&[Name]>) -> Option<Vec<String>> {
    let mut names: Vec<String> = written?.iter().map(|name| name.value.clone()).collect();
    if names.iter().any(|name| name == "public") {
        return Some(vec!["public".to_owned()]);
    }
    names.sort();
    names.dedup();
    Some(names)
}
