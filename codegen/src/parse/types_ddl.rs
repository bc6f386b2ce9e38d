//! `CREATE` and `ALTER` of types and domains.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    AlterDomain, AlterDomainAction, AlterType, AlterTypeAction, Attribute, AttributeAction,
    ColumnConstraint, ColumnConstraintKind, CreateDomain, CreateType, CreateTypeKind, Name,
    StmtKind,
};
use crate::split::TokenKind;

impl Parser<'_> {
    pub(super) fn create_type(&mut self) -> Parsed<StmtKind> {
        let name = self.qname()?;
        let kind = if self.at_end() {
            CreateTypeKind::Shell
        } else if self.at_kind(TokenKind::LParen) {
            self.rel_options()?;
            CreateTypeKind::Base
        } else {
            self.expect(Kw::As)?;
            if self.eat(Kw::Enum) {
                self.expect_kind(TokenKind::LParen)?;
                let labels = if self.at_kind(TokenKind::RParen) {
                    Vec::new()
                } else {
                    self.list(Self::label)?
                };
                self.expect_kind(TokenKind::RParen)?;
                CreateTypeKind::Enum(labels)
            } else if self.eat(Kw::Range) {
                self.range_options()?
            } else {
                self.expect_kind(TokenKind::LParen)?;
                let attributes = if self.at_kind(TokenKind::RParen) {
                    Vec::new()
                } else {
                    self.list(Self::attribute)?
                };
                self.expect_kind(TokenKind::RParen)?;
                CreateTypeKind::Composite(attributes)
            }
        };
        Ok(StmtKind::CreateType(Box::new(CreateType { name, kind })))
    }

    /// A label of an enum: a string, not folded.
    fn label(&mut self) -> Parsed<Name> {
        let start = self.pos();
        let value = self.string()?;
        Ok(Name {
            value,
            span: self.span_from(start),
        })
    }

    fn attribute(&mut self) -> Parsed<Attribute> {
        let name = self.col_id()?;
        let ty = self.type_name()?;
        let collation = if self.eat(Kw::Collate) {
            Some(self.qname()?)
        } else {
            None
        };
        Ok(Attribute {
            name,
            ty,
            collation,
        })
    }

    fn range_options(&mut self) -> Parsed<CreateTypeKind> {
        let mut subtype = None;
        let mut multirange = None;
        let start = self.pos();
        self.parens(|parser| {
            let option = parser.any_label()?;
            parser.expect_op("=")?;
            match option.value.as_str() {
                "subtype" => subtype = Some(parser.type_name()?),
                "multirange_type_name" => multirange = Some(parser.qname()?),
                _ => parser.definition_value()?,
            }
            Ok(())
        })?;
        let Some(subtype) = subtype else {
            return Self::refuse(
                "42601",
                self.span_from(start),
                "type attribute \"subtype\" is required",
            );
        };
        Ok(CreateTypeKind::Range {
            subtype,
            multirange,
        })
    }

    pub(super) fn create_domain(&mut self) -> Parsed<StmtKind> {
        let name = self.qname()?;
        self.eat(Kw::As);
        let ty = self.type_name()?;
        self.in_domain = true;
        let mut collation = None;
        let mut constraints = Vec::new();
        loop {
            if self.eat(Kw::Collate) {
                if collation.replace(self.qname()?).is_some() {
                    return Self::refuse(
                        "42601",
                        self.last(),
                        "multiple COLLATE clauses not allowed",
                    );
                }
            } else if let Some(constraint) = self.column_constraint()? {
                constraints.push(Self::domain_constraint(constraint)?);
            } else {
                break;
            }
        }
        Ok(StmtKind::CreateDomain(Box::new(CreateDomain {
            name,
            ty,
            collation,
            constraints,
        })))
    }

    /// Refuses what PostgreSQL takes on columns alone.
    fn domain_constraint(constraint: ColumnConstraint) -> Parsed<ColumnConstraint> {
        let attributes = &constraint.attributes;
        if attributes.deferrable.is_some() || attributes.initially_deferred.is_some() {
            return Self::refuse(
                "0A000",
                constraint.span,
                "specifying constraint deferrability not supported for domains",
            );
        }
        let (code, message) = match &constraint.kind {
            ColumnConstraintKind::Unique { .. } => {
                ("42601", "unique constraints not possible for domains")
            }
            ColumnConstraintKind::PrimaryKey(_) => {
                ("42601", "primary key constraints not possible for domains")
            }
            ColumnConstraintKind::References(_) => {
                ("42601", "foreign key constraints not possible for domains")
            }
            ColumnConstraintKind::Identity(_) | ColumnConstraintKind::Generated { .. } => {
                ("0A000", "specifying GENERATED not supported for domains")
            }
            ColumnConstraintKind::Check {
                no_inherit: true, ..
            } => (
                "42P17",
                "check constraints for domains cannot be marked NO INHERIT",
            ),
            _ => return Ok(constraint),
        };
        Self::refuse(code, constraint.span, message)
    }

    // ---- ALTER TYPE ----

    pub(super) fn alter_type(&mut self) -> Parsed<StmtKind> {
        let name = self.qname()?;
        let action = match (self.kw(0), self.kw(1)) {
            (Some(Kw::Add), Some(Kw::Value)) => {
                self.advance();
                self.advance();
                let if_not_exists = self.if_not_exists();
                let label = self.label()?;
                let place = match self.eat_any(&[Kw::Before, Kw::After]) {
                    Some(kw) => Some((kw == Kw::Before, self.label()?)),
                    None => None,
                };
                AlterTypeAction::AddValue {
                    if_not_exists,
                    label,
                    place,
                }
            }
            (Some(Kw::Rename), Some(Kw::Value)) => {
                self.advance();
                self.advance();
                let from = self.label()?;
                self.expect(Kw::To)?;
                let to = self.label()?;
                AlterTypeAction::RenameValue { from, to }
            }
            (Some(Kw::Rename), Some(Kw::Attribute)) => {
                self.advance();
                self.advance();
                let from = self.col_id()?;
                self.expect(Kw::To)?;
                let to = self.col_id()?;
                AlterTypeAction::RenameAttribute {
                    from,
                    to,
                    cascade: self.cascade(),
                }
            }
            (Some(Kw::Rename), _) => {
                self.advance();
                self.expect(Kw::To)?;
                AlterTypeAction::Rename { to: self.col_id()? }
            }
            (Some(Kw::Set), Some(Kw::Schema)) => {
                self.advance();
                self.advance();
                AlterTypeAction::SetSchema {
                    schema: self.col_id()?,
                }
            }
            (Some(Kw::Set), _) => {
                self.advance();
                self.rel_options()?;
                AlterTypeAction::NoEffect
            }
            (Some(Kw::Owner), _) => {
                self.owner_to()?;
                AlterTypeAction::NoEffect
            }
            _ => AlterTypeAction::Attributes(self.list(Self::attribute_action)?),
        };
        Ok(StmtKind::AlterType(Box::new(AlterType { name, action })))
    }

    /// `OWNER TO role`.
    pub(super) fn owner_to(&mut self) -> Parsed<()> {
        self.expect(Kw::Owner)?;
        self.expect(Kw::To)?;
        self.role()?;
        Ok(())
    }

    fn attribute_action(&mut self) -> Parsed<AttributeAction> {
        let Some(kw) = self.eat_any(&[Kw::Add, Kw::Drop, Kw::Alter]) else {
            return self.unexpected();
        };
        self.expect(Kw::Attribute)?;
        Ok(match kw {
            Kw::Add => AttributeAction::Add {
                attribute: self.attribute()?,
                cascade: self.cascade(),
            },
            Kw::Drop => {
                let if_exists = self.if_exists();
                let name = self.col_id()?;
                AttributeAction::Drop {
                    if_exists,
                    name,
                    cascade: self.cascade(),
                }
            }
            _ => {
                let name = self.col_id()?;
                if self.eat(Kw::Set) {
                    self.expect(Kw::Data)?;
                }
                self.expect(Kw::Type)?;
                let ty = self.type_name()?;
                let collation = if self.eat(Kw::Collate) {
                    Some(self.qname()?)
                } else {
                    None
                };
                AttributeAction::Alter {
                    attribute: Attribute {
                        name,
                        ty,
                        collation,
                    },
                    cascade: self.cascade(),
                }
            }
        })
    }

    // ---- ALTER DOMAIN ----

    pub(super) fn alter_domain(&mut self) -> Parsed<StmtKind> {
        let name = self.qname()?;
        let action = match self.kw(0) {
            Some(Kw::Set) => {
                self.advance();
                match self.kw(0) {
                    Some(Kw::Default) => {
                        self.advance();
                        AlterDomainAction::SetDefault(self.expr()?)
                    }
                    Some(Kw::Not) => {
                        self.advance();
                        self.expect(Kw::Null)?;
                        AlterDomainAction::SetNotNull
                    }
                    Some(Kw::Schema) => {
                        self.advance();
                        AlterDomainAction::SetSchema {
                            schema: self.col_id()?,
                        }
                    }
                    _ => return self.unexpected(),
                }
            }
            Some(Kw::Drop) => {
                self.advance();
                match self.kw(0) {
                    Some(Kw::Default) => {
                        self.advance();
                        AlterDomainAction::DropDefault
                    }
                    Some(Kw::Not) => {
                        self.advance();
                        self.expect(Kw::Null)?;
                        AlterDomainAction::DropNotNull
                    }
                    Some(Kw::Constraint) => {
                        self.advance();
                        let if_exists = self.if_exists();
                        let name = self.col_id()?;
                        AlterDomainAction::DropConstraint {
                            if_exists,
                            name,
                            cascade: self.cascade(),
                        }
                    }
                    _ => return self.unexpected(),
                }
            }
            Some(Kw::Add) => {
                self.advance();
                let start = self.pos();
                self.in_domain = true;
                let named = 2 * usize::from(self.at(Kw::Constraint));
                if self.kw(named) == Some(Kw::Not) {
                    self.need(17, start + named);
                }
                let Some(constraint) = self.column_constraint()? else {
                    return self.unexpected();
                };
                if !matches!(
                    constraint.kind,
                    ColumnConstraintKind::Check { .. } | ColumnConstraintKind::NotNull { .. }
                ) {
                    return self.unexpected_at(start);
                }
                let attributes = &constraint.attributes;
                if attributes.deferrable == Some(true)
                    || attributes.initially_deferred == Some(true)
                {
                    return Self::refuse(
                        "0A000",
                        constraint.span,
                        "CHECK constraints cannot be marked DEFERRABLE",
                    );
                }
                AlterDomainAction::AddConstraint(constraint)
            }
            Some(Kw::Validate) => {
                self.advance();
                self.expect(Kw::Constraint)?;
                AlterDomainAction::ValidateConstraint {
                    name: self.col_id()?,
                }
            }
            Some(Kw::Rename) => {
                self.advance();
                if self.eat(Kw::Constraint) {
                    let name = self.col_id()?;
                    self.expect(Kw::To)?;
                    let to = self.col_id()?;
                    AlterDomainAction::RenameConstraint { name, to }
                } else {
                    self.expect(Kw::To)?;
                    AlterDomainAction::Rename { to: self.col_id()? }
                }
            }
            Some(Kw::Owner) => {
                self.owner_to()?;
                AlterDomainAction::NoEffect
            }
            _ => return self.unexpected(),
        };
        Ok(StmtKind::AlterDomain(Box::new(AlterDomain {
            name,
            action,
        })))
    }
}
