//! Domains.

use super::error::{Result, SqlError};
use super::expr::ExprUse;
use super::operator::{Retyped, RetypedWhat, Scope};
use super::{
    ChangeKind, ColumnId, DomainCheck, DomainInfo, List, NotNull, ObjectId, RelId, Replay,
    SchemaId, TypeId, TypeKind, TypeUse, builtin,
};
use crate::ddl::{
    AlterDomain, AlterDomainAction, ColumnConstraint, ColumnConstraintKind, CreateDomain, Expr,
    Name, Persistence, QName,
};
use crate::diag::Span;
use std::cell::RefCell;

impl DomainInfo {
    /// Names of its constraints, NOT NULL among them where it has one.
    pub(super) fn constraint_names(&self) -> impl Iterator<Item = &str> {
        let not_null = self.not_null.iter().filter_map(|set| set.name.as_deref());
        not_null.chain(self.checks.iter().map(|check| check.name.as_str()))
    }
}

/// What a domain is called where its constraints are named.
struct Place {
    id: TypeId,
    schema: SchemaId,
    name: String,
}

impl Replay {
    /// `CREATE DOMAIN`.
    pub(super) fn create_domain(&mut self, stmt: &CreateDomain) -> Result {
        let name = &stmt.name;
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        if self.catalog.type_in(schema, &name.name.value).is_some() {
            return Err(self.type_exists(schema, name));
        }
        let base = self.resolve_type(&stmt.ty)?;
        if !base.array && builtin::is_pseudo(base.id) {
            return Err(SqlError::new(
                "42804",
                stmt.ty.span,
                format!(
                    "\"{}\" is not a valid base type for a domain",
                    stmt.ty.name.name.value
                ),
            ));
        }
        let collation = match &stmt.collation {
            Some(collation) => self.collation_of(collation, &base)?,
            None => None,
        };
        refuse_unfit(&stmt.constraints)?;
        // A domain over a domain has its default, unless it has one of its own.
        let default = match self.catalog.ty(base.id).map(|ty| &ty.kind) {
            Some(TypeKind::Domain(domain)) if !base.array => domain.default.clone(),
            _ => None,
        };
        let id = self.new_type(
            name,
            TypeKind::Domain(DomainInfo {
                base: base.clone(),
                collation,
                not_null: None,
                default,
                checks: List::default(),
            }),
        )?;
        let place = Place {
            id,
            schema,
            name: name.name.value.clone(),
        };
        for constraint in &stmt.constraints {
            match &constraint.kind {
                ColumnConstraintKind::Default(expr) => {
                    self.set_domain_default(&place, Some(expr))?;
                }
                ColumnConstraintKind::NotNull { .. } => {
                    self.set_domain_not_null(&place, constraint.name.as_ref(), constraint.span)?;
                }
                ColumnConstraintKind::Check { expr, .. } => {
                    self.add_domain_check(&place, constraint.name.as_ref(), expr, true)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// `ALTER DOMAIN`.
    pub(super) fn alter_domain(&mut self, stmt: &AlterDomain) -> Result {
        let place = self.domain(&stmt.name)?;
        let id = place.id;
        let span = stmt.name.span();
        match &stmt.action {
            AlterDomainAction::SetDefault(expr) => self.set_domain_default(&place, Some(expr))?,
            AlterDomainAction::DropDefault => self.set_domain_default(&place, None)?,
            AlterDomainAction::SetNotNull => self.set_domain_not_null(&place, None, span)?,
            AlterDomainAction::DropNotNull => self.drop_domain_not_null(&place),
            AlterDomainAction::AddConstraint(constraint) => {
                self.add_domain_constraint(&place, constraint)?;
            }
            AlterDomainAction::DropConstraint {
                if_exists, name, ..
            } => {
                if !self.drop_domain_constraint(&place, name) && !*if_exists {
                    return Err(no_constraint(
                        name,
                        &format!("of domain \"{}\"", place.name),
                    ));
                }
            }
            AlterDomainAction::RenameConstraint { name, to } => {
                self.rename_domain_constraint(&place, name, to)?;
            }
            AlterDomainAction::ValidateConstraint { name } => {
                self.validate_domain_constraint(&place, name)?;
            }
            AlterDomainAction::Rename { to } => return self.rename_type(id, to),
            AlterDomainAction::SetSchema { schema } => {
                let to = self.schema(schema)?;
                return self.move_type(id, to, schema.span);
            }
            AlterDomainAction::NoEffect => return Ok(()),
        }
        self.changed(ObjectId::Type(id), ChangeKind::Altered, span);
        Ok(())
    }

    /// The domain of a name; 42704 when there is none, 42809 when it is no domain.
    fn domain(&self, name: &QName) -> Result<Place> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        let Some(ty) = self.find_type(name) else {
            return Err(self.no_type(name, name.span(), &name.display()));
        };
        match self.catalog.ty(ty.id) {
            Some(user) if !ty.array && matches!(user.kind, TypeKind::Domain(_)) => Ok(Place {
                id: user.id,
                schema: user.schema,
                name: user.name.clone(),
            }),
            user => {
                let shown = self.shown_type(&ty);
                let error = SqlError::new("42809", name.span(), format!("{shown} is not a domain"));
                Err(match user {
                    Some(user) => error.also(user.origin.span, "it is created here"),
                    None => error,
                })
            }
        }
    }

    fn info(&self, place: &Place) -> Option<&DomainInfo> {
        match &self.catalog.ty(place.id)?.kind {
            TypeKind::Domain(info) => Some(info),
            _ => None,
        }
    }

    fn info_mut(&mut self, place: &Place) -> Option<&mut DomainInfo> {
        match &mut self.catalog.ty_mut(place.id)?.kind {
            TypeKind::Domain(info) => Some(info),
            _ => None,
        }
    }

    fn set_domain_default(&mut self, place: &Place, expr: Option<&Expr>) -> Result {
        let default = match expr {
            Some(expr) => {
                let bound = self.bind(expr, None, ExprUse::Default)?;
                self.check_label_use(&TypeUse::plain(place.id), &bound)?;
                let is_none = matches!(bound.shape, crate::ddl::ExprShape::Null)
                    && self
                        .info(place)
                        .is_none_or(|info| self.null_is_no_default(&info.base));
                (!is_none).then_some(bound)
            }
            None => None,
        };
        if let Some(info) = self.info_mut(place) {
            info.default = default;
        }
        Ok(())
    }

    fn set_domain_not_null(&mut self, place: &Place, name: Option<&Name>, span: Span) -> Result {
        if self.info(place).is_some_and(|info| info.not_null.is_some()) {
            return Ok(());
        }
        self.refuse_containers(place, span)?;
        let name = if self.catalog.version.names_domain_not_null() {
            Some(match name {
                Some(name) => {
                    self.refuse_domain_constraint(place, name, false)?;
                    name.value.clone()
                }
                None => self.catalog.choose_constraint_name(
                    place.schema,
                    &place.name,
                    None,
                    "not_null",
                    &[],
                ),
            })
        } else {
            None
        };
        // Values that are there must not be NULL; that is data's affair.
        if let Some(name) = &name {
            self.catalog.note_constraint_name(place.schema, name);
        }
        if let Some(info) = self.info_mut(place) {
            info.not_null = Some(NotNull {
                name,
                no_inherit: false,
                is_local: true,
                validated: true,
            });
        }
        self.changed(ObjectId::Type(place.id), ChangeKind::Altered, span);
        Ok(())
    }

    fn drop_domain_not_null(&mut self, place: &Place) {
        let dropped = self.info_mut(place).and_then(|info| info.not_null.take());
        if let Some(name) = dropped.and_then(|set| set.name) {
            self.catalog.forget_constraint_name(place.schema, &name);
        }
    }

    fn add_domain_constraint(&mut self, place: &Place, constraint: &ColumnConstraint) -> Result {
        let unsupported = |word: &str| {
            Err(SqlError::new(
                "42601",
                constraint.span,
                format!("{word} constraints not possible for domains"),
            ))
        };
        match &constraint.kind {
            ColumnConstraintKind::Check { expr, no_inherit } => {
                if *no_inherit || constraint.attributes.no_inherit {
                    return Err(no_inherit_error(constraint));
                }
                let validated = !constraint.attributes.not_valid;
                if validated {
                    self.refuse_containers(place, constraint.span)?;
                }
                self.add_domain_check(place, constraint.name.as_ref(), expr, validated)
            }
            ColumnConstraintKind::NotNull { .. }
                if self.catalog.version.names_domain_not_null() =>
            {
                self.set_domain_not_null(place, constraint.name.as_ref(), constraint.span)
            }
            ColumnConstraintKind::NotNull { .. } => Err(SqlError::new(
                "42601",
                constraint.span,
                "syntax error at or near \"NOT\"",
            )
            .help("use ALTER DOMAIN … SET NOT NULL: PostgreSQL takes this form from 17 on")),
            ColumnConstraintKind::PrimaryKey(_) => unsupported("primary key"),
            ColumnConstraintKind::Unique { .. } => unsupported("unique"),
            ColumnConstraintKind::References(_) => unsupported("foreign key"),
            _ => unsupported("such"),
        }
    }

    /// Whether it is the domain, or a domain over it, and nothing around it.
    fn is_of_domain(&self, ty: &TypeUse, wanted: super::TypeId) -> bool {
        !ty.array
            && (ty.id == wanted
                || match self.catalog.ty(ty.id).map(|ty| &ty.kind) {
                    Some(TypeKind::Domain(domain)) => self.is_of_domain(&domain.base, wanted),
                    _ => false,
                })
    }

    /// A new constraint cannot be checked on values inside of arrays, composite
    /// types and ranges.
    fn refuse_containers(&self, place: &Place, span: Span) -> Result {
        for (_, relation) in self.catalog.relations.iter() {
            if !matches!(
                relation.kind,
                super::RelationKind::Table(_) | super::RelationKind::MaterializedView(_)
            ) {
                continue;
            }
            for column in &relation.columns {
                if let super::ColumnType::Known(ty) = &column.ty
                    && self.contains_type(ty, place.id, 0)
                    && !self.is_of_domain(ty, place.id)
                {
                    return Err(SqlError::new(
                        "0A000",
                        span,
                        format!(
                            "cannot alter type \"{}\" because column \"{}.{}\" uses it",
                            place.name, relation.name, column.name
                        ),
                    )
                    .also(column.span, "the column is here"));
                }
            }
        }
        Ok(())
    }

    fn add_domain_check(
        &mut self,
        place: &Place,
        name: Option<&Name>,
        expr: &Expr,
        validated: bool,
    ) -> Result {
        let chosen = name.is_none();
        let name = match name {
            Some(name) => {
                self.refuse_domain_constraint(place, name, false)?;
                name.value.clone()
            }
            None => {
                self.catalog
                    .choose_constraint_name(place.schema, &place.name, None, "check", &[])
            }
        };
        let written = expr;
        let mut expr = self.bind(written, None, ExprUse::DomainCheck)?;
        if let Some(base) = self.info(place).map(|info| info.base.clone()) {
            let fields = RefCell::default();
            let scope = Scope {
                value: Some(&base),
                fields: Some(&fields),
                ..Scope::of(None)
            };
            self.must_be_boolean(written, "CHECK", &scope)?;
            expr.uses.fields = fields.into_inner();
        }
        self.catalog.note_constraint_name(place.schema, &name);
        let span = expr.span;
        let check = DomainCheck {
            name: name.clone(),
            chosen,
            expr,
            validated,
            comment: None,
        };
        if let Some(info) = self.info_mut(place) {
            info.checks.push(check.into());
        }
        self.changed(
            ObjectId::DomainConstraint(place.id, name),
            ChangeKind::Created,
            span,
        );
        Ok(())
    }

    /// Refuses another type of a field of a composite type for which a domain's check has no
    /// operator.
    pub(super) fn retype_domains(
        &self,
        (of, field): (RelId, ColumnId),
        old: &TypeUse,
        new: &TypeUse,
        span: Span,
    ) -> Result {
        for (_, ty) in self.catalog.types.iter() {
            let TypeKind::Domain(domain) = &ty.kind else {
                continue;
            };
            let checks = domain.checks.iter();
            for check in checks.filter(|check| check.expr.uses.fields.contains(&(of, field))) {
                let scope = Scope {
                    value: Some(&domain.base),
                    retyped: Some(Retyped {
                        what: RetypedWhat::Field(of, field),
                        old,
                        new,
                    }),
                    ..Scope::of(None)
                };
                self.refuse_retyped(&check.expr, &scope, span)?;
            }
        }
        Ok(())
    }

    fn refuse_domain_constraint(&self, place: &Place, name: &Name, bare: bool) -> Result {
        let taken = self
            .info(place)
            .is_some_and(|info| info.constraint_names().any(|other| other == name.value));
        if !taken {
            return Ok(());
        }
        let domain = if bare {
            super::quote_identifier(&place.name)
        } else {
            format!("\"{}\"", place.name)
        };
        Err(SqlError::new(
            "42710",
            name.span,
            format!(
                "constraint \"{}\" for domain {domain} already exists",
                name.value
            ),
        )
        .label("already exists"))
    }

    fn drop_domain_constraint(&mut self, place: &Place, name: &Name) -> bool {
        let Some(info) = self.info_mut(place) else {
            return false;
        };
        let before = info.checks.len();
        info.checks.retain(|check| check.name != name.value);
        let mut found = info.checks.len() != before;
        if let Some(set) = &info.not_null
            && set.name.as_deref() == Some(&name.value)
        {
            info.not_null = None;
            found = true;
        }
        if found {
            self.catalog
                .forget_constraint_name(place.schema, &name.value);
            self.changed(
                ObjectId::DomainConstraint(place.id, name.value.clone()),
                ChangeKind::Dropped,
                name.span,
            );
        }
        found
    }

    fn rename_domain_constraint(&mut self, place: &Place, name: &Name, to: &Name) -> Result {
        let known = self
            .info(place)
            .is_some_and(|info| info.constraint_names().any(|other| other == name.value));
        if !known {
            let domain = super::quote_identifier(&place.name);
            return Err(no_constraint(name, &format!("for domain {domain}")));
        }
        self.refuse_domain_constraint(place, to, true)?;
        if let Some(info) = self.info_mut(place) {
            let set = info.not_null.iter_mut().filter_map(|set| set.name.as_mut());
            for stored in set.filter(|stored| **stored == name.value) {
                stored.clone_from(&to.value);
            }
            for check in info.checks.picked(|check| check.name == name.value) {
                check.chosen = false;
                check.name.clone_from(&to.value);
            }
        }
        self.catalog
            .forget_constraint_name(place.schema, &name.value);
        self.catalog.note_constraint_name(place.schema, &to.value);
        self.changed(
            ObjectId::DomainConstraint(place.id, to.value.clone()),
            ChangeKind::Renamed,
            to.span,
        );
        Ok(())
    }

    fn validate_domain_constraint(&mut self, place: &Place, name: &Name) -> Result {
        let domain = place.name.clone();
        if let Some(info) = self.info_mut(place) {
            if let Some(check) = info.checks.find_mut(|check| check.name == name.value) {
                check.validated = true;
                return Ok(());
            }
            let set = info.not_null.as_ref().and_then(|set| set.name.as_deref());
            if set == Some(&name.value) {
                return Err(SqlError::new(
                    "42809",
                    name.span,
                    format!(
                        "constraint \"{}\" of domain \"{domain}\" is not a check constraint",
                        name.value
                    ),
                ));
            }
        }
        Err(no_constraint(name, &format!("of domain \"{domain}\"")))
    }
}

fn no_constraint(name: &Name, of: &str) -> Box<SqlError> {
    SqlError::new(
        "42704",
        name.span,
        format!("constraint \"{}\" {of} does not exist", name.value),
    )
    .label("no such constraint")
}

fn no_inherit_error(constraint: &ColumnConstraint) -> Box<SqlError> {
    SqlError::new(
        "42P17",
        constraint.span,
        "check constraints for domains cannot be marked NO INHERIT",
    )
}

/// Refuses what CREATE DOMAIN cannot have, before anything is made.
fn refuse_unfit(constraints: &[ColumnConstraint]) -> Result {
    let mut default: Option<Span> = None;
    // NOT NULL (true) or NULL (false), whichever came first.
    let mut null: Option<(bool, Span)> = None;
    for constraint in constraints {
        let refuse = |state: &'static str, message: &str| {
            Err(SqlError::new(state, constraint.span, message))
        };
        let attributes = &constraint.attributes;
        if attributes.deferrable.is_some() || attributes.initially_deferred.is_some() {
            return refuse(
                "0A000",
                "specifying constraint deferrability not supported for domains",
            );
        }
        match &constraint.kind {
            ColumnConstraintKind::Default(_) => {
                if let Some(first) = default {
                    return Err(SqlError::new(
                        "42601",
                        constraint.span,
                        "multiple default expressions",
                    )
                    .also(first, "the first one"));
                }
                default = Some(constraint.span);
            }
            kind @ (ColumnConstraintKind::NotNull { .. } | ColumnConstraintKind::Null) => {
                let not_null = matches!(kind, ColumnConstraintKind::NotNull { .. });
                match null {
                    Some((first, span)) if first != not_null => {
                        return Err(SqlError::new(
                            "42601",
                            constraint.span,
                            "conflicting NULL/NOT NULL constraints",
                        )
                        .also(span, "the first one"));
                    }
                    _ => null = Some((not_null, constraint.span)),
                }
            }
            ColumnConstraintKind::Check { no_inherit, .. } => {
                if *no_inherit || attributes.no_inherit {
                    return Err(no_inherit_error(constraint));
                }
            }
            ColumnConstraintKind::PrimaryKey(_) => {
                return refuse("42601", "primary key constraints not possible for domains");
            }
            ColumnConstraintKind::Unique { .. } => {
                return refuse("42601", "unique constraints not possible for domains");
            }
            ColumnConstraintKind::References(_) => {
                return refuse("42601", "foreign key constraints not possible for domains");
            }
            ColumnConstraintKind::Identity(_) | ColumnConstraintKind::Generated { .. } => {
                return refuse("42601", "generated columns are not possible for domains");
            }
        }
    }
    Ok(())
}
