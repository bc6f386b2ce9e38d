//! `CREATE OPERATOR`, and operators as DROP and COMMENT ON name them.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{CreateOperator, Name, ObjectRef, Operand, OperatorRef, QName, StmtKind};
use crate::split::TokenKind;

impl Parser<'_> {
    /// `name (leftarg = a, rightarg = b, function = f)`; of an option that stands
    /// twice the last counts.
    pub(super) fn create_operator(&mut self) -> Parsed<StmtKind> {
        let mut stmt = CreateOperator {
            name: self.operator_qname()?,
            left: Operand::Missing,
            right: Operand::Missing,
            has_function: false,
            commutator: None,
            negator: None,
        };
        self.parens(|parser| {
            let option = parser.any_label()?;
            let has_value = parser.eat_op("=");
            match option.value.as_str() {
                "leftarg" => stmt.left = parser.operand_type(has_value)?,
                "rightarg" => stmt.right = parser.operand_type(has_value)?,
                "commutator" if has_value => stmt.commutator = parser.partner()?,
                "negator" if has_value => stmt.negator = parser.partner()?,
                other => {
                    stmt.has_function |= matches!(other, "function" | "procedure");
                    if has_value {
                        parser.definition_value()?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(StmtKind::CreateOperator(Box::new(stmt)))
    }

    fn operand_type(&mut self, has_value: bool) -> Parsed<Operand> {
        if !has_value {
            return Ok(Operand::Unread);
        }
        if !self.at_string() && (self.at(Kw::Setof) || self.at_type(0)) {
            return self.function_type().map(Operand::Type);
        }
        self.definition_value()?;
        Ok(Operand::Unread)
    }

    /// The operator of COMMUTATOR and NEGATOR.
    fn partner(&mut self) -> Parsed<Option<QName>> {
        if self.at_kind(TokenKind::Op) {
            return self.operator_qname().map(Some);
        }
        if self.at(Kw::Operator) && self.kind(1) == Some(TokenKind::LParen) {
            self.advance();
            self.advance();
            let name = self.operator_qname()?;
            self.expect_kind(TokenKind::RParen)?;
            return Ok(Some(name));
        }
        self.definition_value()?;
        Ok(None)
    }

    /// `+ (int, int)`, `- (NONE, int)`.
    pub(super) fn operator_ref(&mut self) -> Parsed<ObjectRef> {
        let name = self.operator_qname()?;
        self.expect_kind(TokenKind::LParen)?;
        let mut operands = [None, None];
        for (at, operand) in operands.iter_mut().enumerate() {
            if !self.eat(Kw::None) {
                *operand = Some(self.type_name()?);
            }
            if at == 0 && !self.eat_kind(TokenKind::Comma) {
                return Self::refuse("42601", self.here(), "missing argument");
            }
        }
        self.expect_kind(TokenKind::RParen)?;
        let [left, right] = operands;
        let operator = OperatorRef { name, left, right };
        Ok(ObjectRef::Operator(Box::new(operator)))
    }

    /// `schema.+`, with `<>` for `!=`.
    fn operator_qname(&mut self) -> Parsed<QName> {
        let mut parts = Vec::new();
        while !self.at_kind(TokenKind::Op) {
            parts.push(self.col_id()?);
            self.expect_kind(TokenKind::Dot)?;
        }
        // The arrow of named arguments is no operator.
        if self.at_op("=>") {
            return self.unexpected();
        }
        let value = super::expr::canonical(self.tok_text(0).to_owned());
        self.advance();
        parts.push(Name {
            value,
            span: self.last(),
        });
        self.qname_of(parts)
    }
}
