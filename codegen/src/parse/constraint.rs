//! Constraints of columns, tables and domains.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{
    Action, ColumnConstraint, ColumnConstraintKind, ColumnDef, ConstraintAttributes, ConstraintDef,
    ConstraintKind, GeneratedStorage, Identity, IndexParameters, MatchType, Name, References,
};
use crate::split::TokenKind;

impl Parser<'_> {
    /// The constraints of a column, with COLLATE among them.
    pub(super) fn column_constraints(&mut self, column: &mut ColumnDef) -> Parsed<()> {
        loop {
            if self.at(Kw::Collate) {
                let start = self.pos();
                self.advance();
                let collation = self.qname()?;
                if column.collation.is_some() {
                    return Self::refuse(
                        "42601",
                        self.span_from(start),
                        "multiple COLLATE clauses not allowed",
                    );
                }
                column.collation = Some(collation);
            } else if let Some(constraint) = self.column_constraint()? {
                // Most columns have one, and it is large.
                if column.constraints.is_empty() {
                    column.constraints.reserve_exact(1);
                }
                column.constraints.push(constraint);
            } else {
                // Attributes without a constraint before them are refused.
                self.column_attributes(None)?;
                if self.eat(Kw::Not) {
                    return self.unexpected();
                }
                return Ok(());
            }
        }
    }

    /// One constraint of a column or a domain with the attributes behind it.
    pub(super) fn column_constraint(&mut self) -> Parsed<Option<ColumnConstraint>> {
        let start = self.pos();
        let name = if self.eat(Kw::Constraint) {
            Some(self.col_id()?)
        } else {
            None
        };
        let Some((kind, no_inherit)) = self.column_constraint_kind()? else {
            if name.is_some() {
                return self.unexpected();
            }
            return Ok(None);
        };
        let mut attributes = if self.in_domain {
            self.constraint_attributes()?
        } else {
            self.column_attributes(Some(&kind))?
        };
        attributes.no_inherit |= no_inherit;
        Ok(Some(ColumnConstraint {
            name,
            kind,
            attributes,
            span: self.span_from(start),
        }))
    }

    /// DEFERRABLE and the like behind a column's constraint of that kind, or behind none.
    fn column_attributes(
        &mut self,
        kind: Option<&ColumnConstraintKind>,
    ) -> Parsed<ConstraintAttributes> {
        use ColumnConstraintKind as Kind;
        const WORDS: [&str; 3] = [
            "DEFERRABLE/NOT DEFERRABLE",
            "INITIALLY IMMEDIATE/DEFERRED",
            "ENFORCED/NOT ENFORCED",
        ];
        let deferrable = matches!(
            kind,
            Some(Kind::PrimaryKey(_) | Kind::Unique { .. } | Kind::References(_))
        );
        let enforceable = matches!(kind, Some(Kind::Check { .. } | Kind::References(_)));
        let mut attributes = ConstraintAttributes::default();
        let mut seen = [false; 3];
        loop {
            let start = self.pos();
            // A column's constraint takes no NOT VALID, and NO INHERIT by its own grammar only.
            if self.at_all(&[Kw::Not, Kw::Valid]) || self.at_all(&[Kw::No, Kw::Inherit]) {
                return Ok(attributes);
            }
            let enforced = usize::from(self.at(Kw::Not));
            if self.kw(enforced) == Some(Kw::Enforced) {
                self.need(18, start + enforced);
            }
            let (group, fits) = match (self.kw(0), self.kw(1)) {
                (Some(Kw::Deferrable), _) | (Some(Kw::Not), Some(Kw::Deferrable)) => {
                    (0, deferrable)
                }
                (Some(Kw::Initially), _) => (1, deferrable),
                (Some(Kw::Enforced), _) | (Some(Kw::Not), Some(Kw::Enforced)) => (2, enforceable),
                _ => return Ok(attributes),
            };
            let twice = std::mem::replace(&mut seen[group], true);
            if fits && !twice {
                self.constraint_attribute(&mut attributes)?;
                continue;
            }
            self.constraint_attribute(&mut ConstraintAttributes::default())?;
            let message = if fits {
                format!("multiple {} clauses not allowed", WORDS[group])
            } else {
                format!(
                    "misplaced {} clause",
                    self.words(start, self.pos()).to_uppercase()
                )
            };
            return Self::refuse("42601", self.span_from(start), message);
        }
    }

    fn column_constraint_kind(&mut self) -> Parsed<Option<(ColumnConstraintKind, bool)>> {
        let Some(kw) = self.kw(0) else {
            return Ok(None);
        };
        let mut inherits = false;
        let kind = match kw {
            Kw::Not if self.kw(1) == Some(Kw::Null) => {
                self.advance();
                self.advance();
                if self.at_all(&[Kw::No, Kw::Inherit]) {
                    self.need(18, self.pos());
                }
                inherits = self.no_inherit();
                ColumnConstraintKind::NotNull {
                    no_inherit: inherits,
                }
            }
            Kw::Null => {
                self.advance();
                ColumnConstraintKind::Null
            }
            Kw::Default => {
                self.advance();
                ColumnConstraintKind::Default(self.default_expr()?)
            }
            Kw::Check => {
                self.advance();
                let expr = self.parens_expr()?;
                inherits = self.no_inherit();
                ColumnConstraintKind::Check {
                    expr,
                    no_inherit: inherits,
                }
            }
            Kw::Unique => {
                self.advance();
                let nulls_not_distinct = self.nulls_not_distinct()?;
                ColumnConstraintKind::Unique {
                    nulls_not_distinct,
                    parameters: self.index_parameters(false)?,
                }
            }
            Kw::Primary => {
                self.advance();
                self.expect(Kw::Key)?;
                ColumnConstraintKind::PrimaryKey(self.index_parameters(false)?)
            }
            Kw::References => {
                self.advance();
                ColumnConstraintKind::References(self.references()?)
            }
            Kw::Generated => {
                let start = self.pos();
                self.advance();
                let always = self.always_or_default()?;
                self.expect(Kw::As)?;
                if self.at(Kw::Identity) {
                    self.advance();
                    let options = self.parens_sequence_options()?;
                    ColumnConstraintKind::Identity(Identity {
                        always,
                        options,
                        span: self.span_from(start),
                    })
                } else {
                    let expr = self.parens_expr()?;
                    if !self.at(Kw::Stored) {
                        self.need(18, self.pos());
                        let place = if self.at(Kw::Virtual) {
                            self.here()
                        } else {
                            self.last().at_end()
                        };
                        if let Some(need) = self.needs.last_mut() {
                            need.instead = Some(("STORED", place));
                        }
                    }
                    let storage = match self.eat_any(&[Kw::Stored, Kw::Virtual]) {
                        Some(Kw::Stored) => Some(GeneratedStorage::Stored),
                        Some(_) => Some(GeneratedStorage::Virtual),
                        None => None,
                    };
                    if !always {
                        return Self::refuse(
                            "42601",
                            self.span_from(start),
                            "for a generated column, GENERATED ALWAYS must be specified",
                        );
                    }
                    ColumnConstraintKind::Generated { expr, storage }
                }
            }
            _ => return Ok(None),
        };
        Ok(Some((kind, inherits)))
    }

    /// ALWAYS (true) or BY DEFAULT (false).
    pub(super) fn always_or_default(&mut self) -> Parsed<bool> {
        if self.eat(Kw::Always) {
            return Ok(true);
        }
        self.expect(Kw::By)?;
        self.expect(Kw::Default)?;
        Ok(false)
    }

    fn no_inherit(&mut self) -> bool {
        self.eat_all(&[Kw::No, Kw::Inherit])
    }

    /// `NULLS [NOT] DISTINCT`.
    pub(super) fn nulls_not_distinct(&mut self) -> Parsed<bool> {
        if !self.eat(Kw::Nulls) {
            return Ok(false);
        }
        let not = self.eat(Kw::Not);
        self.expect(Kw::Distinct)?;
        Ok(not)
    }

    /// INCLUDE (when the form has it), WITH and USING INDEX TABLESPACE.
    fn index_parameters(&mut self, include: bool) -> Parsed<IndexParameters> {
        let mut parameters = IndexParameters::default();
        if include && self.eat(Kw::Include) {
            parameters.include = self.column_list()?;
        }
        parameters.options = self.with_options()?;
        if self.eat_all(&[Kw::Using, Kw::Index, Kw::Tablespace]) {
            self.col_id()?;
        }
        Ok(parameters)
    }

    fn references(&mut self) -> Parsed<References> {
        let table = self.qname()?;
        let (columns, period) = if self.at_kind(TokenKind::LParen) {
            self.columns_with_period()?
        } else {
            (Vec::new(), false)
        };
        let mut references = References {
            table,
            columns,
            period,
            match_type: MatchType::Simple,
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            set_columns: Vec::new(),
        };
        if self.eat(Kw::Match) {
            references.match_type = match self.eat_any(&[Kw::Full, Kw::Partial, Kw::Simple]) {
                Some(Kw::Full) => MatchType::Full,
                Some(Kw::Partial) => {
                    return Self::refuse("0A000", self.last(), "MATCH PARTIAL not yet implemented");
                }
                Some(_) => MatchType::Simple,
                None => return self.unexpected(),
            };
        }
        let mut seen = [false; 2];
        while self.at(Kw::On) && matches!(self.kw(1), Some(Kw::Delete | Kw::Update)) {
            let delete = self.kw(1) == Some(Kw::Delete);
            if std::mem::replace(&mut seen[usize::from(delete)], true) {
                self.advance();
                return self.unexpected();
            }
            self.advance();
            self.advance();
            let action = self.action()?;
            if delete {
                references.on_delete = action;
            } else {
                references.on_update = action;
            }
            if matches!(action, Action::SetNull | Action::SetDefault)
                && self.at_kind(TokenKind::LParen)
            {
                let start = self.pos();
                let columns = self.column_list()?;
                if !delete {
                    let word = if action == Action::SetNull {
                        "SET NULL"
                    } else {
                        "SET DEFAULT"
                    };
                    return Self::refuse(
                        "0A000",
                        self.span_from(start),
                        format!(
                            "a column list with {word} is only supported for ON DELETE actions"
                        ),
                    );
                }
                references.set_columns = columns;
            }
        }
        Ok(references)
    }

    fn action(&mut self) -> Parsed<Action> {
        if self.eat(Kw::No) {
            self.expect(Kw::Action)?;
            return Ok(Action::NoAction);
        }
        if self.eat(Kw::Restrict) {
            return Ok(Action::Restrict);
        }
        if self.eat(Kw::Cascade) {
            return Ok(Action::Cascade);
        }
        self.expect(Kw::Set)?;
        if self.eat(Kw::Null) {
            return Ok(Action::SetNull);
        }
        self.expect(Kw::Default)?;
        Ok(Action::SetDefault)
    }

    /// Columns in parentheses, the last perhaps with PERIOD.
    fn columns_with_period(&mut self) -> Parsed<(Vec<Name>, bool)> {
        self.expect_kind(TokenKind::LParen)?;
        let mut columns = vec![self.col_id()?];
        let mut period = false;
        while self.eat_kind(TokenKind::Comma) {
            if self.at(Kw::Period)
                && !matches!(self.kind(1), Some(TokenKind::Comma | TokenKind::RParen))
            {
                self.advance();
                self.need(18, self.pos());
                columns.push(self.col_id()?);
                period = true;
                break;
            }
            columns.push(self.col_id()?);
        }
        self.expect_kind(TokenKind::RParen)?;
        Ok((columns, period))
    }

    /// Columns of a key, the last perhaps WITHOUT OVERLAPS.
    fn key_columns(&mut self) -> Parsed<(Vec<Name>, bool)> {
        self.expect_kind(TokenKind::LParen)?;
        let columns = self.list(Self::col_id)?;
        let start = self.pos();
        let without_overlaps = self.eat_all(&[Kw::Without, Kw::Overlaps]);
        if without_overlaps {
            self.need(18, start);
        }
        self.expect_kind(TokenKind::RParen)?;
        Ok((columns, without_overlaps))
    }

    /// Whether a table constraint comes next, not a column.
    pub(super) fn at_table_constraint(&self) -> bool {
        match self.kw(0) {
            Some(Kw::Constraint | Kw::Check | Kw::Unique | Kw::Primary | Kw::Foreign) => true,
            // Only EXCLUDE is a word that can name a column too.
            Some(Kw::Exclude) => {
                self.kw(1) == Some(Kw::Using) || self.kind(1) == Some(TokenKind::LParen)
            }
            Some(Kw::Not) => self.kw(1) == Some(Kw::Null),
            _ => false,
        }
    }

    /// A table constraint with its attributes.
    pub(super) fn table_constraint(&mut self) -> Parsed<ConstraintDef> {
        let start = self.pos();
        let name = if self.eat(Kw::Constraint) {
            Some(self.col_id()?)
        } else {
            None
        };
        let kind = self.table_constraint_kind()?;
        let attributes = self.constraint_attributes()?;
        Ok(ConstraintDef {
            name,
            kind,
            attributes,
            span: self.span_from(start),
        })
    }

    fn table_constraint_kind(&mut self) -> Parsed<ConstraintKind> {
        let Some(kw) = self.kw(0) else {
            return self.unexpected();
        };
        match kw {
            Kw::Check => {
                self.advance();
                Ok(ConstraintKind::Check(self.parens_expr()?))
            }
            Kw::Not => {
                self.need(18, self.pos());
                self.advance();
                self.expect(Kw::Null)?;
                Ok(ConstraintKind::NotNull(self.col_id()?))
            }
            Kw::Unique | Kw::Primary => {
                self.advance();
                let primary = kw == Kw::Primary;
                if primary {
                    self.expect(Kw::Key)?;
                }
                if self.at_all(&[Kw::Using, Kw::Index]) {
                    self.advance();
                    self.advance();
                    return Ok(ConstraintKind::UsingIndex {
                        primary,
                        index: self.col_id()?,
                    });
                }
                let nulls_not_distinct = !primary && self.nulls_not_distinct()?;
                let (columns, without_overlaps) = self.key_columns()?;
                let parameters = self.index_parameters(true)?;
                Ok(if primary {
                    ConstraintKind::PrimaryKey {
                        columns,
                        without_overlaps,
                        parameters,
                    }
                } else {
                    ConstraintKind::Unique {
                        columns,
                        nulls_not_distinct,
                        without_overlaps,
                        parameters,
                    }
                })
            }
            Kw::Foreign => {
                self.advance();
                self.expect(Kw::Key)?;
                let (columns, period) = self.columns_with_period()?;
                self.expect(Kw::References)?;
                Ok(ConstraintKind::ForeignKey {
                    columns,
                    period,
                    references: self.references()?,
                })
            }
            Kw::Exclude => {
                self.advance();
                let method = if self.eat(Kw::Using) {
                    Some(self.col_id()?)
                } else {
                    None
                };
                let elements = self.parens(|parser| {
                    let key = parser.index_key()?;
                    parser.expect(Kw::With)?;
                    let operator = if parser.at(Kw::Operator) {
                        parser.operator_name()?
                    } else {
                        parser.qualified_operator()?
                    };
                    Ok((key, operator))
                })?;
                let parameters = self.index_parameters(true)?;
                let predicate = if self.eat(Kw::Where) {
                    Some(self.parens_expr()?)
                } else {
                    None
                };
                Ok(ConstraintKind::Exclude {
                    method,
                    elements,
                    parameters,
                    predicate,
                })
            }
            _ => self.unexpected(),
        }
    }

    /// DEFERRABLE and the like, as many as there are.
    pub(super) fn constraint_attributes(&mut self) -> Parsed<ConstraintAttributes> {
        let mut attributes = ConstraintAttributes::default();
        while self.constraint_attribute(&mut attributes)? {}
        Ok(attributes)
    }

    fn constraint_attribute(&mut self, attributes: &mut ConstraintAttributes) -> Parsed<bool> {
        let start = self.pos();
        let conflict = if self.eat(Kw::Deferrable) {
            attributes.deferrable.replace(true) == Some(false)
        } else if self.eat_all(&[Kw::Not, Kw::Deferrable]) {
            let clash = attributes.deferrable.replace(false) == Some(true);
            clash || attributes.initially_deferred == Some(true)
        } else if self.eat_all(&[Kw::Initially, Kw::Deferred]) {
            let clash = attributes.initially_deferred.replace(true) == Some(false);
            if attributes.deferrable == Some(false) {
                return Self::refuse(
                    "42601",
                    self.span_from(start),
                    "constraint declared INITIALLY DEFERRED must be DEFERRABLE",
                );
            }
            clash
        } else if self.eat_all(&[Kw::Initially, Kw::Immediate]) {
            attributes.initially_deferred.replace(false) == Some(true)
        } else if self.eat_all(&[Kw::Not, Kw::Valid]) {
            attributes.not_valid = true;
            false
        } else if self.eat_all(&[Kw::No, Kw::Inherit]) {
            attributes.no_inherit = true;
            false
        } else if self.eat(Kw::Enforced) {
            self.need(18, start);
            attributes.enforced.replace(true) == Some(false)
        } else if self.eat_all(&[Kw::Not, Kw::Enforced]) {
            self.need(18, start + 1);
            attributes.enforced.replace(false) == Some(true)
        } else {
            return Ok(false);
        };
        if conflict {
            return Self::refuse(
                "42601",
                self.span_from(start),
                "conflicting constraint properties",
            );
        }
        Ok(true)
    }
}
